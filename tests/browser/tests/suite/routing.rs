//! Going from page to page without loading one: what the browser would do, the app does.

use anyhow::{Context, Result, ensure};
use dayfold_browser_tests::{Dated, Host, Outcome, Page, Role, Style, browse, sites, until};
use dayfold_model::Digest;

async fn host() -> Result<Host> {
    let site = &sites()?.news;
    Host::start(&site.dir, site.base, Style::Redirecting).await
}

/// Waits until the address is that.
async fn at(page: &Page, path: &str) -> Result<()> {
    until(&format!("the address is /{path}"), async || {
        let now = page.path().await?;
        ensure!(now == path, "the address is /{now}");
        Ok(Some(()))
    })
    .await
}

/// Everything about a page's head and focus that tells that one has arrived there.
async fn check_arrival(page: &Page, digest: &Digest, canonical: &str) -> Result<()> {
    page.wait_for_heading(&digest.title).await?;
    page.check_same_document().await?;
    until(
        "title, canonical address, focus and announcement follow",
        async || {
            let title = page.title().await?;
            ensure!(
                title.contains(&digest.title),
                "the document's title is {title:?}"
            );
            let link = page
                .eval("document.querySelector('link[rel=canonical]')?.href")
                .await?;
            ensure!(link == canonical, "the canonical address is {link}");
            let (element, text) = page.focused().await?;
            ensure!(element == "h1", "the focus is on {element} {text:?}");
            let said = page
                .eval(
                    "[...document.querySelectorAll('[aria-live], [role=status], [role=alert]')]
                    .map(each => each.textContent).join('\\n')",
                )
                .await?;
            let said = said.as_str().unwrap_or_default();
            ensure!(said.contains(&digest.title), "announced was {said:?}");
            Ok(Some(()))
        },
    )
    .await
}

#[tokio::test]
async fn goes_from_day_to_day() -> Outcome {
    let days = sites()?.news.digests()?;
    browse(host().await?, async |page| {
        let url = |day: &Digest| format!("https://example.org/news/{}/", day.day());
        let click = async |name: &str| page.wait_for(Role::Link, name).await?.click().await;
        page.open_alive("").await?;
        page.mark().await?;
        let documents = page.host.requests("/");

        click("Previous day").await?;
        check_arrival(page, &days[1], &url(&days[1])).await?;
        at(page, &format!("{}/", days[1].day())).await?;
        assert_eq!(
            page.host.requests(&format!("data/{}.json", days[1].day())),
            1
        );

        click("Previous day").await?;
        check_arrival(page, &days[2], &url(&days[2])).await?;
        click("Next day").await?;
        check_arrival(page, &days[1], &url(&days[1])).await?;
        click("Latest").await?;
        check_arrival(page, &days[0], "https://example.org/news/").await?;
        at(page, "").await?;
        ensure!(
            !page.has(Role::Link, "Next day").await?,
            "there is no next day"
        );
        assert_eq!(
            page.host.requests("/"),
            documents,
            "a document was asked for"
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn goes_to_lists_and_back_to_days() -> Outcome {
    let site = &sites()?.news;
    let days = site.digests()?;
    let tag = site.data()?.tags[0].clone();
    let story = days
        .iter()
        .flat_map(Digest::stories)
        .find(|story| story.tags.contains(&tag.id));
    let story = story.context("a tag without a story")?.clone();
    browse(host().await?, async |page| {
        page.open_alive("").await?;
        page.mark().await?;
        page.find(Role::Link, "Archive").await?.click().await?;
        at(page, "archive/").await?;
        page.wait_for(Role::Link, &site.in_calendar(&days[3])?)
            .await?
            .click()
            .await?;
        let canonical = format!("https://example.org/news/{}/", days[3].day());
        check_arrival(page, &days[3], &canonical).await?;

        page.find(Role::Link, "Tags").await?.click().await?;
        at(page, "tags/").await?;
        let links = until("the tag is listed", async || {
            let links = page.find_all(Role::Link).await?;
            Ok(links
                .into_iter()
                .find(|link| link.name().starts_with(&tag.label)))
        })
        .await?;
        links.click().await?;
        at(page, &format!("tags/{}/", tag.id)).await?;
        page.wait_for(Role::Link, &story.title)
            .await?
            .click()
            .await?;
        let heading = until("the story's day is there", async || {
            let heading = page.heading().await?;
            Ok(days.iter().find(|day| day.title == heading))
        })
        .await?;
        ensure!(heading.story(&story.id).is_some(), "that is another day");
        page.check_same_document().await?;

        // All the way back, and forward again.
        for path in [
            format!("tags/{}/", tag.id),
            "tags/".to_owned(),
            format!("{}/", days[3].day()),
        ] {
            page.back().await?;
            at(page, &path).await?;
        }
        page.wait_for_heading(&days[3].title).await?;
        page.forward().await?;
        at(page, "tags/").await?;
        page.check_same_document().await
    })
    .await
}

#[tokio::test]
async fn back_restores_the_scroll_position() -> Outcome {
    let days = sites()?.news.digests()?;
    browse(host().await?, async |page| {
        page.phone().await?;
        page.open_alive(&format!("{}/", days[1].day())).await?;
        page.mark().await?;
        page.eval("scrollTo({ top: 500, behavior: 'instant' })")
            .await?;
        page.frames().await?;
        let before = page.eval("scrollY").await?.as_f64().unwrap_or_default();
        ensure!(before > 200.0, "the page is too short to scroll: {before}");

        // As a click, but without the scrolling that a click needs.
        let link = page.find(Role::Link, "Previous day").await?;
        link.call("function() { this.click() }").await?;
        page.wait_for_heading(&days[2].title).await?;
        until("a new page begins at its top", async || {
            let now = page.eval("scrollY").await?.as_f64().unwrap_or_default();
            ensure!(now < 100.0, "it is scrolled by {now}");
            Ok(Some(()))
        })
        .await?;
        page.back().await?;
        page.wait_for_heading(&days[1].title).await?;
        until("the scroll position is restored", async || {
            let now = page.eval("scrollY").await?.as_f64().unwrap_or_default();
            ensure!((now - before).abs() < 3.0, "it is {now}, and was {before}");
            Ok(Some(()))
        })
        .await?;
        page.forward().await?;
        page.wait_for_heading(&days[2].title).await?;
        page.check_same_document().await
    })
    .await
}

#[tokio::test]
async fn hovering_fetches_ahead() -> Outcome {
    let days = sites()?.news.digests()?;
    browse(host().await?, async |page| {
        let json = format!("data/{}.json", days[1].day());
        page.open_alive("").await?;
        page.mark().await?;
        assert_eq!(page.host.requests(&json), 0);
        let link = page.find(Role::Link, "Previous day").await?;
        link.hover().await?;
        until("the day is fetched", async || {
            Ok((page.host.requests(&json) == 1).then_some(()))
        })
        .await?;
        page.frames().await?;
        assert_eq!(page.path().await?, "");
        link.click().await?;
        page.wait_for_heading(&days[1].title).await?;
        assert_eq!(
            page.host.requests(&json),
            1,
            "what was fetched ahead was fetched again"
        );
        page.check_same_document().await
    })
    .await
}

#[tokio::test]
async fn links_within_a_page_scroll_and_unfold() -> Outcome {
    let site = &sites()?.news;
    let digest = site.digest(site.days()?[0])?;
    let takeaway = digest
        .takeaways
        .iter()
        .position(|takeaway| takeaway.story.is_some());
    let takeaway = takeaway.context("no takeaway has a story")?;
    let id = digest.takeaways[takeaway].story.clone().unwrap_or_default();
    browse(host().await?, async |page| {
        page.open_alive("").await?;
        page.mark().await?;
        let list = page.find(Role::List, "Takeaways").await?;
        list.find_all(Role::Summary).await?[0].click().await?;
        let words = site.data()?.settings.words;
        let name = words.get(dayfold_model::Word::ReadStory);
        let list = page.find(Role::List, "Takeaways").await?;
        list.find(Role::Link, name).await?.click().await?;
        until("the story is in view and unfolded", async || {
            let state = page
                .eval(&format!(
                    "{{
                        const story = document.getElementById({id:?});
                        const {{ top }} = story.getBoundingClientRect();
                        const details = story.querySelector('details');
                        [top >= 0 && top < innerHeight, details?.open ?? true];
                    }}"
                ))
                .await?;
            ensure!(
                state == serde_json::json!([true, true]),
                "in view, unfolded: {state}"
            );
            Ok(Some(()))
        })
        .await?;
        page.check_same_document().await
    })
    .await
}
