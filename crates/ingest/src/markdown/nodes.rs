//! Markdown as a list of top-level nodes, each with its events and its place in the text.

use super::texts;
use crate::draft::Span;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// An event with its place in the clean text.
pub(crate) type Ev<'a> = (Event<'a>, Span);

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    Heading(u8),
    Paragraph,
    List,
    /// Raw HTML, up to a blank line.
    Html,
    Rule,
    /// Quotes, code, tables.
    Other,
}

/// A top-level node: the events of one block, with those that open and close it.
#[derive(Clone, Debug)]
pub(crate) struct Node<'a> {
    pub(crate) kind: Kind,
    pub(crate) events: Vec<Ev<'a>>,
    pub(crate) span: Span,
}

impl<'a> Node<'a> {
    /// The events between those that open and close it.
    pub(crate) fn inner(&self) -> &[Ev<'a>] {
        match self.events.len() {
            0..=2 => &[],
            length => &self.events[1..length - 1],
        }
    }

    /// The raw text of an HTML block.
    pub(crate) fn raw_html(&self) -> String {
        self.events
            .iter()
            .filter_map(|(event, _)| match event {
                Event::Html(html) => Some(&**html),
                _ => None,
            })
            .collect()
    }
}

/// Parses `text` from `start` on.
pub(crate) fn parse(text: &str, start: usize) -> Vec<Node<'_>> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let events = Parser::new_ext(&text[start..], options).into_offset_iter();
    blocks(events.map(|(event, span)| (event, start + span.start..start + span.end)))
}

/// The blocks that some events make; what is inline and in no block, as in a tight list's
/// items, is a paragraph.
pub(crate) fn blocks<'a>(events: impl Iterator<Item = Ev<'a>>) -> Vec<Node<'a>> {
    let events = texts::joined(events);
    let mut nodes: Vec<Node<'a>> = Vec::new();
    let mut depth = 0_usize;
    // In a paragraph that no event opened.
    let mut bare = false;
    for (event, span) in events {
        let event = match event {
            // As people write it who write for a browser.
            Event::InlineHtml(html) if is_break(&html) => Event::HardBreak,
            event => event,
        };
        let inline = is_inline(&event);
        if depth == 0 && bare && !inline {
            bare = false;
            close_bare(&mut nodes);
        }
        if depth == 0 && inline && !bare {
            bare = true;
            let opening = (Event::Start(Tag::Paragraph), span.clone());
            nodes.push(Node {
                kind: Kind::Paragraph,
                events: vec![opening],
                span: span.clone(),
            });
        } else if depth == 0 && !bare {
            let kind = match &event {
                Event::Start(Tag::Heading { level, .. }) => Kind::Heading(*level as u8),
                Event::Start(Tag::Paragraph) => Kind::Paragraph,
                Event::Start(Tag::List(_)) => Kind::List,
                Event::Start(Tag::HtmlBlock) => Kind::Html,
                Event::Rule => Kind::Rule,
                _ => Kind::Other,
            };
            nodes.push(Node {
                kind,
                events: vec![],
                span: span.clone(),
            });
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if let Some(node) = nodes.last_mut() {
            node.span.end = node.span.end.max(span.end);
            node.events.push((event, span));
        }
    }
    if bare {
        close_bare(&mut nodes);
    }
    nodes
}

fn close_bare(nodes: &mut [Node<'_>]) {
    if let Some(node) = nodes.last_mut() {
        node.events
            .push((Event::End(TagEnd::Paragraph), node.span.clone()));
    }
}

/// `<br>`, `<br/>`
fn is_break(html: &str) -> bool {
    html.get(..3)
        .is_some_and(|start| start.eq_ignore_ascii_case("<br"))
        && html[3..].trim_matches(['/', '>', ' ']).is_empty()
}

/// Whether an event stands within a line of text.
fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Text(_)
        | Event::Code(_)
        | Event::InlineHtml(_)
        | Event::InlineMath(_)
        | Event::DisplayMath(_)
        | Event::FootnoteReference(_)
        | Event::SoftBreak
        | Event::HardBreak
        | Event::TaskListMarker(_) => true,
        Event::Start(tag) => is_inline_end(tag.to_end()),
        Event::End(end) => is_inline_end(*end),
        Event::Html(_) | Event::Rule => false,
    }
}

fn is_inline_end(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Strong
            | TagEnd::Emphasis
            | TagEnd::Link
            | TagEnd::Strikethrough
            | TagEnd::Image
            | TagEnd::Superscript
            | TagEnd::Subscript
    )
}

/// The items of a list, each as the events within it.
pub(crate) fn items<'e, 'a>(list: &'e [Ev<'a>]) -> Vec<&'e [Ev<'a>]> {
    let mut items = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    for (at, (event, _)) in list.iter().enumerate() {
        match event {
            Event::Start(Tag::Item) => {
                if depth == 0 {
                    start = at + 1;
                }
                depth += 1;
            }
            Event::End(TagEnd::Item) => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    items.push(&list[start..at]);
                }
            }
            _ => {}
        }
    }
    items
}
