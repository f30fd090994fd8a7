//! The pages that are shared and followed from elsewhere: a story by itself, and feeds. They
//! are documents without the app.

use anyhow::{Context, Result, ensure};
use dayfold_browser_tests::{Dated, Host, Outcome, Page, Role, Scheme, Site, Style, browse, sites};
use dayfold_model::{Digest, Story};

async fn host(site: &Site) -> Result<Host> {
    Host::start(&site.dir, site.base, Style::Redirecting).await
}

/// A day of a site with the last of its stories, which a reader would have to scroll to.
fn story(site: &Site) -> Result<(Digest, Story)> {
    let day = site.middle()?;
    let story = day.stories().last().cloned();
    let story = story.context("the day has no story")?;
    Ok((day, story))
}

/// Whether the reader has been led to a story of the day.
async fn is_at(page: &Page, day: &Digest, story: &Story) -> Result<()> {
    page.alive().await?;
    page.wait_for_heading(&day.title).await?;
    assert_eq!(page.path().await?, format!("{}/#{}", day.day(), story.id));
    let at = format!(
        "document.getElementById({:?}).getBoundingClientRect().top",
        story.id
    );
    let top = page.eval(&at).await?.as_f64().context("no place")?;
    let height = page
        .eval("innerHeight")
        .await?
        .as_f64()
        .context("no height")?;
    ensure!(
        (0.0..height).contains(&top),
        "it stands at {top} of {height}"
    );
    page.check_console().await
}

async fn stands_by_itself(site: &Site) -> Outcome {
    let (day, story) = story(site)?;
    browse(host(site).await?, async |page| {
        page.open(&format!("{}/{}/", day.day(), story.id)).await?;
        assert_eq!(page.heading().await?, story.title);
        page.frames().await?;
        for ending in [".wasm", ".js", ".json"] {
            assert_eq!(page.host.requests(ending), 0, "{:?}", page.host.log());
        }
        for (scheme, is_phone) in [(Scheme::Light, true), (Scheme::Dark, false)] {
            match is_phone {
                true => page.phone().await?,
                false => page.desk().await?,
            }
            page.prefers(scheme, true).await?;
            page.check_accessibility("a story's page").await?;
        }
        page.check_console().await?;

        let day_link = page.find_all(Role::Main).await?[0]
            .find_all(Role::Link)
            .await?;
        let onward = day_link.last().context("it leads nowhere")?;
        ensure!(onward.name().contains(&day.title), "{:?}", onward.name());
        onward.click().await?;
        is_at(page, &day, &story).await?;
        page.back().await?;
        page.wait_for_heading(&story.title).await?;
        page.forward().await?;
        is_at(page, &day, &story).await
    })
    .await
}

#[tokio::test]
async fn a_story_stands_by_itself() -> Outcome {
    stands_by_itself(&sites()?.news).await
}

#[tokio::test]
async fn a_story_stands_by_itself_from_right_to_left() -> Outcome {
    stands_by_itself(&sites()?.rtl).await
}

/// A headline that was corrected may have had its story's page go; its day has not.
#[tokio::test]
async fn a_story_that_has_no_page_any_more_leads_to_its_day() -> Outcome {
    let site = &sites()?.root;
    let (day, story) = story(site)?;
    browse(host(site).await?, async |page| {
        let gone = format!("{}/no-such-story/", day.day());
        page.expect_console(&["(network)", &page.host.url(&gone), "404"]);
        page.open(&gone).await?;
        page.alive().await?;
        page.wait_for_heading(&day.title).await?;
        assert_eq!(page.path().await?, format!("{}/#no-such-story", day.day()));
        ensure!(page.has(Role::Summary, &story.title).await?, "no story");
        Ok(())
    })
    .await
}

/// Where nothing is prerendered the address of a story's page leads there, too.
#[tokio::test]
async fn a_storys_address_leads_to_it_where_pages_are_drawn() -> Outcome {
    let site = &sites()?.client;
    let (day, story) = story(&sites()?.root)?;
    let host = Host::start(&site.dir, site.base, Style::Fallback).await?;
    browse(host, async |page| {
        page.open(&format!("{}/{}/", day.day(), story.id)).await?;
        is_at(page, &day, &story).await
    })
    .await
}

#[tokio::test]
async fn a_person_who_opens_a_feed_can_read_it() -> Outcome {
    let site = &sites()?.news;
    let newest = site.digest(site.days()?[0])?;
    let tag = &site.data()?.tags[0];
    browse(host(site).await?, async |page| {
        // XML names no icon, so the browser asks for the one of old.
        page.expect_console(&["favicon.ico", "404"]);
        for (path, linked) in [
            (format!("tags/{}/feed.xml", tag.id), None),
            ("feed.xml".to_owned(), Some(&newest.title)),
        ] {
            page.open(&path).await?;
            // What is XML has no `innerText`.
            let text = page
                .eval(
                    "[...document.querySelectorAll('*')]
                        .filter((element) => !element.children.length && element.checkVisibility())
                        .map((element) => element.textContent).join('\\n')",
                )
                .await?;
            let text = text.as_str().context("no text")?;
            ensure!(text.contains("This is a feed"), "{text}");
            ensure!(!text.contains("<p>") && !text.contains("tag:"), "{text}");
            page.check_console().await?;
            if let Some(title) = linked {
                page.find(Role::Link, title).await?.click().await?;
                page.wait_for_heading(title).await?;
            }
        }
        Ok(())
    })
    .await
}
