//! Where things are: the checkout, cargo's target folder, the tools' cache, and the versions
//! that Cargo.lock fixes.

use anyhow::{Context, Result};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The places that the commands work in.
pub(crate) struct Workspace {
    /// The root of the checkout.
    pub(crate) root: PathBuf,
    /// Cargo's target folder.
    pub(crate) target: PathBuf,
    /// Where tools are kept, a folder a version, shared by all checkouts.
    pub(crate) tools: PathBuf,
}

impl Workspace {
    pub(crate) fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask is not in a workspace")?
            .to_owned();
        let target = match env::var_os("CARGO_TARGET_DIR") {
            // As cargo does: relative to where it was called.
            Some(dir) => env::current_dir()?.join(dir),
            None => root.join("target"),
        };
        let tools = if let Some(dir) = env::var_os("DAYFOLD_TOOLS") {
            env::current_dir()?.join(dir)
        } else if let Some(dir) = env::var_os("XDG_CACHE_HOME") {
            Path::new(&dir).join("dayfold/tools")
        } else {
            let home = env::var_os("HOME")
                .context("neither DAYFOLD_TOOLS nor XDG_CACHE_HOME nor HOME is set")?;
            Path::new(&home).join(".cache/dayfold/tools")
        };
        Ok(Self {
            root,
            target,
            tools,
        })
    }

    /// Where Trunk leaves the reader.
    pub(crate) fn reader(&self) -> PathBuf {
        self.target.join("reader")
    }

    /// The binary that `dist` leaves for a target; without one, for this machine.
    pub(crate) fn binary(&self, target: Option<&str>) -> PathBuf {
        let folder = target.map_or_else(|| self.target.clone(), |target| self.target.join(target));
        let ending = match target {
            Some(target) if target.contains("windows") => ".exe",
            Some(_) => "",
            None => std::env::consts::EXE_SUFFIX,
        };
        folder.join(format!("dist/dayfold{ending}"))
    }

    /// The version of a package as Cargo.lock fixes it.
    pub(crate) fn locked(&self, package: &str) -> Result<String> {
        let path = self.root.join("Cargo.lock");
        let lock =
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        locked_version(&lock, package)
            .with_context(|| format!("{} does not list {package}", path.display()))
    }
}

/// Reads one version out of a Cargo.lock. By hand: the file is machine-written, and a TOML
/// parser would lengthen what everybody waits for on their first command.
fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.next()?;
    let version = lines.next()?.strip_prefix("version = \"")?;
    Some(version.strip_suffix('"')?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    #[test]
    fn reads_the_version_of_exactly_that_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\n";
        assert_eq!(
            locked_version(lock, "wasm-bindgen").as_deref(),
            Some("0.2.129")
        );
        assert_eq!(locked_version(lock, "wasm"), None);
    }
}
