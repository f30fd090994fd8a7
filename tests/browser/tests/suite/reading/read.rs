//! What is read: by opening, by scrolling past, by a button; and what is hidden then.

use super::*;

#[tokio::test]
async fn what_is_opened_is_read() -> Outcome {
    let day = long_day()?;
    let ids = ids(&day);
    let path = format!("{}/", day.day());
    browse(host().await?, async |page| {
        ready(page, &path).await?;
        ensure!(such(page, "read").await?.is_empty(), "it is read already");
        let article = open(page, &ids[0]).await?;
        is(page, &ids[0], "read", true).await?;
        page.reload().await?;
        page.alive().await?;
        is(page, &ids[0], "read", true).await?;
        assert_eq!(such(page, "read").await?, ids[..1]);
        drop(article);

        // The button takes it back, and gives it again.
        let article = open(page, &ids[0]).await?;
        let read = article.find(Role::Button, "Read").await?;
        pressed(&read, "true").await?;
        read.click().await?;
        pressed(&read, "false").await?;
        is(page, &ids[0], "unread", true).await?;
        read.click().await?;
        pressed(&read, "true").await?;
        is(page, &ids[0], "read", true).await
    })
    .await
}

#[tokio::test]
async fn what_is_opened_after_all_were_folded_is_read() -> Outcome {
    let day = long_day()?;
    let ids = ids(&day);
    browse(host().await?, async |page| {
        ready(page, &format!("{}/", day.day())).await?;
        tap_button(page, "Expand all").await?;
        page.frames().await?;
        ensure!(such(page, "read").await?.is_empty(), "unfolding all marks");
        tap_button(page, "Collapse all").await?;
        page.frames().await?;
        ensure!(such(page, "read").await?.is_empty(), "folding all marks");
        open(page, &ids[0]).await?;
        is(page, &ids[0], "read", true).await
    })
    .await
}

#[tokio::test]
async fn what_is_scrolled_past_is_read() -> Outcome {
    let day = long_day()?;
    let ids = ids(&day);
    browse(host().await?, async |page| {
        ready(page, &format!("{}/", day.day())).await?;
        scroll(page, &ids[0], "center").await?;
        ensure!(
            such(page, "read").await?.is_empty(),
            "what is in view is read"
        );
        scroll(page, &ids[2], "start").await?;
        is(page, &ids[0], "read", true).await?;
        assert_eq!(such(page, "unread").await?.last(), ids.last());
        Ok(())
    })
    .await
}

const BELOW: &str = "[...document.querySelectorAll('.story')]
    .filter((each) => each.getBoundingClientRect().top > innerHeight).map((each) => each.id)";

#[tokio::test]
async fn what_is_jumped_over_is_not_read() -> Outcome {
    let day = long_day()?;
    let last = day.sections.iter().rfind(|topic| topic.title.is_some());
    let last = last.context("there is no topic")?;
    browse(host().await?, async |page| {
        ready(page, &format!("{}/", day.day())).await?;
        let below: Vec<String> = serde_json::from_value(page.eval(BELOW).await?)?;
        let contents = page.find(Role::Navigation, "Contents").await?;
        let title = last.title.as_deref().unwrap_or_default();
        contents.find(Role::Link, title).await?.click().await?;
        gives(page, "it is there", "scrollY > 1000", true).await?;
        tokio::time::sleep(std::time::Duration::from_millis(700)).await;
        let read = such(page, "read").await?;
        ensure!(
            !read.iter().any(|id| below.contains(id)),
            "{read:?} are read"
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_above_a_story_that_was_linked_to_is_not_read() -> Outcome {
    let day = long_day()?;
    let ids = ids(&day);
    let last = ids.last().context("there is no story")?;
    browse(host().await?, async |page| {
        ready(page, &format!("{}/#{last}", day.day())).await?;
        gives(page, "it is there", "scrollY > 1000", true).await?;
        assert_eq!(such(page, "read").await?, [""; 0]);
        // Nor is it for loading the page anew there.
        page.reload().await?;
        page.alive().await?;
        assert_eq!(such(page, "read").await?, [""; 0]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_topic_and_a_day_are_marked() -> Outcome {
    let day = long_day()?;
    let (topic, title) = topic(&day)?;
    let own: Vec<_> = topic.stories.iter().map(|story| story.id.clone()).collect();
    browse(host().await?, async |page| {
        ready(page, &format!("{}/", day.day())).await?;
        let name = format!("Mark as read: {title}");
        tap_button(page, &name).await?;
        is(page, &own[0], "read", true).await?;
        assert_eq!(such(page, "read").await?, own);
        ensure!(!page.has(Role::Button, &name).await?, "the button stays");
        focus_in(page, &topic.id).await?;

        tap_button(page, "Mark all as read").await?;
        is(page, ids(&day).last().context("no story")?, "read", true).await?;
        assert_eq!(such(page, "read").await?, ids(&day));
        for button in page.find_all(Role::Button).await? {
            ensure!(
                !button.name().starts_with("Mark as read"),
                "{:?} stays",
                button.name()
            );
        }
        page.reload().await?;
        page.alive().await?;
        is(page, &own[0], "read", true).await?;
        assert_eq!(such(page, "read").await?, ids(&day));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_was_read_is_hidden() -> Outcome {
    let days = sites()?.root.digests()?;
    let day = long_day()?;
    let at = days
        .iter()
        .position(|one| one.day() == day.day())
        .context("no day")?;
    let (topic, title) = topic(&day)?;
    let all = ids(&day);
    let is_own = |id: &String| topic.stories.iter().any(|story| story.id == **id);
    let others: Vec<_> = all.iter().filter(|id| !is_own(id)).cloned().collect();
    let hidden = topic.stories.len();
    let other = day
        .stories()
        .find(|story| folds(story) && !is_own(&story.id));
    let other = &other
        .context("the sample has no other story that folds")?
        .id;
    let own = topic.stories.iter().find(|story| folds(story));
    let own = &own.context("none of the topic folds")?.id;
    let path = format!("{}/", day.day());
    browse(host().await?, async |page| {
        ready(page, &path).await?;
        tap_button(page, &format!("Mark as read: {title}")).await?;
        is(page, own, "read", true).await?;
        let hide = page.find(Role::Button, "Hide what was read").await?;
        pressed(&hide, "false").await?;
        tap(&hide).await?;
        pressed(&hide, "true").await?;
        shows(page, &others).await?;
        says(page, &format!("{hidden} read and hidden.")).await?;

        // What is read from now on stays.
        open(page, other).await?;
        is(page, other, "read", true).await?;
        shows(page, &others).await?;
        says(page, &format!("{hidden} read and hidden.")).await?;

        // A link shows one of them.
        follow(page, &format!("/{path}#{own}")).await?;
        gives(page, "it is open", &format!("document.getElementById({own:?}).querySelector('details').open"), true).await?;
        focus_in(page, own).await?;
        let tops = page.eval(&format!("document.getElementById({own:?}).getBoundingClientRect().top")).await?;
        ensure!(tops.as_f64().is_some_and(|top| (0.0..900.0).contains(&top)), "it is at {tops}");

        // The next visit hides what was read in this one; scrolled past was some of it, too.
        page.eval("scrollTo({ top: 0, behavior: 'instant' })").await?;
        let way = if at + 1 < days.len() { ("Previous day", &days[at + 1]) } else { ("Next day", &days[at - 1]) };
        page.find(Role::Link, way.0).await?.click().await?;
        page.wait_for_heading(&way.1.title).await?;
        follow(page, &format!("/{path}")).await?;
        page.wait_for_heading(&day.title).await?;
        let read = such(page, "read").await?;
        ensure!(read.len() > hidden, "{read:?} are read");
        let left: Vec<_> = all.iter().filter(|id| !read.contains(id)).cloned().collect();
        shows(page, &left).await?;
        says(page, &format!("{} read and hidden.", read.len())).await?;

        // Nor does a load hide what is linked to.
        page.open("archive/").await?;
        page.open_alive(&format!("{path}#{own}")).await?;
        gives(page, "it is shown", &format!("document.getElementById({own:?}).querySelector('details[open]')?.checkVisibility() ?? false"), true).await?;
        let left = page.find(Role::Button, "Hide what was read").await?;
        tap(&left).await?;
        shows(page, &all).await
    })
    .await
}

#[tokio::test]
async fn what_is_linked_to_is_shown_under_any_filter() -> Outcome {
    let day = long_day()?;
    // A tag that leaves out a story that folds.
    let out = day.tags.iter().find_map(|tag| {
        let mut stories = day.stories();
        let out = stories.find(|story| folds(story) && !story.tags.contains(&tag.id));
        Some((&tag.id, &out?.id))
    });
    let (tag, id) = out.context("the sample has no such tag")?;
    let open = format!(
        "document.getElementById({id:?}).querySelector('details[open]')?.checkVisibility() ?? false"
    );
    browse(host().await?, async |page| {
        let path = format!("{}/?tag={tag}", day.day());
        ready(page, &format!("{path}#{id}")).await?;
        gives(page, "it is shown", &open, true).await?;
        ready(page, &path).await?;
        gives(page, "it is not", &open, false).await?;
        follow(page, &format!("/{path}#{id}")).await?;
        gives(page, "it is shown", &open, true).await?;
        focus_in(page, id).await
    })
    .await
}

#[tokio::test]
async fn what_was_corrected_says_so() -> Outcome {
    let day = long_day()?;
    let ids = ids(&day);
    browse(host().await?, async |page| {
        remember(
            page,
            &format!("read:{}", day.day()),
            &format!("{} abcdefgh\n", ids[0]),
        )
        .await?;
        ready(page, &format!("{}/", day.day())).await?;
        is(page, &ids[0], "corrected", true).await?;
        const NOTE: &str = "Corrected since you read it";
        let article = story(page, &ids[0]).await?;
        until("it says so", async || {
            Ok(article.text().await?.contains(NOTE).then_some(()))
        })
        .await?;
        open(page, &ids[0]).await?;
        is(page, &ids[0], "read", true).await?;
        ensure!(!article.text().await?.contains(NOTE), "it says so still");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_was_corrected_is_not_hidden_as_read() -> Outcome {
    let day = long_day()?;
    let ids = ids(&day);
    let last = ids.last().context("no story")?;
    browse(host().await?, async |page| {
        remember(
            page,
            &format!("read:{}", day.day()),
            &format!("{last} abcdefgh\n"),
        )
        .await?;
        ready(page, &format!("{}/", day.day())).await?;
        is(page, last, "corrected", true).await?;
        tap_button(page, "Hide what was read").await?;
        page.frames().await?;
        shows(page, &ids).await
    })
    .await
}
