//! What a site remembers of itself, published with it as `data/history/YYYY.json`: under which
//! id each day was first published and when, what was corrected since, and how it was worded
//! then. A job on a bare machine reads it from the site that is published, and goes on from
//! there.
//!
//! Moments are taken from the text where it states any, else a day is published when it
//! begins in the site's zone: so an archive that is built at once comes out as if it had been
//! built day by day. Only of a correction that does not say when it was made is it the time
//! of the build.

mod previous;

pub(crate) use previous::{Index, Remembered};
pub use previous::{Previous, PreviousError};

use crate::{
    cache::{Ingredients, Key, digits},
    facts::Facts,
    name::Name,
    stamps::day_id,
};
use jiff::{Timestamp, civil, tz::TimeZone};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use dayfold_model::{Date, VERSION};

/// A year of a site's days, as it is published.
#[derive(Serialize, Deserialize)]
pub(crate) struct Year<Day> {
    /// The version of this format.
    pub(crate) version: u32,
    /// By date, `YYYY-MM-DD`.
    pub(crate) days: BTreeMap<String, Day>,
}

/// What is remembered of a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct DayHistory {
    /// Its id in feeds: a `tag:` URI (RFC 4151), fixed when it is first published.
    pub(crate) id: String,
    /// When it was first published, RFC 3339.
    pub(crate) published: String,
    /// When it was last changed, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) updated: Option<String>,
    /// The key of the files that it is of.
    #[serde(with = "digits")]
    source: Key,
    /// The key of its words outside its stories.
    #[serde(with = "digits")]
    words: Key,
    /// Its stories.
    pub(crate) stories: Vec<StoryHistory>,
}

/// What is remembered of a story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct StoryHistory {
    /// Its id in its day.
    pub(crate) id: Name,
    /// When it was added, where that was later than its day was published; RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) added: Option<String>,
    /// When it was last corrected, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) corrected: Option<String>,
    /// The key of its words.
    #[serde(with = "digits")]
    words: Key,
}

impl DayHistory {
    /// The key of all that is remembered of the day.
    pub(crate) fn key(&self) -> Key {
        let mut all = Ingredients::of("history");
        all.text(&self.id).text(&self.published);
        add_moment(&mut all, self.updated.as_deref());
        all.key(self.source).key(self.words);
        for story in &self.stories {
            all.text(&story.id).key(story.words);
            add_moment(&mut all, story.added.as_deref());
            add_moment(&mut all, story.corrected.as_deref());
        }
        all.done()
    }
}

/// Adds a moment; none is the empty one.
fn add_moment(all: &mut Ingredients, moment: Option<&str>) {
    all.text(moment.unwrap_or_default());
}

impl StoryHistory {
    /// When it was last changed, in a day with that history.
    pub(crate) fn updated<'a>(&'a self, day: &'a DayHistory) -> &'a str {
        let changed = self.corrected.as_ref().or(self.added.as_ref());
        changed.unwrap_or(&day.published)
    }
}

/// When a build is, and where its site is.
pub(crate) struct Now<'a> {
    pub(crate) moment: Timestamp,
    pub(crate) zone: &'a TimeZone,
    /// The site's address, where it is known.
    pub(crate) url: Option<&'a str>,
    /// The path that the edition lives at.
    pub(crate) base: &'a str,
}

impl Now<'_> {
    /// A moment as it is written: in the site's zone, to the second.
    fn written(&self, moment: Timestamp) -> String {
        let zoned = moment.to_zoned(self.zone.clone());
        zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// When a day begins.
    fn start(&self, date: Date) -> String {
        let day: Result<civil::Date, _> = date.to_string().parse();
        let zoned = day.and_then(|day| day.to_zoned(self.zone.clone()));
        match zoned {
            Ok(zoned) => zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            // The calendars of the two have the same days.
            Err(_) => format!("{date}T00:00:00+00:00"),
        }
    }

    fn id(&self, date: Date) -> String {
        let nowhere = format!("http://localhost{}", self.base);
        day_id(self.url.unwrap_or(&nowhere), self.base, date)
    }
}

/// What is remembered of a day from now on, by what was remembered of it so far.
pub(crate) fn advance(
    before: Option<DayHistory>,
    date: Date,
    facts: &Facts,
    source: Key,
    now: &Now<'_>,
) -> DayHistory {
    let words = facts.words;
    let Some(mut day) = before else {
        let stated = facts.updated.clone();
        return DayHistory {
            id: now.id(date),
            published: stated.unwrap_or_else(|| now.start(date)),
            updated: None,
            source,
            words,
            stories: facts
                .stories
                .iter()
                .map(|story| StoryHistory {
                    id: story.id.clone(),
                    added: None,
                    corrected: None,
                    words: story.words,
                })
                .collect(),
        };
    };
    // What another version of this program makes of the same text is no correction.
    let is_changed = day.source != source;
    let at = is_changed.then(|| moment(&day, facts, now));
    let is_reworded = is_changed && (day.words != words || stories_differ(&day.stories, facts));
    let mut known = std::mem::take(&mut day.stories);
    let stories = facts.stories.iter().map(|story| {
        let words = story.words;
        let known = known.iter_mut().find(|known| known.id == story.id);
        let Some(known) = known else {
            return StoryHistory {
                id: story.id.clone(),
                added: at.clone(),
                corrected: None,
                words,
            };
        };
        let is_corrected = is_changed && known.words != words;
        StoryHistory {
            id: story.id.clone(),
            added: known.added.take(),
            corrected: match is_corrected {
                true => at.clone(),
                false => known.corrected.take(),
            },
            words,
        }
    });
    day.stories = stories.collect();
    if is_reworded {
        day.updated = at;
    }
    DayHistory {
        source,
        words,
        ..day
    }
}

fn stories_differ(before: &[StoryHistory], facts: &Facts) -> bool {
    let before = before.iter().map(|story| (&story.id, story.words));
    let now = facts.stories.iter().map(|story| (&story.id, story.words));
    !before.eq(now)
}

/// When a change was made: as the text says, where that is news, else now.
fn moment(before: &DayHistory, facts: &Facts, now: &Now<'_>) -> String {
    let last = before.updated.as_ref().unwrap_or(&before.published);
    let parse = |text: &str| text.parse::<Timestamp>().ok();
    let stated = facts
        .updated
        .as_ref()
        .filter(|stated| parse(stated) > parse(last));
    stated.cloned().unwrap_or_else(|| now.written(now.moment))
}

/// The years of a site's history.
pub(crate) fn years(days: &BTreeMap<Date, DayHistory>) -> BTreeMap<u16, Year<&DayHistory>> {
    let mut years: BTreeMap<u16, Year<&DayHistory>> = BTreeMap::new();
    for (date, day) in days {
        let year = years.entry(date.month().year()).or_insert_with(|| Year {
            version: VERSION,
            days: BTreeMap::new(),
        });
        year.days.insert(date.to_string(), day);
    }
    years
}

#[cfg(test)]
mod tests;
