//! Dates in file names and folders, which have shorter forms than texts and spread a date
//! over several folders.

use super::{
    Exactness, Written, best, compact,
    grammar::{What, Ymd},
    months::NAMES,
    tokens::{Token, Tokens},
    weeks, written,
};
use std::ops::Range;

/// How deep a path is looked into: a date is near its end.
const DEPTH: usize = 8;

/// The most exact date in a file's name and folders; of these the last part's first.
pub(crate) fn find_in_name(name: &str) -> Option<Written> {
    let parts = parts(name);
    let mut found: Vec<Written> = Vec::new();
    // From the last part to the first, what one says alone before what several say.
    for last in (0..parts.len()).rev() {
        found.extend(parts[last].alone());
        found.extend(together(&parts[..=last]));
    }
    found.into_iter().min_by_key(Written::exactness)
}

/// The last folders of a path and the file without its ending.
fn parts(name: &str) -> Vec<Part<'_>> {
    let mut out = Vec::new();
    let mut end = name.len();
    for (nth, text) in name.rsplit(['/', '\\']).enumerate() {
        let start = end - text.len();
        end = start.saturating_sub(1);
        let text = if nth == 0 { stem(text) } else { text };
        if !text.is_empty() {
            out.push(Part {
                tokens: Tokens::new(text),
                start,
                folder: nth > 0,
            });
        }
        if out.len() == DEPTH {
            break;
        }
    }
    out.reverse();
    out
}

/// A file's name without its endings: `2026.03.15.md` has one, `notes.en.md` two.
fn stem(name: &str) -> &str {
    let mut stem = name;
    while let Some((rest, ending)) = stem.rsplit_once('.') {
        let is_ending = ending.starts_with(|c: char| c.is_ascii_alphabetic()) && ending.len() <= 10;
        if rest.is_empty() || !is_ending {
            break;
        }
        stem = rest;
    }
    stem
}

/// A part of a path, and where it starts in it.
struct Part<'a> {
    tokens: Tokens<'a>,
    start: usize,
    folder: bool,
}

impl Part<'_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    fn written(&self, what: What, span: Range<usize>) -> Option<Written> {
        let span = span.start + self.start..span.end + self.start;
        // Only an unmistakable form says of a day that the calendar lacks it.
        written(what, span).filter(|written| written.dated.is_some())
    }

    /// The best that this part says by itself.
    fn alone(&self) -> Option<Written> {
        let mut found = best(&self.tokens, true);
        if let Some(found) = &mut found {
            found.span = found.span.start + self.start..found.span.end + self.start;
        }
        let compact = (0..self.tokens.all.len()).find_map(|at| self.compact(at));
        [found, compact, self.short_year(), self.numeric_month()]
            .into_iter()
            .flatten()
            .min_by_key(Written::exactness)
    }

    /// `20251122`, unless it is the date of a version: `gpt-4-20251122`.
    fn compact(&self, at: usize) -> Option<Written> {
        let token = self.token(at)?;
        let digits = |at: usize| self.token(at).is_some_and(|token| token.digits > 0);
        let version = at > 0 && digits(at - 1) && matches!(self.tokens.gap(at), "-" | "." | "_");
        let span = token.span.start + self.start..token.span.end + self.start;
        // `someone19920904` is what a person is called, not a day.
        let name = self.folder && at > 0 && self.tokens.gap(at).is_empty();
        if token.digits == 8 && !version && !name {
            let value = token.value;
            // `20072025`: the year at the end, where it cannot stand first.
            let turned = value % 10_000 * 10_000 + value / 10_000 % 100 * 100 + value / 1_000_000;
            return compact(value, 8, span.clone()).or_else(|| compact(turned, 8, span));
        }
        // `260821` and `202603` could be any number, unless the name begins with it.
        let first = at == 0 && self.starts() && !(digits(1) && self.tokens.gap(1).len() <= 1);
        if token.digits != 6 || !first {
            return None;
        }
        let part = |value: u32| u16::try_from(value).unwrap_or(0);
        let month = What::Month(part(token.value / 100), part(token.value % 100));
        let year = 2000 + part(token.value / 10_000);
        let day = What::Day(Ymd {
            year,
            month: part(token.value / 100 % 100),
            day: part(token.value % 100),
        });
        let full_year = (190_000..220_000).contains(&token.value);
        full_year
            .then(|| self.written(month, token.span.clone()))
            .flatten()
            .or_else(|| {
                (2010..2050)
                    .contains(&year)
                    .then(|| self.written(day, token.span.clone()))
                    .flatten()
            })
    }

    /// Whether nothing stands before the first token.
    fn starts(&self) -> bool {
        self.tokens.gap(0).is_empty()
    }

    /// Whether a part ends before a token, or a word follows.
    fn ends(&self, at: usize) -> bool {
        match self.token(at) {
            None => true,
            Some(token) => token.digits == 0 && !self.tokens.gap(at).is_empty(),
        }
    }

    /// `26-08-21-slug`.
    fn short_year(&self) -> Option<Written> {
        let two = |at: usize| {
            let digits = self.token(at)?.digits;
            self.tokens.number(at, 2).filter(|_| digits == 2)
        };
        let (year, month, day) = (2000 + two(0)?, two(1)?, two(2)?);
        let gap = self.tokens.gap(1);
        let fits = self.starts()
            && matches!(gap, "-" | "_")
            && self.tokens.gap(2) == gap
            && self.ends(3)
            && (2010..2050).contains(&year);
        let ymd = Ymd { year, month, day };
        let span = 0..self.token(2)?.span.end;
        fits.then(|| self.written(What::Day(ymd), span)).flatten()
    }

    /// `2026-03` at the start or the end of a name.
    fn numeric_month(&self) -> Option<Written> {
        let all = self.tokens.all.len();
        [0, all.saturating_sub(2)].into_iter().find_map(|at| {
            let (year, month) = (self.tokens.year(at)?, self.tokens.number(at + 1, 2)?);
            let two = self.token(at + 1)?.digits == 2;
            let fits = two && matches!(self.tokens.gap(at + 1), "-" | "_" | ".");
            let fits = fits && (at > 0 || self.starts()) && self.ends(at + 2);
            let span = self.token(at)?.span.start..self.token(at + 1)?.span.end;
            fits.then(|| self.written(What::Month(year, month), span))
                .flatten()
        })
    }

    /// A folder that is a year.
    fn year(&self) -> Option<u16> {
        let alone = self.tokens.all.len() == 1 && self.starts();
        self.tokens.year(0).filter(|_| alone)
    }

    /// A folder that is a month: `03`, `march`, `03-march`.
    fn month(&self) -> Option<u16> {
        let all = &self.tokens.all;
        let named = |at: usize| {
            let (name, count) = NAMES.at(all.get(at..)?)?;
            (at + count == all.len()).then_some(name.number)
        };
        let number = self.tokens.number(0, 2).filter(|n| (1..=12).contains(n));
        match (number, all.len()) {
            (Some(number), 1) => Some(number),
            (Some(number), _) => named(1).filter(|name| *name == number),
            (None, _) => named(0),
        }
        .filter(|_| self.starts())
    }

    /// A folder that is a year and a month: `2025-06`, `202506`.
    fn year_and_month(&self) -> Option<(u16, u16)> {
        let written = self.numeric_month().or_else(|| self.compact(0))?;
        let whole = self.tokens.all.len() <= 2 && self.starts();
        let dated = written.dated.filter(|_| whole)?;
        (dated.exactness == Exactness::Month)
            .then(|| (dated.date.year(), dated.date.month_number().into()))
    }
}

/// What the last of some parts says together with those before it.
fn together(parts: &[Part<'_>]) -> Option<Written> {
    let (last, folders) = parts.split_last()?;
    let year = folders.last().and_then(Part::year);
    let year_and_month = folders.last().and_then(Part::year_and_month).or_else(|| {
        let (month, before) = folders.split_last()?;
        Some((before.last()?.year()?, month.month()?))
    });
    let start = last.token(0).filter(|_| last.starts())?.span.start;
    let whole = start..last.tokens.text.len();
    let say = |what| last.written(what, whole.clone());
    // `2025-06/06-04.md`, `2026/03-15.md`, `2026/0315.md`: the month, then the day.
    let month_and_day = month_and_day(last);
    if let Some((month, day)) = month_and_day {
        let year = match year_and_month {
            Some((year, given)) => (given == month).then_some(year),
            None => year,
        };
        if let Some(found) = year.and_then(|year| say(What::Day(Ymd { year, month, day }))) {
            return Some(found);
        }
    }
    if let Some((year, month)) = year_and_month
        && let Some(day) = day(last)
        && let Some(found) = say(What::Day(Ymd { year, month, day }))
    {
        return Some(found);
    }
    let year = year?;
    if let Some(week) = weeks::without_year(&last.tokens) {
        return say(What::Week(year, week));
    }
    last.month().and_then(|month| say(What::Month(year, month)))
}

/// `06-04`, `06-04-slug`, `0604`.
fn month_and_day(part: &Part<'_>) -> Option<(u16, u16)> {
    let first = part.token(0)?;
    if first.digits == 4 && part.tokens.all.len() == 1 {
        let value = part.tokens.number(0, 4)?;
        return Some((value / 100, value % 100));
    }
    let (month, day) = (part.tokens.number(0, 2)?, part.tokens.number(1, 2)?);
    let tied = matches!(part.tokens.gap(1), "-" | "_" | ".");
    let two = first.digits == 2 && part.token(1)?.digits == 2;
    (tied && two && part.ends(2)).then_some((month, day))
}

/// `04`, `4`, `04-slug`.
fn day(part: &Part<'_>) -> Option<u16> {
    let first = part.token(0)?;
    let day = part.tokens.number(0, 2)?;
    // `5-things-to-know` is no day.
    let whole = part.tokens.all.len() == 1;
    (whole || first.digits == 2 && part.ends(1)).then_some(day)
}
