//! The front file, `index.txt`: what there is, where each term's list is, and the newest
//! stories' own lists.

use crate::{codes::Codes, query::Term};
use dayfold_model::Date;
use std::ops::Range;

/// The first line of the front file.
pub(crate) const HEAD: &str = "dayfold-search 1";

/// A digest whose stories are searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// That of a day.
    Day(Date),
    /// One without a day, by what stands for it in its address.
    Undated(String),
}

/// What the front file says.
///
/// Stories are numbered from the oldest, in the order of their digests. Those of the newest
/// month, from `sealed` on, are in the front file itself.
#[derive(Clone, Debug)]
pub struct Index {
    /// The folder of the sealed lists.
    folder: String,
    /// How many stories the sealed lists are of.
    pub(crate) sealed: u32,
    /// How many there are in all.
    pub(crate) stories: u32,
    /// Digests by the number of their first story.
    places: Vec<(u32, Place)>,
    /// From which term on each of the sealed files is.
    bounds: Vec<String>,
    /// The lists of the newest stories.
    pub(crate) newest: String,
}

impl Index {
    /// Reads the file; `None` where it is of another format.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.splitn(7, '\n');
        if lines.next()? != HEAD {
            return None;
        }
        let folder = lines.next()?.to_owned();
        let sealed = lines.next()?.parse().ok()?;
        let bounds = fields(lines.next()?);
        let undated = fields(lines.next()?);
        let (places, stories) = places(undated, lines.next()?);
        Some(Self {
            folder,
            sealed,
            stories,
            places,
            bounds,
            newest: lines.next()?.to_owned(),
        })
    }

    /// How many stories there are, but for what stands for each digest itself.
    pub fn told(&self) -> usize {
        (self.stories as usize).saturating_sub(self.places.len())
    }

    /// The path of a sealed file, under that of the front file.
    pub fn file(&self, number: usize) -> String {
        format!("{}/{number}.txt", self.folder)
    }

    /// The digest of a story, and which of its stories it is, from 0.
    pub fn place(&self, story: u32) -> Option<(&Place, usize)> {
        let after = self.places.partition_point(|(first, _)| *first <= story);
        let (first, place) = self.places.get(after.checked_sub(1)?)?;
        Some((place, (story - first) as usize))
    }

    /// The stories of the days that `is_meant`, which must follow one another.
    pub fn span(&self, is_meant: impl Fn(Date) -> bool) -> Range<u32> {
        let mut span = 0..0;
        for (at, (first, place)) in self.places.iter().enumerate() {
            let next = self.places.get(at + 1);
            if matches!(place, Place::Day(date) if is_meant(*date)) {
                if span.is_empty() {
                    span.start = *first;
                }
                span.end = next.map_or(self.stories, |(next, _)| *next);
            }
        }
        span
    }

    /// In which sealed files a term stands, or what begins with it: seldom more than one. Of
    /// what begins with so little that it is in many files, the first.
    pub(crate) fn files(&self, term: &Term) -> Range<usize> {
        let holding = |term: &str| {
            let after = self.bounds.partition_point(|bound| **bound <= *term);
            after.saturating_sub(1)
        };
        let first = holding(&term.text);
        let mut last = first;
        if term.is_begun {
            last = holding(&format!("{}\u{10ffff}", term.text)).min(first + 1);
        }
        match self.bounds.is_empty() {
            true => 0..0,
            false => first..last + 1,
        }
    }

    /// The day of the newest story.
    pub fn newest_day(&self) -> Option<Date> {
        match self.places.last()? {
            (_, Place::Day(date)) => Some(*date),
            _ => None,
        }
    }
}

fn fields(line: &str) -> Vec<String> {
    let fields = line.split('\t').filter(|_| !line.is_empty());
    fields.map(str::to_owned).collect()
}

/// The digests: those without a day first, then each day by how long after the one before it
/// is. A number holds twice the digest's stories, and one more where it is not of the next day:
/// then the days between them follow. The number of the last story ends them.
fn places(undated: Vec<String>, line: &str) -> (Vec<(u32, Place)>, u32) {
    let mut undated = undated.into_iter();
    let mut codes = Codes::new(line);
    let mut places = Vec::new();
    let (mut story, mut day) = (0_u32, 0_u32);
    while let Some(code) = codes.next() {
        let place = match undated.next() {
            Some(slug) => Some(Place::Undated(slug)),
            None => {
                let between = if code & 1 == 1 { codes.next() } else { None };
                day = day
                    .saturating_add(between.unwrap_or_default())
                    .saturating_add(1);
                Date::from_serial(day).map(Place::Day)
            }
        };
        if let Some(place) = place {
            places.push((story, place));
        }
        story = story.saturating_add(code / 2);
    }
    (places, story)
}

/// The list of a term in a file: a line each, sorted by their bytes.
pub(crate) fn list<'a>(lists: &'a str, term: &str) -> Option<&'a str> {
    // What goes on behind the term comes behind it.
    let (known, list) = begun(lists, term).next()?;
    (known == term).then_some(list)
}

/// The terms of a file that begin so, with their lists.
pub(crate) fn begun<'a, 'b>(
    lists: &'a str,
    begin: &'b str,
) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a, 'b> {
    // Lines are of any length: each half begins behind a line's end.
    let (mut low, mut high) = (0, lists.len());
    while low < high {
        let mut middle = low + (high - low) / 2;
        while !lists.is_char_boundary(middle) {
            middle -= 1;
        }
        let start = lists[low..middle]
            .rfind('\n')
            .map_or(low, |at| low + at + 1);
        let end = lists[start..]
            .find('\n')
            .map_or(lists.len(), |at| start + at + 1);
        if &lists[start..end] < begin {
            low = end;
        } else {
            high = start;
        }
    }
    let rest = lists.get(low..).unwrap_or_default();
    let lines = rest
        .split('\n')
        .take_while(move |line| line.starts_with(begin));
    lines.filter_map(|line| line.split_once('\t'))
}
