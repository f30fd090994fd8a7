//! What is written, put together: the days of a span, weekdays, `Week of`.

use super::{
    grammar::{Item, What, Ymd, item, until},
    tokens::Tokens,
    words::{OF, WEEK, WEEKDAY},
};
use std::ops::Range;

/// Everything that a text writes as a day, a week or a month, in its order.
pub(super) fn items(tokens: &Tokens<'_>, in_name: bool) -> Vec<Item> {
    let mut found: Vec<Item> = Vec::new();
    let mut at = 0;
    while at < tokens.all.len() {
        let Some(item) = item(tokens, at, in_name) else {
            at += 1;
            continue;
        };
        at = item.tokens.end.max(at + 1);
        let item = with_weekday(tokens, item);
        at = at.max(item.tokens.end);
        match found
            .last_mut()
            .and_then(|last| joined(tokens, last, &item))
        {
            Some(span) => {
                if let Some(last) = found.last_mut() {
                    *last = span;
                }
            }
            None => found.push(item),
        }
    }
    found.retain(|item| !matches!(item.what, What::YearlessDay(..)));
    for item in &mut found {
        week_of(tokens, item);
    }
    found
}

/// Two days as the first and the last of a span, where something between says so.
fn joined(tokens: &Tokens<'_>, first: &Item, last: &Item) -> Option<Item> {
    let until = until(tokens, first.tokens.end)? == last.tokens.start;
    let What::Day(end) = last.what else {
        return None;
    };
    let start = match first.what {
        What::Day(start) => start,
        What::YearlessDay(month, day) => Ymd {
            // A week that begins in December may end in January.
            year: end.year - u16::from((month, day) > (end.month, end.day)),
            month,
            day,
        },
        _ => return None,
    };
    let order = |day: Ymd| (day.year, day.month, day.day);
    (until && order(start) < order(end)).then_some(Item {
        what: What::Span(start, end),
        tokens: first.tokens.start..last.tokens.end,
        span: first.span.start..last.span.end,
    })
}

/// The tokens of a weekday from a token on.
fn weekday(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    if let Some((_, count)) = WEEKDAY.at(tokens.all.get(at..)?) {
        return Some(at + count);
    }
    let marks: String = (at..at + 3).map_while(|at| tokens.mark(at)).collect();
    let mut chars = marks.chars();
    let start = (chars.next()?, chars.next(), chars.next());
    let count = match start {
        ('星', Some('期'), Some('一'..='龥')) | ('禮', Some('拜'), _) | ('礼', Some('拜'), _) => {
            3
        }
        ('月' | '火' | '水' | '木' | '金' | '土' | '日', Some('曜'), Some('日')) => 3,
        ('월' | '화' | '수' | '목' | '금' | '토' | '일', Some('요'), Some('일')) => 3,
        ('週' | '周', Some('一' | '二' | '三' | '四' | '五' | '六' | '日' | '天' | '末'), _) => {
            2
        }
        // By itself only in brackets: `（月）`.
        ('月' | '火' | '水' | '木' | '金' | '土' | '日', ..)
        | ('월' | '화' | '수' | '목' | '금' | '토' | '일', ..)
        | ('一' | '二' | '三' | '四' | '五' | '六', ..)
            if tokens.gap(at).ends_with(['(', '（']) =>
        {
            1
        }
        _ => return None,
    };
    (at + count <= tokens.all.len()).then_some(at + count)
}

/// An item with the weekday before or behind it.
fn with_weekday(tokens: &Tokens<'_>, item: Item) -> Item {
    if !matches!(
        item.what,
        What::Day(_) | What::Either(..) | What::YearlessDay(..)
    ) {
        return item;
    }
    let mut item = item;
    let before = (1..=2).find_map(|back| {
        let at = item.tokens.start.checked_sub(back)?;
        (weekday(tokens, at)? == item.tokens.start).then_some(at)
    });
    let gap = tokens.gap(item.tokens.start);
    let close = gap.chars().count() <= 2
        && gap
            .chars()
            .all(|c| matches!(c, ' ' | ',' | '.' | '،' | '，' | '\u{a0}'));
    if let Some(at) = before.filter(|_| close)
        && let Some(token) = tokens.get(at)
    {
        item.span.start = token.span.start;
        item.tokens.start = at;
    }
    let Some(end) = weekday(tokens, item.tokens.end) else {
        return item;
    };
    let gap = tokens.gap(item.tokens.end);
    let Some(last) = end.checked_sub(1).and_then(|last| tokens.get(last)) else {
        return item;
    };
    let behind = last.span.end;
    let trimmed = gap.trim_start_matches(['.', ',', '，', '、', ' ', '\u{a0}']);
    let bracket = match trimmed {
        "" => Some(0),
        "(" | "（" | "[" | "【" => tokens.text[behind..]
            .chars()
            .next()
            .filter(|c| matches!(c, ')' | '）' | ']' | '】'))
            .map(char::len_utf8),
        _ => None,
    };
    // A weekday that begins what comes next is none of this one's.
    let short = gap.chars().count() <= 3;
    if let Some(length) = bracket.filter(|_| short) {
        item.span.end = behind + length;
        item.tokens.end = end;
    }
    item
}

/// `Week of March 23, 2026` is about a week, and so is a span with that before it.
fn week_of(tokens: &Tokens<'_>, item: &mut Item) {
    let Range { start, .. } = item.tokens;
    let week = (1..=3).find_map(|back| {
        let at = start.checked_sub(back)?;
        let tied = back > 1 && (at + 1..start).all(|at| OF.has(tokens.get(at)));
        let spaces = (at + 1..=start).all(|at| tokens.gap(at).trim_matches(':').trim().is_empty());
        (tied && spaces && WEEK.has(tokens.get(at))).then_some(at)
    });
    let Some(token) = week.and_then(|at| tokens.get(at)) else {
        return;
    };
    item.what = match item.what {
        What::Day(day) => What::WeekOf(day),
        What::Span(first, _) => What::WeekOf(first),
        other => other,
    };
    item.span.start = token.span.start;
}
