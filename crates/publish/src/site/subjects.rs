//! The stories of each tag and of each entity, over all days.

use crate::{
    cache::Ingredients,
    document::attribute,
    editions::Edition,
    facts::{Known, StoryFacts},
    taxonomy::{Facts, kind_text},
};
use dayfold_ingest::calendar;
use dayfold_model::{
    Course, Date, DayName, Settings, StoryLink, SubjectCount, SubjectPage, Subjects, VERSION,
    WeekCount, Word,
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

/// How many stories a page holds.
const PER_PAGE: usize = 50;

/// How many weeks its chart shows.
const WEEKS: u32 = 52;

/// How many tags that go with it are named.
const TAGS_WITH: usize = 8;

/// The width that a week has in the chart, and how much of it its bar takes.
const WEEK_WIDTH: u32 = 4;
const BAR_WIDTH: u32 = 3;

/// The height of the chart.
const CHART_HEIGHT: u32 = 40;

/// A story of a digest, by their places.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    digest: u32,
    story: u16,
}

/// A tag or an entity with its stories, the oldest first.
pub(crate) struct Subject<'a> {
    list: Subjects,
    id: &'a str,
    label: &'a str,
    settings: &'a Settings,
    facts: Option<&'a Facts>,
    all: &'a [Known],
    stories: Vec<Place>,
}

/// Every tag that a story bears, or every entity that one names, by id. What has no day is
/// older than any, and so comes first in `all`.
pub(crate) fn collect<'a>(
    edition: &'a Edition,
    all: &'a [Known],
    list: Subjects,
) -> Vec<Subject<'a>> {
    let mut subjects: BTreeMap<&str, Subject<'_>> = BTreeMap::new();
    for (digest, known) in (0..).zip(all) {
        for (place, story) in (0..).zip(&known.facts.stories) {
            for (id, label) in named(known, story, list) {
                let known = subjects.entry(id).or_insert_with(|| Subject {
                    list,
                    id,
                    label,
                    settings: &edition.settings,
                    facts: edition.taxonomy.facts(list, id),
                    all,
                    stories: Vec::new(),
                });
                known.stories.push(Place {
                    digest,
                    story: place,
                });
            }
        }
    }
    subjects.into_values().collect()
}

/// The tags or entities of a story, each once: id and label.
fn named<'a>(known: &'a Known, story: &'a StoryFacts, list: Subjects) -> Vec<(&'a str, &'a str)> {
    let facts = &known.facts;
    match list {
        Subjects::Tags => story
            .tags
            .iter()
            .filter_map(|at| facts.tags.get(usize::from(*at)))
            .map(|(id, label)| (&**id, &**label))
            .collect(),
        Subjects::Entities => story
            .entities
            .iter()
            .filter_map(|at| facts.entities.get(usize::from(*at)))
            .map(|(id, name)| (&**id, &**name))
            .collect(),
    }
}

impl<'a> Subject<'a> {
    /// Its id.
    pub(crate) fn id(&self) -> &'a str {
        self.id
    }

    /// The first story that has to do with it, by the places of its digest and in that.
    pub(crate) fn first(&self) -> Option<(u32, u16)> {
        let first = self.stories.first();
        first.map(|place| (place.digest, place.story))
    }

    /// What it is called.
    pub(crate) fn label(&self) -> &'a str {
        self.label
    }

    /// What kind of thing it is.
    pub(crate) fn kind(&self) -> Option<&'a str> {
        self.facts?.kind.as_deref()
    }

    /// What it is called, and how many stories there are of it.
    pub(crate) fn count(&self) -> SubjectCount {
        SubjectCount {
            id: self.id.to_owned(),
            label: self.label.to_owned(),
            count: self.stories.len() as u32,
        }
    }

    fn at(&self, place: Place) -> Option<(&'a Known, &'a StoryFacts)> {
        let known = self.all.get(place.digest as usize)?;
        Some((known, known.facts.stories.get(usize::from(place.story))?))
    }

    fn stories(&self) -> impl DoubleEndedIterator<Item = (&'a Known, &'a StoryFacts)> + '_ {
        self.stories.iter().filter_map(|place| self.at(*place))
    }

    /// How many pages it has.
    pub(crate) fn page_count(&self) -> usize {
        self.stories.len().div_ceil(PER_PAGE)
    }

    /// Adds all that a page of it is made of; of the front page, which tells of the whole, all
    /// that there is.
    pub(crate) fn describe(&self, index: usize, is_front: bool, key: &mut Ingredients) {
        key.value(&(self.list, self.id, self.label, self.facts, index));
        let stories = match is_front {
            true => &self.stories[..],
            false => self.chunk(index),
        };
        for place in stories {
            if let Some((known, _)) = self.at(*place) {
                key.key(known.facts.key).number(place.story.into());
            }
        }
    }

    fn chunk(&self, index: usize) -> &[Place] {
        self.stories.chunks(PER_PAGE).nth(index).unwrap_or_default()
    }

    /// A page of it, counted from the oldest and from 0.
    /// `link` tells how a story is shown.
    pub(crate) fn page(
        &self,
        index: usize,
        link: impl Fn(&Known, usize) -> Option<StoryLink>,
    ) -> SubjectPage {
        let links = self.chunk(index).iter().filter_map(|place| {
            let (known, _) = self.at(*place)?;
            link(known, usize::from(place.story))
        });
        // The newest day first; within a day in the order of the text.
        let mut stories: Vec<StoryLink> = links.collect();
        stories.sort_by_key(|story| Reverse(story.date));
        SubjectPage {
            version: VERSION,
            list: self.list,
            id: self.id.to_owned(),
            label: self.label.to_owned(),
            kind: self.kind().map(str::to_owned),
            url: self.facts.and_then(|facts| facts.url.clone()),
            ticker: self.facts.and_then(|facts| facts.ticker.clone()),
            about: self.about(),
            page: index as u32 + 1,
            count: None,
            course: None,
            stories,
        }
    }

    /// Its kind, its ticker and the way to its home page, as its page shows them.
    fn about(&self) -> String {
        let Some(facts) = self.facts else {
            return String::new();
        };
        let settings = self.settings;
        let kind = facts.kind.as_deref();
        let kind = kind.map(|kind| kind_text(kind, &settings.lang).one);
        let texts = kind.iter().chain(&facts.ticker);
        let mut html = String::new();
        for text in texts {
            // Writing into a string cannot fail.
            _ = write!(html, " <span>{}</span>", attribute(text));
        }
        if let Some(url) = &facts.url {
            let (url, name) = (attribute(url), settings.words.get(Word::HomePage));
            _ = write!(
                html,
                " <a href=\"{url}\" rel=\"external\">{}</a>",
                attribute(name)
            );
        }
        html
    }

    /// Whether several digests tell of it: only then it is named among the tags of the site
    /// and has a feed. Two stories of one day are no course yet.
    pub(crate) fn is_often(&self) -> bool {
        let mut digests = self.stories.iter().map(|place| place.digest);
        let first = digests.next();
        digests.any(|digest| Some(digest) != first)
    }

    /// Its front page in a language: the newest page, with what is known of the whole.
    pub(crate) fn front(
        &self,
        lang: &str,
        link: impl Fn(&Known, usize) -> Option<StoryLink>,
    ) -> SubjectPage {
        let mut page = self.page(self.page_count().saturating_sub(1), link);
        page.count = Some(self.stories.len() as u32);
        page.course = Some(self.course(lang));
        page
    }

    /// The stories that have a day, the oldest first: the day, the place of its digest, and
    /// the story's place in that.
    pub(crate) fn dated(&self) -> impl DoubleEndedIterator<Item = (Date, usize, usize)> + '_ {
        self.stories.iter().filter_map(|place| {
            let (known, _) = self.at(*place)?;
            Some((known.date?, place.digest as usize, place.story.into()))
        })
    }

    fn course(&self, lang: &str) -> Course {
        let days: BTreeSet<Date> = self.dated().map(|(date, ..)| date).collect();
        let name = |date: Option<&Date>| {
            date.map(|date| DayName {
                date: *date,
                text: calendar::date_text(*date, lang),
            })
        };
        let weeks = self.weeks(lang);
        Course {
            days: days.len() as u32,
            first: name(days.first()),
            latest: name(days.last()),
            chart: chart(&weeks),
            weeks: weeks
                .iter()
                .rev()
                .filter_map(|(start, count)| {
                    Some(WeekCount {
                        text: calendar::day_text(Date::from_serial(*start)?, lang),
                        count: *count,
                    })
                })
                .collect(),
            with: self.tags_with(),
        }
    }

    /// How many stories the weeks have that end with the week of the latest, by the number
    /// of their first day. The latest has some, and so it is always there.
    fn weeks(&self, lang: &str) -> BTreeMap<u32, u32> {
        let first = calendar::first_weekday(lang);
        let start = |date: Date| {
            let serial = date.serial();
            serial.saturating_sub((serial + 7 - first) % 7)
        };
        let Some(latest) = self.dated().map(|(date, ..)| start(date)).max() else {
            return BTreeMap::new();
        };
        let mut weeks = BTreeMap::new();
        for (date, ..) in self.dated() {
            if start(date) + 7 * WEEKS > latest {
                *weeks.entry(start(date)).or_default() += 1;
            }
        }
        weeks
    }

    fn tags_with(&self) -> Vec<SubjectCount> {
        let mut counts: BTreeMap<&str, (&str, u32)> = BTreeMap::new();
        for (known, story) in self.stories() {
            for (id, label) in named(known, story, Subjects::Tags) {
                if self.list != Subjects::Tags || id != self.id {
                    let known = counts.entry(id).or_default();
                    *known = (label, known.1 + 1);
                }
            }
        }
        let counts = counts.into_iter();
        let mut with: Vec<_> = counts
            .map(|(id, (label, count))| SubjectCount {
                id: id.to_owned(),
                label: label.to_owned(),
                count,
            })
            .collect();
        // Once together is nothing that goes together.
        with.retain(|tag| tag.count > 1);
        with.sort_by_key(|tag| Reverse(tag.count));
        with.truncate(TAGS_WITH);
        with
    }
}

/// The bars of the weeks, the latest at the right, each as high as it has stories.
fn chart(weeks: &BTreeMap<u32, u32>) -> String {
    let Some((latest, _)) = weeks.last_key_value() else {
        return String::new();
    };
    let most = weeks.values().copied().max().unwrap_or(1);
    let mut path = String::new();
    for (start, count) in weeks {
        let x = (WEEKS - 1 - (latest - start) / 7) * WEEK_WIDTH;
        let height = (count * CHART_HEIGHT / most).max(2);
        // Writing into a string cannot fail.
        _ = write!(path, "M{x} {CHART_HEIGHT}v-{height}h{BAR_WIDTH}v{height}z");
    }
    path
}
