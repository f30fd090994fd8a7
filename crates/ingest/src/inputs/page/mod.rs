//! An HTML page: a digest that was saved from a browser, or came by e-mail.
//!
//! What the page says of itself is taken from its head; its main content becomes Markdown
//! text, which goes the way of all Markdown. Spans of that text are none of the page, so
//! whatever is said of a page has no place.

mod content;
mod escape;
mod inline;
mod meta;
mod table;

use super::{Outcome, days};
use crate::{
    Context, Diagnostic,
    dates::Dated,
    draft::{At, Draft, Form, Said},
    html::with_breaks,
};
use content::Converter;
use scraper::{ElementRef, Html};
use url::Url;

/// Reads a page.
pub(super) fn read(text: &str, name: &str, context: &Context) -> Outcome {
    let mut draft = Draft::default();
    let mut said = Said::new();
    let document = parse(text);
    let meta = meta::Meta::of(&document);
    let base = meta.base();
    let (markdown, has_title) = convert(&document, base.as_deref());
    if markdown.is_empty() {
        said.push(
            Diagnostic::error("no-digest", "the page shows no text").help(
                "a page that fills itself by script has nothing to read: save it from a browser as it is shown",
            ),
        );
        return Outcome {
            said,
            ..Outcome::default()
        };
    }
    draft.form = Form::Page;
    draft.lang = meta.lang.as_deref().and_then(super::language);
    draft.publication = meta.site.clone();
    let published = meta
        .published
        .iter()
        .find_map(|text| days::read(text, context));
    draft.date = published.map(|when| At {
        value: Ok(Dated::on(when.day)),
        span: 0..0,
    });
    crate::recognise_markdown(&markdown, 0, name, &mut draft, &mut said);
    if !has_title && draft.title.is_none() {
        draft.title = meta.title().map(|value| At { value, span: 0..0 });
    }
    if draft.date.is_none() && draft.date_in_text.is_none() {
        let day = meta
            .time
            .as_deref()
            .and_then(|text| days::read(text, context));
        // It may be the time of one story.
        draft.date_is_guess = true;
        draft.date_in_text = day.map(|when| At {
            value: Ok(Dated::on(when.day)),
            span: 0..0,
        });
    }
    for diagnostic in &mut said {
        diagnostic.span = None;
    }
    super::finish(vec![draft], name, context, said)
}

/// Reads a piece of a page that is a digest by itself.
pub(super) fn read_part(html: &str, base: Option<&str>, draft: &mut Draft, said: &mut Said) {
    let (markdown, _) = convert(&parse(html), base);
    let before = said.len();
    draft.form = Form::Page;
    crate::recognise_markdown(&markdown, 0, "", draft, said);
    for diagnostic in &mut said[before..] {
        diagnostic.span = None;
    }
}

/// Headings that make a text a digest.
const HEADINGS: usize = 2;
/// Links in lists that make a text a digest.
const LINKS: usize = 5;

/// Whether a piece of HTML is a digest by itself: it has several headings, or a list of links.
pub(super) fn is_digest(html: &str) -> bool {
    if html.len() < 32 {
        return false;
    }
    let document = parse(html);
    let (mut headings, mut links) = (0, 0);
    for element in document.root_element().descendent_elements() {
        match element.value().name() {
            "h1" | "h2" | "h3" | "h4" => headings += 1,
            "li" => {
                links += usize::from(
                    element
                        .descendent_elements()
                        .any(|inner| inner.value().name() == "a"),
                );
            }
            _ => {}
        }
    }
    headings >= HEADINGS || links >= LINKS
}

/// The address that a link leads to from the page at `base`; none where it leads nowhere but
/// within the page.
pub(super) fn resolve(href: &str, base: Option<&str>) -> Option<String> {
    let href = href.trim();
    if href.is_empty() {
        return None;
    }
    if let Some(base) = base.and_then(|base| Url::parse(base).ok())
        && let Ok(url) = base.join(href)
    {
        // As it was written, where it was whole.
        let whole = Url::parse(href).is_ok();
        return Some(if whole { href.to_owned() } else { url.into() });
    }
    (!href.starts_with('#')).then(|| href.to_owned())
}

fn convert(document: &Html, base: Option<&str>) -> (String, bool) {
    let mut converter = Converter::new(base);
    let markdown = converter.convert(main(document));
    (markdown, converter.has_title)
}

/// The part of the page that is its own: an article, else the main part, else all.
fn main(document: &Html) -> ElementRef<'_> {
    let root = document.root_element();
    let mut body = root;
    let mut mains = Vec::new();
    let mut articles = Vec::new();
    for element in root.descendent_elements() {
        let value = element.value();
        match value.name() {
            "body" => body = element,
            "article" => articles.push(element),
            "main" => mains.push(element),
            _ if value.attr("role") == Some("main") => mains.push(element),
            _ => {}
        }
    }
    let weight =
        |element: &ElementRef<'_>| -> usize { element.text().map(|text| text.trim().len()).sum() };
    let outer = mains.first().copied().unwrap_or(body);
    match articles.as_slice() {
        // Not a teaser beside the text, nor one story of many.
        [article] if weight(article) * 2 > weight(&outer) => *article,
        _ => outer,
    }
}

/// How deep elements may nest; beyond that, parsing time is no longer linear.
const DEEPEST: usize = 256;

/// Elements that hold nothing, or end where the next begins.
const FLAT: &[&str] = &[
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
    "option", "p", "param", "source", "tbody", "td", "th", "thead", "tr", "track", "wbr",
];

/// Parses a page; one whose tags nest beyond reason has text alone.
fn parse(html: &str) -> Html {
    let mut depth = 0_usize;
    let mut rest = html;
    let mut text = String::new();
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let closes = rest.starts_with('/');
        let name = rest.trim_start_matches('/');
        let end = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = name[..end].to_ascii_lowercase();
        if name.is_empty() {
            continue;
        }
        if !FLAT.contains(&name.as_str()) {
            depth = if closes {
                depth.saturating_sub(1)
            } else {
                depth + 1
            };
        }
        if depth > DEEPEST {
            let behind = rest.split_once('>').map_or("", |(_, behind)| behind);
            text.push_str(&without_tags(behind));
            return Html::parse_document(&with_breaks(&crate::html::escape(&text)));
        }
        let skipped = match name.as_str() {
            "script" | "style" if !closes => format!("</{name}"),
            _ => ">".to_owned(),
        };
        rest = match rest.find(&skipped) {
            Some(end) => &rest[end..],
            None => "",
        };
        rest = rest.strip_prefix('>').unwrap_or(rest);
        text.push(' ');
    }
    Html::parse_document(&with_breaks(html))
}

fn without_tags(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        out.push(' ');
        rest = rest[at..].split_once('>').map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("/a", Some("https://example.org/x/"), Some("https://example.org/a"))]
    #[case("a", Some("https://example.org/x/"), Some("https://example.org/x/a"))]
    #[case("#a", Some("https://example.org/x"), Some("https://example.org/x#a"))]
    #[case(
        "https://b.example/ü",
        Some("https://example.org/"),
        Some("https://b.example/ü")
    )]
    #[case("#a", None, None)]
    #[case("/a", None, Some("/a"))]
    #[case("", None, None)]
    fn resolves(#[case] href: &str, #[case] base: Option<&str>, #[case] expected: Option<&str>) {
        assert_eq!(resolve(href, base).as_deref(), expected);
    }

    #[test]
    fn what_nests_too_deep_keeps_its_words() {
        let html = format!("<html>{}deep words", "<div>".repeat(50_000));
        let (markdown, _) = convert(&parse(&html), None);
        assert_eq!(markdown, "deep words\n");
    }
}
