//! `dayfold tags`: how a site's tags and entities sprawl, which are one already, and which
//! could be.

mod proposals;
mod report;
mod snippet;
mod sprawl;

use crate::{
    report::{Shown, file, has_error},
    terminal,
};
use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use dayfold_model::Subjects;
use dayfold_publish::{Folder, ReadOptions, TAGS_FILE, Uses};
use proposals::Proposal;
use serde::Serialize;
use sprawl::Sprawl;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The version of the form for programs.
const VERSION: u32 = 1;

/// How the file begins that proposals are written into where there is none.
const BEGIN: &str = "# What the site says of its tags and entities; see docs/tags.md.\n";

/// Which folder, and how to tell.
#[derive(Args)]
pub(crate) struct Options {
    /// The folder: digests, and dayfold.toml.
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// As what to print it.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Append the proposals to tags.toml, as comments: nothing counts before the `#` is gone.
    #[arg(long)]
    write: bool,
    /// Show all of each list.
    #[arg(short, long)]
    verbose: bool,
}

/// As what the tags are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: tables, and what could go into tags.toml.
    Table,
    /// For programs: one JSON object.
    Json,
}

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    /// A site for each language.
    languages: Vec<Language<'a>>,
}

#[derive(Serialize)]
struct Language<'a> {
    lang: &'a str,
    lists: Vec<List>,
}

#[derive(Serialize)]
struct List {
    #[serde(flatten)]
    sprawl: Sprawl,
    proposals: Vec<Proposal>,
}

/// Reads and tells. True when nothing was wrong with tags.toml.
pub(crate) fn tags(options: &Options) -> Result<bool> {
    let read = Folder::read(&options.folder, ReadOptions::default())?;
    let path = options.folder.join(TAGS_FILE);
    let mut is_good = true;
    for said in read.reports.iter().filter(|report| report.path == path) {
        file(&said.path, &said.source, &said.diagnostics, Shown::All);
        is_good &= !has_error(&said.diagnostics);
    }
    let editions = read.editions.iter();
    let uses: Vec<Uses> = editions.map(|edition| read.uses(edition)).collect();
    let languages: Vec<Language<'_>> = uses.iter().map(language).collect();
    let lists = || languages.iter().flat_map(|language| &language.lists);
    let snippets = lists().map(snippet_of).collect::<String>();
    if options.write {
        append(&path, &snippets)?;
    }
    match options.format {
        Format::Json => {
            let report = Report {
                version: VERSION,
                languages,
            };
            let text = serde_json::to_string_pretty(&report)? + "\n";
            terminal::print_exact(&text)?;
        }
        Format::Table => tell(&languages, &snippets, options)?,
    }
    Ok(is_good)
}

fn language(uses: &Uses) -> Language<'_> {
    let lists = [Subjects::Tags, Subjects::Entities].into_iter();
    let lists = lists
        .map(|list| Sprawl::of(uses, list))
        .filter(|sprawl| sprawl.list == "tags" || sprawl.shown > 0)
        .map(|sprawl| List {
            proposals: proposals::proposals(&sprawl.members),
            sprawl,
        });
    Language {
        lang: &uses.lang,
        lists: lists.collect(),
    }
}

fn snippet_of(list: &List) -> String {
    snippet::snippet(list.sprawl.list, &list.proposals, &list.sprawl.members)
}

fn tell(languages: &[Language<'_>], snippets: &str, options: &Options) -> Result<()> {
    let all = options.verbose;
    let mut text = String::new();
    for language in languages {
        for list in &language.lists {
            if !text.is_empty() {
                text.push('\n');
            }
            if languages.len() > 1 {
                text += &format!("{}: ", language.lang);
            }
            text += &report::summary(&list.sprawl);
            if list.sprawl.shown > 0 {
                text.push('\n');
                text += &report::members(&list.sprawl, all);
            }
            text += &report::joined(&list.sprawl, all);
            text += &report::proposed(&list.proposals, all);
        }
    }
    if !snippets.is_empty() && !options.write {
        text +=
            &format!("\nFor {TAGS_FILE}: take what is right. What is unsure stands behind #.\n\n");
        text += snippets.trim_end();
        text.push('\n');
    }
    terminal::print(&text)
}

/// Adds to the file what it does not hold yet.
fn append(path: &Path, snippets: &str) -> Result<()> {
    let old = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => BEGIN.to_owned(),
        Err(error) => return Err(error).context(format!("cannot read {}", path.display())),
    };
    let lines = snippet::new_lines(snippets, &old);
    if lines.is_empty() {
        eprintln!("{}: nothing new to propose.", path.display());
        return Ok(());
    }
    let count = lines.matches("\n# [").count();
    let gap = if old.ends_with('\n') { "" } else { "\n" };
    fs::write(path, format!("{old}{gap}{lines}"))
        .with_context(|| format!("cannot write {}", path.display()))?;
    eprintln!("{}: {count} proposals added as comments.", path.display());
    Ok(())
}
