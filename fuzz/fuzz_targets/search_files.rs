//! The files of the search: what a host answers in their place is no index, or one that leads to
//! no story that is not there.

#![no_main]

use dayfold_search::{Index, Part};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Some(index) = Index::parse(text) {
        for story in [0, 1, 7, u32::MAX] {
            _ = index.place(story);
        }
        _ = index.newest_day();
    }
    if let Some(part) = Part::parse(text) {
        let written = part.to_text();
        let again = Part::parse(&written).expect("what was written can be read");
        assert_eq!(again.to_text(), written);
    }
});
