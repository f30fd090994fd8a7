//! What the kinds of entities are called. A kind that is not known is shown as it is written.

use crate::words::primary;
use std::sync::LazyLock;

/// The known kinds: what texts call them, and what they are called by language, one and
/// several.
const KINDS: &str = include_str!("../../locales/kinds.toml");

// The file is our own, and a test reads all of it.
static KNOWN: LazyLock<toml::Table> = LazyLock::new(|| KINDS.parse().unwrap_or_default());

/// What a kind is called in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KindText {
    /// One of that kind.
    pub(crate) one: String,
    /// Several, as over a list.
    pub(crate) many: String,
}

/// What a kind is called; what is of no kind is called other things.
pub(crate) fn kind_text(kind: &str, lang: &str) -> KindText {
    let name = match kind.trim() {
        "" => "other".to_owned(),
        kind => kind.to_lowercase(),
    };
    let text = |lang: &str| {
        let kind = KNOWN
            .iter()
            .find(|(id, kind)| **id == name || names(kind).any(|other| other == name))?;
        let texts = kind.1.get(lang)?.as_array()?;
        let mut texts = texts.iter().filter_map(toml::Value::as_str);
        Some(KindText {
            one: texts.next()?.to_owned(),
            many: texts.next()?.to_owned(),
        })
    };
    text(&primary(lang))
        .or_else(|| text("en"))
        .unwrap_or_else(|| KindText {
            one: kind.trim().to_owned(),
            many: kind.trim().to_owned(),
        })
}

/// What texts call a kind beside its own name.
fn names(kind: &toml::Value) -> impl Iterator<Item = &str> {
    let names = kind.get("names").and_then(toml::Value::as_array);
    names.into_iter().flatten().filter_map(toml::Value::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("company", "en", "Company", "Companies")]
    #[case("Corporation", "de-AT", "Unternehmen", "Unternehmen")]
    #[case("person", "fr", "Personne", "Personnes")]
    #[case("", "en", "Other", "Other")]
    #[case("person", "tlh", "Person", "People")]
    #[case("Sternbild", "de", "Sternbild", "Sternbild")]
    fn are_called(#[case] kind: &str, #[case] lang: &str, #[case] one: &str, #[case] many: &str) {
        let text = kind_text(kind, lang);
        assert_eq!((&*text.one, &*text.many), (one, many));
    }

    #[test]
    fn every_kind_is_in_every_language_and_no_name_is_twice() {
        let known: toml::Table = KINDS.parse().unwrap();
        let mut all = Vec::new();
        for (id, kind) in &known {
            for lang in ["en", "de", "es", "fr", "he", "ja", "zh"] {
                let texts = kind.get(lang).and_then(toml::Value::as_array);
                assert_eq!(texts.map(Vec::len), Some(2), "{id} in {lang}");
            }
            all.push(id.as_str());
            all.extend(names(kind));
        }
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(all.iter().all(|name| name.to_lowercase() == *name));
    }
}
