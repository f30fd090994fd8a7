//! What the app takes once its program is there: coming alive, going to another day, filtering,
//! searching, catching up; what it holds in memory after many pages; and what a widget takes of
//! the page around it.
//!
//! Run by `cargo xtask bench app`, which builds the site: a year of days, of which the newest has
//! 200 stories. Every figure is a median; times are of the page's own clock, to the end of the
//! frame in which the change is painted.

mod cost;
mod day;
mod figures;
mod lists;

use anyhow::{Context, Result, anyhow, ensure};
use dayfold_browser_tests::{Host, Line, Page, Site, browse, leave, measured, required, until};
use figures::{Figures, table};
use serde_json::Value;
use std::time::Duration;

/// How often each is done.
const ROUNDS: usize = 9;

/// Notes when the app takes over, and measures what is done on a page.
///
/// `measure(act, is_done)` gives the milliseconds from `act` to the end of its own task and what
/// that queued (`script`), and to the end of the first frame after `is_done` (`paint`).
const TOOLS: &str = "{
    const soon = (then) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = then;
        port2.postMessage(0);
    };
    const painted = (then) => requestAnimationFrame(() => soon(then));
    self.alive = null;
    self.changed = 0;
    self.longest = 0;
    new PerformanceObserver((list) => {
        for (const mark of list.getEntriesByName('dayfold:alive')) alive = mark.startTime;
    }).observe({ type: 'mark', buffered: true });
    new PerformanceObserver((list) => {
        for (const task of list.getEntries()) longest = Math.max(longest, task.duration);
    }).observe({ type: 'longtask', buffered: true });
    const all = { subtree: true, childList: true, characterData: true, attributes: true };
    new MutationObserver(() => { changed = performance.now(); }).observe(document, all);
    self.measure = (act, isDone) => new Promise((resolve, reject) => {
        const seen = {};
        const start = performance.now();
        const since = () => performance.now() - start;
        const watch = new MutationObserver(() => {
            if (!isDone()) return;
            watch.disconnect();
            clearTimeout(late);
            painted(() => { seen.paint = since(); resolve(seen); });
        });
        watch.observe(document, all);
        soon(() => { seen.script = since(); });
        act();
        const late = setTimeout(() => reject(new Error('nothing came of it')), 20000);
    });
    self.heading = () => document.querySelector('h1')?.textContent;
    self.another = (act) => {
        const before = heading();
        return measure(act, () => heading() && heading() !== before);
    };
}";

fn main() -> Result<()> {
    measured(run)
}

async fn run() -> Result<()> {
    let dir = required("DAYFOLD_BENCH_SITE")?;
    let site = Site { dir, base: "/" };
    let days = site.days()?;
    ensure!(days.len() > 100, "the site has too few days");
    let mut figures = Figures::default();
    let host = Host::start_packed(&site.dir, "/").await?;
    let done = browse(host, async |page| {
        page.phone().await?;
        page.before_scripts(TOOLS).await?;
        page.notice_wasm().await?;
        page.without_worker().await?;
        // What is packed then is packed for all.
        for path in ["", "search/"] {
            page.open_alive(path).await?;
        }
        for line in [Line::SLOW, Line::FAST] {
            page.throttle(line).await?;
            day::hydration(page, line, &days, &mut figures).await?;
            day::changes_of_day(page, line, &days, &mut figures).await?;
            day::filters(page, line, &mut figures).await?;
            lists::searches(page, line, &site, &mut figures).await?;
            lists::catching_up(page, line, &days, &mut figures).await?;
        }
        cost::memory(page, Line::FAST, &days, &mut figures).await?;
        cost::widgets(page, Line::SLOW, &mut figures).await
    })
    .await;
    done.map_err(|failure| anyhow!("{failure:?}"))?;
    let rows = figures.rows();
    leave(&rows, &table(&rows))
}

fn told(line: Line, what: &str) {
    eprintln!("  {}: {what}", line.name);
}

/// A number from an answer of the page's.
fn number(answer: &Value, name: &str) -> Result<f64> {
    let number = answer[name].as_f64();
    number.with_context(|| format!("{answer} has no {name}"))
}

/// Loads a page anew and waits until the app has taken it over.
async fn load(page: &Page, path: &str) -> Result<()> {
    page.go("about:blank").await?;
    page.open(path).await?;
    until("the app has taken over", async || {
        Ok((page.eval("alive > 0").await? == true).then_some(()))
    })
    .await?;
    // What it does when it is alive is not to be in the way of what is measured.
    tokio::time::sleep(Duration::from_millis(400)).await;
    Ok(())
}
