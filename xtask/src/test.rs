//! Checking everything: `cargo xtask test`.

use crate::browsers::{self, Browser};
use crate::budget;
use crate::run::{cargo, run, say};
use crate::serve;
use crate::steps::Steps;
use crate::system;
use crate::tools;
use crate::workspace::Workspace;
use anyhow::Result;
use clap::{Args, ValueEnum};
use std::fs;

/// The package of the browser tests, which need what only this command hands them.
const BROWSER_TESTS: &str = "dayfold-browser-tests";

/// The reader's tests that run as wasm, `tests/wasm.rs`. The tests beside its code run
/// natively: they need no browser, and what they are written with does not build as wasm.
const WASM_TESTS: &str = "wasm";
const WASM: &str = "wasm32-unknown-unknown";

/// What to check.
#[derive(Args)]
pub(crate) struct Options {
    /// The steps to take; all when none is named.
    steps: Vec<Step>,
    /// Keep screenshots of all pages in target/screenshots, not only of failures.
    #[arg(long)]
    screenshots: bool,
    /// What follows `--` goes to the tests themselves, for example a part of their names.
    #[arg(last = true)]
    rest: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Step {
    /// Formatting.
    Fmt,
    /// Lints, native and wasm.
    Clippy,
    /// Tests that run without a browser.
    Native,
    /// Tests of the reader, compiled to wasm, in headless Chromium.
    Wasm,
    /// Tests of published sites in Chromium.
    Browser,
}

/// Installs what only testing needs.
pub(crate) fn set_up(workspace: &Workspace) -> Result<()> {
    system::rust_components(workspace)?;
    tools::axe(workspace)?;
    tools::nginx(workspace)?;
    browsers::browser(workspace)?;
    Ok(())
}

pub(crate) fn test(workspace: &Workspace, options: Options) -> Result<()> {
    let wanted = |step| options.steps.is_empty() || options.steps.contains(&step);
    let rest = &options.rest;
    let mut steps = Steps::default();
    if wanted(Step::Fmt) {
        steps.step("fmt", "everything is formatted", || fmt(workspace));
    }
    if wanted(Step::Clippy) {
        steps.step("clippy", "no lint has anything to say", || {
            clippy(workspace)
        });
    }
    if wanted(Step::Native) {
        steps.step("native", "tests that need no browser", || {
            native(workspace, rest)
        });
    }
    if wanted(Step::Wasm) {
        steps.step("wasm", "the reader's own tests, in Chromium", || {
            wasm(workspace, rest)
        });
    }
    if wanted(Step::Browser) {
        let binary = steps.step("dist", "the binary that the browser tests use", || {
            serve::dist(workspace, &serve::DistOptions::default())
        });
        if let Some(binary) = binary {
            steps.step("budget", "the sample's bytes, after brotli", || {
                budget::check(workspace, &binary)
            });
            steps.step("browser", "published sites, in Chromium", || {
                browser(workspace, rest, options.screenshots)
            });
        }
    }
    steps.finish()
}

fn fmt(workspace: &Workspace) -> Result<()> {
    system::rust_components(workspace)?;
    run(cargo(&workspace.root).args(["fmt", "--all", "--check"]))
}

fn clippy(workspace: &Workspace) -> Result<()> {
    system::rust_components(workspace)?;
    system::wasm_target(workspace)?;
    let deny = ["--", "--deny", "warnings"];
    run(cargo(&workspace.root)
        .args(["clippy", "--workspace", "--all-targets"])
        .args(deny))?;
    run(cargo(&workspace.root)
        .args(["clippy", "--package", "dayfold-app", "--lib", "--bins"])
        .args(["--test", WASM_TESTS])
        .args([
            "--features",
            "browser",
            "--target",
            "wasm32-unknown-unknown",
        ])
        .args(deny))
}

fn native(workspace: &Workspace, rest: &[String]) -> Result<()> {
    run(cargo(&workspace.root)
        .args(["test", "--workspace", "--exclude", BROWSER_TESTS])
        .args(["--no-fail-fast", "--"])
        .args(rest))
}

fn wasm(workspace: &Workspace, rest: &[String]) -> Result<()> {
    system::wasm_target(workspace)?;
    let runner = tools::wasm_bindgen(workspace)?.join("wasm-bindgen-test-runner");
    let Browser { chrome, driver } = browsers::browser(workspace)?;
    // Where the driver finds the browser; the runner adds what makes it headless.
    let capabilities = workspace.target.join("webdriver.json");
    fs::write(
        &capabilities,
        format!(
            r#"{{"goog:chromeOptions": {{"binary": {:?}, "args": ["disable-gpu"]}}}}"#,
            chrome.display().to_string()
        ),
    )?;
    run(cargo(&workspace.root)
        .args(["test", "--package", "dayfold-app", "--test", WASM_TESTS])
        .args(["--features", "browser", "--target", WASM, "--"])
        .args(rest)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities)
        .env("WASM_BINDGEN_TEST_ONLY_WEB", "1")
        .env("CHROMEDRIVER", driver))
}

fn browser(workspace: &Workspace, rest: &[String], screenshots: bool) -> Result<()> {
    let Browser { chrome, driver } = browsers::browser(workspace)?;
    let mut test = cargo(&workspace.root);
    test.args(["test", "--package", BROWSER_TESTS, "--"])
        .args(rest)
        .env("DAYFOLD_BIN", workspace.binary(None))
        .env("DAYFOLD_READER", workspace.reader())
        .env("DAYFOLD_AXE", tools::axe(workspace)?)
        .env("DAYFOLD_NGINX", tools::nginx(workspace)?)
        .env("DAYFOLD_CONTENT", workspace.root.join("content"))
        .env("DAYFOLD_SCRATCH", workspace.target.join("browser-tests"))
        .env("DAYFOLD_SCREENSHOTS", workspace.target.join("screenshots"))
        // For errors, where a test's lines are picked out of it, not for panics, which say
        // by themselves where they are.
        .env("RUST_LIB_BACKTRACE", "1")
        .env("RUST_BACKTRACE", "0")
        .env("CHROME", chrome)
        .env("CHROMEDRIVER", driver);
    if screenshots {
        test.env("DAYFOLD_ALL_SCREENSHOTS", "1");
        say("Screenshots go to target/screenshots");
    }
    run(&mut test)
}
