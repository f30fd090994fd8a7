//! The allow-list.
//!
//! What is not on it loses its tags, not its text; scripts, styles and comments vanish with
//! their content. Ids, classes, styles and event handlers are dropped. A link keeps its
//! address only where that is `http`, `https`, `mailto` or within the site, else its text
//! stays; links carry no `target` and no `rel`. An image becomes a link named by its
//! alternative text. Headings become `h4` to `h6`, below those of the page.

use super::{
    builder::Builder,
    escape, escape_attribute,
    limits::{shallow, with_breaks},
    tokens,
    urls::safe_url,
};
use ammonia::UrlRelative;
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};
use tokens::{Token, attribute, tokens as tokens_of};

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
}

/// No `<data>` stays.
impl Known for () {
    fn id(&self, _: &str) -> Option<String> {
        None
    }
}

/// Inline elements that stay.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd",
    "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "u",
    "var",
];
/// Blocks that stay.
const BLOCKS: &[&str] = &[
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
        ("img", &["src", "alt"]),
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
    let html = shallow(html);
    let mut last = round(&html, mode, known);
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
    INLINE.contains(&name)
}

fn name_of(name: &str) -> Option<(&'static str, bool)> {
    let find = |list: &[&'static str]| list.iter().find(|known| **known == name).copied();
    find(INLINE)
        .map(|name| (name, true))
        .or_else(|| find(BLOCKS).map(|name| (name, false)))
        .or(match name {
            "h1" | "h2" | "h3" => Some(("h4", false)),
            _ => None,
        })
}

/// What an open element of the source became.
enum Became {
    Inline,
    /// A block, the how-manieth open one.
    Block(usize),
    Part,
    Nothing,
}

fn round(html: &str, mode: Mode, known: &impl Known) -> String {
    let clean = AMMONIA.clean(&with_breaks(html)).to_string();
    let mut builder = Builder::new(mode == Mode::Block, clean.len());
    let mut open: Vec<Became> = Vec::new();
    for token in tokens_of(&clean) {
        match token {
            Token::Text(text) => builder.text(text),
            Token::Open("br", _) => builder.line_break("<br>"),
            Token::Open("wbr", _) => {}
            Token::Open("hr", _) => builder.rule(),
            Token::Open("img", attributes) => image(&mut builder, attributes),
            Token::Open(name, attributes) => {
                open.push(open_element(&mut builder, name, attributes, known));
            }
            Token::Close(_) => match open.pop() {
                Some(Became::Inline) => builder.close_inline(),
                Some(Became::Block(depth)) => builder.close_block(depth),
                Some(Became::Part) => builder.close_dropped(),
                Some(Became::Nothing) | None => {}
            },
        }
    }
    builder.finish()
}

fn open_element(builder: &mut Builder, name: &str, attributes: &str, known: &impl Known) -> Became {
    let Some((name, inline)) = name_of(name) else {
        // Whatever bare text was before ends here.
        builder.close_dropped();
        return Became::Part;
    };
    let mut kept = common(attributes);
    let mut keep = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            kept.push_str(&format!(" {name}=\"{}\"", escape_attribute(&value)));
        }
    };
    if !inline {
        match name {
            "ol" => keep(
                "start",
                attribute(attributes, "start")
                    .filter(|start| start.len() <= 9 && start.bytes().all(|b| b.is_ascii_digit())),
            ),
            "details" => keep("open", attribute(attributes, "open").map(|_| String::new())),
            _ => {}
        }
        return if builder.open_block(name, &kept) {
            Became::Block(builder.depth())
        } else {
            Became::Part
        };
    }
    let wanted = match name {
        "a" => {
            let href = attribute(attributes, "href").and_then(|href| safe_url(&href));
            keep("href", href.clone());
            href.is_some()
        }
        "data" => {
            let id = attribute(attributes, "value").and_then(|id| known.id(&id));
            keep("value", id.clone());
            id.is_some()
        }
        "abbr" => {
            keep("title", attribute(attributes, "title"));
            true
        }
        "span" => !kept.is_empty(),
        _ => true,
    };
    if wanted && builder.takes_inline(name) {
        builder.open_inline(name, format!("<{name}{kept}>"));
        Became::Inline
    } else {
        Became::Nothing
    }
}

/// `lang` and `dir`, where they are well formed.
fn common(attributes: &str) -> String {
    let mut out = String::new();
    if let Some(lang) = attribute(attributes, "lang")
        && (2..=35).contains(&lang.len())
        && lang.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    {
        out.push_str(&format!(" lang=\"{lang}\""));
    }
    if let Some(dir) = attribute(attributes, "dir")
        && matches!(dir.as_str(), "ltr" | "rtl" | "auto")
    {
        out.push_str(&format!(" dir=\"{dir}\""));
    }
    out
}

fn image(builder: &mut Builder, attributes: &str) {
    let alt = attribute(attributes, "alt").unwrap_or_default();
    let src = attribute(attributes, "src").and_then(|src| safe_url(&src));
    match src {
        Some(src) if src.starts_with("http") && !builder.in_link() && builder.takes_inline("a") => {
            builder.open_inline("a", format!("<a href=\"{}\">", escape_attribute(&src)));
            builder.text(&escape(&alt));
            builder.close_inline();
        }
        _ => builder.text(&escape(&alt)),
    }
}

#[cfg(test)]
mod tests;
