//! `--max-age`: whether the news has stopped.

use anyhow::{Result, bail};
use dayfold_publish::Folder;
use jiff::{SignedDuration, Timestamp, civil, tz::TimeZone};
use std::str::FromStr;

/// How long ago the newest day may have begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MaxAge(SignedDuration);

impl FromStr for MaxAge {
    type Err = String;

    /// Hours or days, as `36h` or `2d`, or any duration of ISO 8601.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let days = text.strip_suffix('d');
        let days: Option<u16> = days.and_then(|days| days.trim().parse().ok());
        let duration = match days {
            Some(days) => Some(SignedDuration::from_hours(24 * i64::from(days))),
            None => text.parse().ok(),
        };
        let duration = duration.filter(|duration: &SignedDuration| duration.is_positive());
        duration
            .map(Self)
            .ok_or_else(|| "an age is a number of hours or days, such as 36h or 2d".to_owned())
    }
}

impl MaxAge {
    /// Fails where the newest day of the main edition began longer ago.
    pub(super) fn check(self, read: &Folder, now: Timestamp) -> Result<()> {
        let editions = read.editions.iter();
        let Some(newest) = editions
            .flat_map(|edition| edition.days().next_back())
            .max()
        else {
            bail!("no digest has a day, so none is new");
        };
        let zone = read.time_zone().cloned().unwrap_or(TimeZone::UTC);
        let began = newest.to_string().parse::<civil::Date>()?.to_zoned(zone)?;
        let age = now.duration_since(began.timestamp());
        if age > self.0 {
            bail!(
                "the news has stopped: the newest day is {newest}, which began {} hours ago, and --max-age allows {}. The site was built all the same",
                age.as_hours(),
                self.0.as_hours()
            );
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("36h", 36)]
    #[case("2d", 48)]
    #[case("PT36H", 36)]
    fn ages(#[case] text: &str, #[case] hours: i64) {
        assert_eq!(text.parse(), Ok(MaxAge(SignedDuration::from_hours(hours))));
    }

    #[rstest]
    #[case("")]
    #[case("36")]
    #[case("-36h")]
    #[case("soon")]
    fn what_is_no_age(#[case] text: &str) {
        assert!(text.parse::<MaxAge>().is_err());
    }
}
