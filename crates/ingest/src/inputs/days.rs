//! The day of a moment as feeds, pages and pipelines write it.

use crate::{Context, dates, moments};
use dayfold_model::Date;
use jiff::{Timestamp, Zoned, fmt::rfc2822, tz::TimeZone};

/// A moment, as RFC 3339 where the time is known, and its day.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct When {
    pub(super) day: Date,
    pub(super) moment: Option<String>,
    /// The same, to compare.
    pub(super) order: Option<Timestamp>,
}

/// Reads a moment or a day. The day is that of the site's time zone where it has one, else
/// that of the moment's own offset.
pub(super) fn read(text: &str, context: &Context) -> Option<When> {
    let text = text.trim();
    if let Ok(zoned) = rfc2822::DateTimeParser::new()
        .relaxed_weekday(true)
        .parse_zoned(text)
    {
        return zoned_when(&zoned, context);
    }
    if let Some(moment) = moments::read(text, context) {
        let stamp: Option<Timestamp> = moment.text.parse().ok();
        let in_zone = stamp
            .zip(context.time_zone.clone())
            .and_then(|(stamp, zone)| zoned_when(&stamp.to_zoned(zone), context));
        if let Some(when) = in_zone {
            return Some(When {
                moment: Some(moment.text),
                ..when
            });
        }
        return Some(When {
            day: dates::find(&moment.text)?.dated?.date,
            moment: Some(moment.text),
            order: stamp,
        });
    }
    Some(When {
        day: dates::find(text)?.dated?.date,
        moment: None,
        order: None,
    })
}

/// The same of seconds (or thousandths of them) since 1970.
pub(super) fn of_seconds(seconds: i64, context: &Context) -> Option<When> {
    let seconds = if seconds.unsigned_abs() > 100_000_000_000 {
        seconds / 1000
    } else {
        seconds
    };
    let stamp = Timestamp::from_second(seconds).ok()?;
    zoned_when(&stamp.to_zoned(TimeZone::UTC), context)
}

fn zoned_when(zoned: &Zoned, context: &Context) -> Option<When> {
    let own = zoned.datetime();
    let offset = zoned.offset();
    let local = match &context.time_zone {
        Some(zone) => zoned.with_time_zone(zone.clone()).datetime(),
        None => own,
    };
    let date = local.date();
    let day = Date::new(
        date.year().try_into().ok()?,
        date.month().try_into().ok()?,
        date.day().try_into().ok()?,
    )
    .ok()?;
    Some(When {
        day,
        moment: Some(moments::rfc3339(own, offset)),
        order: Some(zoned.timestamp()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case(
        "Sat, 14 Mar 2026 23:30:00 -0600",
        "2026-03-14",
        Some("2026-03-14T23:30:00-06:00")
    )]
    #[case(
        "Sat, 14 Mar 2026 23:30:00 GMT",
        "2026-03-14",
        Some("2026-03-14T23:30:00Z")
    )]
    #[case(
        "Mon, 14 Mar 2026 23:30:00 EST",
        "2026-03-14",
        Some("2026-03-14T23:30:00-05:00")
    )]
    #[case(
        "2026-03-14T23:30:00-06:00",
        "2026-03-14",
        Some("2026-03-14T23:30:00-06:00")
    )]
    #[case("2026-03-14", "2026-03-14", None)]
    fn reads(#[case] text: &str, #[case] day: &str, #[case] moment: Option<&str>) {
        let when = read(text, &Context::default()).unwrap();
        assert_eq!(
            (when.day.to_string().as_str(), when.moment.as_deref()),
            (day, moment)
        );
    }

    #[rstest]
    #[case("Sat, 14 Mar 2026 23:30:00 -0600")]
    #[case("2026-03-14T23:30:00-06:00")]
    fn is_the_day_of_the_site(#[case] text: &str) {
        let context = Context {
            time_zone: Some(TimeZone::posix("CET-1").unwrap()),
            ..Context::default()
        };
        assert_eq!(read(text, &context).unwrap().day.to_string(), "2026-03-15");
    }

    #[test]
    fn seconds_and_thousandths() {
        let day =
            |seconds| of_seconds(seconds, &Context::default()).map(|when| when.day.to_string());
        assert_eq!(day(1_773_480_000).as_deref(), Some("2026-03-14"));
        assert_eq!(day(1_773_480_000_000).as_deref(), Some("2026-03-14"));
        assert_eq!(day(i64::MIN), None);
    }

    proptest! {
        #[test]
        fn never_panics(text in "[0-9A-Za-z:, .+-]{0,40}", seconds: i64) {
            let _ = read(&text, &Context::default());
            let _ = of_seconds(seconds, &Context::default());
        }
    }
}
