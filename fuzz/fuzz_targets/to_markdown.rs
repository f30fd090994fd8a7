//! The Markdown of a digest reads back as the same digest.

#![no_main]

use dayfold_fuzz::check;
use dayfold_ingest::{Context, read, to_markdown};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let digests = check(bytes, "2026-03-14.md").digests.into_iter();
    // One of a feed that has no day would be given the file's when it is read back.
    for digest in digests.filter(|digest| digest.date.is_some()) {
        let markdown = to_markdown(&digest);
        let back = read(markdown.as_bytes(), "2026-03-14.md", &Context::default()).digests;
        assert_eq!(back, [digest], "{markdown}");
    }
});
