//! Dates and moments written out in the reader's language, and the direction of its script.
//!
//! The pages format no date themselves: what they show is written out here, once.

use dayfold_model::{Date, Dir, Month};
use icu_calendar::{Date as IcuDate, Iso};
use icu_datetime::{DateTimeFormatter, fieldsets};
use icu_locale::{Locale, LocaleDirectionality, locale};
use icu_time::{Time, ZonedDateTime, zone::UtcOffset};

/// The locale of a language tag; English where it is none.
fn locale_of(lang: &str) -> Locale {
    Locale::try_from_str(lang).unwrap_or(locale!("en"))
}

fn icu_date(year: u16, month: u8, day: u8) -> Option<IcuDate<Iso>> {
    IcuDate::try_new_iso(i32::from(year), month, day).ok()
}

/// The day in full, for example "Saturday, November 22, 2025". `lang` is a BCP 47 tag; one
/// that is unknown counts as English.
pub fn date_text(date: Date, lang: &str) -> String {
    let formatter = DateTimeFormatter::try_new(locale_of(lang).into(), fieldsets::YMDE::long());
    match (
        formatter,
        icu_date(date.year(), date.month_number(), date.day()),
    ) {
        (Ok(formatter), Some(date)) => formatter.format(&date).to_string(),
        _ => date.to_string(),
    }
}

/// The month in full, for example "November 2025".
pub fn month_text(month: Month, lang: &str) -> String {
    let formatter = DateTimeFormatter::try_new(locale_of(lang).into(), fieldsets::YM::long());
    match (formatter, icu_date(month.year(), month.number(), 1)) {
        (Ok(formatter), Some(date)) => formatter.format(&date).to_string(),
        _ => month.to_string(),
    }
}

/// A moment in full with its offset, for example "November 22, 2025 at 7:21 PM GMT-6".
/// `moment` is RFC 3339; `None` where it is not.
pub fn moment_text(moment: &str, lang: &str) -> Option<String> {
    let pieces = jiff::fmt::temporal::DateTimeParser::new()
        .parse_pieces(moment)
        .ok()?;
    let time = pieces.time()?;
    let offset = match pieces.offset()? {
        jiff::fmt::temporal::PiecesOffset::Zulu => jiff::tz::Offset::UTC,
        jiff::fmt::temporal::PiecesOffset::Numeric(numeric) => numeric.offset(),
        _ => return None,
    };
    let date = pieces.date();
    let (year, month, day) = (date.year(), date.month(), date.day());
    let date = icu_date(
        year.try_into().ok()?,
        month.try_into().ok()?,
        day.try_into().ok()?,
    )?;
    let time = Time::try_new(
        time.hour().try_into().ok()?,
        time.minute().try_into().ok()?,
        time.second().try_into().ok()?,
        0,
    )
    .ok()?;
    let zone = UtcOffset::try_from_seconds(offset.seconds()).ok()?;
    let formatter = DateTimeFormatter::try_new(
        locale_of(lang).into(),
        fieldsets::YMDT::long()
            .with_time_precision(icu_datetime::options::TimePrecision::Minute)
            .with_zone(fieldsets::zone::LocalizedOffsetShort),
    )
    .ok()?;
    let zoned = ZonedDateTime { date, time, zone };
    Some(formatter.format(&zoned).to_string())
}

/// The direction of a language's script; left to right where the language is unknown.
pub fn direction(lang: &str) -> Dir {
    let Ok(locale) = Locale::try_from_str(lang) else {
        return Dir::Ltr;
    };
    if LocaleDirectionality::new_extended().is_right_to_left(&locale.id) {
        Dir::Rtl
    } else {
        Dir::Ltr
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn day() -> Date {
        Date::new(2025, 11, 22).unwrap()
    }

    #[rstest]
    #[case("en", "Saturday, November 22, 2025")]
    #[case("de", "Samstag, 22. November 2025")]
    #[case("zh", "2025年11月22日星期六")]
    #[case("no such language", "Saturday, November 22, 2025")]
    fn dates(#[case] lang: &str, #[case] text: &str) {
        assert_eq!(date_text(day(), lang), text);
    }

    #[rstest]
    #[case("en", "November 2025")]
    #[case("fr", "novembre 2025")]
    #[case("ja", "2025年11月")]
    fn months(#[case] lang: &str, #[case] text: &str) {
        assert_eq!(month_text(day().month(), lang), text);
    }

    #[rstest]
    #[case(
        "2025-11-22T19:21:00-06:00",
        "en",
        Some("November 22, 2025 at 7:21\u{202f}PM GMT-6")
    )]
    #[case(
        "2025-11-22T19:21:00Z",
        "en",
        Some("November 22, 2025 at 7:21\u{202f}PM GMT+0")
    )]
    #[case(
        "2025-11-22T19:21:00+05:30",
        "de",
        Some("22. November 2025 um 19:21 GMT+5:30")
    )]
    #[case("2025-11-22", "en", None)]
    #[case("yesterday", "en", None)]
    fn moments(#[case] moment: &str, #[case] lang: &str, #[case] text: Option<&str>) {
        assert_eq!(moment_text(moment, lang).as_deref(), text);
    }

    #[rstest]
    #[case("en", Dir::Ltr)]
    #[case("ar", Dir::Rtl)]
    #[case("he-IL", Dir::Rtl)]
    #[case("az-Arab", Dir::Rtl)]
    #[case("", Dir::Ltr)]
    fn directions(#[case] lang: &str, #[case] dir: Dir) {
        assert_eq!(direction(lang), dir);
    }
}
