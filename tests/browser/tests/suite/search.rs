//! Searching the archive: from any page, on the page of its own, narrowed, by address.

use anyhow::{Context, Result, ensure};
use dayfold_browser_tests::{Dated, Host, Outcome, Page, Role, Style, browse, sites, until};
use thirtyfour::Key;

async fn host() -> Result<Host> {
    let site = &sites()?.news;
    Host::start(&site.dir, site.base, Style::Redirecting).await
}

/// The headlines that were found, in their order.
async fn found(page: &Page) -> Result<Vec<String>> {
    let mut titles = Vec::new();
    for article in page.find_all(Role::Article).await? {
        let links = article.find_all(Role::Link).await?;
        titles.push(links.first().context("no link")?.name().to_owned());
    }
    Ok(titles)
}

async fn finds_first(page: &Page, title: &str) -> Result<()> {
    until(&format!("{title:?} comes first"), async || {
        let found = found(page).await?;
        ensure!(
            found.first().is_some_and(|first| first == title),
            "{found:?}"
        );
        Ok(Some(()))
    })
    .await
}

async fn says(page: &Page, part: &str) -> Result<()> {
    until(&format!("the status line says {part:?}"), async || {
        let mut said = Vec::new();
        for line in page.find_all(Role::Status).await? {
            said.push(line.text().await?);
        }
        ensure!(
            said.iter().any(|line| line.contains(part)),
            "it says {said:?}"
        );
        Ok(Some(()))
    })
    .await
}

#[tokio::test]
async fn a_story_is_found_while_one_types() -> Outcome {
    let day = sites()?.news.middle()?;
    let story = day.stories().next().context("no story")?;
    let all: usize = sites()?
        .news
        .digests()?
        .iter()
        .map(|digest| digest.stories().count())
        .sum();
    browse(host().await?, async |page| {
        page.open_alive("search/").await?;
        says(page, &format!("{all} stories since")).await?;
        assert_eq!(page.focused().await?.0, "input");
        page.type_text(&story.title).await?;
        finds_first(page, &story.title).await?;
        says(page, "stor").await?;
        ensure!(
            page.path().await?.starts_with("search/?q="),
            "{}",
            page.path().await?
        );
        let marks = page
            .eval("document.querySelectorAll('h2 mark').length")
            .await?;
        ensure!(marks.as_u64() > Some(0), "nothing is marked");
        let asked = page
            .eval(
                "performance.getEntriesByType('resource').filter((one) => \
                 /search\\/|data\\/\\d/.test(one.name)).length",
            )
            .await?;
        ensure!(
            asked.as_u64() < Some(12),
            "{asked} files for all that was typed"
        );
        page.picture("search-found").await?;
        page.check_accessibility("what was found").await?;
        page.reload().await?;
        finds_first(page, &story.title).await?;
        page.find(Role::Link, &story.title).await?.click().await?;
        page.wait_for_heading(&day.title).await?;
        assert_eq!(page.path().await?, format!("{}/#{}", day.day(), story.id));
        page.back().await?;
        finds_first(page, &story.title).await
    })
    .await
}

#[tokio::test]
async fn the_first_stories_take_six_requests() -> Outcome {
    let day = sites()?.news.middle()?;
    let story = day.stories().next().context("no story")?;
    browse(host().await?, async |page| {
        let query = story.title.replace(' ', "+");
        page.open(&format!("search/?q={query}")).await?;
        finds_first(page, &story.title).await?;
        let asked = page
            .eval(
                "performance.getEntriesByType('resource').filter((one) => \
                 /data\\/(search|\\d)/.test(one.name)).length",
            )
            .await?;
        ensure!(asked.as_u64() <= Some(6), "{asked} requests");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_was_found_is_narrowed_and_back_again() -> Outcome {
    let site = &sites()?.news;
    let tag = site.data()?.tags.first().context("no tag")?.clone();
    browse(host().await?, async |page| {
        page.open_alive("search/?q=ai").await?;
        says(page, "stories").await?;
        page.wait_for(Role::Summary, "Filter stories")
            .await?
            .click()
            .await?;
        let group = page.wait_for(Role::Group, "Tags").await?;
        let buttons = group.find_all(Role::Button).await?;
        let button = buttons.first().context("no tag is offered")?;
        let name = button.name().to_owned();
        page.picture("search-narrowed").await?;
        button.click().await?;
        until("it is pressed and has the focus", async || {
            let group = page.find(Role::Group, "Tags").await?;
            let buttons = group.find_all(Role::Button).await?;
            let pressed = buttons
                .iter()
                .find(|button| button.state("pressed").as_deref() == Some("true"));
            ensure!(
                pressed.is_some(),
                "{:?}",
                buttons
                    .iter()
                    .map(|one| one.name().to_owned())
                    .collect::<Vec<_>>()
            );
            Ok((page.focused().await?.1
                == pressed.map(|one| one.name().to_owned()).unwrap_or_default())
            .then_some(()))
        })
        .await?;
        ensure!(
            page.path().await?.contains("&tag="),
            "{}",
            page.path().await?
        );
        let count = name.rsplit_once(", ").context("no count")?.1.to_owned();
        says(page, &count).await?;
        page.check_accessibility("narrowed").await?;
        page.back().await?;
        until("nothing is pressed", async || {
            let group = page.find(Role::Group, "Tags").await?;
            let buttons = group.find_all(Role::Button).await?;
            Ok(buttons
                .iter()
                .all(|button| button.state("pressed").as_deref() != Some("true"))
                .then_some(()))
        })
        .await?;
        // Without words, whatever bears the tag.
        page.open(&format!("search/?tag={}", tag.id)).await?;
        says(
            page,
            &site.data()?.settings.words.stories(tag.count as usize),
        )
        .await
    })
    .await
}

#[tokio::test]
async fn nothing_found_is_said() -> Outcome {
    browse(host().await?, async |page| {
        page.open("search/?q=zzyzx").await?;
        says(page, "Nothing in the archive has these words.").await?;
        assert_eq!(found(page).await?, Vec::<String>::new());
        page.open("search/?q=nvidia+zzyzx").await?;
        says(page, "No story has all of these words.").await
    })
    .await
}

#[tokio::test]
async fn the_box_leads_on_from_any_page() -> Outcome {
    let site = &sites()?.news;
    let day = site.middle()?;
    let story = day.stories().next().context("no story")?;
    let tag = site.data()?.tags.first().context("no tag")?.clone();
    browse(host().await?, async |page| {
        page.open_alive("archive/").await?;
        page.find(Role::Button, "Search").await?.click().await?;
        page.wait_for(Role::Dialog, "Search").await?;
        page.type_text(&tag.label).await?;
        page.check_accessibility("the box").await?;
        let dialog = page.find(Role::Dialog, "Search").await?;
        let search = format!("Search the whole archive for “{}”", tag.label);
        dialog.find(Role::Link, &search).await?;
        dialog.find(Role::Link, &tag.label).await?.click().await?;
        page.wait_for_heading(&tag.label).await?;
        ensure!(!page.has(Role::Dialog, "Search").await?, "the box is open");

        // By its key, on a day, and in that day alone.
        page.open_alive(&format!("{}/", day.day())).await?;
        page.type_text("/").await?;
        page.wait_for(Role::Dialog, "Search").await?;
        page.type_text(&story.title).await?;
        let here = format!("Only in this day: “{}”", story.title);
        page.wait_for(Role::Link, &here).await?.click().await?;
        until("the day is filtered", async || {
            let path = page.path().await?;
            Ok(path.contains("?q=").then_some(()))
        })
        .await?;
        ensure!(!page.has(Role::Dialog, "Search").await?, "the box is open");

        page.type_text("/").await?;
        page.wait_for(Role::Dialog, "Search").await?;
        page.eval("document.querySelector('#df-quick-open input').value = ''")
            .await?;
        page.type_text(&story.title).await?;
        page.press(Key::Enter).await?;
        page.wait_for_heading("Search").await?;
        finds_first(page, &story.title).await
    })
    .await
}

#[tokio::test]
async fn without_scripts_the_page_leads_on() -> Outcome {
    browse(host().await?, async |page| {
        page.scripts_off().await?;
        page.open("search/?q=ai").await?;
        let main = &page.find_all(Role::Main).await?[0];
        main.find(Role::Link, "Archive").await?;
        main.find(Role::Link, "Tags").await?;
        ensure!(
            page.visible_text().await?.contains("takes scripts"),
            "nothing says why"
        );
        Ok(())
    })
    .await
}
