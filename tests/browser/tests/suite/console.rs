//! The console stays empty: on every kind of page, however one comes there, and in every
//! form of its address. A page that the app does not take over cleanly says so there.

use anyhow::{Context, Result};
use dayfold_browser_tests::{Dated, Host, Kind, Outcome, Page, Site, Style, browse, sites};

/// The browser itself notes that a page came with status 404. On all else it is silent.
fn expect_status(page: &Page, kind: &Kind) {
    if kind.name == "missing" {
        page.expect_console(&["(network)", &page.host.url(&kind.path), "404"]);
    }
}

async fn arrive(page: &Page, what: &str) -> Result<()> {
    let arrived = async {
        page.alive().await?;
        page.check_console().await
    };
    arrived.await.with_context(|| what.to_owned())
}

/// Direct load, reload, back and forward.
async fn come_and_go(site: &Site) -> Outcome {
    let host = Host::start(&site.dir, site.base, Style::Redirecting).await?;
    browse(host, async |page| {
        for kind in site.kinds()? {
            let name = kind.name;
            expect_status(page, &kind);
            page.open(&kind.path).await?;
            arrive(page, &format!("{name}, loaded")).await?;
            let heading = page.heading().await?;
            page.reload().await?;
            arrive(page, &format!("{name}, reloaded")).await?;
            page.go("about:blank").await?;
            page.back().await?;
            arrive(page, &format!("{name}, back")).await?;
            page.wait_for_heading(&heading).await?;
            page.open("archive/?").await?;
            arrive(page, &format!("the archive after {name}")).await?;
            page.back().await?;
            arrive(page, &format!("{name}, back from the archive")).await?;
            page.wait_for_heading(&heading).await?;
            page.forward().await?;
            arrive(page, &format!("forward from {name}")).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn at_the_root() -> Outcome {
    come_and_go(&sites()?.root).await
}

#[tokio::test]
async fn under_a_path() -> Outcome {
    come_and_go(&sites()?.news).await
}

/// Every form in which a page's address may come.
async fn any_address(site: &Site) -> Outcome {
    let host = Host::start(&site.dir, site.base, Style::InPlace).await?;
    let middle = site.middle()?;
    let (date, tag, story) = (
        middle.day(),
        &middle.tags[0].id,
        middle.stories().next().map_or("", |story| &story.id),
    );
    let newest = site.digest(site.days()?[0])?;
    let forms = [
        (format!("?tag={tag}&q=y#z"), &newest.title),
        ("index.html".to_owned(), &newest.title),
        (format!("index.html?tag={tag}#{story}"), &newest.title),
        (date.clone(), &middle.title),
        (format!("{date}?tag={tag}"), &middle.title),
        (format!("{date}/index.html"), &middle.title),
        (
            format!("{date}/?tag=no-such-tag&-topic=no&q=a%20b#"),
            &middle.title,
        ),
        (format!("{date}/#{story}"), &middle.title),
    ];
    browse(host, async |page| {
        for (form, title) in forms {
            page.go("about:blank").await?;
            page.open(&form).await?;
            arrive(page, &format!("/{form}")).await?;
            page.wait_for_heading(title).await.with_context(|| form)?;
        }
        for form in ["archive", "archive/index.html", "tags", "tags/index.html"] {
            page.open(form).await?;
            arrive(page, &format!("/{form}")).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn any_address_at_the_root() -> Outcome {
    any_address(&sites()?.root).await
}

#[tokio::test]
async fn any_address_under_a_path() -> Outcome {
    any_address(&sites()?.news).await
}

/// The 404 page is one file, served at any depth: its links and scripts must hold there,
/// and the address must stay what the reader asked for.
async fn missing_pages(site: &Site) -> Outcome {
    let host = Host::start(&site.dir, site.base, Style::Redirecting).await?;
    let newest = site.digest(site.days()?[0])?;
    browse(host, async |page| {
        for path in [
            "nothing",
            "a/b/c/",
            "a/b/c/d.html?x=y#z",
            "2025-13-45/",
            "tags/no-such-tag/",
        ] {
            page.expect_console(&["(network)", &page.host.url(path), "404"]);
            page.open(path).await?;
            arrive(page, &format!("/{path}")).await?;
            assert_eq!(page.path().await?, path);
            let words = site.data()?.settings.words;
            let title = words.get(dayfold_model::Word::NotFoundTitle);
            page.wait_for_heading(title).await?;
        }
        page.find(dayfold_browser_tests::Role::Link, "Latest")
            .await?
            .click()
            .await?;
        page.wait_for_heading(&newest.title).await
    })
    .await
}

#[tokio::test]
async fn missing_pages_at_the_root() -> Outcome {
    missing_pages(&sites()?.root).await
}

#[tokio::test]
async fn missing_pages_under_a_path() -> Outcome {
    missing_pages(&sites()?.news).await
}
