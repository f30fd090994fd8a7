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
