//! One form for letters that a reader types in several: without case, without accents and
//! points, of usual width.
//!
//! The tables are what the scripts of news need and no more, since the reader downloads them;
//! whatever is not in them is only put into lower case.

/// What a character is to a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It parts words.
    None,
    /// It is part of a word, but says nothing: an accent, a vowel point.
    Mark,
    /// A letter of a script that puts something between words.
    Spaced,
    /// A letter of a script that puts nothing between words.
    Unspaced,
}

impl Kind {
    pub(crate) fn of(c: char) -> Self {
        match c {
            '0'..='9' | 'a'..='z' | 'A'..='Z' => Self::Spaced,
            '\0'..='\x7f' => Self::None,
            // Accents that stand by themselves; Hebrew points; Arabic vowels and kashida.
            '\u{300}'..='\u{36f}'
            | '\u{591}'..='\u{5bd}'
            | '\u{5bf}'..='\u{5c7}'
            | '\u{640}'
            | '\u{64b}'..='\u{65f}'
            | '\u{670}'
            | '\u{200c}'..='\u{200f}'
            | '\u{ad}' => Self::Mark,
            // Thai, Lao, Burmese, Hangul, Khmer, kana, ideographs.
            '\u{0e00}'..='\u{0eff}'
            | '\u{1000}'..='\u{11ff}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{3005}'
            | '\u{3041}'..='\u{30fa}'
            | '\u{30fc}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7af}'
            | '\u{f900}'..='\u{faff}'
            | '\u{ff66}'..='\u{ff9f}'
            | '\u{20000}'..='\u{3ffff}' => Self::Unspaced,
            // The signs that complete the letters of Indic scripts, but not their full stops.
            '\u{0900}'..='\u{0dff}' if !matches!(c, '\u{0964}' | '\u{0965}') => Self::Spaced,
            c if c.is_alphanumeric() => Self::Spaced,
            _ => Self::None,
        }
    }
}

/// Latin letters with what was added to them, as runs of one base letter: the first of each
/// run, in order.
const LATIN: &[(u16, char)] = &[
    (0xc0, 'a'),
    (0xc7, 'c'),
    (0xc8, 'e'),
    (0xcc, 'i'),
    (0xd0, 'd'),
    (0xd1, 'n'),
    (0xd2, 'o'),
    (0xd9, 'u'),
    (0xdd, 'y'),
    (0xde, 't'),
    (0xdf, 's'),
    (0xe0, 'a'),
    (0xe7, 'c'),
    (0xe8, 'e'),
    (0xec, 'i'),
    (0xf0, 'd'),
    (0xf1, 'n'),
    (0xf2, 'o'),
    (0xf9, 'u'),
    (0xfd, 'y'),
    (0xfe, 't'),
    (0xff, 'y'),
    (0x100, 'a'),
    (0x106, 'c'),
    (0x10e, 'd'),
    (0x112, 'e'),
    (0x11c, 'g'),
    (0x124, 'h'),
    (0x128, 'i'),
    (0x134, 'j'),
    (0x136, 'k'),
    (0x139, 'l'),
    (0x143, 'n'),
    (0x14c, 'o'),
    (0x154, 'r'),
    (0x15a, 's'),
    (0x162, 't'),
    (0x168, 'u'),
    (0x174, 'w'),
    (0x176, 'y'),
    (0x179, 'z'),
    (0x17f, 's'),
    (0x180, '\0'),
    (0x1a0, 'o'),
    (0x1a2, '\0'),
    (0x1af, 'u'),
    (0x1b1, '\0'),
    (0x1cd, 'a'),
    (0x1cf, 'i'),
    (0x1d1, 'o'),
    (0x1d3, 'u'),
    (0x1dd, '\0'),
    (0x218, 's'),
    (0x21a, 't'),
    (0x21c, '\0'),
    (0x1e00, 'a'),
    (0x1e02, 'b'),
    (0x1e08, 'c'),
    (0x1e0a, 'd'),
    (0x1e14, 'e'),
    (0x1e1e, 'f'),
    (0x1e20, 'g'),
    (0x1e22, 'h'),
    (0x1e2c, 'i'),
    (0x1e30, 'k'),
    (0x1e36, 'l'),
    (0x1e3e, 'm'),
    (0x1e44, 'n'),
    (0x1e4c, 'o'),
    (0x1e54, 'p'),
    (0x1e58, 'r'),
    (0x1e60, 's'),
    (0x1e6a, 't'),
    (0x1e72, 'u'),
    (0x1e7c, 'v'),
    (0x1e80, 'w'),
    (0x1e8a, 'x'),
    (0x1e8e, 'y'),
    (0x1e90, 'z'),
    (0x1e96, '\0'),
    (0x1ea0, 'a'),
    (0x1eb8, 'e'),
    (0x1ec8, 'i'),
    (0x1ecc, 'o'),
    (0x1ee4, 'u'),
    (0x1ef2, 'y'),
    (0x1efa, '\0'),
];

/// Letters that are two, or others, without their additions.
const OTHERS: &[(&str, &str)] = &[
    ("æÆ", "ae"),
    ("œŒ", "oe"),
    ("ßẞ", "ss"),
    ("þÞ", "th"),
    ("ĳĲ", "ij"),
    ("×÷", ""),
    ("άΆ", "α"),
    ("έΈ", "ε"),
    ("ήΉ", "η"),
    ("ίΊϊΐ", "ι"),
    ("όΌ", "ο"),
    ("ύΎϋΰ", "υ"),
    ("ώΏ", "ω"),
    ("ς", "σ"),
    ("ёЁ", "е"),
    ("أإآٱ", "ا"),
    ("ى", "ي"),
    ("ة", "ه"),
];

/// Adds a character in the form that searches compare.
pub(crate) fn fold(c: char, to: &mut String) {
    if c.is_ascii() {
        return to.push(c.to_ascii_lowercase());
    }
    if let Some(wide) = (c as u32).checked_sub(0xfee0)
        && let Some(narrow) = char::from_u32(wide).filter(char::is_ascii_graphic)
    {
        return to.push(narrow.to_ascii_lowercase());
    }
    if let Some((_, base)) = OTHERS.iter().find(|(all, _)| all.contains(c)) {
        return to.push_str(base);
    }
    let after = LATIN.partition_point(|(first, _)| u32::from(*first) <= c as u32);
    let base = after.checked_sub(1).and_then(|at| LATIN.get(at));
    match base {
        Some((_, base)) if *base != '\0' && (c as u32) < 0x1efa => to.push(*base),
        _ => to.extend(c.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(
        "Čapek ÅNGSTRÖM naïve Łódź İstanbul",
        "capek angstrom naive lodz istanbul"
    )]
    #[case("Straße Œuvre Ærø Þór", "strasse oeuvre aero thor")]
    #[case("Việt Nam Đà Nẵng", "viet nam da nang")]
    #[case("ＡＩ２０２５", "ai2025")]
    #[case("Ёлка Αθήνα Ολυμπιακός", "елка αθηνα ολυμπιακοσ")]
    #[case("أحمد مدرسة", "احمد مدرسه")]
    #[case("英伟达 半導体 한국", "英伟达 半導体 한국")]
    fn forms(#[case] text: &str, #[case] folded: &str) {
        let mut found = String::new();
        text.chars().for_each(|c| fold(c, &mut found));
        assert_eq!(found, folded);
    }
}
