//! What Trunk leaves, with a `data/` folder beside it, on a host of single-page apps: no page
//! was prerendered, and the app draws everything.

use anyhow::{Result, ensure};
use dayfold_browser_tests::{
    Dated, Host, Outcome, Role, Style, browse, digest_texts, sites, squeeze, until,
};
use dayfold_model::Word;

async fn host() -> Result<Host> {
    let site = &sites()?.client;
    Host::start(&site.dir, site.base, Style::Fallback).await
}

#[tokio::test]
async fn draws_every_kind_of_page() -> Outcome {
    let site = &sites()?.client;
    let days = site.digests()?;
    browse(host().await?, async |page| {
        for (path, digest) in [
            (String::new(), &days[0]),
            (format!("{}/", days[2].day()), &days[2]),
            (days[1].day(), &days[1]),
            (format!("?tag={}&q=y#z", days[0].tags[0].id), &days[0]),
        ] {
            page.open_alive(&path).await?;
            page.wait_for_heading(&digest.title).await?;
            let text = squeeze(&page.all_text().await?);
            let missing: Vec<_> = digest_texts(digest)
                .into_iter()
                .filter(|(_, piece)| !text.contains(&squeeze(piece)))
                .collect();
            ensure!(missing.is_empty(), "/{path} lacks {missing:#?}");
            page.check_console().await?;
        }
        for kind in site.kinds()? {
            page.open_alive(&kind.path).await?;
            until(&format!("{} has a heading", kind.name), async || {
                Ok((!page.heading().await?.is_empty()).then_some(()))
            })
            .await?;
            page.check_console().await?;
        }
        let title = site
            .data()?
            .settings
            .words
            .get(Word::NotFoundTitle)
            .to_owned();
        page.wait_for_heading(&title).await
    })
    .await
}

#[tokio::test]
async fn goes_from_page_to_page() -> Outcome {
    let site = &sites()?.client;
    let days = site.digests()?;
    browse(host().await?, async |page| {
        page.open_alive("").await?;
        page.wait_for_heading(&days[0].title).await?;
        page.mark().await?;
        page.wait_for(Role::Link, "Previous day")
            .await?
            .click()
            .await?;
        page.wait_for_heading(&days[1].title).await?;
        page.back().await?;
        page.wait_for_heading(&days[0].title).await?;
        page.find(Role::Link, "Archive").await?.click().await?;
        page.wait_for(Role::Link, &site.in_calendar(&days[2])?)
            .await?
            .click()
            .await?;
        page.wait_for_heading(&days[2].title).await?;
        page.check_same_document().await?;
        page.reload().await?;
        page.wait_for_heading(&days[2].title).await
    })
    .await
}
