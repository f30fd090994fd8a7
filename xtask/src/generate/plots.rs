//! What the generated stories are about: plots that begin on a day, are told once or on
//! several days, and have names of their own.
//!
//! A plot follows from the day on which it begins and its number there. So does what is told
//! on a day, from the plots of the weeks before, and never from how many days are asked for.

use super::rng::Rng;
use super::words::{ENGLISH, TOPICS};

/// How many days a plot goes on at most.
const REACH: i64 = 40;

/// How many plots begin on a day: one or two fewer on some.
const BEGIN: u64 = 5;

// What a row of numbers is for, so that no two are the same.
const LENGTH: u64 = 1;
const ABOUT: u64 = 2;
const COMPANY: u64 = 3;
const HOST: u64 = 4;
const TELLING: u64 = 5;

/// Something that goes on.
pub(super) struct Plot {
    seed: [u64; 2],
    pub(super) topic: usize,
    pub(super) company: Company,
    /// Whether the text marks it as an entity.
    pub(super) is_marked: bool,
    /// What it makes or does.
    pub(super) thing: String,
    /// From what a language makes a person and a place.
    pub(super) person: u64,
    pub(super) place: u64,
    /// Which of the topic's nouns it is mostly about, as numbers of any size.
    pub(super) nouns: [usize; 3],
    /// The numbers of its tags.
    pub(super) tags: Vec<usize>,
}

/// A company, which other plots may be about as well.
pub(super) struct Company {
    pub(super) name: String,
    pub(super) full_name: String,
}

/// A plot as a day tells it.
pub(super) struct Telling {
    pub(super) plot: Plot,
    /// How often it was told before.
    pub(super) index: usize,
    /// Whether it will not be told again.
    pub(super) is_last: bool,
}

/// What is told on a day, by topic.
pub(super) fn tellings(day: u32) -> Vec<Telling> {
    let day = i64::from(day);
    let mut tellings = Vec::new();
    for begin in day - REACH..=day {
        for number in 0..BEGIN {
            let days = days_of(begin, number);
            let index = days.iter().position(|after| begin + after == day);
            if let Some(index) = index {
                tellings.push(Telling {
                    plot: Plot::new(begin, number),
                    index,
                    is_last: index > 0 && index + 1 == days.len(),
                });
            }
        }
    }
    tellings.sort_by_key(|telling| telling.plot.topic);
    tellings
}

/// The first of so many plots, which begin on that day and the days behind it, by topic.
pub(super) fn beginnings(day: u32, number: usize) -> Vec<Telling> {
    let mut beginnings: Vec<_> = (day..)
        .flat_map(tellings)
        .filter(|telling| telling.index == 0)
        .take(number)
        .collect();
    beginnings.sort_by_key(|telling| telling.plot.topic);
    beginnings
}

/// On which days after its first a plot is told; on none where there is no such plot.
fn days_of(begin: i64, number: u64) -> Vec<i64> {
    let mut rng = Rng::new(&[LENGTH, begin.cast_unsigned(), number]);
    if number >= 3 && rng.percent(20) {
        return Vec::new();
    }
    let mut days = vec![0];
    let more = if rng.percent(55) { 0 } else { 1 + rng.below(4) };
    for _ in 0..more {
        let gap = if rng.percent(80) { 3 } else { 14 };
        let day = days.last().unwrap_or(&0) + 1 + rng.below(gap) as i64;
        if day <= REACH {
            days.push(day);
        }
    }
    days
}

impl Plot {
    fn new(begin: i64, number: u64) -> Self {
        let seed = [begin.cast_unsigned(), number];
        let mut rng = Rng::new(&[ABOUT, seed[0], seed[1]]);
        // How many days there are by then: names and tags grow more with them, ever slower.
        let grown = begin.max(0).unsigned_abs().isqrt() as usize;
        let known = 40 + 4 * grown;
        let company = if rng.percent(60) {
            Company::new(&[COMPANY, rng.rank(known) as u64])
        } else {
            Company::new(&[COMPANY, seed[0], seed[1]])
        };
        let mut thing = capital(&word(&mut rng, 3, ENGLISH.syllables));
        if rng.percent(30) {
            thing += &format!(" {}", 2 + rng.below(8));
        }
        let mut tags = Vec::new();
        for _ in 0..1 + rng.below(3) {
            let tag = rng.rank(60 + 8 * grown);
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        Self {
            seed,
            topic: rng.below(TOPICS),
            company,
            is_marked: rng.percent(60),
            thing,
            person: rng.rank(10_000) as u64,
            place: rng.rank(1_000) as u64,
            nouns: [0; 3].map(|_| rng.below(1_000)),
            tags,
        }
    }

    /// The numbers that one telling is made from.
    pub(super) fn rng(&self, index: usize, purpose: u64) -> Rng {
        Rng::new(&[TELLING, self.seed[0], self.seed[1], index as u64, purpose])
    }

    /// Its name as a part of addresses.
    pub(super) fn slug(&self) -> String {
        self.thing.to_lowercase().replace(' ', "-")
    }
}

impl Company {
    fn new(seed: &[u64]) -> Self {
        const KINDS: &[&str] = &[
            "Works",
            "Holding",
            "Labs",
            "Energy",
            "Group",
            "Systems",
            "Union",
            "Institute",
        ];
        let mut rng = Rng::new(seed);
        let syllables = 2 + rng.below(2);
        let name = capital(&word(&mut rng, syllables, ENGLISH.syllables));
        let full_name = format!("{name} {}", rng.pick(KINDS));
        Self { name, full_name }
    }
}

/// A site that stories are from: some are far more often named than others.
pub(super) fn host(rng: &mut Rng) -> String {
    let number = rng.rank(120) as u64;
    word(&mut Rng::new(&[HOST, number]), 3, ENGLISH.syllables)
}

/// A made-up word.
pub(super) fn word(rng: &mut Rng, syllables: usize, of: &[&str]) -> String {
    (0..syllables).map(|_| rng.pick(of)).collect()
}

/// With a capital at the start, where the script has any.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}
