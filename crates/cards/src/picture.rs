//! A drawing as PNG.
//!
//! A card has few colours: inks on paper, and what lies between each of them and the paper
//! where a letter's edge covers half a pixel. Sixteen are enough that nobody sees the
//! difference, and make a picture half as large; they also swallow whatever one processor
//! might round otherwise than another.

use crate::{
    HEIGHT, WIDTH,
    fonts::{DIGEST, OPTIONS},
    svg::{HAIRLINE, INK, PAPER, QUIET},
};
use resvg::{
    tiny_skia::{Pixmap, PremultipliedColorU8, Transform},
    usvg::Tree,
};
use sha2::{Digest, Sha256};
use std::{collections::HashMap, fmt::Write};

/// Counts up when this file makes another picture of the same drawing.
const WRITING: &[u8] = b"1";

/// A card could not be drawn.
#[derive(Debug, thiserror::Error)]
pub enum CardError {
    /// The drawing is not SVG that resvg reads.
    #[error("the card's drawing cannot be read")]
    Drawing(#[from] resvg::usvg::Error),
    /// There is no picture of that size.
    #[error("the card has no size")]
    Size,
    /// The picture could not be packed.
    #[error("the card's picture cannot be written as PNG")]
    Writing(#[from] png::EncodingError),
}

/// A hash over a drawing and whatever else makes the picture, the first 96 bits of it.
pub(crate) fn key(svg: &str) -> String {
    let hash = Sha256::new()
        .chain_update(WRITING)
        .chain_update(DIGEST.as_slice());
    let hash = hash.chain_update(svg).finalize();
    hash.iter().take(12).fold(String::new(), |mut key, byte| {
        // Writing into a string cannot fail.
        _ = write!(key, "{byte:02x}");
        key
    })
}

/// Draws and packs.
pub(crate) fn png(svg: &str, accent: [u8; 3]) -> Result<Vec<u8>, CardError> {
    let tree = Tree::from_str(svg, &OPTIONS)?;
    let mut pixels = Pixmap::new(WIDTH, HEIGHT).ok_or(CardError::Size)?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());

    let palette = palette(accent);
    let mut known = HashMap::new();
    // Most pixels are like the one before.
    let mut last = (PAPER, 0);
    let mut index = |pixel: &PremultipliedColorU8| {
        let colour = [pixel.red(), pixel.green(), pixel.blue()];
        if colour != last.0 {
            let at = known.entry(colour);
            last = (colour, *at.or_insert_with(|| nearest(&palette, colour)));
        }
        last.1
    };
    // Two pixels a byte, the left one in its upper half. The width is even.
    let pairs = pixels.pixels().chunks_exact(2);
    let indexes: Vec<u8> = pairs
        .map(|pair| pair.iter().fold(0, |byte, pixel| byte << 4 | index(pixel)))
        .collect();

    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, WIDTH, HEIGHT);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Four);
    encoder.set_palette(palette.concat());
    encoder.set_filter(png::Filter::NoFilter);
    encoder.set_deflate_compression(png::DeflateCompression::Level(6));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&indexes)?;
    writer.finish()?;
    Ok(file)
}

/// The sixteen colours of a card, the paper first.
fn palette(accent: [u8; 3]) -> Vec<[u8; 3]> {
    let ramp = |(ink, steps): ([u8; 3], usize)| {
        (1..=steps).map(move |step| {
            let mix = |from: u8, to: u8| {
                let (from, to) = (usize::from(from), usize::from(to));
                ((from * (steps - step) + to * step) / steps) as u8
            };
            [0, 1, 2].map(|part| mix(PAPER[part], ink[part]))
        })
    };
    // Most for headlines, whose edges are the longest.
    let inks = [(INK, 7), (QUIET, 4), (accent, 3)]
        .into_iter()
        .flat_map(ramp);
    [PAPER, HAIRLINE].into_iter().chain(inks).collect()
}

fn nearest(palette: &[[u8; 3]], colour: [u8; 3]) -> u8 {
    let distance = |other: &[u8; 3]| -> u32 {
        let parts = other.iter().zip(colour);
        parts.map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
    };
    let found = (0u8..)
        .zip(palette)
        .min_by_key(|(_, other)| distance(other));
    found.map_or(0, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ACCENT;

    #[test]
    fn sixteen_colours_with_each_ink_as_it_is() {
        let palette = palette(ACCENT);
        assert_eq!(palette.len(), 16);
        for ink in [PAPER, HAIRLINE, INK, QUIET, ACCENT] {
            assert_eq!(palette[usize::from(nearest(&palette, ink))], ink);
        }
    }
}
