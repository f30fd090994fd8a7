//! The one place where URLs are built and read, of pages and of the data behind them.

use dayfold_model::{Date, Month, Subjects};
use leptos_router::location::Url;

/// Every kind of page there is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// The newest day.
    Home,
    /// A day.
    Day(Date),
    /// One story of a day, by itself: a document without the app, made to be linked to. To the
    /// app its address is one of the day, so no reader downloads what knows more.
    #[cfg(feature = "ssr")]
    Story(Date, String),
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
    /// Searching the archive.
    Search,
    /// Putting a widget together. A reader of days alone knows of none: a link there loads a
    /// document.
    #[cfg(feature = "later")]
    Widgets,
    /// Every entity.
    Entities,
    /// The newest stories that name an entity.
    Entity(String),
    /// An older page of these, numbered from the oldest.
    EntityPage(String, u32),
    /// A page of the publisher's own, such as one about the site. The reader knows of none:
    /// they are documents by themselves, and a link to one loads it.
    #[cfg(feature = "ssr")]
    Page(String),
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

    /// Every tag, or every entity.
    pub fn subjects(list: Subjects) -> Self {
        match list {
            Subjects::Tags => Self::Tags,
            Subjects::Entities => Self::Entities,
        }
    }

    /// The newest stories of a tag or an entity; with a number, an older page.
    pub fn subject(list: Subjects, id: String, page: Option<u32>) -> Self {
        match (list, page) {
            (Subjects::Tags, None) => Self::Tag(id),
            (Subjects::Tags, Some(page)) => Self::TagPage(id, page),
            (Subjects::Entities, None) => Self::Entity(id),
            (Subjects::Entities, Some(page)) => Self::EntityPage(id, page),
        }
    }
}

/// What a page of somebody else can show of the site, in a frame.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Widget {
    /// The takeaways of the newest day.
    Latest,
    /// Those of a day.
    Day(Date),
    /// A story of a day.
    Story(Date, String),
    /// The titles of the newest stories.
    Headlines,
    /// A tag's or an entity's newest stories.
    Subject(Subjects, String),
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
            #[cfg(feature = "ssr")]
            Route::Story(date, id) => self.story_page(*date, id),
            Route::Undated(slug) => format!("{base}undated/{slug}/"),
            Route::Archive => format!("{base}archive/"),
            Route::Month(month) => format!("{base}{:04}/{:02}/", month.year(), month.number()),
            Route::Tags => format!("{base}tags/"),
            Route::Tag(id) => format!("{base}tags/{id}/"),
            Route::TagPage(id, page) => format!("{base}tags/{id}/{page}/"),
            Route::Saved => format!("{base}saved/"),
            Route::CatchUp => format!("{base}catch-up/"),
            Route::Search => format!("{base}search/"),
            #[cfg(feature = "later")]
            Route::Widgets => format!("{base}widgets/"),
            Route::Entities => format!("{base}entities/"),
            Route::Entity(id) => format!("{base}entities/{id}/"),
            Route::EntityPage(id, page) => format!("{base}entities/{id}/{page}/"),
            #[cfg(feature = "ssr")]
            Route::Page(slug) => format!("{base}{slug}/"),
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
            ("search", None) => Some(Route::Search),
            #[cfg(feature = "later")]
            ("widgets", None) => Some(Route::Widgets),
            ("undated", Some(slug)) => (!slug.contains('/')).then(|| Route::Undated(slug.into())),
            ("tags", more) => subject(Subjects::Tags, more),
            ("entities", more) => subject(Subjects::Entities, more),
            (year, Some(month)) if (year.len(), month.len()) == (4, 2) => {
                (year.to_owned() + "-" + month)
                    .parse()
                    .ok()
                    .map(Route::Month)
            }
            // A story's own page, which is no page of the app. What is there in its place is the
            // day; a year has days below it, too.
            (day, Some(id)) if day.len() == 10 => match (day.parse(), id.contains('/')) {
                (Ok(date), false) => Some(Route::Day(date)),
                _ => None,
            },
            // Kindly in other forms too, as long as the year comes first.
            _ => match rest.find(|c: char| !c.is_ascii_digit()) {
                Some(4) | None => Date::read(rest).map(Route::Day),
                _ => None,
            },
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

    /// Where a story of a day is by itself.
    pub fn story_page(&self, date: Date, id: &str) -> String {
        [&self.page(&Route::Day(date)), id, "/"].concat()
    }

    /// Where the page is that a frame shows. It takes how it is to look in its fragment:
    /// `#theme=dark&accent=%230b5394&density=compact&limit=5`.
    pub fn widget(&self, widget: &Widget) -> String {
        let inner = match widget {
            Widget::Latest => "latest".to_owned(),
            Widget::Day(date) => date.to_string(),
            Widget::Story(date, id) => format!("{date}/{id}"),
            Widget::Headlines => "headlines".to_owned(),
            Widget::Subject(Subjects::Tags, id) => format!("tags/{id}"),
            Widget::Subject(Subjects::Entities, id) => format!("entities/{id}"),
        };
        [&self.base, "embed/", &inner, "/"].concat()
    }

    /// The site's own data: settings, latest days, months.
    pub fn site_data(&self) -> String {
        format!("{}data/site.json", self.base)
    }

    /// A day's post JSON.
    pub fn day_data(&self, date: Date) -> String {
        format!("{}data/{date}.json", self.base)
    }

    /// What later days told of a day's stories.
    pub fn threads_data(&self, date: Date) -> String {
        format!("{}data/threads/{date}.json", self.base)
    }

    /// A file of the search.
    pub fn search_data(&self, file: &str) -> String {
        format!("{}data/search/{file}", self.base)
    }

    /// The post JSON of a digest without a day.
    pub fn undated_data(&self, slug: &str) -> String {
        format!("{}data/undated/{slug}.json", self.base)
    }

    /// The archive's front page.
    pub fn archive_data(&self) -> String {
        format!("{}data/archive.json", self.base)
    }

    /// A file of what is published beside the pages, by its path in there.
    pub fn data(&self, path: &str) -> String {
        format!("{}data/{path}", self.base)
    }

    /// What the site remembers of itself: `index`, or of a year.
    pub fn history_data(&self, name: &str) -> String {
        self.data(&format!("history/{name}.json"))
    }

    /// A month's days.
    pub fn month_data(&self, month: Month) -> String {
        format!("{}data/months/{month}.json", self.base)
    }

    /// The feed in Atom of what that page is of: the site, a tag, an entity. Beside it stands
    /// the same as JSON Feed, with the ending `.json`.
    pub fn feed(&self, route: &Route) -> String {
        self.page(route) + "feed.xml"
    }

    /// A month of the site's feed.
    pub fn month_feed(&self, month: Month) -> String {
        format!("{}feed/{month}.xml", self.base)
    }

    /// What oEmbed says of a page, which is that of a day, of a story or, with an empty path,
    /// the front page. `page` is its path below the site's.
    #[cfg(feature = "later")]
    pub fn oembed(&self, page: &str) -> String {
        let page = match page.trim_end_matches('/') {
            "" => "latest",
            page => page,
        };
        format!("{}oembed/{page}.json", self.base)
    }

    /// Where a day, or a story of it, is put into a page of one's own. A plain text: every
    /// reader of days downloads this.
    pub fn embedding(&self, date: Date, story: &str) -> String {
        let day = date.to_string();
        let show = match story {
            "" => "",
            _ => "&show=story&story=",
        };
        [&self.base, "widgets/?date=", &day, show, story].concat()
    }

    /// What is published of a list of subjects, or of one of them: its file is called as its
    /// page is.
    pub fn subject_data(&self, route: &Route) -> String {
        let page = self.page(route);
        let inner = page[self.base.len()..].trim_end_matches('/');
        format!("{}data/{inner}.json", self.base)
    }
}

/// A path with its escapes resolved, as they are compared.
pub(crate) fn decoded(path: &str) -> String {
    Url::unescape_minimal(path)
}

/// What page of a list of subjects an address is of, from what stands in it behind the list.
fn subject(list: Subjects, more: Option<&str>) -> Option<Route> {
    let Some(more) = more else {
        return Some(Route::subjects(list));
    };
    let (id, page) = match more.split_once('/') {
        None => (more, None),
        Some((id, page)) => (id, Some(page_number(page)?)),
    };
    Some(Route::subject(list, id.to_owned(), page))
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
            Route::Entities,
            Route::Entity("nvidia".into()),
            Route::EntityPage("nvidia".into(), 3),
            Route::Search,
            Route::NotFound,
        ] {
            writeln!(all, "{:<55} {}", format!("{route:?}"), paths.page(&route)).unwrap();
        }
        for (name, path) in [
            ("story", paths.story(&Route::Day(date), "a-story")),
            ("story's page", paths.story_page(date, "a-story")),
            ("site", paths.site_data()),
            ("day", paths.day_data(date)),
            ("threads", paths.threads_data(date)),
            ("search", paths.search_data("index.txt")),
            ("undated", paths.undated_data("notes")),
            ("archive", paths.archive_data()),
            ("history", paths.history_data("2025")),
            ("month", paths.month_data(date.month())),
            ("tags", paths.subject_data(&Route::Tags)),
            ("tag", paths.subject_data(&Route::Tag("ai".into()))),
            (
                "tag page",
                paths.subject_data(&Route::TagPage("ai".into(), 3)),
            ),
            ("entities", paths.subject_data(&Route::Entities)),
            ("feed", paths.feed(&Route::Home)),
            ("month of the feed", paths.month_feed(date.month())),
            ("tag's feed", paths.feed(&Route::Tag("ai".into()))),
            ("latest widget", paths.widget(&Widget::Latest)),
            ("day's widget", paths.widget(&Widget::Day(date))),
            (
                "story's widget",
                paths.widget(&Widget::Story(date, "a-story".into())),
            ),
            ("headlines", paths.widget(&Widget::Headlines)),
            (
                "tag's widget",
                paths.widget(&Widget::Subject(Subjects::Tags, "ai".into())),
            ),
            (
                "entity's widget",
                paths.widget(&Widget::Subject(Subjects::Entities, "nvidia".into())),
            ),
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
    #[case("/news/2025-1-5", Route::Day("2025-01-05".parse().unwrap()))]
    #[case("/news/2025/11/22/", Route::Day("2025-11-22".parse().unwrap()))]
    #[case("/news/20251122", Route::Day("2025-11-22".parse().unwrap()))]
    #[case("/news/2025/11/", Route::Month("2025-11".parse().unwrap()))]
    #[case("/news/2025-11-22/ki-überall", Route::Day("2025-11-22".parse().unwrap()))]
    #[case("/news/2025-11-22/22/", Route::Day("2025-11-22".parse().unwrap()))]
    #[case("/news/2025-11-22/a/b/", Route::NotFound)]
    #[case("/news/2025-11-32/a/", Route::NotFound)]
    #[case("/news/22.11.2025/", Route::NotFound)]
    #[case("/news/2025/", Route::NotFound)]
    #[case("/news/2025-02-30/", Route::NotFound)]
    #[case("/news/404.html", Route::NotFound)]
    #[case("/news/feed.xml", Route::NotFound)]
    #[case("/news/undated/", Route::NotFound)]
    #[case("/news/undated/a/b/", Route::NotFound)]
    #[case("/news/tags/a/x/", Route::NotFound)]
    #[case("/news/tags/a/+3/", Route::NotFound)]
    #[case("/news/tags/a/03/", Route::NotFound)]
    #[case("/news/entities", Route::Entities)]
    #[case("/news/entities/nvidia/2/", Route::EntityPage("nvidia".into(), 2))]
    #[case("/newsletter/", Route::NotFound)]
    #[case("/", Route::NotFound)]
    fn reads(#[case] path: &str, #[case] route: Route) {
        assert_eq!(Paths::new("/news/").route(path), route);
    }

    #[test]
    #[cfg(feature = "later")]
    fn paths_of_widgets() {
        let paths = Paths::new("/news/");
        let date: Date = "2025-11-22".parse().unwrap();
        assert_eq!(paths.page(&Route::Widgets), "/news/widgets/");
        assert_eq!(paths.route("/news/widgets/"), Route::Widgets);
        assert_eq!(paths.embedding(date, ""), "/news/widgets/?date=2025-11-22");
        assert_eq!(
            paths.embedding(date, "a"),
            "/news/widgets/?date=2025-11-22&show=story&story=a"
        );
        assert_eq!(paths.oembed(""), "/news/oembed/latest.json");
        assert_eq!(
            paths.oembed("2025-11-22/a/"),
            "/news/oembed/2025-11-22/a.json"
        );
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
            Just(Route::Search),
            Just(Route::NotFound),
            date().prop_map(Route::Day),
            "[\\p{Ll}0-9-]{1,12}".prop_map(Route::Undated),
            date().prop_map(|date| Route::Month(date.month())),
            "[\\p{Ll}0-9-]{1,12}".prop_map(Route::Tag),
            ("[\\p{Ll}0-9-]{1,12}", 1u32..999).prop_map(|(tag, page)| Route::TagPage(tag, page)),
            Just(Route::Entities),
            ("[\\p{Ll}0-9-]{1,12}", proptest::option::of(1u32..999))
                .prop_map(|(id, page)| Route::subject(Subjects::Entities, id, page)),
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
