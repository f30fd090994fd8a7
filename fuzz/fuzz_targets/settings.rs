//! `dayfold.toml`: every complaint points into the text.

#![no_main]

use dayfold_publish::check_settings;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for complaint in check_settings(text) {
        if let Some(span) = complaint.span {
            assert!(span.start <= span.end && span.end <= text.len(), "{span:?}");
        }
    }
});
