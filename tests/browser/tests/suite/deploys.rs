//! The site is published anew while somebody reads, or half of it is: the page goes on, and
//! takes up what is new at the next link.

use anyhow::{Context, Result, ensure};
use dayfold_browser_tests::{
    Dated, Fault, Host, Outcome, Page, Role, Style, browse, deployed_anew, sites, until,
};
use serde_json::{Value, json};

async fn host() -> Result<Host> {
    let site = &sites()?.news;
    Host::start(&site.dir, site.base, Style::Redirecting).await
}

async fn follow(page: &Page, link: &str, title: &str) -> Result<()> {
    page.find(Role::Link, link).await?.click().await?;
    page.wait_for_heading(title).await
}

async fn is_same(page: &Page) -> Result<bool> {
    Ok(page.eval("window.same === true").await? == true)
}

/// Waits until the page has asked what the site says of itself, and has read it.
async fn has_asked(page: &Page, times: usize) -> Result<()> {
    until("the page asks for what is new", async || {
        let asked = page.host.requests("data/site.json");
        Ok((asked >= times).then_some(()))
    })
    .await?;
    page.frames().await?;
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    Ok(())
}

#[tokio::test]
async fn a_page_of_before_goes_on_and_the_next_is_new() -> Outcome {
    let site = &sites()?.news;
    let days = site.digests()?;
    let folder = tempfile::tempdir().context("no folder")?;
    let anew = deployed_anew(site, folder.path())?;
    browse(host().await?, async |page| {
        page.host.deploy(&site.dir);
        // The page came just before; what it asks for comes just after.
        page.open("").await?;
        page.alive().await?;
        has_asked(page, 1).await?;
        page.host.deploy(&anew);
        page.mark().await?;
        page.eval("document.querySelector('.story details, details').open = true")
            .await?;
        ensure!(page.heading().await? == days[0].title, "the page is gone");
        // As if five minutes had passed, after which it asks again.
        page.eval("{ const now = performance.now() + 6e5; performance.now = () => now }")
            .await?;
        follow(page, "Previous day", &days[1].title).await?;
        ensure!(is_same(page).await?, "it was loaded for no reason yet");
        has_asked(page, 2).await?;
        follow(page, "Previous day", &days[2].title).await?;
        ensure!(!is_same(page).await?, "the page of before goes on for ever");
        assert_eq!(
            page.eval("document.documentElement.dataset.build").await?,
            "new"
        );
        page.alive().await?;
        // And that was that.
        page.mark().await?;
        follow(page, "Previous day", &days[3].title).await?;
        page.check_same_document().await
    })
    .await
}

/// Its scripts are gone before they were asked for.
#[tokio::test]
async fn a_page_whose_scripts_are_gone_is_a_page() -> Outcome {
    let days = sites()?.news.digests()?;
    browse(host().await?, async |page| {
        page.expect_console(&[""]);
        page.host.fail(".wasm", Fault::Status(404));
        page.open("").await?;
        until("it is told", async || {
            let class = page.eval("document.documentElement.className").await?;
            Ok((class == "df-static").then_some(()))
        })
        .await?;
        page.host.recover();
        follow(page, "Previous day", &days[1].title).await?;
        page.alive().await
    })
    .await
}

/// What the site says of itself as of a later build.
fn later() -> Result<Value> {
    let text = std::fs::read(sites()?.news.dir.join("data/site.json"))?;
    let mut data: Value = serde_json::from_slice(&text)?;
    data["programs"] = json!("assets/dayfold-days-0.wasm assets/dayfold-reader-0.wasm");
    Ok(data)
}

/// A host that has the new data, and goes on giving out the pages of before: one page is loaded
/// anew for that, and then it is put up with.
async fn loads_one_document(data: Value) -> Outcome {
    let days = sites()?.news.digests()?;
    browse(host().await?, async |page| {
        let body = Fault::Body(data.to_string().into_bytes());
        page.host.fail("data/site.json", body);
        page.open_alive("").await?;
        has_asked(page, 1).await?;
        page.mark().await?;
        follow(page, "Previous day", &days[1].title).await?;
        ensure!(!is_same(page).await?, "no document was loaded");
        page.alive().await?;
        has_asked(page, 2).await?;
        page.mark().await?;
        for day in &days[2..5] {
            follow(page, "Previous day", &day.title).await?;
        }
        page.check_same_document().await
    })
    .await
}

#[tokio::test]
async fn half_a_deploy_is_no_loop() -> Outcome {
    loads_one_document(later()?).await
}

#[tokio::test]
async fn nor_is_one_of_a_later_format() -> Outcome {
    let mut data = later()?;
    data["version"] = json!(2);
    loads_one_document(data).await
}

#[tokio::test]
async fn a_reader_that_dies_later_leaves_a_page() -> Outcome {
    let days = sites()?.news.digests()?;
    browse(host().await?, async |page| {
        page.expect_console(&["RuntimeError"]);
        page.open_alive("").await?;
        follow(page, "Previous day", &days[1].title).await?;
        page.mark().await?;
        page.eval("void setTimeout(() => { throw new WebAssembly.RuntimeError('unreachable') })")
            .await?;
        page.frames().await?;
        // The page that is gone back to is nobody's to draw.
        page.back().await?;
        page.wait_for_heading(&days[0].title).await?;
        ensure!(!is_same(page).await?, "nobody loaded it");
        page.alive().await?;
        page.mark().await?;
        page.eval("void setTimeout(() => { throw new WebAssembly.RuntimeError('unreachable') })")
            .await?;
        page.frames().await?;
        follow(page, "Previous day", &days[1].title).await?;
        ensure!(!is_same(page).await?, "the link was no link");
        assert_eq!(page.path().await?, format!("{}/", days[1].day()));
        page.alive().await
    })
    .await
}
