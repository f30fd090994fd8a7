//! What a site offers to other programs: feeds, sitemaps, manifests, icons.

use super::{Site, lists::SubjectsOf, subjects::Subject};
use crate::{
    addresses::absolute,
    bundle::Bundle,
    cache::{Ingredients, Key},
    extras::Extra,
    facts::Known,
    feeds::{self, Entry, FeedFiles, FeedSite},
    folder::Folder,
    icons::{self, LARGEST_ICON, MANIFEST},
    output::OutputError,
    sitemaps::{self, Place},
    stamps::{Stamp, feed_id, story_id},
    units::{SiteFile, Units},
};
use dayfold_app::paths::Route;
use dayfold_model::{Date, Subjects, plain_text};
use jiff::Timestamp;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Makes the files of all languages together.
pub(crate) fn make_shared(
    folder: &Folder,
    bundle: &Bundle,
    sites: &[Site<'_>],
    units: &Units<'_>,
) -> Result<(), OutputError> {
    let own = folder.settings.own.icon.as_ref();
    let icon = match own {
        Some(own) => &own.bytes,
        None => bundle.bytes(&bundle.icon).unwrap_or_default(),
    };
    let key = Ingredients::of("icons").bytes(icon).done();
    units.make("icons", key, || {
        let icons = icons::icons(icon)?.into_iter();
        Ok(icons
            .map(|(path, bytes)| SiteFile::new(path, bytes))
            .collect())
    })?;
    let url = folder.settings.published.url.as_deref();
    let robots = SiteFile::new(sitemaps::ROBOTS, sitemaps::robots(url));
    units.put("robots", vec![robots])?;
    let Some(url) = url else { return Ok(()) };
    let mut parts = make_sitemap(units, "lists", None, &places_key(sites), || {
        sitemaps::lists(sites.iter().flat_map(Site::list_places))
    })?;
    let days = sites.iter().flat_map(|site| site.edition.days.keys());
    let mut years: BTreeMap<u16, BTreeSet<Date>> = BTreeMap::new();
    for date in days {
        years.entry(date.year()).or_default().insert(*date);
    }
    for (year, dates) in years {
        let mut key = Ingredients::of("sitemap");
        let mut updated = None;
        for (site, date) in dates
            .iter()
            .flat_map(|date| sites.iter().map(move |site| (site, date)))
        {
            if let Some(history) = site.history.get(date) {
                let stories = history.stories.iter();
                let moments = stories.filter_map(|story| Stamp::of_story(history, &story.id));
                let moments = moments
                    .chain(Stamp::of_day(history))
                    .map(|stamp| stamp.updated);
                updated = updated.max(moments.max());
                key.key(site.frame).value(date).key(site.history_key(date));
            }
        }
        let made = make_sitemap(units, &year.to_string(), updated, &key.done(), || {
            let places = dates
                .iter()
                .flat_map(|date| sites.iter().flat_map(|site| site.day_places(*date)));
            sitemaps::year(year, places)
        })?;
        parts.extend(made);
    }
    let named = parts.iter().map(|(name, updated)| (&**name, *updated));
    let index = SiteFile::new(sitemaps::INDEX, sitemaps::index(url, named));
    units.put("sitemap", vec![index])
}

/// Makes a part of the sitemap; what its files are called, and when what they name changed.
fn make_sitemap(
    units: &Units<'_>,
    name: &str,
    updated: Option<Timestamp>,
    key: &Key,
    parts: impl FnOnce() -> Vec<sitemaps::Part>,
) -> Result<Vec<(String, Option<Timestamp>)>, OutputError> {
    let name = format!("sitemap/{name}");
    units.make(&*name, *key, || {
        let parts = parts().into_iter();
        Ok(parts
            .map(|part| SiteFile::new(part.name, part.text))
            .collect())
    })?;
    let paths = units.paths(&name).into_iter();
    Ok(paths.map(|path| (path, updated)).collect())
}

/// What the sitemap's part of all lists is made of.
fn places_key(sites: &[Site<'_>]) -> Key {
    let mut all = Ingredients::of("lists");
    for place in sites.iter().flat_map(Site::list_places) {
        all.text(&place.address).value(&place.alternates);
    }
    all.done()
}

impl Site<'_> {
    pub(super) fn make_manifest(&self, units: &Units<'_>) -> Result<(), OutputError> {
        let path = self.file(&format!("{}{MANIFEST}", self.paths.base()));
        let manifest = icons::manifest(self.settings(), self.paths, self.folder.base());
        let manifest = json(&path, manifest)?;
        units.put(self.unit("manifest"), vec![SiteFile::new(path, manifest)])
    }

    /// Every feed of the site in this language; none where its address is not known, since a
    /// feed is read anywhere.
    pub(super) fn make_feeds(
        &self,
        units: &Units<'_>,
        lists: &[SubjectsOf<'_>],
    ) -> Result<(), OutputError> {
        let Some(url) = self.settings().url.as_deref() else {
            return Ok(());
        };
        let note = self.note();
        let site = FeedSite {
            settings: self.settings(),
            paths: self.paths,
            url,
            root: self.folder.base(),
            note: note.as_deref(),
            icon: format!("{}{LARGEST_ICON}", self.folder.base()),
        };
        self.make_feed_of_days(units, &site)?;
        if !self.has(Extra::Feeds) {
            return Ok(());
        }
        lists.iter().try_for_each(|(list, subjects)| {
            let subjects = subjects.par_iter();
            subjects.try_for_each(|subject| self.make_feed_of(units, &site, *list, subject))
        })
    }

    /// What is said at the end of every entry: whose work it is, and what readers are owed to
    /// know of how it is made.
    fn note(&self) -> Option<String> {
        let settings = self.settings();
        let said = [&settings.byline, &settings.disclosure].map(|html| plain_text(html));
        let said: Vec<String> = said.into_iter().filter(|text| !text.is_empty()).collect();
        (!said.is_empty()).then(|| said.join(" "))
    }

    fn make_feed_of_days(&self, units: &Units<'_>, site: &FeedSite<'_>) -> Result<(), OutputError> {
        let days: Vec<Date> = self.edition.days.keys().copied().collect();
        let Some(since) = self.since() else {
            return Ok(());
        };
        let known = self.known.iter();
        let known: BTreeMap<Date, &Known> = known
            .filter_map(|known| Some((known.date?, known)))
            .collect();
        let id = feed_id(site.url, self.paths, since, &Route::Home);
        let mut parts = feeds::parts(&days);
        parts.retain(|part| part.month.is_none() || self.has(Extra::Feeds));
        parts.par_iter().try_for_each(|part| {
            let path = match part.month {
                None => self.paths.feed(&Route::Home),
                Some(month) => self.paths.month_feed(month),
            };
            let mut key = self.ingredients("feed");
            key.text(&id).value(part);
            for date in &part.days {
                let key = key.key(self.history_key(date));
                known.get(date).map(|known| key.key(known.facts.key));
            }
            units.make(self.unit(&path), key.done(), || {
                let entries = part.days.iter().filter_map(|date| {
                    let history = self.history.get(date)?;
                    let stamp = Stamp::of_day(history)?;
                    let text = self.text_of(known.get(date)?);
                    let id = history.id.clone();
                    let card = self.card(&known.get(date)?.facts).map(|card| card.address);
                    Some(text.map(|text| feeds::day_entry(site, *date, &text, id, stamp, card)))
                });
                let entries = entries.collect::<Result<Vec<Entry>, _>>()?;
                self.feed(&path, feeds::site_feed(site, &id, part, &entries))
            })
        })
    }

    fn make_feed_of(
        &self,
        units: &Units<'_>,
        site: &FeedSite<'_>,
        list: Subjects,
        subject: &Subject<'_>,
    ) -> Result<(), OutputError> {
        let Some(since) = self.since().filter(|_| subject.is_often()) else {
            return Ok(());
        };
        let page = Route::subject(list, subject.id().to_owned(), None);
        let path = self.paths.feed(&page);
        let label = subject.count().label;
        let newest: Vec<_> = subject.dated().rev().take(feeds::STORIES).collect();
        let mut key = self.ingredients("feed");
        key.text(&path).text(&label).value(&since);
        for (date, digest, story) in &newest {
            key.key(self.known[*digest].facts.key)
                .number(*story as u64)
                .key(self.history_key(date));
        }
        units.make(self.unit(&path), key.done(), || {
            let entries = newest.iter().filter_map(|(date, digest, at)| {
                let known = &self.known[*digest];
                let history = self.history.get(date)?;
                let story = known.facts.stories.get(*at)?;
                let stamp = Stamp::of_story(history, &story.id)?;
                let id = story_id(&history.id, &story.id);
                let card = self.card(&known.facts).map(|card| card.address);
                Some(self.text_of(known).map(|text| {
                    let story = text.stories().nth(*at)?;
                    Some(feeds::story_entry(
                        site, *date, &text, story, id, stamp, card,
                    ))
                }))
            });
            let entries = entries.collect::<Result<Vec<Option<Entry>>, _>>()?;
            let entries: Vec<Entry> = entries.into_iter().flatten().collect();
            let id = feed_id(site.url, self.paths, since, &page);
            let files = feeds::subject_feed(site, &id, &label, &page, &entries);
            self.feed(&path, files)
        })
    }

    fn feed(
        &self,
        path: &str,
        files: serde_json::Result<Option<FeedFiles>>,
    ) -> Result<Vec<SiteFile>, OutputError> {
        let path = self.file(path);
        let files = json(&path, files)?;
        Ok(files.map_or_else(Vec::new, |files| {
            let json = path.replace(".xml", ".json");
            vec![
                SiteFile::new(path, files.atom),
                SiteFile::new(json, files.json),
            ]
        }))
    }

    /// A day's page and those of its stories, for the sitemap.
    fn day_places(&self, date: Date) -> Vec<Place> {
        let (Some(history), Some(url)) = (self.history.get(&date), &self.settings().url) else {
            return vec![];
        };
        let day = Route::Day(date);
        let day = Place {
            address: absolute(self.paths, url, &day),
            updated: Stamp::of_day(history).map(|stamp| stamp.updated),
            alternates: self.alternates(&day),
        };
        let stories = history.stories.iter();
        let stories = stories.filter(|_| self.has(Extra::Stories));
        let stories = stories.map(|story| Place {
            address: absolute(self.paths, url, &Route::Story(date, story.id.to_string())),
            updated: Stamp::of_story(history, &story.id).map(|stamp| stamp.updated),
            alternates: vec![],
        });
        [day].into_iter().chain(stories).collect()
    }

    /// All other pages that can be found by searching.
    fn list_places(&self) -> impl Iterator<Item = Place> {
        self.found.iter().filter_map(|route| {
            Some(Place {
                address: absolute(self.paths, self.settings().url.as_deref()?, route),
                updated: None,
                alternates: self.alternates(route),
            })
        })
    }
}

fn json<T>(path: &str, written: serde_json::Result<T>) -> Result<T, OutputError> {
    written.map_err(|source| OutputError::Json {
        path: path.to_owned(),
        source,
    })
}
