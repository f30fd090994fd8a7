//! The one place where URLs are built and read, of pages and of the data behind them.

use dayfold_model::{Date, Month};
use leptos_router::location::Url;

/// Every kind of page there is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// The newest day.
    Home,
    /// A day.
    Day(Date),
    /// A digest without a day.
    Undated(String),
    /// The months that have days.
    Archive,
    /// The days of a month.
    Month(Month),
    /// Every tag.
    Tags,
    /// A tag's newest stories.
    Tag(String),
    /// An older page of a tag's stories, numbered from the oldest.
    TagPage(String, u32),
    /// What the reader saved.
    Saved,
    /// The days since the last visit on one page.
    CatchUp,
    /// Whatever does not exist.
    NotFound,
}

impl Route {
    /// A digest's own page, of its day or of what stands for that.
    pub fn of_digest(date: Option<Date>, slug: &Option<String>) -> Self {
        match date {
            Some(date) => Self::Day(date),
            None => Self::Undated(slug.clone().unwrap_or_default()),
        }
    }
}

/// Builds URLs under the path that the site lives at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// As it stands in addresses, with its escapes.
    base: String,
    /// With its escapes resolved, as paths are compared.
    decoded: String,
}

impl Paths {
    /// Paths under `base`, with its escapes as in an address; slashes at its ends are added
    /// where they are missing.
    pub fn new(base: &str) -> Self {
        let inner = base.trim_matches('/');
        let base = if inner.is_empty() {
            "/".to_owned()
        } else {
            format!("/{inner}/")
        };
        let decoded = decoded(&base);
        Self { base, decoded }
    }

    /// The site's path: begins and ends with a slash.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The site's path as the router wants it: without the slash at its end.
    pub fn router_base(&self) -> String {
        self.base.trim_end_matches('/').to_owned()
    }

    /// Where a page is.
    pub fn page(&self, route: &Route) -> String {
        let base = &self.base;
        match route {
            Route::Home => base.clone(),
            Route::Day(date) => format!("{base}{date}/"),
            Route::Undated(slug) => format!("{base}undated/{slug}/"),
            Route::Archive => format!("{base}archive/"),
            Route::Month(month) => format!("{base}{:04}/{:02}/", month.year(), month.number()),
            Route::Tags => format!("{base}tags/"),
            Route::Tag(id) => format!("{base}tags/{id}/"),
            Route::TagPage(id, page) => format!("{base}tags/{id}/{page}/"),
            Route::Saved => format!("{base}saved/"),
            Route::CatchUp => format!("{base}catch-up/"),
            Route::NotFound => format!("{base}404.html"),
        }
    }

    /// What page an address is of: the way back from [`page`](Self::page). `path` is decoded.
    /// Slashes at the end and `index.html` make no difference; what is not a page of the
    /// site is [`Route::NotFound`].
    pub fn route(&self, path: &str) -> Route {
        let Some(rest) = path.strip_prefix(self.decoded.trim_end_matches('/')) else {
            return Route::NotFound;
        };
        let rest = rest.strip_suffix("index.html").unwrap_or(rest);
        // Of the base `/news/`, `/newsletter` is no part.
        if !rest.is_empty() && !rest.starts_with('/') {
            return Route::NotFound;
        }
        let rest = rest.trim_matches('/');
        let (first, more) = rest
            .split_once('/')
            .map_or((rest, None), |(first, more)| (first, Some(more)));
        let found = match (first, more) {
            ("", _) => Some(Route::Home),
            ("archive", None) => Some(Route::Archive),
            ("saved", None) => Some(Route::Saved),
            ("catch-up", None) => Some(Route::CatchUp),
            ("undated", Some(slug)) => (!slug.contains('/')).then(|| Route::Undated(slug.into())),
            ("tags", None) => Some(Route::Tags),
            ("tags", Some(tag)) => match tag.split_once('/') {
                None => Some(Route::Tag(tag.to_owned())),
                Some((tag, page)) => {
                    page_number(page).map(|page| Route::TagPage(tag.to_owned(), page))
                }
            },
            (day, None) => day.parse().ok().map(Route::Day),
            (year, Some(month)) => format!("{year}-{month}").parse().ok().map(Route::Month),
        };
        found.unwrap_or(Route::NotFound)
    }

    /// A page's full address on the site at `url`, which ends with the site's path.
    pub fn absolute(&self, url: &str, route: &Route) -> String {
        let path = self.page(route);
        format!("{url}{}", &path[self.base.len()..])
    }

    /// Where a story is, on its digest's page.
    pub fn story(&self, digest: &Route, id: &str) -> String {
        format!("{}#{id}", self.page(digest))
    }

    /// The site's own data: settings, latest days, months.
    pub fn site_data(&self) -> String {
        format!("{}data/site.json", self.base)
    }

    /// A day's post JSON.
    pub fn day_data(&self, date: Date) -> String {
        format!("{}data/{date}.json", self.base)
    }

    /// The post JSON of a digest without a day.
    pub fn undated_data(&self, slug: &str) -> String {
        format!("{}data/undated/{slug}.json", self.base)
    }

    /// The archive's front page.
    pub fn archive_data(&self) -> String {
        format!("{}data/archive.json", self.base)
    }

    /// A month's days.
    pub fn month_data(&self, month: Month) -> String {
        format!("{}data/months/{month}.json", self.base)
    }

    /// Every tag of the site.
    pub fn tags_data(&self) -> String {
        format!("{}data/tags.json", self.base)
    }

    /// A tag's newest stories.
    pub fn tag_data(&self, id: &str) -> String {
        format!("{}data/tags/{id}.json", self.base)
    }

    /// A page of a tag's stories.
    pub fn tag_page_data(&self, id: &str, page: u32) -> String {
        format!("{}data/tags/{id}/{page}.json", self.base)
    }
}

/// A path with its escapes resolved, as they are compared.
pub(crate) fn decoded(path: &str) -> String {
    Url::unescape_minimal(path)
}

/// A number as it is written in addresses: digits alone, and no zero before them.
fn page_number(text: &str) -> Option<u32> {
    let number = text.parse().ok()?;
    (number > 0 && text.starts_with(|c: char| matches!(c, '1'..='9'))).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;
    use std::fmt::Write;

    /// One look at every URL: a change here breaks links that people have kept.
    #[test]
    fn every_path() {
        let paths = Paths::new("/news/");
        let date: Date = "2025-11-22".parse().unwrap();
        let mut all = String::new();
        for route in [
            Route::Home,
            Route::Day(date),
            Route::Undated("notes".into()),
            Route::Archive,
            Route::Month(date.month()),
            Route::Tags,
            Route::Tag("ki-überall".into()),
            Route::TagPage("ai".into(), 3),
            Route::NotFound,
        ] {
            writeln!(all, "{:<55} {}", format!("{route:?}"), paths.page(&route)).unwrap();
        }
        for (name, path) in [
            ("story", paths.story(&Route::Day(date), "a-story")),
            ("site", paths.site_data()),
            ("day", paths.day_data(date)),
            ("undated", paths.undated_data("notes")),
            ("archive", paths.archive_data()),
            ("month", paths.month_data(date.month())),
            ("tags", paths.tags_data()),
            ("tag", paths.tag_data("ai")),
            ("tag page", paths.tag_page_data("ai", 3)),
        ] {
            writeln!(all, "{name:<55} {path}").unwrap();
        }
        insta::assert_snapshot!(all);
    }

    #[rstest]
    #[case("/news", Route::Home)]
    #[case("/news/", Route::Home)]
    #[case("/news/index.html", Route::Home)]
    #[case("/news/2025-11-22", Route::Day("2025-11-22".parse().unwrap()))]
    #[case("/news/2025-11-22/index.html", Route::Day("2025-11-22".parse().unwrap()))]
    #[case("/news/2025-02-30/", Route::NotFound)]
    #[case("/news/404.html", Route::NotFound)]
    #[case("/news/feed.xml", Route::NotFound)]
    #[case("/news/undated/", Route::NotFound)]
    #[case("/news/undated/a/b/", Route::NotFound)]
    #[case("/news/tags/a/x/", Route::NotFound)]
    #[case("/news/tags/a/+3/", Route::NotFound)]
    #[case("/news/tags/a/03/", Route::NotFound)]
    #[case("/newsletter/", Route::NotFound)]
    #[case("/", Route::NotFound)]
    fn reads(#[case] path: &str, #[case] route: Route) {
        assert_eq!(Paths::new("/news/").route(path), route);
    }

    #[test]
    fn a_base_with_escapes() {
        let paths = Paths::new("/zeitung-%C3%BC/");
        assert_eq!(paths.page(&Route::Tags), "/zeitung-%C3%BC/tags/");
        assert_eq!(paths.route("/zeitung-ü/tags/"), Route::Tags);
    }

    fn any_route() -> impl Strategy<Value = Route> {
        let date =
            || (1u16..=9999, 1u8..=12, 1u8..=28).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap());
        prop_oneof![
            Just(Route::Home),
            Just(Route::Archive),
            Just(Route::Tags),
            Just(Route::NotFound),
            date().prop_map(Route::Day),
            "[\\p{Ll}0-9-]{1,12}".prop_map(Route::Undated),
            date().prop_map(|date| Route::Month(date.month())),
            "[\\p{Ll}0-9-]{1,12}".prop_map(Route::Tag),
            ("[\\p{Ll}0-9-]{1,12}", 1u32..999).prop_map(|(tag, page)| Route::TagPage(tag, page)),
        ]
    }

    proptest! {
        #[test]
        fn every_page_is_read_back(route in any_route(), base in "(/[a-z]{1,5}){0,2}/") {
            let paths = Paths::new(&base);
            prop_assert_eq!(paths.route(&paths.page(&route)), route);
        }

        #[test]
        fn reading_never_panics(path in "\\PC{0,40}") {
            Paths::new("/news/").route(&path);
        }
    }

    #[rstest]
    #[case("", "/", "")]
    #[case("/", "/", "")]
    #[case("news", "/news/", "/news")]
    #[case("/a/b/", "/a/b/", "/a/b")]
    fn bases(#[case] given: &str, #[case] base: &str, #[case] router: &str) {
        let paths = Paths::new(given);
        assert_eq!(paths.base(), base);
        assert_eq!(paths.router_base(), router);
    }
}
