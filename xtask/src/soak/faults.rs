//! Builds that are killed, or denied what they need, again and again.

use crate::run::{cargo, run};
use crate::workspace::Workspace;
use anyhow::Result;

/// How often.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// How many builds are killed.
    #[arg(long, default_value_t = 300)]
    kills: u32,
    /// How many meet each other fault.
    #[arg(long, default_value_t = 100)]
    faults: u32,
}

/// What it tries is in `crates/publish/tests/site/trouble`, which the tests do, too, for less long.
pub(super) fn faults(workspace: &Workspace, options: &Options) -> Result<()> {
    run(cargo(&workspace.root)
        .args(["test", "--package", "dayfold-publish", "--test", "site"])
        .args(["--", "trouble::", "--nocapture", "--test-threads", "1"])
        .env("DAYFOLD_KILLS", options.kills.to_string())
        .env("DAYFOLD_FAULTS", options.faults.to_string()))
}
