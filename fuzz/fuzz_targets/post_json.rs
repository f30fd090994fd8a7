//! JSON: the post JSON, JSON Feed, clusters of news, lists.

#![no_main]

use dayfold_fuzz::check;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    check(bytes, "2026-03-14.json");
    let fields = [r#"{"title": "x", "#.as_bytes(), bytes].concat();
    check(&fields, "2026-03-14.json");
});
