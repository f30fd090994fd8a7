//! Whether every word of a text is shown once: what a text shows, and what a digest does.

use dayfold_model::{Digest, plain_text};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::collections::HashMap;

/// Words that the documented form needs, and the interface says in its own way.
const DOCUMENTED: &[&str] = &[
    "Takeaways",
    "Source",
    "Footer",
    "Tags",
    "Kicker",
    "Entities",
    "Labels",
];

/// Words, each with how often it stands there.
type Words = HashMap<String, usize>;

fn add(words: &mut Words, text: &str) {
    let all = text.split(|c: char| !c.is_alphanumeric());
    for word in all.filter(|word| !word.is_empty()) {
        *words.entry(word.to_owned()).or_default() += 1;
    }
}

fn add_html(words: &mut Words, html: &str) {
    // Where one block ends the next word begins.
    let apart = html.replace("</", " </").replace("<br", " <br");
    let joined = plain_text(html);
    let apart = plain_text(&apart);
    // Elements within text may end within a word.
    add(
        words,
        if joined.contains(' ') && !html.contains("</p><") {
            &joined
        } else {
            &apart
        },
    );
}

/// The words that a Markdown text shows, and those of its links' addresses.
fn of_text(markdown: &str) -> (Words, Words) {
    let (mut shown, mut hidden) = (Words::new(), Words::new());
    let mut text = String::new();
    let mut in_code = false;
    for event in Parser::new_ext(
        markdown,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH,
    ) {
        match event {
            Event::Text(piece) if in_code => {
                text.push_str(&without_destinations(&piece, &mut hidden));
            }
            Event::Text(piece) | Event::Code(piece) => text.push_str(&piece),
            Event::Start(Tag::CodeBlock(_)) | Event::End(TagEnd::CodeBlock) => {
                in_code = matches!(event, Event::Start(_));
                text.push(' ');
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                add(&mut hidden, &dest_url);
            }
            Event::InlineHtml(html) | Event::Html(html) => {
                add(&mut hidden, &html);
                if html.starts_with("<br") {
                    text.push(' ');
                }
            }
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => {}
            Event::End(end) if is_within_text(end) => {}
            _ => text.push(' '),
        }
    }
    // A bare address is a link, too.
    for (at, _) in text.match_indices("http") {
        let end = text[at..].find(char::is_whitespace);
        add(
            &mut hidden,
            &text[at..end.map_or(text.len(), |end| at + end)],
        );
    }
    add(&mut shown, &text);
    (shown, hidden)
}

/// A text of code without the addresses of its links, which go to the hidden words. A fence that
/// is never closed makes code of the whole rest, and that rest is shown as what it was meant to
/// be: a link is a link there, whose address nobody reads.
fn without_destinations(code: &str, hidden: &mut Words) -> String {
    let mut text = String::new();
    let mut rest = code;
    while let Some((before, link)) = rest.split_once("](") {
        let Some((destination, behind)) = link.split_once(')') else {
            break;
        };
        add(hidden, destination);
        text.push_str(before);
        text.push_str("] ");
        rest = behind;
    }
    text + rest
}

fn is_within_text(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link
    )
}

/// The texts of a digest that are shown as they stood: not what is said of them beside.
fn own_texts(digest: &Digest) -> Words {
    let mut words = Words::new();
    let only = digest.stories().count() == 1;
    let same = |story: &dayfold_model::Story| story.title == digest.title;
    // A digest that is one article has one title, and one without any its date.
    if digest.title != digest.date_text && !(only && digest.stories().any(same)) {
        add(&mut words, &digest.title);
    }
    add(&mut words, digest.publication.as_deref().unwrap_or(""));
    add_html(&mut words, digest.summary.as_deref().unwrap_or(""));
    for takeaway in &digest.takeaways {
        add_html(&mut words, &takeaway.html);
    }
    for section in &digest.sections {
        add(&mut words, section.title.as_deref().unwrap_or(""));
        add(&mut words, section.icon.as_deref().unwrap_or(""));
    }
    for story in digest.stories() {
        add(&mut words, &story.title);
    }
    for block in crate::checks::all_blocks(digest) {
        add(&mut words, block.label.as_deref().unwrap_or(""));
        add_html(&mut words, &block.html);
    }
    words
}

/// What is said of stories beside their texts, some of it of several.
fn beside(digest: &Digest) -> Words {
    let mut words = Words::new();
    for part in &digest.labels {
        add(&mut words, &part.label);
    }
    for story in digest.stories() {
        for kicker in &story.kicker {
            add(&mut words, kicker);
        }
        for source in &story.sources {
            add(&mut words, &source.name);
            add(&mut words, source.url.as_deref().unwrap_or(""));
        }
        add(&mut words, story.url.as_deref().unwrap_or(""));
        for part in &story.labels {
            add(&mut words, &part.label);
        }
    }
    for tag in &digest.tags {
        add(&mut words, &tag.label);
    }
    for entity in &digest.entities {
        add(&mut words, &entity.name);
        add(&mut words, &entity.kind);
    }
    words
}

/// Whether a word that is none of these is one part of such a word, or two of them together:
/// markup within a word may part it, and leave it whole elsewhere.
fn is_glued(word: &str, words: &[&Words]) -> bool {
    let has = |word: &str| words.iter().any(|words| words.contains_key(word));
    let mut places = word.char_indices().skip(1);
    !has(word)
        && (words
            .iter()
            .any(|words| words.keys().any(|other| other.contains(word)))
            || places.any(|(at, _)| has(&word[..at]) && has(&word[at..])))
}

/// The numbers that lists show before their items, which in HTML are nobody's text. A fence that
/// is never closed makes text of them where the Markdown is read to the letter.
fn numbers(digest: &Digest) -> Words {
    let mut numbers = Words::new();
    for block in crate::checks::all_blocks(digest) {
        if block.html.contains("<ol") {
            for number in 1..=block.html.matches("<li>").count() {
                add(&mut numbers, &number.to_string());
            }
        }
    }
    numbers
}

/// Words of the text that the digest does not show, or not as often.
pub(crate) fn lost(markdown: &str, digest: &Digest) -> Vec<String> {
    let (shown, _) = of_text(markdown);
    let (own, beside) = (own_texts(digest), beside(digest));
    let numbers = numbers(digest);
    let mut once = Words::new();
    // Said of several stories, or several times of one, these stand once.
    for story in digest.stories() {
        for source in &story.sources {
            add(&mut once, &source.name);
            add(&mut once, source.url.as_deref().unwrap_or(""));
        }
    }
    for tag in &digest.tags {
        add(&mut once, &tag.label);
    }
    for entity in &digest.entities {
        add(&mut once, &entity.name);
        add(&mut once, &entity.kind);
    }
    add(&mut once, &digest.title);
    // Attributes are marks, no words.
    for (at, _) in markdown.match_indices('{') {
        let end = markdown[at..].find('}');
        add(&mut once, end.map_or("", |end| &markdown[at..at + end]));
    }
    let count = |words: &Words, word: &str| words.get(word).copied().unwrap_or(0);
    let mut lost: Vec<String> = shown
        .into_iter()
        .filter(|(word, times)| {
            count(&own, word) + count(&beside, word) + count(&numbers, word) < *times
                && !once.contains_key(word)
                && !is_glued(word, &[&own, &beside])
                && !DOCUMENTED.contains(&word.as_str())
        })
        .map(|(word, _)| word)
        .collect();
    lost.sort();
    lost
}

/// Words that the digest's texts have more often than the text.
pub(crate) fn doubled(markdown: &str, digest: &Digest) -> Vec<String> {
    let (shown, hidden) = of_text(markdown);
    let mut doubled: Vec<String> = own_texts(digest)
        .into_iter()
        .filter(|(word, times)| {
            *times > shown.get(word).copied().unwrap_or(0)
                && !hidden.contains_key(word)
                && !is_glued(word, &[&shown])
        })
        .map(|(word, _)| word)
        .collect();
    doubled.sort();
    doubled
}
