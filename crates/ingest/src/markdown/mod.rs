//! Dayfold Markdown, the documented shape (`docs/writing.md`).
//!
//! Parsed once, with positions, into top-level nodes; then walked from top to bottom: what a
//! node becomes depends on what it is and on the part of the digest it stands in.

mod direct;
mod headings;
pub(crate) mod inline;
pub(crate) mod lines;
pub(crate) mod nodes;
pub(crate) mod texts;
mod values;
pub(crate) mod walk;

pub(crate) use inline::{cut, plain, span_of};
pub(crate) use lines::{host, is_web, source_of};
pub(crate) use nodes::{Ev, Kind, Node};

use crate::{
    draft::{Draft, Said},
    entities::Entities,
    html::{Mode, vet_as},
};

/// Reads `text` from `start` on into the draft.
pub(crate) fn read(text: &str, start: usize, draft: &mut Draft, said: &mut Said) {
    walk::Walk::new(text, draft, said).run(nodes::parse(text, start));
}

/// Vetted HTML of a piece of Markdown without any structure, block by block.
pub(crate) fn fragment(markdown: &str, entities: &mut Entities) -> Vec<String> {
    nodes::parse(markdown, 0)
        .iter()
        .map(|node| block(node, markdown, entities))
        .filter(|html| !html.is_empty())
        .collect()
}

/// Vetted HTML of a block of `text`.
pub(crate) fn block(node: &Node<'_>, text: &str, entities: &mut Entities) -> String {
    match node.kind {
        Kind::Html => vet_as(&node.raw_html(), Mode::Block, entities),
        _ => inline::html(&node.events, text, Mode::Block, entities),
    }
}

/// Vetted inline HTML of a piece of Markdown, such as a headline or a point of a list.
pub(crate) fn inline_fragment(markdown: &str, entities: &mut Entities) -> String {
    let parts: Vec<String> = nodes::parse(markdown, 0)
        .iter()
        .map(|node| match node.kind {
            nodes::Kind::Html => vet_as(&node.raw_html(), Mode::Inline, entities),
            _ => {
                let linked = texts::linked(&node.events);
                inline::html(&linked, markdown, Mode::Inline, entities)
            }
        })
        .filter(|html| !html.is_empty())
        .collect();
    parts.join(" ")
}
