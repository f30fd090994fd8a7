//! Every page and data file of a site.

use crate::{
    Bundle, Options,
    document::{Document, write_document},
    editions::Edition,
    feeds::subject_feed,
    folder::Folder,
    output::{Output, OutputError},
    subjects::{self, Subject},
    threads,
};
use dayfold_app::{
    components::story_lead,
    content::{Archive, Content, Day},
    paths::{Paths, Route},
};
use dayfold_ingest::calendar;
use dayfold_model::{
    Date, DayLink, Digest, Month, MonthCount, MonthDays, Settings, Site, SubjectList, Subjects,
    UndatedLink, VERSION, Word, lead, plain_text,
};
use std::{collections::BTreeMap, sync::Arc};

/// How many days `data/site.json` names.
const LATEST_DAYS: usize = 14;

/// How many tags it names.
const TOP_TAGS: usize = 40;

/// How long a page's description is, in characters: about what a search result shows.
const DESCRIPTION_CHARS: usize = 200;

/// A site in one language, about to be written.
pub(crate) struct Pages<'a> {
    folder: &'a Folder,
    edition: &'a Edition,
    bundle: &'a Bundle,
    paths: &'a Paths,
    options: &'a Options,
    /// The settings as pages carry them: without the words that only a live page needs.
    page_settings: Settings,
    /// The newest first.
    months: Vec<MonthDays>,
    tags: Vec<Subject<'a>>,
    entities: Vec<Subject<'a>>,
}

impl<'a> Pages<'a> {
    pub(crate) fn new(
        folder: &'a Folder,
        edition: &'a Edition,
        bundle: &'a Bundle,
        options: &'a Options,
    ) -> Self {
        let months = months(edition);
        let mut page_settings = edition.settings.clone();
        page_settings.words = page_settings.words.of_pages();
        Self {
            folder,
            edition,
            bundle,
            paths: &edition.paths,
            options,
            page_settings,
            months,
            tags: subjects::collect(edition, Subjects::Tags),
            entities: subjects::collect(edition, Subjects::Entities),
        }
    }

    fn settings(&self) -> &Settings {
        &self.edition.settings
    }

    /// Writes what the reader fetches.
    pub(crate) fn write_data(&self, output: &mut Output) -> Result<(), OutputError> {
        for (date, digest) in &self.edition.days {
            output.put_json(&self.file(&self.paths.day_data(*date)), digest)?;
        }
        for (slug, digest) in &self.edition.undated {
            output.put_json(&self.file(&self.paths.undated_data(slug)), digest)?;
        }
        for (date, threads) in threads::later(&self.edition.days) {
            output.put_json(&self.file(&self.paths.threads_data(date)), &threads)?;
        }
        for month in &self.months {
            output.put_json(&self.file(&self.paths.month_data(month.month)), month)?;
        }
        for list in self.lists() {
            for subject in self.subjects(list) {
                let route = |page| Route::subject(list, subject.id().to_owned(), page);
                for page in subject.pages() {
                    let path = self.paths.subject_data(&route(Some(page.page)));
                    output.put_json(&self.file(&path), &page)?;
                }
                if let Some(front) = subject.front(&self.settings().lang) {
                    let path = self.paths.subject_data(&route(None));
                    output.put_json(&self.file(&path), &front)?;
                }
            }
            let path = self.paths.subject_data(&Route::subjects(list));
            output.put_json(&self.file(&path), &self.subject_list(list))?;
        }
        output.put_json(&self.file(&self.paths.archive_data()), &self.archive())?;
        output.put_json(&self.file(&self.paths.site_data()), &self.site())
    }

    /// Writes the pages.
    pub(crate) fn write_pages(&self, output: &mut Output) -> Result<(), OutputError> {
        let mut neighbours = Neighbours::of(&self.edition.days);
        for (date, digest) in &self.edition.days {
            let (previous, next) = neighbours.next_day();
            let day = Arc::new(Day {
                digest: digest.clone(),
                previous,
                next,
            });
            if next.is_none() {
                self.write_page(
                    output,
                    Route::Home,
                    Content::Day(day.clone()),
                    describe(digest),
                )?;
            }
            self.write_page(
                output,
                Route::Day(*date),
                Content::Day(day),
                describe(digest),
            )?;
        }
        for (slug, digest) in &self.edition.undated {
            let day = Day {
                digest: digest.clone(),
                previous: None,
                next: None,
            };
            self.write_page(
                output,
                Route::Undated(slug.clone()),
                Content::Day(Arc::new(day)),
                describe(digest),
            )?;
        }
        let tagline = self.settings().tagline.clone().unwrap_or_default();
        if self.edition.days.is_empty() {
            // There is no newest day to open with.
            let archive = Content::Archive(self.archive());
            self.write_page(output, Route::Home, archive, tagline.clone())?;
        }
        for month in &self.months {
            self.write_page(
                output,
                Route::Month(month.month),
                Content::Month(month.clone()),
                tagline.clone(),
            )?;
        }
        self.write_page(
            output,
            Route::Archive,
            Content::Archive(self.archive()),
            tagline.clone(),
        )?;
        for list in self.lists() {
            let all = Content::Subjects(self.subject_list(list));
            self.write_page(output, Route::subjects(list), all, tagline.clone())?;
            for subject in self.subjects(list) {
                self.write_subject(output, list, subject)?;
            }
        }
        for (route, content) in [
            (Route::Saved, Content::Saved),
            (Route::CatchUp, Content::CatchUp),
        ] {
            self.write_page(output, route, content, String::new())?;
        }
        let text = self.settings().words.get(Word::NotFoundText).to_owned();
        self.write_page(output, Route::NotFound, Content::NotFound, text)
    }

    fn write_subject(
        &self,
        output: &mut Output,
        list: Subjects,
        subject: &Subject<'_>,
    ) -> Result<(), OutputError> {
        let route = |page| Route::subject(list, subject.id().to_owned(), page);
        let older = subject.pages().len().saturating_sub(1);
        for page in subject.pages().take(older) {
            let route = route(Some(page.page));
            self.write_page(output, route, Content::Subject(page.into()), String::new())?;
        }
        let Some(front) = subject.front(&self.settings().lang) else {
            return Ok(());
        };
        let own = route(None);
        if let Some(url) = &self.settings().url
            && let Some(feed) = subject_feed(
                subject,
                &front.label,
                &own,
                self.settings(),
                self.paths,
                url,
            )
        {
            output.put(&self.file(&self.paths.feed(&own)), feed.as_bytes())?;
        }
        let newest = front.stories.first();
        let description = newest.map_or_else(String::new, |story| story.title.clone());
        self.write_page(output, own, Content::Subject(front.into()), description)
    }

    /// The lists of subjects that the site has: that of entities only where any is named.
    fn lists(&self) -> Vec<Subjects> {
        match self.settings().entities {
            true => vec![Subjects::Tags, Subjects::Entities],
            false => vec![Subjects::Tags],
        }
    }

    fn subjects(&self, list: Subjects) -> &[Subject<'a>] {
        match list {
            Subjects::Tags => &self.tags,
            Subjects::Entities => &self.entities,
        }
    }

    fn write_page(
        &self,
        output: &mut Output,
        route: Route,
        content: Content,
        description: String,
    ) -> Result<(), OutputError> {
        let path = self.file(&self.paths.page(&route));
        let path = if path.ends_with(".html") {
            path
        } else {
            format!("{path}index.html")
        };
        let document = Document {
            settings: &self.page_settings,
            paths: self.paths,
            root: self.folder.base(),
            alternates: self.alternates(&route),
            images: self.folder.settings.images,
            bundle: self.bundle,
            options: self.options,
            route,
            content,
            description,
        };
        let html = write_document(document).map_err(|source| OutputError::Json {
            path: path.clone(),
            source,
        })?;
        output.put(&path, html.as_bytes())
    }

    /// The same page in each language that has it, this one too. Only the front page and
    /// days are the same in several.
    fn alternates(&self, route: &Route) -> Vec<(&'a str, String)> {
        let has = |edition: &Edition| match route {
            Route::Home => true,
            Route::Day(date) => edition.days.contains_key(date),
            _ => false,
        };
        let all: Vec<_> = self
            .folder
            .editions
            .iter()
            .filter(|edition| has(edition))
            .filter_map(|edition| {
                let url = edition.settings.url.as_deref()?;
                let address = edition.paths.absolute(url, route);
                Some((edition.settings.lang.as_str(), address))
            })
            .collect();
        // One alone is no alternative.
        if all.len() > 1 { all } else { vec![] }
    }

    /// A file's path in the output, from its path in the site. The other languages are
    /// folders in that of the main one.
    fn file(&self, path: &str) -> String {
        path.strip_prefix(self.folder.base())
            .unwrap_or(path)
            .to_owned()
    }

    fn site(&self) -> Site {
        let mut tags: Vec<_> = self.tags.iter().map(Subject::count).collect();
        tags.sort_by_key(|tag| std::cmp::Reverse(tag.count));
        tags.truncate(TOP_TAGS);
        Site {
            version: VERSION,
            settings: self.settings().clone(),
            latest: self
                .months
                .iter()
                .flat_map(|month| month.days.clone())
                .take(LATEST_DAYS)
                .collect(),
            months: self.months.iter().map(month_count).collect(),
            tags,
        }
    }

    fn archive(&self) -> Archive {
        let shown = self.months.len().min(Archive::MONTHS_SHOWN);
        let (latest, earlier) = self.months.split_at(shown);
        Archive {
            latest: latest.to_vec(),
            earlier: earlier.iter().map(month_count).collect(),
            undated: self
                .edition
                .undated
                .iter()
                .map(|(slug, digest)| UndatedLink {
                    id: slug.clone(),
                    label: digest.title.clone(),
                    count: digest.stories().count() as u32,
                })
                .collect(),
        }
    }

    fn subject_list(&self, list: Subjects) -> SubjectList {
        let mut subjects: Vec<_> = self.subjects(list).iter().map(Subject::count).collect();
        subjects.sort_by_cached_key(|subject| subject.label.to_lowercase());
        SubjectList {
            version: VERSION,
            list,
            subjects,
        }
    }
}

/// Goes through the days in order and tells the dates beside each.
struct Neighbours {
    dates: Vec<Date>,
    index: usize,
}

impl Neighbours {
    fn of(days: &BTreeMap<Date, Digest>) -> Self {
        Self {
            dates: days.keys().copied().collect(),
            index: 0,
        }
    }

    fn next_day(&mut self) -> (Option<Date>, Option<Date>) {
        let previous = self
            .index
            .checked_sub(1)
            .and_then(|index| self.dates.get(index))
            .copied();
        let next = self.dates.get(self.index + 1).copied();
        self.index += 1;
        (previous, next)
    }
}

fn month_count(month: &MonthDays) -> MonthCount {
    MonthCount {
        month: month.month,
        text: month.month_text.clone(),
        days: month.days.len() as u32,
    }
}

/// The months that have days, the newest first.
fn months(edition: &Edition) -> Vec<MonthDays> {
    let lang = &edition.settings.lang;
    let weekdays = calendar::weekday_names(lang);
    let first_weekday = calendar::first_weekday(lang);
    let mut months: BTreeMap<Month, Vec<DayLink>> = BTreeMap::new();
    for (date, digest) in edition.days.iter().rev() {
        months.entry(date.month()).or_default().push(DayLink {
            date: *date,
            date_text: digest.date_text.clone(),
            title: digest.title.clone(),
            stories: digest.stories().count() as u32,
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

/// What a day is about, in a line: its summary, else its takeaways, else its first story.
fn describe(digest: &Digest) -> String {
    let takeaways = || {
        let points: Vec<_> = digest
            .takeaways
            .iter()
            .map(|takeaway| plain_text(&takeaway.html))
            .collect();
        (!points.is_empty()).then(|| points.join(" · "))
    };
    let first = || digest.stories().next().map(|story| story_lead(&story.body));
    let text = digest
        .summary
        .as_deref()
        .map(plain_text)
        .filter(|text| !text.is_empty());
    let text = text.or_else(takeaways).or_else(first).unwrap_or_default();
    lead(&text, DESCRIPTION_CHARS)
}
