//! The pages of tags and entities.

use anyhow::{Context, Result, ensure};
use dayfold_browser_tests::{Host, Outcome, Role, Site, Style, browse, sites, squeeze};
use dayfold_model::{SubjectCount, Word};

async fn host(site: &Site) -> Result<Host> {
    Host::start(&site.dir, site.base, Style::Redirecting).await
}

/// The tag with most stories.
fn busiest(site: &Site) -> Result<SubjectCount> {
    let tags = site.tags()?.subjects.into_iter();
    tags.max_by_key(|tag| tag.count).context("there is no tag")
}

#[tokio::test]
async fn a_tag_says_how_it_was_told_of() -> Outcome {
    let site = &sites()?.news;
    browse(host(site).await?, async |page| {
        let words = site.data()?.settings.words;
        let tag = busiest(site)?;
        let data = site.subject(&format!("tags/{}", tag.id))?;
        let course = data.course.context("the tag has no course")?;
        page.open_alive(&format!("tags/{}/", tag.id)).await?;
        let text = squeeze(&page.visible_text().await?);
        for part in [
            words.stories(tag.count as usize),
            words.days(course.days as usize),
            words.get(Word::LastTold).to_owned(),
        ] {
            ensure!(
                text.contains(&squeeze(&part)),
                "{part:?} is not on the page"
            );
        }
        // The chart in figures, for whoever does not see it.
        if course.weeks.len() > 1 {
            let figures = page.find(Role::Summary, words.get(Word::InFigures)).await?;
            figures.click().await?;
            page.find(Role::Table, words.get(Word::ByWeek)).await?;
        }
        let with = course.with.first().context("no tag goes with it")?;
        page.mark().await?;
        let list = page.find(Role::List, words.get(Word::OftenWith)).await?;
        list.find(Role::Link, &with.label).await?.click().await?;
        page.wait_for_heading(&with.label).await?;
        page.check_same_document().await
    })
    .await
}

#[tokio::test]
async fn an_entity_leads_to_its_stories() -> Outcome {
    let site = &sites()?.news;
    browse(host(site).await?, async |page| {
        let words = site.data()?.settings.words;
        let entities = site.entities()?;
        let entity = entities.subjects.first().context("there is no entity")?;
        page.open_alive("entities/").await?;
        page.wait_for_heading(words.get(Word::Names)).await?;
        page.find(Role::Link, &entity.label).await?.click().await?;
        page.wait_for_heading(&entity.label).await?;
        let data = site.subject(&format!("entities/{}", entity.id))?;
        // Its kind by name, as its page has it in a `<span>`.
        let kind = data.about.split("<span>").nth(1);
        let kind = kind.and_then(|rest| rest.split('<').next());
        let kind = kind.context("the entity has no kind")?;
        ensure!(page.visible_text().await?.contains(kind));
        let story = &data.stories[0];
        page.find(Role::Link, &story.title).await?.click().await?;
        let date = story.date.context("the story has no day")?;
        page.wait_for_heading(&site.digest(date)?.title).await?;
        assert_eq!(page.path().await?, format!("{date}/#{}", story.id));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_feed_is_what_the_link_leads_to() -> Outcome {
    let site = &sites()?.news;
    browse(host(site).await?, async |page| {
        let words = site.data()?.settings.words;
        let tag = busiest(site)?;
        page.open_alive(&format!("tags/{}/", tag.id)).await?;
        let link = page.find(Role::Link, words.get(Word::Follow)).await?;
        let address = link.get("href").await?;
        assert_eq!(address, page.host.url(&format!("tags/{}/feed.xml", tag.id)));
        let read = format!(
            "fetch({address:?}).then((answer) => answer.text()).then((text) =>
                new DOMParser().parseFromString(text, 'application/xml')
                    .querySelectorAll('feed > entry').length)"
        );
        assert_eq!(page.eval(&read).await?, tag.count.min(30));
        Ok(())
    })
    .await
}
