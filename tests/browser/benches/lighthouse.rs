//! What Lighthouse says of a site's pages, with its settings for phones: a slow 4G line and a
//! quarter of this machine's speed, worked out from a load without either.
//!
//! Run by `cargo xtask bench lighthouse`, which builds the site.

use anyhow::{Context, Result, bail};
use dayfold_browser_tests::{Host, Site, leave, measured, required};
use serde::Serialize;
use serde_json::Value;
use std::{fs, path::Path, process::Stdio};
use tokio::process::Command;

/// How often each page is tried; Lighthouse's own advice for figures that vary.
const ROUNDS: usize = 5;

/// What a container needs, and nothing in the background.
const FLAGS: &str = "--headless --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-quic \
                     --no-first-run --disable-background-networking --disable-component-update \
                     --disable-sync";

/// The medians of a page.
#[derive(Debug, Serialize)]
struct Row {
    name: &'static str,
    path: String,
    runs: usize,
    /// Of 100.
    performance: f64,
    /// In milliseconds.
    first_paint: f64,
    largest_paint: f64,
    speed_index: f64,
    blocking: f64,
    /// A score, without a unit.
    layout_shift: f64,
}

fn main() -> Result<()> {
    measured(run)
}

async fn run() -> Result<()> {
    let dir = required("DAYFOLD_BENCH_SITE")?;
    let scratch = required("DAYFOLD_SCRATCH")?;
    let site = Site { dir, base: "/" };
    let host = Host::start_packed(&site.dir, "/").await?;
    let mut rows = vec![];
    for kind in site.kinds()? {
        if !["home", "day", "archive", "month", "tag"].contains(&kind.name) {
            continue;
        }
        let mut tries = vec![];
        // The first warms the host, and does not count.
        for round in 0..=ROUNDS {
            let report = scratch.join("report.json");
            let seen = try_page(&host.url(&kind.path), &report).await?;
            if round > 0 {
                tries.push(seen);
            }
        }
        let row = row(kind.name, kind.path, &tries)?;
        eprintln!("  {}: {:.0}", row.name, row.performance);
        rows.push(row);
    }
    leave(&rows, &table(&rows))
}

async fn try_page(url: &str, report: &Path) -> Result<Value> {
    let ran = Command::new("node")
        .arg(required("DAYFOLD_LIGHTHOUSE")?)
        .arg(url)
        .args(["--quiet", "--output", "json", "--output-path"])
        .arg(report)
        .args([
            "--only-categories",
            "performance",
            "--form-factor",
            "mobile",
        ])
        .arg(format!("--chrome-flags={FLAGS}"))
        .env("CHROME_PATH", required("CHROME")?)
        .stdin(Stdio::null())
        .output()
        .await
        .context("node does not run")?;
    if !ran.status.success() {
        bail!("Lighthouse fails: {}", String::from_utf8_lossy(&ran.stderr));
    }
    let text = fs::read_to_string(report)?;
    let seen: Value = serde_json::from_str(&text)?;
    let error = &seen["runtimeError"]["message"];
    if let Some(error) = error.as_str() {
        bail!("Lighthouse fails: {error}");
    }
    Ok(seen)
}

fn row(name: &'static str, path: String, tries: &[Value]) -> Result<Row> {
    let median = |find: &dyn Fn(&Value) -> Option<f64>| {
        let mut all: Vec<f64> = tries.iter().filter_map(find).collect();
        all.sort_by(f64::total_cmp);
        all.get(all.len() / 2)
            .copied()
            .context("Lighthouse gives no figure")
    };
    let audit = |name: &'static str| median(&|seen| seen["audits"][name]["numericValue"].as_f64());
    Ok(Row {
        name,
        path,
        runs: tries.len(),
        performance: 100.0 * median(&|seen| seen["categories"]["performance"]["score"].as_f64())?,
        first_paint: audit("first-contentful-paint")?,
        largest_paint: audit("largest-contentful-paint")?,
        speed_index: audit("speed-index")?,
        blocking: audit("total-blocking-time")?,
        layout_shift: audit("cumulative-layout-shift")?,
    })
}

fn table(rows: &[Row]) -> String {
    let mut table = format!(
        "{:<10}{:>13}{:>9}{:>9}{:>9}{:>10}{:>8}\n",
        "", "performance", "FCP ms", "LCP ms", "SI ms", "TBT ms", "CLS"
    );
    for row in rows {
        table += &format!(
            "{:<10}{:>13.0}{:>9.0}{:>9.0}{:>9.0}{:>10.0}{:>8.3}\n",
            row.name,
            row.performance,
            row.first_paint,
            row.largest_paint,
            row.speed_index,
            row.blocking,
            row.layout_shift,
        );
    }
    table
}
