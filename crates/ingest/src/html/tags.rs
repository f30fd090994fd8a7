//! The tags in HTML as people write it, found as a parser finds them.
//!
//! Not what a parser makes of them: no more than it takes to tell beforehand whether parsing
//! would take too long. Comments and the text of scripts and the like have no tags.

use super::Comment;

/// A start or end tag.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tag<'h> {
    /// As written.
    pub(super) name: &'h str,
    pub(super) closes: bool,
    /// `<name/>`
    pub(super) is_empty: bool,
    pub(super) attributes: usize,
    /// What stands behind it was not looked into, or not found to be a comment; within
    /// drawings and formulas other rules hold.
    pub(super) is_doubtful: bool,
}

/// Elements whose content has no tags.
const RAW: &[&str] = &[
    "iframe",
    "noembed",
    "noframes",
    "plaintext",
    "script",
    "style",
    "textarea",
    "title",
    "xmp",
];

/// The tags of some HTML, in order.
pub(super) fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += html[at..].find('<')? + 1;
            let rest = &html[at..];
            let closes = rest.starts_with('/');
            let start = at + usize::from(closes);
            if html[start..].starts_with(|c: char| c.is_ascii_alphabetic()) {
                let (mut tag, end) = tag(html, start, closes)?;
                at = end;
                if !closes && RAW.iter().any(|raw| raw.eq_ignore_ascii_case(tag.name)) {
                    tag.is_doubtful = true;
                    at = raw_end(html, end, tag.name);
                }
                return Some(tag);
            }
            if let Some(comment) = Comment::of(&html[at - 1..]) {
                at = comment.end.map_or(html.len(), |end| at - 1 + end);
            } else if closes || rest.starts_with(['!', '?']) {
                let data = rest.starts_with("![CDATA[");
                at = rest.find('>').map_or(html.len(), |end| at + end + 1);
                if data {
                    return Some(Tag {
                        name: "br",
                        closes: false,
                        is_empty: false,
                        attributes: 0,
                        is_doubtful: true,
                    });
                }
            }
        }
    })
}

/// The tag whose name begins at `start`, and where it ends; `None` where it does not.
fn tag(html: &str, start: usize, closes: bool) -> Option<(Tag<'_>, usize)> {
    /// What may come next.
    #[derive(PartialEq)]
    enum Next {
        Attribute,
        Name,
        Equals,
        Value,
        Unquoted,
    }
    let bytes = html.as_bytes();
    let ends_name = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'/' | b'>');
    let mut at = start + bytes[start..].iter().position(ends_name)?;
    let name = &html[start..at];
    let mut attributes = 0;
    let mut next = Next::Attribute;
    loop {
        let byte = *bytes.get(at)?;
        at += 1;
        let space = byte.is_ascii_whitespace();
        if byte == b'>' {
            break;
        }
        next = match next {
            Next::Attribute if space || byte == b'/' => Next::Attribute,
            Next::Name | Next::Equals if byte == b'/' => Next::Attribute,
            Next::Name | Next::Equals if byte == b'=' => Next::Value,
            Next::Name | Next::Equals if space => Next::Equals,
            Next::Attribute | Next::Equals => {
                attributes += 1;
                Next::Name
            }
            Next::Name => Next::Name,
            Next::Value if space => Next::Value,
            Next::Value if matches!(byte, b'"' | b'\'') => {
                at += bytes[at..].iter().position(|b| *b == byte)? + 1;
                Next::Attribute
            }
            Next::Unquoted if space => Next::Attribute,
            Next::Value | Next::Unquoted => Next::Unquoted,
        };
    }
    let tag = Tag {
        name,
        closes,
        is_empty: next == Next::Attribute && bytes.get(at.wrapping_sub(2)) == Some(&b'/'),
        attributes,
        is_doubtful: false,
    };
    Some((tag, at))
}

/// Where the end tag is of an element without tags in it.
fn raw_end(html: &str, start: usize, name: &str) -> usize {
    let bytes = html.as_bytes();
    (start..bytes.len())
        .find(|at| {
            let end = at + 2 + name.len();
            bytes[*at..].starts_with(b"</")
                && bytes
                    .get(at + 2..end)
                    .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
                && bytes
                    .get(end)
                    .is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'))
        })
        .unwrap_or(html.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("a<b>c</B >d", "b /B")]
    #[case("<a x='>' y=\"<b>\" z=> >", "a")]
    #[case("<p \"><i></p \"><u>", "p i /p u")]
    #[case("<p =\"a><i>", "p i")]
    #[case("<!-- <a> --><b><!--><i><!---><u><!--x--!><s>", "b i u s")]
    #[case(
        "<script><b></script ><i><style></sty></b></STYLE><u>",
        "script /script i style /STYLE u"
    )]
    #[case("<!x <a><?y <b>></ <c><d", "")]
    #[case("1 < 2 <3 <br/>", "br")]
    fn finds(#[case] html: &str, #[case] expected: &str) {
        let found: Vec<String> = tags(html)
            .map(|tag| format!("{}{}", if tag.closes { "/" } else { "" }, tag.name))
            .collect();
        assert_eq!(found.join(" "), expected);
    }

    #[test]
    fn counts_attributes() {
        let tag = tags("<a b c=d/e f='g'h=\"i\"/>").next();
        assert_eq!(
            tag.map(|tag| (tag.attributes, tag.is_empty)),
            Some((4, true))
        );
    }
}
