//! What building a site of many days takes: `cargo xtask bench build`.
//!
//! Each builder goes through the same cases in a folder of its own: from nothing, no change, a
//! day more, a day corrected. Hugo gets a theme that makes what can be compared, and Dayfold is
//! measured with all its outputs and with those alone; then with each further output by itself.

use super::archive::{Archive, Case};
use super::hugo::Hugo;
use super::measure::{Cost, Files, run};
use super::{Bench, table};
use crate::run::output;
use anyhow::{Context, Result};
use serde::Serialize;
use serde_json::json;
use std::fs;
use std::path::Path;
use std::process::Command;

/// How many days the archives have.
const DAYS: [u32; 2] = [100, 1_000];

/// How many with `--large`: 27 years.
const MANY_DAYS: u32 = 10_000;

/// What to measure, and by what.
#[derive(clap::Args, Default)]
pub(crate) struct Options {
    /// How many days; can be given several times. [default: 100 and 1000]
    #[arg(long)]
    days: Vec<u32>,
    /// 10,000 days as well, which takes some minutes and gigabytes.
    #[arg(long)]
    large: bool,
    /// Leave the archives and sites in target/bench, to be looked at.
    #[arg(long)]
    keep: bool,
}

/// A line of the table.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub(super) builder: &'static str,
    pub(super) days: u32,
    pub(super) case: Case,
    #[serde(flatten)]
    pub(super) cost: Cost,
    /// How many files the site has then, and their bytes.
    pub(super) files: usize,
    pub(super) bytes: u64,
    /// How many of them were written.
    pub(super) written: usize,
}

impl Row {
    /// What it has and costs more than another.
    pub(super) fn beside(&self, less: &Self) -> Self {
        Self {
            builder: self.builder,
            days: self.days,
            case: self.case,
            cost: Cost {
                seconds: self.cost.seconds - less.cost.seconds,
                cpu_seconds: self.cost.cpu_seconds - less.cost.cpu_seconds,
                peak_bytes: self.cost.peak_bytes.saturating_sub(less.cost.peak_bytes),
            },
            files: self.files.saturating_sub(less.files),
            bytes: self.bytes.saturating_sub(less.bytes),
            written: self.written.saturating_sub(less.written),
        }
    }
}

/// Measures, prints a table, and leaves target/bench/build.json.
pub(super) fn bench(bench: &Bench<'_>, options: &Options) -> Result<()> {
    let binary = bench.binary()?;
    let hugo = bench.hugo();
    let mut sizes = options.days.clone();
    if sizes.is_empty() {
        sizes.extend(DAYS);
    }
    if options.large {
        sizes.push(MANY_DAYS);
    }

    let place = bench.place("build")?;
    let mut rows = Vec::new();
    for days in &sizes {
        let measured = measure(&place, *days, &binary, hugo.as_ref(), &mut rows);
        // Before the next, which may be ten times as large.
        if !options.keep && place.exists() {
            fs::remove_dir_all(&place)
                .with_context(|| format!("cannot remove {}", place.display()))?;
        }
        measured?;
    }

    let mut on = bench.machine(false)?;
    if let Some(version) = output(Command::new(&binary).arg("--version")) {
        on += &format!("; {version}");
    }
    if let Some(hugo) = &hugo {
        on += &format!("; {}", hugo.version());
    }
    let text = format!("{on}\n{}", table::table(&rows));
    bench.leave(
        "build",
        text.trim_end(),
        &json!({ "version": 2, "on": on, "rows": rows }),
    )
}

/// Dayfold with no more than the theme for Hugo makes: pages of days, months and tags, one feed
/// and a sitemap.
pub(super) const LIKE_FOR_LIKE: &str = "dayfold, like for like";

/// What it has beside these, by how it is left out, and how it is called in the table.
const FURTHER: [(&str, &str); 6] = [
    ("data", "+ data"),
    ("stories", "+ story pages"),
    ("cards", "+ cards"),
    ("feeds", "+ further feeds"),
    ("search", "+ search"),
    ("widgets", "+ widgets"),
];

fn measure(
    place: &Path,
    days: u32,
    binary: &Path,
    hugo: Option<&Hugo>,
    rows: &mut Vec<Row>,
) -> Result<()> {
    let mut dayfold = |builder, without: &[&str], cases: &[Case]| -> Result<()> {
        let own = place.join(format!("{days} {builder}"));
        let archive = Archive::new(own.join("content"), days);
        let (site, cache) = (own.join("site"), own.join("cache"));
        go_through(builder, days, &archive, &site, cases, rows, || {
            let mut build = Command::new(binary);
            build.arg("build").arg(&archive.folder);
            build.arg("--out").arg(&site).arg("--cache").arg(&cache);
            if !without.is_empty() {
                build.arg("--without").arg(without.join(","));
            }
            run(&mut build)
        })
    };
    let further = FURTHER.map(|(name, _)| name);
    dayfold("dayfold", &[], &Case::ALL)?;
    dayfold(LIKE_FOR_LIKE, &further, &Case::ALL)?;
    for (name, builder) in FURTHER {
        let mut without = further.to_vec();
        without.retain(|other| *other != name);
        dayfold(builder, &without, &[Case::Nothing])?;
    }
    if let Some(hugo) = hugo {
        let own = place.join(format!("{days} hugo"));
        let archive = Archive::new(own.join("content"), days);
        let project = own.join("project");
        let site = project.join("public");
        go_through("hugo", days, &archive, &site, &Case::ALL, rows, || {
            hugo.prepare(&archive, &project)?;
            hugo.build(&project)
        })?;
    }
    Ok(())
}

/// Builds in each of the cases.
fn go_through(
    builder: &'static str,
    days: u32,
    archive: &Archive,
    site: &Path,
    cases: &[Case],
    rows: &mut Vec<Row>,
    mut build: impl FnMut() -> Result<Cost>,
) -> Result<()> {
    let mut before = Files::default();
    for case in cases.iter().copied() {
        archive.bring_about(case)?;
        let cost = build()?;
        let after = Files::of(site)?;
        let row = Row {
            builder,
            days,
            case,
            cost,
            files: after.count(),
            bytes: after.bytes(),
            written: after.written_since(&before),
        };
        // At once, as the whole may take long.
        eprintln!("{}", table::line(&row));
        rows.push(row);
        before = after;
    }
    Ok(())
}
