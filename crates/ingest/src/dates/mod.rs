//! Days as texts and file names write them, in the forms and the languages of many people
//! and pipelines; also weeks and months, for digests of a week or a month.
//!
//! - `tokens` takes a text to pieces: numbers in any digits, words, single characters.
//! - `months` and `words` are the data: names and small words by language.
//! - `grammar`, `weeks` and `spans` know the forms.
//! - `names` knows file names and folders, where shorter forms count.

mod grammar;
mod months;
mod names;
mod spans;
mod tokens;
mod weeks;
mod words;

#[cfg(test)]
mod tests;

use dayfold_model::Date;
use grammar::{What, Ymd};
use jiff::civil::{self, ISOWeekDate, Weekday};
pub(crate) use names::find_in_name;
use std::ops::Range;
use tokens::Tokens;

/// How exactly a date is given; the more exact is the less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exactness {
    /// A day.
    Day,
    /// A week, by its first day.
    Week,
    /// A month or another longer time, by its first day.
    Month,
}

/// A date that the calendar has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dated {
    /// The day, or the first of the week or the month.
    pub(crate) date: Date,
    pub(crate) exactness: Exactness,
    /// The day that `03/04/2026` is where the month stands first, if that is possible too.
    pub(crate) month_first: Option<Date>,
}

impl Dated {
    /// A day that is beyond doubt.
    pub(crate) fn on(date: Date) -> Self {
        Self {
            date,
            exactness: Exactness::Day,
            month_first: None,
        }
    }

    /// The day as those write it who use a language: the month first in English.
    pub(crate) fn in_language(&self, lang: &str) -> Date {
        let english = lang.split(['-', '_']).next() == Some("en");
        self.month_first.filter(|_| english).unwrap_or(self.date)
    }

    /// Whether a day is the one given, or in the week or the month given.
    pub(crate) fn covers(&self, day: Date) -> bool {
        match self.exactness {
            Exactness::Day => day == self.date,
            Exactness::Week => {
                days_between(self.date, day).is_some_and(|days| (0..7).contains(&days))
            }
            Exactness::Month => day.month() == self.date.month(),
        }
    }
}

/// Something written as a day, a week or a month.
#[derive(Debug, PartialEq)]
pub(crate) struct Written {
    /// `None` where the calendar has no such day.
    pub(crate) dated: Option<Dated>,
    /// Where it stands in the text searched, with its weekday and nothing else around it.
    pub(crate) span: Range<usize>,
}

impl Written {
    /// The date, or the words that name none.
    pub(crate) fn day(&self, text: &str) -> Result<Dated, String> {
        let written = text.get(self.span.clone()).unwrap_or(text);
        self.dated.ok_or_else(|| written.to_owned())
    }

    /// How exact it is; a day that does not exist was meant as one.
    pub(crate) fn exactness(&self) -> Exactness {
        self.dated.map_or(Exactness::Day, |dated| dated.exactness)
    }
}

/// The most exact date written in the first of a text, and of these the first:
/// `2025-11-22`, `22.11.2025`, `November 22, 2025`, `14 de mayo de 2026`, `2026年3月10日`,
/// `Week 29, 2026`, `March 2026` and their like.
pub(crate) fn find(text: &str) -> Option<Written> {
    let tokens = Tokens::new(text);
    best(&tokens, false).or_else(|| whole(&tokens))
}

/// The best of what the forms find.
fn best(tokens: &Tokens<'_>, in_name: bool) -> Option<Written> {
    spans::items(tokens, in_name)
        .into_iter()
        .filter_map(|item| written(item.what, item.span))
        // Of equals the first.
        .min_by_key(Written::exactness)
}

/// Forms that are too short to be a date for sure, unless nothing else is there, as in the
/// value of a field: `20251122`, `20251122T101500Z`, `2026-03`, `03/2026`.
fn whole(tokens: &Tokens<'_>) -> Option<Written> {
    let bare = |at: usize| {
        tokens
            .gap(at)
            .trim_matches([' ', '\n', '\r', '"', '\''])
            .is_empty()
    };
    let first = tokens.get(0).filter(|_| bare(0))?;
    let behind = tokens.get(1).and_then(|token| token.word.as_deref());
    if tokens.all.len() == 1 && bare(1) || behind == Some("t") && tokens.gap(1).is_empty() {
        return compact(first.value, first.digits, first.span.clone());
    }
    if tokens.all.len() != 2 || !bare(2) || !matches!(tokens.gap(1), "-" | "/" | "." | "_") {
        return None;
    }
    let (year, month) = match (tokens.year(0), tokens.year(1)) {
        (Some(year), None) => (year, tokens.number(1, 2)?),
        (None, Some(year)) => (year, tokens.number(0, 2)?),
        _ => return None,
    };
    written(
        What::Month(year, month),
        first.span.start..tokens.get(1)?.span.end,
    )
}

/// `20251122`.
fn compact(value: u32, digits: usize, span: Range<usize>) -> Option<Written> {
    let part = |value: u32| u16::try_from(value).ok();
    let ymd = Ymd {
        year: part(value / 10_000)?,
        month: part(value / 100 % 100)?,
        day: part(value % 100)?,
    };
    let fits = digits == 8 && (1900..2200).contains(&ymd.year);
    written(What::Day(ymd), span).filter(|written| fits && written.dated.is_some())
}

fn date(Ymd { year, month, day }: Ymd) -> Option<Date> {
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).ok()
}

/// What was written, with the day that it is.
fn written(what: What, span: Range<usize>) -> Option<Written> {
    let dated = |date: Option<Date>, exactness| {
        date.map(|date| Dated {
            date,
            exactness,
            month_first: None,
        })
    };
    let dated = match what {
        // That the calendar lacks it is for the caller to say.
        What::Day(day) => dated(date(day), Exactness::Day),
        What::Either(day, swapped) => Some(Dated {
            month_first: date(swapped),
            ..dated(date(day), Exactness::Day)?
        }),
        What::WeekOf(day) => Some(dated(date(day), Exactness::Week)?),
        What::Span(first, last) => {
            let (first, last) = (date(first)?, date(last)?);
            let week = days_between(first, last)? < 14;
            let exactness = if week {
                Exactness::Week
            } else {
                Exactness::Month
            };
            dated(Some(first), exactness)
        }
        What::Week(year, week) => Some(dated(monday(year, week), Exactness::Week)?),
        What::Month(year, month) => {
            let first = date(Ymd {
                year,
                month,
                day: 1,
            });
            Some(dated(first, Exactness::Month)?)
        }
        What::YearlessDay(..) => return None,
    };
    Some(Written { dated, span })
}

/// The first day of a week of ISO 8601.
fn monday(year: u16, week: u16) -> Option<Date> {
    let (year, week) = (i16::try_from(year).ok()?, i8::try_from(week).ok()?);
    let day = ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date();
    let part = |part: i8| u8::try_from(part).ok();
    Date::new(
        u16::try_from(day.year()).ok()?,
        part(day.month())?,
        part(day.day())?,
    )
    .ok()
}

fn civil(date: Date) -> Option<civil::Date> {
    civil::Date::new(
        i16::try_from(date.year()).ok()?,
        i8::try_from(date.month_number()).ok()?,
        i8::try_from(date.day()).ok()?,
    )
    .ok()
}

/// The days from one to another.
fn days_between(from: Date, to: Date) -> Option<i32> {
    Some((civil(to)? - civil(from)?).get_days())
}
