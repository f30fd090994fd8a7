//! What is of several days: months, the archive, tags and entities with their feeds, and what
//! the reader knows of the whole.

use super::{
    Site,
    subject_list::subject_list,
    subjects::{self, Subject},
};
use crate::{
    cache::Key,
    extras::Extra,
    history::{Index, years},
    output::OutputError,
    pages::EditionPage,
    taxonomy::{Redirect, RedirectPage},
    threads,
    units::{SiteFile, Units},
};
use dayfold_app::{
    content::{Archive, Content, list_name},
    paths::Route,
};
use dayfold_ingest::calendar;
use dayfold_model::{
    DayLink, Month, MonthCount, MonthDays, Settings, Site as SiteData, SubjectPage, Subjects,
    UndatedLink, VERSION, Word,
};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// How many days `data/site.json` names.
const LATEST_DAYS: usize = 14;

/// How many tags it names.
const TOP_TAGS: usize = 40;

/// A list of subjects, and what is in it.
pub(super) type SubjectsOf<'a> = (Subjects, Vec<Subject<'a>>);

impl Site<'_> {
    /// Makes everything but the days, which have to be known.
    pub(crate) fn make_lists(&mut self, units: &Units<'_>) -> Result<(), OutputError> {
        let of = |list| (list, subjects::collect(self.edition, &self.known, list));
        let lists: Vec<SubjectsOf<'_>> = self.lists().into_iter().map(of).collect();
        self.make_history(units, &lists)?;
        if self.has(Extra::Data) {
            self.make_threads(units)?;
        }
        let months = self.months();
        self.make_months(units, &months)?;
        for (list, subjects) in &lists {
            self.make_subjects(units, *list, subjects)?;
        }
        self.make_feeds(units, &lists)?;
        self.make_widgets(units, &lists)?;
        if self.has(Extra::Search) {
            self.make_search(units)?;
        }
        self.make_manifest(units)?;
        let tags = lists.first().map_or(&[][..], |(_, tags)| tags);
        let site = self.site_data(&months, tags);
        let site = SiteFile::json(self.file(&self.paths.site_data()), &site)?;
        units.put(self.unit("site"), vec![site])?;
        self.make_builder(units)?;
        self.make_others(units)?;
        self.found = self.routes(&lists);
        Ok(())
    }

    /// All pages but those of days that can be found by searching.
    fn routes(&self, lists: &[SubjectsOf<'_>]) -> Vec<Route> {
        let mut routes = vec![Route::Home, Route::Archive];
        let months: BTreeSet<_> = self.edition.days.keys().map(|date| date.month()).collect();
        routes.extend(months.into_iter().map(Route::Month));
        routes.extend(self.edition.undated.keys().cloned().map(Route::Undated));
        routes.extend(self.edition.pages.iter().map(EditionPage::route));
        for (list, subjects) in lists {
            if *list == Subjects::Tags && self.settings().untagged {
                continue;
            }
            routes.push(Route::subjects(*list));
            for subject in subjects {
                let page = |number| Route::subject(*list, subject.id().to_owned(), number);
                routes.push(page(None));
                let older = 1..subject.page_count() as u32;
                routes.extend(older.map(|number| page(Some(number))));
            }
        }
        routes
    }

    /// What the site remembers of itself.
    fn make_history(&self, units: &Units<'_>, lists: &[SubjectsOf<'_>]) -> Result<(), OutputError> {
        let years = years(&self.history);
        let ids = |wanted| {
            let subjects = lists.iter().filter(|(list, _)| *list == wanted);
            let subjects = subjects.flat_map(|(_, subjects)| subjects);
            let mut published = self.published.of(wanted).to_vec();
            let known: BTreeSet<&String> = published.iter().collect();
            let mut new: Vec<_> = subjects
                .filter(|subject| !known.contains(&subject.id().to_owned()))
                .map(|subject| (subject.first(), subject.id()))
                .collect();
            // As if each day had been published by itself.
            new.sort();
            published.extend(new.into_iter().map(|(_, id)| id.to_owned()));
            published
        };
        let index = Index {
            version: VERSION,
            years: years.keys().copied().collect(),
            since: self.since().map(|date| date.to_string()),
            tags: ids(Subjects::Tags),
            entities: ids(Subjects::Entities),
            widgets: self.widgets_since.map(|date| date.to_string()),
        };
        let path = |name: &str| self.file(&self.paths.history_data(name));
        let index = SiteFile::json(path("index"), &index)?;
        units.put(self.unit("history"), vec![index])?;
        years.into_par_iter().try_for_each(|(year, days)| {
            let file = SiteFile::json(path(&format!("{year:04}")), &days)?;
            units.put(self.unit(&format!("history/{year}")), vec![file])
        })
    }

    /// What later days told.
    fn make_threads(&self, units: &Units<'_>) -> Result<(), OutputError> {
        threads::later(&self.known)
            .into_par_iter()
            .try_for_each(|(date, threads)| {
                let path = self.file(&self.paths.threads_data(date));
                let file = SiteFile::json(path, &threads)?;
                units.put(self.unit(&format!("threads/{date}")), vec![file])
            })
    }

    fn make_months(&self, units: &Units<'_>, months: &[MonthDays]) -> Result<(), OutputError> {
        months.par_iter().try_for_each(|month| {
            let data = SiteFile::json(self.file(&self.paths.month_data(month.month)), month)?;
            let key = self.ingredients("month").bytes(&data.bytes).done();
            units.make(self.unit(&format!("month/{}", month.month)), key, || {
                let content = Content::Month(month.clone());
                let page = self.page(Route::Month(month.month), content)?;
                Ok(self.both(data, page))
            })
        })?;
        let archive = self.archive(months);
        let data = SiteFile::json(self.file(&self.paths.archive_data()), &archive)?;
        let key = self.ingredients("archive").bytes(&data.bytes).done();
        units.make(self.unit("archive"), key, || {
            let content = Content::Archive(archive.clone());
            Ok(self.both(data, self.page(Route::Archive, content)?))
        })?;
        if !self.edition.days.is_empty() {
            return Ok(());
        }
        // There is no newest day to open with.
        units.make(self.unit("home"), key, || {
            let content = Content::Archive(archive);
            Ok(vec![self.page(Route::Home, content)?])
        })
    }

    /// Pages that are the same whatever the days are.
    fn make_others(&self, units: &Units<'_>) -> Result<(), OutputError> {
        units.make(self.unit("others"), self.frame, || {
            Ok(vec![
                self.page(Route::Saved, Content::Saved)?,
                self.page(Route::CatchUp, Content::CatchUp)?,
                self.page(Route::Search, Content::Search)?,
                self.page(Route::NotFound, Content::NotFound)?,
            ])
        })?;
        self.make_offline(units)
    }

    /// The lists of subjects that the site has: that of entities only where any is named.
    pub(super) fn lists(&self) -> Vec<Subjects> {
        match self.settings().entities {
            true => vec![Subjects::Tags, Subjects::Entities],
            false => vec![Subjects::Tags],
        }
    }

    fn make_subjects(
        &self,
        units: &Units<'_>,
        list: Subjects,
        subjects: &[Subject<'_>],
    ) -> Result<(), OutputError> {
        let all = subject_list(list, subjects, &self.settings().lang);
        let route = Route::subjects(list);
        let data = SiteFile::json(self.file(&self.paths.subject_data(&route)), &all)?;
        let key = self.ingredients("subjects").bytes(&data.bytes).done();
        units.make(self.unit(&self.paths.page(&route)), key, || {
            let page = self.page(route, Content::Subjects(all))?;
            Ok(self.both(data, page))
        })?;
        subjects
            .par_iter()
            .try_for_each(|subject| self.make_subject(units, list, subject))?;
        self.make_redirects(units, list, subjects)
    }

    /// The ways from the spellings that others stand for, and from what was published once and
    /// is no more.
    fn make_redirects(
        &self,
        units: &Units<'_>,
        list: Subjects,
        subjects: &[Subject<'_>],
    ) -> Result<(), OutputError> {
        let taxonomy = &self.edition.taxonomy;
        let redirects = self.redirects(list, subjects);
        let files = redirects.iter().map(|redirect| {
            let to = redirect.heir();
            let facts = redirect.to.as_ref();
            let facts = facts.and_then(|id| taxonomy.facts(list, id));
            let page = RedirectPage {
                settings: self.settings(),
                paths: self.paths,
                to: &to,
                label: facts.map_or_else(
                    || self.settings().words.get(list_name(list)),
                    |facts| &facts.label,
                ),
            };
            let path = self.file(&self.paths.page(&redirect.old()));
            SiteFile::new(format!("{path}index.html"), page.html())
        });
        let name = format!("redirects/{}", self.paths.page(&Route::subjects(list)));
        units.put(self.unit(&name), files.collect())
    }

    fn redirects(&self, list: Subjects, subjects: &[Subject<'_>]) -> Vec<Redirect> {
        let ids: BTreeSet<_> = subjects.iter().map(Subject::id).collect();
        let published = self.published.of(list).iter().map(String::as_str);
        let taxonomy = &self.edition.taxonomy;
        taxonomy.redirects(list, published, |id| ids.contains(id))
    }

    /// The same for a host that redirects by itself: old and new addresses.
    pub(crate) fn moved(&self) -> Vec<(String, String)> {
        let has_feeds = self.settings().url.is_some();
        let mut moved = vec![];
        for list in self.lists() {
            let subjects = subjects::collect(self.edition, &self.known, list);
            let often = subjects.iter().filter(|subject| subject.is_often());
            let often: BTreeSet<_> = often.map(Subject::id).collect();
            for redirect in self.redirects(list, &subjects) {
                let heir = redirect.to.as_deref();
                let has_feed = has_feeds && heir.is_some_and(|heir| often.contains(heir));
                moved.extend(redirect.pairs(self.paths, has_feed));
            }
        }
        moved
    }

    fn make_subject(
        &self,
        units: &Units<'_>,
        list: Subjects,
        subject: &Subject<'_>,
    ) -> Result<(), OutputError> {
        let route = |page| Route::subject(list, subject.id().to_owned(), page);
        let last = subject.page_count().saturating_sub(1);
        let key = |index: usize, is_front: bool| -> Key {
            let mut all = self.ingredients("subject");
            subject.describe(index, is_front, &mut all);
            all.done()
        };
        let data =
            |route: &Route, page: &SubjectPage| self.data(&self.paths.subject_data(route), page);
        for index in 0..=last {
            let route = route(Some(index as u32 + 1));
            let name = self.unit(&self.paths.page(&route));
            let is_older = index < last;
            let mut key = key(index, false);
            if is_older {
                key = self.ingredients("older").key(key).done();
            }
            units.make(name, key, || {
                let page = subject.page(index, |known, at| self.link(known, at));
                let mut files: Vec<_> = data(&route, &page)?.into_iter().collect();
                // The newest one's page is the front page.
                if is_older {
                    files.push(self.page(route, Content::Subject(page.into()))?);
                }
                Ok(files)
            })?;
        }
        let front = route(None);
        let key = key(last, true);
        units.make(self.unit(&self.paths.page(&front)), key, || {
            let page = subject.front(&self.settings().lang, |known, at| self.link(known, at));
            let mut files: Vec<_> = data(&front, &page)?.into_iter().collect();
            files.push(self.page(front, Content::Subject(page.into()))?);
            Ok(files)
        })
    }

    fn site_data(&self, months: &[MonthDays], tags: &[Subject<'_>]) -> SiteData {
        let tags = tags.iter().filter(|tag| tag.is_often());
        let mut tags: Vec<_> = tags.map(Subject::count).collect();
        tags.sort_by_key(|tag| std::cmp::Reverse(tag.count));
        tags.truncate(TOP_TAGS);
        let mut words = self.settings().words.of_readers();
        if !self.has_widgets() {
            // Without it, nothing leads to where widgets are put together.
            words.0.retain(|(key, _)| key != Word::Embed.key());
        }
        SiteData {
            version: VERSION,
            settings: Settings {
                words,
                ..self.settings().clone()
            },
            latest: months
                .iter()
                .flat_map(|month| month.days.clone())
                .take(LATEST_DAYS)
                .collect(),
            months: months.iter().map(month_count).collect(),
            tags,
            programs: [&self.bundle.days, &self.bundle.whole]
                .map(|program| &*program.wasm)
                .join(" "),
        }
    }

    fn archive(&self, months: &[MonthDays]) -> Archive {
        let shown = months.len().min(Archive::MONTHS_SHOWN);
        let (latest, earlier) = months.split_at(shown);
        let undated = self.known.iter().filter_map(|known| {
            Some(UndatedLink {
                id: known.slug.clone()?,
                label: known.facts.title.clone(),
                count: known.facts.stories.len() as u32,
            })
        });
        Archive {
            latest: latest.to_vec(),
            earlier: earlier.iter().map(month_count).collect(),
            undated: undated.collect(),
        }
    }

    /// The months that have days, the newest first.
    fn months(&self) -> Vec<MonthDays> {
        let lang = &self.settings().lang;
        let weekdays = calendar::weekday_names(lang);
        let first_weekday = calendar::first_weekday(lang);
        let mut months: BTreeMap<Month, Vec<DayLink>> = BTreeMap::new();
        for known in self.known.iter().rev() {
            let Some(date) = known.date else {
                continue;
            };
            months.entry(date.month()).or_default().push(DayLink {
                date,
                date_text: known.facts.date_text.clone(),
                title: known.facts.title.clone(),
                stories: known.facts.stories.len() as u32,
            });
        }
        let mut months: Vec<MonthDays> = months
            .into_iter()
            .rev()
            .map(|(month, days)| MonthDays {
                version: VERSION,
                month,
                month_text: calendar::month_text(month, lang),
                days,
                before: None,
                after: None,
                weekdays: weekdays.clone(),
                begins: (month.first().serial() + 7 - first_weekday) % 7,
            })
            .collect();
        for index in 1..months.len() {
            months[index].after = months[index - 1].days.last().map(|day| day.date);
            months[index - 1].before = months[index].days.first().map(|day| day.date);
        }
        months
    }
}

fn month_count(month: &MonthDays) -> MonthCount {
    MonthCount {
        month: month.month,
        text: month.month_text.clone(),
        days: month.days.len() as u32,
    }
}
