//! What was told so far: how common each term is, and which recent story has which terms.
//!
//! How much a term says follows from how many stories had it up to that day, never from what
//! came later; so each day's ties come out the same whether the days are published one by
//! one or all at once.

use std::collections::{HashMap, VecDeque};

/// For how many days a story can be gone on with.
pub(crate) const WINDOW_DAYS: u32 = 45;

/// How many of its terms lead to a story.
const TERMS_LEADING: usize = 40;

/// A term in more recent stories than this leads to none: it would take long, and says little.
const COMMON: usize = 64;

/// The same as a part of all recent stories.
const COMMON_PART: usize = 12;

/// What is less like than this is not looked at.
const FAINT: f32 = 0.1;

/// How many stories may share a link that says they are of the same thing.
const LINK_SHARED: usize = 5;

/// What a story is compared by.
#[derive(Default)]
pub(super) struct Features {
    /// Its terms: how much each weighs here, and whether it stands in the headline.
    terms: Vec<(u32, f32, bool)>,
    /// The links of its sources, the headline's first.
    links: Vec<u32>,
}

/// A story by its terms, in the order of their numbers, scaled to length 1.
#[derive(Default)]
pub(super) struct Vector {
    terms: Vec<Term>,
    /// The least weight of those that lead to it.
    leading: f32,
    /// How rare all its headline's terms are together.
    title: f32,
    /// The length of that part of it that does not stand in the headline.
    body: f32,
}

#[derive(Clone, Copy)]
struct Term {
    number: u32,
    weight: f32,
    /// How rare it was on that day.
    rarity: f32,
    in_title: bool,
}

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
    /// How rare what they share is, as far as it stands in a headline.
    pub(super) support: f32,
    /// How many such terms there are.
    pub(super) terms: u32,
    /// Whether they have a link in common.
    pub(super) link: bool,
}

struct Telling {
    day: u32,
    vector: Vector,
    links: Vec<u32>,
}

/// What was told so far. Stories have numbers in the order in which they are added.
#[derive(Default)]
pub(super) struct Index {
    numbers: HashMap<String, u32>,
    /// In how many stories each term has been.
    frequencies: Vec<u32>,
    stories: u32,
    tellings: Vec<Telling>,
    /// The first telling within the window.
    oldest: usize,
    /// The recent stories that have a term, with its weight there.
    by_term: Vec<VecDeque<(usize, f32)>>,
    by_link: HashMap<u32, VecDeque<usize>>,
}

impl Index {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = self.frequencies.len() as u32;
        self.numbers.insert(name.to_owned(), number);
        self.frequencies.push(0);
        self.by_term.push(VecDeque::new());
        number
    }

    /// Adds to what a story is compared by.
    pub(super) fn note(&mut self, features: &mut Features, term: &str, weight: f32, title: bool) {
        features.terms.push((self.number(term), weight, title));
    }

    /// Adds a link.
    pub(super) fn note_link(&mut self, features: &mut Features, link: &str) {
        let number = self.number(link);
        if !features.links.contains(&number) {
            features.links.push(number);
        }
    }

    /// Counts a story's terms: that of a whole day before any of its stories is weighed.
    pub(super) fn count(&mut self, features: &Features) {
        self.stories += 1;
        for (number, ..) in &features.terms {
            self.frequencies[*number as usize] += 1;
        }
    }

    /// What a story is known by, as far as that is known by now.
    pub(super) fn vector(&self, features: &Features) -> Vector {
        let mut terms: Vec<Term> = features
            .terms
            .iter()
            .map(|(number, weight, in_title)| {
                let rarity = self.rarity(*number);
                Term {
                    number: *number,
                    weight: (1.0 + weight.ln_1p()) * rarity,
                    rarity,
                    in_title: *in_title,
                }
            })
            .collect();
        let square = |term: &Term| term.weight * term.weight;
        let length = terms.iter().map(square).sum::<f32>().sqrt();
        for term in &mut terms {
            term.weight /= length.max(f32::MIN_POSITIVE);
        }
        let mut weights: Vec<f32> = terms.iter().map(|term| term.weight).collect();
        weights.sort_by(|a, b| b.total_cmp(a));
        let title = terms.iter().filter(|term| term.in_title);
        let body = terms.iter().filter(|term| !term.in_title);
        Vector {
            leading: weights.get(TERMS_LEADING).copied().unwrap_or(0.0),
            title: title.map(|term| term.rarity).sum(),
            body: body.map(square).sum::<f32>().sqrt(),
            terms,
        }
    }

    /// How much a term says: nothing where every story has it.
    fn rarity(&self, number: u32) -> f32 {
        let (stories, with) = (
            self.stories as f32,
            self.frequencies[number as usize] as f32,
        );
        ((stories + 1.0) / (with + 0.5)).ln().max(0.0)
    }

    /// Forgets to look for what was told too long before `day`.
    pub(super) fn advance(&mut self, day: u32) {
        while let Some(telling) = self.tellings.get_mut(self.oldest)
            && telling.day + WINDOW_DAYS < day
        {
            let vector = std::mem::take(&mut telling.vector);
            for term in vector.leading() {
                self.by_term[term.number as usize].pop_front();
            }
            for link in std::mem::take(&mut telling.links) {
                if let Some(stories) = self.by_link.get_mut(&link) {
                    stories.pop_front();
                }
            }
            self.oldest += 1;
        }
    }

    /// The recent stories that are most like one, the most alike first.
    pub(super) fn nearest(&self, vector: &Vector, links: &[u32], most: usize) -> Vec<usize> {
        let common = COMMON.max((self.tellings.len() - self.oldest) / COMMON_PART);
        let mut scores = vec![0.0_f32; self.tellings.len() - self.oldest];
        let mut met = Vec::new();
        let mut meet = |story: usize, score: f32| {
            let known = &mut scores[story - self.oldest];
            if *known == 0.0 {
                met.push(story);
            }
            *known += score;
        };
        for term in vector.leading() {
            let stories = &self.by_term[term.number as usize];
            if stories.len() <= common {
                for (story, weight) in stories {
                    meet(*story, term.weight * weight);
                }
            }
        }
        for link in links {
            for story in self.of_link(*link) {
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

    /// The recent stories with a link; none where so many have it that it says nothing.
    fn of_link(&self, link: u32) -> impl Iterator<Item = usize> {
        let stories = self.by_link.get(&link);
        let stories = stories.filter(|stories| stories.len() <= LINK_SHARED);
        stories.into_iter().flatten().copied()
    }

    /// How like an earlier story is.
    pub(super) fn likeness(&self, vector: &Vector, links: &[u32], story: usize) -> Likeness {
        let earlier = &self.tellings[story];
        let mut likeness = Likeness {
            link: links.iter().any(|link| {
                earlier.links.contains(link) && self.of_link(*link).any(|with| with == story)
            }),
            ..Likeness::default()
        };
        let (mut both, mut here, mut there, mut body) = (0.0, 0.0, 0.0, 0.0);
        let mut others = earlier.vector.terms.iter().peekable();
        for term in &vector.terms {
            while others.next_if(|other| other.number < term.number).is_some() {}
            let Some(other) = others.next_if(|other| other.number == term.number) else {
                continue;
            };
            likeness.text += term.weight * other.weight;
            let rarity = term.rarity.min(other.rarity);
            if !term.in_title && !other.in_title {
                body += term.weight * other.weight;
                continue;
            }
            likeness.terms += 1;
            if term.in_title && other.in_title {
                both += rarity;
            }
            if term.in_title {
                here += term.rarity;
                likeness.support += rarity / 2.0;
            }
            if other.in_title {
                there += other.rarity;
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
        let (title, earlier_title) = (vector.title, earlier.vector.title);
        likeness.title = part(both, title + earlier_title - both);
        likeness.cover = part(here, title).min(part(there, earlier_title));
        let bodies = vector.body * earlier.vector.body;
        likeness.body = if bodies > 0.0 { body / bodies } else { 1.0 };
        likeness
    }

    /// Adds a story that was told on `day`, and gives its number.
    pub(super) fn add(&mut self, day: u32, vector: Vector, features: Features) -> usize {
        let story = self.tellings.len();
        for term in vector.leading() {
            self.by_term[term.number as usize].push_back((story, term.weight));
        }
        for link in &features.links {
            self.by_link.entry(*link).or_default().push_back(story);
        }
        self.tellings.push(Telling {
            day,
            vector,
            links: features.links,
        });
        story
    }
}

impl Vector {
    /// The terms that lead to the story.
    fn leading(&self) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(|term| term.weight > self.leading)
    }
}

impl Features {
    /// Makes one of what was noted of the same term, in the order of the terms' numbers.
    pub(super) fn gather(&mut self) {
        self.terms
            .sort_unstable_by_key(|(number, _, in_title)| (*number, !in_title));
        self.terms.dedup_by(|again, known| {
            let same = again.0 == known.0;
            if same {
                known.1 += again.1;
            }
            same
        });
    }

    pub(super) fn links(&self) -> &[u32] {
        &self.links
    }
}
