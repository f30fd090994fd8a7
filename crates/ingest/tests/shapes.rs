//! Digests in the shapes that people and pipelines write: how each is understood, and that
//! no word of it is lost or shown twice.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use dayfold_ingest::{Context, Reading, position, read, source_text, to_markdown};
use dayfold_model::{Block, Digest, PartLabel, Source, Story, label_of, plain_text};
use rstest::rstest;
use std::{collections::BTreeMap, fmt::Write as _, path::Path};

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fixtures/shapes")
            .join(format!("{name}.md")),
    )
    .unwrap()
}

/// The first words of some HTML, in one line.
fn begin(html: &str) -> String {
    const LONGEST: usize = 44;
    let text = plain_text(html);
    if text.chars().count() <= LONGEST {
        return text;
    }
    let start: String = text.chars().take(LONGEST).collect();
    format!("{}…", start.trim_end())
}

fn labels(labels: &[PartLabel], part: &str) -> String {
    label_of(labels, part).map_or_else(String::new, |label| format!(" “{label}”"))
}

fn blocks(blocks: &[Block], indent: &str, out: &mut String) {
    for block in blocks {
        let label = block.label.as_deref();
        let label = label.map_or_else(String::new, |label| format!("{label}: "));
        writeln!(out, "{indent}{label}{}", begin(&block.html)).unwrap();
    }
}

fn story(story: &Story, out: &mut String) {
    out.push_str("  * ");
    if !story.kicker.is_empty() {
        write!(out, "[{}] ", story.kicker.join(" | ")).unwrap();
    }
    out.push_str(&story.title);
    if story.url.is_some() {
        out.push_str(" (link)");
    }
    out.push('\n');
    blocks(&story.body, "      ", out);
    if !story.sources.is_empty() {
        let name = |source: &Source| match source.url {
            Some(_) => source.name.clone(),
            None => format!("{} (no link)", source.name),
        };
        let names: Vec<String> = story.sources.iter().map(name).collect();
        let label = labels(&story.labels, "sources");
        writeln!(out, "      from{label} {}", names.join(", ")).unwrap();
    }
    if !story.tags.is_empty() {
        let label = labels(&story.labels, "tags");
        writeln!(out, "      tags{label} {}", story.tags.join(", ")).unwrap();
    }
}

/// How a file was understood, part by part.
fn outline(bytes: &[u8], reading: &Reading) -> String {
    let digest = &reading.digests[0];
    let mut out = String::new();
    let date = digest.date.map(|date| date.to_string());
    let date = date.as_deref().unwrap_or("no date");
    writeln!(out, "{date} {} {}", digest.lang, digest.title).unwrap();
    if let Some(publication) = &digest.publication {
        writeln!(out, "publication {publication}").unwrap();
    }
    if let Some(summary) = &digest.summary {
        writeln!(out, "summary {}", begin(summary)).unwrap();
    }
    if !digest.takeaways.is_empty() {
        writeln!(out, "takeaways{}", labels(&digest.labels, "takeaways")).unwrap();
        for takeaway in &digest.takeaways {
            let tied = takeaway.story.is_some();
            let tied = if tied { " (of a story)" } else { "" };
            writeln!(out, "  - {}{tied}", begin(&takeaway.html)).unwrap();
        }
    }
    for section in &digest.sections {
        let icon = section.icon.as_ref().map_or("", |icon| &**icon);
        let title = section.title.as_deref().unwrap_or("(no title)");
        writeln!(out, "section {}", format!("{icon} {title}").trim()).unwrap();
        blocks(&section.body, "    ", &mut out);
        for one in &section.stories {
            story(one, &mut out);
        }
    }
    if !digest.footer.is_empty() {
        out.push_str("footer\n");
        blocks(&digest.footer, "  ", &mut out);
    }
    let text = source_text(bytes);
    for said in &reading.diagnostics {
        let place = said.span.as_ref();
        let place = place.map_or("-".to_owned(), |span| {
            position(&text, span.start).to_string()
        });
        writeln!(out, "! {} {place}", said.code).unwrap();
    }
    out
}

/// The words of a text, counted; addresses are no words.
fn words(text: &str, out: &mut BTreeMap<String, i32>, each: i32) {
    for part in text.split_whitespace() {
        let part = part.find("http").map_or(part, |at| &part[..at]);
        for word in part.split(|c: char| !c.is_alphanumeric()) {
            if !word.is_empty() {
                *out.entry(word.to_owned()).or_insert(0) += each;
            }
        }
    }
}

/// The text that a reader of the Markdown sees, without what stands before it in fields.
fn visible(markdown: &str) -> String {
    use pulldown_cmark::{Options, Parser, html::push_html};
    let text = match markdown.strip_prefix("---\n") {
        Some(rest) => rest.split_once("\n---\n").unwrap().1,
        None => markdown,
    };
    let mut html = String::new();
    push_html(&mut html, Parser::new_ext(text, Options::ENABLE_TABLES));
    plain_text(&html)
}

/// A source's name, without the site that an unnamed link is called by.
fn name(source: &Source) -> &str {
    let name = source.name.as_str();
    let site = source.url.as_deref().and_then(|url| url.split('/').nth(2));
    site.and_then(|site| name.strip_prefix(site))
        .unwrap_or(name)
}

/// Every text of a digest.
fn shown(digest: &Digest) -> String {
    let mut out = vec![digest.title.clone()];
    out.extend(digest.publication.clone());
    out.extend(digest.summary.as_deref().map(plain_text));
    out.extend(digest.labels.iter().map(|label| label.label.clone()));
    let html = |block: &Block| {
        let label = block.label.clone().unwrap_or_default();
        format!("{label} {}", plain_text(&block.html))
    };
    out.extend(digest.takeaways.iter().map(|one| plain_text(&one.html)));
    for section in &digest.sections {
        out.extend(section.title.clone());
        out.extend(section.body.iter().map(html));
        for story in &section.stories {
            out.push(story.title.clone());
            out.extend(story.kicker.clone());
            out.extend(story.body.iter().map(html));
            out.extend(story.sources.iter().map(|source| name(source).to_owned()));
            out.extend(story.labels.iter().map(|label| label.label.clone()));
        }
    }
    out.extend(digest.footer.iter().map(html));
    out.join(" ")
}

/// The words that the file has more often than the digest (`lost`), and the other way round
/// (`twice`); those of the front matter may stand in the digest.
fn difference(bytes: &[u8], digest: &Digest) -> (String, String) {
    let markdown = source_text(bytes);
    let mut count = BTreeMap::new();
    words(&visible(&markdown), &mut count, 1);
    words(&shown(digest), &mut count, -1);
    let mut fields = BTreeMap::new();
    if let Some(rest) = markdown.strip_prefix("---\n") {
        words(rest.split_once("\n---\n").unwrap().0, &mut fields, 1);
    }
    let all = |sign: i32| {
        let mut out = Vec::new();
        for (word, count) in &count {
            let spare = if sign < 0 {
                fields.get(word).copied().unwrap_or(0)
            } else {
                0
            };
            for _ in spare..count * sign {
                out.push(word.as_str());
            }
        }
        out.join(" ")
    };
    (all(1), all(-1))
}

#[rstest]
#[case("headings-as-stories")]
#[case("heading-links")]
#[case("h3-only-stories")]
#[case("h2-only-stories")]
#[case("bullets-with-links")]
#[case("bullets-with-bold-leads")]
#[case("numbered-items-with-scores")]
#[case("bold-lines-over-paragraphs")]
#[case("bold-lines-naming-groups")]
#[case("run-in-bold-paragraphs")]
#[case("link-lines-over-text")]
#[case("link-lines-with-bullets")]
#[case("paragraphs-with-own-link-line")]
#[case("table-rows")]
#[case("bullet-characters")]
#[case("emoji-lines-over-lists")]
#[case("html-fragment")]
#[case("sub-sections")]
#[case("takeaways-in-code-block")]
#[case("takeaways-label-over-list")]
#[case("highlights-by-topic")]
#[case("single-article")]
#[case("late-title-behind-preamble")]
#[case("stray-fence")]
#[case("sources-at-the-end")]
#[case("commentary-and-outlook")]
#[case("statistics-and-navigation")]
#[case("stories-in-front-matter")]
#[case("tags-as-hashtags-and-code")]
#[case("cut-off-in-the-middle")]
#[case("korean")]
#[case("traditional-chinese")]
#[case("vietnamese")]
#[case("russian")]
#[case("hebrew")]
#[case("japanese")]
#[case("hindi")]
fn is_understood(#[case] shape: &str) {
    let bytes = fixture(shape);
    let reading = read(&bytes, &format!("{shape}.md"), &Context::default());
    insta::assert_snapshot!(shape, outline(&bytes, &reading));
    let (lost, twice) = difference(&bytes, &reading.digests[0]);
    let known = EXCEPTIONS.iter().find(|known| known.0 == shape);
    let (_, known_lost, known_twice) = known.copied().unwrap_or_default();
    assert_eq!(lost, known_lost, "lost in {shape}");
    assert_eq!(twice, known_twice, "twice in {shape}");

    let markdown = to_markdown(&reading.digests[0]);
    let back = read(markdown.as_bytes(), "", &Context::default());
    assert_eq!(back.digests, reading.digests, "{markdown}");
    let expected: &[&str] = match reading.digests[0].date {
        Some(_) => &[],
        None => &["no-date"],
    };
    let said: Vec<&str> = back.diagnostics.iter().map(|said| said.code).collect();
    assert_eq!(said, expected, "{markdown}");
}

/// By file, the words that are lost, and those that are shown twice, each for a reason.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    // The day behind a publication's name is the digest's date, and "Footer" and "Tags" are
    // the documented words, which the interface says itself.
    ("headings-as-stories", "14 2026 Footer March", ""),
    ("numbered-items-with-scores", "03 14 2026", ""),
    ("takeaways-in-code-block", "03 14 2026", ""),
    ("tags-as-hashtags-and-code", "Tags", ""),
    // Each story of a group says which group it is of.
    (
        "bold-lines-naming-groups",
        "",
        "Ships Weather and and water yards",
    ),
    // An article is called what its file is.
    (
        "single-article",
        "",
        "How a brine came heat store street the to",
    ),
];

/// What is dropped with its content says nothing, so it names no source either.
#[rstest]
#[case::script("A <script type=x>{\"a\": [\"https://not.example/s\"]}</script> word.")]
#[case::style("A <style>a { b: url(https://not.example/s) }</style> word.")]
#[case::alone("A <template>https://not.example/s</template> word.")]
fn an_address_in_what_is_dropped_is_no_source(#[case] text: &str) {
    let text = format!("## Topic\n\n### Story\n\n{text}\n\nMore, says <https://said.example/a>.\n");
    let reading = read(text.as_bytes(), "2026-03-14.md", &Context::default());
    let digest = serde_json::to_string(&reading.digests).unwrap();
    assert!(!digest.contains("not.example"), "{digest}");
    assert!(digest.contains("https://said.example/a"), "{digest}");
}
