//! Calendar days and months as they stand in URLs and file names.
//!
//! The reader needs no more of a date than to parse, compare and print it; whatever asks
//! for a calendar or a language is written out at publishing (`date_text`).

use serde::{Serialize, Serializer};
use std::{fmt, str::FromStr};

/// A day of the proleptic Gregorian calendar, written `YYYY-MM-DD` (RFC 3339 `full-date`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// A text that is no `YYYY-MM-DD`, or names a day that does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateError;

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a day of the form YYYY-MM-DD")
    }
}

impl std::error::Error for DateError {}

impl Date {
    /// The day, or an error where the calendar has no such day. Years are 1 to 9999.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, DateError> {
        if (1..=9999).contains(&year) && (1..=last_day(year, month)).contains(&day) {
            Ok(Self { year, month, day })
        } else {
            Err(DateError)
        }
    }

    /// The day that somebody wrote in figures: `2025-11-22`, `20251122`, `2025/1/5`,
    /// `22.11.2025`. With slashes the month may come before the day; where either could be
    /// meant, neither is.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let is_separator = |c| matches!(c, '-' | '/' | '.' | ' ');
        let mut parts = [""; 3];
        let mut count = 0;
        for part in text.split(is_separator).filter(|part| !part.is_empty()) {
            *parts.get_mut(count)? = part;
            count += 1;
        }
        let [a, b, c] = parts;
        let day = |year: &str, month: &str, day: &str| {
            let small = |text| number(text)?.try_into().ok();
            Self::new(number(year)?, small(month)?, small(day)?).ok()
        };
        match (count, a.len(), c.len()) {
            (1, 8, _) if a.is_ascii() => day(&a[..4], &a[4..6], &a[6..]),
            (3, 4, _) => day(a, b, c),
            (3, _, 4) => match (day(c, b, a), day(c, a, b)) {
                (Some(one), Some(other)) if one != other && text.contains('/') => None,
                (None, other) if text.contains('/') => other,
                (one, _) => one,
            },
            _ => None,
        }
    }

    /// The year, 1 to 9999.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month of the year, 1 to 12.
    pub fn month_number(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.day
    }

    /// How many days it is after the first day of the year 1, which was a Monday.
    pub fn serial(self) -> u32 {
        let past = u32::from(self.year) - 1;
        let years = 365 * past + past / 4 - past / 100 + past / 400;
        let months = (1..self.month).map(|month| u32::from(last_day(self.year, month)));
        years + months.sum::<u32>() + u32::from(self.day) - 1
    }

    /// The day that is so many days after the first day of the year 1.
    pub fn from_serial(serial: u32) -> Option<Self> {
        let first = |year: u32| Self::new(year.try_into().ok()?, 1, 1).ok();
        let begins = |year: u32| first(year).is_some_and(|first| first.serial() <= serial);
        // Not too late a year, since none is longer.
        let mut year = serial / 366 + 1;
        while begins(year + 1) {
            year += 1;
        }
        let mut day = serial - first(year)?.serial() + 1;
        let mut month = 1;
        let year = year as u16;
        while day > u32::from(last_day(year, month)) && month < 12 {
            day -= u32::from(last_day(year, month));
            month += 1;
        }
        Self::new(year, month, day.try_into().ok()?).ok()
    }

    /// The month that the day is in.
    pub fn month(self) -> Month {
        Month {
            year: self.year,
            month: self.month,
        }
    }

    /// The day so many days before; none before the year 1.
    pub fn before(self, days: u32) -> Option<Self> {
        Self::from_serial(self.serial().checked_sub(days)?)
    }
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

/// The last day of a month; 0 where there is no such month.
fn last_day(year: u16, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => 0,
    }
}

/// Digits alone: `str::parse` would take a leading `+` as well.
fn number(text: &str) -> Option<u16> {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        text.parse().ok()
    } else {
        None
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' || !text.is_ascii() {
            return Err(DateError);
        }
        match (number(&text[..4]), number(&text[5..7]), number(&text[8..])) {
            (Some(year), Some(month), Some(day)) => Self::new(year, month as u8, day as u8),
            _ => Err(DateError),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A month of a year, written `YYYY-MM`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: u16,
    month: u8,
}

/// A text that is no `YYYY-MM`, or names a month that does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthError;

impl fmt::Display for MonthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a month of the form YYYY-MM")
    }
}

impl std::error::Error for MonthError {}

impl Month {
    /// The year, 1 to 9999.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month of the year, 1 to 12.
    pub fn number(self) -> u8 {
        self.month
    }

    /// How many days it has.
    pub fn length(self) -> u8 {
        last_day(self.year, self.month)
    }

    /// The first day of the month.
    pub fn first(self) -> Date {
        Date {
            year: self.year,
            month: self.month,
            day: 1,
        }
    }
}

impl FromStr for Month {
    type Err = MonthError;

    fn from_str(text: &str) -> Result<Self, MonthError> {
        match text.split_once('-') {
            Some((year, month)) if year.len() == 4 && month.len() == 2 => {
                let year = number(year).ok_or(MonthError)?;
                let month = number(month).ok_or(MonthError)?;
                Date::new(year, month as u8, 1)
                    .map(Date::month)
                    .map_err(|_| MonthError)
            }
            _ => Err(MonthError),
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// Both are strings in JSON.
macro_rules! as_text {
    ($type:ty) => {
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    };
}

as_text!(Date);
as_text!(Month);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("2025-11-22")]
    #[case("2024-02-29")]
    #[case("0001-01-01")]
    #[case("9999-12-31")]
    fn reads_back_what_it_writes(#[case] text: &str) {
        let date: Date = text.parse().unwrap();
        assert_eq!(date.to_string(), text);
        assert_eq!(serde_json::to_string(&date).unwrap(), format!("\"{text}\""));
    }

    #[rstest]
    #[case("2025-02-29")]
    #[case("1900-02-29")]
    #[case("2025-13-01")]
    #[case("2025-00-10")]
    #[case("2025-11-00")]
    #[case("2025-1-1")]
    #[case("0000-01-01")]
    #[case("+025-11-22")]
    #[case("2025/11/22")]
    #[case("2025-11-22T00")]
    #[case("２025-1-22")]
    fn refuses_what_is_no_day(#[case] text: &str) {
        assert_eq!(text.parse::<Date>(), Err(DateError));
    }

    #[rstest]
    #[case("2025-11-22", Some("2025-11-22"))]
    #[case(" 20251122 ", Some("2025-11-22"))]
    #[case("2025-1-5", Some("2025-01-05"))]
    #[case("2025/11/22/", Some("2025-11-22"))]
    #[case("22.11.2025", Some("2025-11-22"))]
    #[case("5. 1. 2025", Some("2025-01-05"))]
    #[case("22/11/2025", Some("2025-11-22"))]
    #[case("11/22/2025", Some("2025-11-22"))]
    #[case("5/5/2025", Some("2025-05-05"))]
    #[case("3/4/2025", None)]
    #[case("11.22.2025", None)]
    #[case("2025-02-30", None)]
    #[case("2025-11", None)]
    #[case("2025-11-22-1", None)]
    #[case("22 November 2025", None)]
    #[case("22.11.25", None)]
    #[case("", None)]
    fn reads_what_people_write(#[case] text: &str, #[case] expected: Option<&str>) {
        let expected = expected.map(|text| text.parse().unwrap());
        assert_eq!(Date::read(text), expected);
    }

    #[rstest]
    #[case("0001-01-01", 0)]
    #[case("0001-12-31", 364)]
    #[case("1970-01-01", 719_162)]
    #[case("2024-03-01", 738_945)]
    #[case("2025-11-22", 739_576)]
    fn counts_days(#[case] text: &str, #[case] serial: u32) {
        let date: Date = text.parse().unwrap();
        assert_eq!(date.serial(), serial);
        assert_eq!(Date::from_serial(serial), Some(date));
    }

    #[test]
    fn a_day_knows_its_month() {
        let date = Date::new(2025, 11, 22).unwrap();
        assert_eq!(date.month().to_string(), "2025-11");
        assert_eq!("2025-11".parse::<Month>(), Ok(date.month()));
        assert!("2025-13".parse::<Month>().is_err());
    }

    #[rstest]
    #[case("2025-11-22", 0, Some("2025-11-22"))]
    #[case("2025-11-22", 22, Some("2025-10-31"))]
    #[case("2024-03-01", 1, Some("2024-02-29"))]
    #[case("2025-03-01", 1, Some("2025-02-28"))]
    #[case("1900-03-01", 1, Some("1900-02-28"))]
    #[case("2025-11-22", 400, Some("2024-10-18"))]
    #[case("2000-01-01", 730_119, Some("0001-01-01"))]
    #[case("0001-01-01", 1, None)]
    fn counts_back(#[case] from: &str, #[case] days: u32, #[case] to: Option<&str>) {
        let day = from.parse::<Date>().unwrap().before(days);
        assert_eq!(day.map(|day| day.to_string()).as_deref(), to);
    }

    proptest! {
        #[test]
        fn days_follow_each_other(serial in 0_u32..3_652_058) {
            let date = Date::from_serial(serial).unwrap();
            prop_assert_eq!(date.serial(), serial);
            prop_assert!(Date::from_serial(serial + 1).unwrap() > date);
        }

        #[test]
        fn parsing_never_panics(text in "\\PC{0,12}") {
            let _ = text.parse::<Date>();
            let _ = text.parse::<Month>();
            let _ = Date::read(&text);
        }
    }
}
