//! What comes from the system's packages, and what rustup adds.

use crate::run::{cargo, major, on_path, output, run, say};
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;
use std::process::Command;

/// A program and the package of Debian and Ubuntu that brings it.
#[derive(Clone, Copy)]
pub(crate) struct Program {
    name: &'static str,
    package: &'static str,
}

/// Builds the C parts of tools, and links.
pub(crate) const COMPILER: Program = Program {
    name: "cc",
    package: "build-essential",
};
/// Runs wasm-opt.
pub(crate) const NODE: Program = Program {
    name: "node",
    package: "nodejs",
};
/// Installs what is published with npm.
pub(crate) const NPM: Program = Program {
    name: "npm",
    package: "npm",
};

/// The oldest Node.js that runs the tools.
const OLDEST_NODE: u32 = 18;

/// Installs the packages of those programs that are not on PATH.
pub(crate) fn set_up(programs: &[Program]) -> Result<()> {
    let missing: Vec<_> = programs
        .iter()
        .filter(|program| on_path(program.name).is_none())
        .map(|program| program.package)
        .collect();
    if !missing.is_empty() {
        apt_install(&missing)?;
    }
    if programs.iter().any(|program| program.name == NODE.name) {
        let version = output(Command::new("node").arg("--version")).unwrap_or_default();
        if major(&version).is_none_or(|major| major < OLDEST_NODE) {
            bail!(
                "node is {version}, but the tools need {OLDEST_NODE} or newer; \
                 install that by hand and see that it comes first on PATH"
            );
        }
    }
    Ok(())
}

/// Installs packages with apt-get, as root or through sudo.
pub(crate) fn apt_install(packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    let by_hand = || format!("please install by hand: {names}");
    if on_path("apt-get").is_none() {
        bail!("this is not Debian or Ubuntu; {}", by_hand());
    }
    say(format!(
        "Installing {names} with apt-get: a minute or two, only once"
    ));
    run(&mut apt("update")?).with_context(by_hand)?;
    run(apt("install")?
        .args(["--yes", "--no-install-recommends"])
        .args(packages))
    .with_context(by_hand)
}

/// Unpacks packages into a folder without installing them: nothing of the system changes, and
/// no service starts. What they depend on has to be there.
pub(crate) fn apt_unpack(packages: &[&str], into: &Path) -> Result<()> {
    let names = packages.join(" ");
    if on_path("apt-get").is_none() || on_path("dpkg-deb").is_none() {
        bail!("this is not Debian or Ubuntu, and {names} cannot be fetched");
    }
    let download = || {
        run(Command::new("apt-get")
            .current_dir(into)
            .arg("download")
            .args(packages))
    };
    // A fresh machine has no list of packages yet.
    if download().is_err() {
        run(&mut apt("update")?)?;
        download()?;
    }
    for entry in fs::read_dir(into)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "deb") {
            run(Command::new("dpkg-deb")
                .arg("--extract")
                .arg(&path)
                .arg(into))?;
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

fn apt(command: &str) -> Result<Command> {
    let mut apt = if is_root() {
        Command::new("apt-get")
    } else if on_path("sudo").is_some() {
        let mut sudo = Command::new("sudo");
        sudo.args(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        sudo
    } else {
        bail!("only root can install packages, and there is no sudo");
    };
    apt.env("DEBIAN_FRONTEND", "noninteractive").arg(command);
    Ok(apt)
}

pub(crate) fn is_root() -> bool {
    output(Command::new("id").arg("-u")).as_deref() == Some("0")
}

/// Whether apt's Chromium is but a pointer to a snap, which WebDriver cannot drive.
pub(crate) fn is_ubuntu() -> bool {
    fs::read_to_string("/etc/os-release")
        .is_ok_and(|text| text.lines().any(|line| line == "ID=ubuntu"))
}

/// The standard library for wasm. rustup reads rust-toolchain.toml by itself when it
/// installs a toolchain, but not when the toolchain is there already without it.
pub(crate) fn wasm_target(workspace: &Workspace) -> Result<()> {
    let mut rustc = Command::new("rustc");
    rustc
        .current_dir(&workspace.root)
        .args(["--print", "target-libdir", "--target"])
        .arg("wasm32-unknown-unknown");
    if output(&mut rustc).is_some_and(|dir| fs::exists(dir).unwrap_or(false)) {
        return Ok(());
    }
    say("Adding Rust's wasm target: seconds");
    run(Command::new("rustup").current_dir(&workspace.root).args([
        "target",
        "add",
        "wasm32-unknown-unknown",
    ]))
    .context("please add the target wasm32-unknown-unknown by hand")
}

/// Whether the standard library's sources are there, or can be had. Not everywhere: a
/// distribution's own Rust comes without rustup.
pub(crate) fn rust_source(workspace: &Workspace) -> bool {
    let is_there = || {
        let mut rustc = Command::new("rustc");
        rustc
            .current_dir(&workspace.root)
            .args(["--print", "sysroot"]);
        output(&mut rustc).is_some_and(|root| {
            let library = Path::new(&root).join("lib/rustlib/src/rust/library");
            library.join("Cargo.lock").is_file()
        })
    };
    if is_there() {
        return true;
    }
    if on_path("rustup").is_none() {
        return false;
    }
    say("Adding the standard library's sources: seconds");
    let add = ["component", "add", "rust-src"];
    let added = run(Command::new("rustup")
        .current_dir(&workspace.root)
        .args(add));
    added.is_ok() && is_there()
}

/// rustfmt and clippy, which a minimal toolchain lacks.
pub(crate) fn rust_components(workspace: &Workspace) -> Result<()> {
    let missing: Vec<_> = [("fmt", "rustfmt"), ("clippy", "clippy")]
        .into_iter()
        .filter(|(command, _)| {
            output(cargo(&workspace.root).args([command, "--version"])).is_none()
        })
        .map(|(_, component)| component)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    say(format!("Adding {}: seconds", missing.join(" and ")));
    run(Command::new("rustup")
        .current_dir(&workspace.root)
        .args(["component", "add"])
        .args(missing))
}
