//! Goes through the days and ties each story to what earlier days told of it.

use super::features::Features;
use super::index::{Index, Likeness};
use super::judgement::{goes_on, holds, is_again, is_of_column, strength};
use dayfold_model::{Date, Digest, StoryRef, Told};
use std::collections::{HashMap, VecDeque};

/// How many earlier tellings a story names.
const EARLIER: usize = 6;

/// How many of those that are most alike are looked at closely.
const CANDIDATES: usize = 8;

/// On how many recent days a headline makes a column: a part of the digest that has the same
/// name every day.
const COLUMN_DAYS: usize = 3;

/// What was told in the last weeks, by which a day is tied.
///
/// The ties of a day follow from its stories and those of the days within
/// [`WINDOW_DAYS`](super::WINDOW_DAYS) before it, with their ties; from nothing else. So it
/// may have gone through all days, or through those alone.
#[derive(Default)]
pub(crate) struct Tier {
    index: Index,
    /// The stories of the index, in its order.
    tellings: VecDeque<Telling>,
    /// The days of the window on which a headline stood.
    headlines: HashMap<String, VecDeque<Date>>,
}

/// A story that was told, by which a later one names it.
struct Telling {
    told: Told,
    /// The numbers of those that it names itself, as far as they are in the window.
    earlier: Vec<usize>,
    /// The first telling, where this is no other.
    first: Option<StoryRef>,
}

impl Tier {
    /// Goes past a day whose stories are tied already. Days come in order.
    pub(crate) fn pass(&mut self, date: Date, digest: &Digest) {
        self.begin(date);
        for story in digest.stories() {
            self.index.add(date.serial(), Features::of(story));
        }
        self.remember(date, digest);
    }

    /// Ties the stories of a day. Days come in order.
    pub(crate) fn tie(&mut self, date: Date, digest: &mut Digest) {
        self.begin(date);
        let numbers: Vec<usize> = digest
            .stories()
            .map(|story| self.index.add(date.serial(), Features::of(story)))
            .collect();
        self.index.weigh();
        let stories = digest
            .sections
            .iter_mut()
            .flat_map(|section| &mut section.stories);
        for (story, number) in stories.zip(numbers) {
            let ties = self.ties(number, self.is_column(&story.title));
            let (earlier, first) = self.thread(number, &ties);
            let told = |number: usize| self.telling(number).map(|telling| &telling.told);
            story.earlier = earlier.into_iter().filter_map(told).cloned().collect();
            story.repeats = first;
        }
        self.remember(date, digest);
    }

    /// Forgets what is too old for a day.
    fn begin(&mut self, date: Date) {
        for _ in 0..self.index.advance(date.serial()) {
            let Some(telling) = self.tellings.pop_front() else {
                break;
            };
            let headline = telling.told.title.to_lowercase();
            if let Some(days) = self.headlines.get_mut(&headline) {
                days.pop_front_if(|day| *day == telling.told.date);
                if days.is_empty() {
                    self.headlines.remove(&headline);
                }
            }
        }
    }

    /// Takes down what later days need of a day. It is read from the digest, so that there is
    /// the same to it whoever tied it.
    fn remember(&mut self, date: Date, digest: &Digest) {
        for story in digest.stories() {
            let days = self
                .headlines
                .entry(story.title.to_lowercase())
                .or_default();
            if days.back() != Some(&date) {
                days.push_back(date);
            }
            let earlier = story.earlier.iter();
            let earlier = earlier.filter_map(|told| self.find(told.date, &told.id));
            let telling = Telling {
                earlier: earlier.collect(),
                first: story.repeats.clone(),
                told: Told {
                    date,
                    date_text: digest.date_text.clone(),
                    id: story.id.clone(),
                    title: story.title.clone(),
                },
            };
            self.tellings.push_back(telling);
        }
    }

    /// The story of that number, if it is still in the window.
    fn telling(&self, number: usize) -> Option<&Telling> {
        let at = number.checked_sub(self.index.oldest())?;
        self.tellings.get(at)
    }

    /// The number of a story of the window.
    fn find(&self, date: Date, id: &str) -> Option<usize> {
        let first = self
            .tellings
            .partition_point(|telling| telling.told.date < date);
        let of_day = self.tellings.range(first..);
        let mut of_day = of_day.take_while(|telling| telling.told.date == date);
        let at = of_day.position(|telling| telling.told.id == id)?;
        Some(self.index.oldest() + first + at)
    }

    /// Whether a headline stood over something on several days of the window.
    fn is_column(&self, title: &str) -> bool {
        let days = self.headlines.get(&title.to_lowercase());
        days.is_some_and(|days| days.len() >= COLUMN_DAYS)
    }

    /// The earlier stories that one goes on with, the most alike first.
    fn ties(&self, story: usize, is_column: bool) -> Vec<(usize, Likeness)> {
        let near = self.index.nearest(story, CANDIDATES).into_iter();
        let near = near.map(|earlier| (earlier, self.index.likeness(story, earlier)));
        let mut near: Vec<_> = near
            .filter(|(_, likeness)| goes_on(*likeness) && (!is_column || is_of_column(*likeness)))
            .collect();
        // The later one, where two are as like.
        near.sort_by(|(a, one), (b, other)| {
            let strength = strength(*other).total_cmp(&strength(*one));
            strength.then(b.cmp(a))
        });
        near
    }

    /// The thread that a story with such ties continues, the oldest telling first; and the
    /// first telling, where it only repeats it.
    fn thread(&self, story: usize, ties: &[(usize, Likeness)]) -> (Vec<usize>, Option<StoryRef>) {
        let Some((best, likeness)) = ties.first().copied() else {
            return (vec![], None);
        };
        let Some(before) = self.telling(best) else {
            return (vec![], None);
        };
        let first = is_again(likeness).then(|| {
            let itself = || StoryRef {
                date: before.told.date,
                id: before.told.id.clone(),
            };
            before.first.clone().unwrap_or_else(itself)
        });
        // The chain goes back as far as it is still about the same, within the window.
        let chain = before.earlier.iter().copied();
        let chain = chain
            .filter(|number| self.telling(*number).is_some())
            .filter(|number| holds(self.index.likeness(story, *number)));
        let mut earlier = Vec::new();
        let direct = ties.iter().map(|(number, _)| *number);
        for number in direct.chain(chain) {
            // A day tells a story once.
            let day = |number| self.telling(number).map(|telling| telling.told.date);
            if earlier.iter().all(|known| day(*known) != day(number)) {
                earlier.push(number);
            }
        }
        earlier.sort_unstable();
        earlier.drain(..earlier.len().saturating_sub(EARLIER));
        (earlier, first)
    }
}

#[cfg(test)]
mod tests;
