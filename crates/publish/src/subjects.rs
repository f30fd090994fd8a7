//! The stories of each tag and of each entity, over all days.

use crate::editions::Edition;
use dayfold_app::components::{story_lead, story_sources};
use dayfold_ingest::calendar;
use dayfold_model::{
    Course, Date, DayName, Digest, Story, StoryLink, SubjectCount, SubjectPage, Subjects, VERSION,
    WeekCount,
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

/// A tag or an entity with its stories, the oldest first.
pub(crate) struct Subject<'a> {
    list: Subjects,
    id: &'a str,
    label: &'a str,
    kind: Option<&'a str>,
    stories: Vec<(&'a Digest, &'a Story)>,
}

/// Every tag that a story bears, or every entity that one names, by id.
pub(crate) fn collect(edition: &Edition, list: Subjects) -> Vec<Subject<'_>> {
    let mut subjects: BTreeMap<&str, Subject<'_>> = BTreeMap::new();
    // What has no day counts as older than any.
    for digest in edition.undated.values().chain(edition.days.values()) {
        for story in digest.stories() {
            for (id, label, kind) in named(digest, story, list) {
                let known = subjects.entry(id).or_insert_with(|| Subject {
                    list,
                    id,
                    label,
                    kind,
                    stories: Vec::new(),
                });
                // As it was written last.
                (known.label, known.kind) = (label, kind);
                known.stories.push((digest, story));
            }
        }
    }
    subjects.into_values().collect()
}

/// The tags or entities of a story, each once: id, label, kind.
fn named<'a>(
    digest: &'a Digest,
    story: &'a Story,
    list: Subjects,
) -> Vec<(&'a str, &'a str, Option<&'a str>)> {
    match list {
        Subjects::Tags => digest
            .tags
            .iter()
            .filter(|tag| story.tags.contains(&tag.id))
            .map(|tag| (&*tag.id, &*tag.label, None))
            .collect(),
        Subjects::Entities => digest
            .entities
            .iter()
            .filter(|entity| story.entities.contains(&entity.id))
            .map(|entity| {
                let kind = Some(&*entity.kind).filter(|kind| !kind.is_empty());
                (&*entity.id, &*entity.name, kind)
            })
            .collect(),
    }
}

fn link(digest: &Digest, story: &Story) -> StoryLink {
    StoryLink {
        date: digest.date,
        slug: digest.slug.clone(),
        date_text: if digest.date.is_some() {
            digest.date_text.clone()
        } else {
            digest.title.clone()
        },
        id: story.id.clone(),
        title: story.title.clone(),
        lead: story_lead(&story.body),
        sources: story_sources(story)
            .into_iter()
            .map(|source| source.name)
            .collect(),
    }
}

impl Subject<'_> {
    /// Its id.
    pub(crate) fn id(&self) -> &str {
        self.id
    }

    /// What it is called, and how many stories there are of it.
    pub(crate) fn count(&self) -> SubjectCount {
        SubjectCount {
            id: self.id.to_owned(),
            label: self.label.to_owned(),
            count: self.stories.len() as u32,
        }
    }

    /// Its pages, from the oldest.
    pub(crate) fn pages(&self) -> impl ExactSizeIterator<Item = SubjectPage> + '_ {
        self.stories
            .chunks(PER_PAGE)
            .enumerate()
            .map(|(index, stories)| SubjectPage {
                version: VERSION,
                list: self.list,
                id: self.id.to_owned(),
                label: self.label.to_owned(),
                kind: self.kind.map(str::to_owned),
                page: index as u32 + 1,
                count: None,
                course: None,
                stories: newest_first(stories),
            })
    }

    /// Its front page in a language: the newest page, with what is known of the whole.
    pub(crate) fn front(&self, lang: &str) -> Option<SubjectPage> {
        let mut page = self.pages().last()?;
        page.count = Some(self.stories.len() as u32);
        page.course = Some(self.course(lang));
        Some(page)
    }

    /// The stories that have a day, the oldest first, each with its digest.
    pub(crate) fn dated(&self) -> impl DoubleEndedIterator<Item = (Date, &Digest, &Story)> {
        let stories = self.stories.iter();
        stories.filter_map(|(digest, story)| Some((digest.date?, *digest, *story)))
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
        for (digest, story) in &self.stories {
            for (id, label, _) in named(digest, story, Subjects::Tags) {
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

/// The newest day first; within a day in the order of the text.
fn newest_first(stories: &[(&Digest, &Story)]) -> Vec<StoryLink> {
    let links = stories.iter().map(|(digest, story)| link(digest, story));
    let mut links: Vec<_> = links.collect();
    links.sort_by_key(|story| Reverse(story.date));
    links
}
