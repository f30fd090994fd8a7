//! What of a text can be written: a text whole, or not at all.

use crate::fonts::Style;

/// More than any card has room for, in characters.
const LONGEST: usize = 600;

/// A text that a style's fonts can write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Words {
    /// Words with single spaces between them.
    pub(crate) text: String,
    /// Whether it begins in Hebrew, and so runs from right to left.
    pub(crate) is_hebrew: bool,
    pub(crate) style: Style,
}

/// The text as it can be written: without controls, pictographs and other signs that the
/// fonts lack. Nothing where they lack a letter, or where nothing is left.
pub(crate) fn written(text: &str, style: Style) -> Option<Words> {
    let mut clean = String::new();
    let mut space = false;
    for c in text.chars().take(LONGEST) {
        if c.is_control() || is_breaking_space(c) {
            space = true;
            continue;
        }
        if is_invisible(c) {
            continue;
        }
        if !style.has(c) {
            if c.is_alphanumeric() {
                return None;
            }
            continue;
        }
        if space && !clean.is_empty() {
            clean.push(' ');
        }
        space = false;
        clean.push(c);
    }
    let is_hebrew = clean
        .chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(is_hebrew);
    // Marks alone say nothing.
    clean.chars().any(char::is_alphanumeric).then_some(Words {
        text: clean,
        is_hebrew,
        style,
    })
}

fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{5ff}' | '\u{fb1d}'..='\u{fb4f}')
}

/// White space where a line may end.
fn is_breaking_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

/// Default_Ignorable_Code_Point as far as texts have it (Unicode, DerivedCoreProperties):
/// soft hyphens, joiners, marks of direction, selectors of variants.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("🚀 SpaceX  starts\u{0}\tagain ✨", Some("SpaceX starts again"))]
    #[case("soft\u{ad}ly\u{200b} 👩‍👩‍👧‍👦", Some("softly"))]
    #[case("10\u{a0}%", Some("10\u{a0}%"))]
    #[case("英伟达 may sell", None)]
    #[case("صباح الخير", None)]
    #[case("सरकार", None)]
    #[case("🚀🚀", None)]
    #[case("— !", None)]
    #[case("", None)]
    fn all_or_nothing(#[case] text: &str, #[case] expected: Option<&str>) {
        let words = written(text, Style::Headline);
        assert_eq!(words.as_ref().map(|words| words.text.as_str()), expected);
    }

    #[test]
    fn the_first_letter_tells_the_direction() {
        let is_hebrew = |text| written(text, Style::Text).is_some_and(|words| words.is_hebrew);
        assert!(is_hebrew("“שלום” OpenAI") && !is_hebrew("OpenAI שלום"));
    }
}
