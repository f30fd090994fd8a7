//! What pages ask their host for, each visited for the first time by a browser that knows nothing
//! of the site: they themselves, and the service worker behind them.
//!
//! Run by `cargo xtask bench bytes`, which weighs the files.

use anyhow::{Context, Result, anyhow};
use dayfold_browser_tests::{Host, Page, browse, measured, required, until};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fs, path::PathBuf, time::Duration};

/// For how long a page is watched after it has been taken over, and for how long nothing may be
/// asked for until it is at rest, in milliseconds.
const AT_ONCE: u64 = 1_200;
const QUIET: u64 = 1_500;

/// What the page has asked for.
const PATHS: &str = "performance.getEntriesByType('resource')
    .map((one) => decodeURIComponent(new URL(one.name).pathname))";

/// A page to visit.
#[derive(Deserialize)]
struct Wanted {
    /// The folder of its site.
    site: PathBuf,
    /// Its path, without a leading slash.
    path: String,
    /// An app takes it over.
    is_live: bool,
    /// A service worker is installed behind it.
    has_worker: bool,
}

/// The paths that were asked for, with their leading slashes, in order.
#[derive(Debug, Serialize)]
struct Asked {
    /// By the page.
    at_once: Vec<String>,
    /// By the service worker or the browser.
    later: Vec<String>,
}

fn main() -> Result<()> {
    measured(run)
}

async fn run() -> Result<()> {
    let wanted = fs::read_to_string(required("DAYFOLD_BENCH_PAGES")?)?;
    let wanted: Vec<Wanted> = serde_json::from_str(&wanted)?;
    let first = wanted.first().context("no page is wanted")?;
    let nobody = Host::start_packed(&first.site, "/").await?;
    let mut hosts = BTreeMap::new();
    for one in &wanted {
        if !hosts.contains_key(&one.site) {
            let host = Host::start_packed(&one.site, "/").await?;
            hosts.insert(one.site.clone(), host);
        }
    }
    let mut asked = vec![];
    let done = browse(nobody, async |page| {
        page.phone().await?;
        for one in &wanted {
            asked.push(visit(page, one, &hosts[&one.site]).await?);
            eprintln!(
                "  /{}: {} requests",
                one.path,
                asked[asked.len() - 1].at_once.len()
            );
        }
        Ok(())
    })
    .await;
    done.map_err(|failure| anyhow!("{failure:?}"))?;
    let path = required("DAYFOLD_BENCH_RESULT")?;
    fs::write(&path, serde_json::to_string(&asked)?)
        .with_context(|| format!("cannot write {}", path.display()))
}

async fn visit(page: &Page, wanted: &Wanted, host: &Host) -> Result<Asked> {
    // A port of its own is an origin of its own: nothing is cached, no worker is there.
    let host = host.again().await?;
    page.go("about:blank").await?;
    page.go(&host.url(&wanted.path)).await?;
    if wanted.is_live {
        // The first to come waits for the host, which has a megabyte to compress.
        if page.alive().await.is_err() {
            page.alive().await?;
        }
    }
    tokio::time::sleep(Duration::from_millis(AT_ONCE)).await;
    if wanted.has_worker {
        until("the service worker is fetched", async || {
            Ok((host.requests("/sw.js") > 0).then_some(()))
        })
        .await?;
        let mut known = 0;
        while known < host.log().len() {
            known = host.log().len();
            tokio::time::sleep(Duration::from_millis(QUIET)).await;
        }
    }
    // The page knows what it asked for itself; all else is the worker's, or the browser's own.
    let paths = page.eval(PATHS).await?;
    let mut at_once: Vec<String> = serde_json::from_value(paths)?;
    at_once.insert(0, format!("/{}", wanted.path));
    let mut own = at_once.clone();
    let mut later = host.log();
    later.retain(|path| match own.iter().position(|known| known == path) {
        Some(at) => {
            own.remove(at);
            false
        }
        None => true,
    });
    Ok(Asked { at_once, later })
}
