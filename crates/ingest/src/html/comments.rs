//! Comments, which end where browsers say that they do: HTML Standard, 13.2.5.43 to 13.2.5.51.

use std::ops::Range;

/// What opens one.
const OPENS: &str = "<!--";
/// What closes it.
const CLOSES: [&str; 2] = ["-->", "--!>"];

/// A comment at the head of a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Comment {
    /// What is in it.
    pub(crate) inside: Range<usize>,
    /// Where the text goes on; `None` where nothing closes it, and all of the text is in it.
    pub(crate) end: Option<usize>,
}

impl Comment {
    /// The comment that a text begins with, if it does.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let start = OPENS.len();
        let inside = text.strip_prefix(OPENS)?;
        // `<!-->` and `<!--->` are whole.
        for short in [">", "->"] {
            if inside.starts_with(short) {
                return Some(Self {
                    inside: start..start,
                    end: Some(start + short.len()),
                });
            }
        }
        let bytes = inside.as_bytes();
        let ends = (0..bytes.len()).find_map(|at| {
            let closes = |mark: &&&str| bytes[at..].starts_with(mark.as_bytes());
            let mark = CLOSES.iter().find(closes)?;
            Some((at, at + mark.len()))
        });
        Some(match ends {
            Some((at, end)) => Self {
                inside: start..start + at,
                end: Some(start + end),
            },
            None => Self {
                inside: start..text.len(),
                end: None,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("<!-- a -->b", " a ", Some("b"))]
    #[case("<!---->b", "", Some("b"))]
    #[case("<!-->b-->", "", Some("b-->"))]
    #[case("<!--->b", "", Some("b"))]
    #[case("<!--a--!>b", "a", Some("b"))]
    #[case("<!-- a --->b", " a -", Some("b"))]
    #[case("<!-- a ---->b", " a --", Some("b"))]
    #[case("<!-- a -- b --> c", " a -- b ", Some(" c"))]
    #[case("<!-- a -> b", " a -> b", None)]
    #[case("<!--", "", None)]
    fn ends(#[case] text: &str, #[case] inside: &str, #[case] rest: Option<&str>) {
        let comment = Comment::of(text).unwrap();
        assert_eq!(&text[comment.inside], inside);
        assert_eq!(comment.end.map(|end| &text[end..]), rest);
        // As the parser has it that all HTML goes through.
        let parsed = crate::html::vet(text);
        assert_eq!(
            parsed.contains('b'),
            rest.is_some_and(|rest| rest.contains('b')),
            "{parsed}"
        );
    }

    #[test]
    fn is_none() {
        for text in ["", "a <!-- b -->", "<!- a -->", "<!doctype html>"] {
            assert_eq!(Comment::of(text), None, "{text}");
        }
    }
}
