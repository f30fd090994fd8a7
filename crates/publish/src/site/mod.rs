//! The site in one language: every page and data file of it, in units.
//!
//! What a page depends on is kept narrow. A day's page is made of its own file, the settings,
//! the program, what it is tied to and the dates beside it; a list's page of what stands in
//! it. So a new day changes a handful of files, however many there are.

mod builder;
mod cards;
mod days;
mod lists;
mod oembed;
mod offline;
mod pages;
mod search;
mod subject_list;
mod subjects;
mod web;
mod widgets;

pub(crate) use offline::make_worker;
pub(crate) use web::make_shared;

use crate::{
    Bundle, Options,
    about::{self, AboutSite},
    addresses::absolute,
    cache::{Cache, Ingredients, Key},
    document::{Body, Document, write_document},
    editions::Edition,
    extras::Extra,
    facts::Known,
    folder::Folder,
    head::About,
    history::{DayHistory, Index},
    output::OutputError,
    parts::Lately,
    units::SiteFile,
};
use dayfold_app::{
    content::Content,
    paths::{Paths, Route},
};
use dayfold_model::{Date, Digest, Settings};
use serde::Serialize;
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex},
};

/// How many digests are held in memory for those who need their text again.
const HELD: usize = 256;

/// A site in one language, about to be made.
pub(crate) struct Site<'a> {
    folder: &'a Folder,
    edition: &'a Edition,
    bundle: &'a Bundle,
    paths: &'a Paths,
    options: &'a Options<'a>,
    /// The settings as pages carry them: without the words that only a live page needs.
    page_settings: Settings,
    /// What every page is made of, whatever it shows.
    frame: Key,
    /// Every digest: those without a day, then the days, the oldest first.
    known: Vec<Known>,
    /// What was published before.
    published: Index,
    /// What is remembered of the days from now on, and the keys of that.
    pub(crate) history: BTreeMap<Date, DayHistory>,
    history_keys: HashMap<Date, Key>,
    /// The first day that there are widgets of.
    widgets_since: Option<Date>,
    /// The pages but those of days that can be found by searching, when they are made.
    found: Vec<Route>,
    lately: Mutex<Lately<Arc<Digest>>>,
}

impl<'a> Site<'a> {
    pub(crate) fn new(
        folder: &'a Folder,
        edition: &'a Edition,
        bundle: &'a Bundle,
        options: &'a Options<'a>,
    ) -> Self {
        let mut page_settings = edition.settings.clone();
        page_settings.words = page_settings.words.of_pages();
        let frame = folder
            .cache
            .ingredients("frame")
            .value(&edition.settings)
            .value(&edition.paths)
            .value(&folder.settings.images)
            .value(&folder.settings.own.names())
            .value(&folder.settings.show)
            .text(folder.base())
            .key(bundle.key())
            .value(&options.extra_script)
            .value(&options.without)
            .value(&edition.days.is_empty())
            .done();
        Self {
            folder,
            edition,
            bundle,
            paths: &edition.paths,
            options,
            page_settings,
            frame,
            known: vec![],
            published: Index::default(),
            history: BTreeMap::new(),
            history_keys: HashMap::new(),
            widgets_since: None,
            found: vec![],
            lately: Mutex::new(Lately::new(HELD)),
        }
    }

    /// How many stories there are.
    pub(crate) fn stories(&self) -> usize {
        let known = self.known.iter();
        known.map(|known| known.facts.stories.len()).sum()
    }

    fn has(&self, extra: Extra) -> bool {
        self.options.has(extra)
    }

    /// A file that is fetched in the place of a page.
    fn data(&self, path: &str, value: &impl Serialize) -> Result<Option<SiteFile>, OutputError> {
        let is_wanted = self.has(Extra::Data);
        is_wanted
            .then(|| SiteFile::json(self.file(path), value))
            .transpose()
    }

    /// A page, and what is fetched in its place.
    fn both(&self, data: SiteFile, page: SiteFile) -> Vec<SiteFile> {
        let data = self.has(Extra::Data).then_some(data);
        data.into_iter().chain([page]).collect()
    }

    fn settings(&self) -> &Settings {
        &self.edition.settings
    }

    fn cache(&self) -> &Cache {
        &self.folder.cache
    }

    /// Begins the key of a page.
    fn ingredients(&self, kind: &str) -> Ingredients {
        let mut all = Ingredients::of(kind);
        all.key(self.frame);
        all
    }

    /// The day that the site began with when it was first published; none of one without days.
    fn since(&self) -> Option<Date> {
        let published = self.published.since.as_ref();
        let published = published.and_then(|date| date.parse().ok());
        published.or_else(|| self.edition.days.keys().next().copied())
    }

    /// The key of what is remembered of a day.
    fn history_key(&self, date: &Date) -> Key {
        self.history_keys.get(date).copied().unwrap_or_default()
    }

    /// The name of a unit, which no other edition has.
    fn unit(&self, name: &str) -> String {
        format!("{}{name}", self.paths.base())
    }

    /// A page whole, which the app takes over.
    fn page(&self, route: Route, content: Content) -> Result<SiteFile, OutputError> {
        self.page_with(route, content, about::Facts::default())
    }

    /// The same of a page of which more is known.
    fn page_with(
        &self,
        route: Route,
        content: Content,
        facts: about::Facts,
    ) -> Result<SiteFile, OutputError> {
        let facts = about::Facts {
            alternates: self.alternates(&route),
            ..facts
        };
        let site = self.about();
        let about = site.page(&route, &content, facts);
        self.document(about, Body::Live(content))
    }

    /// What all pages say of the site.
    fn about(&self) -> AboutSite<'_> {
        AboutSite {
            settings: self.settings(),
            paths: self.paths,
            root: self.folder.base(),
            has_feed: !self.edition.days.is_empty(),
        }
    }

    fn document(&self, about: About<'_>, body: Body) -> Result<SiteFile, OutputError> {
        let path = self.file(&self.paths.page(about.route));
        let path = if path.ends_with(".html") {
            path
        } else {
            format!("{path}index.html")
        };
        let about = About {
            settings: &self.page_settings,
            ..about
        };
        let document = Document {
            about,
            root: self.folder.base(),
            images: self.folder.settings.images,
            own: &self.folder.settings.own,
            bundle: self.bundle,
            options: self.options,
            offline: self.folder.is_offline(self.options),
            body,
        };
        match write_document(document) {
            Ok(html) => Ok(SiteFile::new(path, html)),
            Err(source) => Err(OutputError::Json { path, source }),
        }
    }

    /// The same page in each language that has it, this one too, the main one first. Only the
    /// front page and days are the same in several.
    fn alternates(&self, route: &Route) -> Vec<(String, String)> {
        let has = |edition: &Edition| match route {
            Route::Home => true,
            Route::Day(date) => edition.days.contains_key(date),
            Route::Page(slug) => edition.pages.iter().any(|page| page.slug == *slug),
            _ => false,
        };
        let all: Vec<_> = self
            .folder
            .editions
            .iter()
            .filter(|edition| has(edition))
            .filter_map(|edition| {
                let url = edition.settings.url.as_deref()?;
                let address = absolute(&edition.paths, url, route);
                Some((edition.settings.lang.clone(), address))
            })
            .collect();
        // One alone is no alternative.
        if all.len() > 1 { all } else { vec![] }
    }

    /// A file's path in the output, from its path in the site. The other languages are
    /// folders in that of the main one.
    pub(crate) fn file(&self, path: &str) -> String {
        self.folder.settings.inside(path)
    }
}
