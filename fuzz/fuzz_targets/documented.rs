//! Markdown that says that it is of the documented shape.

#![no_main]

use dayfold_fuzz::check_behind;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    check_behind("---\ndayfold: 1\n---\n", bytes);
});
