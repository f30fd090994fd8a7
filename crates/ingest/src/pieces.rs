//! How a file was read: which of its lines became what.
//!
//! Not part of the digest: `dayfold import --explain` shows it to whoever wonders why
//! something stands where it stands.

use std::{fmt, ops::Range};

/// A piece of a file, and what it became.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Where it stands, in bytes of [`source_text`](crate::source_text).
    pub span: Range<usize>,
    /// What it became.
    pub part: Part,
}

/// Pieces in the order of the text, none over another. Of two the more specific one has what
/// both have: the one within the other, of equal ones the one that was found later. The other
/// keeps what is left of it, where that is more than marks.
pub(crate) fn apart(text: &str, mut pieces: Vec<Piece>) -> Vec<Piece> {
    pieces.sort_by_key(|piece| (piece.span.start, std::cmp::Reverse(piece.span.end)));
    let mut apart = Apart {
        text,
        open: vec![],
        at: 0,
        out: Vec::with_capacity(pieces.len()),
    };
    for piece in pieces {
        apart.close(piece.span.start);
        apart.open.push(piece);
    }
    apart.close(text.len());
    apart.out
}

struct Apart<'a> {
    text: &'a str,
    /// Those that the place is in, the most specific one last.
    open: Vec<Piece>,
    at: usize,
    out: Vec<Piece>,
}

impl Apart<'_> {
    /// Goes on to `end`.
    fn close(&mut self, end: usize) {
        while let Some(Piece { span, part }) = self.open.last() {
            let own = self.at.max(span.start)..span.end.min(end);
            let whole = own == *span;
            let left = self.text.get(own.clone()).unwrap_or_default();
            if !left.is_empty() && (whole || left.contains(char::is_alphanumeric)) {
                self.out.push(Piece {
                    span: own.clone(),
                    part: *part,
                });
            }
            self.at = self.at.max(own.end);
            if span.end > end {
                return;
            }
            self.open.pop();
        }
    }
}

/// A part of a digest that a piece of text can become.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The fields before the text.
    FrontMatter,
    /// The digest's title.
    Title,
    /// The name of the publication.
    Publication,
    /// Text before the first section.
    Summary,
    /// The heading over the takeaways.
    TakeawaysHeading,
    /// One takeaway.
    Takeaway,
    /// The heading of a section.
    Section,
    /// The headline of a story.
    Story,
    /// Text of a section or story.
    Text,
    /// A heading or bold line that labels what stands below it.
    Label,
    /// Where a story is from.
    Sources,
    /// Tags of a story or of the day.
    Tags,
    /// What was taken off a headline.
    Kicker,
    /// Sign-offs, statistics, navigation.
    Footer,
    /// Shown nowhere: comments, templating tags, scripts.
    LeftOut,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::FrontMatter => "front matter",
            Self::Title => "title",
            Self::Publication => "publication",
            Self::Summary => "summary",
            Self::TakeawaysHeading => "takeaways",
            Self::Takeaway => "takeaway",
            Self::Section => "section",
            Self::Story => "story",
            Self::Text => "text",
            Self::Label => "label",
            Self::Sources => "sources",
            Self::Tags => "tags",
            Self::Kicker => "kicker",
            Self::Footer => "footer",
            Self::LeftOut => "left out",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_more_specific_piece_has_what_both_have() {
        let piece = |span: Range<usize>, part| Piece { span, part };
        let pieces = vec![
            piece(5..8, Part::Label),
            piece(0..12, Part::Text),
            piece(0..3, Part::Text),
            piece(0..3, Part::Story),
            piece(10..14, Part::Sources),
            piece(14..14, Part::Tags),
        ];
        assert_eq!(
            apart("abc, def, ghi.", pieces),
            [
                piece(0..3, Part::Story),
                piece(5..8, Part::Label),
                piece(10..14, Part::Sources),
            ]
        );
        let pieces = vec![piece(0..9, Part::Text), piece(3..4, Part::Label)];
        assert_eq!(
            apart("abc:d efg", pieces),
            [
                piece(0..3, Part::Text),
                piece(3..4, Part::Label),
                piece(4..9, Part::Text),
            ]
        );
    }
}
