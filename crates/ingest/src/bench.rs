//! The steps of reading, each by itself, for the benchmarks. No part of the library: it may
//! change with any version.

use crate::{
    Context, assemble, draft,
    entities::Entities,
    html::{self, Mode},
    inputs, language, markdown,
    source::Source,
};

/// A text that was cleaned; `None` where the file is none, or not Markdown.
pub struct Clean(Source);

/// What was recognised in a text.
pub struct Recognised(draft::Draft);

impl Clean {
    /// The clean text.
    pub fn text(&self) -> &str {
        &self.0.text
    }
}

/// Decodes and cleans a file.
pub fn clean(bytes: &[u8]) -> Option<Clean> {
    let source = Source::new(bytes, &mut vec![]).ok()?;
    inputs::sniff(&source.text)
        .is_none()
        .then_some(Clean(source))
}

/// Parses the Markdown into nodes; says how many there are.
pub fn parse(text: &Clean) -> usize {
    markdown::nodes::parse(&text.0.text, 0).len()
}

/// Parses the Markdown, and brings each node through the allow-list; says how long the HTML is.
pub fn vet(text: &Clean) -> usize {
    let mut entities = Entities::default();
    let nodes = markdown::nodes::parse(&text.0.text, 0);
    let html = nodes.iter().map(|node| {
        let html = match node.kind {
            markdown::Kind::Html => html::vet_as(&node.raw_html(), Mode::Block, &entities),
            _ => markdown::inline::html(&node.events, &text.0.text, Mode::Block, &mut entities),
        };
        html.len()
    });
    html.sum()
}

/// Recognises all of a text, vetted HTML and all.
pub fn recognise(text: &Clean, name: &str, context: &Context) -> Recognised {
    Recognised(crate::recognise(&text.0.text, name, context, &mut vec![]))
}

/// Finds the language of some words.
pub fn language(words: &str) -> Option<String> {
    language::of(words)
}

/// Makes the digest: its language, ids, tags and ties.
pub fn assemble(recognised: Recognised, name: &str, context: &Context) -> usize {
    let digest = assemble::digest(recognised.0, name, context, &mut vec![]);
    digest.sections.len()
}
