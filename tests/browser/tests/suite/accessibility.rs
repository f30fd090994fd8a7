//! axe finds nothing: on any kind of page, light and dark, on a phone and on a desk, folded
//! and unfolded.

use anyhow::Result;
use dayfold_browser_tests::{Host, Outcome, Page, Role, Scheme, Style, browse, sites};

async fn check_all(scheme: Scheme, is_phone: bool) -> Outcome {
    let site = &sites()?.root;
    let host = Host::start(&site.dir, site.base, Style::Redirecting).await?;
    let device = if is_phone { "phone" } else { "desk" };
    browse(host, async |page| {
        if is_phone {
            page.phone().await?;
        }
        // Nothing moves: half-way through a transition no colour is what it will be.
        page.prefers(scheme, true).await?;
        let mut found = Vec::new();
        let mut check = async |state: String| -> Result<()> {
            page.picture(&state).await?;
            if let Err(error) = page.check_accessibility(&state).await {
                found.push(format!("{error:#}"));
            }
            Ok(())
        };
        for kind in site.kinds()? {
            let name = format!("{}-{device}-{scheme:?}", kind.name).to_lowercase();
            if kind.name == "missing" {
                page.expect_console(&["404"]);
            }
            page.open_alive(&kind.path).await?;
            check(name.clone()).await?;
            if page.has(Role::Button, "Expand all").await? {
                page.find(Role::Button, "Expand all").await?.click().await?;
                page.frames().await?;
                check(format!("{name}-unfolded")).await?;
            }
            if kind.name == "home" {
                press_a_filter(page).await?;
                check(format!("{name}-filtered")).await?;
            }
        }
        anyhow::ensure!(found.is_empty(), "{}", found.join("\n"));
        Ok(())
    })
    .await
}

async fn press_a_filter(page: &Page) -> Result<()> {
    if !page.has(Role::Group, "Filter stories").await? {
        page.find(Role::Button, "Filters").await?.click().await?;
    }
    let group = page.wait_for(Role::Group, "Filter stories").await?;
    group.find_all(Role::Button).await?[0].click().await?;
    page.frames().await
}

#[tokio::test]
async fn on_a_phone_in_the_light() -> Outcome {
    check_all(Scheme::Light, true).await
}

#[tokio::test]
async fn on_a_phone_in_the_dark() -> Outcome {
    check_all(Scheme::Dark, true).await
}

#[tokio::test]
async fn on_a_desk_in_the_light() -> Outcome {
    check_all(Scheme::Light, false).await
}

#[tokio::test]
async fn on_a_desk_in_the_dark() -> Outcome {
    check_all(Scheme::Dark, false).await
}
