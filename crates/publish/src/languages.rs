//! Which languages a folder is in, and which file belongs to which.
//!
//! Files belong together by the first part of their language tag: `pt` and `pt-BR` are one
//! site. Chinese alone is told apart by its script, and that only where both occur, since
//! many files say no more than `zh`.

use std::collections::BTreeMap;

/// The languages of a folder, the main one first.
#[derive(Debug, PartialEq)]
pub(crate) struct Languages {
    list: Vec<Language>,
    scripts: bool,
}

/// A language of a folder.
#[derive(Debug, PartialEq)]
pub(crate) struct Language {
    /// What its files share, and its part of the address.
    pub(crate) key: String,
    /// Its tag, as exact as all its files agree on.
    pub(crate) tag: String,
}

impl Languages {
    /// The languages of files by their tags; one that is no tag belongs to the main
    /// language. That is the one that is stated, else the one of most files, else English.
    pub(crate) fn of<'a>(
        tags: impl Iterator<Item = &'a str> + Clone,
        stated: Option<&'a str>,
    ) -> Self {
        let all = || stated.into_iter().chain(tags.clone());
        let scripts =
            all().any(is_traditional) && all().any(|tag| is_chinese(tag) && !is_traditional(tag));
        let mut found: BTreeMap<String, (usize, String)> = BTreeMap::new();
        for tag in tags.clone() {
            let Some(key) = key(tag, scripts) else {
                continue;
            };
            let (count, common) = found
                .entry(key.clone())
                .or_insert_with(|| (0, tag.to_owned()));
            *count += 1;
            if common != tag {
                common.clone_from(&key);
            }
        }
        let most = || {
            // The first by name of those with as many.
            let most = found.iter().rev().max_by_key(|(_, (count, _))| *count);
            most.map(|(key, (_, tag))| (key.clone(), tag.clone()))
        };
        let (main, tag) = stated
            .and_then(|tag| Some((key(tag, scripts)?, tag.to_owned())))
            .or_else(most)
            .unwrap_or_else(|| ("en".to_owned(), "en".to_owned()));
        found.remove(&main);
        let others = found
            .into_iter()
            .map(|(key, (_, tag))| Language { key, tag });
        let list = [Language { key: main, tag }].into_iter().chain(others);
        Self {
            list: list.collect(),
            scripts,
        }
    }

    /// One language for all files.
    pub(crate) fn one(tag: &str) -> Self {
        Self {
            list: vec![Language {
                key: String::new(),
                tag: tag.to_owned(),
            }],
            scripts: false,
        }
    }

    /// All of them, the main one first.
    pub(crate) fn list(&self) -> &[Language] {
        &self.list
    }

    /// Which of them a tag is of.
    pub(crate) fn index(&self, tag: &str) -> usize {
        let key = key(tag, self.scripts);
        let found = self
            .list
            .iter()
            .position(|language| Some(&language.key) == key.as_ref());
        found.unwrap_or(0)
    }
}

/// What a language's files share; `None` of what names none.
fn key(tag: &str, scripts: bool) -> Option<String> {
    let primary = tag.split(['-', '_']).next()?.to_ascii_lowercase();
    let is_language = (2..=3).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_lowercase())
        && !matches!(&*primary, "und" | "mul" | "zxx" | "mis");
    if !is_language {
        return None;
    }
    Some(match &*primary {
        "zh" if scripts && is_traditional(tag) => "zh-Hant".to_owned(),
        "zh" if scripts => "zh-Hans".to_owned(),
        _ => primary,
    })
}

fn is_chinese(tag: &str) -> bool {
    key(tag, false).as_deref() == Some("zh")
}

/// Whether a tag is of Chinese in traditional characters.
pub(crate) fn is_traditional(tag: &str) -> bool {
    let mut parts = tag.split(['-', '_']).skip(1);
    let places = ["hant", "tw", "hk", "mo"];
    let simplified = tag.to_ascii_lowercase().contains("hans");
    is_chinese(tag)
        && !simplified
        && parts.any(|part| places.contains(&&*part.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn keys(tags: &[&str], stated: Option<&str>) -> Vec<(String, String)> {
        let languages = Languages::of(tags.iter().copied(), stated);
        let list = languages.list.into_iter();
        list.map(|language| (language.key, language.tag)).collect()
    }

    #[rstest]
    #[case::none(&[], None, &[("en", "en")])]
    #[case::unknown(&["und", "und", "de"], None, &[("de", "de")])]
    #[case::most(&["fr", "de", "de", "en"], None, &[("de", "de"), ("en", "en"), ("fr", "fr")])]
    #[case::even(&["fr", "de"], None, &[("de", "de"), ("fr", "fr")])]
    #[case::stated(&["de", "de", "en"], Some("en-GB"), &[("en", "en-GB"), ("de", "de")])]
    #[case::regions(&["pt-BR", "pt-BR", "de-AT", "de-CH"], None, &[("de", "de"), ("pt", "pt-BR")])]
    #[case::chinese(&["zh-CN", "zh"], None, &[("zh", "zh")])]
    #[case::traditional(&["zh-TW", "zh-TW"], None, &[("zh", "zh-TW")])]
    #[case::scripts(&["zh-Hant", "zh-TW", "zh", "zh-Hans"], Some("zh"), &[("zh-Hans", "zh"), ("zh-Hant", "zh-Hant")])]
    #[case::nonsense(&["tags", "data", "de"], None, &[("de", "de")])]
    fn divides(
        #[case] tags: &[&str],
        #[case] stated: Option<&str>,
        #[case] expected: &[(&str, &str)],
    ) {
        let keys = keys(tags, stated);
        let keys: Vec<_> = keys.iter().map(|(key, tag)| (&**key, &**tag)).collect();
        assert_eq!(keys, expected);
    }

    #[test]
    fn what_names_no_language_is_in_the_main_one() {
        let languages = Languages::of(["de", "fr", "fr", "und"].into_iter(), None);
        let of = ["und", "fr-CA", "de", "FR", "xx"].map(|tag| languages.index(tag));
        assert_eq!(of, [0, 0, 1, 0, 0]);
    }
}
