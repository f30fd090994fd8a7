//! A drawing as SVG: texts at their places, and rules.

use crate::{HEIGHT, WIDTH, clean::Words};
use std::fmt::{Display, Write};

/// The colours of the site's pages by day, as `style/tokens.css` has them, in sRGB.
pub(crate) const PAPER: [u8; 3] = [0xfc, 0xfa, 0xf6];
pub(crate) const INK: [u8; 3] = [0x24, 0x1e, 0x1a];
pub(crate) const QUIET: [u8; 3] = [0x53, 0x4b, 0x46];
pub(crate) const HAIRLINE: [u8; 3] = [0xda, 0xd5, 0xcd];

/// On which side of its place a text stands, on a page that runs from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    End,
}

/// A colour as SVG writes it.
struct Hex([u8; 3]);

impl Display for Hex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// A page being drawn. Places are those of a page from left to right, in pixels from the top
/// left; one from right to left is its mirror image.
pub(crate) struct Page {
    svg: String,
    rtl: bool,
}

impl Page {
    pub(crate) fn new(rtl: bool) -> Self {
        let mut page = Self {
            svg: format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\">"
            ),
            rtl,
        };
        page.rule(0.0, 0.0, WIDTH as f32, HEIGHT as f32, PAPER);
        page
    }

    /// A filled rectangle.
    pub(crate) fn rule(&mut self, x: f32, y: f32, width: f32, height: f32, colour: [u8; 3]) {
        let x = if self.rtl {
            WIDTH as f32 - x - width
        } else {
            x
        };
        self.put(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{}\"/>",
            Hex(colour)
        ));
    }

    /// A filled triangle.
    pub(crate) fn triangle(&mut self, corners: [(f32, f32); 3], colour: [u8; 3]) {
        let corners = corners.map(|(x, y)| {
            let x = if self.rtl { WIDTH as f32 - x } else { x };
            format!("{x},{y}")
        });
        self.put(format_args!(
            "<polygon points=\"{}\" fill=\"{}\"/>",
            corners.join(" "),
            Hex(colour)
        ));
    }

    /// One line of a text; `y` is its baseline.
    pub(crate) fn line(
        &mut self,
        line: &str,
        of: &Words,
        size: f32,
        (x, y): (f32, f32),
        anchor: Anchor,
        colour: [u8; 3],
    ) {
        let x = if self.rtl { WIDTH as f32 - x } else { x };
        let anchor = match (anchor, self.rtl) {
            (Anchor::Start, false) | (Anchor::End, true) => "start",
            (Anchor::End, false) | (Anchor::Start, true) => "end",
        };
        let family = of.style.families(of.is_hebrew);
        self.put(format_args!(
            "<text x=\"{x}\" y=\"{y}\" font-family=\"{family}\" font-size=\"{size}\" \
             text-anchor=\"{anchor}\" fill=\"{}\">",
            Hex(colour)
        ));
        // resvg takes every line to run from left to right but for the letters of Hebrew:
        // its punctuation would end up on the wrong side (UAX #9, explicit embeddings).
        let (open, close) = if of.is_hebrew {
            ("\u{202b}", "\u{202c}")
        } else {
            ("", "")
        };
        self.svg.push_str(open);
        for c in line.chars() {
            match c {
                '&' => self.svg.push_str("&amp;"),
                '<' => self.svg.push_str("&lt;"),
                '>' => self.svg.push_str("&gt;"),
                c => self.svg.push(c),
            }
        }
        self.svg.push_str(close);
        self.svg.push_str("</text>");
    }

    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing into a string cannot fail.
        _ = self.svg.write_fmt(text);
    }

    pub(crate) fn finish(mut self) -> String {
        self.svg.push_str("</svg>");
        self.svg
    }
}
