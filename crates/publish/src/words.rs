//! The interface's words, from `locales/`: a file a language, in TOML; and what languages
//! are called.

use crate::{languages::is_traditional, settings::SETTINGS_FILE};
use dayfold_ingest::Diagnostic;
use dayfold_model::{Word, Words};
use std::collections::BTreeMap;

/// The files, by language.
const LOCALES: &[(&str, &str)] = &[
    ("en", include_str!("../locales/en.toml")),
    ("de", include_str!("../locales/de.toml")),
    ("es", include_str!("../locales/es.toml")),
    ("fr", include_str!("../locales/fr.toml")),
    ("he", include_str!("../locales/he.toml")),
    ("ja", include_str!("../locales/ja.toml")),
    ("zh", include_str!("../locales/zh.toml")),
];

/// What the speakers of languages call them.
const NAMES: &str = include_str!("../locales/names.toml");

/// The words for a language in all its regions and scripts. Whatever it lacks is in English.
pub(crate) fn words(lang: &str) -> Words {
    let own = table(&primary(lang));
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

/// What the interface is in for want of words in a language; nothing where there are some.
///
/// The Chinese ones are in simplified characters. Who reads traditional ones is better served
/// by them than by English.
fn instead(lang: &str) -> Option<&'static str> {
    let primary = primary(lang);
    if !LOCALES.iter().any(|(known, _)| *known == primary) {
        Some("English")
    } else if is_traditional(lang) {
        Some("simplified Chinese")
    } else {
        None
    }
}

/// Says which of some languages there are no words for, and what stands in for them.
pub(crate) fn lacking(langs: &[&str]) -> Vec<Diagnostic> {
    let mut wanting: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for lang in langs {
        if let Some(other) = instead(lang) {
            wanting.entry(other).or_default().push(lang);
        }
    }
    let said = wanting.into_iter().map(|(other, langs)| {
        let first = langs[0];
        let langs: Vec<_> = langs.iter().map(|lang| format!("“{lang}”")).collect();
        Diagnostic::warning(
            "settings-words",
            format!(
                "there are no words for the interface in {} yet; it is in {other}",
                langs.join(", ")
            ),
        )
        .help(format!(
            "{SETTINGS_FILE} can give them, under [words] or [words.{first}]"
        ))
    });
    said.collect()
}

/// What the speakers of a language call it; its tag where that is not known.
pub(crate) fn name(lang: &str) -> String {
    let names: toml::Table = NAMES.parse().unwrap_or_default();
    let name = names.get(lang).or_else(|| names.get(&primary(lang)));
    let name = name.and_then(toml::Value::as_str);
    name.unwrap_or(lang).to_owned()
}

/// The first part of a language tag.
pub(crate) fn primary(lang: &str) -> String {
    let primary = lang.split(['-', '_']).next().unwrap_or(lang);
    primary.to_ascii_lowercase()
}

fn table(lang: &str) -> toml::Table {
    let file = LOCALES.iter().find(|(known, _)| *known == lang);
    // The files are our own, and a test reads each.
    file.and_then(|(_, text)| text.parse().ok())
        .unwrap_or_default()
}

/// The places in a text, `{n}` and the like: their names in order.
pub(crate) fn places(text: &str) -> Vec<&str> {
    let parts = text.split('{').skip(1);
    let names = parts.filter_map(|part| part.split_once('}').map(|(name, _)| name));
    let is_name = |name: &&str| {
        let mut bytes = name.bytes();
        !name.is_empty() && bytes.all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    };
    let mut places: Vec<_> = names.filter(is_name).collect();
    places.sort_unstable();
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use std::collections::BTreeSet;

    /// Every text of every language, with its language and key.
    fn texts() -> Vec<(&'static str, String, String)> {
        let mut texts = vec![];
        for (lang, file) in LOCALES {
            let table: toml::Table = file
                .parse()
                .unwrap_or_else(|error| panic!("{lang}: {error}"));
            for (key, text) in table {
                let text = text.as_str().unwrap_or_else(|| panic!("{lang}: {key}"));
                texts.push((*lang, key.clone(), text.to_owned()));
            }
        }
        texts
    }

    #[test]
    fn languages_have_every_word_and_no_other() {
        let keys: BTreeSet<_> = Word::ALL.iter().map(|word| word.key()).collect();
        let texts = texts();
        for (lang, _) in LOCALES {
            let own = texts.iter().filter(|(of, ..)| of == lang);
            let own: BTreeSet<_> = own.map(|(_, key, _)| &**key).collect();
            let missing: Vec<_> = keys.difference(&own).collect();
            let unknown: Vec<_> = own.difference(&keys).collect();
            assert!(
                missing.is_empty() && unknown.is_empty(),
                "{lang} lacks {missing:?} and has {unknown:?}"
            );
        }
    }

    #[test]
    fn texts_have_the_places_of_the_english_ones() {
        let english = table("en");
        for (lang, key, text) in texts() {
            let places_there = places(english[&key].as_str().unwrap());
            assert_eq!(places(&text), places_there, "{lang}: {key}");
            // None is broken, and none is left over.
            let braces = text.matches(['{', '}']).count();
            assert_eq!(braces, 2 * places_there.len(), "{lang}: {key}");
            assert!(!text.is_empty() && text.trim() == text, "{lang}: {key}");
        }
    }

    #[test]
    fn a_buttons_name_has_what_it_shows() {
        for (lang, _) in LOCALES {
            let words = words(lang);
            assert!(
                words
                    .get(Word::MarkTopic)
                    .starts_with(words.get(Word::MarkRead))
            );
            assert!(
                words
                    .get(Word::RemoveNamed)
                    .contains(words.get(Word::Remove))
            );
            assert!(words.get(Word::RetryNamed).contains(words.get(Word::Retry)));
        }
    }

    #[test]
    fn texts_are_set_as_their_language_sets_them() {
        for (lang, key, text) in texts() {
            let pairs: Vec<_> = text.chars().zip(text.chars().skip(1)).collect();
            let said = format!("{lang}: {key} = {text}");
            match lang {
                "fr" => {
                    assert!(!text.contains(['\'', '"', '“', '”']), "{said}");
                    for (before, sign) in &pairs {
                        assert!(!":;?!»".contains(*sign) || *before == '\u{202f}', "{said}");
                        assert!(*before != '«' || *sign == '\u{202f}', "{said}");
                    }
                }
                "de" => {
                    assert!(!text.contains(['\'', '"', '”', '«', '»']), "{said}");
                    assert_eq!(
                        text.matches('„').count(),
                        text.matches('“').count(),
                        "{said}"
                    );
                }
                "zh" | "ja" => {
                    let western = [',', '.', ':', ';', '!', '?', '(', ')', '"', '\''];
                    assert!(!text.contains(western), "{said}");
                }
                // No vowel points.
                "he" => assert!(
                    !text.contains(|sign| ('\u{591}'..'\u{5be}').contains(&sign)),
                    "{said}"
                ),
                _ => {}
            }
        }
    }

    #[test]
    fn languages_have_names() {
        assert!(NAMES.parse::<toml::Table>().is_ok());
        assert_eq!(name("de-AT"), "Deutsch");
        assert_eq!(name("zh-Hant"), "繁體中文");
        assert_eq!(name("tlh"), "tlh");
    }

    #[rstest]
    #[case("en", "Previous day")]
    #[case("en-GB", "Previous day")]
    #[case("fr-CA", "Jour précédent")]
    #[case("FR", "Jour précédent")]
    #[case("he", "היום הקודם")]
    #[case("ja-JP", "前の日")]
    #[case("zh-Hans-SG", "前一天")]
    #[case("zh-TW", "前一天")]
    #[case("tlh", "Previous day")]
    #[case("frr", "Previous day")]
    fn a_language_has_its_words_wherever_it_is_spoken(#[case] lang: &str, #[case] text: &str) {
        assert_eq!(words(lang).get(Word::PreviousDay), text);
    }

    #[test]
    fn says_what_lacks_words_and_what_there_is_instead() {
        assert_eq!(lacking(&["fr-CA", "en", "zh", "zh-Hans-HK", "zh-CN"]), []);
        let said = lacking(&["tlh", "zh-TW", "zh-Hant", "vo"]);
        let said: Vec<_> = said
            .iter()
            .map(|said| (said.code, &*said.message))
            .collect();
        let text = [
            "there are no words for the interface in “tlh”, “vo” yet; it is in English",
            "there are no words for the interface in “zh-TW”, “zh-Hant” yet; it is in simplified Chinese",
        ];
        assert_eq!(said, text.map(|text| ("settings-words", text)));
    }
}
