//! Which spellings are of one tag: those that differ in nothing but how they are written.

use icu_normalizer::DecomposingNormalizerBorrowed;

/// What two ids have in common that are spellings of one: the same letters and digits,
/// whatever their case, their width (NFKD, Unicode Standard Annex 15), their accents and what
/// parts their words. `OpenAI`, `open-ai`, `Open AI` and `ＯｐｅｎＡＩ` have one key.
///
/// Between two digits what parts them stays: `GPT-4.1` is not `GPT-41`. Accents go from Latin
/// and Greek letters alone; in other scripts the mark makes another letter (й, が, ि).
/// Simplified and traditional characters are not compared: which of them are the same depends
/// on the word.
pub(crate) fn fold_key(id: &str) -> String {
    let normalizer = DecomposingNormalizerBorrowed::new_nfkd();
    let plain = normalizer.normalize(id).to_lowercase();
    // Again, since marks have an order, which those on either side of a space come out of.
    let plain = normalizer
        .normalize(&without_separators(&plain))
        .into_owned();
    let mut key = String::with_capacity(plain.len());
    for c in plain.chars() {
        if !(is_accent(c) && key.ends_with(bears_accents)) {
            // The one letter that is written in another way at the end of a word.
            key.push(if c == 'ς' { 'σ' } else { c });
        }
    }
    // Of signs alone there is nothing else to compare.
    if key.is_empty() { id.to_owned() } else { key }
}

fn without_separators(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut apart = false;
    for c in text.chars() {
        if is_separator(c) {
            apart = true;
            continue;
        }
        if apart && c.is_ascii_digit() && whole.ends_with(|c: char| c.is_ascii_digit()) {
            whole.push('-');
        }
        apart = false;
        whole.push(c);
    }
    whole
}

/// The marks that European scripts put on letters (the block of combining diacritics).
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

fn bears_accents(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{370}'..='\u{3ff}')
}

/// What parts words: hyphens and spaces of all kinds, and what is written in their place.
fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '_' | '.' | '/' | '\u{b7}' | '\u{2010}'..='\u{2015}' | '\u{2044}' | '\u{30fb}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case::case_and_words(&["OpenAI", "openai", "open-ai", "Open AI", "open_ai", "open.ai", "ＯｐｅｎＡＩ"])]
    #[case::accents(&["café", "cafe", "cafe\u{301}", "CAFÉ"])]
    #[case::greek(&["αθήνα", "αθηνα"])]
    #[case::greek_endings(&["ΚΟΣΜΟΣ ΑΒ", "κοσμοσαβ", "κόσμος-αβ"])]
    #[case::marks_in_any_order(&["´‗", "‗´"])]
    #[case::versions(&["gpt-4-1", "GPT 4.1", "gpt4-1"])]
    #[case::width(&["ガイド", "ｶﾞｲﾄﾞ"])]
    #[case::japanese(&["オープンai", "オープン・AI", "オープン-ai"])]
    #[case::signs(&["🚀"])]
    fn are_one(#[case] spellings: &[&str]) {
        let keys: Vec<_> = spellings.iter().map(|id| fold_key(id)).collect();
        assert!(keys.windows(2).all(|keys| keys[0] == keys[1]), "{keys:?}");
    }

    #[rstest]
    #[case("gpt-4-1", "gpt-41")]
    #[case("2025-11", "202511")]
    #[case("мой", "мои")]
    #[case("かき", "がき")]
    #[case("कि", "की")]
    #[case("agent", "agents")]
    #[case("大模型", "大型模")]
    #[case("国", "國")]
    #[case("c", "c-plus-plus")]
    fn are_two(#[case] one: &str, #[case] other: &str) {
        assert_ne!(fold_key(one), fold_key(other));
    }

    proptest! {
        #[test]
        fn a_key_is_its_own(id in "(\\PC{0,30}|[a-zA-Z0-9 ._é-]{0,20})") {
            let key = fold_key(&id);
            prop_assert_eq!(fold_key(&key), key);
        }
    }
}
