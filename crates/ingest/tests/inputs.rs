//! JSON, feeds and pages: what becomes of them, and that nothing breaks on the way.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use dayfold_ingest::{Context, Reading, Severity, position, read, source_text, to_markdown};
use proptest::prelude::*;
use rstest::rstest;
use std::{fmt::Write as _, path::Path};

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fixtures/inputs")
            .join(name),
    )
    .unwrap()
}

/// What is said, and the digests, as text.
fn report(bytes: &[u8], reading: &Reading) -> String {
    let text = source_text(bytes);
    let mut out = String::new();
    for said in &reading.diagnostics {
        let severity = match said.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let place = said.span.as_ref().map_or("-".to_owned(), |span| {
            position(&text, span.start).to_string()
        });
        writeln!(out, "{place} {severity} [{}] {}", said.code, said.message).unwrap();
        if let Some(help) = &said.help {
            writeln!(out, "    {help}").unwrap();
        }
    }
    if reading.draft {
        out.push_str("(draft)\n");
    }
    for digest in &reading.digests {
        out.push_str(&serde_json::to_string_pretty(digest).unwrap());
        out.push('\n');
    }
    if reading.digests.is_empty() {
        out.push_str("no digest");
    }
    out
}

#[rstest]
#[case("post.json")]
#[case("wrong.json")]
#[case("several.json")]
#[case("lines.jsonl")]
#[case("truncated.json")]
#[case("list-of-stories.json")]
#[case("feed.json")]
#[case("rss.xml")]
#[case("rdf.xml")]
#[case("atom.xml")]
#[case("digests.xml")]
#[case("broken.xml")]
#[case("opml.xml")]
#[case("clusters.json")]
#[case("onthisday.json")]
#[case("page.html")]
#[case("mail.html")]
#[case("empty.html")]
#[case("almost-page.md")]
fn reads(#[case] name: &str) {
    let bytes = fixture(name);
    let reading = read(&bytes, name, &Context::default());
    insta::assert_snapshot!(name, report(&bytes, &reading));
    // Whatever was read can be written, and comes back.
    for digest in &reading.digests {
        let context = Context {
            lang: digest.lang.clone(),
            ..Context::default()
        };
        let markdown = to_markdown(digest);
        let back = read(markdown.as_bytes(), "", &context);
        let mut expected = digest.clone();
        // The site's language is that of the text here.
        expected.date_text.clone_from(&back.digests[0].date_text);
        expected
            .updated_text
            .clone_from(&back.digests[0].updated_text);
        assert_eq!(back.digests[0], expected, "{markdown}");
        let json = serde_json::to_vec(digest).unwrap();
        let back = read(&json, "", &context);
        expected.date_text.clone_from(&back.digests[0].date_text);
        assert_eq!(back.digests[0], expected);
    }
}

/// What is cut short anywhere keeps its day, once that was told.
#[test]
fn json_that_is_cut_short_keeps_what_is_complete() {
    let bytes = fixture("post.json");
    for end in 40..bytes.len() - 2 {
        let reading = read(&bytes[..end], "", &Context::default());
        let digest = reading.digests.first().unwrap();
        assert_eq!(digest.date.unwrap().to_string(), "2026-03-14", "{end}");
        let codes: Vec<_> = reading.diagnostics.iter().map(|said| said.code).collect();
        assert!(codes.contains(&"broken-json"), "{end} {codes:?}");
    }
}

#[rstest]
#[case::title("title", "\"A <b>title</b>\"")]
#[case::empty("sections", "[]")]
#[case::nothing("sections", "null")]
fn simple_values(#[case] name: &str, #[case] value: &str) {
    let text = format!("{{\"date\": \"2026-03-14\", \"title\": \"T\", \"{name}\": {value}}}");
    let reading = read(text.as_bytes(), "", &Context::default());
    assert_eq!(reading.diagnostics, vec![]);
    assert_eq!(reading.digests.len(), 1);
}

#[test]
fn a_script_in_any_field_is_gone() {
    for name in [
        "post.json",
        "feed.json",
        "rss.xml",
        "clusters.json",
        "page.html",
    ] {
        let text = source_text(&fixture(name)).replace("heavy", "<script>evil()</script>");
        let text = text.replace("until May", "<script>evil()</script>");
        let reading = read(text.as_bytes(), name, &Context::default());
        let json = serde_json::to_string(&reading.digests).unwrap();
        assert!(!json.contains("<script"), "{name}");
        assert!(!json.contains("onclick"), "{name}");
    }
}

/// Long files end as well; how time grows with the text is measured in `benches/growth.rs`.
#[rstest]
#[case::objects("[{\"title\": \"", "x\"}, {\"title\": \"", 600)]
#[case::near("[{\"title\": \"x\"", ", \"titel\": 1", 10_000)]
#[case::lines("", "{\"title\": \"x\"}\n", 600)]
#[case::open("{\"title\": \"x\", \"a\": ", "[", 200_000)]
#[case::divs("<html>", "<div>", 100_000)]
#[case::marks("<html><p>", "<b>a</b>*_[", 10_000)]
#[case::references("<html><p>", "&amp;", 50_000)]
#[case::items("<html><ul>", "<li>a", 10_000)]
#[case::tables("<html>", "<table><tr><td>x", 20_000)]
#[case::nested("<html>", "<ul><li>x", 20_000)]
#[case::entries("<feed>", "<entry><title>x</title></entry>", 2_000)]
#[case::tags("<rss>", "<a>", 200_000)]
#[case::brackets(
    "{\"clusters\": [{\"title\": \"x\", \"short_summary\": \"",
    "[a.b#1",
    50_000
)]
fn long_files(#[case] start: &str, #[case] unit: &str, #[case] times: usize) {
    for end in ["", "\"}]", "}]", "\"}]}", "</feed>"] {
        let text = format!("{start}{}{end}", unit.repeat(times));
        let reading = read(text.as_bytes(), "2026-03-14", &Context::default());
        // Something is said or made of it, in any case.
        assert!(!reading.digests.is_empty() || !reading.diagnostics.is_empty());
    }
}

const NAMES: [&str; 8] = [
    "post.json",
    "wrong.json",
    "feed.json",
    "clusters.json",
    "rss.xml",
    "atom.xml",
    "page.html",
    "mail.html",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(
        start in prop::sample::select(vec!["", "{\"", "[{\"", "<rss>", "<feed ", "<html>", "<?xml ", "<!doctype html>"]),
        bytes in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let mut all = start.as_bytes().to_vec();
        all.extend(bytes);
        let _ = read(&all, "", &Context::default());
    }

    /// Pieces removed, doubled and replaced: nothing panics, and places are in the text.
    #[test]
    fn mutated_files(
        name in prop::sample::select(NAMES.to_vec()),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0..40_usize, "[{}\\[\\]<>\"',:&;a1 /é-]{0,4}"), 1..6),
    ) {
        let mut text = source_text(&fixture(name)).into_owned();
        for (at, length, with) in cuts {
            let start = text.floor_char_boundary(at.index(text.len()));
            let end = text.floor_char_boundary((start + length).min(text.len()));
            text.replace_range(start..end, &with);
        }
        let reading = read(text.as_bytes(), "", &Context::default());
        for said in &reading.diagnostics {
            if let Some(span) = &said.span {
                prop_assert!(text.get(span.clone()).is_some(), "{said:?}");
            }
        }
        for digest in &reading.digests {
            let _ = to_markdown(digest);
        }
    }
}
