//! Colours that can be read: any of CSS's, moved until there is contrast enough.

use csscolorparser::Color;

/// An opaque colour of sRGB, as eight bits a channel: what a page says and what is measured is
/// the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Colour([u8; 3]);

/// How far the lightness of OKLCH goes in one step.
const STEP: f32 = 1.0 / 256.0;

impl Colour {
    /// Reads a colour in any syntax of CSS Color 4 that names one by itself; what is
    /// transparent is none.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let colour = csscolorparser::parse(text).ok()?;
        (colour.a >= 1.0).then(|| Self::within(colour.to_oklcha()))
    }

    /// By lightness, chroma and hue (in degrees) of OKLCH. What no screen can show loses as
    /// much chroma as it takes.
    pub(crate) fn oklch(lightness: f32, chroma: f32, hue: f32) -> Self {
        Self::within([lightness, chroma, hue.to_radians(), 1.0])
    }

    fn within([lightness, chroma, hue, _]: [f32; 4]) -> Self {
        let lightness = lightness.clamp(0.0, 1.0);
        let mut chroma = if chroma.is_finite() { chroma } else { 0.0 };
        let hue = if hue.is_finite() { hue } else { 0.0 };
        loop {
            let colour = Color::from_oklcha(lightness, chroma, hue, 1.0);
            let fits = [colour.r, colour.g, colour.b]
                .iter()
                .all(|part| (-0.002..=1.002).contains(part));
            if fits || chroma <= 0.0 {
                let [r, g, b, _] = colour.to_rgba8();
                return Self([r, g, b]);
            }
            chroma = (chroma - STEP).max(0.0);
        }
    }

    /// Lightness, chroma and hue (in degrees) of OKLCH.
    pub(crate) fn to_oklch(self) -> (f32, f32, f32) {
        let [r, g, b] = self.0;
        let [lightness, chroma, hue, _] = Color::from_rgba8(r, g, b, 255).to_oklcha();
        (lightness, chroma, hue.to_degrees())
    }

    /// The relative luminance (WCAG 2.2).
    pub(crate) fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            match part <= 0.04045 {
                true => part / 12.92,
                false => ((part + 0.055) / 1.055).powf(2.4),
            }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// The contrast ratio (WCAG 2.2), from 1 to 21.
    pub(crate) fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance() + 0.05, other.luminance() + 0.05);
        one.max(other) / one.min(other)
    }

    /// The nearest colour of that hue which has the contrast on all papers: darker on light
    /// ones, lighter on dark ones. `None` where not even black or white has it.
    pub(crate) fn readable(self, papers: &[Self], ratio: f64) -> Option<Self> {
        let reads = |colour: Self| papers.iter().all(|paper| colour.contrast(*paper) >= ratio);
        // Where black and white have as much contrast: sqrt(1.05 × 0.05) − 0.05.
        let is_light = papers.iter().all(|paper| paper.luminance() > 0.179);
        let (mut lightness, chroma, hue) = self.to_oklch();
        let mut colour = self;
        while !reads(colour) {
            if !(0.0..=1.0).contains(&lightness) {
                return None;
            }
            lightness += if is_light { -STEP } else { STEP };
            colour = Self::oklch(lightness, chroma, hue);
        }
        Some(colour)
    }
}

/// As in CSS: `#0b5394`.
impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("#0B5394", "#0b5394")]
    #[case("rgb(11 83 148)", "#0b5394")]
    #[case("rebeccapurple", "#663399")]
    #[case("hsl(0 100% 50%)", "#ff0000")]
    #[case("oklch(1 0 0)", "#ffffff")]
    fn reads(#[case] text: &str, #[case] hex: &str) {
        assert_eq!(Colour::parse(text).unwrap().to_string(), hex);
    }

    #[rstest]
    #[case("blu")]
    #[case("transparent")]
    #[case("#12345678")]
    #[case("var(--x)")]
    #[case("")]
    fn what_is_no_colour(#[case] text: &str) {
        assert_eq!(Colour::parse(text), None);
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        let [black, white, grey] =
            ["black", "white", "#767676"].map(|text| Colour::parse(text).unwrap());
        assert!((black.contrast(white) - 21.0).abs() < 1e-9);
        assert!((grey.contrast(white) - 4.54).abs() < 0.005);
    }

    #[rstest]
    fn any_colour_becomes_readable(
        #[values("yellow", "#0b5394", "hotpink", "lime", "#888", "white", "black")] text: &str,
        #[values("white", "#fbf9f4", "#1a1816", "black")] paper: &str,
    ) {
        let paper = Colour::parse(paper).unwrap();
        let colour = Colour::parse(text).unwrap();
        let readable = colour.readable(&[paper], 7.0).unwrap();
        assert!(readable.contrast(paper) >= 7.0);
        if colour.contrast(paper) >= 7.0 {
            assert_eq!(readable, colour);
        }
    }

    #[test]
    fn nothing_reads_on_the_grey_between() {
        let grey = Colour::parse("#777").unwrap();
        assert_eq!(Colour::parse("red").unwrap().readable(&[grey], 7.0), None);
    }
}
