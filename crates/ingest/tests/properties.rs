//! What holds for every file: nothing panics, all places are in the text, all HTML is vetted;
//! and for Markdown of any shape, that no word is lost and none is shown twice.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod checks;
#[path = "checks/words.rs"]
mod words;

use checks::{all_blocks, fault};
use dayfold_ingest::{Context, read};
use proptest::{collection::vec, prelude::*, sample::select};
use std::{fmt::Write as _, path::Path, sync::LazyLock};

/// All fixtures: names and contents.
static FIXTURES: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut files = Vec::new();
    for folder in [folder.clone(), folder.join("inputs")] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let name = path.file_name().unwrap().to_str().unwrap().to_owned();
                files.push((name, std::fs::read(path).unwrap()));
            }
        }
    }
    files.sort();
    files
});

/// The texts of the sample, behind their front matter.
static SAMPLE: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let mut texts: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .map(|path| std::fs::read_to_string(path).unwrap())
        .map(|text| match text.split_once("\n---\n") {
            Some((_, text)) => text.to_owned(),
            None => text,
        })
        .collect();
    texts.sort();
    texts
});

/// Pieces of markup, to be put anywhere.
const MARKUP: &[&str] = &[
    "# ",
    "## ",
    "### ",
    "- ",
    "* ",
    "1. ",
    "> ",
    "**",
    "*",
    "_",
    "`",
    "```\n",
    "---\n",
    "***\n",
    "\n",
    "\n\n",
    "  ",
    "    ",
    "[",
    "](https://m.example/1) ",
    "]",
    "(",
    ")",
    "|",
    "||",
    ":",
    "：",
    " — ",
    "<b>",
    "</b>",
    "<br>",
    " https://m.example/2 ",
    "Source: ",
    "Sources:\n",
    "Tags: ",
    "• ",
    "🚀 ",
    "#tag ",
    "\\",
    "&amp;",
    "~~",
    " ![i](https://m.example/i.png) ",
    "=== \n",
    ". ",
    "。",
];

/// Pieces of what is no Markdown.
const OTHER: &[&str] = &[
    "<!--",
    "-->",
    "{{ a }}",
    "{% b %}",
    "{#id}",
    "{story=x}",
    "[org:Acme]",
    "<details>",
    "</div>",
    "<script>",
    "+++\n",
    "{",
    "}",
    "\"",
    "]]>",
    "<![CDATA[",
    "\u{feff}",
    "\u{200b}",
    "\r",
    "\0",
    "title: x\n",
    "date: 2026-03-14\n",
    "dayfold: 1\n",
    "é",
    "日本",
    "\u{a0}",
    "<item>",
    "<p>",
];

/// A change to a text; the numbers say where, as parts of 1000.
#[derive(Clone, Debug)]
enum Change {
    Cut(usize, usize),
    Repeat(usize, usize),
    Swap(usize, usize),
    Move(usize, usize),
    Insert(usize, &'static str),
}

fn change(markup: Vec<&'static str>) -> impl Strategy<Value = Change> {
    let place = || 0..1000_usize;
    prop_oneof![
        1 => (place(), place()).prop_map(|(a, b)| Change::Cut(a, b)),
        1 => (place(), 1..4_usize).prop_map(|(a, b)| Change::Repeat(a, b)),
        1 => (place(), place()).prop_map(|(a, b)| Change::Swap(a, b)),
        1 => (place(), place()).prop_map(|(a, b)| Change::Move(a, b)),
        3 => (place(), select(markup)).prop_map(|(a, piece)| Change::Insert(a, piece)),
    ]
}

/// The text with changes, all but an insertion by lines.
fn changed(text: &str, changes: &[Change]) -> String {
    let mut text = text.to_owned();
    for change in changes {
        let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
        let count = lines.len();
        if count == 0 {
            break;
        }
        let line = |at: usize| at * count / 1000;
        match *change {
            Change::Cut(at, length) => {
                let end = (line(at) + 1 + length * count / 8000).min(count);
                lines.drain(line(at)..end);
            }
            Change::Repeat(at, times) => {
                for _ in 0..times {
                    lines.insert(line(at), lines[line(at)].clone());
                }
            }
            Change::Swap(one, other) => lines.swap(line(one), line(other)),
            Change::Move(from, to) => {
                let moved = lines.remove(line(from));
                lines.insert(line(to).min(lines.len()), moved);
            }
            Change::Insert(at, piece) => {
                let at = text.floor_char_boundary(at * text.len() / 1000);
                text.insert_str(at, piece);
                continue;
            }
        }
        text = lines.concat();
    }
    text
}

/// Writes digests in which each word stands once, so that a lost or doubled one is seen.
#[derive(Default)]
struct Writer {
    text: String,
    count: usize,
}

impl Writer {
    /// So many words that are nowhere else.
    fn words(&mut self, count: usize) -> String {
        let names = [
            "Harbour", "ferry", "council", "of", "the", "yard", "bridge", "a", "night",
        ];
        let mut out = Vec::new();
        for _ in 0..count {
            self.count += 1;
            let letter = char::from(b'a' + u8::try_from(self.count % 26).unwrap());
            out.push(format!(
                "{}{letter}{}",
                names[self.count % names.len()],
                self.count
            ));
        }
        out.join(" ")
    }

    fn link(&mut self, words: usize) -> String {
        let words = self.words(words);
        format!(
            "[{words}](https://x{}.example/{})",
            self.count % 7,
            self.count
        )
    }

    fn put(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Writes `pattern`, with words for each `%` (as many as the digit behind it says) and a
    /// link of that many words for each `@`.
    fn write(&mut self, pattern: &str) {
        let mut chars = pattern.chars().peekable();
        while let Some(c) = chars.next() {
            let count = chars.peek().and_then(|c| c.to_digit(10));
            match (c, count) {
                ('%' | '@', Some(count)) => {
                    chars.next();
                    let words = match c {
                        '%' => self.words(count as usize),
                        _ => self.link(count as usize),
                    };
                    self.put(&words);
                }
                _ => write!(self.text, "{c}").unwrap(),
            }
        }
    }
}

/// Parts of digests in many shapes.
const PARTS: &[&str] = &[
    "## %2\n\n### %4\n\n%9. %9.\n\nSource: @2\n\n### %5\n\n%9.\n\n[%1](https://x.example/1) | @2\n\n",
    "## 🚀 %2\n\n### @5\n\n%9, and @2 %3.\n\n**%2:** %7.\n\n- %5\n- %4\n\n",
    "## %2\n\n- **%4**: %9 (@1)\n- **%5** — %8. @2\n- **@5** %6\n\n",
    "## %1\n\n- @6\n- @5 - %9\n- @4: %7. [%2](https://x.example/2)\n\n",
    "## %3\n\n**%5**\n\n%9. %8.\n\n@2\n\n**%4**\n%9.\n@1 | @2\n\n",
    "## %3\n\n**%5.** %9 @2 %3.\n\n**%6.** %9.\n\n",
    "## %2\n\n@6\n%9.\n\n@7\n%8.\n\n",
    "## %2\n\n| %1 | %1 | %1 |\n|---|---|---|\n| %6 | @2 | %1 |\n| @5 | %2 | %1 |\n\n",
    "## %2\n\n• **%4** %9 @1\n• %9 @1\n\n",
    "## Takeaways\n\n- %6\n- **%2**: %5\n- %4 @2\n\n",
    "## Key points\n\n1. %6\n2. %5\n\n",
    "## %2\n\n- **%3**\n  - @4\n  - %5 @1\n    - %3\n- **%4**\n  - @5\n\n",
    "## %2\n\n1. **%5**\n\n   %9.\n\n   Source: @2\n\n2. **%4**\n\n   > %7\n\n   @1\n\n",
    "> %9\n> %4\n\n",
    "%9. %9.\n\n",
    "%9:\n\n- %4\n- %5\n\n",
    "### %3\n\n- @4\n- @5\n\n",
    "#### %2\n\n%9.\n\n",
    "**Sources:** @2, @3\n\n",
    "Tags: %1, %2\n\n",
    "`%1` `%1`\n\n",
    "#%1 #%1\n\n",
    "```\n%5\n%4\n```\n\n",
    "---\n\n*%5 %4*\n\n",
    "---\n\n",
    "## %1. %3\n\n**1. %5**\n\n%9.\n\n**2. %6**\n\n%8. [%1](https://x.example/3)\n\n",
    "## Sources\n\n- @3\n- [%2](https://x.example/4) %3\n\n",
    "**%2**\n@5\n%6\n\n@4\n%7\n\n",
    "1. [%5](https://x.example/5) (%1.example)\n   %9\n2. @6 | %2\n\n",
    "### 1. %5 (%1)\n\n**%1**: %6  \n**%2**: @3  \n\n%9.\n\n",
    "![%2](https://x.example/p.png)\n\n",
    "# %3\n\n",
    "%3\n---\n\n%8\n===\n\n",
];

fn digest() -> impl Strategy<Value = String> {
    vec(select(PARTS.to_vec()), 1..9).prop_map(|parts| {
        let mut writer = Writer::default();
        writer.write("# %4\n\n");
        parts.iter().for_each(|part| writer.write(part));
        writer.text
    })
}

fn sound(bytes: &[u8], name: &str) -> Result<(), TestCaseError> {
    let reading = read(bytes, name, &Context::default());
    prop_assert_eq!(fault(bytes, &reading), None);
    Ok(())
}

/// No word is lost, none is shown twice.
fn complete(text: &str) -> Result<(), TestCaseError> {
    let reading = read(text.as_bytes(), "2026-03-14.md", &Context::default());
    prop_assert_eq!(fault(text.as_bytes(), &reading), None, "{}", text);
    let digest = &reading.digests[0];
    let json = || serde_json::to_string_pretty(digest).unwrap();
    let lost = words::lost(text, digest);
    prop_assert!(lost.is_empty(), "lost: {:?}\n{}\n{}", lost, text, json());
    let doubled = words::doubled(text, digest);
    prop_assert!(
        doubled.is_empty(),
        "doubled: {:?}\n{}\n{}",
        doubled,
        text,
        json()
    );
    Ok(())
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        max_shrink_iters: 2000,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn any_bytes(bytes in vec(any::<u8>(), 0..200), name in "[ -~]{0,12}") {
        sound(&bytes, &name)?;
    }

    #[test]
    fn any_text(text in "\\PC{0,200}", name in "\\PC{0,12}") {
        sound(text.as_bytes(), &name)?;
    }

    #[test]
    fn any_markup(pieces in vec(select([MARKUP, OTHER, &["word", " ", "A b."]].concat()), 0..60)) {
        sound(pieces.concat().as_bytes(), "2026-03-14.md")?;
    }

    #[test]
    fn changed_fixtures(at in any::<prop::sample::Index>(), changes in vec(change([MARKUP, OTHER].concat()), 1..6), cut in any::<Option<prop::sample::Index>>()) {
        let (name, bytes) = at.get(&FIXTURES);
        let text = changed(&String::from_utf8_lossy(bytes), &changes);
        let mut bytes = text.into_bytes();
        if let Some(cut) = cut && !bytes.is_empty() {
            // Not always between characters.
            bytes.truncate(cut.index(bytes.len()));
        }
        sound(&bytes, name)?;
    }

    #[test]
    fn changed_digests(text in digest(), changes in vec(change([MARKUP, OTHER].concat()), 0..6)) {
        sound(changed(&text, &changes).as_bytes(), "2026-03-14.md")?;
    }

    #[test]
    fn digests_are_complete(text in digest()) {
        complete(&text)?;
    }

    /// Behind a title, so that what comes first is no front matter, and no reply of a model.
    #[test]
    fn changed_digests_are_complete(text in digest(), changes in vec(change(MARKUP.to_vec()), 1..4)) {
        complete(&format!("# Title0 of0 it0\n\n{}", changed(&text, &changes)))?;
    }
}

proptest! {
    // These are long.
    #![proptest_config(cases(64))]

    #[test]
    fn changed_samples_are_complete(at in any::<prop::sample::Index>(), changes in vec(change(MARKUP.to_vec()), 0..4)) {
        let text: &String = at.get(&SAMPLE);
        let text = changed(text, &changes);
        complete(&format!("# Title0 of0 it0\n\n{text}"))?;
    }
}

/// What fuzzing found, each with what is to become of it.
#[test]
fn found_by_fuzzing() {
    // An item without anything in it, between headings.
    sound(b"## A\n\n### B\n\n- \n\ntext of some more words than fourteen, so that it is none of the short ones, which are all left alone\n", "").unwrap();
    // A heading without words names nothing.
    let digest = |text: &str| read(text.as_bytes(), "2026-03-14.md", &Context::default()).digests;
    assert_eq!(digest(" \r#\n\n")[0].title, "Saturday, March 14, 2026");
    // A full stop on a line of its own.
    let ferries = digest("# T\n\n## S\n\n- Ferries\n.\n- Trams run\n");
    assert_eq!(ferries[0].sections[0].stories[0].title, "Ferries");
    // Broken off before a character of several bytes.
    sound(
        "[{\"a\": [{\"b\": 1}, {\u{fffd}\u{fffd}".as_bytes(),
        "a.json",
    )
    .unwrap();
}

#[test]
fn fixtures_are_sound() {
    for (name, bytes) in FIXTURES.iter() {
        sound(bytes, name).unwrap();
    }
}

#[test]
fn the_checks_see_what_is_wrong() {
    let text = "# T\n\n## S\n\n### A\n\nOne two.\n";
    let reading = read(text.as_bytes(), "2026-03-14.md", &Context::default());
    let mut digest = reading.digests[0].clone();
    assert_eq!(all_blocks(&digest).count(), 1);
    assert!(words::lost(text, &digest).is_empty() && words::doubled(text, &digest).is_empty());
    digest.sections[0].stories[0].body[0].html = "<p>One one</p>".to_owned();
    assert_eq!(words::lost(text, &digest), ["two"]);
    assert_eq!(words::doubled(text, &digest), ["one"]);
    digest.sections[0].stories[0].body[0].html = "<p onclick=x>One</p>".to_owned();
    assert!(checks::unvetted(&digest).is_some());
}

/// To the letter all behind the last fence is code, with the numbers of its list; shown it is
/// what it was meant to be, and the list numbers itself.
#[test]
fn a_list_behind_a_fence_that_is_never_closed_numbers_itself() {
    let text = "# Title\n\n\
        # Ferry\n\
        # Ferry\n\
        # Ferry\n\n\
        ## Sources\n\n\
        - [Yard](https://x0.example/7)\n\
        then\n\
        ```\n\n\
        ## Sources\n\n\
        - [Thew](https://x3.example/24)\n\n\
        ```\n\
        of the yard\n\
        ```\n\n\
        ### 1. Another (nights)\n\n\
        **Harbour**: council\n\n\
        1. [Here](https://x.example/5) it is\n\
        2. [There](https://x2.example/86) too\n\n\
        # Nights\n\
        ";
    complete(text).unwrap();
}

/// To the letter all behind the fence is code, with the addresses of its links; shown they are
/// links, and an address stands in none of their words.
#[test]
fn links_behind_a_fence_that_is_never_closed_are_links() {
    let text = "# Title\n\n\
        # Ferry\n\n\
        ```\n\
        yard bridge\n\n\
        ### Council\n\n\
        Night.\n\n\
        [Harbour](https://x.example/1) | [Quay](https://x0.example/56)\n\n\
        ## Of the yard\n\n\
        ### A bridge\n\n\
        The ferry.\n\n\
        Source: [The council](https://x5.example/82)\n";
    complete(text).unwrap();
}
