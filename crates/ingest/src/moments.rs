//! Moments: a day with a time and a zone, as people write them.

use crate::{
    Context,
    dates::{self, Exactness},
};
use jiff::{
    civil,
    fmt::temporal::{DateTimeParser, Pieces, PiecesOffset},
    tz::Offset,
};

/// Zone abbreviations: the offset in minutes taken without a site's time zone, and whether
/// other zones use the same letters.
const ZONES: &[(&str, i32, bool)] = &[
    ("UTC", 0, false),
    ("GMT", 0, false),
    ("Z", 0, false),
    ("WET", 0, false),
    ("EST", -300, true),
    ("EDT", -240, false),
    ("CST", -360, true),
    ("CDT", -300, true),
    ("MST", -420, true),
    ("MDT", -360, false),
    ("PST", -480, true),
    ("PDT", -420, false),
    ("AKST", -540, false),
    ("AKDT", -480, false),
    ("HST", -600, false),
    ("AST", -240, true),
    ("BRT", -180, false),
    ("BST", 60, true),
    ("IST", 330, true),
    ("CET", 60, false),
    ("CEST", 120, false),
    ("EET", 120, false),
    ("EEST", 180, false),
    ("WEST", 60, false),
    ("MSK", 180, false),
    ("JST", 540, false),
    ("KST", 540, false),
    ("HKT", 480, false),
    ("SGT", 480, false),
    ("AEST", 600, false),
    ("AEDT", 660, false),
    ("ACST", 570, false),
    ("AWST", 480, false),
    ("NZST", 720, false),
    ("NZDT", 780, false),
];

/// A moment, and what to say about how it was understood.
#[derive(Debug, PartialEq)]
pub(crate) struct Moment {
    /// RFC 3339.
    pub(crate) text: String,
    /// A doubt, as (message, help).
    pub(crate) doubt: Option<(String, String)>,
}

/// Reads a moment: RFC 3339, or a day as [`dates::find`] knows it with a time and perhaps a
/// zone (`November 22, 2025, 7:21 PM CST`). `None` where the text is anything else or has
/// anything more.
pub(crate) fn read(text: &str, context: &Context) -> Option<Moment> {
    let text = text.trim();
    if let Some(moment) = iso(text, context) {
        return Some(moment);
    }
    let day = dates::find(text)?;
    // Only a weekday may stand before the day.
    if text[..day.span.start].split_whitespace().count() > 1 {
        return None;
    }
    let rest = text[day.span.end..]
        .trim_start_matches([' ', ',', '\u{a0}', '\u{202f}'])
        .trim_start_matches("at ");
    let (time, zone) = clock(rest)?;
    let day = day.dated.filter(|day| day.exactness == Exactness::Day)?;
    let date = day.in_language(&context.lang);
    let date = civil::Date::new(
        i16::try_from(date.year()).ok()?,
        i8::try_from(date.month_number()).ok()?,
        i8::try_from(date.day()).ok()?,
    )
    .ok()?;
    zoned(date.to_datetime(time), zone, context)
}

/// RFC 3339 and its near relatives. What is RFC 3339 already stays as it is.
fn iso(text: &str, context: &Context) -> Option<Moment> {
    let pieces: Pieces<'_> = DateTimeParser::new().parse_pieces(text).ok()?;
    let datetime = pieces.date().to_datetime(pieces.time()?);
    let offset = match pieces.offset() {
        None => return zoned(datetime, "", context),
        Some(PiecesOffset::Zulu) => Offset::UTC,
        Some(PiecesOffset::Numeric(numeric)) => numeric.offset(),
        Some(_) => return None,
    };
    let strict = text.len() >= 20
        && matches!(text.as_bytes().get(10), Some(b'T'))
        && matches!(text.as_bytes().get(16), Some(b':'))
        && (text.ends_with('Z') || text.as_bytes().get(text.len() - 3) == Some(&b':'));
    Some(Moment {
        text: if strict {
            text.to_owned()
        } else {
            rfc3339(datetime, offset)
        },
        doubt: None,
    })
}

/// `7:21 PM CST`, `19:21`, `19:21:05 (UTC+8)`: the time, and the text of the zone.
fn clock(text: &str) -> Option<(civil::Time, &str)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let field = |text: &str| -> Option<i8> { text.parse().ok() };
    let hours = digits(text);
    let (hour, mut rest) = (field(&text[..hours])?, &text[hours..]);
    let mut parts = [0, 0];
    let mut given = 0;
    for part in &mut parts {
        let Some(after) = rest.strip_prefix(':') else {
            break;
        };
        if digits(after) != 2 {
            return None;
        }
        *part = field(&after[..2])?;
        rest = &after[2..];
        given += 1;
    }
    let rest = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let half: String = rest
        .chars()
        .take_while(|c| c.is_ascii_alphabetic() || *c == '.')
        .collect();
    let (hour, rest) = match half.replace('.', "").to_ascii_uppercase().as_str() {
        "AM" if (1..=12).contains(&hour) => (hour % 12, &rest[half.len()..]),
        "PM" if (1..=12).contains(&hour) => (hour % 12 + 12, &rest[half.len()..]),
        _ if given == 0 => return None,
        _ => (hour, rest),
    };
    let time = civil::Time::new(hour, parts[0], parts[1], 0).ok()?;
    Some((
        time,
        rest.trim().trim_matches(['(', ')']).trim_end_matches('.'),
    ))
}

fn zoned(datetime: civil::DateTime, zone: &str, context: &Context) -> Option<Moment> {
    let certain = |offset| {
        Some(Moment {
            text: rfc3339(datetime, offset),
            doubt: None,
        })
    };
    let site = context.time_zone.as_ref().and_then(|zone| {
        let zoned = datetime.to_zoned(zone.clone()).ok()?;
        let info = zone.to_offset_info(zoned.timestamp());
        Some((zoned.offset(), info.abbreviation().to_owned()))
    });
    if zone.is_empty() {
        return match site {
            Some((offset, _)) => certain(offset),
            None => Some(Moment {
                text: rfc3339(datetime, Offset::UTC),
                doubt: Some((
                    "the moment has no time zone; it was taken as UTC".to_owned(),
                    "write the offset, for example `-06:00`, or set the site's time zone"
                        .to_owned(),
                )),
            }),
        };
    }
    if let Some(offset) = numeric(zone) {
        return certain(offset);
    }
    if let Some((offset, name)) = site
        && name.eq_ignore_ascii_case(zone)
    {
        return certain(offset);
    }
    let (name, minutes, ambiguous) = ZONES
        .iter()
        .find(|(name, ..)| name.eq_ignore_ascii_case(zone))?;
    let offset = Offset::from_seconds(minutes * 60).ok()?;
    let text = rfc3339(datetime, offset);
    let doubt = ambiguous.then(|| {
        (
            format!(
                "`{name}` names several time zones; it was taken as UTC{}",
                offset_text(offset)
            ),
            "write the offset, for example `-06:00`, or set the site's time zone".to_owned(),
        )
    });
    Some(Moment { text, doubt })
}

/// `+08:00`, `UTC+8`, `GMT-0530`.
fn numeric(zone: &str) -> Option<Offset> {
    let rest = zone
        .strip_prefix("UTC")
        .or_else(|| zone.strip_prefix("GMT"))
        .unwrap_or(zone);
    let sign = match rest.chars().next()? {
        '+' => 1,
        '-' | '\u{2212}' => -1,
        _ => return None,
    };
    let digits: String = rest.chars().skip(1).filter(|c| *c != ':').collect();
    if !(1..=4).contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let cut = if digits.len() > 2 {
        digits.len() - 2
    } else {
        digits.len()
    };
    let hours: i32 = digits[..cut].parse().ok()?;
    let minutes: i32 = digits[cut..].parse().unwrap_or(0);
    Offset::from_seconds(sign * (hours * 60 + minutes) * 60).ok()
}

fn offset_text(offset: Offset) -> String {
    let minutes = offset.seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

pub(crate) fn rfc3339(datetime: civil::DateTime, offset: Offset) -> String {
    let zone = if offset == Offset::UTC {
        "Z".to_owned()
    } else {
        offset_text(offset)
    };
    format!("{}{zone}", datetime.strftime("%Y-%m-%dT%H:%M:%S"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::TimeZone;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("2025-11-22T19:21:00-06:00", "2025-11-22T19:21:00-06:00", false)]
    #[case("2025-11-22 19:21-06:00", "2025-11-22T19:21:00-06:00", false)]
    #[case("2025-11-22T19:21:00.5Z", "2025-11-22T19:21:00.5Z", false)]
    #[case("November 22, 2025, 7:21 PM CST", "2025-11-22T19:21:00-06:00", true)]
    #[case(
        "Saturday, 22 November 2025 at 12:05 am UTC+5:30",
        "2025-11-22T00:05:00+05:30",
        false
    )]
    #[case("2025-11-22 19:21", "2025-11-22T19:21:00Z", true)]
    #[case("Nov 22, 2025, 9 p.m. JST", "2025-11-22T21:00:00+09:00", false)]
    fn reads(#[case] text: &str, #[case] expected: &str, #[case] doubt: bool) {
        let moment = read(text, &Context::default()).unwrap();
        assert_eq!(moment.text, expected);
        assert_eq!(moment.doubt.is_some(), doubt);
    }

    #[rstest]
    #[case("November 22, 2025")]
    #[case("November 22, 2025, 7:21 PM XYZ")]
    #[case("November 22, 2025, 27:21")]
    #[case("we wrote this on November 22, 2025, 7:21 PM")]
    #[case("soon")]
    fn leaves_alone(#[case] text: &str) {
        assert_eq!(read(text, &Context::default()), None);
    }

    #[rstest]
    // The abbreviation makes sense in the site's zone: that zone's offset, and no doubt.
    #[case("CST-8", "7:21 PM CST", "2025-11-22T19:21:00+08:00", false)]
    #[case(
        "CST6CDT,M3.2.0,M11.1.0",
        "7:21 PM CST",
        "2025-11-22T19:21:00-06:00",
        false
    )]
    // It does not: as without a site's zone.
    #[case("CET-1", "7:21 PM CST", "2025-11-22T19:21:00-06:00", true)]
    #[case("CET-1", "19:21", "2025-11-22T19:21:00+01:00", false)]
    fn uses_the_zone_of_the_site(
        #[case] zone: &str,
        #[case] time: &str,
        #[case] expected: &str,
        #[case] doubt: bool,
    ) {
        let context = Context {
            time_zone: Some(TimeZone::posix(zone).unwrap()),
            ..Context::default()
        };
        let moment = read(&format!("2025-11-22 {time}"), &context).unwrap();
        assert_eq!(moment.text, expected);
        assert_eq!(moment.doubt.is_some(), doubt);
    }

    proptest! {
        #[test]
        fn never_panics(text in "[0-9apmCSTZ:, .+-]{0,30}") {
            let _ = read(&text, &Context::default());
            let _ = read(&format!("2025-11-22 {text}"), &Context::default());
        }
    }
}
