//! Markdown as a list of top-level nodes, each with its events and its place in the text.

use crate::draft::Span;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// An event with its place in the clean text.
pub(super) type Ev<'a> = (Event<'a>, Span);

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
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
pub(super) struct Node<'a> {
    pub(super) kind: Kind,
    pub(super) events: Vec<Ev<'a>>,
    pub(super) span: Span,
}

impl<'a> Node<'a> {
    /// The events between those that open and close it.
    pub(super) fn inner(&self) -> &[Ev<'a>] {
        match self.events.len() {
            0..=2 => &[],
            length => &self.events[1..length - 1],
        }
    }

    /// The raw text of an HTML block.
    pub(super) fn raw_html(&self) -> String {
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
pub(super) fn parse(text: &str, start: usize) -> Vec<Node<'_>> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut nodes: Vec<Node<'_>> = Vec::new();
    let mut depth = 0_usize;
    for (event, span) in Parser::new_ext(&text[start..], options).into_offset_iter() {
        let span = start + span.start..start + span.end;
        if depth == 0 {
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
            node.events.push((event, span));
        }
    }
    nodes
}

/// The items of a list, each as the events within it.
pub(super) fn items<'e, 'a>(list: &'e [Ev<'a>]) -> Vec<&'e [Ev<'a>]> {
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
