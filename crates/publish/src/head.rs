//! What a page says of itself to search engines, to whoever shows a card of a shared link, to
//! feed readers: the part of its head that no person sees.

use crate::{
    addresses::{self, absolute},
    document::attribute,
    oembed,
    stamps::Stamp,
};
use dayfold_app::paths::{Paths, Route};
use dayfold_model::Settings;
use serde_json::Value;
use std::fmt::Write;

/// The width of every card image, in pixels.
pub(crate) const CARD_WIDTH: u32 = 1200;

/// The height of every card image, in pixels.
pub(crate) const CARD_HEIGHT: u32 = 630;

/// The picture that stands for a page where its link is shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CardImage {
    /// Its whole address.
    pub(crate) address: String,
    /// What is on it, for those who do not see it.
    pub(crate) alt: String,
}

/// What a page with a moment says beside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Article {
    pub(crate) stamp: Stamp,
    /// The heading that it stands under.
    pub(crate) section: Option<String>,
    /// Labels of tags.
    pub(crate) tags: Vec<String>,
}

/// What a page is, for the head.
pub(crate) struct About<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) paths: &'a Paths,
    pub(crate) route: &'a Route,
    /// The page's heading.
    pub(crate) title: String,
    /// What it is about, in a line; may be empty.
    pub(crate) description: String,
    /// The same in each language, this one too: language and address, the main language
    /// first. Empty where there is but one.
    pub(crate) alternates: Vec<(String, String)>,
    /// The pages of the same site whose feeds go with this one, each with the feed's title,
    /// the nearest first.
    pub(crate) feeds: Vec<(String, Route)>,
    pub(crate) card: Option<CardImage>,
    pub(crate) article: Option<Article>,
    pub(crate) linked_data: Option<Value>,
    /// Whether oEmbed says something of it.
    pub(crate) has_oembed: bool,
}

/// Lines of the head.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn add(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing into a string cannot fail.
        _ = self.0.write_fmt(line);
        self.0.push('\n');
    }

    fn name(&mut self, name: &str, content: &str) {
        self.add(format_args!(
            "<meta name=\"{name}\" content=\"{}\">",
            attribute(content)
        ));
    }

    fn property(&mut self, property: &str, content: &str) {
        self.add(format_args!(
            "<meta property=\"{property}\" content=\"{}\">",
            attribute(content)
        ));
    }
}

/// The lines of a page's head that say what it is.
pub(crate) fn write(about: &About<'_>) -> String {
    let mut lines = Lines::default();
    if !about.description.is_empty() {
        lines.name("description", &about.description);
    }
    // What only the reader's own browser can fill is nothing to be found by searching, nor is a
    // list with nothing in it.
    let is_empty = about.settings.untagged && *about.route == Route::Tags;
    let is_personal = matches!(
        about.route,
        Route::NotFound | Route::Saved | Route::CatchUp | Route::Search | Route::Widgets
    );
    if is_personal || is_empty {
        lines.name("robots", "noindex");
        return lines.0;
    }
    // Without it the image in a search result is a small one.
    lines.name("robots", "max-image-preview:large");
    card(&mut lines, about);
    if let Some(url) = &about.settings.url {
        whole_addresses(&mut lines, about, url);
    }
    if let Some(data) = &about.linked_data {
        lines.add(format_args!(
            "<script type=\"application/ld+json\">{}</script>",
            script_data(&data.to_string())
        ));
    }
    lines.0
}

/// Open Graph (<https://ogp.me>), and what X reads beside it.
fn card(lines: &mut Lines, about: &About<'_>) {
    let settings = about.settings;
    let kind = match (&about.article, about.route) {
        (Some(_), _) | (None, Route::Home | Route::Undated(_)) => "article",
        _ => "website",
    };
    lines.property("og:type", kind);
    lines.property("og:title", &about.title);
    lines.property("og:site_name", &settings.title);
    lines.property("og:locale", &settings.lang.replace('-', "_"));
    if !about.description.is_empty() {
        lines.property("og:description", &about.description);
    }
    let shown = match &about.card {
        Some(card) => {
            lines.property("og:image", &card.address);
            lines.property("og:image:width", &CARD_WIDTH.to_string());
            lines.property("og:image:height", &CARD_HEIGHT.to_string());
            lines.property("og:image:alt", &card.alt);
            "summary_large_image"
        }
        None => "summary",
    };
    lines.name("twitter:card", shown);
    let Some(article) = &about.article else {
        return;
    };
    let Stamp { published, updated } = article.stamp;
    lines.property("article:published_time", &published.to_string());
    lines.property("article:modified_time", &updated.to_string());
    if let Some(section) = &article.section {
        lines.property("article:section", section);
    }
    for tag in &article.tags {
        lines.property("article:tag", tag);
    }
}

/// What only a site can say that knows its own address.
fn whole_addresses(lines: &mut Lines, about: &About<'_>, url: &str) {
    let address = absolute(about.paths, url, about.route);
    lines.property("og:url", &address);
    let address = attribute(&address);
    lines.add(format_args!("<link rel=\"canonical\" href=\"{address}\">"));
    for (title, page) in &about.feeds {
        let (title, page) = (attribute(title), absolute(about.paths, url, page));
        for (mime, ending) in [("atom+xml", "xml"), ("feed+json", "json")] {
            lines.add(format_args!(
                "<link rel=\"alternate\" type=\"application/{mime}\" title=\"{title}\" href=\"{}feed.{ending}\">",
                attribute(&page)
            ));
        }
    }
    if about.has_oembed {
        let address = addresses::oembed(about.paths, url, about.route);
        lines.add(format_args!("{}", oembed::link(&address, &about.title)));
    }
    let alternates = about.alternates.iter();
    let other = about.alternates.first().map(|(_, address)| address);
    let other = other.map(|address| ("x-default", address));
    let alternates = alternates.map(|(lang, address)| (lang.as_str(), address));
    for (lang, address) in alternates.chain(other) {
        lines.add(format_args!(
            "<link rel=\"alternate\" hreflang=\"{}\" href=\"{}\">",
            attribute(lang),
            attribute(address)
        ));
    }
}

/// JSON that can stand in a script element: no `<` is left that could end it, or open a
/// comment in it (HTML Standard, 4.12.1.3).
pub(crate) fn script_data(json: &str) -> String {
    json.replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{linked_data::LinkedSite, samples};
    use dayfold_model::Date;

    fn written(change: impl FnOnce(&mut About<'_>)) -> String {
        let settings = samples::settings();
        let paths = Paths::new("/news/");
        let digest = samples::digest();
        let date: Date = digest.date.unwrap();
        let route = Route::Day(date);
        let stamp = crate::samples::stamp(&digest);
        let card = CardImage {
            address: "https://example.org/news/assets/cards/a.png".into(),
            alt: "A day \"of\" note".into(),
        };
        let site = LinkedSite {
            settings: &settings,
            paths: &paths,
            url: "https://example.org/news/",
            icon: "/news/icons/512.png".into(),
        };
        let mut about = About {
            settings: &settings,
            paths: &paths,
            route: &route,
            title: digest.title.clone(),
            description: "Said <so>".into(),
            alternates: vec![
                ("en".into(), "https://example.org/news/2025-11-22/".into()),
                (
                    "de".into(),
                    "https://example.org/news/de/2025-11-22/".into(),
                ),
            ],
            feeds: vec![("News".into(), Route::Home)],
            linked_data: Some(site.day(&digest, date, stamp, Some(&card), false)),
            card: Some(card),
            has_oembed: true,
            article: Some(Article {
                stamp,
                section: None,
                tags: vec!["Chips".into()],
            }),
        };
        change(&mut about);
        write(&about)
    }

    #[test]
    fn a_day_says_all() {
        insta::assert_snapshot!(written(|_| {}));
    }

    #[test]
    fn without_an_address_nothing_is_absolute() {
        let mut settings = samples::settings();
        settings.url = None;
        let about = About {
            settings: &settings,
            paths: &Paths::new("/"),
            route: &Route::Archive,
            title: "Archive".into(),
            description: String::new(),
            alternates: vec![],
            feeds: vec![("News".into(), Route::Home)],
            card: None,
            article: None,
            linked_data: None,
            has_oembed: false,
        };
        let head = write(&about);
        assert!(
            !head.contains("://") && !head.contains("canonical"),
            "{head}"
        );
        assert!(head.contains("<meta name=\"twitter:card\" content=\"summary\">"));
    }

    #[test]
    fn what_is_for_one_reader_is_not_indexed() {
        for route in [
            Route::NotFound,
            Route::Saved,
            Route::CatchUp,
            Route::Widgets,
        ] {
            let settings = samples::settings();
            let head = write(&About {
                settings: &settings,
                paths: &Paths::new("/news/"),
                route: &route,
                title: "Saved".into(),
                description: "Said".into(),
                alternates: vec![],
                feeds: vec![],
                card: None,
                article: None,
                linked_data: None,
                has_oembed: false,
            });
            assert_eq!(
                head,
                "<meta name=\"description\" content=\"Said\">\n<meta name=\"robots\" content=\"noindex\">\n"
            );
        }
    }

    #[test]
    fn data_cannot_end_its_script() {
        assert_eq!(
            script_data("\"</script><!--\""),
            "\"\\u003c/script>\\u003c!--\""
        );
        let mut digest = samples::digest();
        digest.title = "</script><script>alert(1)</script><!--".into();
        let settings = samples::settings();
        let paths = Paths::new("/news/");
        let site = LinkedSite {
            settings: &settings,
            paths: &paths,
            url: "https://example.org/news/",
            icon: "/news/icons/512.png".into(),
        };
        let stamp = crate::samples::stamp(&digest);
        let data = site.day(&digest, digest.date.unwrap(), stamp, None, true);
        let head = written(|about| about.linked_data = Some(data));
        let (_, script) = head.split_once("ld+json\">").unwrap();
        let (json, _) = script.split_once("</script>").unwrap();
        let read: Value = serde_json::from_str(json).unwrap();
        assert_eq!(read["@graph"][1]["headline"], digest.title.as_str());
    }
}
