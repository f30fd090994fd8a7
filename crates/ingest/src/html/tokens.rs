//! Tags and text of HTML that a serializer wrote: every `<` opens a tag, attributes are in
//! double quotes, and the only entities are the five that escaping needs.

use std::collections::HashSet;

/// A piece of serialized HTML.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Token<'a> {
    /// Escaped text.
    Text(&'a str),
    /// A start tag: its name, and its attributes as written.
    Open(&'a str, &'a str),
    /// An end tag.
    Close(&'a str),
}

/// The pieces, in order.
pub(crate) fn tokens(html: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let Some(inside) = rest.strip_prefix('<') else {
            let end = rest.find('<').unwrap_or(rest.len());
            let (text, after) = rest.split_at(end);
            rest = after;
            return Some(Token::Text(text));
        };
        let mut quoted = false;
        let end = inside
            .bytes()
            .position(|byte| {
                quoted ^= byte == b'"';
                byte == b'>' && !quoted
            })
            .unwrap_or(inside.len());
        let tag = &inside[..end];
        rest = inside.get(end + 1..).unwrap_or("");
        Some(match tag.strip_prefix('/') {
            Some(name) => Token::Close(name.trim()),
            None => {
                let cut = tag
                    .find(|c: char| c.is_ascii_whitespace())
                    .unwrap_or(tag.len());
                Token::Open(&tag[..cut], tag[cut..].trim())
            }
        })
    })
}

/// The value of an attribute, unescaped.
pub(crate) fn attribute(attributes: &str, wanted: &str) -> Option<String> {
    let mut rest = attributes;
    while let Some(equals) = rest.find("=\"") {
        let name = rest[..equals].rsplit(' ').next().unwrap_or("");
        let value = &rest[equals + 2..];
        let end = value.find('"').unwrap_or(value.len());
        if name == wanted {
            return Some(unescape(&value[..end]));
        }
        rest = value.get(end + 1..).unwrap_or("");
    }
    None
}

/// Resolves the entities that a serializer writes.
pub(crate) fn unescape(text: &str) -> String {
    const ENTITIES: [(&str, char); 5] = [
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&nbsp;", '\u{a0}'),
    ];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let found = ENTITIES.iter().find(|(name, _)| rest.starts_with(name));
        let (c, length) = found.map_or(('&', 1), |(name, c)| (*c, name.len()));
        out.push(c);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

/// The ids of the entities that vetted HTML marks, each once, in the order of the text.
pub(crate) fn entities(html: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    if !html.contains("<data ") {
        return out;
    }
    let mut seen = HashSet::new();
    for token in tokens(html) {
        if let Token::Open("data", attributes) = token
            && let Some(id) = attribute(attributes, "value")
            && seen.insert(id.clone())
        {
            out.push(id);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_apart() {
        let html = r#"a &amp; <a title="x > y" href="/?a=1&amp;b">b</a><br>"#;
        let all: Vec<_> = tokens(html).collect();
        assert_eq!(
            all,
            [
                Token::Text("a &amp; "),
                Token::Open("a", r#"title="x > y" href="/?a=1&amp;b""#),
                Token::Text("b"),
                Token::Close("a"),
                Token::Open("br", ""),
            ]
        );
        let Token::Open(_, attributes) = all[1] else {
            unreachable!("checked above")
        };
        assert_eq!(attribute(attributes, "href").as_deref(), Some("/?a=1&b"));
        assert_eq!(attribute(attributes, "title").as_deref(), Some("x > y"));
        assert_eq!(attribute(attributes, "hre"), None);
    }
}
