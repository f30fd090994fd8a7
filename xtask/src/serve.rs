//! The self-contained binary, and serving with it: `cargo xtask dist` and `serve`.

use crate::reader;
use crate::run::{cargo, on_path, run, say};
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use clap::Args;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// For which machine to build.
#[derive(Args, Default)]
pub(crate) struct DistOptions {
    /// The target as rustc calls it, for example x86_64-unknown-linux-musl, which makes a
    /// binary that runs on any Linux. [default: this machine's]
    #[arg(long, value_name = "TARGET")]
    target: Option<String>,
}

/// Builds target/dist/dayfold with the reader inside; for another target
/// target/TARGET/dist/dayfold.
pub(crate) fn dist(workspace: &Workspace, options: &DistOptions) -> Result<PathBuf> {
    let reader = reader::build(workspace, false)?;
    if let Some(target) = &options.target
        && on_path("rustup").is_some()
    {
        say(format!(
            "Adding the standard library for {target}, where it is missing"
        ));
        run(Command::new("rustup")
            .current_dir(&workspace.root)
            .args(["target", "add", target]))?;
    }
    say("Building the command with the reader inside: two minutes the first time");
    let mut build = cargo(&workspace.root);
    build
        .args(["build", "--profile", "dist", "--package", "dayfold"])
        .env("DAYFOLD_READER", reader);
    if let Some(target) = &options.target {
        build.args(["--target", target]);
    }
    run(&mut build)?;
    let binary = workspace.binary(options.target.as_deref());
    say(format!(
        "{} is ready; it needs nothing beside it",
        binary.display()
    ));
    Ok(binary)
}

/// Serves a folder of digests. It is served by the very binary that publishers get: a build
/// for development would be another one to wait for, and could render otherwise.
pub(crate) fn serve(workspace: &Workspace, folder: &Path, port: u16) -> Result<()> {
    let binary = dist(workspace, &DistOptions::default())?;
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
