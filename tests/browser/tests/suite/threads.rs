//! How stories go on from day to day.

use anyhow::{Context, Result, ensure};
use dayfold_browser_tests::{Host, Outcome, Page, Role, Site, Style, browse, sites};
use dayfold_model::{Date, Digest, Story, Told, Word};

async fn host(site: &Site) -> Result<Host> {
    Host::start(&site.dir, site.base, Style::Redirecting).await
}

/// A story that goes on with an earlier one, its day, and that earlier one.
fn thread(site: &Site) -> Result<(Digest, Story, Told)> {
    for day in site.digests()? {
        let goes_on = |story: &Story| Some((story.clone(), story.earlier.last()?.clone()));
        let found = day.stories().find_map(goes_on);
        if let Some((story, told)) = found {
            return Ok((day, story, told));
        }
    }
    anyhow::bail!("no story of the sample goes on with another")
}

async fn unfold(page: &Page, date: Date, story: &Story) -> Result<()> {
    page.open(&format!("{date}/")).await?;
    let card = page.find(Role::Summary, &story.title).await?;
    card.click().await
}

#[tokio::test]
async fn a_story_leads_to_what_was_told_before_without_scripts() -> Outcome {
    let site = &sites()?.news;
    browse(host(site).await?, async |page| {
        let (day, story, told) = thread(site)?;
        page.scripts_off().await?;
        let date = day.date.context("the day has no date")?;
        unfold(page, date, &story).await?;
        page.wait_for(Role::Link, &told.title)
            .await?
            .click()
            .await?;
        page.wait_for_heading(&site.digest(told.date)?.title)
            .await?;
        assert_eq!(page.path().await?, format!("{}/#{}", told.date, told.id));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_came_later_is_asked_for_when_a_card_is_opened() -> Outcome {
    let site = &sites()?.news;
    browse(host(site).await?, async |page| {
        let words = site.data()?.settings.words;
        let (day, story, told) = thread(site)?;
        let earlier = site.digest(told.date)?;
        let first = earlier
            .story(&told.id)
            .context("the earlier story is gone")?;
        page.open_alive(&format!("{}/", told.date)).await?;
        ensure!(!page.has(Role::Heading, words.get(Word::ToldLater)).await?);
        let asked = "performance.getEntriesByType('resource')
            .filter((each) => each.name.includes('/data/threads/')).length";
        assert_eq!(page.eval(asked).await?, 0);
        let card = page.find(Role::Summary, &first.title).await?;
        card.click().await?;
        page.wait_for(Role::Heading, words.get(Word::ToldLater))
            .await?;
        page.find(Role::Link, &story.title).await?.click().await?;
        page.wait_for_heading(&day.title).await?;
        Ok(())
    })
    .await
}
