//! Building the reader with Trunk: `cargo xtask build`.

use crate::lighter::lighten;
use crate::run::{cargo, path_with, run, say};
use crate::system;
use crate::tools;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// What the reader is made of.
const INPUTS: &[&str] = &[
    ".cargo/config.toml",
    "src",
    "index.html",
    "days.html",
    "style",
    "public",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
    "crates/model",
    "crates/no-streams",
    "crates/search",
    "xtask/style",
    // How it is made.
    "xtask/src/reader.rs",
    "xtask/src/lighter",
];

/// How the wasm is compiled, in place of what .cargo/config.toml says.
///
/// The last two leave out where in the sources a panic happened and what `{:?}` would write,
/// which no reader sees: an eighteenth of all script. They are not stable yet, but the
/// toolchain is pinned, and `RUSTC_BOOTSTRAP` lets it have them. Nothing depends on them:
/// `trunk build` by itself goes without.
const WASM_FLAGS: &str = "--cfg erase_components -Zlocation-detail=none -Zfmt-debug=none";

/// What else is said where the standard library is compiled along with the reader: a panic is a
/// trap at once. What it would say is not even put together, which is in the library's own code
/// as much as in ours.
const OWN_STD_FLAGS: &str = "-Zunstable-options -Cpanic=immediate-abort";

/// That cargo compiles the standard library, from its sources: for size and together with the
/// reader, a fifteenth of all script less than with the one that comes compiled. As variables,
/// which go through Trunk.
const OWN_STD: &[(&str, &str)] = &[
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    ("RUSTC_BOOTSTRAP", "1"),
];

/// Installs what building needs.
pub(crate) fn set_up(workspace: &Workspace) -> Result<()> {
    system::wasm_target(workspace)?;
    tools::trunk(workspace)?;
    tools::wasm_bindgen(workspace)?;
    tools::binaryen(workspace)?;
    tools::terser(workspace)?;
    Ok(())
}

/// Builds the reader into target/reader, unless what is there is of the same inputs: the
/// whole-program optimisation at the end takes its time even when nothing changed.
pub(crate) fn build(workspace: &Workspace, force: bool) -> Result<PathBuf> {
    let dist = workspace.reader();
    let stamp = workspace.target.join("reader.stamp");
    set_up(workspace)?;

    let inputs = digest(&workspace.root)?;
    let is_current = fs::read_to_string(&stamp).is_ok_and(|text| text == inputs);
    if is_current && !force && dist.join("index.html").is_file() {
        say("The reader in target/reader is current");
        return Ok(dist);
    }

    say("Building the reader: one to three minutes the first time");
    let start = Instant::now();
    // Trunk passes its --offline on to cargo, so what cargo needs must be there.
    run(cargo(&workspace.root).arg("fetch").arg("--quiet"))?;
    let own_std = has_own_std(workspace);
    let _ = fs::remove_file(&stamp);
    trunk(workspace, "index.html", &dist, own_std)?;
    add_reader_of_days(workspace, &dist, own_std)?;
    fs::write(&stamp, inputs)?;
    say(format!(
        "The reader is in target/reader, after {:.0} s",
        start.elapsed().as_secs_f64()
    ));
    Ok(dist)
}

/// Whether the standard library can be compiled here: its sources are there, and the crates that
/// it uses itself, which cargo fetches with it.
fn has_own_std(workspace: &Workspace) -> bool {
    let has = system::rust_source(workspace)
        && run(cargo(&workspace.root)
            .args(["fetch", "--quiet", "--target", "wasm32-unknown-unknown"])
            .envs(OWN_STD.iter().copied()))
        .is_ok();
    if !has {
        say(
            "Without the standard library's sources, which `rustup component add rust-src` adds, \
             the reader is heavier, and over its budget",
        );
    }
    has
}

/// Makes of a page of the project what it asks for.
fn trunk(workspace: &Workspace, page: &str, dist: &Path, own_std: bool) -> Result<()> {
    let path = path_with(&[tools::wasm_bindgen(workspace)?])?;
    let (flags, std) = if own_std {
        (format!("{WASM_FLAGS} {OWN_STD_FLAGS}"), OWN_STD)
    } else {
        (WASM_FLAGS.to_owned(), [].as_slice())
    };
    // --offline: the tools are on PATH; if one is of the wrong version, Trunk is to say so
    // rather than to fetch another behind our back.
    run(Command::new(tools::trunk(workspace)?.join("trunk"))
        .current_dir(&workspace.root)
        .args(["build", page, "--release", "--offline", "--public-url", "/"])
        .arg("--dist")
        .arg(dist)
        .env("PATH", path)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags)
        .envs(std.iter().copied())
        // Trunk reads it as a value for its option --no-color and refuses "1".
        .env_remove("NO_COLOR"))
    .context("the reader does not build")?;
    lighten(workspace, dist)
}

/// Puts the lighter reader that pages of days are published with beside the whole one, as
/// `dayfold-days-…`.
fn add_reader_of_days(workspace: &Workspace, dist: &Path, own_std: bool) -> Result<()> {
    let own = workspace.target.join("reader-of-days");
    trunk(workspace, "days.html", &own, own_std)?;
    for entry in fs::read_dir(&own)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if let Some(rest) = name.strip_prefix("dayfold-reader-") {
            fs::copy(&path, dist.join(format!("dayfold-days-{rest}")))?;
        }
    }
    Ok(())
}

/// A hash over the names and bytes of all inputs.
fn digest(root: &Path) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for input in INPUTS {
        hash_path(&root.join(input), &mut hasher)
            .with_context(|| format!("cannot read {input}"))?;
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn hash_path(path: &Path, hasher: &mut DefaultHasher) -> Result<()> {
    path.file_name().hash(hasher);
    if path.is_dir() {
        let mut entries = fs::read_dir(path)?
            .map(|entry| Ok(entry?.path()))
            .collect::<Result<Vec<_>>>()?;
        entries.sort();
        entries.len().hash(hasher);
        for entry in entries {
            hash_path(&entry, hasher)?;
        }
    } else {
        fs::read(path)?.hash(hasher);
    }
    Ok(())
}
