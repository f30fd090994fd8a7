//! The day that a digest is for.

use crate::{
    Diagnostic,
    dates::{self, Dated, Exactness},
    draft::{Draft, Said, Span},
};
use dayfold_model::Date;

/// Where a day is from, for messages.
const IN_NAME: &str = "the file's name";
const IN_TEXT: &str = "the text";

/// A date with its place.
struct Candidate<'a> {
    place: &'static str,
    dated: Dated,
    span: Option<&'a Span>,
    guess: bool,
}

/// The day: of the front matter, else of the file's name and folders, else of the text; a
/// day before a week before a month, and all of them before one that the text may only speak
/// of. `lang` says which number is the month where nothing else does.
pub(super) fn date(draft: &Draft, name: &str, lang: &str, said: &mut Said) -> Option<Date> {
    let in_name = dates::find_in_name(name).map(|written| written.day(name));
    let candidates = [
        (
            draft.form.fields(),
            draft.date.as_ref().map(|day| (&day.value, Some(&day.span))),
        ),
        (IN_NAME, in_name.as_ref().map(|day| (day, None))),
        (
            IN_TEXT,
            draft
                .date_in_text
                .as_ref()
                .map(|day| (&day.value, Some(&day.span))),
        ),
    ];
    let mut given: Vec<Candidate<'_>> = Vec::new();
    let mut wrong = Vec::new();
    for (place, day) in candidates {
        let guess = place == IN_TEXT && draft.date_is_guess;
        match day {
            Some((Ok(dated), span)) => given.push(Candidate {
                place,
                dated: *dated,
                span,
                guess,
            }),
            Some((Err(_), _)) if guess && !given.is_empty() => {}
            Some((Err(written), span)) => wrong.push((place, written.clone(), span.cloned())),
            None => {}
        }
    }
    settle(&mut given, lang);
    // The sort keeps the order of the places.
    given.sort_by_key(|candidate| (candidate.guess, candidate.dated.exactness));
    let found = given.split_first().map(|(first, others)| {
        let date = first.dated.date;
        for other in others.iter().filter(|other| disagree(first, other)) {
            let (place, says) = (other.place, other.dated.date);
            let mut warning = Diagnostic::warning(
                "dates-disagree",
                format!(
                    "{} says {date}, but {place} says {says}; {date} counts",
                    first.place
                ),
            );
            warning.span = other.span.cloned();
            said.push(warning);
        }
        (date, first.place)
    });
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
            Diagnostic::warning("no-date", "the digest has no date").help(draft.form.date_help()),
        );
    }
    found.map(|(date, _)| date)
}

/// Decides which number of `03/04/2026` is the month: as another date has it, else as the
/// language does.
fn settle(given: &mut [Candidate<'_>], lang: &str) {
    for at in 0..given.len() {
        let dated = given[at].dated;
        let Some(month_first) = dated.month_first else {
            continue;
        };
        let covered = |day: Date| {
            given.iter().enumerate().any(|(other, candidate)| {
                other != at && candidate.dated.month_first.is_none() && candidate.dated.covers(day)
            })
        };
        let date = match (covered(dated.date), covered(month_first)) {
            (true, false) => dated.date,
            (false, true) => month_first,
            _ => dated.in_language(lang),
        };
        given[at].dated = Dated {
            date,
            month_first: None,
            ..dated
        };
    }
}

/// Whether two dates contradict each other. A week or a month is named beside any day: a
/// review of July is published in August.
fn disagree(first: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    let (one, two) = (first.dated, other.dated);
    let apart = match one.exactness {
        // Where a week begins is not the same everywhere.
        Exactness::Week => !one.covers(two.date) && !two.covers(one.date),
        _ => one.date != two.date,
    };
    !other.guess && one.exactness == two.exactness && apart
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    /// The day of a file, with the codes of what is said about it.
    fn day(front: &str, name: &str, text: &str, lang: &str) -> (String, Vec<&'static str>) {
        let read = |text: &str| {
            dates::find(text).map(|found| crate::draft::At {
                value: found.day(text),
                span: found.span,
            })
        };
        let mut draft = Draft {
            date: read(front),
            ..Draft::default()
        };
        draft.date_from_text(text, 0);
        let mut said = Vec::new();
        let day = date(&draft, name, lang, &mut said);
        let day = day.map_or("none".to_owned(), |day| day.to_string());
        (day, said.iter().map(|said| said.code).collect())
    }

    #[rstest]
    #[case::front_first("2026-03-05", "2026-03-05.md", "# News", "2026-03-05", &[])]
    #[case::disagree("2026-03-05", "2026-03-06.md", "", "2026-03-05", &["dates-disagree"])]
    #[case::heading("", "2025-12-03.md", "## AI News 2025/6/3", "2025-12-03", &["dates-disagree"])]
    #[case::day_before_week("", "2026-W11.md", "# News\n\nMarch 12, 2026\n", "2026-03-12", &[])]
    #[case::week_before_month("", "2026-03.md", "# Week of March 9, 2026", "2026-03-09", &[])]
    #[case::no_contradiction("2020-08-02", "this-month/2020-07/index.md", "", "2020-08-02", &[])]
    #[case::no_guess("", "2026-W11.md", "As OpenAI said on March 1, 2026, it will.", "2026-03-09", &[])]
    #[case::a_guess("", "x.md", "As OpenAI said on March 1, 2026, it will.", "2026-03-01", &[])]
    #[case::of_a_story("", "2026-03-30.md", "# A\n\nb\n\n## C\n\n*2026-03-29*\n", "2026-03-30", &[])]
    #[case::agrees("", "2026-04-03.md", "# News 03/04/2026", "2026-04-03", &[])]
    #[case::in_month("", "2026-03.md", "# News 03/04/2026", "2026-03-04", &[])]
    #[case::none("", "x.md", "# News", "none", &["no-date"])]
    fn decides(
        #[case] front: &str,
        #[case] name: &str,
        #[case] text: &str,
        #[case] expected: &str,
        #[case] codes: &[&str],
    ) {
        let (day, said) = day(front, name, text, "de");
        assert_eq!((day.as_str(), said.as_slice()), (expected, codes));
    }

    #[test]
    fn the_language_decides_last() {
        assert_eq!(day("", "x.md", "# News 03/04/2026", "en").0, "2026-03-04");
        assert_eq!(day("", "x.md", "# News 03/04/2026", "fr").0, "2026-04-03");
    }
}
