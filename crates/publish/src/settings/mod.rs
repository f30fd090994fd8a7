//! `dayfold.toml`: what a publisher sets. A field that is wrong costs that field alone.

mod description;
mod fields;
mod files;
mod links;
mod own_words;
mod sections;
mod theme;

pub use description::settings_schema;
pub(crate) use fields::{Localized, is_language};
pub(crate) use files::OwnFiles;
pub(crate) use links::Link;
pub(crate) use sections::SectionSettings;

use crate::{hosting::Host, theme::Theme};
use dayfold_ingest::{Context, Diagnostic, Images, direction};
use dayfold_model::Settings;
use description::SETTINGS;
use fields::Fields;
use files::Named;
use jiff::tz::TimeZone;
use own_words::OwnWords;
use std::{path::Path, sync::Arc};
use toml::de::DeTable;
use url::Url;

/// The name of the settings' file in a folder of digests.
pub const SETTINGS_FILE: &str = "dayfold.toml";

/// The language of a file that says none, until all files are known.
pub(crate) const UNKNOWN: &str = "und";

/// What a publisher set, read.
#[derive(Clone, Debug)]
pub(crate) struct SiteSettings {
    /// What every page carries.
    pub(crate) published: Settings,
    /// The path that the site lives at: `/` or `/news/`.
    pub(crate) base: String,
    /// The site's time zone.
    pub(crate) time_zone: Option<TimeZone>,
    /// Whether the language was set; else the files tell which it is.
    pub(crate) states_lang: bool,
    /// How many sites files of several languages make.
    pub(crate) languages: Languages,
    /// What becomes of images on other hosts.
    pub(crate) images: RemoteImages,
    /// Who serves the site.
    pub(crate) host: Host,
    /// The words of the interface that are not the shipped ones.
    pub(crate) own_words: OwnWords,
    /// One line under the name.
    pub(crate) tagline: Localized,
    /// Who makes the site, and how; what stands at the end of every page. In Markdown.
    pub(crate) byline: Localized,
    pub(crate) disclosure: Localized,
    pub(crate) footer: Localized,
    /// Links beside those to the site's own pages.
    pub(crate) navigation: Vec<Link>,
    /// Where else the site can be followed.
    pub(crate) links: Vec<Link>,
    pub(crate) show: Show,
    /// Where widgets may be shown; everywhere where none is named.
    pub(crate) widget_sites: Vec<String>,
    pub(crate) theme: Theme,
    /// What is set of sections; every digest has them applied.
    pub(crate) sections: Arc<SectionSettings>,
    /// Where the site's own files are in the folder.
    named: Named,
    /// These files, once they have been read.
    pub(crate) own: OwnFiles,
}

/// What there is to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Show {
    /// Pages of what stories name.
    pub(crate) entities: bool,
    /// How many minutes a day takes to read.
    pub(crate) reading_time: bool,
    /// What other days told of a story.
    pub(crate) threads: bool,
    /// What pages of others can show.
    pub(crate) widgets: bool,
    /// What was read, where there is no network.
    pub(crate) offline: bool,
}

/// How many sites files of several languages make.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Languages {
    /// A site a language.
    #[default]
    Each,
    /// One for all.
    One,
}

/// What becomes of images on other hosts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RemoteImages {
    /// Links: no other host hears of a reader who does not follow them.
    #[default]
    Linked,
    /// Images.
    Shown,
}

impl SiteSettings {
    /// A file's path in the output, from its path on the host.
    pub(crate) fn inside(&self, path: &str) -> String {
        path.strip_prefix(&*self.base).unwrap_or(path).to_owned()
    }

    /// Whether pages of others can show something of the site.
    pub(crate) fn widgets(&self) -> bool {
        self.show.widgets
    }

    /// Who may show widgets in a frame, as a policy names them. The site itself always may.
    pub(crate) fn framed_by(&self) -> Option<String> {
        let sites = self.widget_sites.join(" ");
        self.widgets().then(|| match sites.is_empty() {
            true => "*".to_owned(),
            false => format!("'self' {sites}"),
        })
    }

    /// What reading a digest needs to know of the site.
    pub(crate) fn context(&self) -> Context {
        let unknown = !self.states_lang && self.languages == Languages::Each;
        Context {
            lang: if unknown {
                UNKNOWN.to_owned()
            } else {
                self.published.lang.clone()
            },
            time_zone: self.time_zone.clone(),
            images: Images::Kept,
        }
    }

    /// The same for the language that the files turned out to be in, or for another than the
    /// main one.
    pub(crate) fn speak(&mut self, lang: &str, is_main: bool) {
        self.published.lang = lang.to_owned();
        self.published.dir = direction(lang);
        self.published.words = self.own_words.words(lang, is_main);
        let tagline = self.tagline.of(lang);
        self.published.tagline = (!tagline.is_empty()).then(|| tagline.to_owned());
    }
}

/// What there is to say of a text of settings, before it is written. Files that it names are
/// not looked for.
pub fn check_settings(text: &str) -> Vec<Diagnostic> {
    read(text, Path::new("")).1
}

/// Reads the settings' text. `folder` names the site where the settings do not.
pub(crate) fn read(text: &str, folder: &Path) -> (SiteSettings, Vec<Diagnostic>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut diagnostics: Vec<Diagnostic> = errors
        .into_iter()
        .map(|error| {
            let diagnostic = Diagnostic::error(
                fields::SYNTAX,
                format!("this is not TOML: {}", error.message()),
            )
            .help("a setting is a line of the form name = \"value\"");
            match error.span() {
                Some(span) => diagnostic.at(span),
                None => diagnostic,
            }
        })
        .collect();
    let mut fields = Fields::new(table.get_ref(), "", SETTINGS, &mut diagnostics);

    let title = fields
        .text("title")
        .map(|(title, _)| title)
        .unwrap_or_else(|| name_of(folder));
    let tagline = fields.localized("tagline");
    let own_words = fields.words();
    let stated = fields.lang(&own_words);
    let states_lang = stated.is_some();
    let lang = stated.unwrap_or_else(|| "en".to_owned());
    let url = fields.url();
    let time_zone = fields.time_zone();
    let languages = fields.choice(
        "languages",
        &[("each", Languages::Each), ("one", Languages::One)],
    );
    let images = fields.choice(
        "images",
        &[
            ("links", RemoteImages::Linked),
            ("remote", RemoteImages::Shown),
        ],
    );
    let host = fields.choice("host", Host::NAMES);
    let [byline, disclosure, footer] =
        ["byline", "disclosure", "footer"].map(|name| fields.localized(name));
    let navigation = links::read(&mut fields, "navigation");
    let follow = links::read(&mut fields, "links");
    let named = Named::read(&mut fields);
    let show = show(fields.inner("show", "show."));
    let widget_sites = fields.origins("widget-sites");
    let theme = fields.inner("theme", "theme.");
    let theme = theme.map(theme::read).unwrap_or_default();
    let sections = fields.table("sections");
    fields.unknown();
    let sections = sections.map(|table| sections::read(table, &mut diagnostics));
    diagnostics.sort_by_key(|diagnostic| diagnostic.span.as_ref().map(|span| span.start));

    let base = url.as_ref().map_or_else(|| "/".to_owned(), path_of);
    let published = Settings {
        title,
        tagline: None,
        url: url.map(String::from),
        dir: direction(&lang),
        words: own_words.words(&lang, true),
        languages: String::new(),
        entities: false,
        untagged: false,
        logo: String::new(),
        navigation: String::new(),
        byline: String::new(),
        disclosure: String::new(),
        footer: String::new(),
        lang: lang.clone(),
    };
    let mut settings = SiteSettings {
        published,
        base,
        time_zone,
        states_lang,
        languages,
        images,
        host,
        own_words,
        tagline,
        byline,
        disclosure,
        footer,
        navigation,
        links: follow,
        show,
        widget_sites,
        theme,
        sections: Arc::new(sections.unwrap_or_default()),
        named,
        own: OwnFiles::default(),
    };
    settings.speak(&lang, true);
    (settings, diagnostics)
}

fn show(fields: Option<Fields<'_, '_, '_>>) -> Show {
    let Some(mut fields) = fields else {
        return Show {
            entities: true,
            reading_time: true,
            threads: true,
            widgets: true,
            offline: true,
        };
    };
    let show = Show {
        entities: fields.flag("entities", true),
        reading_time: fields.flag("reading-time", true),
        threads: fields.flag("threads", true),
        widgets: fields.flag("widgets", true),
        offline: fields.flag("offline", true),
    };
    fields.unknown();
    show
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
        assert_eq!(diagnostics, []);
        assert_eq!(settings.published.words, crate::words::words("he"));
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
    #[case::name_of_a_language("lang = \"english\"", "settings-lang")]
    #[case::words("lang = \"tlh\"", "settings-words")]
    #[case::script("lang = \"zh-Hant\"", "settings-words")]
    #[case::choice("languages = \"two\"", "settings-choice")]
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

    #[test]
    fn choices() {
        let (settings, _) = parse("");
        assert_eq!(settings.languages, Languages::Each);
        assert_eq!(settings.images, RemoteImages::Linked);
        assert!(!settings.states_lang && settings.context().lang == UNKNOWN);
        let (settings, _) = parse("languages = \"one\"\nimages = \"remote\"\n");
        assert_eq!(settings.languages, Languages::One);
        assert_eq!(settings.images, RemoteImages::Shown);
        assert_eq!(settings.context().lang, "en");
    }

    #[rstest]
    #[case("https://example.org", "/")]
    #[case("https://example.org/a//b", "/a/b/")]
    #[case("https://example.org/zeitung-ü/", "/zeitung-%C3%BC/")]
    fn the_base_is_the_path_of_the_url(#[case] url: &str, #[case] base: &str) {
        assert_eq!(parse(&format!("url = \"{url}\"")).0.base, base);
    }

    /// An address that could not be read is not missing; and the paper is unfit once.
    #[rstest]
    #[case("[tags", &["settings-syntax", "settings-unknown"])]
    #[case("url = \"https://example.org/\"\n[theme]\npaper = \"#888\"", &["settings-contrast"])]
    fn says_it_once(#[case] text: &str, #[case] codes: &[&str]) {
        let (_, diagnostics) = parse(text);
        let mut found: Vec<&str> = diagnostics.iter().map(|said| said.code).collect();
        found.sort_unstable();
        assert_eq!(found, codes);
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
