//! Whatever a digest holds, its Markdown reads back as the same digest.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use dayfold_ingest::{Context, calendar, direction, read, slug, to_markdown};
use dayfold_model::{Block, Date, Digest, Entity, Section, Source, Story, Tag, Takeaway, VERSION};
use proptest::{collection::vec, option, prelude::*, sample::select};
use std::collections::HashSet;

/// Words, marks and traps.
fn word() -> impl Strategy<Value = String> {
    let words = [
        "river",
        "Harbour",
        "news",
        "re:Visit",
        "A&B",
        "&amp;",
        "*",
        "**bold**",
        "_",
        "snake_case",
        "`code`",
        "[x]",
        "[x](y)",
        "[kind:Name]",
        "Acme [org:Acme Ltd.]",
        "Acme [place:Acme Ltd.]",
        "C++",
        "F#",
        "con",
        "{#id}",
        "{story=x}",
        "{",
        "}",
        "|",
        "a|b",
        "#",
        "##",
        "-",
        "+",
        ">",
        "1.",
        "2)",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<",
        "&lt;",
        "\"quoted\"",
        "'",
        "\\",
        "\\*",
        "~~",
        "~",
        "!",
        "![a](b)",
        ":",
        "Source:",
        "Tags:",
        "Kicker:",
        "Takeaways",
        "Footer",
        "🚀",
        "👩‍🔬",
        "🇪🇺",
        "⚖️",
        "---",
        "===",
        "https://example.org/a_b",
        "www.example.org",
        "日本語",
        "שלום",
        "e\u{301}",
        "\u{a0}",
        "%",
        "@",
        ",",
        "null",
        "true",
        "2025-11-22",
        "November 3, 2025",
        "…",
        "$5",
        "^",
        "=",
        "\u{200d}",
        "::",
        "[^1]",
        "x.",
        "None",
        "\u{200b}",
    ];
    prop_oneof![4 => select(words.to_vec()).prop_map(str::to_owned), 1 => "[ -~]{1,6}"]
}

/// A text without double spaces, as all texts are.
fn line() -> impl Strategy<Value = String> {
    vec(word(), 1..7)
        .prop_map(|words| {
            let text = words.join(" ");
            let text = text
                .split(' ')
                .filter(|word| !word.is_empty())
                .collect::<Vec<_>>()
                .join(" ");
            text.trim().to_owned()
        })
        .prop_filter("not empty", |text| !text.is_empty())
}

fn id() -> impl Strategy<Value = String> {
    line().prop_map(|text| {
        let id = slug(&text);
        if id.is_empty() { "x".to_owned() } else { id }
    })
}

fn url() -> impl Strategy<Value = String> {
    let tails = [
        "",
        "/a",
        "/?q=1&r=2",
        "/a_(b)",
        "/ü#x",
        "/a*b_c|d",
        "/%20~",
        "/<x>",
        "/\\\"'",
        "/&amp;",
    ];
    select(tails.to_vec()).prop_map(|tail| format!("https://example.org{tail}"))
}

/// Markdown or HTML of a block, with entities by tag and by bracket.
fn fragment() -> impl Strategy<Value = String> {
    let wrap = |open: &'static str, close: &'static str| {
        line().prop_map(move |text| format!("{open}{text}{close}"))
    };
    prop_oneof![
        3 => wrap("", ""),
        1 => wrap("text ", " and **bold** with *more* `code` [a](https://example.org/?a=1&b=2)."),
        1 => wrap("- ", "\n- two\n  - three\n- four"),
        1 => wrap("3. ", "\n4. x"),
        1 => wrap("> ", "\n>\n> two"),
        1 => wrap("```\n", "\n\n```"),
        1 => wrap("| a | b |\n|---|---|\n| x | ", " |"),
        1 => wrap("one\\\n", "\ntwo"),
        1 => wrap("<details><summary>S</summary>", "</details>"),
        1 => wrap("<p>H<sub>2</sub>O <data value=acme>Acme</data> ", "</p><p dir=rtl>x</p>"),
        1 => wrap("<h2>", "</h2><ul><li>a<p>b</p></li></ul>"),
        1 => wrap("Acme [org:Acme Ltd.] and <span lang=he>", "</span> (Beta [org:Beta \"B\" | C*])"),
        1 => wrap("Acme [place:Acme Ltd.] of Acme [org:Acme Ltd.] ", ""),
        1 => wrap("<pre>\n\n  x\n", "</pre><hr>"),
    ]
}

fn entities() -> Vec<Entity> {
    let entity = |id: &str, name: &str, kind: &str| Entity {
        id: id.to_owned(),
        name: name.to_owned(),
        kind: kind.to_owned(),
        url: None,
        ticker: None,
    };
    vec![
        entity("acme", "Acme Ltd.", "org"),
        entity("beta-b-c", "Beta \"B\" | C*", "org"),
        entity("unnamed", "Nobody: never", "person who is * not"),
        entity("gamma", "Acme Ltd.", "org"),
        entity("acme-ltd", "Acme Ltd.", "place"),
    ]
}

/// What the reader makes of a fragment: (blocks' HTML, a takeaway's HTML).
fn html_of(fragment: &str) -> (String, String) {
    let front = "---\ndate: 2025-01-01\nentities:\n  - {id: acme, name: Acme Ltd., kind: org}\n  - {id: beta-b-c, name: 'Beta \"B\" | C*', kind: org}\n---\n";
    let item = fragment.replace('\n', " ");
    let text = format!("{front}\n## Takeaways\n\n- {item}\n\n## A\n\n### B\n\n{fragment}\n");
    let digest = read(text.as_bytes(), "", &Context::default())
        .digests
        .remove(0);
    let known: HashSet<String> = entities().into_iter().map(|entity| entity.id).collect();
    let mut all = String::new();
    for story in digest.stories() {
        for block in &story.body {
            all.push_str(&block.html);
        }
    }
    let takeaway = digest
        .takeaways
        .first()
        .map(|t| t.html.clone())
        .unwrap_or_default();
    // Brackets among the words may name entities that the digest does not list.
    let fine = digest
        .entities
        .iter()
        .all(|entity| known.contains(&entity.id));
    let keep = |html: String| {
        if fine && !html.is_empty() {
            html
        } else {
            "<p>plain</p>".to_owned()
        }
    };
    let line = if fine && !takeaway.is_empty() {
        takeaway
    } else {
        "plain".to_owned()
    };
    (keep(all), line)
}

fn html() -> impl Strategy<Value = String> {
    vec(fragment(), 1..3).prop_map(|parts| parts.iter().map(|part| html_of(part).0).collect())
}

fn block() -> impl Strategy<Value = Block> {
    prop_oneof![
        8 => (option::of(line()), html()).prop_map(|(label, html)| Block { label, html }),
        1 => line().prop_map(|label| Block { label: Some(label), html: String::new() }),
    ]
}

fn source() -> impl Strategy<Value = Source> {
    (line(), option::of(url())).prop_map(|(name, url)| Source { name, url })
}

/// The parts of a story that are chosen freely, and lots for those that depend on others.
type StoryLot = (
    String,
    Option<String>,
    Vec<String>,
    Vec<Block>,
    Vec<Source>,
    Vec<usize>,
    Option<Vec<usize>>,
    Option<String>,
);

fn story() -> impl Strategy<Value = StoryLot> {
    (
        line(),
        option::of(url()),
        vec(line(), 0..3),
        vec(block(), 0..4),
        vec(source(), 0..3),
        vec(0..9_usize, 0..3),
        option::of(vec(0..5_usize, 0..3)),
        option::of(id()),
    )
}

type SectionLot = (
    Option<String>,
    Option<String>,
    Vec<Block>,
    Vec<StoryLot>,
    Option<String>,
);

fn section() -> impl Strategy<Value = SectionLot> {
    let icon = select(vec!["🚀", "👩‍🔬", "🇪🇺", "⚖️", "1️⃣", "🔥🔥", "AI"]);
    (
        option::of(line()),
        option::of(icon.prop_map(str::to_owned)),
        vec(block(), 0..3),
        vec(story(), 0..3),
        option::of(id()),
    )
}

/// An id that is free and of the form of ids.
fn fresh(wanted: String, taken: &mut HashSet<String>) -> String {
    let wanted = match wanted.as_str() {
        "" | "con" => "x",
        id => id.trim_start_matches("df-"),
    };
    let cut = wanted[..wanted.floor_char_boundary(76)].trim_end_matches('-');
    let mut id = wanted.to_owned();
    let mut number = 1;
    while !taken.insert(id.clone()) {
        number += 1;
        id = format!("{cut}-{number}");
    }
    id
}

/// Labels, among them some whose ids are alike.
fn label() -> impl Strategy<Value = String> {
    let alike = ["AI", "ai", "A&I", "C", "C++", "C#", "🚀", "🔥", "Con"];
    prop_oneof![2 => line(), 1 => select(alike.to_vec()).prop_map(str::to_owned)]
}

/// The id that a reader gives a tag.
fn tag_id(label: &str) -> String {
    let text = format!("---\ndate: 2025-01-01\ntags: [{label:?}]\n---\n");
    let digest = read(text.as_bytes(), "", &Context::default()).digests.pop();
    digest.unwrap().tags[0].id.clone()
}

prop_compose! {
    fn digest()(
        title in line(),
        publication in option::of(line()),
        summary in option::of(html()),
        updated in option::of(select(vec!["2025-11-22T19:21:00-06:00", "2025-11-22T19:21:00Z", "2025-11-22T19:21:00.25+05:30"])),
        takeaways in vec((fragment(), option::of(0..6_usize)), 0..4),
        sections in vec(section(), 0..4),
        footer in vec(block(), 0..3),
        tags in vec((label(), option::of(id())), 0..5),
        lang in select(vec!["en", "de", "ar", "zh-Hant"]),
        all_entities in any::<bool>(),
    ) -> Digest {
        let mut taken = HashSet::new();
        let tags: Vec<Tag> = tags.into_iter().map(|(label, id)| {
            let id = fresh(id.unwrap_or_else(|| tag_id(&label)), &mut taken);
            Tag { id, label }
        }).collect();
        let entities = entities();
        let mut taken = HashSet::new();
        let sections: Vec<Section> = sections.into_iter().map(|(title, icon, body, stories, id)| {
            let wanted = id.unwrap_or_else(|| title.as_deref().map_or("stories".to_owned(), slug));
            Section {
                id: fresh(wanted, &mut taken),
                title,
                icon,
                body,
                stories: stories.into_iter().map(|(title, url, kicker, body, sources, lots, named, id)| {
                    let mut own: Vec<String> = Vec::new();
                    for lot in lots {
                        if let Some(tag) = tags.get(lot) && !own.contains(&tag.id) {
                            own.push(tag.id.clone());
                        }
                    }
                    let mut ids: Vec<String> = Vec::new();
                    for lot in named.unwrap_or_default() {
                        if !ids.contains(&entities[lot].id) {
                            ids.push(entities[lot].id.clone());
                        }
                    }
                    Story {
                        id: fresh(id.unwrap_or_else(|| slug(&title)), &mut taken),
                        title, url, kicker, body, sources, tags: own, entities: ids, labels: vec![],
                        earlier: vec![], repeats: None, corrected: None, corrected_text: None,
                    }
                }).collect(),
            }
        }).collect();
        let ids: Vec<String> = sections.iter().flat_map(|s| &s.stories).map(|s| s.id.clone()).collect();
        let takeaways = takeaways.into_iter().map(|(fragment, lot)| Takeaway {
            html: html_of(&fragment).1,
            story: lot.and_then(|lot| ids.get(lot).cloned()),
        }).collect();
        let date = Date::new(2025, 11, 22).unwrap();
        let mut digest = Digest {
            version: VERSION,
            date: Some(date),
            slug: None,
            date_text: calendar::date_text(date, lang),
            lang: lang.to_owned(),
            dir: direction(lang),
            translations: vec![],
            minutes: 0,
            title,
            publication,
            summary,
            updated: updated.map(str::to_owned),
            updated_text: updated.and_then(|updated| calendar::moment_text(updated, lang)),
            takeaways,
            sections,
            footer,
            tags,
            entities,
            labels: vec![],
        };
        if !all_entities {
            // As a reader would have it: the entities that the text names, in its order.
            let json = serde_json::to_string(&digest).unwrap();
            digest.entities.retain(|entity| json.contains(&format!("value=\\\"{}\\\"", entity.id)));
            let left: HashSet<String> = digest.entities.iter().map(|entity| entity.id.clone()).collect();
            for section in &mut digest.sections {
                for story in &mut section.stories {
                    story.entities.retain(|id| left.contains(id));
                }
            }
        }
        digest
    }
}

fn comes_back(digest: &Digest) -> Result<(), TestCaseError> {
    let markdown = to_markdown(digest);
    let context = Context {
        lang: digest.lang.clone(),
        ..Context::default()
    };
    let back = read(markdown.as_bytes(), "", &context);
    prop_assert_eq!(&back.diagnostics, &vec![], "{}", markdown);
    let read = back.digests[0].clone();
    if read != *digest {
        let (a, b) = (
            serde_json::to_string_pretty(digest).unwrap(),
            serde_json::to_string_pretty(&read).unwrap(),
        );
        let differs = a.lines().zip(b.lines()).find(|(a, b)| a != b);
        prop_assert!(false, "{:?}\n{}", differs, markdown);
    }
    Ok(())
}

/// The published JSON is one of the ways to write a digest.
fn json_comes_back(digest: &Digest) -> Result<(), TestCaseError> {
    let json = serde_json::to_string(digest).unwrap();
    let context = Context {
        lang: digest.lang.clone(),
        ..Context::default()
    };
    let back = read(json.as_bytes(), "", &context);
    prop_assert_eq!(&back.diagnostics, &vec![], "{}", json);
    prop_assert_eq!(&back.digests[0], digest, "{}", json);
    Ok(())
}

/// Every `html` as Markdown that holds it.
fn with_md(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(fields) => {
            if let Some(html) = fields.remove("html") {
                fields.insert("md".to_owned(), html);
            }
            fields.values_mut().for_each(with_md);
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(with_md),
        _ => {}
    }
}

#[test]
fn markdown_in_json_is_read_as_such() {
    let text = "---\ndate: 2025-11-22\ntitle: T\n---\n## Takeaways\n- a **b**\n\n## S\n\n### A\n\nOne *two*.\n\n**L:** three\n";
    let digest = read(text.as_bytes(), "", &Context::default()).digests.pop();
    let digest = digest.unwrap();
    let mut json = serde_json::to_value(&digest).unwrap();
    with_md(&mut json);
    assert!(!json.to_string().contains("\"html\""));
    let back = read(json.to_string().as_bytes(), "", &Context::default());
    assert_eq!(back.digests, [digest]);
}

#[test]
fn lines_that_would_make_a_link_together_stay_apart() {
    let text =
        "---\ndate: 2025-11-22\ntitle: T\n---\n### S\n\nSource: &#91;\n\nTags: \\[x\\]\\(y\\)\n";
    let digest = read(text.as_bytes(), "", &Context::default()).digests.pop();
    let digest = digest.unwrap();
    assert_eq!(
        (
            &*digest.tags[0].label,
            &*digest.sections[0].stories[0].sources[0].name
        ),
        ("[x](y)", "[")
    );
    comes_back(&digest).unwrap();
}

#[rstest::rstest]
#[case::alike("Quellen", "Quellen")]
#[case::unlike("Quellen", "Sources")]
fn two_lines_of_sources_come_back(#[case] first: &str, #[case] second: &str) {
    let text = format!(
        "---\ndate: 2025-11-22\ntitle: T\n---\n### S\n\nOne.\n\n**{first}:** [A](https://a.example/)\n\
         **{second}:** [B](https://b.example/)\n\n### T\n\nThree.\n"
    );
    let digest = read(text.as_bytes(), "", &Context::default()).digests.pop();
    let digest = digest.unwrap();
    let story = &digest.sections[0].stories[0];
    assert_eq!(story.sources.len(), 2);
    let labels = story.labels.iter().map(|label| &*label.label);
    assert_eq!(labels.collect::<Vec<_>>(), [first, second]);
    comes_back(&digest).unwrap();
}

/// Characters that a Markdown file loses when it is read come back from where no mark of Markdown
/// can spell them.
#[rstest::rstest]
#[case::block("<pre><code>a \u{1e}b\n  c\n</code></pre>")]
#[case::line("<p>It said <code>a\u{200b}b</code> and more.</p>")]
#[case::separator("<pre><code>a\u{2028}b\n</code></pre>")]
fn code_with_invisible_characters_comes_back(#[case] html: &str) {
    let post = serde_json::json!({
        "date": "2025-11-22", "title": "T",
        "sections": [{"stories": [{"title": "S", "body": [{"html": html}]}]}],
    });
    let reading = read(post.to_string().as_bytes(), "", &Context::default());
    let digest = &reading.digests[0];
    assert_eq!(digest.sections[0].stories[0].body.len(), 1, "{digest:?}");
    comes_back(digest).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, max_shrink_iters: 400, ..ProptestConfig::default() })]
    #[test]
    fn markdown_reads_back(digest in digest()) {
        comes_back(&digest)?;
    }

    #[test]
    fn json_reads_back(digest in digest()) {
        json_comes_back(&digest)?;
    }
}
