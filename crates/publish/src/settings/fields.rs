//! The settings by their names: each is read for itself, and told of where it is wrong.

use super::own_words::OwnWords;
use crate::words;
use dayfold_ingest::Diagnostic;
use jiff::tz::TimeZone;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};
use url::Url;

/// Whether a text has the form of a language tag (RFC 5646, 2.1, without its registry).
pub(super) fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    (2..=8).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// The settings by their names.
pub(super) struct Fields<'a, 'i> {
    table: &'a DeTable<'i>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a, 'i> Fields<'a, 'i> {
    pub(super) fn new(table: &'a DeTable<'i>, diagnostics: &'a mut Vec<Diagnostic>) -> Self {
        Self { table, diagnostics }
    }

    const KNOWN: &'static [&'static str] = &[
        "title",
        "tagline",
        "url",
        "lang",
        "timezone",
        "languages",
        "images",
        "words",
    ];

    fn get(&self, name: &str) -> Option<&'a Spanned<DeValue<'i>>> {
        self.table
            .iter()
            .find(|(key, _)| key.get_ref() == name)
            .map(|(_, value)| value)
    }

    /// A text and where it stands; blank counts as absent.
    pub(super) fn text(&mut self, name: &str) -> Option<(String, std::ops::Range<usize>)> {
        let value = self.get(name)?;
        let span = value.span();
        match value.get_ref() {
            DeValue::String(text) => {
                let text = text.trim().to_owned();
                (!text.is_empty()).then_some((text, span))
            }
            other => {
                let kind = other.type_str();
                self.diagnostics.push(
                    Diagnostic::error(
                        "settings-type",
                        format!("`{name}` is a text, and this is of the kind {kind}"),
                    )
                    .help(format!("put it in quotes: {name} = \"…\""))
                    .at(span),
                );
                None
            }
        }
    }

    pub(super) fn url(&mut self) -> Option<Url> {
        let Some((text, span)) = self.text("url") else {
            let blank = |value: &Spanned<DeValue<'_>>| value.get_ref().as_str().is_some();
            if self.get("url").is_none_or(blank) {
                self.diagnostics.push(
                    Diagnostic::warning(
                        "settings-no-url",
                        "the site has no `url`, so its pages have no absolute addresses",
                    )
                    .help(
                        "url = \"https://example.org/\", with the path that the site will live at",
                    ),
                );
            }
            return None;
        };
        match Url::parse(&text) {
            Ok(mut url) if matches!(url.scheme(), "http" | "https") && url.has_host() => {
                // Whoever reads the site need not know how its publisher logs in.
                _ = url.set_username("");
                _ = url.set_password(None);
                url.set_query(None);
                url.set_fragment(None);
                if !url.path().ends_with('/') {
                    url.set_path(&format!("{}/", url.path()));
                }
                Some(url)
            }
            _ => {
                self.diagnostics.push(
                    Diagnostic::error(
                        "settings-url",
                        format!("“{text}” is not the address of a site"),
                    )
                    .help(
                        "it begins with https:// or http://, for example https://example.org/news/",
                    )
                    .at(span),
                );
                None
            }
        }
    }

    /// The words of the site's own.
    pub(super) fn words(&mut self) -> OwnWords {
        let Some(value) = self.get("words") else {
            return OwnWords::default();
        };
        if let DeValue::Table(table) = value.get_ref() {
            return OwnWords::read(table, self.diagnostics);
        }
        let kind = value.get_ref().type_str();
        let span = value.span();
        self.diagnostics.push(
            Diagnostic::error(
                "settings-type",
                format!("`words` is a table, and this is of the kind {kind}"),
            )
            .help("write [words], and below it a line of the form key = \"…\" for each word")
            .at(span),
        );
        OwnWords::default()
    }

    pub(super) fn lang(&mut self, own_words: &OwnWords) -> Option<String> {
        let (lang, span) = self.text("lang")?;
        if !is_language(&lang) {
            self.diagnostics.push(
                Diagnostic::error("settings-lang", format!("“{lang}” is not a language tag"))
                    .help("write it as BCP 47 does, for example lang = \"de\" or lang = \"pt-BR\"")
                    .at(span),
            );
            return None;
        }
        if !own_words.has_all(&lang, true) {
            let lacking = words::lacking(&[&lang]).into_iter();
            self.diagnostics
                .extend(lacking.map(|said| said.at(span.clone())));
        }
        Some(lang)
    }

    /// One of some words; the default where it is none of them.
    pub(super) fn choice<T: Copy + Default>(&mut self, name: &str, known: &[(&str, T)]) -> T {
        let Some((text, span)) = self.text(name) else {
            return T::default();
        };
        let chosen = known.iter().find(|(word, _)| *word == text);
        chosen.map(|(_, value)| *value).unwrap_or_else(|| {
            let words: Vec<_> = known
                .iter()
                .map(|(word, _)| format!("{name} = \"{word}\""))
                .collect();
            self.diagnostics.push(
                Diagnostic::error("settings-choice", format!("`{name}` cannot be “{text}”"))
                    .help(format!("write {}", words.join(" or ")))
                    .at(span),
            );
            T::default()
        })
    }

    pub(super) fn time_zone(&mut self) -> Option<TimeZone> {
        let (name, span) = self.text("timezone")?;
        match TimeZone::get(&name) {
            Ok(zone) => Some(zone),
            Err(_) => {
                self.diagnostics.push(
                    Diagnostic::error(
                        "settings-timezone",
                        format!("there is no time zone “{name}”"),
                    )
                    .help("use a name of the IANA time zone database, for example America/Chicago")
                    .at(span),
                );
                None
            }
        }
    }

    pub(super) fn unknown(&mut self) {
        for (key, _) in self.table.iter() {
            let name = key.get_ref();
            if !Self::KNOWN.contains(&name.as_ref()) {
                self.diagnostics.push(
                    Diagnostic::warning(
                        "settings-unknown",
                        format!("there is no setting `{name}`; it is passed over"),
                    )
                    .help(format!("known are: {}", Self::KNOWN.join(", ")))
                    .at(key.span()),
                );
            }
        }
    }
}
