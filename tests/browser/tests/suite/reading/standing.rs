//! What happens while the page stands: newer days, corrections.

use super::*;

async fn look_again(page: &Page) -> Result<()> {
    page.eval("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))")
        .await
        .map(drop)
}

#[tokio::test]
async fn a_newer_day_is_offered() -> Outcome {
    let site = &sites()?.root;
    let mut data: Value = serde_json::from_slice(
        &std::fs::read(site.dir.join("data/site.json")).context("site.json")?,
    )
    .context("site.json")?;
    let mut next = data["latest"][0].clone();
    next["date"] = json!("2099-01-02");
    next["date_text"] = json!("2 January 2099");
    data["latest"]
        .as_array_mut()
        .context("no days")?
        .insert(0, next);
    browse(host().await?, async |page| {
        page.host
            .fail("data/site.json", Fault::Body(data.to_string().into_bytes()));
        ready(page, "").await?;
        look_again(page).await?;
        let link = page.wait_for(Role::Link, "Show it").await?;
        ensure!(
            link.get("href").await?.ends_with("/2099-01-02/"),
            "it leads to {}",
            link.get("href").await?
        );
        let text = page.visible_text().await?;
        ensure!(
            text.contains("A newer edition is here: 2 January 2099."),
            "{text}"
        );
        page.check_accessibility("a newer day").await?;
        let notice = link
            .call("function() { return this.closest('aside, div').textContent }")
            .await?;
        ensure!(
            notice.as_str().is_some_and(|text| text.contains("Close")),
            "{notice}"
        );
        tap_button(page, "Close").await?;
        until("it is gone", async || {
            Ok((!page.has(Role::Link, "Show it").await?).then_some(()))
        })
        .await?;
        ensure!(page.focused().await?.0 != "body", "the focus is lost");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_corrected_day_is_offered() -> Outcome {
    let site = &sites()?.root;
    let name = format!("data/{}.json", site.days()?[0]);
    let mut data: Value =
        serde_json::from_slice(&std::fs::read(site.dir.join(&name)).context("the day")?)
            .context("the day")?;
    data["title"] = json!("Another title");
    browse(host().await?, async |page| {
        ready(page, "").await?;
        look_again(page).await?;
        page.frames().await?;
        ensure!(
            !page.has(Role::Button, "Show it").await?,
            "nothing was corrected"
        );

        page.host
            .fail(&name, Fault::Body(data.to_string().into_bytes()));
        ready(page, "").await?;
        look_again(page).await?;
        page.wait_for(Role::Button, "Show it").await?;
        let text = page.visible_text().await?;
        ensure!(text.contains("This day has been corrected."), "{text}");
        page.mark().await?;
        page.find(Role::Button, "Show it").await?.click().await?;
        until("the page is loaded anew", async || {
            Ok(page.check_same_document().await.is_err().then_some(()))
        })
        .await
    })
    .await
}
