//! Chromium and its driver, by whatever name the system has them.

use crate::run::{major, on_path, output, run, say};
use crate::system::{self, NODE, NPM};
use crate::tools::install;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A browser and the driver that fits it.
pub(crate) struct Browser {
    pub(crate) chrome: PathBuf,
    pub(crate) driver: PathBuf,
}

const CHROME_NAMES: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];
const DRIVER_NAMES: &[&str] = &["chromedriver", "chromium-driver"];
/// Where Debian's and Ubuntu's packages put the driver outside PATH.
const DRIVER_PLACES: &[&str] = &[
    "/usr/lib/chromium/chromedriver",
    "/usr/lib/chromium-browser/chromedriver",
];

const BY_HAND: &str = "please install Chromium (or Chrome) and the chromedriver of the same \
                       version by hand, and say where they are with CHROME and CHROMEDRIVER \
                       if they are not on PATH";

/// Finds a browser and its driver, or installs them.
pub(crate) fn browser(workspace: &Workspace) -> Result<Browser> {
    if let Some(found) = matching(installed(workspace)) {
        return Ok(found);
    }
    if on_path("apt-get").is_some() && !system::is_ubuntu() {
        system::apt_install(&["chromium", "chromium-driver"]).context(BY_HAND)?;
    } else {
        // Ubuntu's chromium is a snap, which neither a container nor WebDriver runs; Chrome
        // for Testing is published for this very use.
        download(workspace).context(BY_HAND)?;
    }
    matching(installed(workspace)).with_context(|| {
        format!("there is no chromium with a driver of the same version; {BY_HAND}")
    })
}

/// Everything that might do, the best first.
fn installed(workspace: &Workspace) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let folder = downloads(workspace);
    let named = |variable: &str, names: &[&str], others: &[&str], download: &str| {
        // What somebody names is meant: nothing else is tried.
        if let Some(path) = env::var_os(variable) {
            return vec![PathBuf::from(path)];
        }
        names
            .iter()
            .filter_map(|name| on_path(name))
            .chain(others.iter().map(PathBuf::from))
            .chain(downloaded(&folder, download))
            .collect()
    };
    (
        named("CHROME", CHROME_NAMES, &[], "chrome"),
        named("CHROMEDRIVER", DRIVER_NAMES, DRIVER_PLACES, "chromedriver"),
    )
}

/// The first pair of one major version. Running them is also what tells a browser from the
/// script that only says where to get one.
fn matching((chromes, drivers): (Vec<PathBuf>, Vec<PathBuf>)) -> Option<Browser> {
    let version = |path: &Path| major(&output(Command::new(path).arg("--version"))?);
    let drivers: Vec<_> = drivers
        .into_iter()
        .filter_map(|path| Some((version(&path)?, path)))
        .collect();
    chromes.into_iter().find_map(|chrome| {
        let wanted = version(&chrome)?;
        let (_, driver) = drivers.iter().find(|(version, _)| *version == wanted)?;
        Some(Browser {
            chrome,
            driver: driver.clone(),
        })
    })
}

fn downloads(workspace: &Workspace) -> PathBuf {
    workspace.tools.join("chrome-for-testing")
}

/// Finds `name/PLATFORM-VERSION/name-PLATFORM/name`, as the installer lays it out.
fn downloaded(folder: &Path, name: &str) -> Vec<PathBuf> {
    let list = |dir: PathBuf| {
        let entries = dir.read_dir().into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect::<Vec<_>>()
    };
    list(folder.join(name))
        .into_iter()
        .flat_map(list)
        .map(|dir| dir.join(name))
        .filter(|path| path.is_file())
        .collect()
}

fn download(workspace: &Workspace) -> Result<()> {
    system::set_up(&[NODE, NPM])?;
    say("Installing Chrome for Testing with npx: a minute or two, only once");
    install(&downloads(workspace), |temp| {
        for name in ["chrome@stable", "chromedriver@stable"] {
            let mut npx = Command::new("npx");
            npx.args(["--yes", "@puppeteer/browsers", "install", name, "--path"]);
            npx.arg(temp);
            // The libraries that a browser links to; only root can install them.
            if name.starts_with("chrome@") && system::is_root() {
                npx.arg("--install-deps");
            }
            run(npx.current_dir(temp))?;
        }
        if downloaded(temp, "chrome").is_empty() {
            bail!("the download holds no chrome");
        }
        Ok(())
    })
}
