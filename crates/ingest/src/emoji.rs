//! The emoji that leads a heading.

use icu_properties::{
    CodePointSetData,
    props::{EmojiPresentation, ExtendedPictographic},
};
use unicode_segmentation::UnicodeSegmentation;

/// Splits the leading emoji off a heading: one or more without space between them, each with
/// its joiners, variation selectors, skin tones and flags. `None` where none leads.
pub(crate) fn leading(text: &str) -> Option<(&str, &str)> {
    let end = text
        .grapheme_indices(true)
        .find(|(_, cluster)| !is_emoji(cluster))
        .map_or(text.len(), |(at, _)| at);
    (end > 0).then(|| (&text[..end], text[end..].trim_start()))
}

/// Whether the whole text is emoji.
pub(crate) fn is_all(text: &str) -> bool {
    matches!(leading(text), Some((_, "")))
}

fn is_emoji(cluster: &str) -> bool {
    let Some(first) = cluster.chars().next() else {
        return false;
    };
    if CodePointSetData::new::<EmojiPresentation>().contains(first) {
        // One regional indicator alone is a letter, two are a flag.
        return !is_regional(first) || cluster.chars().count() > 1;
    }
    if first.is_ascii() {
        // Keycaps: a digit, the variation selector, and the frame.
        return cluster.contains('\u{20e3}');
    }
    CodePointSetData::new::<ExtendedPictographic>().contains(first)
        && (cluster.contains('\u{fe0f}') || !matches!(first, '©' | '®' | '™' | '‼' | '⁉'))
}

fn is_regional(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("📋 Quick", Some(("📋", "Quick")))]
    #[case("⚡ AI", Some(("⚡", "AI")))]
    #[case("🏭Industry", Some(("🏭", "Industry")))]
    #[case("👩‍🔬 Science", Some(("👩‍🔬", "Science")))]
    #[case("⚖️ Law", Some(("⚖️", "Law")))]
    #[case("🇪🇺 Europe", Some(("🇪🇺", "Europe")))]
    #[case("👍🏽 Good", Some(("👍🏽", "Good")))]
    #[case("1️⃣ First", Some(("1️⃣", "First")))]
    #[case("✈ Travel", Some(("✈", "Travel")))]
    #[case("🔥🔥 Hot", Some(("🔥🔥", "Hot")))]
    #[case("1 First", None)]
    #[case("# Tag", None)]
    #[case("© 2025", None)]
    #[case("Plain 📋", None)]
    #[case("", None)]
    fn splits(#[case] text: &str, #[case] expected: Option<(&str, &str)>) {
        assert_eq!(leading(text), expected);
    }
}
