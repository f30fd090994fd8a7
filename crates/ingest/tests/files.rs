//! Files of all kinds, with what becomes of them and what is said about them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use dayfold_ingest::{Context, Reading, Severity, position, read, source_text, to_markdown};
use rstest::rstest;
use std::{fmt::Write as _, path::Path};

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fixtures")
            .join(name),
    )
    .unwrap()
}

/// What is said, and the digest, as text.
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
    match reading.digests.first() {
        Some(digest) => out.push_str(&serde_json::to_string_pretty(digest).unwrap()),
        None => out.push_str("no digest"),
    }
    out
}

#[rstest]
#[case("empty.md")]
#[case("binary.md")]
#[case("latin-1.md")]
#[case("broken-yaml.md")]
#[case("broken-toml.md")]
#[case("toml.md")]
#[case("unclosed.md")]
#[case("wrong-types.md")]
#[case("ids.md")]
#[case("line-ends.md")]
#[case("no-such-day.md")]
#[case("2026-03-14-no-such-day.md")]
#[case("no-date.md")]
#[case("2026-03-15-dates-disagree.md")]
#[case("unclosed-comment.md")]
#[case("lenient.md")]
#[case("json-head.md")]
#[case("header-lines.md")]
#[case("comment-head.md")]
#[case("careless.md")]
#[case("2026-03-14-between-rules.md")]
#[case("one-story.md")]
#[case("wrapped-fence.md")]
#[case("wrapped-log.md")]
#[case("wrapped-unclosed.md")]
#[case("wrapped-end.md")]
#[case("2026-03-14-lead-in.md")]
#[case("templating.md")]
#[case("pasted.txt")]
fn reads(#[case] name: &str) {
    let bytes = fixture(name);
    let reading = read(&bytes, name, &Context::default());
    insta::assert_snapshot!(name, report(&bytes, &reading));
    // Whatever was read can be written, and comes back without a word.
    if let Some(digest) = reading.digests.into_iter().next() {
        let markdown = to_markdown(&digest);
        let back = read(
            markdown.as_bytes(),
            "",
            &Context {
                lang: "en".to_owned(),
                ..Context::default()
            },
        );
        let expected: &[&str] = match digest.date {
            Some(_) => &[],
            None => &["no-date"],
        };
        let said: Vec<&str> = back.diagnostics.iter().map(|said| said.code).collect();
        assert_eq!(said, expected, "{markdown}");
        assert_eq!(back.digests[0], digest, "{markdown}");
    }
}

#[test]
fn pasted_text_becomes_markdown_to_edit_by_hand() {
    let digest = read(&fixture("pasted.txt"), "pasted.txt", &Context::default())
        .digests
        .remove(0);
    insta::assert_snapshot!("pasted.md", to_markdown(&digest));
}

#[test]
fn pasted_text_is_understood() {
    let reading = read(&fixture("pasted.txt"), "pasted.txt", &Context::default());
    let digest = reading.digests.into_iter().next().unwrap();
    let json = serde_json::to_string(&digest).unwrap();
    assert_eq!(digest.date.unwrap().to_string(), "2026-03-14");
    assert_eq!(digest.publication.as_deref(), Some("Harbour Morning Post"));
    assert_eq!(digest.updated.as_deref(), Some("2026-03-14T06:05:00-06:00"));
    assert_eq!(reading.diagnostics.len(), 1);
    assert_eq!(reading.diagnostics[0].code, "doubtful-time-zone");
    let told: Vec<_> = digest
        .takeaways
        .iter()
        .map(|t| t.story.clone().unwrap())
        .collect();
    let ids: Vec<_> = digest.stories().map(|story| story.id.clone()).collect();
    assert_eq!(told, ids);
    let stories: Vec<_> = digest
        .sections
        .iter()
        .map(|s| (s.icon.is_some(), s.stories.len()))
        .collect();
    assert_eq!(
        stories,
        [
            (true, 1),
            (true, 1),
            (true, 1),
            (true, 1),
            (true, 1),
            (true, 1),
            (true, 0),
            (true, 0)
        ]
    );
    let labelled =
        |blocks: &[dayfold_model::Block]| blocks.iter().filter(|b| b.label.is_some()).count();
    assert_eq!(
        digest
            .stories()
            .map(|story| labelled(&story.body))
            .sum::<usize>(),
        34
    );
    assert_eq!(
        (
            labelled(&digest.sections[6].body),
            digest.sections[6].body.len()
        ),
        (5, 6)
    );
    assert_eq!(
        (
            labelled(&digest.sections[7].body),
            digest.sections[7].body.len()
        ),
        (4, 4)
    );
    assert_eq!(
        digest
            .stories()
            .map(|story| story.sources.len())
            .sum::<usize>(),
        12
    );
    assert_eq!((digest.tags.len(), digest.entities.len()), (8, 9));
    assert_eq!(json.matches("<data value=").count(), 15);
    assert!(!json.contains("[company:"));
    let tags: Vec<_> = digest.stories().map(|story| story.tags.join(" ")).collect();
    assert_eq!(
        tags,
        [
            "electric-ferries-marlin shipyard-work-brandt",
            "salt-battery-export export-ban-policy",
            "tessera-heat-storage",
            "kornhaus-capital",
            "lanterna-night-library",
            "openhouse-2026",
        ]
    );
}

/// The words of a text, entities' brackets apart.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Every text of a JSON value but ids.
fn texts(value: &serde_json::Value, out: &mut String) {
    match value {
        serde_json::Value::String(text) => {
            out.push_str(&dayfold_model::plain_text(text));
            out.push(' ');
        }
        serde_json::Value::Array(all) => all.iter().for_each(|value| texts(value, out)),
        serde_json::Value::Object(all) => {
            for (key, value) in all {
                let of_ids = matches!(key.as_str(), "tags" | "entities") && value[0].is_string();
                if !(of_ids || matches!(key.as_str(), "id" | "story")) {
                    texts(value, out);
                }
            }
        }
        _ => {}
    }
}

#[test]
fn no_word_of_a_pasted_text_is_lost() {
    let bytes = fixture("pasted.txt");
    let digest = read(&bytes, "pasted.txt", &Context::default())
        .digests
        .remove(0);
    let mut all = String::new();
    texts(&serde_json::to_value(&digest).unwrap(), &mut all);
    let mut have = words(&all);
    let mut lost = Vec::new();
    for line in source_text(&bytes).lines() {
        for word in words(line) {
            match have.iter().position(|known| *known == word) {
                Some(at) => {
                    have.swap_remove(at);
                }
                None => lost.push(word),
            }
        }
    }
    // The names of the parts, which the pages say in their own words; of what is marked as
    // entity more than once, the full name, which the digest has once; and the zone, which
    // is in the offset.
    let known = "Quick Takeaways Source Source Source Source Source Source Last Updated CST";
    let mut known = words(known);
    for entity in &digest.entities {
        let places = all_places(&source_text(&bytes), &entity.name);
        for _ in 1..places {
            known.push(entity.kind.clone());
            known.extend(words(&entity.name));
        }
    }
    known.sort();
    lost.sort();
    assert_eq!(lost, known);
}

fn all_places(text: &str, name: &str) -> usize {
    text.matches(&format!(":{name}]")).count()
}

/// Long lines end as well; how time grows with the text is measured in `benches/growth.rs`.
#[rstest]
#[case::words("word ", 400_000)]
#[case::brackets("Acme [org:Acme] ", 20_000)]
#[case::open_brackets("[", 200_000)]
#[case::emphasis("**a *b ", 40_000)]
#[case::tags("<b>x", 40_000)]
#[case::pipes("a | ", 100_000)]
#[case::braces("{#a ", 100_000)]
#[case::colons("a: ", 100_000)]
#[case::emoji("🚀", 100_000)]
#[case::references("&#", 100_000)]
#[case::stories("### s\n\nx\n\n", 5_000)]
#[case::templating("{{ a | {% b {: c ", 20_000)]
#[case::backticks("` `` ``` ", 20_000)]
#[case::json("{\"title\": [", 20_000)]
#[case::yaml("---\ntitle: a: b\n- c: \"d\n", 5_000)]
#[case::one_line("x", 5_000_000)]
fn long_lines(#[case] unit: &str, #[case] times: usize) {
    for before in [
        "",
        "### Story\n\n",
        "🚀 Icon\nHead\n",
        "## Takeaways\n\n- ",
        "### a\n\nSource: ",
        "# ",
    ] {
        let text = format!("{before}{}", unit.repeat(times));
        let reading = read(text.as_bytes(), "2026-03-14.md", &Context::default());
        assert!(!reading.digests.is_empty());
    }
}

#[test]
fn too_much_to_tie_is_left_alone() {
    let takeaways = "- The ferry opens\n".repeat(2001);
    let text = format!("# T\n\n## Takeaways\n\n{takeaways}\n## S\n\n### The ferry opens\n\nA.\n");
    let reading = read(text.as_bytes(), "2025-11-22.md", &Context::default());
    assert_eq!(reading.diagnostics.len(), 1);
    assert_eq!(reading.diagnostics[0].code, "too-much-to-tie");
    let digest = reading.digests[0].clone();
    assert_eq!(digest.takeaways.len(), 2001);
    assert!(digest.takeaways.iter().all(|one| one.story.is_none()));
}
