//! Weeks by their number, and the East Asian forms of days, weeks and months.

use super::{
    grammar::{What, Ymd, until},
    tokens::Tokens,
    words::{LINK, NO, ORDINAL, WEEK},
};

/// The year before the first of an era whose years are counted.
const ERAS: &[(&str, u16)] = &[
    ("令和", 2018),
    ("平成", 1988),
    ("民國", 1911),
    ("民国", 1911),
];

/// A number, then what names it, with spaces at most between the two.
fn named(tokens: &Tokens<'_>, at: usize, names: &[char]) -> Option<(u16, usize, usize)> {
    let (value, length, end) = tokens.any_number(at)?;
    let close = (at + 1..=end).all(|at| tokens.gap(at).trim().is_empty());
    let named = tokens.mark(end).is_some_and(|mark| names.contains(&mark));
    (close && named).then_some((value, length, end + 1))
}

/// The year with `年` behind it; a short one is of an era, or of this century.
fn year(tokens: &Tokens<'_>, at: usize) -> Option<(u16, bool, usize)> {
    let (value, length, end) = named(tokens, at, &['年', '년'])?;
    if length == 4 {
        return (1900..2200).contains(&value).then_some((value, true, end));
    }
    let before = |back: usize| at.checked_sub(back).and_then(|at| tokens.mark(at));
    let era = before(2).zip(before(1)).and_then(|(first, second)| {
        let name: String = [first, second].iter().collect();
        ERAS.iter().find(|(era, _)| *era == name)
    });
    match era {
        Some((_, zero)) => Some((zero.saturating_add(value), true, end)),
        None => (length == 2 && (20..50).contains(&value)).then_some((2000 + value, false, end)),
    }
}

const MONTH: &[char] = &['月', '월'];
const DAY: &[char] = &['日', '号', '號', '일'];

/// `2026年3月10日`, `2026년 3월 10일`, `2026年第29週`, `2026年3月`, and from day to day.
pub(super) fn east_asian(tokens: &Tokens<'_>, at: usize) -> Option<(What, usize)> {
    let (year, sure, end) = year(tokens, at)?;
    let near = tokens
        .gap(end)
        .chars()
        .all(|c| c.is_whitespace() || c == '、');
    if !near {
        return None;
    }
    let ordinal = usize::from(matches!(tokens.mark(end), Some('第' | '제')));
    if let Some((week, _, end)) = named(tokens, end + ordinal, &['週', '周', '주']) {
        return sure.then_some((What::Week(year, week), end));
    }
    let (month, _, end) = named(tokens, end, MONTH)?;
    let close = tokens.gap(end).trim().is_empty();
    let Some((day, _, end)) = named(tokens, end, DAY).filter(|_| close) else {
        let fits = sure && (1..=12).contains(&month);
        return fits.then_some((What::Month(year, month), end));
    };
    let first = Ymd { year, month, day };
    if !first.plausible() {
        return None;
    }
    let last = until(tokens, end).and_then(|next| {
        let (month, next) = match named(tokens, next, MONTH) {
            Some((month, _, next)) => (month, next),
            None => (month, next),
        };
        let (day, _, end) = named(tokens, next, DAY)?;
        let last = Ymd { year, month, day };
        (last.plausible() && (month, day) > (first.month, first.day)).then_some((last, end))
    });
    Some(match last {
        Some((last, end)) => (What::Span(first, last), end),
        None => (What::Day(first), end),
    })
}

fn apart(tokens: &Tokens<'_>, at: usize) -> bool {
    let gap = tokens.gap(at);
    gap.chars().count() <= 3
        && gap.chars().all(|c| {
            matches!(
                c,
                ' ' | '\u{a0}' | '-' | '_' | '/' | ',' | '.' | '#' | '°' | '(' | ':'
            )
        })
}

/// The token behind a word for the week, and behind a word for its number.
fn week_word(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    WEEK.has(tokens.get(at)).then_some(())?;
    let number = NO.has(tokens.get(at + 1)) && apart(tokens, at + 1);
    Some(at + 1 + usize::from(number))
}

fn number(tokens: &Tokens<'_>, at: usize) -> Option<u16> {
    tokens.number(at, 2).filter(|week| (1..=53).contains(week))
}

/// The year at a token, perhaps with a word such as `of` before it.
fn week_year(tokens: &Tokens<'_>, at: usize) -> Option<(u16, usize)> {
    let linked = usize::from(LINK.has(tokens.get(at)) && apart(tokens, at));
    let at = at + linked;
    let year = tokens.year(at).filter(|_| apart(tokens, at))?;
    Some((year, at + 1))
}

/// `2026-W29`, `2026-week-29`, `week29-2026`, `Week 29, 2026`, `KW 29/2026`,
/// `29. Woche 2026`.
pub(super) fn numbered(tokens: &Tokens<'_>, at: usize) -> Option<(What, usize)> {
    if let Some(year) = tokens.year(at)
        && apart(tokens, at + 1)
    {
        if let Some(next) = week_word(tokens, at + 1)
            && apart(tokens, next)
            && let Some(week) = number(tokens, next)
        {
            return Some((What::Week(year, week), next + 1));
        }
        let week = number(tokens, at + 1)?;
        let behind = WEEK.has(tokens.get(at + 2)) && tokens.gap(at + 2).starts_with(['.', ' ']);
        return behind.then_some((What::Week(year, week), at + 3));
    }
    if let Some(next) = week_word(tokens, at) {
        let week = number(tokens, next).filter(|_| apart(tokens, next))?;
        let (year, end) = week_year(tokens, next + 1)?;
        return Some((What::Week(year, week), end));
    }
    let week = number(tokens, at)?;
    let suffix = usize::from(ORDINAL.has(tokens.get(at + 1)) && tokens.gap(at + 1).len() <= 1);
    let name = at + 1 + suffix;
    let named = WEEK.has(tokens.get(name)) && apart(tokens, name);
    let (year, end) = week_year(tokens, name + 1).filter(|_| named)?;
    Some((What::Week(year, week), end))
}

/// The number of a week without its year, at the start of a text: `W29`, `week-29`.
pub(super) fn without_year(tokens: &Tokens<'_>) -> Option<u16> {
    let at = week_word(tokens, 0)?;
    number(tokens, at).filter(|_| apart(tokens, at))
}
