//! Vetted HTML straight from Markdown, without a parser in between.
//!
//! Most of a digest has no raw HTML in it: which elements it is made of is known, how they
//! nest, and that all else is text. What the allow-list's parser would read from it is then
//! what was written, so that the pieces may go to the [`Writer`] at once, which knows no
//! other elements, attributes and addresses than those of the allow-list. Whatever is not
//! beyond doubt (images, odd addresses, control characters, deep nesting) takes the long
//! way; a test has it that both ways lead to the same bytes.

use crate::html::{Known, Mode, Writer, escape_attribute};
use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd};

/// The deepest nesting that is written directly.
const DEEPEST: usize = 100;

/// What is open.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    /// A quote or an item, which hold blocks and text.
    Blocks,
    /// A paragraph, a cell, an element within text.
    Text,
    Link,
    Entity,
    /// Code on lines of its own.
    Code,
    List,
    Table,
    /// The rows of a table behind its head.
    Rows,
    Row,
}

/// The HTML of some events, or `None` where the long way has to be taken. The only raw HTML
/// among them are the marks of entities.
pub(super) fn html(events: &[Event<'_>], mode: Mode, known: &impl Known) -> Option<String> {
    let length: usize = events.iter().map(length).sum();
    let mut direct = Direct {
        writer: Writer::new(mode, length + length / 8 + 16, known),
        open: Vec::new(),
        head: false,
    };
    for event in events {
        direct.event(event)?;
    }
    direct.open.is_empty().then(|| direct.writer.finish())
}

/// About how much of the output an event is.
fn length(event: &Event<'_>) -> usize {
    match event {
        Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => text.len(),
        Event::Start(_) => 10,
        _ => 1,
    }
}

struct Direct<'k, K> {
    writer: Writer<'k, K>,
    open: Vec<Open>,
    /// In the head of a table.
    head: bool,
}

impl<K: Known> Direct<'_, K> {
    fn event(&mut self, event: &Event<'_>) -> Option<()> {
        match event {
            Event::Start(tag) => return self.start(tag),
            Event::End(end) => return self.end(*end),
            Event::Text(text) => {
                if self.open.last() != Some(&Open::Code) {
                    self.in_text()?;
                }
                self.text(text)?;
            }
            Event::Code(text) => {
                self.in_text()?;
                self.writer.open("code", "");
                self.text(text)?;
                self.writer.close();
            }
            Event::InlineHtml(tag) => return self.entity(tag),
            Event::SoftBreak => {
                self.in_text()?;
                self.writer.text("\n");
            }
            Event::HardBreak => {
                self.in_text()?;
                self.writer.line_break();
                self.writer.text("\n");
            }
            Event::Rule => {
                self.in_blocks()?;
                self.writer.rule();
            }
            _ => return None,
        }
        Some(())
    }

    /// Where text may stand.
    fn in_text(&self) -> Option<()> {
        let good = match self.open.last() {
            None => true,
            Some(open) => matches!(open, Open::Blocks | Open::Text | Open::Link | Open::Entity),
        };
        good.then_some(())
    }

    /// Where blocks may stand.
    fn in_blocks(&self) -> Option<()> {
        matches!(self.open.last(), None | Some(Open::Blocks)).then_some(())
    }

    fn within(&self, open: Open) -> Option<()> {
        (self.open.last() == Some(&open)).then_some(())
    }

    fn text(&mut self, text: &str) -> Option<()> {
        // A parser changes some of these.
        let odd = |byte: u8| byte < b' ' && !matches!(byte, b'\n' | b'\t');
        if text.bytes().any(odd) || text.contains('\u{feff}') {
            return None;
        }
        self.writer.text(text);
        Some(())
    }

    fn push(&mut self, open: Open, name: &str, attributes: &str) -> Option<()> {
        self.writer.open(name, attributes);
        self.open.push(open);
        (self.open.len() <= DEEPEST).then_some(())
    }

    fn start(&mut self, tag: &Tag<'_>) -> Option<()> {
        match tag {
            Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::BlockQuote(None)
            | Tag::CodeBlock(_)
            | Tag::List(_)
            | Tag::Table(_) => self.in_blocks()?,
            Tag::Item => self.within(Open::List)?,
            Tag::TableHead => self.within(Open::Table)?,
            Tag::TableRow => self.within(Open::Rows)?,
            Tag::TableCell => self.within(Open::Row)?,
            _ => self.in_text()?,
        }
        match tag {
            Tag::Paragraph => self.push(Open::Text, "p", ""),
            Tag::Heading { level, .. } => {
                let names = ["h1", "h2", "h3", "h4", "h5", "h6"];
                self.push(Open::Text, names.get(*level as usize - 1)?, "")
            }
            Tag::BlockQuote(None) => self.push(Open::Blocks, "blockquote", ""),
            Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) => {
                self.writer.open("pre", "");
                self.push(Open::Code, "code", "")
            }
            Tag::List(None) => self.push(Open::List, "ul", ""),
            Tag::List(Some(1)) => self.push(Open::List, "ol", ""),
            Tag::List(Some(first)) => self.push(Open::List, "ol", &format!("start=\"{first}\"")),
            Tag::Item => self.push(Open::Blocks, "li", ""),
            Tag::Table(_) => self.push(Open::Table, "table", ""),
            Tag::TableHead => {
                self.head = true;
                self.writer.open("thead", "");
                self.push(Open::Row, "tr", "")
            }
            Tag::TableRow => self.push(Open::Row, "tr", ""),
            Tag::TableCell => self.push(Open::Text, if self.head { "th" } else { "td" }, ""),
            Tag::Emphasis => self.push(Open::Text, "em", ""),
            Tag::Strong => self.push(Open::Text, "strong", ""),
            Tag::Strikethrough => self.push(Open::Text, "del", ""),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } if *link_type != LinkType::Email
                && is_plain_url(dest_url)
                && !self.open.contains(&Open::Link) =>
            {
                let href = format!("href=\"{}\"", escape_attribute(dest_url));
                self.push(Open::Link, "a", &href)
            }
            _ => None,
        }
    }

    fn end(&mut self, end: TagEnd) -> Option<()> {
        let open = self.open.pop()?;
        self.writer.close();
        match (end, open) {
            (TagEnd::CodeBlock, _) => self.writer.close(),
            (TagEnd::TableHead, _) => {
                self.head = false;
                self.writer.close();
                self.push(Open::Rows, "tbody", "")?;
            }
            (TagEnd::Table, Open::Rows) => {
                self.open.pop()?;
                self.writer.close();
            }
            (_, Open::Table | Open::Rows | Open::Entity) => return None,
            _ => {}
        }
        Some(())
    }

    /// The mark of an entity.
    fn entity(&mut self, tag: &CowStr<'_>) -> Option<()> {
        if &**tag == "</data>" {
            self.within(Open::Entity)?;
            self.open.pop();
            self.writer.close();
            return Some(());
        }
        self.in_text()?;
        let attributes = tag.strip_prefix("<data ")?.strip_suffix('>')?;
        self.push(Open::Entity, "data", attributes)
    }
}

/// Whether an address is beyond doubt: the web, a host of plain names, and nothing behind it
/// that is written in several ways.
fn is_plain_url(url: &str) -> bool {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    let Some(rest) = rest else { return false };
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.contains("--")
            && label.starts_with(|c: char| c.is_ascii_alphanumeric())
            && label.ends_with(|c: char| c.is_ascii_alphanumeric())
    };
    let part = |b: u8| b.is_ascii_alphanumeric() || b"!#$%()*+,-./:;=?@_~&".contains(&b);
    host.len() <= 200
        && host.split('.').all(label)
        // Else it may be a number.
        && host
            .rsplit('.')
            .next()
            .is_some_and(|last| last.starts_with(|c: char| c.is_ascii_alphabetic()))
        && path.bytes().all(part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        entities::Entities,
        html::vet_as,
        markdown::{inline, nodes},
    };
    use proptest::prelude::*;
    use rstest::rstest;

    /// The long way.
    fn parsed(events: &[Event<'_>], mode: Mode, known: &impl Known) -> String {
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, events.iter().cloned());
        vet_as(&html, mode, known)
    }

    /// Compares both ways for all of a text's nodes; how often there was a direct one.
    fn compare(markdown: &str) -> Result<usize, TestCaseError> {
        let mut entities = Entities::default();
        let mut count = 0;
        for node in nodes::parse(markdown, 0) {
            let mut pieces = vec![&node.events[..], node.inner()];
            pieces.extend(nodes::items(node.inner()));
            for piece in pieces {
                if inline::has_html(piece) {
                    continue;
                }
                let marked = inline::mark_entities(piece, markdown, &mut entities, &mut vec![]);
                for mode in [Mode::Block, Mode::Inline] {
                    if let Some(direct) = html(&marked, mode, &entities) {
                        prop_assert_eq!(direct, parsed(&marked, mode, &entities), "{:?}", marked);
                        count += 1;
                    }
                }
            }
        }
        Ok(count)
    }

    #[rstest]
    #[case(
        "A *b **c*** `d` ~~e~~ [f](https://x.org/?a&b) <https://x.org>  \nand & < \u{a0}.",
        4
    )]
    #[case("- a\n  - b\n\n    c\n- \n7. x\n8. y\n", 8)]
    #[case("> a\n> # b\n> - c\n>\n> ---\n", 3)]
    #[case("| a | b |\n|:-|-:|\n| *c* |\n\n|a|\n|-|\n", 4)]
    #[case("```x\n\n a\n\n```\n\n    <b>\n", 4)]
    #[case("*Acme* [org:Acme Ltd] and [Be [org:Be]](https://x.org/).", 4)]
    fn both_ways(#[case] markdown: &str, #[case] least: usize) {
        assert!(compare(markdown).is_ok_and(|count| count >= least));
    }

    #[rstest]
    #[case("https://x.org", true)]
    #[case("http://a-b.x.org/c?d=e&f#g", true)]
    #[case("https://1.2.3.4/", false)]
    #[case("https://x.org:99999/", false)]
    #[case("https://a@x.org/", false)]
    #[case("https://xn--a.org/", false)]
    #[case("https://x.org/\u{e9}", false)]
    #[case("/x", false)]
    #[case("javascript:alert(1)", false)]
    fn addresses(#[case] url: &str, #[case] plain: bool) {
        assert_eq!(is_plain_url(url), plain);
    }

    fn soup() -> impl Strategy<Value = String> {
        let pieces = vec![
            "a",
            "b ",
            " c",
            " ",
            "\n",
            "\n\n",
            "  \n",
            "\\\n",
            "*",
            "**",
            "_",
            "~~",
            "`",
            "``",
            "[",
            "]",
            "](https://x.org/?a&b=%20)",
            "](/x)",
            "](javascript:x)",
            "<https://x.org/>",
            "<a@x.org>",
            "![",
            "- ",
            "  ",
            "    ",
            "* ",
            "1. ",
            "7) ",
            "> ",
            ">",
            "# ",
            "#### ",
            "---\n",
            "===\n",
            "```\n",
            "~~~ x\n",
            "|",
            "| a | b |\n|-|:-|\n",
            "\n| c |\n",
            "\t",
            "Acme [org:Acme Ltd]",
            "Be [org:Be] ",
            "[k:N]",
            "&nbsp;",
            "\u{a0}",
            "&amp;",
            "&#13;",
            "&#65279;",
            "&lt;b&gt;",
            "&",
            "<",
            "\"",
            "'",
            "\u{3000}",
            "\u{e9}",
            "\\*",
            "\u{85}",
            "&#12;",
            "&#11;",
            "\u{2028}",
            "[l](https://x.org/)",
            "![i](https://x.org/i.png)",
        ];
        prop::collection::vec(prop::sample::select(pieces), 0..40).prop_map(|all| all.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]
        #[test]
        fn both_ways_lead_to_the_same(markdown in soup()) {
            compare(&markdown)?;
        }
    }
}
