//! Dates and moments written out in the reader's language, and the direction of its script.
//!
//! The pages format no date themselves: what they show is written out here, once.

use dayfold_model::{Date, Dir, Month};
use icu_calendar::{Date as IcuDate, Iso, types::Weekday, week::WeekInformation};
use icu_datetime::{DateTimeFormatter, fieldsets};
use icu_locale::{Locale, LocaleDirectionality, LocaleExpander, locale, subtags::language};
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

/// The day without its weekday, for example "November 22, 2025".
pub fn day_text(date: Date, lang: &str) -> String {
    let formatter = DateTimeFormatter::try_new(locale_of(lang).into(), fieldsets::YMD::long());
    match (
        formatter,
        icu_date(date.year(), date.month_number(), date.day()),
    ) {
        (Ok(formatter), Some(date)) => formatter.format(&date).to_string(),
        _ => date.to_string(),
    }
}

/// On which day the week begins where the language is mostly spoken, from 0 for Monday.
pub fn first_weekday(lang: &str) -> u32 {
    let mut locale = locale_of(lang);
    // The tag alone says no region, and weeks differ by that.
    LocaleExpander::new_extended().maximize(&mut locale.id);
    let first = WeekInformation::try_new((&locale).into()).map(|week| week.first_weekday);
    first.map_or(0, |first| first as u32 - Weekday::Monday as u32)
}

/// What the seven days of a week are called for short, from the first one on.
pub fn weekday_names(lang: &str) -> Vec<String> {
    let formatter = DateTimeFormatter::try_new(locale_of(lang).into(), fieldsets::E::short());
    let Ok(formatter) = formatter else {
        return vec![];
    };
    let first = first_weekday(lang);
    // The first of September 2025 was a Monday.
    let days = (0..7).map(|day| 1 + ((first + day) % 7) as u8);
    let dates = days.filter_map(|day| icu_date(2025, 9, day));
    dates
        .map(|date| formatter.format(&date).to_string())
        .collect()
}

/// The month in full, for example "November 2025".
pub fn month_text(month: Month, lang: &str) -> String {
    let mut locale = locale_of(lang);
    // By ICU's data the year of a Brazilian month is no number where its era is written, and from
    // that it takes what it loads: without it, it asserts. Portugal writes the month alike.
    if locale.id.language == language!("pt") {
        locale = locale!("pt-PT");
    }
    let formatter = DateTimeFormatter::try_new(locale.into(), fieldsets::YM::long());
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

    /// The languages that a digest may be told to be in, as far as CLDR knows them.
    #[rstest]
    fn every_language_writes_them(
        #[values(
            "af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el",
            "en", "en-GB", "es", "et", "eu", "fa", "fi", "fr", "ga", "gl", "gu", "he", "hi", "hr",
            "hu", "hy", "id", "is", "it", "ja", "ka", "kk", "km", "kn", "ko", "ky", "lo", "lt",
            "lv", "mk", "ml", "mn", "mr", "ms", "my", "nb", "ne", "nl", "or", "pa", "pl", "ps",
            "pt", "pt-BR", "pt-PT", "ro", "ru", "sd", "si", "sk", "sl", "sq", "sr", "sv", "sw",
            "ta", "te", "th", "tk", "tr", "uk", "ur", "uz", "vi", "yue", "zh", "zh-TW", "zu"
        )]
        lang: &str,
    ) {
        for number in 1..=12 {
            let month = Date::new(2025, number, 1).unwrap().month();
            let text = month_text(month, lang);
            assert!(text.chars().count() >= 6, "{text}");
        }
        assert!(!date_text(day(), lang).is_empty() && !day_text(day(), lang).is_empty());
        assert_eq!(weekday_names(lang).len(), 7);
        assert!(moment_text("2025-11-22T19:21:00-06:00", lang).is_some());
    }

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
    #[case("en", 6, "Sun", "November 22, 2025")]
    #[case("en-GB", 0, "Mon", "22 November 2025")]
    #[case("de", 0, "Mo", "22. November 2025")]
    #[case("he", 6, "יום א׳", "22 בנובמבר 2025")]
    #[case("ar", 5, "السبت", "22 نوفمبر 2025")]
    #[case("zh", 0, "周一", "2025年11月22日")]
    fn weeks(#[case] lang: &str, #[case] first: u32, #[case] name: &str, #[case] day_in: &str) {
        assert_eq!(first_weekday(lang), first);
        let names = weekday_names(lang);
        assert_eq!((names.len(), names[0].as_str()), (7, name));
        assert_eq!(day_text(day(), lang), day_in);
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
