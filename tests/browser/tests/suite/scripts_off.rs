//! Without scripts: every word of a day is on its page, every card folds, every link leads
//! somewhere.

use anyhow::{Result, ensure};
use dayfold_browser_tests::{
    Dated, Host, Outcome, Page, Role, Style, browse, digest_texts, sites, squeeze, until,
};
use dayfold_model::Digest;

/// An error that lists all of a digest's texts that are not in a page's.
fn check_texts(page: &str, digest: &Digest, how: &str) -> Result<()> {
    let page = squeeze(page);
    let missing: Vec<_> = digest_texts(digest)
        .into_iter()
        .filter(|(_, text)| !page.contains(&squeeze(text)))
        .collect();
    ensure!(
        missing.is_empty(),
        "{} lacks, {how}: {missing:#?}",
        digest.day()
    );
    Ok(())
}

/// Clicks on every card: each must change its state. Inner ones come after outer ones.
async fn click_all(page: &Page, to: &str) -> Result<usize> {
    let main = &page.find_all(Role::Main).await?[0];
    let mut clicked = 0;
    loop {
        let from = if to == "true" { "false" } else { "true" };
        let summaries = main.find_all(Role::Summary).await?;
        let mut left = summaries
            .into_iter()
            .filter(|summary| summary.state("expanded").as_deref() == Some(from));
        // Folding goes from the end, so that inner cards are folded before they are gone.
        let next = if to == "true" {
            left.next()
        } else {
            left.last()
        };
        let Some(summary) = next else {
            return Ok(clicked);
        };
        summary.click().await?;
        let open = summary.get("parentElement.open").await?;
        ensure!(open == to, "{:?} does not fold or unfold", summary.name());
        clicked += 1;
    }
}

#[tokio::test]
async fn every_word_is_there() -> Outcome {
    let site = &sites()?.root;
    let host = Host::start(&site.dir, site.base, Style::Redirecting).await?;
    browse(host, async |page| {
        page.scripts_off().await?;
        for digest in site.digests()? {
            page.open(&format!("{}/", digest.day())).await?;
            check_texts(&page.all_text().await?, &digest, "in its text")?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn every_card_folds_and_unfolds() -> Outcome {
    let site = &sites()?.news;
    let host = Host::start(&site.dir, site.base, Style::Redirecting).await?;
    let newest = site.digest(site.days()?[0])?;
    browse(host, async |page| {
        page.scripts_off().await?;
        page.open("").await?;
        let before = page.visible_text().await?;
        let cards = click_all(page, "true").await?;
        let told = newest
            .takeaways
            .iter()
            .filter(|takeaway| takeaway.story.is_some());
        ensure!(cards >= told.count(), "there are only {cards} cards");
        check_texts(&page.visible_text().await?, &newest, "unfolded")?;
        assert_eq!(click_all(page, "false").await?, cards);
        // Folding takes its time, where the reader allows motion.
        until("all is folded again", async || {
            Ok((page.visible_text().await? == before).then_some(()))
        })
        .await
    })
    .await
}

#[tokio::test]
async fn links_lead_from_page_to_page() -> Outcome {
    let site = &sites()?.news;
    let host = Host::start(&site.dir, site.base, Style::Redirecting).await?;
    let days = site.digests()?;
    browse(host, async |page| {
        let follow = async |name: &str, path: &str, heading: Option<&str>| {
            page.find(Role::Link, name).await?.click().await?;
            dayfold_browser_tests::until(&format!("{name:?} leads to /{path}"), async || {
                Ok((page.path().await? == path).then_some(()))
            })
            .await?;
            if let Some(heading) = heading {
                page.wait_for_heading(heading).await?;
            }
            anyhow::Ok(())
        };
        page.scripts_off().await?;
        page.open("").await?;
        page.wait_for_heading(&days[0].title).await?;
        ensure!(
            !page.has(Role::Link, "Next day").await?,
            "there is no next day"
        );
        let day = |i: usize| format!("{}/", days[i].day());
        follow("Previous day", &day(1), Some(&days[1].title)).await?;
        follow("Previous day", &day(2), Some(&days[2].title)).await?;
        follow("Next day", &day(1), Some(&days[1].title)).await?;
        follow("Latest", "", Some(&days[0].title)).await?;
        follow("Archive", "archive/", None).await?;
        let name = site.in_calendar(&days[3])?;
        follow(&name, &day(3), Some(&days[3].title)).await?;
        follow("Tags", "tags/", None).await?;
        page.back().await?;
        page.wait_for_heading(&days[3].title).await
    })
    .await
}

#[tokio::test]
async fn tag_pages_lead_to_their_stories() -> Outcome {
    let site = &sites()?.root;
    let host = Host::start(&site.dir, site.base, Style::Redirecting).await?;
    let (days, tags) = (site.digests()?, site.tags()?);
    browse(host, async |page| {
        page.scripts_off().await?;
        page.open("tags/").await?;
        let all = squeeze(&page.all_text().await?);
        for tag in &tags.subjects {
            ensure!(
                all.contains(&squeeze(&tag.label)),
                "/tags/ lacks {}",
                tag.label
            );
        }
        for tag in tags.subjects.iter().take(5) {
            page.open(&format!("tags/{}/", tag.id)).await?;
            for day in &days {
                for story in day.stories().filter(|story| story.tags.contains(&tag.id)) {
                    let link = page.find(Role::Link, &story.title).await?;
                    let address = link.get("pathname").await?;
                    ensure!(address.contains(&day.day()), "it leads to {address}");
                }
            }
        }
        Ok(())
    })
    .await
}
