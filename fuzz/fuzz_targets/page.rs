//! Web pages.

#![no_main]

use dayfold_fuzz::check;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let file = ["<!doctype html><html>".as_bytes(), bytes].concat();
    check(&file, "2026-03-14.html");
});
