//! What is muted.

use super::*;

/// Leaves out a source in the filters, for good.
async fn mute_source(page: &Page, name: &str) -> Result<()> {
    let group = page.wait_for(Role::Group, "Filter stories").await?;
    for button in group.find_all(Role::Button).await? {
        if button.name().ends_with(" more") && button.state("expanded").as_deref() == Some("false")
        {
            tap(&button).await?;
        }
    }
    page.frames().await?;
    let leave_out = group
        .find(Role::Button, &format!("Leave out {name}"))
        .await?;
    tap(&leave_out).await?;
    pressed(&leave_out, "true").await?;
    tap_button(page, "Mute for good").await?;
    until("the filter is cleared", async || {
        Ok((!page.path().await?.contains('?')).then_some(()))
    })
    .await
}

#[tokio::test]
async fn a_source_is_muted() -> Outcome {
    let day = long_day()?;
    let (alone, source, both, other) = told_by(&day)?;
    let all = ids(&day);
    browse(host().await?, async |page| {
        ready(page, &format!("{}/", day.day())).await?;
        let has_link = async |id: &str, name: &str| -> Result<bool> {
            let links = story(page, id).await?.find_all(Role::Link).await?;
            Ok(links.iter().any(|link| link.name() == name))
        };
        ensure!(has_link(&both.id, other).await?, "it has no such source");
        mute_source(page, source).await?;
        is(page, &alone.id, "muted", true).await?;
        ensure!(
            !page.has(Role::Button, "Mute for good").await?,
            "the button stays"
        );
        let on = page.focused().await?.0;
        ensure!(on != "body", "the focus is lost");
        assert_eq!(such(page, "muted").await?, [alone.id.as_str()]);
        shows(page, &all).await?;
        says(page, "1 muted.").await?;
        let article = story(page, &alone.id).await?;
        let text = article.text().await?;
        ensure!(text.contains(&format!("Muted: “{source}”.")), "{text:?}");
        ensure!(!text.contains(&alone.title), "{text:?} tells it");

        mute_source(page, other).await?;
        until("the source is gone", async || {
            Ok((!has_link(&both.id, other).await?).then_some(()))
        })
        .await?;
        is(page, &both.id, "muted", false).await?;
        page.check_accessibility("muted stories").await?;

        // It stays so; and it can be seen.
        page.reload().await?;
        page.alive().await?;
        is(page, &alone.id, "muted", true).await?;
        let article = story(page, &alone.id).await?;
        let show = until("there is a way", async || {
            article.find(Role::Button, "Show it").await.map(Some)
        })
        .await?;
        show.click().await?;
        is(page, &alone.id, "muted", false).await?;
        focus_in(page, &alone.id).await?;
        ensure!(
            story(page, &alone.id)
                .await?
                .text()
                .await?
                .contains(&alone.title),
            "it is not told"
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_word_is_muted() -> Outcome {
    let day = long_day()?;
    let first = day.stories().next().context("no story")?;
    let word = first
        .title
        .split(' ')
        .find(|word| word.len() > 3)
        .context("no word")?;
    browse(host().await?, async |page| {
        ready(page, &format!("{}/", day.day())).await?;
        tap_button(page, "Preferences").await?;
        let panel = page.wait_for(Role::Dialog, "Preferences").await?;
        panel
            .find(Role::Field, "What to mute")
            .await?
            .focus()
            .await?;
        page.write(word).await?;
        panel.find(Role::Button, "Mute").await?.click().await?;
        is(page, &first.id, "muted", true).await?;
        let muted = such(page, "muted").await?;
        shows(page, &ids(&day)).await?;
        let group = panel.find(Role::Group, "Muted stories").await?;
        group.find(Role::Radio, "Hidden").await?.click().await?;
        let left: Vec<_> = ids(&day)
            .into_iter()
            .filter(|id| !muted.contains(id))
            .collect();
        shows(page, &left).await?;
        page.press(Key::Escape).await?;
        says(page, &format!("{} muted.", muted.len())).await?;
        says(
            page,
            &format!("Showing {} of {} stories.", left.len(), ids(&day).len()),
        )
        .await
    })
    .await
}
