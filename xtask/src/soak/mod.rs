//! What takes long and looks for trouble: `cargo xtask soak`. What a run has found is told in
//! docs/reliability.md.

mod faults;
mod fuzz;
mod rebuilds;
mod reproducible;
mod routes;

use crate::workspace::Workspace;
use anyhow::Result;

/// What to try for long.
#[derive(clap::Subcommand)]
pub(crate) enum Soak {
    /// Builds that are killed, whose disk is full, whose files go away: the site stays whole.
    Faults(faults::Options),
    /// Every fuzz target, one after another, for some minutes each.
    Fuzz(fuzz::Options),
    /// Thousands of changes of route in one tab: its memory must not grow.
    Routes(routes::Options),
    /// Hundreds of rebuilds by one `dayfold serve`: its memory must not grow.
    Rebuilds(rebuilds::Options),
    /// The same commit built in two folders: the bytes must be the same.
    Reproducible,
}

/// Tries it; an error where there was trouble.
pub(crate) fn soak(workspace: &Workspace, what: &Soak) -> Result<()> {
    match what {
        Soak::Faults(options) => faults::faults(workspace, options),
        Soak::Fuzz(options) => fuzz::run_all(workspace, options),
        Soak::Routes(options) => routes::routes(workspace, options),
        Soak::Rebuilds(options) => rebuilds::rebuilds(workspace, options),
        Soak::Reproducible => reproducible::reproducible(workspace),
    }
}
