//! What the load of a page takes in a browser: `cargo xtask bench load`.
//!
//! Here the sites are made; what loads them is `tests/browser/benches/load.rs`.

use super::archive::{Archive, Case};
use super::hugo::Hugo;
use super::measure;
use crate::browsers::{self, Browser};
use crate::run::{cargo, run, say};
use crate::serve;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// How many days the site has whose newest is loaded.
const DAYS: u32 = 30;

/// What is loaded.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The dayfold whose site is loaded; without it, it is built as `cargo xtask dist` does.
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
    /// Without Hugo.
    #[arg(long)]
    no_hugo: bool,
}

/// Builds the sites, loads them, prints a table, and leaves target/bench/load.json.
pub(super) fn bench(workspace: &Workspace, options: &Options) -> Result<()> {
    let binary = match &options.binary {
        Some(binary) => binary.clone(),
        None => serve::dist(workspace, &serve::DistOptions::default())?,
    };
    let results = workspace.target.join("bench");
    let place = results.join("load");
    if place.exists() {
        fs::remove_dir_all(&place).with_context(|| format!("cannot remove {}", place.display()))?;
    }
    let archive = Archive::new(place.join("content"), DAYS);
    archive.bring_about(Case::Nothing)?;
    let site = place.join("site");
    measure::run(
        Command::new(&binary)
            .arg("build")
            .arg(&archive.folder)
            .arg("--out")
            .arg(&site)
            .arg("--no-cache"),
    )?;
    let hugo = Hugo::wanted(workspace, options.no_hugo);
    let Browser { chrome, driver } = browsers::browser(workspace)?;
    let mut bench = cargo(&workspace.root);
    bench
        .args(["bench", "--package", "dayfold-browser-tests"])
        .args(["--bench", "load"])
        // Nothing in it is heavy, and the tests' own build has all it needs.
        .args(["--profile", "dev"])
        .env("DAYFOLD_BENCH_SITE", &site)
        .env("DAYFOLD_BENCH_RESULT", results.join("load.json"))
        .env("DAYFOLD_SCRATCH", &place)
        .env("DAYFOLD_SCREENSHOTS", workspace.target.join("screenshots"))
        .env("CHROME", chrome)
        .env("CHROMEDRIVER", driver);
    if let Some(hugo) = hugo {
        let project = place.join("hugo");
        hugo.prepare(&archive, &project)?;
        hugo.build(&project)?;
        bench.env("DAYFOLD_BENCH_HUGO", project.join("public"));
    }
    run(&mut bench)?;
    say(format!(
        "The figures are in {}",
        results.join("load.json").display()
    ));
    Ok(())
}
