//! What a line of pasted text says.

use crate::{
    entities::{Entities, find_mention},
    html::{Mode, escape, escape_attribute, vet_as},
    markdown::{host, is_web},
    source::fold,
};
use dayfold_model::Source;

/// Vetted HTML of a line, with its entities marked.
pub(super) fn html(text: &str, entities: &mut Entities) -> String {
    let html = marked(&fold(text), entities);
    vet_as(&html, Mode::Inline, entities)
}

/// The same before vetting: all but the entities is escaped.
fn marked(text: &str, entities: &mut Entities) -> String {
    let mut html = String::with_capacity(text.len());
    let mut from = 0;
    while let Some(mention) = find_mention(text, from, false, |_| true) {
        let id = entities.meet(&mention.kind, &mention.name);
        html.push_str(&escape(&text[from..mention.words.start]));
        html.push_str(&format!("<data value=\"{}\">", escape_attribute(&id)));
        html.push_str(&escape(&text[mention.words]));
        html.push_str("</data>");
        from = mention.bracket.end;
    }
    html.push_str(&escape(&text[from..]));
    html
}

/// A line with its entities' brackets taken off; their ids are added to `named`.
pub(super) fn plain(text: &str, entities: &mut Entities, named: &mut Vec<String>) -> String {
    let text = fold(text);
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    while let Some(mention) = find_mention(&text, from, false, |_| true) {
        named.push(entities.meet(&mention.kind, &mention.name));
        out.push_str(&text[from..mention.words.end]);
        from = mention.bracket.end;
    }
    out.push_str(&text[from..]);
    out
}

/// A name, perhaps with an address among its words.
pub(super) fn source(text: &str) -> Option<Source> {
    let url = text.split_whitespace().find(|word| is_web(word));
    let name = match url {
        Some(url) => fold(&text.replace(url, " ")),
        None => fold(text),
    };
    match (name.as_str(), url) {
        ("", None) => None,
        ("", Some(url)) => Some(Source {
            name: host(url).to_owned(),
            url: Some(url.to_owned()),
        }),
        _ => Some(Source {
            name,
            url: url.map(str::to_owned),
        }),
    }
}
