//! The fonts that cards are set in, read once: which letters they have, how wide these are.

use resvg::usvg::{FontResolver, Options, fontdb};
use sha2::{Digest, Sha256};
use skrifa::{
    FontRef, MetadataProvider,
    charmap::Charmap,
    instance::{LocationRef, Size},
    metrics::GlyphMetrics,
};
use std::sync::{Arc, LazyLock};

/// In the order of [`Script`] within that of [`Style`].
const FILES: [&[u8]; 4] = [
    include_bytes!("../fonts/headline.ttf"),
    include_bytes!("../fonts/headline-hebrew.ttf"),
    include_bytes!("../fonts/text.ttf"),
    include_bytes!("../fonts/text-hebrew.ttf"),
];

/// What a font is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// A serif, for the site's name and for headlines.
    Headline,
    /// A sans, for the rest.
    Text,
}

impl Style {
    /// The fonts of this style, that of Latin, Greek and Cyrillic script first.
    fn fonts(self) -> &'static [Font] {
        let (headline, text) = FONTS.split_at(FONTS.len() / 2);
        match self {
            Self::Headline => headline,
            Self::Text => text,
        }
    }

    /// The families as SVG names them, that of the text's script first: the font of Hebrew
    /// has letters of Latin script too, which go well with its own.
    pub(crate) fn families(self, is_hebrew: bool) -> &'static str {
        match (self, is_hebrew) {
            (Self::Headline, false) => "Dayfold Headline",
            (Self::Headline, true) => "Dayfold Headline Hebrew",
            (Self::Text, false) => "Dayfold Text",
            (Self::Text, true) => "Dayfold Text Hebrew",
        }
    }

    /// Whether there is a picture of this character.
    pub(crate) fn has(self, c: char) -> bool {
        self.fonts()
            .iter()
            .any(|font| font.charmap.map(c).is_some())
    }

    /// How wide a text is, in pixels, at a size in pixels. Kerning is not counted, which
    /// makes texts a hundredth narrower at most.
    pub(crate) fn width(self, text: &str, size: f32, is_hebrew: bool) -> f32 {
        let [latin, hebrew] = self.fonts() else {
            return 0.0;
        };
        let fonts = if is_hebrew {
            [hebrew, latin]
        } else {
            [latin, hebrew]
        };
        // Marks stand over their letters, whatever width the font gives them.
        let widths = text.chars().filter(|c| !is_mark(*c)).map(|c| {
            let of = |font: &Font| font.metrics.advance_width(font.charmap.map(c)?);
            fonts.into_iter().find_map(of).unwrap_or_default()
        });
        widths.sum::<f32>() * size
    }
}

/// Whether a character stands over or under the one before it, in the scripts there are.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'
        | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}')
}

struct Font {
    charmap: Charmap<'static>,
    /// For a size of one pixel.
    metrics: GlyphMetrics<'static>,
}

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let fonts = FILES.iter().filter_map(|file| FontRef::new(file).ok());
    let fonts = fonts.map(|font| Font {
        charmap: font.charmap(),
        metrics: font.glyph_metrics(Size::new(1.0), LocationRef::default()),
    });
    fonts.collect()
});

/// A hash over the fonts' bytes.
pub(crate) static DIGEST: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let hash = FILES
        .iter()
        .fold(Sha256::new(), |hash, file| hash.chain_update(file));
    hash.finalize().to_vec()
});

/// How resvg reads a drawing: with these fonts, and nothing from outside.
pub(crate) static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    let load = |file| fonts.load_font_source(fontdb::Source::Binary(Arc::new(file)));
    let ids: Vec<_> = FILES.into_iter().flat_map(load).collect();
    Options {
        fontdb: Arc::new(fonts),
        font_resolver: FontResolver {
            // What a font lacks, the other of its style may have.
            select_fallback: Box::new(move |c, used, _| {
                let first = ids.iter().position(|id| Some(id) == used.first())?;
                let other = first ^ 1;
                let has = FONTS.get(other)?.charmap.map(c).is_some();
                let id = *ids.get(other)?;
                (has && !used.contains(&id)).then_some(id)
            }),
            ..FontResolver::default()
        },
        ..Options::default()
    }
});

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Ördög Łódź straße ﬁn 12% “so” – 3 m² № 5")]
    #[case("Chính phủ Việt Nam đã phê duyệt")]
    #[case("Η κυβέρνηση ενέκρινε")]
    #[case("Правительство утвердило Ґрунт Ђ")]
    #[case("הממשלה אישרה את התקציב")]
    fn has_the_letters_of(#[case] text: &str) {
        for style in [Style::Headline, Style::Text] {
            let lacking: Vec<_> = text.chars().filter(|c| !style.has(*c)).collect();
            assert_eq!(lacking, [], "{style:?}");
        }
    }

    #[test]
    fn measures_each_letter() {
        let style = Style::Headline;
        assert!(style.width("W", 40.0, false) > style.width("i", 40.0, false));
        let one = style.width("abc", 20.0, false);
        assert!((style.width("abc", 40.0, false) - 2.0 * one).abs() < 0.01);
        assert!(style.width("שלום", 20.0, false) > 20.0);
    }
}
