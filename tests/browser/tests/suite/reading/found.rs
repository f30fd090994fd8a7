//! What is unfolded, found and gone to within a day.

use super::*;

#[tokio::test]
async fn to_expand_all_is_remembered() -> Outcome {
    const CLOSED: &str = "document.querySelectorAll('.story > details:not([open])').length";
    const OPEN: &str = "document.querySelectorAll('.story > details[open]').length";
    let days = sites()?.root.digests()?;
    browse(host().await?, async |page| {
        ready(page, "").await?;
        tap_button(page, "Expand all").await?;
        gives(page, "all are open", CLOSED, 0).await?;
        page.find(Role::Link, "Previous day").await?.click().await?;
        page.wait_for_heading(&days[1].title).await?;
        gives(page, "all are open", CLOSED, 0).await?;
        page.reload().await?;
        page.alive().await?;
        gives(page, "all are open", CLOSED, 0).await?;
        tap_button(page, "Collapse all").await?;
        gives(page, "none is open", OPEN, 0).await?;
        page.open_alive("").await?;
        gives(page, "none is open", OPEN, 0).await
    })
    .await
}

#[tokio::test]
async fn words_are_found() -> Outcome {
    let day = long_day()?;
    let first = day.stories().next().context("no story")?;
    browse(host().await?, async |page| {
        ready(page, &format!("{}/", day.day())).await?;
        let field = page.wait_for(Role::Search, "Find in this day").await?;
        field.focus().await?;
        page.type_text(&first.title).await?;
        shows(page, std::slice::from_ref(&first.id)).await?;
        ensure!(page.path().await?.contains("q="), "{}", page.path().await?);
        assert_eq!(field.get("value").await?, first.title);
        page.reload().await?;
        page.alive().await?;
        shows(page, std::slice::from_ref(&first.id)).await?;
        let field = page.wait_for(Role::Search, "Find in this day").await?;
        assert_eq!(field.get("value").await?, first.title);
        field.focus().await?;
        page.type_with(Key::Control, "a").await?;
        page.press(Key::Delete).await?;
        shows(page, &ids(&day)).await?;
        let path = page.path().await?;
        ensure!(!path.contains("q="), "{path}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn counts_follow_a_tag() -> Outcome {
    let day = long_day()?;
    let tag = day.tags.first().context("no tag")?;
    let filter = Filter {
        tags: vec![tag.id.clone()],
        ..Filter::default()
    };
    let left = filter.stories(&day);
    browse(host().await?, async |page| {
        ready(page, &format!("{}/?{}", day.day(), filter.query())).await?;
        let group = page.wait_for(Role::Group, "Filter stories").await?;
        for topic in &day.sections {
            let (Some(title), false) = (&topic.title, topic.stories.is_empty()) else {
                continue;
            };
            let n = topic
                .stories
                .iter()
                .filter(|story| left.contains(&story.id))
                .count();
            let s = if n == 1 { "story" } else { "stories" };
            group
                .find(Role::Button, &format!("{title}, {n} {s}"))
                .await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_contents_tell_what_is_being_read() -> Outcome {
    let day = long_day()?;
    let topics: Vec<_> = day
        .sections
        .iter()
        .filter(|topic| topic.title.is_some())
        .collect();
    browse(host().await?, async |page| {
        ready(page, &format!("{}/", day.day())).await?;
        for topic in [topics[1], topics[2], topics[0]] {
            scroll(page, &topic.id, "start").await?;
            gives(
                page,
                &format!("{} is current", topic.id),
                "[...document.querySelectorAll('nav a[aria-current=true]')].map((each) => decodeURIComponent(each.hash.slice(1)))",
                vec![topic.id.clone()],
            )
            .await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_contents_are_a_sheet_on_a_phone() -> Outcome {
    let day = long_day()?;
    let topics: Vec<_> = day
        .sections
        .iter()
        .filter(|topic| topic.title.is_some())
        .collect();
    let (topic, title) = (topics[2], topics[2].title.as_deref().unwrap_or_default());
    browse(host().await?, async |page| {
        page.phone().await?;
        ready(page, &format!("{}/", day.day())).await?;
        ensure!(!page.has(Role::Navigation, "Contents").await?, "it is open");
        page.find(Role::Button, "Contents").await?.click().await?;
        let sheet = page.wait_for(Role::Navigation, "Contents").await?;
        sheet.find(Role::Link, title).await?.click().await?;
        until("it is closed", async || {
            Ok((!page.has(Role::Navigation, "Contents").await?).then_some(()))
        })
        .await?;
        let top = format!(
            "Math.abs(document.getElementById({:?}).getBoundingClientRect().top) < 120",
            topic.id
        );
        gives(page, "the topic is there", &top, true).await?;
        let path = page.path().await?;
        ensure!(path.contains('#'), "{path}");

        page.scripts_off().await?;
        page.open(&format!("{}/", day.day())).await?;
        page.find(Role::Button, "Contents").await?.click().await?;
        let sheet = page.wait_for(Role::Navigation, "Contents").await?;
        sheet.find(Role::Link, title).await?.click().await?;
        gives(page, "the topic is there", &top, true).await
    })
    .await
}
