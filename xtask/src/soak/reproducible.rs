//! The same commit built in another folder: the same bytes must come out, so that anybody can check
//! that a binary is made of the sources that it is said to be made of.

use crate::run::{cargo, run, say};
use crate::serve;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail, ensure};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds here and there, and compares the reader and the binary.
///
/// The other folder stays in target/soak, so that the next time is quicker. What is not committed is
/// in this folder alone, so there must be nothing of that kind.
pub(super) fn reproducible(workspace: &Workspace) -> Result<()> {
    let git = |folder: &Path| {
        let mut git = Command::new("git");
        git.arg("-C").arg(folder);
        git
    };
    let unchanged = git(&workspace.root)
        .args(["diff", "--quiet", "HEAD"])
        .status()
        .context("cannot run git")?;
    ensure!(
        unchanged.success(),
        "there are changes that are not committed"
    );

    let elsewhere = workspace.target.join("soak/elsewhere");
    if elsewhere.join(".git").exists() {
        run(git(&elsewhere)
            .args(["fetch", "--quiet"])
            .arg(&workspace.root)
            .arg("HEAD"))?;
        run(git(&elsewhere).args(["checkout", "--quiet", "--detach", "FETCH_HEAD"]))?;
    } else {
        run(git(&workspace.root)
            .args(["clone", "--quiet"])
            .arg(&workspace.root)
            .arg(&elsewhere))?;
    }

    say("Building in both folders: twenty minutes the first time");
    serve::dist(workspace, &serve::DistOptions::default())?;
    run(cargo(&elsewhere)
        .args(["xtask", "dist"])
        .env_remove("CARGO_TARGET_DIR"))?;

    let there = Workspace {
        root: elsewhere.clone(),
        target: elsewhere.join("target"),
        tools: workspace.tools.clone(),
    };
    let (ours, theirs) = (products(workspace)?, products(&there)?);
    let names: BTreeSet<&PathBuf> = ours.keys().chain(theirs.keys()).collect();
    let differ: Vec<String> = names
        .iter()
        .filter(|name| ours.get(**name) != theirs.get(**name))
        .map(|name| name.display().to_string())
        .collect();
    if !differ.is_empty() {
        bail!("these are not the same in both: {}", differ.join(", "));
    }
    let bytes: usize = ours.values().map(Vec::len).sum();
    say(format!(
        "All {} files are the same in both, {bytes} bytes",
        ours.len()
    ));
    Ok(())
}

/// The files of the reader, and the binary.
fn products(workspace: &Workspace) -> Result<BTreeMap<PathBuf, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut read = |name: PathBuf, path: &Path| -> Result<()> {
        let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        files.insert(name, bytes);
        Ok(())
    };
    read(PathBuf::from("dayfold"), &workspace.binary(None))?;
    for entry in fs::read_dir(workspace.reader())? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            read(Path::new("reader").join(entry.file_name()), &entry.path())?;
        }
    }
    Ok(files)
}
