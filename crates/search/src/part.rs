//! A part of the index: the lists of some days' stories, made once from what these say and
//! kept by the publisher, so that no story is read again when another day comes.

use crate::{
    Place,
    codes::{self, Codes},
    folding::Kind,
    lists::{self, Posting, Weight},
    query::{Facet, topic_id},
    terms::each_term,
};
use dayfold_model::Date;
use std::{
    collections::{BTreeMap, HashMap},
    fmt::Write,
};

/// A digest to be searched, with its stories in order.
#[derive(Clone, Debug)]
pub struct Digest<'a> {
    /// Which it is.
    pub place: Place,
    /// Its stories.
    pub stories: Vec<Story<'a>>,
}

/// A story to be searched. All of it plain text.
#[derive(Clone, Debug, Default)]
pub struct Story<'a> {
    /// The headline.
    pub title: &'a str,
    /// The heading of the topic that it stands under.
    pub topic: Option<&'a str>,
    /// Its tags: id and label.
    pub tags: Vec<(&'a str, &'a str)>,
    /// The entities that it names: id and name.
    pub entities: Vec<(&'a str, &'a str)>,
    /// Its text.
    pub text: String,
}

/// How many characters of a text are its begin.
const LEAD: usize = 240;

/// The index of some digests' stories.
///
/// [`to_text`](Self::to_text) and [`parse`](Self::parse) are for keeping it between builds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Each digest and how many stories it has.
    pub(crate) digests: Vec<(Place, u32)>,
    /// A line for each value: its term and what it is called.
    pub(crate) values: Vec<(String, String)>,
    /// Of each story, which values it has.
    pub(crate) facets: Vec<Vec<u32>>,
    /// A line for each term: the term and its list.
    pub(crate) lists: String,
}

/// What the terms of a part are while it is made.
type Terms = HashMap<String, Vec<Posting>>;

impl Part {
    /// Makes the index of digests: those without a day, in the order of their names, or those
    /// of some days, the oldest first.
    pub fn build<'a>(digests: impl IntoIterator<Item = Digest<'a>>) -> Self {
        let mut part = Self::default();
        let mut terms = Terms::new();
        let mut values: BTreeMap<String, (u32, String)> = BTreeMap::new();
        let mut number = 0;
        for digest in digests {
            part.digests
                .push((digest.place, digest.stories.len() as u32));
            for story in digest.stories {
                let own = facets(&story);
                let mut numbers = Vec::with_capacity(own.len());
                for (term, label) in own {
                    let next = values.len() as u32;
                    let value = values.entry(term.clone()).or_insert((next, String::new()));
                    // As it was written last.
                    value.1 = label;
                    if !numbers.contains(&value.0) {
                        numbers.push(value.0);
                        terms.entry(term).or_default().push((number, Weight::Text));
                    }
                }
                part.facets.push(numbers);
                for (term, weight) in weigh(&story) {
                    terms.entry(term).or_default().push((number, weight));
                }
                number += 1;
            }
        }
        let mut values: Vec<_> = values.into_iter().collect();
        values.sort_by_key(|(_, (number, _))| *number);
        part.values = values
            .into_iter()
            .map(|(term, (_, label))| (term, label))
            .collect();
        let mut terms: Vec<_> = terms.into_iter().collect();
        terms.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        for (term, postings) in terms {
            part.lists.push_str(&term);
            part.lists.push('\t');
            lists::write(&postings, number, &mut part.lists);
            part.lists.push('\n');
        }
        part
    }

    /// How many stories it is of.
    pub fn stories(&self) -> u32 {
        self.facets.len() as u32
    }

    /// As text.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for (place, count) in &self.digests {
            let name = match place {
                Place::Day(date) => date.to_string(),
                Place::Undated(slug) => format!("/{slug}"),
            };
            // Writing into a string cannot fail.
            _ = writeln!(text, "{count}\t{name}");
        }
        text.push('\n');
        text.push_str(&self.facets_text());
        text.push('\n');
        text.push_str(&self.lists);
        text
    }

    /// Reads what [`to_text`](Self::to_text) wrote; `None` where it is something else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut part = Self::default();
        let mut lines = text.split_inclusive('\n');
        let mut stories = 0_u32;
        while let Some(line) = lines.next().filter(|line| *line != "\n") {
            let (count, name) = line.strip_suffix('\n')?.split_once('\t')?;
            let place = match name.strip_prefix('/') {
                Some(slug) => Place::Undated(slug.to_owned()),
                None => Place::Day(name.parse::<Date>().ok()?),
            };
            let count = count.parse::<u32>().ok()?;
            part.digests.push((place, count));
            stories = stories.checked_add(count)?;
        }
        while let Some(line) = lines.next().filter(|line| *line != "\n") {
            let (term, label) = line.strip_suffix('\n')?.split_once('\t')?;
            part.values.push((term.to_owned(), label.to_owned()));
        }
        for _ in 0..stories {
            let line = lines.next()?.strip_suffix('\n')?;
            part.facets.push(Codes::new(line).collect());
        }
        if lines.next() != Some("\n") {
            return None;
        }
        part.lists = lines.collect();
        Some(part)
    }

    /// The values, then of each story which it has.
    fn facets_text(&self) -> String {
        let mut text = String::new();
        for (term, label) in &self.values {
            _ = writeln!(text, "{term}\t{label}");
        }
        text.push('\n');
        for own in &self.facets {
            own.iter().for_each(|value| codes::push(*value, &mut text));
            text.push('\n');
        }
        text
    }
}

/// The values of a story, as terms with what they are called.
fn facets(story: &Story<'_>) -> Vec<(String, String)> {
    let topic = story.topic.map(|topic| (topic_id(topic), topic));
    let topic = topic
        .iter()
        .map(|(id, label)| (Facet::Topic, &**id, *label));
    let tags = story
        .tags
        .iter()
        .map(|(id, label)| (Facet::Tag, *id, *label));
    let entities = story.entities.iter();
    let entities = entities.map(|(id, name)| (Facet::Entity, *id, *name));
    topic
        .chain(tags)
        .chain(entities)
        .filter(|(_, id, _)| !id.is_empty())
        .map(|(facet, id, label)| (one_line(&facet.term(id).text), one_line(label)))
        .collect()
}

/// A text without what ends fields and lines in the files.
fn one_line(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}

/// The terms of a story and what each weighs: as in the weightiest place where it stands.
fn weigh(story: &Story<'_>) -> HashMap<String, Weight> {
    let mut weights: HashMap<String, Weight> = HashMap::new();
    let mut add = |text: &str, weight: Weight| {
        each_term(text, |token| match weights.get_mut(token.term) {
            Some(known) => *known = weight.max(*known),
            None => _ = weights.insert(token.term.to_owned(), weight),
        });
    };
    add(story.title, Weight::Title);
    let subjects = story.tags.iter().chain(&story.entities);
    subjects.for_each(|(_, label)| add(label, Weight::Subject));
    add(story.topic.unwrap_or_default(), Weight::Lead);
    let mut told: HashMap<String, Weight> = HashMap::new();
    each_term(&story.text, |token| {
        let is_lead = token.range.start < LEAD;
        match told.get_mut(token.term) {
            // The last letter of a run says too little to be counted.
            Some(weight) if token.kind == Kind::Spaced || token.term.chars().count() > 1 => {
                *weight = Weight::Lead;
            }
            Some(_) => {}
            None => {
                let weight = if is_lead { Weight::Lead } else { Weight::Text };
                told.insert(token.term.to_owned(), weight);
            }
        }
    });
    for (term, weight) in told {
        let known = weights.entry(term).or_insert(weight);
        *known = weight.max(*known);
    }
    weights
}
