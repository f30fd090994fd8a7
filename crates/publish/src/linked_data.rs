//! What a page is, in the words of schema.org, as JSON-LD.
//!
//! A day and a story are each a `NewsArticle`: a day has a headline, a moment and a text of
//! its own, which is what Google asks of an article, and its stories are its parts
//! (`hasPart`), each with a page. A `CollectionPage` would say less: no search engine shows
//! one in any way of its own. Lists are `CollectionPage`s over an `ItemList`. Every page below
//! the front page says where it is by a `BreadcrumbList`.
//! See <https://developers.google.com/search/docs/appearance/structured-data/article>.

use crate::{
    addresses::{self, absolute, origin},
    descriptions::cut,
    head::CardImage,
    stamps::Stamp,
};
use dayfold_app::{
    content::{Archive, list_name},
    paths::{Paths, Route},
};
use dayfold_ingest::calendar;
use dayfold_model::{Date, Digest, MonthDays, Settings, Story, SubjectList, SubjectPage, Word};
use serde_json::{Value, json};

/// The longest headline that search engines show whole, in characters.
const HEADLINE_CHARS: usize = 110;

/// How many items of a list are named. The page itself links to all of them.
const ITEMS: usize = 100;

/// What the pages of a site in one language have in common.
pub(crate) struct LinkedSite<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) paths: &'a Paths,
    /// The site's address, with its path and a final slash.
    pub(crate) url: &'a str,
    /// The path of the site's square icon.
    pub(crate) icon: String,
}

/// A step of the way from the front page to a page: its name and where it is.
type Step = (String, Route);

impl LinkedSite<'_> {
    /// A day. On the front page (`is_home`) it is the site's newest, and what the site is
    /// called is said there, too.
    pub(crate) fn day(
        &self,
        digest: &Digest,
        date: Date,
        stamp: Stamp,
        card: Option<&CardImage>,
        is_home: bool,
    ) -> Value {
        // Tomorrow another day stands on the front page, so this is its own page.
        let own = Route::Day(date);
        let mut article = self.article(&digest.title, digest, &own, stamp, card);
        let stories = digest.stories().map(|story| {
            json!({
                "@type": "NewsArticle",
                "headline": headline(&story.title),
                "url": self.address(&Route::Story(date, story.id.clone())),
            })
        });
        let stories: Vec<_> = stories.collect();
        if !stories.is_empty() {
            article["hasPart"] = stories.into();
        }
        if is_home {
            return self.graph([self.website(), article]);
        }
        let month = date.month();
        let month_text = calendar::month_text(month, &self.settings.lang);
        let way = vec![
            self.archive_step(),
            (month_text, Route::Month(month)),
            (digest.title.clone(), own),
        ];
        self.graph([article, self.breadcrumbs(way)])
    }

    /// A story of a day.
    pub(crate) fn story(
        &self,
        digest: &Digest,
        date: Date,
        story: &Story,
        stamp: Stamp,
        card: Option<&CardImage>,
    ) -> Value {
        let day = Route::Day(date);
        let own = Route::Story(date, story.id.clone());
        let mut article = self.article(&story.title, digest, &own, stamp, card);
        article["isPartOf"] = json!({"@type": "NewsArticle", "@id": self.address(&day)});
        if let Some(section) = section(digest, story) {
            article["articleSection"] = section.into();
        }
        let tags = tags(digest, story);
        if !tags.is_empty() {
            article["keywords"] = tags.into();
        }
        let way = vec![(digest.title.clone(), day), (story.title.clone(), own)];
        self.graph([article, self.breadcrumbs(way)])
    }

    /// A digest without a day: there is no moment, which an article would need.
    pub(crate) fn undated(&self, digest: &Digest, own: &Route) -> Value {
        let way = vec![self.archive_step(), (digest.title.clone(), own.clone())];
        self.graph([self.breadcrumbs(way)])
    }

    /// The archive's front page, which the site opens with where it has no day.
    pub(crate) fn archive(&self, archive: &Archive, is_home: bool) -> Value {
        let latest = archive.latest.iter();
        let latest = latest.map(|month| (&*month.month_text, month.month));
        let earlier = archive.earlier.iter();
        let earlier = earlier.map(|month| (&*month.text, month.month));
        let months = latest.chain(earlier);
        let count = archive.latest.len() + archive.earlier.len();
        let months = months.map(|(text, month)| (text, self.address(&Route::Month(month))));
        if is_home {
            let own = Route::Home;
            let list = self.list(&self.settings.title, &own, count, months);
            return self.graph([self.website(), list]);
        }
        let (name, own) = self.archive_step();
        let list = self.list(&name, &own, count, months);
        self.graph([list, self.breadcrumbs(vec![(name, own)])])
    }

    /// The days of a month.
    pub(crate) fn month(&self, month: &MonthDays) -> Value {
        let own = Route::Month(month.month);
        let days = month.days.iter();
        let days = days.map(|day| (&*day.title, self.address(&Route::Day(day.date))));
        let list = self.list(&month.month_text, &own, month.days.len(), days);
        let way = vec![self.archive_step(), (month.month_text.clone(), own)];
        self.graph([list, self.breadcrumbs(way)])
    }

    /// Every tag or every entity.
    pub(crate) fn subjects(&self, list: &SubjectList) -> Value {
        let own = Route::subjects(list.list);
        let name = self.settings.words.get(list_name(list.list)).to_owned();
        let subjects = list.subjects.iter().map(|subject| {
            let page = Route::subject(list.list, subject.id.clone(), None);
            (&*subject.label, self.address(&page))
        });
        let items = self.list(&name, &own, list.subjects.len(), subjects);
        self.graph([items, self.breadcrumbs(vec![(name, own)])])
    }

    /// A page of the stories of a tag or an entity, at `own`.
    pub(crate) fn subject(&self, page: &SubjectPage, own: &Route) -> Value {
        let all = Route::subjects(page.list);
        let name = self.settings.words.get(list_name(page.list)).to_owned();
        let stories = page.stories.iter().map(|story| {
            let address = match story.date {
                Some(date) => self.address(&Route::Story(date, story.id.clone())),
                None => {
                    let digest = Route::of_digest(None, &story.slug);
                    addresses::escaped(&format!("{}#{}", self.address(&digest), story.id))
                }
            };
            (&*story.title, address)
        });
        let list = self.list(&page.label, own, page.stories.len(), stories);
        let mut way = vec![
            (name, all),
            (
                page.label.clone(),
                Route::subject(page.list, page.id.clone(), None),
            ),
        ];
        if page.count.is_none() {
            way.push((page.page.to_string(), own.clone()));
        }
        self.graph([list, self.breadcrumbs(way)])
    }

    fn address(&self, route: &Route) -> String {
        absolute(self.paths, self.url, route)
    }

    fn graph<const N: usize>(&self, nodes: [Value; N]) -> Value {
        json!({"@context": "https://schema.org", "@graph": nodes.as_slice()})
    }

    /// What is said of a day and of a story alike.
    fn article(
        &self,
        title: &str,
        digest: &Digest,
        own: &Route,
        stamp: Stamp,
        card: Option<&CardImage>,
    ) -> Value {
        let own = self.address(own);
        let publisher = json!({
            "@type": "Organization",
            "@id": format!("{}#publisher", self.url),
            "name": self.settings.title,
            "url": self.url,
            "logo": format!("{}{}", origin(self.url), self.icon),
        });
        let mut article = json!({
            "@type": "NewsArticle",
            "@id": own,
            "mainEntityOfPage": own,
            "headline": headline(title),
            "datePublished": stamp.published.to_string(),
            "dateModified": stamp.updated.to_string(),
            "inLanguage": digest.lang,
            "isAccessibleForFree": true,
            "author": {"@id": publisher["@id"]},
            "publisher": publisher,
        });
        if let Some(card) = card {
            article["image"] = card.address.as_str().into();
        }
        article
    }

    fn website(&self) -> Value {
        json!({
            "@type": "WebSite",
            "@id": format!("{}#site", self.url),
            "url": self.url,
            "name": self.settings.title,
            "inLanguage": self.settings.lang,
        })
    }

    fn archive_step(&self) -> Step {
        let name = self.settings.words.get(Word::Archive);
        (name.to_owned(), Route::Archive)
    }

    /// The way from the front page to a page, that one included.
    fn breadcrumbs(&self, way: Vec<Step>) -> Value {
        let home = (self.settings.title.clone(), Route::Home);
        let steps = [home].into_iter().chain(way).enumerate();
        let steps = steps.map(|(at, (name, route))| {
            json!({
                "@type": "ListItem",
                "position": at + 1,
                "name": name,
                "item": self.address(&route),
            })
        });
        json!({"@type": "BreadcrumbList", "itemListElement": steps.collect::<Vec<_>>()})
    }

    /// A page that lists others by name and address.
    fn list<'t>(
        &self,
        name: &str,
        own: &Route,
        count: usize,
        items: impl Iterator<Item = (&'t str, String)>,
    ) -> Value {
        let items = items.take(ITEMS).enumerate().map(|(at, (name, url))| {
            json!({"@type": "ListItem", "position": at + 1, "name": name, "url": url})
        });
        json!({
            "@type": "CollectionPage",
            "@id": self.address(own),
            "name": name,
            "inLanguage": self.settings.lang,
            "mainEntity": {
                "@type": "ItemList",
                "numberOfItems": count,
                "itemListElement": items.collect::<Vec<_>>(),
            },
        })
    }
}

/// A headline, cut where search engines would cut it.
fn headline(title: &str) -> String {
    cut(title, HEADLINE_CHARS)
}

/// The heading that a story of a day stands under.
pub(crate) fn section<'a>(digest: &'a Digest, story: &Story) -> Option<&'a str> {
    let mut sections = digest.sections.iter();
    let is_in = |id: &String| *id == story.id;
    let section = sections.find(|section| {
        let mut ids = section.stories.iter().map(|story| &story.id);
        ids.any(is_in)
    });
    section?.title.as_deref()
}

/// The labels of a story's tags.
pub(crate) fn tags<'a>(digest: &'a Digest, story: &Story) -> Vec<&'a str> {
    let tags = digest.tags.iter();
    let tags = tags.filter(|tag| story.tags.contains(&tag.id));
    tags.map(|tag| &*tag.label).collect()
}
