//! The interface's words, from `locales/`: a file a language, in TOML; and what languages
//! are called.

use dayfold_ingest::Diagnostic;
use dayfold_model::{Word, Words};

/// The files, by language.
const LOCALES: &[(&str, &str)] = &[("en", include_str!("../locales/en.toml"))];

/// What the speakers of languages call them.
const NAMES: &str = include_str!("../locales/names.toml");

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

/// Says that there are no words for some languages.
pub(crate) fn lacking(langs: &[&str]) -> Diagnostic {
    let langs: Vec<_> = langs.iter().map(|lang| format!("“{lang}”")).collect();
    Diagnostic::warning(
        "settings-words",
        format!(
            "there are no words for the interface in {} yet; it is in English",
            langs.join(", ")
        ),
    )
}

/// What the speakers of a language call it; its tag where that is not known.
pub(crate) fn name(lang: &str) -> String {
    let names: toml::Table = NAMES.parse().unwrap_or_default();
    let primary = lang.split('-').next().unwrap_or(lang);
    let name = names.get(lang).or_else(|| names.get(primary));
    let name = name.and_then(toml::Value::as_str);
    name.unwrap_or(lang).to_owned()
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
    fn languages_have_names() {
        assert!(NAMES.parse::<toml::Table>().is_ok());
        assert_eq!(name("de-AT"), "Deutsch");
        assert_eq!(name("zh-Hant"), "繁體中文");
        assert_eq!(name("tlh"), "tlh");
    }

    #[test]
    fn a_language_without_words_has_english_ones() {
        assert_eq!(words("tlh"), words("en-GB"));
        assert_eq!(words("en").get(Word::PreviousDay), "Previous day");
    }
}
