//! What things cost, by measuring: `cargo xtask bench`.

mod archive;
mod build;
mod hugo;
mod measure;
mod table;

use crate::workspace::Workspace;
use anyhow::Result;
use clap::Subcommand;

/// What to measure.
#[derive(Subcommand)]
pub(crate) enum Bench {
    /// What building a site of many days takes, beside Hugo with the same days.
    Build(build::Options),
}

/// Measures it.
pub(crate) fn bench(workspace: &Workspace, bench: &Bench) -> Result<()> {
    match bench {
        Bench::Build(options) => build::bench(workspace, options),
    }
}
