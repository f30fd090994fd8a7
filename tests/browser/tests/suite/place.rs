//! The reader keeps their place: scroll, folds and focus, whatever way they go.

use anyhow::{Result, ensure};
use dayfold_browser_tests::{Dated, Fault, Host, Outcome, Page, Role, Style, browse, sites, until};
use dayfold_model::Digest;
use std::time::Duration;

async fn host() -> Result<Host> {
    let site = &sites()?.news;
    Host::start(&site.dir, site.base, Style::Redirecting).await
}

fn days() -> Result<Vec<Digest>> {
    sites()?.news.digests()
}

/// A click that scrolls nothing, as one with a finger.
async fn tap(page: &Page, role: Role, name: &str) -> Result<()> {
    let node = page.find(role, name).await?;
    node.call("function() { this.click() }").await?;
    Ok(())
}

async fn scroll(page: &Page, top: u32) -> Result<()> {
    page.eval(&format!("scrollTo({{ top: {top}, behavior: 'instant' }})"))
        .await?;
    page.frames().await
}

async fn scrolled_to(page: &Page, top: f64) -> Result<()> {
    until("it is scrolled to where it was", async || {
        let now = page.eval("scrollY").await?.as_f64().unwrap_or_default();
        ensure!((now - top).abs() < 3.0, "it is at {now}, and was at {top}");
        Ok(Some(()))
    })
    .await
}

#[tokio::test]
async fn what_is_unfolded_stays_on_its_day() -> Outcome {
    let days = days()?;
    browse(host().await?, async |page| {
        page.open_alive("").await?;
        page.eval("document.querySelector('.story details').open = true")
            .await?;
        tap(page, Role::Link, "Previous day").await?;
        page.wait_for_heading(&days[1].title).await?;
        let open = page
            .eval("document.querySelectorAll('main [open]').length")
            .await?;
        assert_eq!(open, 0);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn back_from_a_story_of_the_newest_day() -> Outcome {
    browse(host().await?, async |page| {
        page.phone().await?;
        page.open_alive("").await?;
        page.eval("document.querySelector('main details').open = true")
            .await?;
        scroll(page, 120).await?;
        tap(page, Role::Link, "Read the story").await?;
        until("the story is shown", async || {
            Ok(page.eval("scrollY > 300").await?.as_bool().filter(|it| *it))
        })
        .await?;
        page.back().await?;
        scrolled_to(page, 120.0).await?;
        let open = page
            .eval("document.querySelector('main details').open")
            .await?;
        assert_eq!(open, true);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn back_while_the_next_page_is_slow() -> Outcome {
    let days = days()?;
    browse(host().await?, async |page| {
        page.phone().await?;
        page.open_alive(&format!("{}/", days[1].day())).await?;
        scroll(page, 900).await?;
        let slow = Fault::Delay(Duration::from_secs(3));
        page.host
            .fail(&format!("data/{}.json", days[2].day()), slow);
        tap(page, Role::Link, "Previous day").await?;
        until("it says that it loads", async || {
            Ok(page
                .eval("!document.querySelector('main h1')")
                .await?
                .as_bool()
                .filter(|it| *it))
        })
        .await?;
        page.back().await?;
        page.wait_for_heading(&days[1].title).await?;
        scrolled_to(page, 900.0).await
    })
    .await
}

#[tokio::test]
async fn a_filter_is_not_lost_while_the_next_page_is_slow() -> Outcome {
    let days = days()?;
    let tag = &days[1].tags[0].id;
    browse(host().await?, async |page| {
        page.open_alive(&format!("{}/?tag={tag}", days[1].day()))
            .await?;
        let hidden = "document.querySelectorAll('article[hidden]').length";
        until("it is filtered", async || {
            Ok(page.eval(hidden).await?.as_u64().filter(|n| *n > 0))
        })
        .await?;
        let before = page.eval(hidden).await?;
        let slow = Fault::Delay(Duration::from_secs(3));
        page.host
            .fail(&format!("data/{}.json", days[2].day()), slow);
        tap(page, Role::Link, "Previous day").await?;
        page.frames().await?;
        assert_eq!(page.eval(hidden).await?, before);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn clearing_the_filters_keeps_the_focus() -> Outcome {
    let days = days()?;
    let tag = &days[1].tags[0].id;
    browse(host().await?, async |page| {
        page.open_alive(&format!("{}/?tag={tag}", days[1].day()))
            .await?;
        let clear = page.wait_for(Role::Button, "Clear filters").await?;
        clear.focus().await?;
        clear.call("function() { this.click() }").await?;
        until("the focus is on the status line", async || {
            let role = page
                .eval("document.activeElement.getAttribute('role')")
                .await?;
            Ok((role == "status").then_some(()))
        })
        .await
    })
    .await
}

#[tokio::test]
async fn a_filter_that_leaves_nothing_says_so() -> Outcome {
    let days = days()?;
    browse(host().await?, async |page| {
        page.open_alive(&format!("{}/?tag=no-such-tag", days[1].day()))
            .await?;
        until("it says so", async || {
            let text = page.visible_text().await?;
            Ok(text
                .contains("Nothing told about this today.")
                .then_some(()))
        })
        .await?;
        ensure!(
            !page.has(Role::List, "Takeaways").await?,
            "there is a list of nothing"
        );
        tap(page, Role::Button, "Clear filters").await?;
        page.wait_for(Role::List, "Takeaways").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn what_is_not_the_readers_is_left_to_the_host() -> Outcome {
    browse(host().await?, async |page| {
        page.open_alive("").await?;
        page.eval(
            "document.querySelector('main h1').insertAdjacentHTML('afterend',
                '<a href=\"/newsletter/\">elsewhere</a>')",
        )
        .await?;
        // Of a host without that page.
        page.expect_console(&["/newsletter/"]);
        page.expect_console(&["/favicon.ico"]);
        tap(page, Role::Link, "elsewhere").await?;
        until("the host is asked", async || {
            Ok((page.host.requests("/newsletter/") > 0).then_some(()))
        })
        .await
    })
    .await
}

#[tokio::test]
async fn a_sheet_opened_too_early_fills() -> Outcome {
    browse(host().await?, async |page| {
        page.phone().await?;
        page.host
            .fail(".wasm", Fault::Delay(Duration::from_secs(1)));
        page.open("").await?;
        tap(page, Role::Button, "Filters").await?;
        page.alive().await?;
        page.wait_for(Role::Group, "Filter stories").await?;
        tap(page, Role::Button, "Expand all").await
    })
    .await
}
