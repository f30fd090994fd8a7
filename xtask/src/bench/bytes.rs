//! What a reader's browser loads, in bytes: `cargo xtask bench bytes`.
//!
//! Of the sample: a page of each kind, and of the kinds that have several the largest. Of a
//! made-up archive: a day of 200 stories. What a page loads is read from the page
//! ([`page`]), and compared with what a browser asks for, which also tells which data is fetched.

pub(super) mod growth;
mod page;
mod symbols;
mod table;
mod wasm;

use super::archive::{heavy, write};
use super::{Bench, measure};
use crate::budget::weight;
use crate::run::{run, say};
use anyhow::{Context, Result, bail};
use dayfold_model::Date;
use page::{Loads, Use};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use wasm::Composition;

/// The archive with the heavy day as its newest: how many days, and how many stories that has.
const DAYS: u32 = 60;
const STORIES: usize = 200;

/// What to weigh.
#[derive(clap::Args, Default)]
pub(crate) struct Options {
    /// Without a browser, and so without the data that pages fetch.
    #[arg(long)]
    no_browser: bool,
}

/// A page and all that it loads.
#[derive(Serialize)]
struct Row {
    name: String,
    #[serde(skip)]
    site: PathBuf,
    /// Without a leading slash.
    path: String,
    files: Vec<File>,
    /// Until the first text can be shown: the page and what that waits for.
    requests_before_text: usize,
    /// Until the page is at rest, without pictures and the manifest, which browsers fetch when
    /// they like; unknown without a browser.
    requests: Option<usize>,
    /// What the service worker fetches afterwards, to have it without a network.
    kept: Option<Weight>,
}

#[derive(Serialize)]
struct File {
    r#use: Use,
    /// Below the site's folder.
    path: String,
    #[serde(flatten)]
    weight: Weight,
}

/// Bytes as they are, and after brotli at its best.
#[derive(Clone, Copy, Default, PartialEq, Serialize)]
struct Weight {
    raw: usize,
    brotli: usize,
}

impl std::ops::Add for Weight {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            raw: self.raw + other.raw,
            brotli: self.brotli + other.brotli,
        }
    }
}

impl std::iter::Sum for Weight {
    fn sum<I: Iterator<Item = Self>>(weights: I) -> Self {
        weights.fold(Self::default(), |sum, one| sum + one)
    }
}

/// What is left for programs.
#[derive(Serialize)]
struct Report {
    version: u32,
    pages: Vec<Row>,
    wasm: Option<Composition>,
}

/// Weighs all, prints tables, and leaves target/bench/bytes.json.
pub(super) fn bench(bench: &Bench<'_>, options: &Options) -> Result<()> {
    let binary = bench.binary()?;
    let place = bench.place("bytes")?;
    let sample = place.join("sample");
    measure::build(&binary, &bench.workspace.root.join("content"), &sample)?;
    let archive = heavy(place.join("heavy-content"), DAYS, STORIES)?;
    let heavy = place.join("heavy");
    measure::build(&binary, &archive.folder, &heavy)?;

    let mut scale = Scale::default();
    let mut rows = vec![];
    for (kind, path) in kinds(&sample)? {
        rows.push(row(kind.to_owned(), &sample, path, &mut scale)?);
    }
    rows.push(around_a_widget(&sample, &mut scale)?);
    let at = rows.len().min(1);
    let name = format!("day, {STORIES} stories");
    rows.insert(at, row(name, &heavy, String::new(), &mut scale)?);

    if !options.no_browser {
        visit(bench, &place, &mut rows, &mut scale)?;
    }
    let composition = match wasm::with_names(bench.workspace, &place)? {
        Some(named) => Some(Composition::of(&named)?),
        None => {
            say("What the wasm is made of is not told: it was not compiled here");
            None
        }
    };

    let mut text = table::table(&rows);
    text += "\nWhat the scripts are:\n\n";
    text += &table::scripts(&rows);
    if let Some(composition) = &composition {
        text += &format!("\n{}", composition.tables());
    }
    let report = Report {
        version: 1,
        pages: rows,
        wasm: composition,
    };
    bench.leave("bytes", text.trim_end(), &serde_json::to_value(report)?)
}

/// A page of each kind that a site has, with its path, in the order of [`kind`]; of several the
/// one with the largest HTML.
fn kinds(site: &Path) -> Result<Vec<(&'static str, String)>> {
    let mut found = BTreeMap::<(usize, &str), (u64, String)>::new();
    let mut folders = vec![site.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let inner = path.strip_prefix(site)?.to_string_lossy().into_owned();
            let page = match inner.strip_suffix("index.html") {
                Some(page) => page.to_owned(),
                None if inner == "404.html" => inner,
                None => continue,
            };
            let size = path.metadata()?.len();
            let largest = found.entry(kind(&page)).or_default();
            // Of the same size the first, so that it is the same on every machine.
            if size > largest.0 || (size == largest.0 && page < largest.1) {
                *largest = (size, page);
            }
        }
    }
    let kinds = found.into_iter().map(|((_, kind), (_, path))| (kind, path));
    Ok(kinds.collect())
}

/// What kind of page stands at a path, and its place among the kinds.
fn kind(path: &str) -> (usize, &'static str) {
    let parts: Vec<_> = path.split_terminator('/').collect();
    let is_date = |text: &str| text.parse::<Date>().is_ok();
    match parts[..] {
        [] => (0, "home: the newest day"),
        [day] if is_date(day) => (1, "day"),
        [day, _] if is_date(day) => (2, "story"),
        ["archive"] => (3, "archive"),
        [year, month] if (year.len(), month.len()) == (4, 2) => (4, "month"),
        ["tags"] => (5, "tags"),
        ["tags", ..] => (6, "tag"),
        ["entities"] => (7, "entities"),
        ["entities", ..] => (8, "entity"),
        ["search"] => (9, "search"),
        ["saved"] => (10, "saved"),
        ["catch-up"] => (11, "catch-up"),
        ["widgets"] => (12, "widgets"),
        ["404.html"] => (14, "missing page"),
        ["embed", ..] => (15, "a widget's frame"),
        _ => (13, "page of one's own"),
    }
}

/// Weighs files, each once: packing a megabyte takes seconds.
#[derive(Default)]
struct Scale(BTreeMap<PathBuf, Weight>);

impl Scale {
    fn file(&mut self, site: &Path, path: &str, r#use: Use) -> Result<File> {
        let file = site.join(path);
        let weight = match self.0.get(&file) {
            Some(known) => *known,
            None => {
                let raw = file
                    .metadata()
                    .with_context(|| format!("there is no {path}"))?;
                let weight = Weight {
                    raw: raw.len() as usize,
                    brotli: weight(&file)?,
                };
                self.0.insert(file, weight);
                weight
            }
        };
        let path = path.to_owned();
        Ok(File {
            r#use,
            path,
            weight,
        })
    }
}

fn row(name: String, site: &Path, path: String, scale: &mut Scale) -> Result<Row> {
    let page = file_of(&path);
    let loads = Loads::of(&fs::read_to_string(site.join(&page))?);
    let mut files = vec![scale.file(site, &page, Use::Page)?];
    for (address, r#use) in &loads.files {
        // These sites stand at the root of their host.
        let path = address.strip_prefix('/');
        let path = path.with_context(|| format!("{page} loads {address} from elsewhere"))?;
        files.push(scale.file(site, path, *r#use)?);
    }
    Ok(Row {
        name,
        site: site.to_owned(),
        path,
        files,
        requests_before_text: 1 + loads.before_text,
        requests: None,
        kept: None,
    })
}

/// What a page of somebody else loads for a widget, beside what the frame loads.
fn around_a_widget(site: &Path, scale: &mut Scale) -> Result<Row> {
    Ok(Row {
        name: "the page around a widget".to_owned(),
        site: site.to_owned(),
        path: "embed.js".to_owned(),
        files: vec![scale.file(site, "embed.js", Use::Loader)?],
        // It comes when that page has long been shown.
        requests_before_text: 0,
        requests: Some(1),
        kept: None,
    })
}

/// The file that is served for a path.
fn file_of(path: &str) -> String {
    match path {
        _ if path.is_empty() || path.ends_with('/') => format!("{path}index.html"),
        _ => path.to_owned(),
    }
}

/// What the browser is asked.
#[derive(Serialize)]
struct Wanted<'a> {
    site: &'a Path,
    path: &'a str,
    is_live: bool,
    has_worker: bool,
}

/// What it answers.
#[derive(Deserialize)]
struct Asked {
    at_once: Vec<String>,
    later: Vec<String>,
}

/// Visits the pages, adds the data that each fetches, and checks that the browser loads what was
/// read from the page.
fn visit(bench: &Bench<'_>, place: &Path, rows: &mut [Row], scale: &mut Scale) -> Result<()> {
    let mut rows: Vec<_> = rows
        .iter_mut()
        .filter(|row| row.requests.is_none())
        .collect();
    let has = |row: &Row, wanted| row.files.iter().any(|file| file.r#use == wanted);
    let wanted: Vec<_> = rows
        .iter()
        .map(|row| Wanted {
            site: &row.site,
            path: &row.path,
            is_live: has(row, Use::Wasm),
            has_worker: has(row, Use::Worker),
        })
        .collect();
    let (pages, answer) = (place.join("pages.json"), place.join("requests.json"));
    write(&pages, &serde_json::to_string(&wanted)?)?;
    say("Visiting each page in a browser: about three minutes");
    let mut visit = bench.in_browser("requests", place, &answer)?;
    run(visit.env("DAYFOLD_BENCH_PAGES", &pages))?;
    let asked: Vec<Asked> = serde_json::from_str(&fs::read_to_string(&answer)?)?;
    for (row, asked) in rows.iter_mut().zip(asked) {
        let file = |path: &String| file_of(path.trim_start_matches('/'));
        let at_once: BTreeSet<_> = asked.at_once.iter().map(file).collect();
        check(row, &at_once)?;
        for path in at_once.iter().filter(|path| path.starts_with("data/")) {
            row.files.push(scale.file(&row.site, path, Use::Data)?);
        }
        let is_awaited = |file: &&File| !matches!(file.r#use, Use::Worker | Use::Other);
        row.requests = Some(row.files.iter().filter(is_awaited).count());
        let later: BTreeSet<_> = asked.later.iter().map(file).collect();
        let mut kept = vec![];
        for path in later.iter().filter(|path| is_kept(path)) {
            kept.push(scale.file(&row.site, path, Use::Other)?.weight);
        }
        row.kept = Some(kept.into_iter().sum());
    }
    Ok(())
}

/// Whether it is the worker that asks for it, to keep it.
fn is_kept(path: &str) -> bool {
    let is_the_browsers = path.starts_with("icons/")
        || [".webmanifest", ".svg", ".ico"]
            .iter()
            .any(|end| path.ends_with(end));
    !is_the_browsers && !path.ends_with("sw.js")
}

/// That the page loads its scripts and styles, and no others.
fn check(row: &Row, asked: &BTreeSet<String>) -> Result<()> {
    let is_program = |path: &str| {
        [".js", ".css", ".wasm"]
            .iter()
            .any(|end| path.ends_with(end))
    };
    let told = row.files.iter().filter(|file| file.r#use != Use::Worker);
    let told: BTreeSet<&str> = told
        .map(|file| file.path.as_str())
        .filter(|path| is_program(path))
        .collect();
    let loaded: BTreeSet<&str> = asked.iter().map(String::as_str).collect();
    let loaded: BTreeSet<&str> = loaded.into_iter().filter(|path| is_program(path)).collect();
    if told != loaded {
        bail!(
            "/{} says that it loads {told:?}, but loads {loaded:?}",
            row.path
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::kind;

    #[test]
    fn pages_are_of_the_kind_that_their_path_says() {
        for (path, name) in [
            ("", "home: the newest day"),
            ("2025-11-22/", "day"),
            ("2025-11-22/a-story/", "story"),
            ("2025/11/", "month"),
            ("tags/ai/2/", "tag"),
            ("embed/tags/ai/", "a widget's frame"),
            ("about/", "page of one's own"),
            ("404.html", "missing page"),
        ] {
            assert_eq!(kind(path).1, name, "{path}");
        }
    }
}
