//! Markdown of any shape.

#![no_main]

use dayfold_fuzz::check;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    check(bytes, "2026-03-14.md");
});
