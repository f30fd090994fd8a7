//! Searching, and catching up.

use crate::figures::Figures;
use crate::{ROUNDS, load, number, told};
use anyhow::{Context, Result};
use dayfold_browser_tests::{Line, Page, Site, until};
use dayfold_model::Date;
use std::time::Duration;

/// How many days are caught up on.
const CATCH_UP: usize = 30;

pub(crate) async fn searches(
    page: &Page,
    line: Line,
    site: &Site,
    figures: &mut Figures,
) -> Result<()> {
    let group = "searching a year, from the last letter to the first result painted";
    told(line, group);
    let days = site.days()?;
    let mut words = days
        .iter()
        .skip(20)
        .step_by(7)
        .map(|day| -> Result<String> {
            let digest = site.digest(*day)?;
            let story = digest.stories().next().context("a day has no story")?;
            let letters = |c: char| !c.is_alphabetic();
            let words = story.title.split(letters).max_by_key(|word| word.len());
            Ok(words.unwrap_or_default().to_lowercase())
        });
    for _ in 0..ROUNDS {
        page.clear_cache().await?;
        load(page, "search/").await?;
        // It takes the site's words to be drawn, and a reader a moment to type.
        until("there is a field", async || {
            let field = "document.querySelector('main input[type=search]') !== null";
            Ok((page.eval(field).await? == true).then_some(()))
        })
        .await?;
        tokio::time::sleep(Duration::from_millis(700)).await;
        for name in ["first word, empty cache", "another word"] {
            let word = words.next().context("there are too few days")??;
            let search = format!(
                "{{
                    const field = document.querySelector('main input[type=search]');
                    const titles = () => [...document.querySelectorAll('main article')]
                        .map((one) => one.textContent).join();
                    const before = titles();
                    measure(() => {{
                        field.value = '{word}';
                        field.dispatchEvent(new InputEvent('input', {{ bubbles: true }}));
                    }}, () => titles() && titles() !== before);
                }}"
            );
            let seen = page
                .eval(&search)
                .await
                .with_context(|| format!("on {word}"))?;
            figures.add(line.name, group, name, "ms", number(&seen, "paint")?);
            tokio::time::sleep(Duration::from_millis(700)).await;
        }
    }
    Ok(())
}

pub(crate) async fn catching_up(
    page: &Page,
    line: Line,
    days: &[Date],
    figures: &mut Figures,
) -> Result<()> {
    let group = "catching up on 30 days";
    told(line, group);
    // Without the heavy one.
    let path = format!("catch-up/?from={}&to={}", days[CATCH_UP], days[1]);
    let settled = "({ alive, changed, longest, quiet: performance.now() - changed,
        days: document.querySelectorAll('main h2').length })";
    for _ in 0..ROUNDS {
        page.clear_cache().await?;
        load(page, &path).await?;
        let seen = until("all days are there", async || {
            let seen = page.eval(settled).await?;
            let is_whole = seen["days"].as_u64() >= Some(CATCH_UP as u64);
            Ok((is_whole && number(&seen, "quiet")? > 600.0).then_some(seen))
        })
        .await?;
        let changed = number(&seen, "changed")?;
        for (name, value) in [
            ("all painted, empty cache", changed),
            ("since the app is alive", changed - number(&seen, "alive")?),
            ("longest task", number(&seen, "longest")?),
        ] {
            figures.add(line.name, group, name, "ms", value);
        }
    }
    Ok(())
}
