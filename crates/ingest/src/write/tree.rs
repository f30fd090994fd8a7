//! Vetted HTML as a tree.

use crate::html::tokens::{Token, attribute, tokens, unescape};

#[derive(Debug, PartialEq)]
pub(super) enum Node {
    Text(String),
    Element(Element),
}

#[derive(Debug, PartialEq)]
pub(super) struct Element {
    pub(super) name: String,
    /// As written in the tag.
    pub(super) attributes: String,
    pub(super) children: Vec<Node>,
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        attribute(&self.attributes, name)
    }

    /// The HTML of the element, for where Markdown has no words for it.
    pub(super) fn open_tag(&self) -> String {
        if self.attributes.is_empty() {
            format!("<{}>", self.name)
        } else {
            format!("<{} {}>", self.name, self.attributes)
        }
    }

    /// The child elements, if there is nothing else within.
    pub(super) fn elements(&self) -> Option<Vec<&Element>> {
        self.children
            .iter()
            .map(|child| match child {
                Node::Element(element) => Some(element),
                Node::Text(_) => None,
            })
            .collect()
    }
}

/// Parses vetted HTML: every element but `br`, `hr` and `img` is closed.
pub(super) fn parse(html: &str) -> Vec<Node> {
    let mut open: Vec<Element> = vec![Element {
        name: String::new(),
        attributes: String::new(),
        children: vec![],
    }];
    for token in tokens(html) {
        let node = match token {
            Token::Text(text) => Node::Text(unescape(text)),
            Token::Open(name, attributes) => {
                let element = Element {
                    name: name.to_owned(),
                    attributes: attributes.to_owned(),
                    children: vec![],
                };
                if !matches!(name, "br" | "hr" | "img") {
                    open.push(element);
                    continue;
                }
                Node::Element(element)
            }
            Token::Close(_) if open.len() > 1 => match open.pop() {
                Some(element) => Node::Element(element),
                None => continue,
            },
            Token::Close(_) => continue,
        };
        if let Some(parent) = open.last_mut() {
            parent.children.push(node);
        }
    }
    while open.len() > 1 {
        if let Some(element) = open.pop()
            && let Some(parent) = open.last_mut()
        {
            parent.children.push(Node::Element(element));
        }
    }
    open.pop().map(|root| root.children).unwrap_or_default()
}
