//! Text without markup, as it is pasted: sections are led by emoji.

#![no_main]

use dayfold_fuzz::check_behind;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    check_behind("Title\n\n🚀 Section\n\n", bytes);
});
