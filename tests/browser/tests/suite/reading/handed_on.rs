//! What is handed on: stories and days as text.

use super::*;

#[tokio::test]
async fn a_story_and_a_day_are_copied() -> Outcome {
    let day = long_day()?;
    let first = day.stories().next().context("no story")?;
    let last = day.stories().last().context("no story")?;
    browse(host().await?, async |page| {
        ready(page, &format!("{}/", day.day())).await?;
        page.eval(
            "navigator.clipboard.writeText = (text) => {
                window.copied = text;
                return Promise.resolve();
            }; 0",
        )
        .await?;
        let address = page.host.url(&format!("{}/", day.day()));
        let copied = async |around: &Node, name: &str| -> Result<String> {
            page.eval(
                "window.copied = ''; document.getElementById('df-announcer').textContent = ''",
            )
            .await?;
            let button = around.find(Role::Button, name).await?;
            tap(&button).await?;
            let text = until("something is copied", async || {
                let text = page.eval("window.copied").await?;
                let text = text.as_str().unwrap_or_default().to_owned();
                Ok((!text.is_empty()).then_some(text))
            })
            .await?;
            gives(
                page,
                "it says so",
                "document.getElementById('df-announcer').textContent",
                "Copied",
            )
            .await?;
            ensure!(
                around.text().await?.contains("Copied"),
                "it does not show that"
            );
            assert_eq!(page.focused().await?.1, name);
            Ok(text)
        };
        let article = open(page, &first.id).await?;
        let share = article.find(Role::Button, "Share").await?;
        assert_eq!(share.get("ariaExpanded").await?, "false");
        ensure!(
            article.find(Role::Button, "Copy link").await.is_err(),
            "it is unfolded"
        );
        share.click().await?;
        until("it unfolds", async || {
            Ok((share.get("ariaExpanded").await? == "true").then_some(()))
        })
        .await?;
        assert_eq!(
            copied(&article, "Copy link").await?,
            format!("{address}{}/", first.id)
        );
        let markdown = copied(&article, "Copy as Markdown").await?;
        let text = copied(&article, "Copy as text").await?;
        for text in [&markdown, &text] {
            ensure!(
                text.contains(&first.sources[0].name) && text.contains(&address),
                "{text}"
            );
            ensure!(!text.contains(&last.title), "{text}");
        }
        ensure!(
            text.contains(&first.title) && !text.contains("]("),
            "{text}"
        );
        ensure!(markdown.contains("]("), "{markdown}");
        share.click().await?;
        until("it folds", async || {
            Ok(article
                .find(Role::Button, "Copy link")
                .await
                .is_err()
                .then_some(()))
        })
        .await?;

        // The other one is of the day.
        let mut whole = None;
        for button in page.find_all(Role::Button).await? {
            if button.name() == "Share"
                && button
                    .call("function() { return !this.closest('article') }")
                    .await?
                    == true
            {
                whole = Some(button);
            }
        }
        tap(&whole.context("the day cannot be shared")?).await?;
        page.frames().await?;
        let document = page.document().await?;
        let around = &document.find_all(Role::Main).await?[0];
        assert_eq!(copied(around, "Copy link").await?, address);
        let text = copied(around, "Copy as text").await?;
        ensure!(
            text.contains(&last.title) && text.contains(&day.title),
            "{text}"
        );
        Ok(())
    })
    .await
}
