//! What building a site of many days takes: `cargo xtask bench build`.
//!
//! Each builder goes through the same cases in a folder of its own: from nothing, no change, a
//! day more, a day corrected. Hugo gets a theme that makes what can be compared, and Dayfold is
//! measured with all its outputs and with those alone; then with each further output by itself.
//! What builds from nothing takes turns, as a machine is not equally quick from minute to minute.

use super::archive::{Archive, Case};
use super::hugo::Hugo;
use super::measure::{Cost, Files, run};
use super::{Bench, table};
use crate::run::output;
use anyhow::{Context, Result};
use serde::Serialize;
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How many days the archives have.
const DAYS: [u32; 2] = [100, 1_000];

/// How many with `--large`: 27 years.
const MANY_DAYS: u32 = 10_000;

/// How often is built from nothing, of which the table has the median; with as many days as that,
/// once.
const ROUNDS: usize = 5;

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
    let mut measured = Ok(());
    for days in &sizes {
        measured =
            measured.and_then(|()| measure(&place, *days, &binary, hugo.as_ref(), &mut rows));
    }
    // Not before all is measured: for minutes after a file was removed ext4 looks, for each new one,
    // past the inodes that became free, which makes whoever comes next twice as slow.
    if !options.keep && place.exists() {
        fs::remove_dir_all(&place).with_context(|| format!("cannot remove {}", place.display()))?;
    }
    measured?;

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

/// What makes a site of an archive.
enum Maker<'a> {
    /// Dayfold, without some of its outputs.
    Dayfold {
        binary: &'a Path,
        without: Vec<&'static str>,
    },
    Hugo(&'a Hugo),
}

/// A line of builds in the table.
struct Builder<'a> {
    name: &'static str,
    maker: Maker<'a>,
    /// What it goes through after it has built from nothing.
    further: &'static [Case],
}

/// A folder with an archive, and the site that is made of it.
struct Project {
    archive: Archive,
    folder: PathBuf,
}

impl Maker<'_> {
    fn site(&self, project: &Project) -> PathBuf {
        match self {
            Self::Dayfold { .. } => project.folder.join("site"),
            Self::Hugo(_) => project.folder.join("project/public"),
        }
    }

    fn build(&self, project: &Project) -> Result<Cost> {
        match self {
            Self::Dayfold { binary, without } => {
                let mut build = Command::new(binary);
                build.arg("build").arg(&project.archive.folder);
                build.arg("--out").arg(self.site(project));
                build.arg("--cache").arg(project.folder.join("cache"));
                if !without.is_empty() {
                    build.arg("--without").arg(without.join(","));
                }
                run(&mut build)
            }
            Self::Hugo(hugo) => {
                let own = project.folder.join("project");
                hugo.prepare(&project.archive, &own)?;
                hugo.build(&own)
            }
        }
    }
}

/// All that are compared.
fn builders<'a>(binary: &'a Path, hugo: Option<&'a Hugo>) -> Vec<Builder<'a>> {
    let further = FURTHER.map(|(name, _)| name);
    let dayfold = |name, left_out: Option<&str>, cases| Builder {
        name,
        maker: Maker::Dayfold {
            binary,
            without: match left_out {
                Some(kept) => further.into_iter().filter(|it| *it != kept).collect(),
                None => Vec::new(),
            },
        },
        further: cases,
    };
    let mut builders = vec![
        dayfold("dayfold", None, &Case::FURTHER),
        dayfold(LIKE_FOR_LIKE, Some(""), &Case::FURTHER),
    ];
    // Behind the one that it is compared with: they take turns.
    builders.extend(hugo.map(|hugo| Builder {
        name: "hugo",
        maker: Maker::Hugo(hugo),
        further: &Case::FURTHER,
    }));
    builders.extend(FURTHER.map(|(kept, name)| dayfold(name, Some(kept), &[])));
    builders
}

/// From nothing all builders in turn, each time in a new folder; then each by itself through the
/// other cases.
fn measure(
    place: &Path,
    days: u32,
    binary: &Path,
    hugo: Option<&Hugo>,
    rows: &mut Vec<Row>,
) -> Result<()> {
    let builders = builders(binary, hugo);
    let rounds = if days < MANY_DAYS { ROUNDS } else { 1 };
    let mut costs = vec![Vec::new(); builders.len()];
    let mut projects = Vec::new();
    for round in 1..=rounds {
        projects.clear();
        for (builder, costs) in builders.iter().zip(&mut costs) {
            let folder = place.join(format!("{days} {} {round}", builder.name));
            let archive = Archive::new(folder.join("content"), days);
            archive.bring_about(Case::Nothing)?;
            let project = Project { archive, folder };
            costs.push(builder.maker.build(&project)?);
            projects.push(project);
        }
    }
    for ((builder, project), costs) in builders.iter().zip(&projects).zip(costs) {
        let site = builder.maker.site(project);
        let mut before = Files::default();
        let mut row = |case, cost| -> Result<()> {
            let after = Files::of(&site)?;
            let row = Row {
                builder: builder.name,
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
            Ok(())
        };
        row(Case::Nothing, Cost::median(costs).context("no rounds")?)?;
        for case in builder.further {
            project.archive.bring_about(*case)?;
            row(*case, builder.maker.build(project)?)?;
        }
    }
    Ok(())
}
