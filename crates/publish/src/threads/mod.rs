//! Threads: what earlier days told of a story, and what later ones did.
//!
//! A story is compared with those of the last weeks by the words that it shares with them,
//! rare ones first; headlines, tags, entities and links count for more than the text. A wrong
//! tie is worse than a missing one, so several signs have to come together. Nothing here looks
//! ahead: [`tie`] gives each day the same ties whatever follows it.

mod index;
mod links;
mod terms;
mod ties;

pub(crate) use index::WINDOW_DAYS;
pub(crate) use ties::Ties;

use crate::facts::Known;
use dayfold_model::{Date, Digest, Later, Story, StoryRef, Threads, Told, VERSION, plain_text};
use index::{Features, Index, Likeness, Vector};
use std::collections::{BTreeMap, HashMap};

/// How many earlier tellings a story names.
const EARLIER: usize = 6;

/// How many later ones stand in a day's file.
const LATER: usize = 10;

/// How much of a story's text is compared, in characters: what it is about is said first.
const TEXT_CHARS: usize = 1200;

/// How much more a term weighs in the headline, as an entity and as a tag than in the text.
const TITLE: f32 = 4.0;
const ENTITY: f32 = 3.0;
const TAG: f32 = 1.0;

/// How many of those that are most alike are looked at closely.
const CANDIDATES: usize = 8;

/// On how many recent days a headline makes a column: a part of the digest that has the same
/// name every day.
const COLUMN_DAYS: usize = 3;

/// How alike the texts of a column have to be to be of one story.
const COLUMN_BODY: f32 = 0.6;

/// A story that was told, by which a later one names it.
struct Teller {
    told: Told,
    /// The numbers of those that it names itself, the oldest first.
    earlier: Vec<usize>,
    /// The number of the first telling, where this is no other.
    first: Option<usize>,
}

/// The recent days of each headline.
#[derive(Default)]
struct Columns(HashMap<String, Vec<u32>>);

impl Columns {
    /// Whether a headline stood over something on several recent days already. That it does
    /// on `day` is noted.
    fn is_one(&mut self, title: &str, day: u32) -> bool {
        let days = self.0.entry(title.to_lowercase()).or_default();
        days.retain(|known| known + WINDOW_DAYS >= day);
        let is_one = days.iter().filter(|known| **known < day).count() >= COLUMN_DAYS;
        if days.last() != Some(&day) {
            days.push(day);
        }
        is_one
    }
}

/// Ties each story to what earlier days told of it.
pub(crate) fn tie(days: &mut BTreeMap<Date, Digest>) {
    let mut index = Index::default();
    let mut tellers: Vec<Teller> = Vec::new();
    let mut columns = Columns::default();
    for (date, digest) in days {
        let day = date.serial();
        index.advance(day);
        let features: Vec<Features> = digest
            .stories()
            .map(|story| features(story, &mut index))
            .collect();
        for features in &features {
            index.count(features);
        }
        let vectors: Vec<_> = features
            .iter()
            .map(|features| index.vector(features))
            .collect();
        let stories = digest
            .sections
            .iter_mut()
            .flat_map(|section| &mut section.stories);
        let mut told = Vec::with_capacity(features.len());
        for ((story, features), vector) in stories.zip(&features).zip(&vectors) {
            let (mut earlier, mut first) = (Vec::new(), None);
            let is_column = columns.is_one(&story.title, day);
            let ties = ties(&index, vector, features.links(), is_column);
            if let Some((best, likeness)) = ties.first().copied() {
                let before = &tellers[best];
                first = is_again(likeness).then(|| before.first.unwrap_or(best));
                // The chain goes back as far as it is still about the same.
                let chain = before.earlier.iter().copied();
                let chain =
                    chain.filter(|story| holds(index.likeness(vector, features.links(), *story)));
                let direct = ties.iter().map(|(story, _)| *story);
                for story in direct.chain(chain) {
                    // A day tells a story once.
                    let day = |story: usize| tellers[story].told.date;
                    if earlier.iter().all(|known| day(*known) != day(story)) {
                        earlier.push(story);
                    }
                }
                earlier.sort_unstable();
                earlier.drain(..earlier.len().saturating_sub(EARLIER));
            }
            story.earlier = earlier
                .iter()
                .map(|story| tellers[*story].told.clone())
                .collect();
            story.repeats = first.map(|first| StoryRef {
                date: tellers[first].told.date,
                id: tellers[first].told.id.clone(),
            });
            told.push(Teller {
                told: Told {
                    date: *date,
                    date_text: digest.date_text.clone(),
                    id: story.id.clone(),
                    title: story.title.clone(),
                },
                earlier,
                first,
            });
        }
        // Only now, so that no story is tied to one of its own day.
        for (features, vector) in features.into_iter().zip(vectors) {
            index.add(day, vector, features);
        }
        tellers.extend(told);
    }
}

fn features(story: &Story, index: &mut Index) -> Features {
    let mut features = Features::default();
    terms::each_term(&story.title, |term| {
        index.note(&mut features, term, TITLE, true);
    });
    let mut left = TEXT_CHARS;
    for block in &story.body {
        let text = plain_text(&block.html);
        let end = text.char_indices().nth(left);
        let text = &text[..end.map_or(text.len(), |(at, _)| at)];
        terms::each_term(text, |term| index.note(&mut features, term, 1.0, false));
        left -= text.chars().count();
    }
    // With a space, which no term of the text has. of the text.
    for entity in &story.entities {
        index.note(&mut features, &format!("entity {entity}"), ENTITY, false);
    }
    for tag in &story.tags {
        index.note(&mut features, &format!("tag {tag}"), TAG, false);
    }
    let sources = story
        .sources
        .iter()
        .filter_map(|source| source.url.as_ref());
    for url in story.url.iter().chain(sources) {
        if let Some(link) = links::canonical(url) {
            index.note_link(&mut features, &link);
        }
    }
    features.gather();
    features
}

/// The earlier stories that this one goes on with, the most alike first.
fn ties(index: &Index, vector: &Vector, links: &[u32], is_column: bool) -> Vec<(usize, Likeness)> {
    let near = index.nearest(vector, links, CANDIDATES);
    let near = near
        .into_iter()
        .map(|story| (story, index.likeness(vector, links, story)));
    let mut near: Vec<_> = near.filter(|(_, likeness)| goes_on(*likeness)).collect();
    if is_column {
        near.retain(|(_, likeness)| likeness.link || likeness.body >= COLUMN_BODY);
    }
    // The later one, where two are as like.
    near.sort_by(|(a, one), (b, other)| {
        let strength = strength(*other).total_cmp(&strength(*one));
        strength.then(b.cmp(a))
    });
    near
}

fn strength(likeness: Likeness) -> f32 {
    likeness.text + likeness.title + f32::from(u8::from(likeness.link))
}

/// Whether a story goes on with another. The figures were found by reading some hundred ties
/// in real digests, so that hardly one in ten that are let through is wrong.
fn goes_on(likeness: Likeness) -> bool {
    let Likeness {
        text,
        body,
        title,
        cover,
        support,
        terms,
        link,
    } = likeness;
    if terms < 2 {
        return false;
    }
    if link {
        return text >= 0.4 || (text >= 0.2 && cover >= 0.3);
    }
    // Headlines alone have to be more alike.
    let text_wanted = if body < 1.0 { 0.3 } else { 0.5 };
    support >= 9.0
        && text >= text_wanted
        && body >= 0.1
        && cover >= 0.5
        && text + cover >= 1.0
        // The headline again, over another text, is that of a column.
        && (title < 0.8 || body >= 0.45)
}

/// Whether a story further back in the thread still belongs to it.
fn holds(likeness: Likeness) -> bool {
    likeness.link || (likeness.text >= 0.2 && likeness.terms >= 2)
}

/// Whether a story is told again essentially unchanged.
fn is_again(likeness: Likeness) -> bool {
    let Likeness {
        body, title, link, ..
    } = likeness;
    (link && (body >= 0.4 || (title >= 0.6 && body >= 0.25))) || (title >= 0.8 && body >= 0.6)
}

/// What later days told of each day's stories: a file for every day. `all` are in the order of
/// their days.
pub(crate) fn later(all: &[Known]) -> BTreeMap<Date, Threads> {
    let dated = || all.iter().filter_map(|known| Some((known.date?, known)));
    let mut files: BTreeMap<Date, Threads> = dated()
        .map(|(date, _)| {
            let none = Threads {
                version: VERSION,
                stories: vec![],
            };
            (date, none)
        })
        .collect();
    for (date, known) in dated() {
        for (at, story) in known.facts.stories.iter().enumerate() {
            for (day, id) in known.ties.earlier(at) {
                let Some(file) = files.get_mut(&day) else {
                    continue;
                };
                let told = Told {
                    date,
                    date_text: known.facts.date_text.clone(),
                    id: story.id.clone(),
                    title: story.title.clone(),
                };
                match file.stories.iter_mut().find(|known| known.id == id) {
                    Some(known) if known.later.len() < LATER => known.later.push(told),
                    Some(_) => {}
                    None => file.stories.push(Later {
                        id: id.to_owned(),
                        later: vec![told],
                    }),
                }
            }
        }
    }
    files
}

#[cfg(any())]
mod tests;

/// SHIM
#[derive(Default)]
pub(crate) struct Tier;
impl Tier {
    pub(crate) fn pass(&mut self, _: Date, _: &Digest) {}
    pub(crate) fn tie(&mut self, _: Date, _: &mut Digest) {}
}
