//! The settings by their names: each is read for itself, and told of where it is wrong.

use super::{
    description::{Kind, Setting},
    own_words::OwnWords,
};
use crate::words;
use dayfold_ingest::Diagnostic;
use jiff::tz::TimeZone;
use std::ops::Range;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};
use url::Url;

/// Whether a text has the form of a language tag (RFC 5646, 2.1, without its registry).
pub(crate) fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    (2..=3).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// What is told of a file that is not TOML.
pub(super) const SYNTAX: &str = "settings-syntax";

/// The settings of a table by their names.
pub(super) struct Fields<'a, 'i, 'd> {
    table: &'a DeTable<'i>,
    /// What stands before a name where it is told of: `theme.`
    path: &'static str,
    known: &'static [Setting],
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl<'a, 'i, 'd> Fields<'a, 'i, 'd> {
    pub(super) fn new(
        table: &'a DeTable<'i>,
        path: &'static str,
        known: &'static [Setting],
        diagnostics: &'d mut Vec<Diagnostic>,
    ) -> Self {
        Self {
            table,
            path,
            known,
            diagnostics,
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<&'a Spanned<DeValue<'i>>> {
        debug_assert!(
            self.known.iter().any(|setting| setting.name == name),
            "{name} is not described"
        );
        self.table
            .iter()
            .find(|(key, _)| key.get_ref() == name)
            .map(|(_, value)| value)
    }

    pub(super) fn say(&mut self, said: Diagnostic) {
        self.diagnostics.push(said);
    }

    /// Says that a value is of the wrong kind. `wanted` is what it should be, `help` how that
    /// is written.
    pub(super) fn wrong_kind(
        &mut self,
        name: &str,
        wanted: &str,
        value: &Spanned<DeValue<'_>>,
        help: String,
    ) {
        let (path, kind) = (self.path, value.get_ref().type_str());
        let text = format!("`{path}{name}` is {wanted}, and this is of the kind {kind}");
        self.say(
            Diagnostic::error("settings-type", text)
                .help(help)
                .at(value.span()),
        );
    }

    /// A text and where it stands; blank counts as absent.
    pub(super) fn text(&mut self, name: &str) -> Option<(String, Range<usize>)> {
        let value = self.get(name)?;
        match value.get_ref() {
            DeValue::String(text) => {
                let text = text.trim().to_owned();
                (!text.is_empty()).then_some((text, value.span()))
            }
            _ => {
                let help = format!("put it in quotes: {name} = \"…\"");
                self.wrong_kind(name, "a text", value, help);
                None
            }
        }
    }

    /// Yes or no; the default where it says neither.
    pub(super) fn flag(&mut self, name: &str, default: bool) -> bool {
        let Some(value) = self.get(name) else {
            return default;
        };
        match value.get_ref() {
            DeValue::Boolean(flag) => *flag,
            _ => {
                let help = format!("write {name} = true or {name} = false");
                self.wrong_kind(name, "true or false", value, help);
                default
            }
        }
    }

    /// Sites by their addresses; one that is none costs itself alone.
    pub(super) fn origins(&mut self, name: &str) -> Vec<String> {
        let Some(value) = self.get(name) else {
            return vec![];
        };
        let help = || format!("write {name} = [\"https://example.com\"]");
        let DeValue::Array(array) = value.get_ref() else {
            self.wrong_kind(name, "a list of sites", value, help());
            return vec![];
        };
        let mut origins = vec![];
        for value in array.iter() {
            let DeValue::String(text) = value.get_ref() else {
                self.wrong_kind(name, "a list of sites", value, help());
                continue;
            };
            match origin(text.trim()) {
                Some(origin) => origins.push(origin),
                None => self.say(
                    Diagnostic::error(
                        "settings-site",
                        format!("“{text}” is not the address of a site"),
                    )
                    .help("write its scheme and host, such as https://example.com or https://*.example.com")
                    .at(value.span()),
                ),
            }
        }
        origins
    }

    /// A whole number within the bounds that the setting is described with.
    pub(super) fn number(&mut self, name: &str) -> Option<i64> {
        let value = self.get(name)?;
        let kind = self.known.iter().find(|setting| setting.name == name)?.kind;
        let (least, most) = match kind {
            Kind::Number(least, most) => (least, most),
            _ => (i64::MIN, i64::MAX),
        };
        let DeValue::Integer(number) = value.get_ref() else {
            let help = format!("write {name} = {least}, or a larger number up to {most}");
            self.wrong_kind(name, "a whole number", value, help);
            return None;
        };
        let number = i64::from_str_radix(number.as_str(), number.radix()).ok();
        let number = number.filter(|number| (least..=most).contains(number));
        if number.is_none() {
            let text = format!("`{}{name}` is a number from {least} to {most}", self.path);
            self.say(Diagnostic::error("settings-number", text).at(value.span()));
        }
        number
    }

    /// The table of that name.
    pub(super) fn table(&mut self, name: &str) -> Option<&'a DeTable<'i>> {
        let value = self.get(name)?;
        match value.get_ref() {
            DeValue::Table(table) => Some(table),
            _ => {
                let help = format!("write [{name}], and below it a line for each of its settings");
                self.wrong_kind(name, "a table", value, help);
                None
            }
        }
    }

    /// The settings in the table of that name.
    pub(super) fn inner(&mut self, name: &str, path: &'static str) -> Option<Fields<'a, 'i, '_>> {
        let table = self.table(name)?;
        let known = self.known.iter().find(|setting| setting.name == name)?;
        let Kind::Table(known) = known.kind else {
            return None;
        };
        Some(Fields::new(table, path, known, self.diagnostics))
    }

    /// The settings in a table of a list.
    pub(super) fn of_list(
        &mut self,
        table: &'a DeTable<'i>,
        name: &'static str,
    ) -> Fields<'a, 'i, '_> {
        let setting = self.known.iter().find(|setting| setting.name == name);
        let known = match setting.map(|setting| setting.kind) {
            Some(Kind::Links(known)) => known,
            _ => &[],
        };
        Fields::new(table, "", known, self.diagnostics)
    }

    /// How much has been said so far.
    pub(super) fn count(&self) -> usize {
        self.diagnostics.len()
    }

    /// One of the words that the setting is described with.
    pub(super) fn one_of(&mut self, name: &str) -> Option<String> {
        let (text, span) = self.text(name)?;
        let setting = self.known.iter().find(|setting| setting.name == name)?;
        let Kind::Choice(words) = setting.kind else {
            return None;
        };
        if words.contains(&&*text) {
            return Some(text);
        }
        let message = format!("`{}{name}` cannot be “{text}”", self.path);
        self.say(
            Diagnostic::error("settings-choice", message)
                .help(format!("known are: {}", words.join(", ")))
                .at(span),
        );
        None
    }

    /// A text for all languages, or one for each.
    pub(super) fn localized(&mut self, name: &str) -> Localized {
        let mut all = Localized::default();
        let Some(value) = self.get(name) else {
            return all;
        };
        match value.get_ref() {
            DeValue::Table(table) => {
                for (key, value) in table.iter() {
                    let lang = key.get_ref();
                    match value.get_ref() {
                        DeValue::String(text) if is_language(lang) => {
                            all.by_language
                                .push((lang.to_string(), text.trim().to_owned()));
                        }
                        DeValue::String(_) => self.say(
                            Diagnostic::error(
                                "settings-lang",
                                format!("“{lang}” is not a language tag"),
                            )
                            .at(key.span()),
                        ),
                        _ => {
                            let help = format!("put it in quotes: {name}.{lang} = \"…\"");
                            self.wrong_kind(name, "a text in each language", value, help);
                        }
                    }
                }
                all.by_language
                    .sort_by_key(|(lang, _)| std::cmp::Reverse(lang.split('-').count()));
                all
            }
            DeValue::String(text) => {
                all.main = text.trim().to_owned();
                all
            }
            _ => {
                let help = format!("put it in quotes: {name} = \"…\"");
                self.wrong_kind(
                    name,
                    "a text, or a table of one for each language",
                    value,
                    help,
                );
                all
            }
        }
    }

    pub(super) fn url(&mut self) -> Option<Url> {
        let Some((text, span)) = self.text("url") else {
            let blank = |value: &Spanned<DeValue<'_>>| value.get_ref().as_str().is_some();
            // It may stand in what could not be read.
            let is_whole = self.diagnostics.iter().all(|said| said.code != SYNTAX);
            if is_whole && self.get("url").is_none_or(blank) {
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
        match self.table("words") {
            Some(table) => OwnWords::read(table, self.diagnostics),
            None => OwnWords::default(),
        }
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

    /// Tells of the settings that there are not.
    pub(super) fn unknown(&mut self) {
        for (key, _) in self.table.iter() {
            let name = key.get_ref();
            if self.known.iter().any(|known| known.name == name) {
                continue;
            }
            let names = self.known.iter().map(|known| known.name);
            let help = match nearest(name, names.clone()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known are: {}", names.collect::<Vec<_>>().join(", ")),
            };
            let text = format!(
                "there is no setting `{}{name}`; it is passed over",
                self.path
            );
            self.say(
                Diagnostic::warning("settings-unknown", text)
                    .help(help)
                    .at(key.span()),
            );
        }
    }
}

/// Scheme, host and port of a site as a policy names them (CSP 3, 2.3.1, `host-source`). For the
/// first part of the host a `*` may stand.
fn origin(text: &str) -> Option<String> {
    let (scheme, rest) = text.split_once("://")?;
    let (any, host) = match rest.strip_prefix("*.") {
        Some(host) => ("*.", host),
        None => ("", rest),
    };
    // It also writes letters outside of ASCII as hosts have them.
    let url = Url::parse(&format!("{scheme}://{host}")).ok()?;
    let is_site = matches!(url.scheme(), "http" | "https") && url.path() == "/";
    let is_bare = url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
    let host = url
        .host_str()
        .filter(|host| !host.contains(['*', ';', ',', '\'', '"']))?;
    let port = url
        .port()
        .map_or_else(String::new, |port| format!(":{port}"));
    (is_site && is_bare).then(|| format!("{}://{any}{host}{port}", url.scheme()))
}

/// The name that was probably meant. Where more than every third letter differs, it was meant
/// otherwise.
pub(super) fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let nearest = known.min_by_key(|known| strsim::osa_distance(name, known))?;
    let most = (nearest.len() / 3).max(1);
    (name.len() <= 2 * nearest.len() && strsim::osa_distance(name, nearest) <= most)
        .then_some(nearest)
}

/// A text for all languages, or one for each.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Localized {
    /// For every language that has none of its own.
    main: String,
    /// The most exact tags first.
    by_language: Vec<(String, String)>,
}

impl Localized {
    /// The text in a language: that for just this one, else for the language in all regions,
    /// else the one for all. Empty where there is none.
    pub(crate) fn of(&self, lang: &str) -> &str {
        let exact = self
            .by_language
            .iter()
            .find(|(own, _)| own.eq_ignore_ascii_case(lang));
        let near = || {
            let mut texts = self.by_language.iter().rev();
            texts.find(|(own, _)| words::primary(own) == words::primary(lang))
        };
        exact.or_else(near).map_or(&self.main, |(_, text)| text)
    }
}
