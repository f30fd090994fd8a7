//! Keeps the time that parsing takes linear in the input.

use super::escape;
use std::borrow::Cow;

/// Beyond this depth of tags, parsing time would no longer be linear in the input.
const DEEPEST: usize = 256;

/// Elements that do not nest.
const FLAT: [&[u8]; 6] = [b"br", b"hr", b"img", b"wbr", b"p", b"li"];

/// The HTML itself, or its text where its tags are nested beyond reason.
pub(super) fn shallow(html: &str) -> Cow<'_, str> {
    let mut depth = 0_usize;
    let bytes = html.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        if *byte != b'<' {
            continue;
        }
        let closes = bytes.get(at + 1) == Some(&b'/');
        let name = &bytes[bytes.len().min(at + 1 + usize::from(closes))..];
        // These never hold anything, or are closed by their like.
        let flat = FLAT.iter().any(|tag| {
            name.get(..tag.len())
                .is_some_and(|name| name.eq_ignore_ascii_case(tag))
                && !name.get(tag.len()).is_some_and(u8::is_ascii_alphanumeric)
        });
        match name.first() {
            Some(c) if !c.is_ascii_alphabetic() || flat => {}
            Some(_) if closes => depth = depth.saturating_sub(1),
            Some(_) => depth += 1,
            None => {}
        }
        if depth > DEEPEST {
            return escape(html).into();
        }
    }
    html.into()
}

/// How long a run of text may be before it gets a break, in bytes.
const LONGEST_TEXT: usize = 8192;

/// The same with a `<wbr>`, which vanishes here, in very long texts: the parser's time grows
/// with the square of the number of character references in one text node.
pub(super) fn with_breaks(html: &str) -> Cow<'_, str> {
    if html.len() < LONGEST_TEXT {
        return html.into();
    }
    let mut out = String::with_capacity(html.len() + html.len() / 512);
    let (mut kept, mut run, mut in_tag) = (0, 0, false);
    for (at, byte) in html.bytes().enumerate() {
        match byte {
            b'<' => in_tag = true,
            b'>' => {
                in_tag = false;
                run = at;
            }
            b'&' if !in_tag && at - run > LONGEST_TEXT => {
                out.push_str(&html[kept..at]);
                out.push_str("<wbr>");
                (kept, run) = (at, at);
            }
            _ => {}
        }
    }
    out.push_str(&html[kept..]);
    out.into()
}
