//! What a line of pasted text says.

use crate::{
    entities::{Entities, find_mention},
    html::{Mode, Writer, escape_attribute},
    markdown::{host, is_web},
    source::fold,
};
use dayfold_model::Source;

/// Vetted HTML of a line, with its entities marked.
pub(super) fn html(text: &str, entities: &mut Entities) -> String {
    let text = fold(text);
    let mut mentions = Vec::new();
    let mut from = 0;
    while let Some(mention) = find_mention(&text, from, false, |_| true) {
        from = mention.bracket.end;
        mentions.push((entities.meet(&mention.kind, &mention.name), mention));
    }
    // All but the entities is text: nothing that would have to be parsed.
    let mut writer = Writer::new(Mode::Inline, text.len(), entities);
    let mut from = 0;
    for (id, mention) in mentions {
        writer.text(&text[from..mention.words.start]);
        writer.open("data", &format!("value=\"{}\"", escape_attribute(&id)));
        writer.text(&text[mention.words]);
        writer.close();
        from = mention.bracket.end;
    }
    writer.text(&text[from..]);
    writer.finish()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::vet_as;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_line_is_vetted(line in r"([a-z<>&\u{a0} \u{3000}]|Acme \[org:Acme\]|\[k:N\]| |&amp;|<b>){0,30}") {
            let mut entities = Entities::default();
            let line = html(&line, &mut entities);
            prop_assert_eq!(vet_as(&line, Mode::Inline, &entities), line);
        }
    }
}
