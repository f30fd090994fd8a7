//! RSS, Atom and RDF.

#![no_main]

use dayfold_fuzz::check;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    check(bytes, "feed.xml");
    let (before, after) = ("<rss><channel><item>", "</item></channel></rss>");
    let items = [before.as_bytes(), bytes, after.as_bytes()].concat();
    check(&items, "feed.xml");
});
