//! Making lighter what wasm-bindgen and Trunk leave: what is never called goes, wasm-opt goes over
//! the rest, what wasm and glue call each other becomes short, and scripts, which are written to
//! be read, become what is only run.

mod dead;
mod module;
mod names;

use crate::run::{path_with, run, say};
use crate::tools;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

/// How wasm-opt goes over the wasm. Flat code is found to be the same in more places; and the
/// first kilobyte of memory is nobody's, as LLVM has it too.
const OPTIMISE: &[&str] = &[
    "-Oz",
    "--low-memory-unused",
    "--one-caller-inline-max-function-size",
    "50",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--converge",
];

/// The scripts that are modules, by how their names end; all others were never anything but
/// scripts.
const MODULES: &[&str] = &["boot.js"];

/// What the reader's files begin with.
const NAME: &str = "dayfold-reader-";

/// Makes lighter the wasm and the glue that Trunk left in a folder, and names them anew by what
/// they are now, since they are kept for good by whoever has fetched them.
pub(crate) fn lighten(workspace: &Workspace, dist: &Path) -> Result<()> {
    let wasm = only(dist, "_bg.wasm")?;
    let glue = PathBuf::from(wasm.to_string_lossy().replace("_bg.wasm", ".js"));
    optimise(workspace, &wasm, &[])?;

    let text =
        fs::read_to_string(&glue).with_context(|| format!("cannot read {}", glue.display()))?;
    let (light, text) = names::shorten(&fs::read(&wasm)?, &text).with_context(|| unknown(&wasm))?;
    fs::write(&wasm, light)?;
    fs::write(&glue, text)?;
    for entry in fs::read_dir(dist)? {
        let path = entry?.path();
        if path.extension().is_some_and(|kind| kind == "js") {
            let is_module = path == glue || MODULES.iter().any(|name| path.ends_with(name));
            minify(workspace, &path, is_module)?;
        }
    }
    rename(dist, &wasm, &glue)
}

/// Leaves out of a wasm, in its place, what is never called, and has wasm-opt go over the rest.
/// What `more` wasm-opt is told says for example that it keeps names.
pub(crate) fn optimise(workspace: &Workspace, wasm: &Path, more: &[&str]) -> Result<()> {
    let (light, count) = dead::leave_out(&fs::read(wasm)?).with_context(|| unknown(wasm))?;
    if count == 0 {
        say("Nothing was left out of the reader: its functions have other names now");
    }
    fs::write(wasm, light)?;
    let path = path_with(&[tools::binaryen(workspace)?])?;
    run(Command::new("wasm-opt")
        .args(more)
        .args(OPTIMISE)
        .arg(wasm)
        .arg("--output")
        .arg(wasm)
        .env("PATH", path))
}

fn unknown(wasm: &Path) -> String {
    format!("{} is not as wasm-bindgen writes it", wasm.display())
}

/// Leaves of a script what is run. Its own names stay out of reach in any case: in a module, in
/// a function, or in a service worker where nobody else is.
fn minify(workspace: &Workspace, script: &Path, is_module: bool) -> Result<()> {
    run(Command::new(tools::terser(workspace)?)
        .arg(if is_module { "--module" } else { "--toplevel" })
        .args(["--compress", "passes=3", "--mangle", "--output"])
        .arg(script)
        .arg("--")
        .arg(script))
}

/// Puts a hash of what they are now into the names of the files, and where they are named.
fn rename(dist: &Path, wasm: &Path, glue: &Path) -> Result<()> {
    let name = glue.file_stem().unwrap_or_default().to_string_lossy();
    let old = name.strip_prefix(NAME).context("the glue has no hash")?;
    let mut hasher = DefaultHasher::new();
    hasher.write(&fs::read(wasm)?);
    hasher.write(&fs::read(glue)?);
    let new = format!("{:016x}", hasher.finish());
    for named in [dist.join("index.html"), glue.to_owned()] {
        let text = fs::read_to_string(&named)?;
        fs::write(named, text.replace(old, &new))?;
    }
    for file in [wasm, glue] {
        let new = file.to_string_lossy().replace(old, &new);
        fs::rename(file, new)?;
    }
    Ok(())
}

/// The one file of the reader with this ending.
fn only(dist: &Path, ending: &str) -> Result<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dist)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with(NAME) && name.ends_with(ending) {
            found.push(path);
        }
    }
    match (found.pop(), found.pop()) {
        (Some(path), None) => Ok(path),
        (None, _) => bail!("{} has no reader", dist.display()),
        _ => bail!("{} has more than one reader", dist.display()),
    }
}
