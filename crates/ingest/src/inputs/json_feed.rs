//! JSON Feed, 1.0 and 1.1.

use super::{
    Outcome, days,
    feed::{self, Feed, Item},
    json::{Node, Value},
};
use crate::{
    Context, Diagnostic,
    draft::Said,
    html::escape,
    markdown::{host, is_web},
    source::fold,
};
use dayfold_model::Source;

/// Whether the JSON says that it is a feed.
pub(super) fn is(root: &Node) -> bool {
    root.text_of("version")
        .is_some_and(|version| version.contains("jsonfeed.org"))
}

pub(super) fn read(root: &Node, name: &str, context: &Context) -> Outcome {
    let mut said = Said::new();
    let mut items = Vec::new();
    for node in root.get("items").map_or(&[][..], Node::items) {
        if matches!(node.value, Value::Map(_)) {
            items.push(item(node, context, &mut said));
        } else {
            said.push(
                Diagnostic::warning(
                    "wrong-field",
                    format!("should be an item, but is {}; it was left out", node.kind()),
                )
                .at(node.span.clone()),
            );
        }
    }
    let feed = Feed {
        title: fold(root.text_of("title").unwrap_or_default()),
        lang: root.text_of("language").and_then(super::language),
        updated: None,
        items,
    };
    feed::read(feed, name, context, said)
}

fn item(node: &Node, context: &Context, said: &mut Said) -> Item {
    let html = node.text_of("content_html").map(str::to_owned);
    let web = |name| node.text_of(name).map(str::trim).filter(|url| is_web(url));
    let external = web("external_url");
    let url = web("url").or(external).or_else(|| web("id"));
    let mut when = None;
    for name in ["date_published", "date_modified"] {
        if when.is_none()
            && let Some((at, text)) = node.get(name).zip(node.text_of(name))
        {
            when = days::read(text, context);
            if when.is_none() {
                said.push(
                    Diagnostic::warning("wrong-field", format!("`{}` is no date", text.trim()))
                        .help("write it as `2025-11-22T19:21:00-06:00`")
                        .at(at.span.clone()),
                );
            }
        }
    }
    let names = |list: Option<&Node>| -> Vec<String> {
        let Some(list) = list else { return vec![] };
        let items = match &list.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(list),
        };
        items
            .iter()
            .filter_map(|item| item.text().or_else(|| item.text_of("name")))
            .map(fold)
            .filter(|name| !name.is_empty())
            .collect()
    };
    Item {
        title: fold(node.text_of("title").unwrap_or_default()),
        url: url.map(str::to_owned),
        content: html
            .unwrap_or_else(|| paragraphs(node.text_of("content_text").unwrap_or_default())),
        summary: paragraphs(node.text_of("summary").unwrap_or_default()),
        tags: names(node.get("tags")),
        authors: names(node.get("authors").or_else(|| node.get("author"))),
        sources: external
            .filter(|external| Some(*external) != url)
            .map(|external| Source {
                name: host(external).to_owned(),
                url: Some(external.to_owned()),
            })
            .into_iter()
            .collect(),
        when,
        span: node.span.clone(),
    }
}

/// Plain text as HTML: blank lines part paragraphs.
pub(super) fn paragraphs(text: &str) -> String {
    let mut out = String::new();
    let mut open = false;
    for line in text.lines() {
        let line = line.trim();
        match (line.is_empty(), open) {
            (true, true) => {
                out.push_str("</p>");
                open = false;
            }
            (true, false) => {}
            (false, true) => {
                out.push_str("<br>");
                out.push_str(&escape(line));
            }
            (false, false) => {
                out.push_str("<p>");
                out.push_str(&escape(line));
                open = true;
            }
        }
    }
    if open {
        out.push_str("</p>");
    }
    out
}
