//! The stories of the last weeks: how common each term is among them, and which have it.
//!
//! All that is told of two stories here follows from the stories within the window alone,
//! never from what was told before it or in which order that was learnt. Sums run in the order
//! of the terms' names. So a day's ties come out the same, to the last bit, whether all days
//! before it are gone through or only those of its window.

use super::features::{Features, Name};
use super::logarithm::ln;
use std::collections::{HashMap, VecDeque};

/// For how many days a story can be gone on with.
pub(crate) const WINDOW_DAYS: u32 = 45;

/// How many of its terms lead from a story to others.
const TERMS_LEADING: usize = 40;

/// A term in more stories of the window than this leads to none: it would take long, and says
/// little.
const COMMON: usize = 64;

/// The same as a part of all stories of the window.
const COMMON_PART: usize = 12;

/// What is less like than this is not looked at.
const FAINT: f32 = 0.1;

/// How rare a term is that one of 400 stories has. Among fewer none is as rare, and what they
/// share counts for more to make up for it; else a weekly with thirty items would have no ties.
const RARE: f32 = 6.0;

/// How many stories may share a link that says they are of the same thing.
const LINK_SHARED: usize = 5;

/// How alike two stories are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Likeness {
    /// The cosine of their vectors: 0 to 1.
    pub(super) text: f32,
    /// The same of what stands in neither headline; 1 where there is nothing else.
    pub(super) body: f32,
    /// What part of both headlines together they share.
    pub(super) title: f32,
    /// What part of a headline is anywhere in the other story, of the one of which it is less.
    pub(super) cover: f32,
    /// How rare what they share is, as far as it stands in a headline: the same for windows of
    /// few stories and of many.
    pub(super) support: f32,
    /// How many such terms there are.
    pub(super) terms: u32,
    /// Whether they have a link in common.
    pub(super) link: bool,
}

/// A story of the window.
struct Indexed {
    day: u32,
    terms: Vec<Term>,
    links: Vec<Name>,
}

struct Term {
    name: Name,
    /// What stands for it in `Index::terms` while it is in the window.
    number: u32,
    /// How often it occurs, so that often is little more than once.
    frequency: f32,
    in_title: bool,
}

/// What follows from how rare a story's terms are today.
struct Measure {
    /// The length of its vector.
    length: f32,
    /// The length of the part of it that does not stand in the headline.
    body: f32,
    /// How rare all its headline's terms are together.
    title: f32,
}

/// The stories of the window, by numbers in the order in which they were added.
#[derive(Default)]
pub(super) struct Index {
    stories: VecDeque<Indexed>,
    /// The number of the oldest.
    oldest: usize,
    /// The number of today's first: those that it and the others are compared with are before
    /// it.
    today: usize,
    numbers: HashMap<Name, u32>,
    /// The stories that have a term, and how often.
    terms: Vec<VecDeque<(usize, f32)>>,
    /// The numbers of terms that left the window.
    unused: Vec<u32>,
    links: HashMap<Name, VecDeque<usize>>,
    /// How rare each term is today: 0 where every story has it.
    rarities: Vec<f32>,
    /// Of each story of the window.
    measures: Vec<Measure>,
    /// How much more what is rare counts today, since there are few stories.
    scarcity: f32,
    /// The logarithms of 0.5, 1.5, 2.5…
    logs: Vec<f32>,
}

impl Index {
    /// Begins a day: forgets what was told too long before. Gives how many stories that is.
    pub(super) fn advance(&mut self, day: u32) -> usize {
        let before = self.oldest;
        while let Some(story) = self
            .stories
            .pop_front_if(|story| story.day + WINDOW_DAYS < day)
        {
            for term in story.terms {
                let stories = &mut self.terms[term.number as usize];
                stories.pop_front();
                if stories.is_empty() {
                    self.numbers.remove(&term.name);
                    self.unused.push(term.number);
                }
            }
            for link in story.links {
                if let Some(stories) = self.links.get_mut(&link) {
                    stories.pop_front();
                    if stories.is_empty() {
                        self.links.remove(&link);
                    }
                }
            }
            self.oldest += 1;
        }
        self.today = self.next();
        self.oldest - before
    }

    /// The number of the oldest story.
    pub(super) fn oldest(&self) -> usize {
        self.oldest
    }

    /// How much is kept, in things.
    #[cfg(test)]
    pub(super) fn size(&self) -> usize {
        let terms = self.terms.iter().map(VecDeque::len).sum::<usize>();
        self.stories.len() + self.numbers.len() + self.terms.len() + terms + self.links.len()
    }

    fn next(&self) -> usize {
        self.oldest + self.stories.len()
    }

    /// Adds a story of today's, and gives its number.
    pub(super) fn add(&mut self, day: u32, features: Features) -> usize {
        let story = self.next();
        let mut terms = Vec::with_capacity(features.terms.len());
        for term in features.terms {
            let number = *self.numbers.entry(term.name).or_insert_with(|| {
                self.unused.pop().unwrap_or_else(|| {
                    self.terms.push(VecDeque::new());
                    self.terms.len() as u32 - 1
                })
            });
            let frequency = 1.0 + ln(1.0 + f64::from(term.weight)) as f32;
            self.terms[number as usize].push_back((story, frequency));
            terms.push(Term {
                name: term.name,
                number,
                frequency,
                in_title: term.in_title,
            });
        }
        for link in &features.links {
            self.links.entry(*link).or_default().push_back(story);
        }
        self.stories.push_back(Indexed {
            day,
            terms,
            links: features.links,
        });
        story
    }

    /// Takes note of how rare each term is, once all of today's stories are there.
    pub(super) fn weigh(&mut self) {
        while self.logs.len() <= self.stories.len() {
            self.logs.push(ln(self.logs.len() as f64 + 0.5) as f32);
        }
        let all = ln(self.stories.len() as f64 + 1.0) as f32;
        self.scarcity = (RARE / all).max(1.0);
        let rarity = |stories: &VecDeque<_>| (all - self.logs[stories.len()]).max(0.0);
        self.rarities.clear();
        self.rarities.extend(self.terms.iter().map(rarity));
        self.measures.clear();
        self.measures.extend(self.stories.iter().map(|story| {
            let (mut square, mut body, mut title) = (0.0, 0.0, 0.0);
            for term in &story.terms {
                let rarity = self.rarities[term.number as usize];
                let weight = term.frequency * rarity;
                square += weight * weight;
                if term.in_title {
                    title += rarity;
                } else {
                    body += weight * weight;
                }
            }
            Measure {
                // So that the part of a story that has none is no less than nothing.
                length: square.sqrt().max(f32::MIN_POSITIVE),
                body: body.sqrt(),
                title,
            }
        }));
    }

    /// The stories of earlier days that are most like one of today's, the most alike first.
    pub(super) fn nearest(&self, story: usize, most: usize) -> Vec<usize> {
        let common = COMMON.max((self.today - self.oldest) / COMMON_PART);
        let at = story - self.oldest;
        let mut scores = vec![0.0_f32; self.today - self.oldest];
        let mut met = Vec::new();
        let mut meet = |story: usize, score: f32| {
            let known = &mut scores[story - self.oldest];
            if *known == 0.0 {
                met.push(story);
            }
            *known += score;
        };
        for term in self.leading(story) {
            let rarity = self.rarities[term.number as usize];
            let weight = term.frequency * rarity * rarity / self.measures[at].length;
            let stories = &self.terms[term.number as usize];
            if stories.len() <= common {
                let before = stories.iter().take_while(|(story, _)| *story < self.today);
                for (story, frequency) in before {
                    let length = self.measures[*story - self.oldest].length;
                    meet(*story, weight * frequency / length);
                }
            }
        }
        for link in &self.stories[at].links {
            for story in self.with_link(*link) {
                meet(story, 1.0);
            }
        }
        // Most share a word or two, and sorting them all would take longest of all.
        met.retain(|story| scores[*story - self.oldest] >= FAINT);
        // Of those that are as like, the later one.
        met.sort_by(|a, b| {
            let score = |story: &usize| scores[*story - self.oldest];
            score(b).total_cmp(&score(a)).then(b.cmp(a))
        });
        met.truncate(most);
        met
    }

    /// The terms that lead from a story to others: those that weigh most.
    fn leading(&self, story: usize) -> impl Iterator<Item = &Term> {
        let terms = &self.stories[story - self.oldest].terms;
        let weight = |term: &Term| term.frequency * self.rarities[term.number as usize];
        let mut weights: Vec<f32> = terms.iter().map(weight).collect();
        let least = if weights.len() > TERMS_LEADING {
            let of_most = |a: &f32, b: &f32| b.total_cmp(a);
            *weights.select_nth_unstable_by(TERMS_LEADING, of_most).1
        } else {
            0.0
        };
        terms.iter().filter(move |term| weight(term) > least)
    }

    /// The stories of earlier days with a link; none where so many have it that it says
    /// nothing.
    fn with_link(&self, link: Name) -> impl Iterator<Item = usize> {
        let stories = self.links.get(&link);
        let before = stories.map(|all| all.range(..all.partition_point(|at| *at < self.today)));
        let before = before.filter(|stories| stories.len() <= LINK_SHARED);
        before.into_iter().flatten().copied()
    }

    /// How like an earlier story is one of today's.
    pub(super) fn likeness(&self, story: usize, earlier: usize) -> Likeness {
        let (at, before) = (story - self.oldest, earlier - self.oldest);
        let mut likeness = Likeness {
            link: self.stories[at]
                .links
                .iter()
                .any(|link| self.with_link(*link).any(|with| with == earlier)),
            ..Likeness::default()
        };
        let (mut both, mut here, mut there, mut body) = (0.0, 0.0, 0.0, 0.0);
        let mut others = self.stories[before].terms.iter().peekable();
        for term in &self.stories[at].terms {
            while others.next_if(|other| other.name < term.name).is_some() {}
            let Some(other) = others.next_if(|other| other.name == term.name) else {
                continue;
            };
            let rarity = self.rarities[term.number as usize];
            let product = term.frequency * other.frequency * rarity * rarity;
            likeness.text += product;
            if !term.in_title && !other.in_title {
                body += product;
                continue;
            }
            likeness.terms += 1;
            if term.in_title && other.in_title {
                both += rarity;
            }
            if term.in_title {
                here += rarity;
                likeness.support += rarity / 2.0;
            }
            if other.in_title {
                there += rarity;
                likeness.support += rarity / 2.0;
            }
        }
        let part = |part: f32, whole: f32| {
            if whole > 0.0 {
                (part / whole).min(1.0)
            } else {
                0.0
            }
        };
        likeness.support *= self.scarcity;
        let (one, other) = (&self.measures[at], &self.measures[before]);
        likeness.text /= one.length * other.length;
        likeness.title = part(both, one.title + other.title - both);
        likeness.cover = part(here, one.title).min(part(there, other.title));
        let bodies = one.body * other.body;
        likeness.body = if bodies > 0.0 { body / bodies } else { 1.0 };
        likeness
    }
}
