//! Thousands of changes of route in one tab, whose memory must not grow.
//!
//! Run by `cargo xtask soak routes`, which builds the site.

use anyhow::{Context, Result, anyhow, ensure};
use dayfold_browser_tests::{Host, Memory, Page, browse, measured, required};
use std::env;

/// After how many changes the app has in memory what it keeps: the files fetched last.
const WARM: u32 = 200;
/// By how much the heap and the wasm's memory may be more at the end, in bytes. Browsers keep an
/// entry of the history for each change, and wasm grows by steps of 64 kB.
const SPARE: f64 = 1e6;

/// From a day to the one before and on to others, and back: by links, as a reader would.
const WANDER: &str = "async (from, to) => {
    const sleep = (time) => new Promise((done) => setTimeout(done, time));
    const here = () => [location.pathname, document.querySelector('h1')?.textContent];
    // The address changes first, and then what stands there.
    const isLeft = (before) => here().every((part, at) => part !== before[at]);
    const ways = ['a[rel=prev]', 'a[rel=prev]', 'nav a[href$=\"/archive/\"]', 'back', 'a[rel=next]',
        'nav a[href$=\"/tags/\"]', 'back', 'a[rel=next]'];
    for (let at = from; at < to; at++) {
        const before = here();
        const way = ways[at % ways.length];
        for (let waited = 0; way !== 'back' && !document.querySelector(way); waited += 5) {
            if (waited > 10000) throw new Error(`there is no ${way} on ${before}`);
            await sleep(5);
        }
        if (way === 'back') history.back();
        else document.querySelector(way).click();
        for (let waited = 0; !isLeft(before); waited += 5) {
            if (waited > 10000) throw new Error(`nothing changed by ${way} on ${before}`);
            await sleep(5);
        }
        // Chromium has a page navigate 200 times in ten seconds and no more; a change is two.
        await sleep(120);
    }
}";

fn main() -> Result<()> {
    measured(run)
}

async fn run() -> Result<()> {
    let site = required("DAYFOLD_SOAK_SITE")?;
    let changes: u32 = env::var("DAYFOLD_SOAK_CHANGES")?
        .parse()
        .context("DAYFOLD_SOAK_CHANGES is no number")?;
    let host = Host::start_packed(&site, "/").await?;
    let done = browse(host, async |page| {
        page.notice_wasm().await?;
        page.open_alive("").await?;
        println!(
            "{:>8}{:>10}{:>10}{:>8}{:>10}",
            "changes", "heap kB", "wasm kB", "nodes", "listeners"
        );
        let mut at = 0;
        let mut warm = None;
        let step = (changes / 10).max(WARM);
        while at < changes {
            let next = if at == 0 { WARM } else { at + step }.min(changes);
            page.eval(&format!("({WANDER})({at}, {next})")).await?;
            at = next;
            let memory = weighed(page, at).await?;
            let warm = warm.get_or_insert((memory.heap, memory.wasm));
            ensure!(
                memory.heap <= warm.0 + SPARE && memory.wasm <= warm.1 + SPARE,
                "memory has grown"
            );
        }
        Ok(())
    })
    .await;
    done.map_err(|failure| anyhow!("{failure:?}"))
}

async fn weighed(page: &Page, at: u32) -> Result<Memory> {
    let memory = page.memory().await?;
    println!(
        "{at:>8}{:>10.0}{:>10.0}{:>8}{:>10}",
        memory.heap / 1e3,
        memory.wasm / 1e3,
        memory.nodes,
        memory.listeners
    );
    Ok(memory)
}
