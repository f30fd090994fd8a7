//! A browser for a test: started, watched and closed again whatever happens.

use crate::environment::{required, test_name};
use crate::host::Host;
use crate::outcome::Outcome;
use crate::page::Page;
use anyhow::{Context, Result};
use futures_util::FutureExt;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::process::Stdio;
use thirtyfour::common::capabilities::desiredcapabilities::Capabilities;
use thirtyfour::prelude::*;
use thirtyfour::{ChromeCapabilities, ChromiumLikeCapabilities, LoggingPrefsLogLevel};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// Without what a browser does for itself in the background, and never in a sandbox of its
/// own, which needs rights that containers do not give.
const FLAGS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,900",
];

/// Runs a test on a page of a fresh browser.
///
/// Afterwards the console must be empty but for what the test said to expect. Of a failure
/// a screenshot is kept, and what the console and the host saw is printed.
pub async fn browse(host: Host, test: impl AsyncFnOnce(&Page) -> Result<()>) -> Outcome {
    Ok(visit(host, test).await?)
}

async fn visit(host: Host, test: impl AsyncFnOnce(&Page) -> Result<()>) -> Result<()> {
    let mut driver_process = start_driver().await?;
    let profile = tempfile::tempdir()?;
    let driver = WebDriver::new(&driver_process.url, capabilities(profile.path())?)
        .await
        .context("the browser does not start")?;
    let page = Page::new(driver.clone(), host);

    let result = AssertUnwindSafe(async {
        page.start().await?;
        test(&page).await?;
        page.check_console().await
    })
    .catch_unwind()
    .await;

    if !matches!(result, Ok(Ok(()))) {
        page.report(&test_name()).await;
    }
    let closed = driver.quit().await;
    let _ = driver_process.child.kill().await;
    match result {
        Ok(result) => result?,
        Err(panic) => resume_unwind(panic),
    }
    closed.context("the browser does not close")
}

struct DriverProcess {
    child: Child,
    url: String,
}

/// How often chromedriver is started.
const STARTS: usize = 5;

/// Starts chromedriver on a port that it finds itself. It looks for one that is free in IPv4, takes
/// the same in IPv6, and ends where another test has that; so it is started anew.
async fn start_driver() -> Result<DriverProcess> {
    for _ in 0..STARTS {
        if let Some(driver) = try_driver().await? {
            return Ok(driver);
        }
    }
    anyhow::bail!("chromedriver ended {STARTS} times before it had a port")
}

/// None where it ended before it had a port.
async fn try_driver() -> Result<Option<DriverProcess>> {
    let mut child = Command::new(required("CHROMEDRIVER")?)
        .arg("--port=0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .context("chromedriver does not start")?;
    let stdout = child.stdout.take().context("chromedriver says nothing")?;
    let mut lines = BufReader::new(stdout).lines();
    while let Some(line) = lines.next_line().await? {
        let Some((_, rest)) = line.split_once("successfully on port ") else {
            continue;
        };
        let port: u16 = rest.trim_end_matches('.').parse()?;
        // Read on, so that it never waits for us.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        return Ok(Some(DriverProcess {
            child,
            url: format!("http://127.0.0.1:{port}"),
        }));
    }
    Ok(None)
}

fn capabilities(profile: &std::path::Path) -> Result<Capabilities> {
    let mut chrome = ChromeCapabilities::new();
    chrome.set_binary(&required("CHROME")?.to_string_lossy())?;
    for flag in FLAGS {
        chrome.add_arg(flag)?;
    }
    chrome.add_arg(&format!("--user-data-dir={}", profile.display()))?;
    chrome.set_browser_log_level(LoggingPrefsLogLevel::All)?;
    Ok(chrome.into())
}
