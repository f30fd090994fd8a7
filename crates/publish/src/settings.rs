//! `dayfold.toml`: what a publisher sets. A field that is wrong costs that field alone.

use dayfold_ingest::{Context, Diagnostic, direction};
use dayfold_model::Settings;
use jiff::tz::TimeZone;
use std::path::Path;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};
use url::Url;

/// The name of the settings' file in a folder of digests.
pub const SETTINGS_FILE: &str = "dayfold.toml";

/// What a publisher set, read.
#[derive(Clone, Debug)]
pub(crate) struct SiteSettings {
    /// What every page carries.
    pub(crate) published: Settings,
    /// The path that the site lives at: `/` or `/news/`.
    pub(crate) base: String,
    /// The site's time zone.
    pub(crate) time_zone: Option<TimeZone>,
}

impl SiteSettings {
    /// What reading a digest needs to know of the site.
    pub(crate) fn context(&self) -> Context {
        Context {
            lang: self.published.lang.clone(),
            time_zone: self.time_zone.clone(),
        }
    }
}

/// Reads the settings' text. `folder` names the site where the settings do not.
pub(crate) fn read(text: &str, folder: &Path) -> (SiteSettings, Vec<Diagnostic>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut diagnostics: Vec<Diagnostic> = errors
        .into_iter()
        .map(|error| {
            let diagnostic = Diagnostic::error(
                "settings-syntax",
                format!("this is not TOML: {}", error.message()),
            )
            .help("a setting is a line of the form name = \"value\"");
            match error.span() {
                Some(span) => diagnostic.at(span),
                None => diagnostic,
            }
        })
        .collect();
    let mut fields = Fields {
        table: table.get_ref(),
        diagnostics: &mut diagnostics,
    };

    let title = fields
        .text("title")
        .map(|(title, _)| title)
        .unwrap_or_else(|| name_of(folder));
    let tagline = fields.text("tagline").map(|(tagline, _)| tagline);
    let lang = fields.lang();
    let url = fields.url();
    let time_zone = fields.time_zone();
    fields.unknown();
    diagnostics.sort_by_key(|diagnostic| diagnostic.span.as_ref().map(|span| span.start));

    let base = url.as_ref().map_or_else(|| "/".to_owned(), path_of);
    let published = Settings {
        title,
        tagline,
        url: url.map(String::from),
        dir: direction(&lang),
        words: crate::words::words(&lang),
        lang,
    };
    (
        SiteSettings {
            published,
            base,
            time_zone,
        },
        diagnostics,
    )
}

/// The settings of a folder without `dayfold.toml`.
pub(crate) fn absent(folder: &Path) -> (SiteSettings, Vec<Diagnostic>) {
    let (settings, _) = read("", folder);
    let warning = Diagnostic::warning(
        "settings-missing",
        format!("there is no {SETTINGS_FILE}, so the site is called “{}” and has no absolute addresses", settings.published.title),
    )
    .help(format!(
        "write one beside the digests: title = \"{}\", url = \"https://example.org/\", lang = \"en\", timezone = \"Europe/Berlin\"",
        settings.published.title
    ));
    (settings, vec![warning])
}

/// What a folder is called, for a site without a name.
fn name_of(folder: &Path) -> String {
    let full = folder.canonicalize();
    let folder = full.as_deref().unwrap_or(folder);
    folder.file_name().map_or_else(
        || "Digest".to_owned(),
        |name| name.to_string_lossy().into_owned(),
    )
}

/// The path of an address, with its escapes, and no slash twice.
fn path_of(url: &Url) -> String {
    let segments = url.path_segments().into_iter().flatten();
    let segments = segments.filter(|segment| !segment.is_empty());
    segments.fold("/".to_owned(), |path, segment| format!("{path}{segment}/"))
}

/// Whether a text has the form of a language tag (RFC 5646, 2.1, without its registry).
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    (2..=8).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

struct Fields<'a, 'i> {
    table: &'a DeTable<'i>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'i> Fields<'_, 'i> {
    const KNOWN: &'static [&'static str] = &["title", "tagline", "url", "lang", "timezone"];

    fn get(&self, name: &str) -> Option<&Spanned<DeValue<'i>>> {
        self.table
            .iter()
            .find(|(key, _)| key.get_ref() == name)
            .map(|(_, value)| value)
    }

    /// A text and where it stands; blank counts as absent.
    fn text(&mut self, name: &str) -> Option<(String, std::ops::Range<usize>)> {
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

    fn url(&mut self) -> Option<Url> {
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

    fn lang(&mut self) -> String {
        let english = || "en".to_owned();
        let Some((lang, span)) = self.text("lang") else {
            return english();
        };
        if !is_language(&lang) {
            self.diagnostics.push(
                Diagnostic::error("settings-lang", format!("“{lang}” is not a language tag"))
                    .help("write it as BCP 47 does, for example lang = \"de\" or lang = \"pt-BR\"")
                    .at(span),
            );
            return english();
        }
        if !crate::words::has(&lang) {
            self.diagnostics.push(
                Diagnostic::warning(
                    "settings-words",
                    format!(
                        "there are no words for the interface in “{lang}” yet; it is in English"
                    ),
                )
                .at(span),
            );
        }
        lang
    }

    fn time_zone(&mut self) -> Option<TimeZone> {
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

    fn unknown(&mut self) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use dayfold_ingest::Severity;
    use rstest::rstest;

    fn parse(text: &str) -> (SiteSettings, Vec<Diagnostic>) {
        read(text, Path::new("/somewhere/my-digests"))
    }

    #[test]
    fn reads_all() {
        let (settings, diagnostics) = parse(
            "title = \"News\"\ntagline = \"Daily\"\nurl = \"https://example.org/news?x#y\"\nlang = \"he\"\ntimezone = \"Asia/Jerusalem\"\n",
        );
        assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
        assert_eq!(diagnostics[0].code, "settings-words");
        assert_eq!(settings.published.title, "News");
        assert_eq!(
            settings.published.url.as_deref(),
            Some("https://example.org/news/")
        );
        assert_eq!(settings.published.dir.as_str(), "rtl");
        assert_eq!(settings.base, "/news/");
        assert!(settings.time_zone.is_some());
    }

    #[rstest]
    #[case::syntax(
        "title = \"News\"\nlang = \"de\nurl = \"https://example.org/\"",
        "settings-syntax"
    )]
    #[case::kind("title = 3", "settings-type")]
    #[case::url("url = \"example.org\"", "settings-url")]
    #[case::zone("timezone = \"CST\"", "settings-timezone")]
    #[case::language("lang = \"xx-nonsense!!\"", "settings-lang")]
    #[case::unknown("titel = \"News\"", "settings-unknown")]
    fn says_where_and_goes_on(#[case] text: &str, #[case] code: &str) {
        let (settings, diagnostics) = parse(text);
        let diagnostic = diagnostics
            .iter()
            .find(|diagnostic| diagnostic.code == code);
        let diagnostic = diagnostic.unwrap_or_else(|| panic!("{diagnostics:?}"));
        assert!(diagnostic.span.is_some() && diagnostic.help.is_some());
        assert!(!settings.published.title.is_empty());
    }

    #[rstest]
    #[case("https://example.org", "/")]
    #[case("https://example.org/a//b", "/a/b/")]
    #[case("https://example.org/zeitung-ü/", "/zeitung-%C3%BC/")]
    fn the_base_is_the_path_of_the_url(#[case] url: &str, #[case] base: &str) {
        assert_eq!(parse(&format!("url = \"{url}\"")).0.base, base);
    }

    #[test]
    fn a_broken_line_costs_that_line() {
        let (settings, diagnostics) =
            parse("title = \"News\"\nlang = = \"de\"\nurl = \"https://example.org/a/\"\n");
        assert_eq!(settings.published.title, "News");
        assert_eq!(settings.base, "/a/");
        assert!(
            diagnostics
                .iter()
                .any(|diagnostic| diagnostic.severity == Severity::Error)
        );
    }

    #[test]
    fn without_settings_the_folder_names_the_site() {
        let (settings, diagnostics) = absent(Path::new("/somewhere/my-digests"));
        assert_eq!(settings.published.title, "my-digests");
        assert_eq!(diagnostics.len(), 1);
        assert_eq!(diagnostics[0].severity, Severity::Warning);
    }
}
