//! A site in two languages, with a digest that has no day, and an image.

use anyhow::{Result, ensure};
use dayfold_browser_tests::{Host, Outcome, Page, Role, Style, browse, sites, until};

const ENGLISH: &str = "The bridge is open";
const GERMAN: &str = "Die Brücke ist offen";
const TIDES: &str = "How to read the tide tables";

async fn host() -> Result<Host> {
    let site = &sites()?.languages;
    Host::start(&site.dir, site.base, Style::Redirecting).await
}

/// Follows a link, and waits until one is where it leads.
async fn follow(page: &Page, name: &str, path: &str, heading: &str) -> Result<()> {
    page.wait_for(Role::Link, name).await?.click().await?;
    until(&format!("{name:?} leads to /{path}"), async || {
        let now = page.path().await?;
        ensure!(now == path, "the address is /{now}");
        Ok(Some(()))
    })
    .await?;
    page.wait_for_heading(heading).await
}

/// From a day to the same day in the other language, and back.
async fn to_the_twin(page: &Page) -> Result<()> {
    follow(page, "Deutsch", "de/2025-11-21/", GERMAN).await?;
    let lang = page.eval("document.documentElement.lang").await?;
    ensure!(lang == "de", "the page's language is {lang}");
    follow(page, "English", "2025-11-21/", ENGLISH).await
}

#[tokio::test]
async fn a_link_leads_to_the_other_language() -> Outcome {
    browse(host().await?, async |page| {
        page.open_alive("").await?;
        page.mark().await?;
        // Drawn by the app, not as it was published.
        follow(page, "Previous day", "2025-11-21/", ENGLISH).await?;
        page.check_same_document().await?;
        page.wait_for(Role::Link, "Deutsch").await?.click().await?;
        page.wait_for_heading(GERMAN).await?;
        ensure!(
            page.check_same_document().await.is_err(),
            "another language is another site, and was not loaded"
        );
        page.alive().await?;
        page.back().await?;
        page.wait_for_heading(ENGLISH).await?;
        page.alive().await?;
        to_the_twin(page).await?;

        // What the other one does not tell leads to its front page.
        page.open_alive("2025-11-22/").await?;
        follow(page, "Deutsch", "de/", GERMAN).await?;
        page.check_console().await
    })
    .await
}

#[tokio::test]
async fn without_scripts_too() -> Outcome {
    browse(host().await?, async |page| {
        page.scripts_off().await?;
        page.open("2025-11-21/").await?;
        to_the_twin(page).await?;
        follow(page, "Archive", "archive/", "Archive").await?;
        follow(page, TIDES, "undated/tide-tables/", TIDES).await?;
        follow(page, "Deutsch", "de/", GERMAN).await
    })
    .await
}

#[tokio::test]
async fn what_has_no_day_has_a_page() -> Outcome {
    browse(host().await?, async |page| {
        page.open_alive("undated/tide-tables/").await?;
        page.wait_for_heading(TIDES).await?;
        page.check_console().await?;
        page.mark().await?;
        follow(page, "Archive", "archive/", "Archive").await?;
        follow(page, TIDES, "undated/tide-tables/", TIDES).await?;
        follow(page, "Latest", "", "The ferry returns").await?;
        page.back().await?;
        page.wait_for_heading(TIDES).await?;
        page.check_same_document().await?;
        page.check_console().await
    })
    .await
}

#[tokio::test]
async fn an_image_of_the_folder_is_shown() -> Outcome {
    browse(host().await?, async |page| {
        page.open_alive("#ferry").await?;
        let image = "document.querySelector('.story-body img')";
        until("the image has come", async || {
            let width = page.eval(&format!("{image}?.naturalWidth ?? 0")).await?;
            ensure!(width == 320, "it is {width} wide");
            Ok(Some(()))
        })
        .await?;
        let alt = page.eval(&format!("{image}.alt")).await?;
        ensure!(alt == "The ferry at its pier", "it says {alt}");
        page.mark().await?;
        follow(page, "the bridge", "2025-11-21/#bridge", ENGLISH).await?;
        page.check_same_document().await?;
        page.check_console().await
    })
    .await
}
