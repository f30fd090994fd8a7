//! Card images: what a link to a day or a story looks like where somebody shares it.
//!
//! A card is 1200 by 630 pixels, the size that Open Graph and Twitter cards are shown at
//! without being cut. It is set as a page of a newspaper: the site's name and the date over a
//! double rule, the headline, and below it the takeaways in columns or the sources.
//!
//! [`Card::lay_out`] sets the words and is quick; [`Drawing::key`] names the result, so that
//! whoever has a picture of that name need not draw it again; [`Drawing::png`] draws it. All
//! three depend on nothing but the card's words and on the fonts in this crate, never on those
//! of the machine.
//!
//! The fonts cover Latin, Greek, Cyrillic and Hebrew script. A text in another script is left
//! out whole, since boxes in the place of letters would be worse than nothing: the card then
//! shows the date, and the site's name where that can be written.

#![forbid(unsafe_code)]

mod clean;
mod fonts;
mod layout;
mod lines;
mod picture;
mod svg;

pub use picture::CardError;

/// The width of a card, in pixels.
pub const WIDTH: u32 = 1200;

/// The height of a card, in pixels.
pub const HEIGHT: u32 = 630;

/// A site's own accent where none is set: the one of its pages by day.
pub const ACCENT: [u8; 3] = [0x85, 0x29, 0x19];

/// What a card says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The site's name.
    pub masthead: String,
    /// The day written out, as its page has it; empty for what has no day.
    pub date_text: String,
    /// The same as `2025-11-22`, for where the fonts lack the letters of `date_text`.
    pub date: String,
    /// What stands below.
    pub body: Body,
    /// Whether the page runs from right to left.
    pub rtl: bool,
    /// The colour of the marks, sRGB. It has to stand out from a nearly white paper.
    pub accent: [u8; 3],
}

/// What a card is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// A day.
    Day {
        /// Its headline.
        title: String,
        /// What sums it up; the first three that can be written are shown.
        takeaways: Vec<String>,
    },
    /// One story.
    Story {
        /// The title of its section.
        topic: String,
        /// Its headline.
        headline: String,
        /// The names of its sources.
        sources: Vec<String>,
    },
}

/// A card whose words have been set, and that can be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    svg: String,
    accent: [u8; 3],
}

impl Card {
    /// Sets the words: which of them can be written, how large, and where lines end.
    pub fn lay_out(&self) -> Drawing {
        Drawing {
            svg: layout::lay_out(self),
            accent: self.accent,
        }
    }
}

impl Drawing {
    /// A name for the picture: 24 hexadecimal digits, a hash over what is drawn, the fonts,
    /// and the way of writing it. It changes with the words or with the design of cards, and
    /// with nothing else.
    pub fn key(&self) -> String {
        picture::key(&self.svg)
    }

    /// The picture, as PNG: 15 to 50 kB.
    pub fn png(&self) -> Result<Vec<u8>, CardError> {
        picture::png(&self.svg, self.accent)
    }

    /// The drawing as SVG, with its texts as text in the fonts of this crate.
    pub fn svg(&self) -> &str {
        &self.svg
    }
}
