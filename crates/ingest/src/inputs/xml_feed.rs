//! RSS 0.9x, 1.0 and 2.0, and Atom.
//!
//! Read from the tree of the file, not by a library for feeds: those give moments in UTC,
//! and with them the day of an item at its own place would be lost, as would the rest of a
//! feed with one broken date.

use super::{
    Outcome, days,
    feed::{self, Feed, Item, plain_title},
};
use crate::{
    Context, Diagnostic,
    draft::Said,
    markdown::{is_web, source_of},
    source::fold,
};
use dayfold_model::Source;
use roxmltree::{Document, Node, ParsingOptions, TextPos};

pub(super) fn read(text: &str, name: &str, context: &Context) -> Outcome {
    let before = text.len();
    let text = text.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace());
    let before = before - text.len();
    let mut said = Said::new();
    let error = match tree(text) {
        Ok(document) => return moved(read_document(&document, name, context, said), before),
        Err(error) => error,
    };
    // References of HTML and bare `&` are usual: they are what the text shows.
    let spelled = with_references(text);
    if let Ok(document) = tree(&spelled) {
        return without_places(read_document(&document, name, context, said));
    }
    let (at, problem) = error;
    let complete = complete(&spelled);
    let document = complete.as_deref().and_then(|text| tree(text).ok());
    let kept = match document {
        Some(_) => "the items before that were kept",
        None => "nothing of it could be read",
    };
    let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
    let broken = Diagnostic::error(
        "broken-feed",
        format!("the feed is broken: {problem}; {kept}"),
    )
    .help("look at this place: a tag may be missing there, or the file was cut short")
    .at(before + at..before + end);
    let mut outcome = match document {
        Some(document) => without_places(read_document(&document, name, context, said)),
        None => {
            said.clear();
            Outcome::default()
        }
    };
    outcome.said.push(broken);
    outcome
}

fn moved(mut outcome: Outcome, by: usize) -> Outcome {
    for span in outcome
        .said
        .iter_mut()
        .filter_map(|said| said.span.as_mut())
    {
        *span = span.start + by..span.end + by;
    }
    outcome
}

/// What was mended before it was read has other places than the file.
fn without_places(mut outcome: Outcome) -> Outcome {
    for said in &mut outcome.said {
        said.span = None;
    }
    outcome
}

/// The tree, or the place and kind of the first error.
fn tree(text: &str) -> Result<Document<'_>, (usize, String)> {
    let options = ParsingOptions {
        // Old feeds have one. Entities that grow beyond reason are an error.
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|error| match error {
        // Told of the root, but nobody would look there.
        roxmltree::Error::UnclosedRootNode => {
            (text.trim_end().len(), "it ends in the middle".to_owned())
        }
        error => (offset(text, error.pos()), problem(&error)),
    })
}

/// The parser's words, without the place that is told otherwise.
fn problem(error: &roxmltree::Error) -> String {
    let text = error.to_string();
    match text.rsplit_once(" at ") {
        Some((before, _)) => before.to_owned(),
        None => text,
    }
}

fn offset(text: &str, at: TextPos) -> usize {
    let mut start = 0;
    for _ in 1..at.row {
        start += match text[start..].find('\n') {
            Some(end) => end + 1,
            None => return text.len(),
        };
    }
    let line = text[start..].split('\n').next().unwrap_or("");
    let column = at.col.saturating_sub(1) as usize;
    start
        + line
            .char_indices()
            .nth(column)
            .map_or(line.len(), |(at, _)| at)
}

/// The text with each `&` spelled out that begins no reference of XML.
fn with_references(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 64);
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<']) {
        let section = rest[at..].starts_with("<![CDATA[");
        let end = match section {
            // As it is.
            true => at + rest[at..].find("]]>").unwrap_or(rest.len() - at),
            false => at + 1,
        };
        out.push_str(&rest[..end]);
        if rest[at..].starts_with('&') && !is_reference(&rest[at + 1..]) {
            out.push_str("amp;");
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

fn is_reference(rest: &str) -> bool {
    let end = rest.bytes().take(12).position(|byte| byte == b';');
    let name = end.map_or("", |end| rest.get(..end).unwrap_or(""));
    matches!(name, "amp" | "lt" | "gt" | "quot" | "apos")
        || name.strip_prefix('#').is_some_and(|number| {
            let hex = number.strip_prefix('x');
            let digits = hex.unwrap_or(number);
            u32::from_str_radix(digits, if hex.is_some() { 16 } else { 10 })
                .ok()
                .and_then(char::from_u32)
                .is_some_and(|c| !c.is_control() || c.is_whitespace())
        })
}

/// What a broken feed has up to its last complete item, closed.
fn complete(text: &str) -> Option<String> {
    let ends = [("</item>", "</channel></rss>"), ("</entry>", "</feed>")];
    let (mark, close) = ends.into_iter().find(|(mark, _)| text.contains(mark))?;
    let end = text.rfind(mark)? + mark.len();
    let close = match text.contains("<rdf:RDF") {
        true => "</rdf:RDF>",
        false => close,
    };
    Some(format!("{}{close}", &text[..end]))
}

fn read_document(
    document: &Document<'_>,
    name: &str,
    context: &Context,
    mut said: Said,
) -> Outcome {
    let root = document.root_element();
    let channel = child(root, "channel").unwrap_or(root);
    let (named, items): (_, Vec<Node<'_, '_>>) = match root.tag_name().name() {
        "feed" => (root, children(root, "entry").collect()),
        "rss" | "RDF" => (
            channel,
            children(channel, "item")
                .chain(children(root, "item"))
                .collect(),
        ),
        other => {
            said.push(
                Diagnostic::error(
                    "unknown-xml",
                    format!("`{other}` is XML of a kind that is not read"),
                )
                .help("feeds are read: RSS and Atom")
                .at(start_of(root)),
            );
            return Outcome {
                said,
                ..Outcome::default()
            };
        }
    };
    let base = link(named);
    let items = items
        .into_iter()
        .map(|node| item(node, base.as_deref(), context, &mut said))
        .collect();
    let lang = child(named, "language").map(all_text).or_else(|| {
        let of_xml = ("http://www.w3.org/XML/1998/namespace", "lang");
        root.attribute(of_xml).map(str::to_owned)
    });
    let updated = ["lastBuildDate", "updated", "pubDate", "date", "modified"];
    let feed = Feed {
        title: title(named),
        lang: lang.as_deref().and_then(super::language),
        updated: updated
            .into_iter()
            .filter_map(|name| child(named, name))
            .find_map(|node| days::read(&all_text(node), context)),
        items,
    };
    feed::read(feed, name, context, said)
}

/// Modules that describe sound and pictures, in elements that are named like the text's.
fn is_media(node: &Node<'_, '_>) -> bool {
    node.tag_name().namespace().is_some_and(|space| {
        ["search.yahoo.com/mrss", "itunes", "googleplay", "podcast"]
            .iter()
            .any(|media| space.contains(media))
    })
}

fn children<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| {
        child.is_element() && child.tag_name().name() == name && !is_media(child)
    })
}

fn child<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> Option<Node<'a, 'i>> {
    children(node, name).next()
}

fn all_text(node: Node<'_, '_>) -> String {
    node.descendants()
        .filter(|inner| inner.is_text())
        .filter_map(|inner| inner.text())
        .collect()
}

/// The start tag, about: the whole of a feed is no place to point at.
fn start_of(node: Node<'_, '_>) -> crate::draft::Span {
    let start = node.range().start;
    start..start + 1 + node.tag_name().name().len()
}

/// What an element holds, as HTML: Atom says how it is written, RSS just has HTML.
fn html(node: Node<'_, '_>) -> String {
    match node.attribute("type") {
        Some("text" | "text/plain") => super::json_feed::paragraphs(&all_text(node)),
        Some("xhtml" | "application/xhtml+xml") => {
            let text = node.document().input_text();
            node.children()
                .filter(|inner| inner.is_element() || inner.is_text())
                .filter_map(|inner| text.get(inner.range()))
                .collect()
        }
        // Atom, where nothing is said, has plain text.
        None if is_atom(node) => super::json_feed::paragraphs(&all_text(node)),
        _ => all_text(node),
    }
}

fn is_atom(node: Node<'_, '_>) -> bool {
    node.parent()
        .is_some_and(|parent| parent.tag_name().name() == "entry")
}

fn title(node: Node<'_, '_>) -> String {
    child(node, "title").map_or_else(String::new, |title| {
        let atom = matches!(node.tag_name().name(), "entry" | "feed");
        match title.attribute("type") {
            None | Some("text") if atom => fold(&all_text(title)),
            Some("text") => fold(&all_text(title)),
            _ => plain_title(&html(title)),
        }
    })
}

/// The address of an item or a feed.
fn link(node: Node<'_, '_>) -> Option<String> {
    let own = |link: &Node<'_, '_>| link.attribute("href").is_none();
    let rss = children(node, "link").filter(own).map(all_text);
    let atom = children(node, "link")
        .filter(|link| matches!(link.attribute("rel"), None | Some("alternate")))
        .filter_map(|link| link.attribute("href").map(str::to_owned));
    let guid = children(node, "guid")
        .filter(|guid| guid.attribute("isPermaLink") != Some("false"))
        .map(all_text)
        .filter(|guid| is_web(guid.trim()));
    rss.chain(atom)
        .chain(guid)
        .map(|url| url.trim().to_owned())
        .find(|url| !url.is_empty())
}

fn item(node: Node<'_, '_>, base: Option<&str>, context: &Context, said: &mut Said) -> Item {
    let first = |names: &[&'static str]| names.iter().find_map(|name| child(node, name));
    let url = link(node).and_then(|url| super::page::resolve(&url, base));
    let content = first(&["encoded", "content"]);
    let summary = first(&["description", "summary"]);
    let dates = [
        "pubDate",
        "published",
        "date",
        "issued",
        "updated",
        "modified",
    ];
    let mut when = None;
    for date in dates.into_iter().filter_map(|name| child(node, name)) {
        if when.is_some() {
            break;
        }
        let text = all_text(date);
        when = days::read(&text, context);
        if when.is_none() && !text.trim().is_empty() {
            said.push(
                Diagnostic::warning("wrong-field", format!("`{}` is no date", fold(&text)))
                    .at(date.range()),
            );
        }
    }
    let mut tags: Vec<String> = Vec::new();
    for tag in children(node, "category").chain(children(node, "subject")) {
        let label = tag.attribute("label").or_else(|| tag.attribute("term"));
        let label = label.map_or_else(|| plain_title(&all_text(tag)), fold);
        if !label.is_empty() && !tags.contains(&label) {
            tags.push(label);
        }
    }
    let mut authors: Vec<String> = Vec::new();
    for author in children(node, "author").chain(children(node, "creator")) {
        let name = child(author, "name").map_or_else(|| all_text(author), all_text);
        let name = author_name(&name);
        if !name.is_empty() && !authors.contains(&name) {
            authors.push(name);
        }
    }
    Item {
        title: title(node),
        url,
        content: content.map(html).unwrap_or_default(),
        summary: summary.map(html).unwrap_or_default(),
        tags,
        authors,
        sources: children(node, "source").filter_map(source).collect(),
        when,
        span: start_of(node),
    }
}

/// `name@example.org (Jane Doe)` is how RSS wants it.
fn author_name(written: &str) -> String {
    let written = fold(written);
    let within = written
        .split_once('(')
        .filter(|(mail, _)| mail.contains('@'))
        .map(|(_, name)| name.trim_end_matches(')').trim().to_owned());
    match within {
        Some(name) => name,
        None if written.contains('@') && !written.contains(' ') => String::new(),
        None => written,
    }
}

/// RSS: a name, with the address of its feed. Atom: a feed by itself.
fn source(node: Node<'_, '_>) -> Option<Source> {
    let (name, url) = match child(node, "title") {
        Some(_) => (title(node), link(node)),
        None => (
            plain_title(&all_text(node)),
            node.attribute("url").map(str::to_owned),
        ),
    };
    let url = url.filter(|url| is_web(url));
    source_of(name, url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(
        "a&nbsp;b &amp; c & d &#233; &#0;",
        "a&amp;nbsp;b &amp; c &amp; d &#233; &amp;#0;"
    )]
    #[case(
        "<![CDATA[a & b]]> & <![CDATA[x &",
        "<![CDATA[a & b]]> &amp; <![CDATA[x &"
    )]
    fn references(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(with_references(text), expected);
    }

    #[rstest]
    #[case("mail@example.org (Jane Doe)", "Jane Doe")]
    #[case("mail@example.org", "")]
    #[case("Jane  Doe", "Jane Doe")]
    fn authors(#[case] written: &str, #[case] name: &str) {
        assert_eq!(author_name(written), name);
    }
}
