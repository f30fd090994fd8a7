//! `dayfold build`

mod age;
mod json;

use crate::{
    cache,
    progress::Shown as Progress,
    reader, report,
    terminal::{self, counted},
};
use age::MaxAge;
use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use dayfold_ingest::Severity;
use dayfold_publish::{Extra, Folder, Previous, ReadOptions, Size, Summary, publish, room_left};
use jiff::Timestamp;
use std::path::{Path, PathBuf};

/// What to build, and how to tell of it.
#[derive(Args)]
pub(crate) struct Options {
    /// The folder: digests, and dayfold.toml.
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// Where the site goes: a folder that is empty, not there yet, or an earlier site.
    #[arg(long, value_name = "SITE", default_value = "site")]
    out: PathBuf,
    /// The site that is published: its folder or its address, or `none`. What was first
    /// published when, and what was corrected, is gone on with from there. [default: SITE]
    #[arg(long, value_name = "SITE|URL")]
    previous: Option<Previous>,
    /// The moment that the build is for, such as 2026-03-14T07:00:00Z; days after it are held
    /// back. [default: now]
    #[arg(long, value_name = "MOMENT")]
    now: Option<Timestamp>,
    /// Fail where the newest day began longer ago than this, such as 36h: the site is built,
    /// but whatever writes the digests has stopped.
    #[arg(long, value_name = "AGE")]
    max_age: Option<MaxAge>,
    /// Leave something out, to measure what it costs: data, stories, cards, feeds, search.
    #[arg(long, value_name = "LIST", value_delimiter = ',', hide = true)]
    without: Vec<Extra>,
    #[command(flatten)]
    cache: cache::Options,
    /// Say only what is wrong.
    #[arg(short, long)]
    quiet: bool,
    /// As what to tell what was built.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// As what a build is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs: one JSON object.
    Json,
}

/// Builds the site. True when nothing was wrong with the content.
pub(crate) fn build(options: &Options) -> Result<bool> {
    let Options { folder, out, .. } = options;
    let now = options.now.unwrap_or_else(Timestamp::now);
    let is_quiet = options.quiet || options.format == Format::Json;
    let progress = Progress::new(is_quiet);
    let here = Previous::Folder(out.clone());
    let previous = options.previous.as_ref().unwrap_or(&here);
    let read = Folder::read(
        folder,
        ReadOptions {
            out: Some(out),
            cache: options.cache.open(folder)?,
            previous: Some(previous),
            now: Some(now),
            progress: &progress,
        },
    )?;
    if options.format == Format::Text {
        tell(&read);
    }
    must_have_some(&read, folder)?;
    let summary = publish(
        &read,
        &reader::bundle()?,
        out,
        &dayfold_publish::Options {
            extra_script: None,
            previous: Some(previous.clone()),
            now,
            without: &options.without,
            progress: &progress,
        },
    );
    progress.done();
    let summary = summary?;
    let errors = read.count(Severity::Error);
    match options.format {
        Format::Json => terminal::print_exact(&json::json(&read, &summary)?)?,
        Format::Text if options.quiet => {}
        Format::Text => {
            println!("{}", sentence(&summary, &read, out));
            let warnings = read.count(Severity::Warning);
            if errors + warnings > 0 {
                eprintln!("{}.", report::count(errors, warnings));
            }
        }
    }
    if let Some(max_age) = options.max_age {
        max_age.check(&read, now)?;
    }
    Ok(errors == 0)
}

/// What was built, in a line or two.
fn sentence(summary: &Summary, read: &Folder, out: &Path) -> String {
    let Summary {
        days,
        undated,
        stories,
        files,
        changed,
        removed,
        bytes,
        largest,
    } = summary;
    let undated = match undated {
        0 => String::new(),
        undated => format!(", {undated} without a day"),
    };
    let mut text = format!(
        "{}: {}{undated}, {}. {}, {:.1} MB: {changed} changed, {removed} removed.",
        out.display(),
        counted(*days, "day"),
        counted(*stories, "story"),
        counted(*files, "file"),
        *bytes as f64 / 1e6,
    );
    let size = Size {
        files: *files,
        bytes: *bytes,
        largest: *largest,
        days: *days,
    };
    if let Some(room) = room_left(read.host(), size) {
        text.push('\n');
        text.push_str(&room);
    }
    if let Some(first) = read.held.iter().map(|held| held.date).min() {
        let held = counted(read.held.len(), "digest");
        text.push_str(&format!(
            "\n{held} held back for a later day, from {first} on."
        ));
    }
    text
}

/// Tells what there is to say of the content.
pub(crate) fn tell(read: &Folder) {
    report::folder(&read.reports);
}

/// An empty site in the place of yesterday's would be worse than yesterday's.
pub(crate) fn must_have_some(read: &Folder, folder: &Path) -> Result<()> {
    if !read.is_empty() {
        return Ok(());
    }
    match read.held.is_empty() {
        true => bail!(
            "no digest was found in {}; nothing was written. `dayfold init` makes a new site, and `dayfold new` a digest to fill in",
            folder.display()
        ),
        false => bail!(
            "all digests in {} are of days to come; nothing was written",
            folder.display()
        ),
    }
}
