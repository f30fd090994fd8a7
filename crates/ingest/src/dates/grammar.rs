//! The forms that a day, a week or a month is written in.
//!
//! [`item`] reads what begins at one token; what belongs together of several items, such as
//! the first and the last day of a week, is for `spans`.

use super::{
    months::NAMES,
    tokens::Tokens,
    weeks,
    words::{LINK, ORDINAL, TO, YEAR},
};
use std::ops::Range;

/// A day as written, whether the calendar has it or not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ymd {
    pub(super) year: u16,
    pub(super) month: u16,
    pub(super) day: u16,
}

impl Ymd {
    /// Such numbers as a day has. One that the calendar lacks is then a slip, no accident.
    pub(super) fn plausible(self) -> bool {
        (1..=12).contains(&self.month) && (1..=31).contains(&self.day)
    }
}

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum What {
    Day(Ymd),
    /// With the reading that has the month first, where both are possible.
    Either(Ymd, Ymd),
    /// A day without its year: the first of a span.
    YearlessDay(u16, u16),
    /// From its first day to its last.
    Span(Ymd, Ymd),
    /// The week that a day is in or begins.
    WeekOf(Ymd),
    Week(u16, u16),
    Month(u16, u16),
}

/// Something written, and the tokens and the bytes that it takes.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) what: What,
    pub(super) tokens: Range<usize>,
    pub(super) span: Range<usize>,
}

/// What begins at a token. `in_name` knows the forms of file names as well.
pub(super) fn item(tokens: &Tokens<'_>, at: usize, in_name: bool) -> Option<Item> {
    let (what, end) = iso(tokens, at)
        .or_else(|| day_month_year(tokens, at))
        .or_else(|| weeks::east_asian(tokens, at))
        .or_else(|| weeks::numbered(tokens, at))
        .or_else(|| year_first(tokens, at, in_name))
        .or_else(|| month_first(tokens, at))
        .or_else(|| day_first(tokens, at))
        .or_else(|| month_and_year(tokens, at))?;
    let end = end.min(tokens.all.len());
    let span = tokens.get(at)?.span.start..tokens.get(end.checked_sub(1)?)?.span.end;
    Some(Item {
        what,
        tokens: at..end,
        span,
    })
}

/// The separator between numbers: one character, perhaps with spaces where it is a full stop
/// or a slash.
fn separator(gap: &str) -> Option<char> {
    let trimmed = gap.trim();
    let mut chars = trimmed.chars();
    let only = chars.next().filter(|_| chars.next().is_none())?;
    // Typographic hyphens, and their fullwidth kin.
    let only = match only {
        '\u{2010}'..='\u{2013}' | '\u{2212}' | '－' => '-',
        '／' => '/',
        '．' => '.',
        other => other,
    };
    let bare = trimmed.len() == gap.len();
    let spaced = matches!(only, '.' | '/') && gap.len() <= trimmed.len() + 2;
    (matches!(only, '-' | '/' | '.' | '_') && (bare || spaced)).then_some(only)
}

/// Whether the token before or behind goes on with digits: then it is a version, an address
/// or the like.
fn goes_on(tokens: &Tokens<'_>, at: usize) -> bool {
    let digits = |at: usize| tokens.get(at).is_some_and(|token| token.digits > 0);
    at > 0 && digits(at - 1) && digits(at) && matches!(tokens.gap(at), "." | "-" | "/" | "_" | ":")
}

/// `2025-11-22`, `2025/6/6`, `2025. 3. 10`.
fn iso(tokens: &Tokens<'_>, at: usize) -> Option<(What, usize)> {
    let (year, month, day) = (
        tokens.number(at, 4)?,
        tokens.number(at + 1, 2)?,
        tokens.number(at + 2, 2)?,
    );
    if tokens.get(at)?.digits != 4 {
        return None;
    }
    let mark = separator(tokens.gap(at + 1))?;
    let same = separator(tokens.gap(at + 2)) == Some(mark);
    let ymd = Ymd { year, month, day };
    // Hyphens are so much the form of a day that one the calendar lacks is a slip.
    (same && (mark == '-' || ymd.plausible())).then_some((What::Day(ymd), at + 3))
}

/// `22.11.2025`, `22/11/2025`, `11/22/2025`.
fn day_month_year(tokens: &Tokens<'_>, at: usize) -> Option<(What, usize)> {
    let (first, second, year) = (
        tokens.number(at, 2)?,
        tokens.number(at + 1, 2)?,
        tokens.year(at + 2)?,
    );
    let mark = separator(tokens.gap(at + 1)).filter(|mark| *mark != '_')?;
    if separator(tokens.gap(at + 2)) != Some(mark) || goes_on(tokens, at) || goes_on(tokens, at + 3)
    {
        return None;
    }
    let of = |day, month| Ymd { year, month, day };
    let what = match (of(first, second), of(second, first)) {
        (day, swapped) if first == second || !swapped.plausible() => What::Day(day),
        (day, swapped) if !day.plausible() => What::Day(swapped),
        // With full stops nobody writes the month first.
        (day, _) if mark == '.' => What::Day(day),
        (day, swapped) => What::Either(day, swapped),
    };
    let (What::Day(ymd) | What::Either(ymd, _)) = what else {
        return None;
    };
    ymd.plausible().then_some((what, at + 3))
}

/// A month in words: its number, whether the name is an everyday word, the token behind.
fn month(tokens: &Tokens<'_>, at: usize) -> Option<(u16, bool, usize)> {
    let rest = tokens.all.get(at..)?;
    let word = rest.first()?.word.as_deref()?;
    // Vietnamese counts its months.
    if matches!(word, "thang" | "thg")
        && let Some(number) = tokens.number(at + 1, 2)
        && (1..=12).contains(&number)
        && tokens.gap(at + 2) != ":"
    {
        return Some((number, false, at + 2));
    }
    let (name, count) = NAMES.at(rest)?;
    let end = at + count;
    // In Arabic often both names: `أيار/مايو`.
    match tokens.all.get(end..).and_then(|rest| NAMES.at(rest)) {
        Some((other, count)) if other.number == name.number && tokens.gap(end).trim() == "/" => {
            Some((name.number, false, end + count))
        }
        _ => Some((name.number, name.everyday, end)),
    }
}

/// The day of a month with what stands behind the number, and the token behind.
fn day(tokens: &Tokens<'_>, at: usize) -> Option<(u16, usize)> {
    let day = tokens.number(at, 2).filter(|day| (1..=31).contains(day))?;
    let attached = matches!(tokens.gap(at + 1), "" | "-" | ":" | "'");
    let end = if attached && ORDINAL.has(tokens.get(at + 1)) {
        at + 2
    } else {
        at + 1
    };
    Some((day, end))
}

/// The token behind the words that tie the parts of a date: `14 de mayo`, `3rd of May`.
fn linked(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let mut at = at;
    for _ in 0..2 {
        if !tokens.near(at) {
            return None;
        }
        if !LINK.has(tokens.get(at)) {
            return Some(at);
        }
        at += 1;
    }
    tokens.near(at).then_some(at)
}

/// The year at a token, which the words that tie may precede and `г.` may follow.
fn year(tokens: &Tokens<'_>, at: usize) -> Option<(u16, usize)> {
    let at = linked(tokens, at)?;
    let year = tokens.year(at)?;
    let word = matches!(tokens.gap(at + 1), "" | " " | "\u{a0}") && YEAR.has(tokens.get(at + 1));
    Some((year, at + 1 + usize::from(word)))
}

/// `November 22, 2025`, `Nov. 22nd 2025`; `March 23–30, 2026`; `March 23`.
fn month_first(tokens: &Tokens<'_>, at: usize) -> Option<(What, usize)> {
    let (month, everyday, end) = month(tokens, at)?;
    if everyday || !tokens.near(end) {
        return None;
    }
    let (first, end) = day(tokens, end)?;
    if let Some((year, end)) = year(tokens, end) {
        let ymd = Ymd {
            year,
            month,
            day: first,
        };
        return Some((What::Day(ymd), end));
    }
    if let Some(next) = until(tokens, end)
        && let Some((last, end)) = day(tokens, next)
        && last > first
        && let Some((year, end)) = year(tokens, end)
    {
        let of = |day| Ymd { year, month, day };
        return Some((What::Span(of(first), of(last)), end));
    }
    Some((What::YearlessDay(month, first), end))
}

/// `22 November 2025`, `1er mai 2026`; `23.–29. März 2026`; `23 March`.
fn day_first(tokens: &Tokens<'_>, at: usize) -> Option<(What, usize)> {
    let (first, end) = day(tokens, at)?;
    if goes_on(tokens, at) {
        return None;
    }
    let (first, last, end) = match until(tokens, end) {
        Some(next) if tokens.number(next, 2).is_some() => {
            let (last, behind) = day(tokens, next)?;
            // A number and a dash may stand before a day by chance: `Issue 12 – 30 March`.
            let spaced = tokens.gap(end).starts_with(' ') && next == end;
            let week = last > first && (!spaced || last - first <= 7);
            if !week {
                return None;
            }
            (first, last, behind)
        }
        _ => (first, first, end),
    };
    let name = linked(tokens, end)?;
    let (month, everyday, end) = month(tokens, name)?;
    let of = |year, day| Ymd { year, month, day };
    if let Some((year, end)) = year(tokens, end) {
        let what = if first < last {
            What::Span(of(year, first), of(year, last))
        } else {
            What::Day(of(year, first))
        };
        return Some((what, end));
    }
    // `Issue 23 March 30, 2026`: the day is the other number.
    let other = matches!(
        month_first(tokens, name),
        Some((What::Day(_) | What::Span(..), _))
    );
    (!everyday && !other && first == last).then_some((What::YearlessDay(month, first), end))
}

/// `2026. május 14.`, `2026-May-14`, `2026. május`.
fn year_first(tokens: &Tokens<'_>, at: usize, in_name: bool) -> Option<(What, usize)> {
    let year = tokens.year(at)?;
    let next = linked(tokens, at + 1)?;
    let (month, everyday, end) = month(tokens, next)?;
    // `© 2025 May 14, 2026`: what is complete without the year is no part of this.
    let complete = month_first(tokens, next).map(|(what, _)| what);
    if matches!(complete, Some(What::Day(_) | What::Span(..))) {
        return None;
    }
    if let Some((day, end)) = day(tokens, end).filter(|_| tokens.near(end)) {
        return (!everyday).then_some((What::Day(Ymd { year, month, day }), end));
    }
    // In a sentence `2026 may` says something else.
    let tied = in_name || tokens.gap(at + 1).contains(['.', '-', '/']);
    (tied && !everyday).then_some((What::Month(year, month), end))
}

/// `March 2026`, `mayo de 2026`.
fn month_and_year(tokens: &Tokens<'_>, at: usize) -> Option<(What, usize)> {
    let (month, everyday, end) = month(tokens, at)?;
    let (year, end) = year(tokens, end)?;
    (!everyday).then_some((What::Month(year, month), end))
}

/// Whether what stands between two tokens parts the first day of a span from its last.
fn is_dash(gap: &str) -> bool {
    let gap = gap.trim();
    let gap = gap.trim_start_matches(['.', ',', ')', '）']).trim_start();
    let gap = gap.trim_end_matches(['(', '（']).trim_end();
    matches!(
        gap,
        "-" | "\u{2010}" | "\u{2011}" | "–" | "—" | "~" | "～" | "〜" | "→" | "--" | "－" | "_"
    )
}

/// The token behind a dash or a word such as `to`.
pub(super) fn until(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    if is_dash(tokens.gap(at)) {
        return Some(at);
    }
    let mark = matches!(tokens.mark(at), Some('至' | '到'));
    ((mark || TO.has(tokens.get(at))) && tokens.near(at)).then_some(at + 1)
}
