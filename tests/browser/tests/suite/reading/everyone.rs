//! What holds for everyone in every state: axe finds nothing.

use super::*;

async fn check_all(scheme: Scheme) -> Outcome {
    let day = long_day()?;
    let ids = ids(&day);
    let (alone, ..) = told_by(&day)?;
    let path = format!("{}/", day.day());
    let at = ids
        .iter()
        .position(|id| *id != alone.id)
        .context("no story")?;
    browse(host().await?, async |page| {
        page.prefers(scheme, true).await?;
        remember(
            page,
            &format!("read:{}", day.day()),
            &format!("{} abcdefgh\n{}\n", ids[4], ids[5]),
        )
        .await?;
        remember(
            page,
            "muted",
            &format!("source {}\n", alone.sources[0].name),
        )
        .await?;
        let mut found = Vec::new();
        let mut check = async |state: &str| -> Result<()> {
            page.frames().await?;
            if let Err(error) = page
                .check_accessibility(&format!("{state}, {scheme:?}"))
                .await
            {
                found.push(format!("{error:#}"));
            }
            Ok(())
        };
        ready(page, &path).await?;
        let article = open(page, &ids[at]).await?;
        article.find(Role::Button, "Save").await?.click().await?;
        article.find(Role::Button, "Share").await?.click().await?;
        article.find(Role::Button, "Copy link").await?;
        check("a day that is being read").await?;
        tap_button(page, "Preferences").await?;
        page.wait_for(Role::Dialog, "Preferences").await?;
        check("preferences").await?;
        page.press(Key::Escape).await?;
        page.type_text("?").await?;
        page.wait_for(Role::Dialog, "Keyboard").await?;
        check("keys").await?;
        page.press(Key::Escape).await?;

        page.phone().await?;
        ready(page, &path).await?;
        check("the day on a phone").await?;
        page.find(Role::Button, "Contents").await?.click().await?;
        page.wait_for(Role::Navigation, "Contents").await?;
        check("the sheet of contents").await?;
        page.press(Key::Escape).await?;
        page.find(Role::Button, "Filters").await?.click().await?;
        page.wait_for(Role::Group, "Filter stories").await?;
        check("the sheet of filters").await?;
        page.press(Key::Escape).await?;
        page.find(Role::Button, "Preferences")
            .await?
            .click()
            .await?;
        page.wait_for(Role::Dialog, "Preferences").await?;
        check("preferences on a phone").await?;
        ensure!(found.is_empty(), "{}", found.join("\n"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn axe_finds_nothing_in_the_light() -> Outcome {
    check_all(Scheme::Light).await
}

#[tokio::test]
async fn axe_finds_nothing_in_the_dark() -> Outcome {
    check_all(Scheme::Dark).await
}
