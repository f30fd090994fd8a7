//! The example of `docs/writing.md` says what that page says it does.

use dayfold_ingest::{Context, read, to_markdown};

#[test]
fn the_documented_example_is_read_as_documented() {
    let page = include_str!("../../../docs/writing.md");
    let example = page
        .split_once("````markdown\n")
        .and_then(|(_, rest)| rest.split_once("````\n"))
        .map(|(example, _)| example)
        .unwrap();
    let reading = read(example.as_bytes(), "2026-03-14.md", &Context::default());
    assert_eq!(reading.diagnostics, []);
    let digest = reading.digests[0].clone();
    insta::assert_json_snapshot!("writing.md", digest);
    let back = read(to_markdown(&digest).as_bytes(), "x.md", &Context::default());
    assert_eq!(back.digests[0].clone(), digest);
}
