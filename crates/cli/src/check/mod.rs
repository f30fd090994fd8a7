//! `dayfold check`: how a folder is read, file by file, without building anything.

mod json;
mod table;
mod totals;

use crate::{
    report::{self, Shown},
    terminal,
};
use anyhow::Result;
use clap::{Args, ValueEnum};
use dayfold_publish::{FileRecord, FileReport, Folder, ReadOptions};
use std::{
    collections::HashMap,
    io::IsTerminal,
    path::{Path, PathBuf},
};
use totals::Totals;

/// What to check, and how to tell.
#[derive(Args)]
pub(crate) struct Options {
    /// The folder, or one file.
    #[arg(default_value = ".")]
    path: PathBuf,
    /// As what to print it.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// What else counts as an error.
    #[arg(long, value_enum)]
    deny: Option<Deny>,
    /// Show every warning, also where a file has many alike.
    #[arg(short, long)]
    verbose: bool,
}

/// As what a folder is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: a table, with the warnings below it.
    Table,
    /// For programs: one JSON object.
    Json,
}

/// What may count as an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Warnings.
    Warnings,
}

/// Reads and tells. True when nothing was wrong with the content.
pub(crate) fn check(options: &Options) -> Result<bool> {
    let path = &options.path;
    let read = if path.is_file() {
        Folder::read_file(path)?
    } else {
        Folder::read(path, ReadOptions::default())?
    };
    let totals = Totals::of(&read);
    match options.format {
        Format::Json => terminal::print_exact(&json::json(&Found::of(&read), &totals)?)?,
        Format::Table => tell(&read, &totals, options)?,
    }
    if read.files.is_empty() {
        report::failure(&anyhow::anyhow!(
            "there is no file in {} that could be a digest",
            path.display()
        ));
    }
    let denied = options.deny == Some(Deny::Warnings) && totals.warnings > 0;
    Ok(totals.errors == 0 && !denied && !read.files.is_empty())
}

/// The table and the totals, then what there is to say of each file.
fn tell(read: &Folder, totals: &Totals, options: &Options) -> Result<()> {
    if !read.files.is_empty() {
        let table = table::table(&Found::of(read), terminal::width());
        terminal::print(&format!("{table}\n{totals}\n"))?;
    }
    if totals.errors + totals.warnings == 0 {
        return Ok(());
    }
    if std::io::stderr().is_terminal() {
        eprintln!();
    }
    let shown = if options.verbose {
        Shown::All
    } else {
        Shown::Folded
    };
    for file in &read.reports {
        report::file(&file.path, &file.source, &file.diagnostics, shown);
    }
    eprintln!("{}.", report::count(totals.errors, totals.warnings));
    Ok(())
}

/// What was read, each file beside what there is to say of it.
struct Found<'a> {
    files: Vec<(&'a FileRecord, Option<&'a FileReport>)>,
    /// What is said of no digest: of the settings, of folders.
    other: Vec<&'a FileReport>,
}

impl<'a> Found<'a> {
    fn of(read: &'a Folder) -> Self {
        let reports = read.reports.iter();
        let mut reports: HashMap<&Path, &FileReport> =
            reports.map(|report| (&*report.path, report)).collect();
        let files = read.files.iter();
        let files = files.map(|file| (file, reports.remove(&*file.path)));
        let files = files.collect();
        let left = |report: &&FileReport| reports.contains_key(&*report.path);
        let other = read.reports.iter().filter(left).collect();
        Self { files, other }
    }
}
