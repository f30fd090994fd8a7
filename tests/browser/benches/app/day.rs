//! A day: coming alive, going to the one before, filtering.

use crate::figures::Figures;
use crate::{ROUNDS, load, number, told};
use anyhow::{Result, ensure};
use dayfold_browser_tests::{Line, Page, until};
use dayfold_model::Date;
use std::time::Duration;

pub(crate) async fn hydration(
    page: &Page,
    line: Line,
    days: &[Date],
    figures: &mut Figures,
) -> Result<()> {
    const SEEN: &str = "({
        wasm: performance.getEntriesByType('resource')
            .find((one) => one.name.endsWith('.wasm')).responseEnd,
        alive, longest,
    })";
    let ordinary = format!("{}/", days[1]);
    for (group, path) in [
        ("hydration of a day", ordinary.as_str()),
        ("hydration of a day of 200 stories", ""),
    ] {
        told(line, group);
        for _ in 0..ROUNDS {
            page.clear_cache().await?;
            load(page, path).await?;
            let seen = page.eval(SEEN).await?;
            let takes = number(&seen, "alive")? - number(&seen, "wasm")?;
            figures.add(line.name, group, "from the wasm's last byte", "ms", takes);
            let longest = number(&seen, "longest")?;
            figures.add(line.name, group, "longest task of the page", "ms", longest);
        }
    }
    Ok(())
}

pub(crate) async fn changes_of_day(
    page: &Page,
    line: Line,
    days: &[Date],
    figures: &mut Figures,
) -> Result<()> {
    const HOVER: &str = "document.querySelector('a[rel=prev]')
        .dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))";
    const GO: &str = "another(() => document.querySelector('a[rel=prev]').click())";
    let group = "to the day before";
    told(line, group);
    load(page, &format!("{}/", days[1])).await?;
    for round in 0..ROUNDS * 2 {
        let data = format!("data/{}.json", days[2 + round]);
        let (is_prefetched, name) = match round % 2 {
            0 => (false, "not prefetched, painted"),
            _ => (true, "prefetched, painted"),
        };
        let known = page.host.requests(&data);
        if is_prefetched {
            page.eval(HOVER).await?;
            until("the day is fetched", async || {
                let text = format!(
                    "performance.getEntriesByName('{}').length",
                    page.host.url(&data)
                );
                Ok((page.eval(&text).await?.as_u64() > Some(0)).then_some(()))
            })
            .await?;
        }
        let is_there = page.host.requests(&data) > known;
        ensure!(
            is_there == is_prefetched,
            "{data} is fetched at the wrong time"
        );
        let seen = page.eval(GO).await?;
        figures.add(line.name, group, name, "ms", number(&seen, "paint")?);
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    Ok(())
}

pub(crate) async fn filters(page: &Page, line: Line, figures: &mut Figures) -> Result<()> {
    // The tag that most stories have.
    const TOGGLE: &str = "{
        const stories = (one) => {
            const name = one.getAttribute('aria-label') ?? one.textContent;
            return Number(/, (\\d+) stories$/.exec(name)?.[1] ?? 0);
        };
        const all = [...document.querySelectorAll('button[aria-pressed]')];
        self.toggle = all.sort((a, b) => stories(b) - stories(a))[0];
        stories(toggle);
    }";
    const PRESS: &str = "{
        const before = toggle.ariaPressed;
        measure(() => toggle.click(), () => toggle.ariaPressed !== before);
    }";
    const SHOWN: &str = "[...document.querySelectorAll('article')]
        .filter((one) => one.checkVisibility()).length";
    let group = "filtering a day of 200 stories";
    told(line, group);
    load(page, "").await?;
    let bearing = page.eval(TOGGLE).await?;
    ensure!(bearing.as_u64() > Some(1), "no filter is found");
    for round in 0..ROUNDS * 2 {
        let seen = page.eval(PRESS).await?;
        let left = page.eval(SHOWN).await?;
        let is_on = round % 2 == 0;
        ensure!(
            (left == bearing) == is_on,
            "the filter leaves {left} stories, not {bearing}"
        );
        let names = match is_on {
            true => ["on, script", "on, painted"],
            false => ["off, script", "off, painted"],
        };
        for (name, part) in names.into_iter().zip(["script", "paint"]) {
            figures.add(line.name, group, name, "ms", number(&seen, part)?);
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    Ok(())
}
