//! Kinds of files other than text that people write: JSON, feeds, pages.
//!
//! Which kind a file is, is decided by how its content begins, never by its name. Whatever
//! is not clearly one of these is text, which has shapes of its own.

mod days;
mod feed;
mod json;
mod json_feed;
mod kagi;
mod page;
mod post_json;
mod xml_feed;

#[cfg(feature = "schema")]
pub use post_json::input_schema;

use crate::{
    Context, Diagnostic, assemble,
    draft::{Draft, Form, Said},
    html::Comment,
};
use dayfold_model::Digest;

/// A kind of file, by how it begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    /// JSON: post JSON, JSON Feed, clusters of news.
    Json,
    /// XML: RSS, Atom.
    Xml,
    /// An HTML page.
    Page,
}

/// What became of a file.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) digests: Vec<Digest>,
    pub(crate) draft: bool,
    /// With spans of the text as it came.
    pub(crate) said: Said,
}

/// The kind of a file; `None` where it is text.
pub(crate) fn sniff(text: &str) -> Option<Kind> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if json::begins(text) {
        return Some(Kind::Json);
    }
    // What is behind comments decides; Markdown may begin with one, too.
    let mut rest = text;
    while let Some(comment) = Comment::of(rest) {
        rest = rest[comment.end?..].trim_start();
    }
    let is_xml = opens(rest, "?xml");
    while rest.starts_with("<?") || opens(rest, "!doctype") || rest.starts_with("<!--") {
        if opens(rest, "!doctype") && doctype(rest).eq_ignore_ascii_case("html") {
            return Some(Kind::Page);
        }
        let end = match Comment::of(rest) {
            Some(comment) => comment.end,
            None => rest.find('>').map(|end| end + 1),
        };
        match end {
            Some(end) => rest = rest[end..].trim_start(),
            None => break,
        }
    }
    if ["html", "head", "body"]
        .iter()
        .any(|name| opens(rest, name))
    {
        Some(Kind::Page)
    } else if is_xml
        || ["rss", "feed", "rdf:RDF"]
            .iter()
            .any(|name| opens(rest, name))
    {
        Some(Kind::Xml)
    } else if is_fragment(text) {
        Some(Kind::Page)
    } else {
        None
    }
}

/// Whether a text is the inside of a page: paragraphs and headings as tags, and nothing that
/// Markdown would make of its own.
fn is_fragment(text: &str) -> bool {
    const LEAST: usize = 3;
    let blocks = ["p", "h1", "h2", "h3", "ul", "ol", "table"];
    if !blocks.iter().any(|name| opens(text, name)) {
        return false;
    }
    let count = text.matches("</p>").count() + text.matches("</li>").count();
    let marks = ["# ", "## ", "### ", "- ", "* ", "1. ", "> ", "```"];
    count >= LEAST
        && !text
            .lines()
            .any(|line| marks.iter().any(|mark| line.starts_with(mark)) || line.contains("]("))
}

/// Whether a text begins with the tag.
fn opens(text: &str, name: &str) -> bool {
    let Some(rest) = text.strip_prefix('<') else {
        return false;
    };
    rest.get(..name.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(name))
        && rest[name.len()..].starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
}

/// The name behind `<!DOCTYPE`.
fn doctype(text: &str) -> &str {
    let rest = text.get("<!doctype".len()..).unwrap_or("").trim_start();
    let end = rest.find(|c: char| c.is_whitespace() || c == '>');
    &rest[..end.unwrap_or(rest.len())]
}

/// Reads a file of one of these kinds.
pub(crate) fn read(text: &str, name: &str, context: &Context) -> Outcome {
    match sniff(text) {
        Some(Kind::Json) => read_json(text, name, context),
        Some(Kind::Xml) => xml_feed::read(text, name, context),
        Some(Kind::Page) => page::read(text, name, context),
        None => Outcome::default(),
    }
}

fn read_json(text: &str, name: &str, context: &Context) -> Outcome {
    let mut outcome = Outcome::default();
    let roots = json::parse(text, &mut outcome.said);
    for root in &roots {
        let part = if json_feed::is(root) {
            json_feed::read(root, name, context)
        } else if kagi::is(root) {
            kagi::read(root, name, context)
        } else {
            let name = if roots.len() > 1 { "" } else { name };
            post_json::read(root, name, context)
        };
        let mut said = part.said;
        json::name_places(root, &mut said);
        outcome.said.extend(said);
        outcome.digests.extend(part.digests);
        outcome.draft |= part.draft;
    }
    let broken = outcome.said.iter().any(|said| said.code == "broken-json");
    if outcome.digests.is_empty() && !outcome.draft && !broken && outcome.said.is_empty() {
        outcome
            .said
            .push(Diagnostic::error("no-digest", "the file has no digest").help(post_json::HELP));
    }
    newest_first(&mut outcome.digests);
    outcome
}

/// Digests of drafts, the newest first. A draft that is not to be published yet is left out
/// where others are; where all are such, so is the file.
fn finish(drafts: Vec<Draft>, name: &str, context: &Context, said: Said) -> Outcome {
    let mut outcome = Outcome {
        said,
        ..Outcome::default()
    };
    outcome.draft = !drafts.is_empty() && drafts.iter().all(|draft| draft.draft);
    // The file's name can name the day of one digest alone.
    let name = if drafts.len() > 1 { "" } else { name };
    for draft in drafts {
        if outcome.draft || !draft.draft {
            // A page is read in another form than its file has: places in it are none here.
            let placeless = draft.form == Form::Page;
            let before = outcome.said.len();
            let digest = assemble::digest(draft, name, context, &mut outcome.said);
            outcome.digests.push(digest);
            for said in outcome.said[before..].iter_mut().filter(|_| placeless) {
                said.span = None;
            }
        }
    }
    newest_first(&mut outcome.digests);
    outcome
}

/// A language as a digest names it, if it is one.
fn language(written: &str) -> Option<String> {
    let lang = written.trim().replace('_', "-");
    icu_locale::Locale::try_from_str(&lang).ok().map(|_| lang)
}

/// Days that nothing names come last.
fn newest_first(digests: &mut [Digest]) {
    digests.sort_by_key(|digest| std::cmp::Reverse(digest.date));
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("{\"title\": \"x\"}", Some(Kind::Json))]
    #[case(" \n{\n  \"title\": \"x\"}", Some(Kind::Json))]
    #[case("[\n{\"title\": \"x\"}]", Some(Kind::Json))]
    #[case("```json\n{\"title\": \"x\"}\n```\n", Some(Kind::Json))]
    #[case("{#id}\n\n# Title", None)]
    #[case("{{< figure >}}\n", None)]
    #[case("{% include x %}\n", None)]
    #[case("[a link](https://example.org)", None)]
    #[case("[\"quoted\"](https://example.org)", None)]
    #[case("```json\n{\"title\": \"x\"}\n```\n\n## And text\n", None)]
    #[case("<?xml version=\"1.0\"?>\n<rss version=\"2.0\">", Some(Kind::Xml))]
    #[case("<rss>", Some(Kind::Xml))]
    #[case("<feed xmlns=\"x\">", Some(Kind::Xml))]
    #[case("<rdf:RDF xmlns=\"x\">", Some(Kind::Xml))]
    #[case(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"x\">",
        Some(Kind::Page)
    )]
    #[case("<!DOCTYPE html>\n", Some(Kind::Page))]
    #[case("<!-- saved -->\n<!doctype html>", Some(Kind::Page))]
    #[case("<HTML lang=en>", Some(Kind::Page))]
    #[case("<div align=\"center\">\n\n# Title", None)]
    #[case("<details>\n", None)]
    #[case("<!-- a comment -->\n# Title", None)]
    #[case("<!-- an open comment", None)]
    #[case("<header>x", None)]
    #[case("<feedback>", None)]
    #[case("# Title", None)]
    #[case("", None)]
    fn sniffs(#[case] text: &str, #[case] kind: Option<Kind>) {
        assert_eq!(sniff(text), kind);
    }
}
