//! Which days are in which document of the site's feed.
//!
//! The current document holds the newest month, and at least [`LATEST`] days. Each month
//! before is an archive document of its own (RFC 5005, section 4), which whoever has read it
//! need not read again. So a new day changes the current document alone; the first of a month
//! adds that of the month before, and the link to it.

use dayfold_model::{Date, Month};

/// How many days the current document holds at least.
const LATEST: usize = 20;

/// A document of the site's feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// The month that it is the archive of; none for the current document.
    pub(crate) month: Option<Month>,
    /// Its days, the newest first.
    pub(crate) days: Vec<Date>,
    /// The archive document before it.
    pub(crate) earlier: Option<Month>,
    /// The archive document after it.
    pub(crate) later: Option<Month>,
}

/// The documents of a feed of days that are given the oldest first: the current one, then the
/// archive's, the newest first.
pub(crate) fn parts(days: &[Date]) -> Vec<Part> {
    let months: Vec<&[Date]> = days
        .chunk_by(|one, other| one.month() == other.month())
        .collect();
    let Some((newest, archive)) = months.split_last() else {
        return vec![];
    };
    let count = newest.len().max(LATEST).min(days.len());
    let newest_first = |days: &[Date]| days.iter().rev().copied().collect::<Vec<_>>();
    let month = |at: usize| Some(archive.get(at)?.first()?.month());
    let before = |at: usize| at.checked_sub(1).and_then(month);
    let current = Part {
        month: None,
        days: newest_first(&days[days.len() - count..]),
        earlier: before(archive.len()),
        later: None,
    };
    let archive = archive.iter().enumerate().rev();
    let archive = archive.map(|(at, days)| Part {
        month: month(at),
        days: newest_first(days),
        earlier: before(at),
        later: month(at + 1),
    });
    [current].into_iter().chain(archive).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn days(from: &str, count: u32) -> Vec<Date> {
        let first = from.parse::<Date>().unwrap().serial();
        let days = (first..first + count).map(|serial| Date::from_serial(serial).unwrap());
        days.collect()
    }

    /// Month, number of days, the month before, the month after.
    fn told(days: &[Date]) -> Vec<String> {
        let name = |month: Option<Month>| month.map_or("-".to_owned(), |month| month.to_string());
        let parts = parts(days);
        let told = parts.iter().map(|part| {
            let Part {
                month,
                days,
                earlier,
                later,
            } = part;
            format!(
                "{} {} {} {}",
                name(*month),
                days.len(),
                name(*earlier),
                name(*later)
            )
        });
        told.collect()
    }

    #[test]
    fn months_behind_the_newest_are_the_archive() {
        assert_eq!(
            told(&days("2025-09-20", 64)),
            [
                "- 22 2025-10 -",
                "2025-10 31 2025-09 -",
                "2025-09 11 - 2025-10"
            ]
        );
        // Early in a month it goes back into the one before.
        assert_eq!(
            told(&days("2025-10-30", 4)),
            ["- 4 2025-10 -", "2025-10 2 - -"]
        );
        assert_eq!(told(&days("2025-11-01", 3)), ["- 3 - -"]);
        assert_eq!(told(&[]), <[&str; 0]>::default());
    }

    proptest! {
        /// Who follows the links has every day, and a new one changes as little as it can.
        #[test]
        fn no_day_is_lost(from in 700_000u32..740_000, gaps in prop::collection::vec(1u32..40, 1..90)) {
            let mut serial = from;
            let mut days = vec![];
            for gap in gaps {
                serial += gap;
                days.push(Date::from_serial(serial).unwrap());
            }
            let all = parts(&days);
            let held: BTreeSet<Date> = all.iter().flat_map(|part| part.days.clone()).collect();
            prop_assert_eq!(held.len(), days.len());
            for pair in all.windows(2) {
                prop_assert_eq!(pair[0].earlier, pair[1].month);
            }
            prop_assert_eq!(all.last().unwrap().earlier, None);

            let (newest, before) = days.split_last().unwrap();
            let old = parts(before);
            let changed = all.iter().filter(|part| !old.contains(part)).count();
            let begins = before.last().is_some_and(|day| day.month() != newest.month());
            // The current one; on the first of a month the new archive, and the link to it.
            prop_assert!(changed <= if begins { 3 } else { 1 }, "{changed} changed");
        }
    }
}
