//! The self-contained binary, and serving with it: `cargo xtask dist` and `serve`.

use crate::reader;
use crate::run::{cargo, run, say};
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds target/dist/dayfold with the reader inside.
pub(crate) fn dist(workspace: &Workspace) -> Result<PathBuf> {
    let reader = reader::build(workspace, false)?;
    say("Building the command with the reader inside: two minutes the first time");
    run(cargo(&workspace.root)
        .args(["build", "--profile", "dist", "--package", "dayfold"])
        .env("DAYFOLD_READER", reader))?;
    say("target/dist/dayfold is ready; it needs nothing beside it");
    Ok(workspace.binary())
}

/// Serves a folder of digests. It is served by the very binary that publishers get: a build
/// for development would be another one to wait for, and could render otherwise.
pub(crate) fn serve(workspace: &Workspace, folder: &Path, port: u16) -> Result<()> {
    let binary = dist(workspace)?;
    say(format!("Serving {}", folder.display()));
    // In our place, so that Ctrl-C reaches it and nobody else.
    let error = Command::new(&binary)
        .current_dir(&workspace.root)
        .arg("serve")
        .arg(folder)
        .arg("--port")
        .arg(port.to_string())
        .exec();
    Err(error).with_context(|| format!("cannot run {}", binary.display()))
}
