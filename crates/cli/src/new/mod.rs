//! `dayfold new`: a digest to fill in.

pub(crate) mod template;

use crate::{
    report::{self, Shown},
    terminal,
};
use anyhow::{Context as _, Result, bail};
use clap::Args;
use dayfold_ingest::Severity;
use dayfold_model::Date;
use dayfold_publish::Folder;
use jiff::{Timestamp, tz::TimeZone};
use std::{
    fs::OpenOptions,
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
    str::FromStr,
};

/// Which day's digest, and where it goes.
#[derive(Args)]
pub(crate) struct Options {
    /// The day: YYYY-MM-DD, today, tomorrow or yesterday.
    #[arg(value_name = "DATE", default_value = "today")]
    day: Day,
    /// The folder that the file goes into.
    #[arg(long, value_name = "DIR", default_value = ".")]
    dir: PathBuf,
    /// Print the digest instead of writing a file.
    #[arg(long)]
    print: bool,
}

/// A day as it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Day {
    Yesterday,
    Today,
    Tomorrow,
    On(Date),
}

impl FromStr for Day {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.to_lowercase().as_str() {
            "yesterday" => Ok(Self::Yesterday),
            "today" => Ok(Self::Today),
            "tomorrow" => Ok(Self::Tomorrow),
            date => date.parse().map(Self::On).map_err(|_| {
                "a day is a date such as 2026-03-14, or today, tomorrow or yesterday".to_owned()
            }),
        }
    }
}

impl Day {
    /// The day meant at a moment in a time zone: at the same moment it is yesterday still in
    /// one place and tomorrow already in another.
    fn date(self, now: Timestamp, zone: TimeZone) -> Result<Date> {
        let today = now.to_zoned(zone).date();
        let day = match self {
            Self::On(date) => return Ok(date),
            Self::Yesterday => today.yesterday(),
            Self::Today => Ok(today),
            Self::Tomorrow => today.tomorrow(),
        };
        // Both write a day in the same way.
        Ok(day.context("the clock is wrong")?.to_string().parse()?)
    }
}

/// Writes the file, which must not be there yet.
pub(crate) fn new(options: &Options) -> Result<()> {
    let dir = &options.dir;
    if !dir.is_dir() {
        bail!(
            "there is no folder {}; make it, or name another with --dir",
            dir.display()
        );
    }
    let (site, said) = Folder::context(dir);
    if let Some(mut said) = said {
        // That settings are missing is not worth a word here; what is wrong with them may be
        // the time zone.
        said.diagnostics
            .retain(|said| said.severity == Severity::Error);
        report::file(&said.path, &said.source, &said.diagnostics, Shown::First);
    }
    let zone = site.time_zone.unwrap_or_else(TimeZone::system);
    let date = options.day.date(Timestamp::now(), zone)?;
    let text = template::template(date, &site.lang, true);
    if options.print {
        return terminal::print_exact(&text);
    }
    let file = dir.join(format!("{date}.md"));
    let file = file.strip_prefix(".").unwrap_or(&file);
    write(file, &text, date)?;
    // On standard output the name alone, so that it can be handed to an editor.
    terminal::print_exact(&format!("{}\n", file.display()))?;
    eprintln!(
        "It is a draft until its line `draft: true` is taken out. `dayfold check {}` says how it is read.",
        file.display()
    );
    Ok(())
}

fn write(file: &Path, text: &str, date: Date) -> Result<()> {
    // Not "look, then write": between the two somebody else may have written it.
    let mut new = match OpenOptions::new().write(true).create_new(true).open(file) {
        Ok(new) => new,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => bail!(
            "{} is already there, and was left as it is; edit it, write another file of that day, such as {date}-evening.md, with the help of --print, or name another day",
            file.display()
        ),
        Err(error) => {
            return Err(error).with_context(|| format!("cannot write {}", file.display()));
        }
    };
    new.write_all(text.as_bytes())
        .with_context(|| format!("cannot write {}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("today", "America/Chicago", "2026-02-28")]
    #[case("Tomorrow", "America/Chicago", "2026-03-01")]
    #[case("yesterday", "Asia/Tokyo", "2026-02-28")]
    #[case("today", "Asia/Tokyo", "2026-03-01")]
    #[case("2024-02-29", "Asia/Tokyo", "2024-02-29")]
    fn a_day_is_one_of_the_sites_own(
        #[case] day: &str,
        #[case] zone: &str,
        #[case] expected: &str,
    ) {
        let now = "2026-02-28T23:30:00Z".parse().unwrap();
        let day: Day = day.parse().unwrap();
        let date = day.date(now, TimeZone::get(zone).unwrap()).unwrap();
        assert_eq!(date.to_string(), expected);
    }

    #[rstest]
    #[case("2026-02-30")]
    #[case("monday")]
    #[case("")]
    fn what_is_no_day_is_none(#[case] day: &str) {
        assert!(day.parse::<Day>().is_err());
    }
}
