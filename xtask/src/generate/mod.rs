//! An archive of made-up digests, of any size: `cargo xtask generate`.
//!
//! For whatever has to be seen or measured on many days. The same command always writes the
//! same bytes, and the first days are the same however many are asked for: to add a day is to
//! ask for one more.

mod day;
mod plots;
mod rng;
mod words;

use crate::run::say;
use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use dayfold_model::Date;
use std::fs;
use std::path::{Path, PathBuf};
use words::{CHINESE, ENGLISH, GERMAN, JAPANESE, Words};

/// The first day: far enough back that 10,000 days lie in the past.
pub(crate) const FIRST_DAY: &str = "1998-06-01";

/// What to generate.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// How many days.
    #[arg(long)]
    pub(crate) days: u32,
    /// The folder to write to. Files that are as they should be are left alone; the others
    /// of these names are written anew.
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// The first day.
    #[arg(long, default_value = FIRST_DAY)]
    pub(crate) from: String,
    /// The language; `mixed` is English and on each day one of the others as well.
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub(crate) lang: Lang,
}

/// A language of digests.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub(crate) enum Lang {
    /// English.
    En,
    /// German.
    De,
    /// Japanese.
    Ja,
    /// Chinese.
    Zh,
    /// English and the others in turn.
    Mixed,
}

/// Writes the archive.
pub(crate) fn generate(options: &Options) -> Result<()> {
    let first = options.from.parse::<Date>();
    let first = first.with_context(|| format!("--from {} is no date", options.from))?;
    let out = &options.out;
    fs::create_dir_all(out).with_context(|| format!("cannot make {}", out.display()))?;
    let words = main_words(options.lang);
    put(out, "dayfold.toml", &settings(words))?;
    let mut bytes = 0;
    for day in 0..options.days {
        let Some(date) = Date::from_serial(first.serial() + day) else {
            bail!("the calendar ends before {} days are over", options.days);
        };
        for (name, text) in files(day, date, options.lang) {
            bytes += text.len();
            put(out, &name, &text)?;
        }
    }
    say(format!(
        "{} has {} days, {:.1} MB",
        out.display(),
        options.days,
        bytes as f64 / 1e6
    ));
    Ok(())
}

/// The settings of the site.
fn settings(words: &Words) -> String {
    format!(
        "title = \"{}\"\nurl = \"https://digest.example/\"\nlang = \"{}\"\ntimezone = \"UTC\"\n",
        words.site, words.lang
    )
}

/// The files of the day with that number: their names and texts.
fn files(day: u32, date: Date, lang: Lang) -> Vec<(String, String)> {
    let main = main_words(lang);
    if lang != Lang::Mixed {
        return vec![(format!("{date}.md"), day::digest(day, date, main))];
    }
    let others = [&GERMAN, &JAPANESE, &CHINESE];
    [main, others[day as usize % others.len()]]
        .map(|words| {
            let name = format!("{date}.{}.md", words.lang);
            (name, day::digest(day, date, words))
        })
        .into()
}

/// A day's digest in English with so many stories, whatever there is on other days. `first` is
/// the archive's first day.
pub(crate) fn heavy_digest(first: Date, date: Date, stories: usize) -> String {
    let day = date.serial().saturating_sub(first.serial());
    day::digest_of(&plots::beginnings(day, stories), day, date, &ENGLISH)
}

fn main_words(lang: Lang) -> &'static Words {
    match lang {
        Lang::En | Lang::Mixed => &ENGLISH,
        Lang::De => &GERMAN,
        Lang::Ja => &JAPANESE,
        Lang::Zh => &CHINESE,
    }
}

/// Writes a file unless it is so already.
fn put(folder: &Path, name: &str, text: &str) -> Result<()> {
    let path = folder.join(name);
    if fs::read(&path).is_ok_and(|known| known == text.as_bytes()) {
        return Ok(());
    }
    fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests;
