//! What comes into the build from others: `cargo xtask audit`.

use crate::run::{run, say};
use crate::tools;
use crate::workspace::Workspace;
use anyhow::Result;
use std::process::Command;

/// Checks all that Cargo.lock names by `deny.toml`: licences, sources and what is not wanted; and
/// known holes, where the list of them can be had.
pub(crate) fn audit(workspace: &Workspace) -> Result<()> {
    let bin = tools::cargo_deny(workspace)?.join("cargo-deny");
    let deny = || {
        let mut command = Command::new(&bin);
        command.current_dir(&workspace.root);
        command
    };
    run(deny().args(["check", "licenses", "bans", "sources"]))?;
    if run(deny().args(["fetch", "db"])).is_err() {
        say(
            "The list of known holes cannot be had here: only licences, bans and sources were checked",
        );
        return Ok(());
    }
    run(deny().args(["check", "--disable-fetch", "advisories"]))
}
