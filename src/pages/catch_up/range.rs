//! Which days are caught up on.

use dayfold_model::{Date, DayLink, Month, Word, Words};

/// The most days on one page: more nobody reads, and each is a file to fetch.
pub(super) const MOST_DAYS: usize = 31;

/// How many days back a first visit looks.
const FIRST_DAYS: u32 = 7;

/// What the address asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Range {
    /// What came since the last visit.
    SinceVisit,
    /// From one day to another, both included.
    Between(Date, Date),
}

impl Range {
    /// Reads the query. Without two days in it, it asks for what came since the last visit.
    pub(super) fn parse(query: &str) -> Self {
        let query = query.trim_start_matches('?').as_bytes();
        let day = |wanted: &str| {
            let mut pairs = form_urlencoded::parse(query);
            let (_, day) = pairs.find(|(name, _)| name == wanted)?;
            day.parse().ok()
        };
        match (day("from"), day("to")) {
            (Some(from), Some(to)) if from <= to => Self::Between(from, to),
            (Some(from), Some(to)) => Self::Between(to, from),
            _ => Self::SinceVisit,
        }
    }

    /// The query that asks for it.
    pub(super) fn query(self) -> String {
        match self {
            Self::SinceVisit => String::new(),
            Self::Between(from, to) => {
                ["?from=", &from.to_string(), "&to=", &to.to_string()].concat()
            }
        }
    }

    /// The last so many days of a site.
    pub(super) fn last(days: u32, newest: Date) -> Self {
        Self::Between(newest.before(days - 1).unwrap_or(newest), newest)
    }
}

/// The days that a range comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    range: Range,
    /// The last day that is left out.
    after: Option<Date>,
    /// The last day that is in.
    to: Date,
    /// The last visit, as far as it is known.
    since: Option<Date>,
}

impl Span {
    /// With the site's newest day, now and at the visit before.
    pub(super) fn new(range: Range, newest: Date, since: Option<Date>) -> Self {
        let (after, to) = match range {
            Range::Between(from, to) => (from.before(1), to),
            Range::SinceVisit => (since.or_else(|| newest.before(FIRST_DAYS)), newest),
        };
        Self {
            range,
            after,
            to,
            since,
        }
    }

    pub(super) fn has(&self, day: Date) -> bool {
        self.after.is_none_or(|after| day > after) && day <= self.to
    }

    /// Whether days of that month may be in it.
    pub(super) fn has_month(&self, month: Month) -> bool {
        month <= self.to.month() && self.after.is_none_or(|after| month >= after.month())
    }

    /// Whether days before that one may be in it.
    pub(super) fn reaches_before(&self, day: Date) -> bool {
        day.before(1).is_some_and(|before| {
            // The last day that is left out may be the very day before.
            self.after.is_none_or(|after| before > after)
        })
    }

    /// What the page covers, in a sentence: `days` of the span were found, and `more` were
    /// left out. `text` writes a day out.
    pub(super) fn describe(
        &self,
        words: &Words,
        days: usize,
        more: bool,
        text: impl Fn(Date) -> String,
    ) -> String {
        let number = words.days(days);
        let told = match (self.range, self.since) {
            (Range::SinceVisit, None) => words.fill(Word::CoversFirst, &[("days", &number)]),
            (Range::SinceVisit, Some(since)) => {
                let word = if days == 0 {
                    Word::CoversNothing
                } else {
                    Word::CoversSince
                };
                words.fill(word, &[("days", &number), ("day", &text(since))])
            }
            (Range::Between(from, to), _) => {
                let word = if days == 0 {
                    Word::CoversNone
                } else {
                    Word::CoversRange
                };
                let values = [("days", &*number), ("from", &text(from)), ("to", &text(to))];
                words.fill(word, &values)
            }
        };
        if more {
            let most = words.fill(Word::CoversMost, &[("days", &number)]);
            [&told, " ", &most].concat()
        } else {
            told
        }
    }
}

/// A day written out as the site does it, where it is among those; else in digits.
pub(super) fn day_text<'d>(day: Date, known: impl IntoIterator<Item = &'d DayLink>) -> String {
    let known = known.into_iter().find(|known| known.date == day);
    known.map_or_else(|| day.to_string(), |known| known.date_text.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[rstest]
    #[case("", "")]
    #[case("?from=2025-11-01&to=2025-11-07", "?from=2025-11-01&to=2025-11-07")]
    #[case("?to=2025-11-01&from=2025-11-07", "?from=2025-11-01&to=2025-11-07")]
    #[case("from=2025-11-07&to=2025-11-07", "?from=2025-11-07&to=2025-11-07")]
    #[case("?from=2025-11-01", "")]
    #[case("?from=2025-11-01&to=2025-02-30", "")]
    fn reads_a_query(#[case] query: &str, #[case] read: &str) {
        assert_eq!(Range::parse(query).query(), read);
    }

    #[rstest]
    #[case::since(Range::SinceVisit, Some("2025-11-19"), "2025-11-20", "2025-11-22")]
    #[case::first(Range::SinceVisit, None, "2025-11-16", "2025-11-22")]
    #[case::last(
        Range::last(3, date("2025-11-22")),
        Some("2025-11-19"),
        "2025-11-20",
        "2025-11-22"
    )]
    #[case::between(
        Range::Between(date("2025-10-30"), date("2025-11-01")),
        None,
        "2025-10-30",
        "2025-11-01"
    )]
    fn spans(
        #[case] range: Range,
        #[case] since: Option<&str>,
        #[case] first: &str,
        #[case] last: &str,
    ) {
        let span = Span::new(range, date("2025-11-22"), since.map(date));
        let (first, last) = (date(first), date(last));
        assert!(span.has(first) && span.has(last));
        assert!(!span.has(first.before(1).unwrap()));
        assert!(!span.reaches_before(first) && span.reaches_before(last));
        assert!(!span.has(date("2025-11-23")));
        assert!(span.has_month(first.month()) && span.has_month(last.month()));
        assert!(!span.has_month(date("2025-09-01").month()));
        assert!(!span.has_month(date("2025-12-01").month()));
    }
}
