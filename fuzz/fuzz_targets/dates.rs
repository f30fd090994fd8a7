//! Days in file names, titles and first lines.

#![no_main]

use dayfold_fuzz::check;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    check(b"Text.\n", text);
    check(format!("# {text}\n\nText.\n").as_bytes(), "");
    check(format!("---\ndate: {text}\n---\n").as_bytes(), "");
});
