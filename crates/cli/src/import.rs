//! `dayfold import`

use crate::{
    explain::explain,
    report::{self, Shown},
    terminal,
};
use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueEnum};
use dayfold_ingest::{Context, read, source_text, to_markdown};
use dayfold_model::Date;
use std::{fs, path::PathBuf};

/// As what a digest is printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// Dayfold Markdown.
    Markdown,
    /// The post JSON.
    Json,
}

/// As what to print the digest of a file.
#[derive(Args)]
pub(crate) struct Options {
    /// The file.
    file: PathBuf,
    /// As what to print it.
    #[arg(long, value_enum, default_value_t = Format::Markdown)]
    format: Format,
    /// The day, where the file has several; else the newest is printed.
    #[arg(long, value_name = "DAY")]
    date: Option<Date>,
    /// Print what each line of the file became instead.
    #[arg(long, conflicts_with = "format")]
    explain: bool,
}

/// Reads one file and prints the digest: that of the day, else the newest. True when nothing
/// was wrong with it.
pub(crate) fn import(options: &Options) -> Result<bool> {
    let file = &options.file;
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let reading = read(&bytes, &file.to_string_lossy(), &Context::default());
    let source = source_text(&bytes);
    let fine = !report::has_error(&reading.diagnostics);
    let is_explained = options.explain && !reading.pieces.is_empty();
    // An explanation shows them at their lines.
    if !is_explained {
        report::file(file, &source, &reading.diagnostics, Shown::First);
    }
    if options.explain {
        terminal::print(&explain(file, &source, &reading, terminal::width()))?;
        return Ok(fine);
    }
    let mut digests = reading.digests;
    let others = digests.len().saturating_sub(1);
    if let Some(day) = options.date
        && !digests.is_empty()
    {
        digests.retain(|digest| digest.date == Some(day));
        if digests.is_empty() {
            bail!("{} has nothing of {day}", file.display());
        }
    } else if others > 0 {
        let days = if others == 1 { "day" } else { "days" };
        eprintln!("{others} more {days}; choose with --date");
    }
    let Some(digest) = digests.into_iter().next() else {
        return Ok(false);
    };
    terminal::print_exact(&match options.format {
        Format::Markdown => to_markdown(&digest),
        Format::Json => serde_json::to_string_pretty(&digest)? + "\n",
    })?;
    Ok(fine)
}
