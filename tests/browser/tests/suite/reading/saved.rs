//! What is saved, and the keys for it.

use super::*;

#[tokio::test]
async fn a_story_is_saved() -> Outcome {
    let day = long_day()?;
    let first = day.stories().next().context("no story")?;
    browse(host().await?, async |page| {
        ready(page, &format!("{}/", day.day())).await?;
        let article = open(page, &first.id).await?;
        let save = article.find(Role::Button, "Save").await?;
        pressed(&save, "false").await?;
        save.click().await?;
        pressed(&save, "true").await?;
        is(page, &first.id, "saved", true).await?;
        assert_eq!(such(page, "saved").await?, [first.id.as_str()]);
        page.find(Role::Link, "Saved").await?.click().await?;
        let link = page.wait_for(Role::Link, &first.title).await?;
        link.click().await?;
        page.wait_for_heading(&day.title).await?;
        is(page, &first.id, "saved", true).await?;
        focus_in(page, &first.id).await?;
        page.type_text("s").await?;
        is(page, &first.id, "saved", false).await
    })
    .await
}

#[tokio::test]
async fn keys_do_the_same() -> Outcome {
    let day = long_day()?;
    let ids = ids(&day);
    browse(host().await?, async |page| {
        ready(page, &format!("{}/", day.day())).await?;
        page.type_text("j").await?;
        focus_in(page, &ids[0]).await?;
        for value in [true, false] {
            page.type_text("s").await?;
            is(page, &ids[0], "saved", value).await?;
            page.type_text("m").await?;
            is(page, &ids[0], "read", value).await?;
        }
        page.type_text("o").await?;
        is(page, &ids[0], "read", true).await?;
        page.type_text("f").await?;
        gives(
            page,
            "the focus is in the filters",
            "!!document.activeElement.closest('#df-filters')",
            true,
        )
        .await?;
        page.type_text("/").await?;
        gives(
            page,
            "the focus is on the field",
            "document.activeElement.type",
            "search",
        )
        .await?;
        page.type_text("s").await?;
        gives(page, "it is written", "document.activeElement.value", "s").await?;
        page.press(Key::Escape).await?;
        is(page, &ids[0], "saved", false).await
    })
    .await
}
