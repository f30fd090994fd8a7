//! What things cost, by measuring: `cargo xtask bench`.

mod archive;
mod build;
mod hugo;
mod load;
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
    /// What the load of a page takes in a browser, beside the same without scripts and Hugo's.
    Load(load::Options),
}

/// Measures it.
pub(crate) fn bench(workspace: &Workspace, bench: &Bench) -> Result<()> {
    match bench {
        Bench::Build(options) => build::bench(workspace, options),
        Bench::Load(options) => load::bench(workspace, options),
    }
}
