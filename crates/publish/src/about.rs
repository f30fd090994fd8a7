//! What each kind of page says of itself in its head.

use crate::{
    descriptions,
    head::{About, Article, CardImage},
    icons::LARGEST_ICON,
    linked_data::{self, LinkedSite},
    stamps::Stamp,
};
use dayfold_app::{
    content::Content,
    paths::{Paths, Route},
};
use dayfold_model::{Date, Digest, Settings, Story, Word};

/// What the pages of a site in one language have in common.
pub(crate) struct AboutSite<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) paths: &'a Paths,
    /// The path that the files stand at which all languages share.
    pub(crate) root: &'a str,
    /// Whether there is a feed of the site's days.
    pub(crate) has_feed: bool,
}

/// What a page depends on beside what it shows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    /// When it was published and changed; of what has a day.
    pub(crate) stamp: Option<Stamp>,
    /// The picture that stands for it.
    pub(crate) card: Option<CardImage>,
    /// The same in each language: see [`About::alternates`].
    pub(crate) alternates: Vec<(String, String)>,
    /// Whether other pages can show it.
    pub(crate) has_oembed: bool,
}

impl<'a> AboutSite<'a> {
    /// A page of the app.
    pub(crate) fn page(&self, route: &'a Route, content: &Content, facts: Facts) -> About<'a> {
        let settings = self.settings;
        let is_home = *route == Route::Home;
        let linked = self.linked();
        let linked = |of: &dyn Fn(&LinkedSite<'_>) -> serde_json::Value| linked.as_ref().map(of);
        let (description, linked_data) = match content {
            Content::Day(day) => {
                let digest = &day.digest;
                let data = linked(&|site| match (digest.date, facts.stamp) {
                    (Some(date), Some(stamp)) => {
                        site.day(digest, date, stamp, facts.card.as_ref(), is_home)
                    }
                    _ => site.undated(digest, route),
                });
                (descriptions::day(digest), data)
            }
            Content::Archive(archive) => (
                descriptions::archive(settings),
                linked(&|site| site.archive(archive, is_home)),
            ),
            Content::Month(month) => (
                descriptions::month(settings, month),
                linked(&|site| site.month(month)),
            ),
            Content::Subjects(list) => (
                descriptions::subjects(settings, list),
                linked(&|site| site.subjects(list)),
            ),
            Content::Subject(page) => (
                descriptions::subject(settings, page),
                linked(&|site| site.subject(page, route)),
            ),
            Content::Page(page) => (descriptions::own_page(page), None),
            Content::Widgets(own) => (own.words.get(Word::WidgetsText).to_owned(), None),
            Content::Saved | Content::CatchUp | Content::Search | Content::NotFound => {
                (String::new(), None)
            }
        };
        let title = content.title(settings);
        let own_feed = content
            .has_feed()
            .then(|| (format!("{title} · {}", settings.title), route.clone()));
        let article = match (content, facts.stamp) {
            // The tags of a day are those of its stories, whose pages say them: here they would
            // be dozens.
            (Content::Day(_), Some(stamp)) => Some(Article {
                stamp,
                section: None,
                tags: vec![],
            }),
            _ => None,
        };
        About {
            settings,
            paths: self.paths,
            route,
            title,
            description,
            alternates: facts.alternates,
            feeds: own_feed.into_iter().chain(self.feed()).collect(),
            card: facts.card,
            article,
            linked_data,
            has_oembed: facts.has_oembed,
        }
    }

    /// The page of a story, at `route`.
    pub(crate) fn story(
        &self,
        route: &'a Route,
        date: Date,
        digest: &Digest,
        story: &Story,
        facts: Facts,
    ) -> About<'a> {
        let article = facts.stamp.map(|stamp| {
            let tags = linked_data::tags(digest, story).into_iter();
            Article {
                stamp,
                section: linked_data::section(digest, story).map(str::to_owned),
                tags: tags.map(str::to_owned).collect(),
            }
        });
        let linked_data = facts.stamp.and_then(|stamp| {
            let card = facts.card.as_ref();
            Some(self.linked()?.story(digest, date, story, stamp, card))
        });
        About {
            settings: self.settings,
            paths: self.paths,
            route,
            title: story.title.clone(),
            description: descriptions::story(story),
            alternates: facts.alternates,
            feeds: self.feed().into_iter().collect(),
            card: facts.card,
            article,
            linked_data,
            has_oembed: facts.has_oembed,
        }
    }

    fn feed(&self) -> Option<(String, Route)> {
        let title = &self.settings.title;
        self.has_feed.then(|| (title.clone(), Route::Home))
    }

    fn linked(&self) -> Option<LinkedSite<'_>> {
        Some(LinkedSite {
            settings: self.settings,
            paths: self.paths,
            url: self.settings.url.as_deref()?,
            icon: format!("{}{LARGEST_ICON}", self.root),
        })
    }
}
