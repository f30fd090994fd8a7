//! When the wasm cannot run, the page stays what it was: text, cards, links. What went wrong
//! is the only thing that the console may tell, and here alone.

use anyhow::{Result, ensure};
use dayfold_browser_tests::{
    Dated, Fault, Host, Outcome, Page, Role, Style, browse, digest_texts, sites, squeeze, until,
};

/// A module that is valid and dies as it starts.
const TRAP: &[u8] = &[
    0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, // magic, version
    0x01, 0x04, 0x01, 0x60, 0x00, 0x00, // one type: no parameters, no results
    0x03, 0x02, 0x01, 0x00, // one function of that type
    0x08, 0x01, 0x00, // it is the start
    0x0a, 0x05, 0x01, 0x03, 0x00, 0x00, 0x0b, // unreachable
];

async fn stays_a_page(ending: &str, fault: Fault) -> Outcome {
    let site = &sites()?.news;
    let days = site.digests()?;
    let host = Host::start(&site.dir, site.base, Style::Redirecting).await?;
    browse(host, async |page| {
        page.expect_console(&[""]);
        page.host.fail(ending, fault);
        page.open("").await?;
        // Whatever goes wrong has gone wrong once the network is silent.
        settled(page).await?;

        let text = squeeze(&page.all_text().await?);
        let missing: Vec<_> = digest_texts(&days[0])
            .into_iter()
            .filter(|(_, piece)| !text.contains(&squeeze(piece)))
            .collect();
        ensure!(missing.is_empty(), "the page lost {missing:#?}");

        let card = page.find_all(Role::Main).await?[0]
            .find_all(Role::Summary)
            .await?;
        card[0].click().await?;
        assert_eq!(card[0].get("parentElement.open").await?, "true");

        for (link, path, title) in [
            (
                "Previous day",
                format!("{}/", days[1].day()),
                &days[1].title,
            ),
            ("Latest", String::new(), &days[0].title),
        ] {
            page.mark().await?;
            page.find(Role::Link, link).await?.click().await?;
            until(&format!("{link:?} leads to /{path}"), async || {
                Ok((page.path().await? == path).then_some(()))
            })
            .await?;
            page.wait_for_heading(title).await?;
            assert_eq!(
                page.eval("window.same === true").await?,
                false,
                "no page was loaded"
            );
            settled(page).await?;
        }
        Ok(())
    })
    .await
}

async fn settled(page: &Page) -> Result<()> {
    let mut before = page.host.log().len();
    for _ in 0..20 {
        tokio::time::sleep(std::time::Duration::from_millis(250)).await;
        let now = page.host.log().len();
        if now == before {
            return Ok(());
        }
        before = now;
    }
    Ok(())
}

#[tokio::test]
async fn wasm_that_does_not_come() -> Outcome {
    stays_a_page(".wasm", Fault::Status(500)).await
}

#[tokio::test]
async fn wasm_that_is_broken() -> Outcome {
    stays_a_page(".wasm", Fault::Body(b"\0asm\x01\0\0\0garbage".to_vec())).await
}

#[tokio::test]
async fn wasm_that_dies() -> Outcome {
    stays_a_page(".wasm", Fault::Body(TRAP.to_vec())).await
}

#[tokio::test]
async fn scripts_that_do_not_come() -> Outcome {
    stays_a_page(".js", Fault::Status(404)).await
}

/// A host that strips comments takes away what hydration goes by. The app dies of that, or
/// draws the page as it can; either way the links work.
#[tokio::test]
async fn pages_that_were_tampered_with() -> Outcome {
    stays_a_page("/", Fault::Without("<!---->")).await
}
