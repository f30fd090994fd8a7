//! The interface's words, from `locales/`: a file a language, in TOML.

use dayfold_model::{Word, Words};

/// The files, by language.
const LOCALES: &[(&str, &str)] = &[("en", include_str!("../locales/en.toml"))];

/// The words for a language. Whatever that language lacks is in English.
pub(crate) fn words(lang: &str) -> Words {
    let primary = lang.split('-').next().unwrap_or(lang);
    let own = table(primary);
    let english = table("en");
    let text = |word: Word| {
        let found = own.get(word.key()).or_else(|| english.get(word.key()));
        found
            .and_then(toml::Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    Words(
        Word::ALL
            .iter()
            .map(|word| (word.key().to_owned(), text(*word)))
            .collect(),
    )
}

/// Whether there are words for a language.
pub(crate) fn has(lang: &str) -> bool {
    let primary = lang.split('-').next().unwrap_or(lang);
    LOCALES.iter().any(|(known, _)| *known == primary)
}

fn table(lang: &str) -> toml::Table {
    let file = LOCALES.iter().find(|(known, _)| *known == lang);
    // The files are our own, and a test reads each.
    file.and_then(|(_, text)| text.parse().ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_has_every_word_and_no_other() {
        let english = table("en");
        for word in Word::ALL {
            assert!(
                english.get(word.key()).is_some_and(|text| text.is_str()),
                "{}",
                word.key()
            );
        }
        assert_eq!(english.len(), Word::ALL.len());
    }

    #[test]
    fn a_language_without_words_has_english_ones() {
        assert_eq!(words("tlh"), words("en-GB"));
        assert_eq!(words("en").get(Word::PreviousDay), "Previous day");
    }
}
