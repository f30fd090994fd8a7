//! Finding: which stories hold the terms, the best first.

use crate::{
    index::{Index, Place, begun, list},
    lists::{self, Weight},
    query::{Query, Term},
};
use std::ops::Range;

/// How many words that begin as the last one does are taken in.
const BEGUN: usize = 40;

/// How much less a word counts that only begins so.
const ONLY_BEGUN: f32 = 0.6;

/// How much more the newest story counts than one of long ago, and after how many days the
/// half of that is left.
const RECENT: f32 = 0.3;
const RECENT_DAYS: f32 = 365.0;

/// What stories have to be.
#[derive(Clone, Debug, Default)]
pub struct Narrowing {
    /// Facets by their terms; a story has to have one of each group.
    pub groups: Vec<Vec<Term>>,
    /// Spans of stories; in one of them where there are any.
    pub spans: Vec<Range<u32>>,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The stories, the best first.
    pub hits: Vec<Hit>,
    /// Whether no story holds all the words, so that these hold most of them.
    pub is_part: bool,
}

/// A story that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Its number.
    pub story: u32,
    /// How well it answers; only to be compared with others of the same search.
    pub score: f32,
}

/// How many files the words of a query may take: with the front file and the first day, no
/// more than six requests.
const FILES: usize = 4;

/// The sealed files that have to be read, each once.
pub fn files(index: &Index, query: &Query, narrowing: &Narrowing) -> Vec<usize> {
    let terms = query.terms(index);
    let all = || terms.iter().chain(narrowing.groups.iter().flatten());
    let mut files = Vec::new();
    let mut add = |number: usize, limit: usize| {
        if files.len() < limit && !files.contains(&number) {
            files.push(number);
        }
    };
    all()
        .filter_map(|term| index.files(term).next())
        .for_each(|number| add(number, usize::MAX));
    // How the last word may go on, in the next file, is worth one request, but not the seventh.
    all()
        .filter_map(|term| index.files(term).nth(1))
        .for_each(|number| add(number, FILES));
    files
}

/// Finds the stories. `read` gives the sealed files that [`files`] named.
pub fn find<'a>(
    index: &'a Index,
    query: &Query,
    narrowing: &Narrowing,
    read: impl Fn(usize) -> Option<&'a str>,
) -> Found {
    let terms = query.terms(index);
    let count = index.stories as usize;
    let mut scores = vec![0.0_f32; count];
    let mut held = vec![0_u8; count];
    let mut worths = Vec::with_capacity(terms.len());
    for (at, term) in (0_u8..).zip(&terms) {
        let (found, weights) = holding(index, term, &read);
        // What is rare says most (Robertson and Spärck Jones).
        let (all, found) = (count as f32, found as f32);
        let worth = (1.0 + (all - found + 0.5) / (found + 0.5)).ln();
        worths.push(worth);
        for ((weight, score), held) in weights.iter().zip(&mut scores).zip(&mut held) {
            if *weight > 0.0 {
                *score += weight * worth;
                *held |= 1 << at;
            }
        }
    }
    narrow(index, narrowing, &read, &mut held);
    let whole = full(terms.len());
    let is_part = !held.contains(&whole) && terms.len() > 1;
    // Where no story holds all, those that hold what says most of it.
    let worth = |held: u8| {
        let all = (0_u8..).zip(&worths);
        let own = all.filter(|(at, _)| held >> at & 1 == 1);
        own.map(|(_, worth)| *worth).sum::<f32>()
    };
    let most = held.iter().filter(|held| **held & OUT == 0);
    let most = most.map(|held| worth(*held)).fold(0.0, f32::max);
    let is_found = |held: u8| match is_part {
        true => held & OUT == 0 && held != 0 && worth(held) >= most * 0.99,
        false => held == whole,
    };
    let mut hits: Vec<Hit> = (0..)
        .zip(&held)
        .filter(|(_, held)| is_found(**held))
        .map(|(story, _)| Hit { story, score: 0.0 })
        .collect();
    let newest = index.newest_day().map_or(0, |day| day.serial());
    for Hit { story, score } in &mut hits {
        let day = match index.place(*story) {
            Some((Place::Day(date), _)) => date.serial(),
            _ => 0,
        };
        let age = newest.saturating_sub(day) as f32;
        let recent = 1.0 + RECENT * RECENT_DAYS / (RECENT_DAYS + age);
        // Without words, by the day alone.
        let own = scores.get(*story as usize).copied().unwrap_or_default();
        *score = own.max(0.001) * recent;
    }
    hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(b.story.cmp(&a.story)));
    Found { hits, is_part }
}

/// Says of a story that it is not meant: no term has that bit.
const OUT: u8 = 0x80;

fn full(terms: usize) -> u8 {
    (1_u8 << terms.min(7)) - 1
}

/// How many stories hold a term, and what it weighs in each.
fn holding<'a>(
    index: &'a Index,
    term: &Term,
    read: &impl Fn(usize) -> Option<&'a str>,
) -> (usize, Vec<f32>) {
    let mut weights = vec![0.0_f32; index.stories as usize];
    each_list(index, term, read, |list, first, count, is_whole| {
        lists::read(list, count, |story, weight| {
            let weight = worth(weight) * if is_whole { 1.0 } else { ONLY_BEGUN };
            if let Some(known) = weights.get_mut((first + story) as usize) {
                *known = known.max(weight);
            }
        });
    });
    let found = weights.iter().filter(|weight| **weight > 0.0).count();
    (found, weights)
}

/// What a term counts by where it stands.
fn worth(weight: Weight) -> f32 {
    match weight {
        Weight::Text => 1.0,
        Weight::Lead => 1.7,
        Weight::Subject => 2.4,
        Weight::Title => 4.0,
    }
}

/// The lists of a term: with the number of the first story that they count from, and of how
/// many stories they are.
fn each_list<'a>(
    index: &'a Index,
    term: &Term,
    read: &impl Fn(usize) -> Option<&'a str>,
    mut each: impl FnMut(&str, u32, u32, bool),
) {
    let sealed = index.files(term).filter_map(read);
    let sealed = sealed.map(|lists| (lists, 0, index.sealed));
    let newest = index.stories - index.sealed;
    let newest = (&*index.newest, index.sealed, newest);
    for (lists, first, count) in sealed.chain([newest]) {
        if let Some(list) = list(lists, &term.text) {
            each(list, first, count, true);
        }
        // What one letter begins is half the dictionary.
        if term.is_begun && (term.text.len() > 1) {
            let others = begun(lists, &term.text).filter(|(known, _)| *known != term.text);
            for (_, list) in others.take(BEGUN) {
                each(list, first, count, false);
            }
        }
    }
}

/// Marks as [`OUT`] what is not meant.
fn narrow<'a>(
    index: &'a Index,
    narrowing: &Narrowing,
    read: &impl Fn(usize) -> Option<&'a str>,
    held: &mut [u8],
) {
    for group in &narrowing.groups {
        let mut is_in = vec![false; held.len()];
        for term in group {
            each_list(index, term, read, |list, first, count, _| {
                lists::read(list, count, |story, _| {
                    if let Some(is_in) = is_in.get_mut((first + story) as usize) {
                        *is_in = true;
                    }
                });
            });
        }
        for (held, is_in) in held.iter_mut().zip(is_in) {
            *held |= if is_in { 0 } else { OUT };
        }
    }
    if !narrowing.spans.is_empty() {
        for (story, held) in (0..).zip(held.iter_mut()) {
            let is_in = narrowing.spans.iter().any(|span| span.contains(&story));
            *held |= if is_in { 0 } else { OUT };
        }
    }
}
