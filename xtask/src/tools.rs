//! The tools that come from crates.io and npm, in a cache of versions.
//!
//! Every tool has a folder named by its version, so that checkouts which want different
//! versions share the cache in peace. A tool is installed into a folder beside it and then
//! renamed: what stands under its own name is whole, whatever interrupted the first try.

use crate::run::{cargo, on_path, run, say};
use crate::system;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, Command};

/// Bundles the reader. 0.22 needs a newer Rust than this workspace is built with.
const TRUNK: &str = "0.21.14";
/// Looks over what comes from others.
const CARGO_DENY: &str = "0.20.2";
/// Drives the fuzz targets.
const CARGO_FUZZ: &str = "0.13.2";
/// Gives wasm-opt. Debian's own is so old that what it makes dies at run time.
const BINARYEN: &str = "132.0.0";
/// Writes JavaScript as short as it can be.
const TERSER: &str = "5.51.2";
/// Finds what assistive tools would stumble over.
const AXE: &str = "4.14.1";

/// Judges pages. It asks for Node.js 22, and runs with 20 as well.
pub(crate) const LIGHTHOUSE: &str = "13.5.0";

/// nginx and its module for brotli, as Debian has them.
const NGINX: &[&str] = &["nginx", "libnginx-mod-http-brotli-static"];

/// The folder that nginx's packages are unpacked in: `usr/sbin/nginx`, and modules in
/// `usr/lib/nginx/modules`.
pub(crate) fn nginx(workspace: &Workspace) -> Result<PathBuf> {
    let dir = workspace.tools.join("nginx");
    let runs = |dir: &Path| {
        let mut nginx = Command::new(dir.join("usr/sbin/nginx"));
        nginx
            .arg("-v")
            .output()
            .is_ok_and(|output| output.status.success())
    };
    if !runs(&dir) {
        install(&dir, |temp| {
            say("Fetching nginx from the system's packages: seconds");
            system::apt_unpack(NGINX, temp)?;
            if !runs(temp) {
                bail!("it does not run: install nginx by hand, which brings what it needs");
            }
            Ok(())
        })?;
    }
    Ok(dir)
}

/// The folder with `trunk`.
pub(crate) fn trunk(workspace: &Workspace) -> Result<PathBuf> {
    let dir = workspace.tools.join(format!("trunk-{TRUNK}"));
    cargo_tool(workspace, &dir, "trunk", TRUNK, "trunk", "4 minutes")
}

/// The folder with `cargo-deny`.
pub(crate) fn cargo_deny(workspace: &Workspace) -> Result<PathBuf> {
    let dir = workspace.tools.join(format!("cargo-deny-{CARGO_DENY}"));
    cargo_tool(
        workspace,
        &dir,
        "cargo-deny",
        CARGO_DENY,
        "cargo-deny",
        "8 minutes",
    )
}

/// The folder with `cargo-fuzz`.
pub(crate) fn cargo_fuzz(workspace: &Workspace) -> Result<PathBuf> {
    let dir = workspace.tools.join(format!("cargo-fuzz-{CARGO_FUZZ}"));
    cargo_tool(
        workspace,
        &dir,
        "cargo-fuzz",
        CARGO_FUZZ,
        "cargo-fuzz",
        "2 minutes",
    )
}

/// The folder with `wasm-bindgen` and its test runner, at the version of Cargo.lock: the
/// format between the crate and the tool changes with every release.
pub(crate) fn wasm_bindgen(workspace: &Workspace) -> Result<PathBuf> {
    let version = workspace.locked("wasm-bindgen")?;
    let name = "wasm-bindgen-cli";
    let dir = workspace.tools.join(format!("{name}-{version}"));
    let runner = "wasm-bindgen-test-runner";
    cargo_tool(workspace, &dir, name, &version, runner, "1.5 minutes")
}

/// The folder with `wasm-opt`.
pub(crate) fn binaryen(workspace: &Workspace) -> Result<PathBuf> {
    let major = BINARYEN.split('.').next().unwrap_or(BINARYEN);
    let dir = workspace.tools.join(format!("binaryen-{major}"));
    npm_tool(&dir, "binaryen", BINARYEN, "node_modules/.bin/wasm-opt")?;
    Ok(dir.join("node_modules/.bin"))
}

/// The program `terser`.
pub(crate) fn terser(workspace: &Workspace) -> Result<PathBuf> {
    let dir = workspace.tools.join(format!("terser-{TERSER}"));
    let file = "node_modules/.bin/terser";
    npm_tool(&dir, "terser", TERSER, file)?;
    Ok(dir.join(file))
}

/// The script axe.min.js.
pub(crate) fn axe(workspace: &Workspace) -> Result<PathBuf> {
    let dir = workspace.tools.join(format!("axe-core-{AXE}"));
    let file = "node_modules/axe-core/axe.min.js";
    npm_tool(&dir, "axe-core", AXE, file)?;
    Ok(dir.join(file))
}

/// The script that runs Lighthouse.
pub(crate) fn lighthouse(workspace: &Workspace) -> Result<PathBuf> {
    let dir = workspace.tools.join(format!("lighthouse-{LIGHTHOUSE}"));
    let file = "node_modules/lighthouse/cli/index.js";
    npm_tool(&dir, "lighthouse", LIGHTHOUSE, file)?;
    Ok(dir.join(file))
}

/// Installs a crate's programs, if `bin/program` is not there, and gives their folder.
fn cargo_tool(
    workspace: &Workspace,
    dir: &Path,
    name: &str,
    version: &str,
    program: &str,
    time: &str,
) -> Result<PathBuf> {
    let bin = dir.join("bin");
    if bin.join(program).is_file() {
        return Ok(bin);
    }
    system::set_up(&[system::COMPILER])?;
    install(dir, |temp| {
        // Prebuilt, where somebody has the tool for that and it reaches its downloads.
        if on_path("cargo-binstall").is_some() {
            say(format!("Installing {name} {version} with cargo binstall"));
            let fetched = run(cargo(&workspace.root)
                .args(["binstall", "--no-confirm", "--root"])
                .arg(temp)
                .arg(format!("{name}@{version}")));
            if fetched.is_ok() && temp.join("bin").join(program).is_file() {
                return Ok(());
            }
        }
        say(format!(
            "Installing {name} {version} from source: about {time} on two cores, only once"
        ));
        // Unoptimised: it builds in less than half the time, and the site is the same.
        run(cargo(&workspace.root)
            .args(["install", "--locked", "--debug", "--no-default-features"])
            .arg("--root")
            .arg(temp)
            .arg(format!("{name}@{version}"))
            .env_remove("CARGO_TARGET_DIR"))
    })?;
    Ok(bin)
}

/// Installs a package of npm's, if the file is not there.
fn npm_tool(dir: &Path, name: &str, version: &str, file: &str) -> Result<()> {
    if dir.join(file).is_file() {
        return Ok(());
    }
    system::set_up(&[system::NODE, system::NPM])?;
    install(dir, |temp| {
        say(format!("Installing {name} {version} from npm: seconds"));
        run(Command::new("npm")
            .args(["install", "--no-audit", "--no-fund", "--ignore-scripts"])
            .arg("--prefix")
            .arg(temp)
            .arg(format!("{name}@{version}"))
            .current_dir(temp))?;
        if !temp.join(file).is_file() {
            bail!("{name} {version} has no {file}");
        }
        Ok(())
    })
}

/// Makes a folder whole or not at all.
pub(crate) fn install(dir: &Path, fill: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let name = dir
        .file_name()
        .context("a tool without a name")?
        .to_string_lossy();
    let temp = dir.with_file_name(format!(".{name}.{}", process::id()));
    if temp.exists() {
        fs::remove_dir_all(&temp)?;
    }
    fs::create_dir_all(&temp).with_context(|| format!("cannot make {}", temp.display()))?;
    let filled = fill(&temp).and_then(|()| {
        // Only what is broken can stand here: a whole one would have been used.
        if dir.exists() {
            fs::remove_dir_all(dir)?;
        }
        fs::rename(&temp, dir).with_context(|| format!("cannot make {}", dir.display()))
    });
    if filled.is_err() {
        let _ = fs::remove_dir_all(&temp);
    }
    filled.with_context(|| format!("cannot install {name}"))
}

#[cfg(test)]
mod tests {
    use super::install;
    use anyhow::bail;
    use std::fs;

    #[test]
    fn an_interrupted_installation_leaves_nothing() {
        let base = std::env::temp_dir().join(format!("dayfold-xtask-{}", std::process::id()));
        let tool = base.join("tool-1.0");
        let failed = install(&tool, |temp| {
            fs::write(temp.join("half"), "")?;
            bail!("the network is gone")
        });
        assert!(failed.is_err() && !tool.exists());
        assert_eq!(fs::read_dir(&base).unwrap().count(), 0);

        install(&tool, |temp| Ok(fs::write(temp.join("whole"), "")?)).unwrap();
        assert!(tool.join("whole").is_file());
        fs::remove_dir_all(&base).unwrap();
    }
}
