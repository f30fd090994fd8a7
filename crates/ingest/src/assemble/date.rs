//! The day that a digest is for.

use crate::{
    Diagnostic, dates,
    draft::{At, Draft, Said},
};
use dayfold_model::Date;

/// Where a day is from, for messages.
const IN_NAME: &str = "the file's name";
const IN_TEXT: &str = "the text";

/// The day: of the front matter, else of the file's name, else of the text.
pub(super) fn date(draft: &Draft, name: &str, said: &mut Said) -> Option<Date> {
    let in_name = dates::find_in_name(name);
    let in_name = in_name.map(|written| At {
        value: written.day(name),
        span: 0..0,
    });
    let candidates = [
        ("the front matter", draft.date.as_ref()),
        (IN_NAME, in_name.as_ref()),
        (IN_TEXT, draft.date_in_text.as_ref()),
    ];
    let mut found: Option<(Date, &str)> = None;
    let mut wrong = Vec::new();
    for (place, day) in candidates {
        let Some(day) = day else { continue };
        let span = (place != IN_NAME).then(|| day.span.clone());
        match (&day.value, found) {
            (_, Some(_)) if place == IN_TEXT && draft.date_is_guess => {}
            (Err(written), _) => wrong.push((place, written.clone(), span)),
            (Ok(date), None) => found = Some((*date, place)),
            (Ok(date), Some((first, where_first))) if *date != first => {
                let mut warning = Diagnostic::warning(
                    "dates-disagree",
                    format!("{where_first} says {first}, but {place} says {date}; {first} counts"),
                );
                warning.span = span;
                said.push(warning);
            }
            _ => {}
        }
    }
    for (place, written, span) in wrong {
        let message = format!("{place} says `{written}`, a day that does not exist");
        let mut diagnostic = match &found {
            Some((date, _)) => {
                Diagnostic::warning("no-such-day", format!("{message}; {date} counts"))
            }
            None => {
                Diagnostic::warning("no-such-day", format!("{message}; the digest has no date"))
            }
        };
        diagnostic.span = span;
        said.push(diagnostic);
    }
    let none = found.is_none();
    if none && !said.iter().any(|said| said.code == "no-such-day") {
        said.push(
            Diagnostic::warning("no-date", "the digest has no date").help(
                "name the file after its day, for example `2025-11-22.md`, or write `date: 2025-11-22` in the front matter",
            ),
        );
    }
    found.map(|(date, _)| date)
}
