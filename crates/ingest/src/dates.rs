//! Days as texts and file names write them.

use dayfold_model::Date;
use std::ops::Range;

/// English month names; the first three letters, with or without a full stop, will do too.
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

impl Written {
    /// The day, or the words that name none.
    pub(crate) fn day(&self, text: &str) -> Result<Date, String> {
        let written = text.get(self.span.clone()).unwrap_or(text);
        self.date.ok_or_else(|| written.to_owned())
    }
}

/// How much of a line is searched, in bytes.
const SEARCHED: usize = 600;

/// Something written as a day.
#[derive(Debug, PartialEq)]
pub(crate) struct Written {
    /// The day, or `None` where the calendar has no such day.
    pub(crate) date: Option<Date>,
    /// Where it stands in the text searched, with nothing around it.
    pub(crate) span: Range<usize>,
}

/// The first day written in a text: `2025-11-22`, `2025/11/22`, `November 22, 2025`,
/// `22 November 2025`, `Nov 22, 2025`.
pub(crate) fn find(text: &str) -> Option<Written> {
    search(text, false)
}

/// The first day in a file's name or path, where `20251122` counts too; the last part of the
/// path comes first.
pub(crate) fn find_in_name(name: &str) -> Option<Written> {
    let cut = name.rfind(['/', '\\']).map_or(0, |at| at + 1);
    let in_path = |found: Written| Written {
        span: found.span.start + cut..found.span.end + cut,
        ..found
    };
    search(&name[cut..], true)
        .map(in_path)
        .or_else(|| search(&name[..cut], true))
}

fn search(text: &str, compact: bool) -> Option<Written> {
    let mut limit = text.len().min(SEARCHED);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let text = &text[..limit];
    let words = words(text);
    (0..words.len()).find_map(|at| {
        numeric(text, &words[at..], compact)
            .or_else(|| month_first(text, &words[at..]))
            .or_else(|| day_first(text, &words[at..]))
    })
}

/// Runs of digits and runs of letters.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut kind = None;
    for (at, c) in text.char_indices() {
        let this = match c {
            c if c.is_ascii_digit() => Some('0'),
            c if c.is_alphabetic() => Some('a'),
            _ => None,
        };
        let end = at + c.len_utf8();
        match (this, out.last_mut()) {
            (None, _) => {}
            (this, Some(last)) if this == kind => last.end = end,
            _ => out.push(at..end),
        }
        kind = this;
    }
    out
}

fn number(text: &str, span: &Range<usize>) -> Option<u16> {
    let digits = &text[span.clone()];
    (digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit()))
        .then(|| digits.parse().ok())
        .flatten()
}

fn written(year: u16, month: u16, day: u16, span: Range<usize>) -> Option<Written> {
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    Some(Written {
        date: Date::new(year, month, day).ok(),
        span,
    })
}

fn numeric(text: &str, words: &[Range<usize>], compact: bool) -> Option<Written> {
    let [first, rest @ ..] = words else {
        return None;
    };
    let digits = &text[first.clone()];
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if compact && digits.len() == 8 && matches!(&digits[..2], "19" | "20") {
        let part = |range: Range<usize>| digits[range].parse().ok();
        let found = written(part(0..4)?, part(4..6)?, part(6..8)?, first.clone())?;
        return found.date.is_some().then_some(found);
    }
    let [month, day, ..] = rest else { return None };
    let gap = &text[first.end..month.start];
    let same = &text[month.end..day.start] == gap && matches!(gap, "-" | "/" | "." | "_");
    if first.len() != 4 || !same || month.len() > 2 || day.len() > 2 {
        return None;
    }
    written(
        number(text, first)?,
        number(text, month)?,
        number(text, day)?,
        first.start..day.end,
    )
}

fn month(text: &str, span: &Range<usize>) -> Option<u16> {
    let word = text[span.clone()].to_lowercase();
    let at = MONTHS.iter().position(|name| {
        *name == word
            || word.len() == 3 && name.starts_with(&word)
            || word == "sept" && name.starts_with(&word)
    })?;
    u16::try_from(at + 1).ok()
}

/// The parts of a date in words may be this far apart.
fn near(text: &str, a: &Range<usize>, b: &Range<usize>) -> bool {
    let gap = &text[a.end..b.start];
    gap.len() <= 3
        && gap
            .chars()
            .all(|c| matches!(c, ' ' | ',' | '.' | '-' | '_' | '\u{a0}'))
}

fn ordinal(text: &str, span: &Range<usize>) -> bool {
    matches!(&text[span.clone()], "st" | "nd" | "rd" | "th")
}

/// `November 22, 2025`, `Nov. 22nd 2025`.
fn month_first(text: &str, words: &[Range<usize>]) -> Option<Written> {
    let [name, day, rest @ ..] = words else {
        return None;
    };
    let month = month(text, name)?;
    let rest = match rest {
        [suffix, rest @ ..] if ordinal(text, suffix) => rest,
        rest => rest,
    };
    let year = rest.first()?;
    let between = year.start.saturating_sub(day.end) <= 5;
    if !near(text, name, day) || !between || year.len() != 4 || day.len() > 2 {
        return None;
    }
    written(
        number(text, year)?,
        month,
        number(text, day)?,
        name.start..year.end,
    )
}

/// `22 November 2025`, `22nd of November, 2025`.
fn day_first(text: &str, words: &[Range<usize>]) -> Option<Written> {
    let [day, rest @ ..] = words else { return None };
    let rest = match rest {
        [suffix, rest @ ..] if ordinal(text, suffix) => rest,
        rest => rest,
    };
    let rest = match rest {
        [of, rest @ ..] if &text[of.clone()] == "of" => rest,
        rest => rest,
    };
    let [name, year, ..] = rest else { return None };
    let close = name.start - day.end <= 7 && near(text, name, year);
    if !close || year.len() != 4 || day.len() > 2 {
        return None;
    }
    written(
        number(text, year)?,
        month(text, name)?,
        number(text, day)?,
        day.start..year.end,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("2025-11-22", Some("2025-11-22"))]
    #[case("on 2025/11/2.", Some("2025-11-02"))]
    #[case("A title | November 22, 2025", Some("2025-11-22"))]
    #[case("Saturday, 22 November 2025", Some("2025-11-22"))]
    #[case("Nov 22, 2025", Some("2025-11-22"))]
    #[case("Sept. 3rd, 2025", Some("2025-09-03"))]
    #[case("the 3rd of May 2025", Some("2025-05-03"))]
    #[case("2025-02-30", None)]
    #[case("February 30, 2025", None)]
    fn finds(#[case] text: &str, #[case] expected: Option<&str>) {
        let found = find(text).unwrap();
        assert_eq!(found.date.map(|date| date.to_string()).as_deref(), expected);
    }

    #[rstest]
    #[case("May it be 2025")]
    #[case("20251122")]
    #[case("12025-11-22")]
    #[case("1-2-3")]
    #[case("")]
    fn finds_nothing(#[case] text: &str) {
        assert_eq!(find(text), None);
    }

    #[rstest]
    #[case("2025-11-22.md", "2025-11-22")]
    #[case("digest-20251122.txt", "2025-11-22")]
    #[case("2025/11/22/news.md", "2025-11-22")]
    #[case("2024-01-01/2025_11_22-x.md", "2025-11-22")]
    fn finds_in_names(#[case] name: &str, #[case] expected: &str) {
        let date = find_in_name(name).unwrap().date.unwrap();
        assert_eq!(date.to_string(), expected);
    }

    #[test]
    fn eight_bytes_of_letters_are_no_date() {
        assert_eq!(find_in_name("aéaéaé.md"), None);
    }

    proptest! {
        #[test]
        fn never_panics(text in "[0-9a-zA-ZéMay日/, .-]{0,40}") {
            let _ = find(&text);
            let _ = find_in_name(&text);
        }
    }
}
