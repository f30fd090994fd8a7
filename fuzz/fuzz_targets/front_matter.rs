//! The fields before a text, in each of their forms.

#![no_main]

use dayfold_fuzz::check;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((form, fields)) = bytes.split_first() else {
        return;
    };
    let (before, after) = match form % 5 {
        0 => ("---\ntitle: x\n", "\n---\n\nText.\n"),
        1 => ("+++\ntitle = \"x\"\n", "\n+++\n\nText.\n"),
        2 => ("{\"title\": \"x\",\n", "\n}\n\nText.\n"),
        3 => ("<!--\ntitle: x\n", "\n-->\n\nText.\n"),
        _ => ("Title: x\nDate: 2026-03-14\n", "\n\nText.\n"),
    };
    let file = [before.as_bytes(), fields, after.as_bytes()].concat();
    check(&file, "2026-03-14.md");
});
