//! One tab, and thousands of changes of route.
//!
//! Here the site is made; what goes through it is `tests/browser/benches/routes.rs`.

use crate::browsers::{self, Browser};
use crate::run::{cargo, run};
use crate::serve;
use crate::workspace::Workspace;
use anyhow::Result;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// How often.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// How many changes of route.
    #[arg(long, default_value_t = 2_000)]
    changes: u32,
    /// The dayfold to try; without it, it is built as `cargo xtask dist` does.
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
}

pub(super) fn routes(workspace: &Workspace, options: &Options) -> Result<()> {
    let binary = match &options.binary {
        Some(binary) => binary.clone(),
        None => serve::dist(workspace, &serve::DistOptions::default())?,
    };
    let site = workspace.target.join("soak/site");
    if site.exists() {
        fs::remove_dir_all(&site)?;
    }
    let mut build = Command::new(binary);
    build.arg("build").arg(workspace.root.join("content"));
    run(build.arg("--out").arg(&site))?;
    let Browser { chrome, driver } = browsers::browser(workspace)?;
    run(cargo(&workspace.root)
        .args(["bench", "--package", "dayfold-browser-tests"])
        .args(["--bench", "routes", "--profile", "dev"])
        .env("DAYFOLD_SOAK_SITE", &site)
        .env("DAYFOLD_SOAK_CHANGES", options.changes.to_string())
        .env("DAYFOLD_SCREENSHOTS", workspace.target.join("screenshots"))
        .env("CHROME", chrome)
        .env("CHROMEDRIVER", driver))
}
