//! The allow-list.
//!
//! What is not on it loses its tags, not its text; scripts, styles and comments vanish with
//! their content. Ids, classes, styles and event handlers are dropped. A link keeps its
//! address only where that is `http`, `https`, `mailto` or within the site, else its text
//! stays; links carry no `target` and no `rel`. An image stays where somebody decides on it
//! later (see [`resolve`](super::resolve)), else it becomes a link named by its alternative
//! text. Headings become `h4` to `h6`, below those of the page.

use super::{
    builder::Builder,
    limits::{as_text, is_shallow, with_breaks},
    tokens,
    urls::is_remote,
    writer::Writer,
};
use ammonia::UrlRelative;
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};
use tokens::{Token, tokens as tokens_of};

/// What the HTML is for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Mode {
    /// Blocks: paragraphs, lists, tables…
    Block,
    /// A line of text: blocks lose their tags.
    Inline,
}

/// Which entities are known by their ids.
pub(crate) trait Known {
    /// The id of the entity that is meant, if there is one.
    fn id(&self, written: &str) -> Option<String>;

    /// Whether an image at that address stays, for somebody to decide on it later.
    fn keeps_image(&self, _src: &str) -> bool {
        true
    }
}

/// No `<data>` stays, and no image.
impl Known for () {
    fn id(&self, _: &str) -> Option<String> {
        None
    }

    fn keeps_image(&self, _src: &str) -> bool {
        false
    }
}

/// No `<data>` stays, and no image of the site itself: what is from somewhere else has its
/// images there.
pub(crate) struct Foreign;

impl Known for Foreign {
    fn id(&self, _: &str) -> Option<String> {
        None
    }

    fn keeps_image(&self, src: &str) -> bool {
        is_remote(src)
    }
}

/// Inline elements that stay, sorted.
pub(super) const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd",
    "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "u",
    "var",
];
/// Blocks that stay, sorted.
pub(super) const BLOCKS: &[&str] = &[
    "blockquote",
    "caption",
    "dd",
    "details",
    "dl",
    "dt",
    "h4",
    "h5",
    "h6",
    "li",
    "ol",
    "p",
    "pre",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];
/// Elements without content, handled one by one.
const VOID: &[&str] = &["br", "hr", "img", "wbr"];
/// Elements that lose their tags, but part the text before from the text after.
const PARTS: &[&str] = &[
    "address",
    "article",
    "aside",
    "button",
    "center",
    "dialog",
    "dir",
    "div",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "header",
    "hgroup",
    "legend",
    "main",
    "menu",
    "nav",
    "optgroup",
    "option",
    "search",
    "section",
    "select",
    "title",
    "video",
    "audio",
];
/// Elements that vanish with their content.
const VANISH: &[&str] = &[
    "script",
    "style",
    "iframe",
    "noembed",
    "noframes",
    "noscript",
    "template",
    "xmp",
    "plaintext",
    "textarea",
];

/// Rounds until the result no longer changes; one more than any known input needs.
const ROUNDS: usize = 4;
static AMMONIA: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::empty();
    let attributes: [(&str, &[&str]); 6] = [
        ("a", &["href"]),
        ("abbr", &["title"]),
        ("data", &["value"]),
        ("img", &["src", "alt", "width", "height"]),
        ("ol", &["start"]),
        ("details", &["open"]),
    ];
    let attributes: HashMap<_, HashSet<_>> = attributes
        .into_iter()
        .map(|(tag, names)| (tag, names.iter().copied().collect()))
        .collect();
    builder
        .tags([INLINE, BLOCKS, VOID, PARTS].concat().into_iter().collect())
        .clean_content_tags(VANISH.iter().copied().collect())
        .tag_attributes(attributes)
        .generic_attributes(HashSet::from(["lang", "dir"]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true);
    builder
});

/// Vets a piece of block HTML. What comes out is safe to show, stable (vetting it again
/// changes nothing), and has no entities marked.
pub fn vet(html: &str) -> String {
    vet_as(html, Mode::Block, &())
}

/// Vets HTML for its place; `<data>` stays where its value is a known entity.
pub(crate) fn vet_as(html: &str, mode: Mode, known: &impl Known) -> String {
    if !is_shallow(html) {
        let mut writer = Writer::new(mode, html.len(), known);
        writer.text(&as_text(html));
        return writer.finish();
    }
    let mut last = round(html, mode, known);
    for _ in 1..ROUNDS {
        let next = round(&last, mode, known);
        if next == last {
            return last;
        }
        last = next;
    }
    // Not seen, but the promise is stability: the text alone is stable.
    let mut builder = Builder::new(mode == Mode::Block, last.len());
    for token in tokens_of(&last) {
        match token {
            Token::Text(text) => builder.text(text),
            _ => builder.text(" "),
        }
    }
    builder.finish()
}

/// Whether an element stands within text.
pub(crate) fn is_inline(name: &str) -> bool {
    INLINE.binary_search(&name).is_ok()
}

/// Whether an element, named in lower case, vanishes with its content.
pub(crate) fn vanishes(name: &str) -> bool {
    VANISH.contains(&name)
}

fn round(html: &str, mode: Mode, known: &impl Known) -> String {
    let clean = AMMONIA.clean(&with_breaks(html)).to_string();
    let mut writer = Writer::new(mode, clean.len(), known);
    for token in tokens_of(&clean) {
        match token {
            Token::Text(text) => writer.escaped(text),
            Token::Open("br", _) => writer.line_break(),
            Token::Open("wbr", _) => {}
            Token::Open("hr", _) => writer.rule(),
            Token::Open("img", attributes) => writer.image(attributes),
            Token::Open(name, attributes) => writer.open(name, attributes),
            Token::Close(_) => writer.close(),
        }
    }
    writer.finish()
}

#[cfg(test)]
mod tests;
