//! What the app holds in memory, and what a widget takes of the page around it.

use crate::figures::Figures;
use crate::{ROUNDS, load, told};
use anyhow::{Result, ensure};
use dayfold_browser_tests::{Busy, Host, Line, Memory, Page, required};
use dayfold_model::Date;
use std::{fs, time::Duration};

/// After how many changes of route the memory is measured. The app keeps the last 40 files that
/// it fetched, so the first hundred still fills that.
const CHANGES: [usize; 3] = [10, 100, 200];

/// Goes to the days before, and in between to two lists and back: six pages each time around.
const WANDER: &str = "async (from, to) => {
    const click = (found) => another(() => document.querySelector(found).click());
    const rest = () => new Promise((done) => setTimeout(done, 30));
    for (let at = from; at < to; at++) {
        if (at % 6 === 2) await click('nav a[href$=\"/archive/\"]');
        else if (at % 6 === 4) await click('nav a[href$=\"/tags/\"]');
        else if (at % 6 === 3 || at % 6 === 5) await another(() => history.back());
        else await click('a[rel=prev]');
        await rest();
    }
}";

pub(crate) async fn memory(
    page: &Page,
    line: Line,
    days: &[Date],
    figures: &mut Figures,
) -> Result<()> {
    let group = "memory after changes of route";
    told(line, group);
    // Only what the app does counts here.
    page.throttle(line).await?;
    // A name for each, as they are put together by name.
    let names = |changes| match changes {
        0 => [
            "JS heap at first",
            "wasm at first",
            "nodes at first",
            "listeners at first",
        ],
        10 => [
            "JS heap after 10",
            "wasm after 10",
            "nodes after 10",
            "listeners after 10",
        ],
        100 => [
            "JS heap after 100",
            "wasm after 100",
            "nodes after 100",
            "listeners after 100",
        ],
        _ => [
            "JS heap after 200",
            "wasm after 200",
            "nodes after 200",
            "listeners after 200",
        ],
    };
    for _ in 0..ROUNDS {
        load(page, &format!("{}/", days[1])).await?;
        let mut before = 0;
        for changes in [0].into_iter().chain(CHANGES) {
            page.eval(&format!("({WANDER})({before}, {changes})"))
                .await?;
            before = changes;
            let Memory {
                heap,
                wasm,
                nodes,
                listeners,
            } = page.memory().await?;
            let [heap_name, wasm_name, nodes_name, listeners_name] = names(changes);
            figures.add(line.name, group, heap_name, "kB", heap / 1e3);
            figures.add(line.name, group, wasm_name, "kB", wasm / 1e3);
            figures.add(line.name, group, nodes_name, "", nodes);
            figures.add(line.name, group, listeners_name, "", listeners);
        }
    }
    Ok(())
}

/// When a widget has long been shown on a slow line.
const SETTLED: Duration = Duration::from_secs(5);

/// A page of somebody else, of another site as browsers see it, so that the frame has a main
/// thread of its own, as it has on the web.
pub(crate) async fn widgets(page: &Page, line: Line, figures: &mut Figures) -> Result<()> {
    const SHOWN: &str = "document.querySelector('dayfold-digest')?.shadowRoot
        ?.querySelector('.shown iframe') != null";
    let group = "what a widget takes of the page around it";
    told(line, group);
    let pages = required("DAYFOLD_SCRATCH")?.join("around");
    fs::create_dir_all(&pages)?;
    let text = "<p>The harbour opened at dawn and the ferries left on time.</p>".repeat(60);
    let around = |widget: &str| {
        format!(
            "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>A page</title>\
             <link rel=\"icon\" href=\"data:,\"></head><body><h1>A page</h1>{widget}{text}</body></html>"
        )
    };
    let site = page.host.url("");
    let widget = format!(
        "<dayfold-digest src=\"{site}\"><a href=\"{site}\">The newest</a></dayfold-digest>\
         <script async src=\"{site}embed.js\"></script>"
    );
    // What any frame costs: the same one, made by a script that does nothing else.
    let frame = format!(
        "<p id=\"place\"></p><script>addEventListener('load', () => place.append(Object.assign(\
         document.createElement('iframe'), {{ src: '{site}embed/latest/', height: 600, \
         sandbox: 'allow-scripts allow-popups allow-popups-to-escape-sandbox' }})))</script>"
    );
    for (name, text) in [
        ("before", ""),
        ("without", ""),
        ("frame", &frame),
        ("with", &widget),
    ] {
        fs::write(pages.join(format!("{name}.html")), around(text))?;
    }
    let host = Host::start_packed(&pages, "/").await?;
    let url = |name: &str| host.url(name).replace("127.0.0.1", "localhost") + ".html";
    page.throttle(line).await?;
    for _ in 0..ROUNDS {
        let mut took = vec![];
        for name in ["without", "frame", "with"] {
            page.go(&url("before")).await?;
            tokio::time::sleep(Duration::from_millis(500)).await;
            let before = page.busy().await?;
            page.go(&url(name)).await?;
            // Without looking, which would be counted, too.
            tokio::time::sleep(SETTLED).await;
            let after = page.busy().await?;
            let shown = page.eval(SHOWN).await?;
            ensure!(shown == (name == "with"), "the widget is not shown in time");
            took.push(Busy {
                tasks: after.tasks - before.tasks,
                scripts: after.scripts - before.scripts,
            });
        }
        for (name, value) in [
            ("tasks, without it", took[0].tasks),
            ("tasks, a frame and no more", took[1].tasks),
            ("tasks, with it", took[2].tasks),
            ("scripts, without it", took[0].scripts),
            ("scripts, a frame and no more", took[1].scripts),
            ("scripts, with it", took[2].scripts),
        ] {
            figures.add(line.name, group, name, "ms", value);
        }
    }
    Ok(())
}
