//! Ids: parts of URLs that are never renamed once they are published.

use icu_normalizer::ComposingNormalizerBorrowed;
use std::collections::{HashMap, HashSet};

/// The longest id made from a title, in bytes.
const LONGEST: usize = 80;
/// How many words of a title make its id.
const WORDS: usize = 8;
/// How ids begin that the pages use for themselves.
const RESERVED: &str = "df-";

/// The id that a title gives: its first eight words in lower case (NFC), joined by hyphens;
/// letters and digits of any script are kept, apostrophes within a word are dropped, all else
/// separates words; at most 80 bytes. Empty where the title has neither letter nor digit.
pub fn slug(title: &str) -> String {
    let composed = ComposingNormalizerBorrowed::new_nfc().normalize(title);
    let lower = composed.to_lowercase();
    let lower = ComposingNormalizerBorrowed::new_nfc().normalize(&lower);
    let mut id = String::new();
    let mut words = 0;
    let mut inside = false;
    for c in lower.chars() {
        if is_kept(c) {
            if !inside {
                words += 1;
                if words > WORDS {
                    break;
                }
            }
            let hyphen = usize::from(!inside && !id.is_empty());
            if id.len() + hyphen + c.len_utf8() > LONGEST {
                break;
            }
            if hyphen == 1 {
                id.push('-');
            }
            id.push(c);
            inside = true;
        } else if !matches!(c, '\'' | '\u{2019}' | '\u{200c}' | '\u{200d}' | '\u{ad}') {
            inside = false;
        }
    }
    id
}

/// Letters and digits, and the marks that many scripts write their vowels with.
fn is_kept(c: char) -> bool {
    use icu_properties::{CodePointMapData, props::GeneralCategory as G};
    c.is_alphanumeric()
        || matches!(
            CodePointMapData::<G>::new().get(c),
            G::NonspacingMark | G::SpacingMark
        ) && !matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether a text can stand as an id as it is: what [`slug`] keeps, and hyphens, in any case.
pub(crate) fn is_id(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with(RESERVED)
        && text.chars().all(|c| c == '-' || c == '_' || is_kept(c))
}

/// Hands out ids so that none is given twice.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    taken: HashSet<String>,
    /// The number to try next for an id given before.
    next: HashMap<String, u64>,
}

impl Ids {
    /// Takes this very id; false where it was taken already.
    pub(crate) fn take(&mut self, id: &str) -> bool {
        self.taken.insert(id.to_owned())
    }

    /// `wanted`, or the first of `wanted-2`, `wanted-3`… that is free. Ids that the pages
    /// use for themselves (`df-…`) get another beginning; an empty one becomes `fallback`.
    pub(crate) fn make(&mut self, wanted: &str, fallback: &str) -> String {
        let base = match wanted {
            "" => fallback.to_owned(),
            id if id.starts_with(RESERVED) => format!("{fallback}-{id}"),
            id => id.to_owned(),
        };
        if self.take(&base) {
            return base;
        }
        let mut number = self.next.get(&base).copied().unwrap_or(2);
        loop {
            let id = format!("{base}-{number}");
            number += 1;
            if self.take(&id) {
                self.next.insert(base, number);
                return id;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("Hello, World!", "hello-world")]
    #[case(
        "one two three four five six seven eight nine",
        "one-two-three-four-five-six-seven-eight"
    )]
    #[case("China’s Moonshot", "chinas-moonshot")]
    #[case("re:Invent $5B 2.0", "re-invent-5b-2-0")]
    #[case("U\u{308}ber", "über")]
    #[case("中文标题，第二", "中文标题-第二")]
    #[case("हिन्दी समाचार", "हिन्दी-समाचार")]
    #[case("🚀 — !", "")]
    #[case("❤️ love", "love")]
    fn slugs(#[case] title: &str, #[case] id: &str) {
        assert_eq!(slug(title), id);
    }

    #[test]
    fn repeated_reserved_and_empty() {
        let mut ids = Ids::default();
        assert_eq!(ids.make("a", "story"), "a");
        assert_eq!(ids.make("a", "story"), "a-2");
        assert_eq!(ids.make("df-root", "story"), "story-df-root");
        assert_eq!(ids.make("", "story"), "story");
        assert_eq!(ids.make("", "story"), "story-2");
    }

    proptest! {
        #[test]
        fn a_slug_is_short_and_its_own_slug(title in "\\PC{0,60}") {
            let id = slug(&title);
            prop_assert!(id.len() <= LONGEST);
            prop_assert!(id.is_empty() || id.starts_with(RESERVED) || is_id(&id));
            prop_assert_eq!(slug(&id), id);
        }
    }
}
