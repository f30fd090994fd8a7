//! When the reader was last here, and what the site's newest day was then: what has come
//! since is what there is to catch up on.
//!
//! A visit goes on while there is never a longer pause than [`PAUSE`] between two pages, so
//! that reading on after lunch, or loading the page anew, does not make the morning's news
//! old. While it goes on, catching up shows what came since the visit before.
//!
//! Only pages that show what the days told count (a day, the catching up itself): whoever
//! looked up what they had saved has not seen the news.

use dayfold_model::Date;

/// The longest pause within a visit, in minutes.
const PAUSE: u32 = 4 * 60;

/// For how many days marks of what was read are kept, counted from the site's newest day:
/// for a year and some weeks, so that "a year ago" can still be told from unread. Without
/// an end, years of a daily site would fill the browser's storage, and then nothing new is
/// remembered.
const MARKS_KEPT: u32 = 400;

/// The visit that goes on, or the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The site's newest day when a page was last shown.
    seen: Date,
    /// When that was, in minutes since 1970.
    active: u32,
    /// The site's newest day at the end of the visit before, if there was one.
    since: Option<Date>,
}

impl Visit {
    /// Under which key it is stored.
    pub const KEY: &str = "visit";

    /// The visit after a page was shown at `now`, in minutes since 1970, when the site's
    /// newest day was `newest`.
    pub fn after(before: Option<Self>, newest: Date, now: u32) -> Self {
        let since = match before {
            None => None,
            // Either way: a clock may have been wrong, then or now.
            Some(before) if now.abs_diff(before.active) > PAUSE => Some(before.seen),
            Some(before) => before.since,
        };
        Self {
            seen: newest,
            active: now,
            since,
        }
    }

    /// The site's newest day at the visit before; none on a first visit.
    pub fn since(&self) -> Option<Date> {
        self.since
    }

    /// Whether this visit is another than that one.
    pub fn is_new(&self, before: Option<Self>) -> bool {
        before.is_none_or(|before| self.active.abs_diff(before.active) > PAUSE)
    }

    /// With what another browser knew: in this one's first visit, the last visit there was
    /// the visit before.
    pub fn merged(self, other: Self) -> Self {
        Self {
            since: self.since.or(Some(other.seen.min(self.seen))),
            ..self
        }
    }

    /// Reads it: the day seen last, the minute, the day seen before that.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut parts = text.split(' ');
        Some(Self {
            seen: parts.next()?.parse().ok()?,
            active: parts.next()?.parse().ok()?,
            since: parts.next().and_then(|since| since.parse().ok()),
        })
    }

    /// As it is stored.
    pub fn to_text(&self) -> String {
        let mut text = [self.seen.to_string(), self.active.to_string()].join(" ");
        if let Some(since) = self.since {
            text.push(' ');
            text.push_str(&since.to_string());
        }
        text
    }
}

/// Minutes since 1970, by the browser's clock.
pub(super) fn now() -> u32 {
    (js_sys::Date::now() / 60_000.0) as u32
}

/// Whether the marks of that page are too old to be kept, where the site's newest day is
/// `newest`. A page without a day is never old.
pub(super) fn is_old(page: &str, newest: Date) -> bool {
    // A language may lead the day.
    let day = page.rsplit('/').next().and_then(|day| day.parse().ok());
    let oldest = newest.before(MARKS_KEPT);
    day.zip(oldest)
        .is_some_and(|(day, oldest): (Date, _)| day < oldest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn date(day: &str) -> Date {
        ["2025-11-", day].concat().parse().unwrap()
    }

    #[test]
    fn a_first_visit_has_none_before() {
        let first = Visit::after(None, date("19"), 1000);
        assert_eq!(first.since(), None);
        assert!(first.is_new(None));
        let on = Visit::after(Some(first), date("19"), 1010);
        assert_eq!(on.since(), None);
        assert!(!on.is_new(Some(first)));
    }

    #[test]
    fn what_came_since_the_visit_before_stays_new_for_the_visit() {
        let first = Visit::after(None, date("19"), 1000);
        let second = Visit::after(Some(first), date("22"), 1000 + 3 * 24 * 60);
        assert_eq!(second.since(), Some(date("19")));
        // Another page, then one after a long lunch, and a day that came meanwhile.
        let on = Visit::after(Some(second), date("22"), second.active + 1);
        let on = Visit::after(Some(on), date("23"), on.active + PAUSE);
        assert_eq!(on.since(), Some(date("19")));
        let third = Visit::after(Some(on), date("23"), on.active + PAUSE + 1);
        assert!(third.is_new(Some(on)));
        assert_eq!(third.since(), Some(date("23")));
    }

    #[test]
    fn a_clock_that_was_wrong_ends_a_visit() {
        let wrong = Visit::after(None, date("19"), u32::MAX);
        let right = Visit::after(Some(wrong), date("22"), 1000);
        assert_eq!(right.since(), Some(date("19")));
    }

    #[rstest]
    #[case("2025-11-22 29000000")]
    #[case("2025-11-22 29000000 2025-11-19")]
    fn comes_back(#[case] text: &str) {
        assert_eq!(Visit::from_text(text).unwrap().to_text(), text);
    }

    #[rstest]
    #[case("")]
    #[case("2025-11-22")]
    #[case("yesterday 3")]
    fn what_cannot_be_read_is_no_visit(#[case] text: &str) {
        assert_eq!(Visit::from_text(text), None);
    }

    #[test]
    fn another_browsers_last_visit_is_the_one_before() {
        let own = Visit::after(None, date("22"), 1000);
        let other = Visit::after(None, date("19"), 10);
        assert_eq!(own.merged(other).since(), Some(date("19")));
        let second = Visit::after(Some(own), date("23"), 9000);
        assert_eq!(second.merged(other).since(), Some(date("22")));
    }

    #[rstest]
    #[case("2024-10-17", true)]
    #[case("2024-10-18", false)]
    #[case("de/2024-10-17", true)]
    #[case("2025-11-22", false)]
    #[case("undated/notes", false)]
    #[case("", false)]
    fn marks_of_long_ago_are_old(#[case] page: &str, #[case] old: bool) {
        assert_eq!(is_old(page, date("22")), old);
    }
}
