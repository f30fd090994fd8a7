//! What the load of a day's page takes: on a slow line and a fast one, with an empty cache and
//! a full one; beside the same page without any script, and beside Hugo's of the same day.
//!
//! Run by `cargo xtask bench load`, which builds the sites. The rivals take turns, so that
//! whatever else the machine does meets all alike; what counts is the median.

use anyhow::{Context, Result, anyhow, ensure};
use dayfold_browser_tests::{
    Host, Line, Page, browse, copy_tree, leave, measured, required, until,
};
use serde::Serialize;
use std::{env, fs, path::Path, time::Duration};

/// The lines, and how often each page is loaded by them. On the quick one a load is over in a
/// second, and a frame (16 ms) is a tenth of it: what one load happens to miss is evened out by
/// more of them.
const LINES: [(Line, usize); 2] = [(Line::SLOW, 11), (Line::FAST, 41)];

/// How long a page is watched after it has loaded, in milliseconds.
const WATCHED: u64 = 700;

/// Notes what a page does, from its first moment.
const WATCH: &str = "
    window.seen = { paint: null, largest: null, shift: 0, tasks: [], alive: null };
    const watch = (type, see) => new PerformanceObserver((list) =>
        list.getEntries().forEach(see)).observe({ type, buffered: true });
    watch('paint', (e) => { if (e.name === 'first-contentful-paint') seen.paint = e.startTime; });
    watch('largest-contentful-paint', (e) => { seen.largest = e.startTime; });
    watch('layout-shift', (e) => { if (!e.hadRecentInput) seen.shift += e.value; });
    watch('longtask', (e) => { seen.tasks.push([e.startTime, e.duration]); });
    watch('mark', (e) => { if (e.name === 'dayfold:alive') seen.alive = e.startTime; });
";

/// Who is loaded.
struct Rival {
    name: &'static str,
    host: Host,
    path: String,
    /// An app takes over the page.
    is_live: bool,
}

/// What one load took, in milliseconds where it is a time.
#[derive(Clone, Copy, Debug, Default, Serialize)]
struct Load {
    first_paint: f64,
    largest_paint: f64,
    /// A score, without a unit.
    layout_shift: f64,
    /// What tasks took longer than 50 ms each.
    blocking: f64,
    /// Until a filter answers; of a page without scripts, until its first paint.
    interactive: f64,
    /// What scripts hold, in bytes.
    heap: f64,
}

/// The medians of a rival's loads.
#[derive(Debug, Serialize)]
struct Row {
    line: &'static str,
    cache: &'static str,
    rival: &'static str,
    loads: usize,
    median: Load,
}

fn main() -> Result<()> {
    measured(run)
}

async fn run() -> Result<()> {
    let site = required("DAYFOLD_BENCH_SITE")?;
    let scratch = required("DAYFOLD_SCRATCH")?.join("load");
    let bare = scratch.join("bare");
    without_scripts(&site, &bare)?;
    let mut rivals = vec![
        Rival {
            name: "dayfold",
            host: Host::start_packed(&site, "/").await?,
            path: String::new(),
            is_live: true,
        },
        Rival {
            name: "the same without scripts",
            host: Host::start_packed(&bare, "/").await?,
            path: String::new(),
            is_live: false,
        },
    ];
    if let Some(hugo) = env::var_os("DAYFOLD_BENCH_HUGO") {
        rivals.push(Rival {
            name: "hugo",
            host: Host::start_packed(Path::new(&hugo), "/").await?,
            path: String::new(),
            is_live: false,
        });
    }
    // The compressing is not the line's.
    let nobody = Host::start_packed(&site, "/").await?;
    let mut rows = vec![];
    let done = browse(nobody, async |page| {
        page.phone().await?;
        page.before_scripts(WATCH).await?;
        page.without_worker().await?;
        // The rivals have no icon, and browsers look for one.
        page.expect_console(&["favicon.ico"]);
        for (line, rounds) in LINES {
            rows.extend(measure(page, line, rounds, &rivals).await?);
        }
        Ok(())
    })
    .await;
    done.map_err(|failure| anyhow!("{failure:?}"))?;
    leave(&rows, &table(&rows))
}

/// Loads all rivals on a line, round by round: first with an empty cache, then again.
async fn measure(page: &Page, line: Line, rounds: usize, rivals: &[Rival]) -> Result<Vec<Row>> {
    let mut cold = vec![vec![]; rivals.len()];
    let mut warm = vec![vec![]; rivals.len()];
    page.throttle(line).await?;
    // The first round warms the hosts, and does not count.
    for round in 0..=rounds {
        for (at, rival) in rivals.iter().enumerate() {
            page.clear_cache().await?;
            let first = load(page, rival).await?;
            let again = load(page, rival).await?;
            if round > 0 {
                cold[at].push(first);
                warm[at].push(again);
            }
        }
        eprintln!("  {}: {round} of {rounds}", line.name);
    }
    let caches = [("empty", cold), ("full", warm)];
    let rows = caches.into_iter().flat_map(|(cache, all)| {
        let rows = rivals.iter().zip(all).map(move |(rival, loads)| Row {
            line: line.name,
            cache,
            rival: rival.name,
            loads: loads.len(),
            median: median(&loads),
        });
        rows.collect::<Vec<_>>()
    });
    Ok(rows.collect())
}

async fn load(page: &Page, rival: &Rival) -> Result<Load> {
    page.go("about:blank").await?;
    page.go(&rival.host.url(&rival.path)).await?;
    if rival.is_live {
        until("the app has taken over", async || {
            Ok((page.eval("seen.alive !== null").await? == true).then_some(()))
        })
        .await?;
    }
    tokio::time::sleep(Duration::from_millis(WATCHED)).await;
    let seen = page.eval("seen").await?;
    let time = |name: &str| seen[name].as_f64();
    let first_paint = time("paint").context("nothing was painted")?;
    let tasks = seen["tasks"].as_array();
    let blocking = tasks.into_iter().flatten().filter_map(|task| {
        let (start, takes) = (task[0].as_f64()?, task[1].as_f64()?);
        (start + takes > first_paint).then_some((takes - 50.0).max(0.0))
    });
    Ok(Load {
        first_paint,
        largest_paint: time("largest").context("nothing large was painted")?,
        layout_shift: time("shift").unwrap_or_default(),
        blocking: blocking.sum(),
        interactive: time("alive").unwrap_or(first_paint),
        heap: page.heap().await?,
    })
}

fn median(loads: &[Load]) -> Load {
    let of = |field: fn(&Load) -> f64| {
        let mut all: Vec<f64> = loads.iter().map(field).collect();
        all.sort_by(f64::total_cmp);
        all.get(all.len() / 2).copied().unwrap_or_default()
    };
    Load {
        first_paint: of(|load| load.first_paint),
        largest_paint: of(|load| load.largest_paint),
        layout_shift: of(|load| load.layout_shift),
        blocking: of(|load| load.blocking),
        interactive: of(|load| load.interactive),
        heap: of(|load| load.heap),
    }
}

fn table(rows: &[Row]) -> String {
    let mut table = format!(
        "\n{:<18}{:<8}{:<26}{:>9}{:>9}{:>8}{:>10}{:>9}{:>9}\n",
        "line", "cache", "", "FCP ms", "LCP ms", "shift", "block ms", "TTI ms", "heap MB"
    );
    for row in rows {
        let load = &row.median;
        table += &format!(
            "{:<18}{:<8}{:<26}{:>9.0}{:>9.0}{:>8.3}{:>10.0}{:>9.0}{:>9.1}\n",
            row.line,
            row.cache,
            row.rival,
            load.first_paint,
            load.largest_paint,
            load.layout_shift,
            load.blocking,
            load.interactive,
            load.heap / 1e6,
        );
    }
    table
}

/// A copy of a site whose front page has no script: what the same page would be by itself.
fn without_scripts(site: &Path, bare: &Path) -> Result<()> {
    if bare.exists() {
        fs::remove_dir_all(bare)?;
    }
    copy_tree(site, bare)?;
    let page = bare.join("index.html");
    let mut html = fs::read_to_string(&page)?;
    while let Some(start) = html.find("<script") {
        let rest = &html[start..];
        let end = rest.find("</script>").context("a script has no end")?;
        html.replace_range(start..start + end + "</script>".len(), "");
    }
    for hint in ["modulepreload", "preload", "prefetch"] {
        while let Some(at) = html.find(&format!("rel=\"{hint}\"")) {
            let start = html[..at].rfind('<').context("a hint has no tag")?;
            let end = html[at..].find('>').context("a hint has no end")?;
            html.replace_range(start..=at + end, "");
        }
    }
    ensure!(!html.contains("script>"), "scripts are left");
    Ok(fs::write(&page, html)?)
}
