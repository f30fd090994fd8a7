//! Whether time grows no faster than the text, for constructs of all kinds: prints the time
//! for each size, and by how much it grew from each to the next, which is twice as big.
//!
//! `cargo bench -p dayfold-ingest --bench growth -- [parts of names] [--from KILOBYTES] [--doublings N]`

#![expect(
    clippy::unwrap_used,
    reason = "a measurement that cannot go on has failed"
)]

use dayfold_ingest::{Context, read};
use std::time::{Duration, Instant};

/// The highest growth that still counts as linear: what does not fit into a cache any more
/// is slower without being more.
const MOST: f64 = 2.6;

/// What takes longer is not tried at twice the size.
const PATIENCE: Duration = Duration::from_secs(20);

/// A name, what stands before, and what is repeated; `{n}` is a number that counts up.
const CONSTRUCTS: &[(&str, &str, &str)] = &[
    (
        "prose",
        "",
        "The harbour opened at dawn and the ferries left on time.\n\n",
    ),
    ("one line", "", "word "),
    ("one word", "", "x"),
    ("h1", "", "# Heading {n}\n\nText of it.\n\n"),
    ("h2", "# T\n\n", "## Heading {n}\n\nText of it.\n\n"),
    ("h3", "# T\n\n", "### Heading {n}\n\nText of it.\n\n"),
    (
        "h4",
        "# T\n\n## S\n\n",
        "#### Heading {n}\n\nText of it.\n\n",
    ),
    (
        "h6",
        "# T\n\n## S\n\n",
        "###### Heading {n}\n\nText of it.\n\n",
    ),
    (
        "h2 to h6",
        "# T\n\n",
        "## A {n}\n\n### B {n}\n\nText.\n\n#### C\n\n##### D {n}\n\n###### E\n\n[x](https://x.example/{n})\n\n",
    ),
    (
        "h2 and h3 with links",
        "# T\n\n",
        "## Section {n}\n\n### [Headline {n}](https://x.example/{n})\n\nText of it, and [more](https://y.example/{n}).\n\n",
    ),
    (
        "one h2, many h3",
        "# T\n\n## S\n\n",
        "### Headline {n}\n\nText, and [more](https://y.example/{n}).\n\n",
    ),
    (
        "one h2, many h3 without links",
        "# T\n\n## S\n\n[a](https://a.example)\n\n",
        "### Headline {n}\n\nText of it.\n\n",
    ),
    (
        "h2 with lists of links",
        "# T\n\n",
        "## Section {n}\n\n- [One {n}](https://x.example/1)\n- [Two](https://x.example/2)\n- [Three](https://x.example/3)\n\n",
    ),
    (
        "h2 with h3 of bold lines",
        "# T\n\n## S\n\n",
        "### Group {n}\n\n**One thing {n}**\n\nText.\n\n**Another thing {n}**\n\nText.\n\n",
    ),
    (
        "bullets with links",
        "# T\n\n## S\n\n",
        "- [A headline of words {n}](https://x.example/{n}) and text\n",
    ),
    ("bullets", "# T\n\n## S\n\n", "- **Words {n}**: and text\n"),
    (
        "bold lines",
        "# T\n\n## S\n\n",
        "**A headline {n}**\n\nText of it.\n\n",
    ),
    (
        "the same bold line",
        "# T\n\n## S\n\n",
        "**A headline**\n\nText of it.\n\n",
    ),
    (
        "bold lines over links",
        "# T\n\n## S\n\n",
        "**Group {n}**\n[A headline of words {n}](https://x.example/{n})\nText.\n\n",
    ),
    (
        "run-in paragraphs",
        "# T\n\n## S\n\n",
        "**A headline {n}.** Text of it, and [more](https://x.example/{n}).\n\n",
    ),
    (
        "link lines",
        "# T\n\n## S\n\n",
        "[A headline of words {n}](https://x.example/{n})\n\n",
    ),
    (
        "link lines in one paragraph",
        "# T\n\n## S\n\n",
        "[A headline of words {n}](https://x.example/{n})\n",
    ),
    (
        "paragraphs with sources",
        "# T\n\n## S\n\n",
        "Text of the story {n}.\n\n[Harbour Post](https://x.example/{n})\n\n",
    ),
    (
        "table of news",
        "# T\n\n## S\n\n| News | Source |\n|---|---|\n",
        "| A headline of words {n} | [Post](https://x.example/{n}) |\n",
    ),
    (
        "tables",
        "# T\n\n## S\n\n",
        "| News | Source |\n|---|---|\n| A headline of words {n} | [Post](https://x.example/{n}) |\n\n",
    ),
    (
        "bullet signs",
        "# T\n\n## S\n\n",
        "• A headline {n} [Post](https://x.example/{n})\n",
    ),
    (
        "takeaways",
        "# T\n\n## Takeaways\n\n",
        "- A point of the day {n}\n",
    ),
    (
        "takeaways and rules",
        "# T\n\n## Takeaways\n\n",
        "- A point of the day {n}\n\n---\n\n",
    ),
    (
        "takeaways and stories",
        "# T\n\n## Takeaways\n\n- The ferry opens\n\n## S\n\n",
        "### The ferry opens {n}\n\nA.\n\n",
    ),
    (
        "nested bullets",
        "# T\n\n## S\n\n",
        "- **Topic {n}**\n  - [One](https://x.example/{n})\n    - and more\n",
    ),
    (
        "items with paragraphs",
        "# T\n\n## S\n\n",
        "1. **Headline {n}**\n\n   Text of it.\n\n   Source: [Post](https://x.example/{n})\n\n",
    ),
    ("quotes", "# T\n\n", "> A quote {n}.\n\n"),
    ("one quote", "# T\n\n", "> A quote {n}.\n"),
    ("rules", "# T\n\n## S\n\n", "Text.\n\n---\n\n"),
    (
        "italics at the end",
        "# T\n\n## S\n\nText.\n\n",
        "*Italics {n}*\n\n",
    ),
    (
        "rule, then lines",
        "# T\n\n## S\n\nText.\n\n---\n\n",
        "Line {n}\n\n",
    ),
    ("bold runs", "# T\n\n## S\n\n", "**a *b "),
    ("brackets", "# T\n\n## S\n\n", "["),
    (
        "link soup",
        "# T\n\n## S\n\n",
        "[a](https://x.example/{n}) ",
    ),
    ("div soup", "# T\n\n", "<div><p>x</p>\n\n"),
    ("inline tags", "# T\n\n", "<b>x "),
    ("comments", "# T\n\n", "<!-- c {n} -->\n\n"),
    (
        "entities",
        "# T\n\n## S\n\n### A\n\n",
        "Acme {n} [org:Acme {n}] said so. ",
    ),
    (
        "one entity",
        "# T\n\n## S\n\n### A\n\n",
        "Acme [org:Acme] said so. ",
    ),
    ("references", "", "&#"),
    ("fields", "---\ntitle: T\n", "field-{n}: value\n"),
    ("repeated fields", "---\ntitle: T\n", "field: value\n"),
    ("broken fields", "---\ntitle: T\n", "field-{n}: a: b\n"),
    (
        "list of stories",
        "---\ntitle: T\nstories:\n",
        "  - title: Headline {n}\n    url: https://x.example/{n}\n    section: Section {n}\n",
    ),
    (
        "broken list of stories",
        "---\ntitle: T\nstories:\n",
        "  - title: Headline: {n}\n    url: https://x.example/{n}\n",
    ),
    ("toml", "+++\ntitle = \"T\"\n", "field-{n} = \"value\"\n"),
    (
        "repeated toml",
        "+++\ntitle = \"T\"\n",
        "field = \"value\"\n",
    ),
    (
        "json head",
        "{\"title\": \"T\"",
        ",\n\"field-{n}\": \"value\"",
    ),
    (
        "front matter over and over",
        "",
        "---\ntitle: a: b\n- c: \"d\n",
    ),
    (
        "header lines",
        "Title: T\nDate: 2026-03-14\n",
        "Field-{n}: value\n",
    ),
    ("comments before all", "", "<!-- title: x -->\n"),
    ("templating", "# T\n\n", "{{ a }} {% b %} {: c} "),
    ("open templating", "# T\n\n", "{{ a | {% b {: c "),
    (
        "fence unclosed",
        "```markdown\n# T\n\n",
        "## Section {n}\n\n- [One](https://x.example/{n})\n\n",
    ),
    ("fences", "# T\n\n", "```\ncode {n}\n```\n\n"),
    ("console lines", "", "2026-03-14 10:00:00 INFO step {n}\n"),
    (
        "console, then a digest",
        "2026-03-14 10:00:00 INFO x\n\n# T\n\n",
        "## Section {n}\n\nText.\n\n",
    ),
    (
        "definitions",
        "# T\n\n## S\n\n[a][1]\n\n",
        "[{n}]: https://x.example/{n}\n",
    ),
    (
        "references of links",
        "# T\n\n[a]: https://a.example\n\n## S\n\n",
        "- [A headline {n}][a]\n",
    ),
    (
        "pasted",
        "Title\n\n🚀 Section\n\n",
        "Headline {n}\n\nText of the story, which is a sentence.\n\n- Point\n\nSource: Harbour Post\n\n",
    ),
    ("emoji", "", "🚀"),
    (
        "documented",
        "---\ndayfold: 1\n---\n# T\n\n",
        "## Section {n}\n\n### Headline {n}\n\nText.\n\nSource: [Post](https://x.example/{n})\nTags: a, b{n}\n\n",
    ),
    ("hashtags", "# T\n\n## S\n\n### A\n\n", "#tag{n} "),
    ("tags", "# T\n\n## S\n\n### A\n\nTags: a", ", tag {n}"),
    (
        "post JSON",
        "{\"title\": \"T\", \"sections\": [{\"title\": \"S\", \"stories\": [{\"title\": \"A\"}",
        ",\n{\"title\": \"Headline {n}\", \"url\": \"https://x.example/{n}\", \"body\": [{\"html\": \"<p>Text.</p>\"}]}",
    ),
    (
        "JSON lines",
        "",
        "{\"date\": \"2026-03-14\", \"title\": \"T {n}\"}\n",
    ),
    ("open JSON", "{\"title\": \"T\"", ", \"a\": ["),
    (
        "RSS",
        "<rss version=\"2.0\"><channel><title>T</title>",
        "<item><title>Headline {n}</title><link>https://x.example/{n}</link><pubDate>Sat, 14 Mar 2026 10:00:00 GMT</pubDate><description>Text.</description></item>",
    ),
    (
        "page",
        "<!doctype html><html><body><main><h1>T</h1>",
        "<h2>Section {n}</h2><p>Text, and <a href=\"https://x.example/{n}\">more</a>.</p><ul><li>a</li></ul>",
    ),
    ("page of divs", "<!doctype html><html><body>", "<div>x"),
];

/// The end of what is repeated.
fn behind(name: &str) -> &'static str {
    match name {
        "post JSON" => "]}]}",
        "RSS" => "</channel></rss>",
        "json head" => "\n}\n\nText.\n",
        "toml" | "repeated toml" => "+++\n\nText.\n",
        "fields"
        | "repeated fields"
        | "broken fields"
        | "list of stories"
        | "broken list of stories" => "---\n\nText.\n",
        _ => "",
    }
}

fn text(name: &str, before: &str, unit: &str, size: usize) -> String {
    let mut out = String::with_capacity(size + 200);
    out.push_str(before);
    let mut number = 0;
    while out.len() < size {
        number += 1;
        out.push_str(&unit.replace("{n}", &number.to_string()));
    }
    out.push_str(behind(name));
    out
}

fn time(text: &str) -> Duration {
    let (start, busy) = (Instant::now(), busy());
    std::hint::black_box(read(text.as_bytes(), "2026-03-14.md", &Context::default()));
    match (busy, self::busy()) {
        (Some(before), Some(after)) => after - before,
        _ => start.elapsed(),
    }
}

/// How long this thread has been at work, where the system says it: the time on the clock
/// counts what others do, too.
fn busy() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = stat.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

fn main() {
    let (mut from, mut doublings) = (1024, 3);
    let mut wanted = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut number = || arguments.next().unwrap().parse().unwrap();
        match argument.as_str() {
            "--from" => from = number(),
            "--doublings" => doublings = number(),
            "--bench" => {}
            _ => wanted.push(argument),
        }
    }
    let mut worse = Vec::new();
    for (name, before, unit) in CONSTRUCTS {
        if !wanted.is_empty() && !wanted.iter().any(|word| name.contains(word.as_str())) {
            continue;
        }
        let mut last: Option<Duration> = None;
        print!("{name:30}");
        for doubling in 0..=doublings {
            let kilobytes = from << doubling;
            let took = time(&text(name, before, unit, kilobytes << 10));
            print!(" {:7.0} ms", took.as_secs_f64() * 1e3);
            if let Some(last) = last {
                let growth = took.as_secs_f64() / last.as_secs_f64();
                print!(" ×{growth:4.2}");
                if growth > MOST {
                    worse.push(format!("{name}: ×{growth:.2} to {kilobytes} KB"));
                }
            }
            // What is far from linear would take hours.
            if took > PATIENCE {
                print!(" …");
                worse.push(format!("{name}: {took:?} for {kilobytes} KB"));
                break;
            }
            last = Some(took);
        }
        println!();
    }
    for one in &worse {
        println!("not linear: {one}");
    }
    std::process::exit(i32::from(!worse.is_empty()));
}
