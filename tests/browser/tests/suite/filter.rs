//! The filters of a day: what they leave, what they say, and that they can be shared.

use anyhow::{Context, Result, ensure};
use dayfold_browser_tests::{
    Dated, Filter, Host, Node, Outcome, Page, Role, Style, browse, sites, squeeze, until,
};
use dayfold_model::{Digest, Section, plain_text};

/// Waits until the page shows exactly what a filter leaves of a day.
async fn shows(page: &Page, digest: &Digest, filter: &Filter) -> Result<()> {
    let points: Vec<_> = digest
        .takeaways
        .iter()
        .map(|point| squeeze(&plain_text(&point.html)))
        .collect();
    let (stories, takeaways) = (filter.stories(digest), filter.takeaways(digest));
    until(&format!("the page shows what {filter:?} leaves"), async || {
        let shown = page.find_all(Role::Article).await?;
        let mut ids = Vec::new();
        for article in &shown {
            ids.push(article.get("id").await?);
        }
        ensure!(ids == stories, "it shows the stories {ids:?}, not {stories:?}");

        let mut left = Vec::new();
        // A list of which nothing is left may be gone as a whole.
        if let Ok(list) = page.find(Role::List, "Takeaways").await {
            let texts = list
                .call("function() { return [...this.children].filter(each => each.checkVisibility()).map(each => each.textContent) }")
                .await?;
            for text in texts.as_array().context("no list")? {
                let text = squeeze(text.as_str().unwrap_or_default());
                let point = points.iter().position(|point| text.starts_with(point.as_str()));
                left.push(point.with_context(|| format!("which takeaway is {text:?}?"))?);
            }
        }
        ensure!(left == takeaways, "it shows the takeaways {left:?}, not {takeaways:?}");
        Ok(Some(()))
    })
    .await
}

/// The text of the status line.
async fn status(page: &Page) -> Result<String> {
    let lines = page.find_all(Role::Status).await?;
    ensure!(lines.len() == 1, "there are {} status lines", lines.len());
    lines[0].text().await
}

fn name(label: &str, stories: usize) -> String {
    let s = if stories == 1 { "story" } else { "stories" };
    format!("{label}, {stories} {s}")
}

fn tag_name(digest: &Digest, i: usize) -> String {
    let tag = &digest.tags[i];
    let bearing = digest
        .stories()
        .filter(|story| story.tags.contains(&tag.id));
    name(&tag.label, bearing.count())
}

/// Sections that hold stories and have a title: the topics.
fn topics(digest: &Digest) -> Vec<&Section> {
    let all = digest.sections.iter();
    all.filter(|section| section.title.is_some() && !section.stories.is_empty())
        .collect()
}

fn topic_name(section: &Section) -> String {
    name(
        section.title.as_deref().unwrap_or_default(),
        section.stories.len(),
    )
}

async fn group(page: &Page) -> Result<Node> {
    page.wait_for(Role::Group, "Filter stories").await
}

async fn pressed(page: &Page, name: &str) -> Result<bool> {
    let button = group(page).await?.find(Role::Button, name).await?;
    Ok(button.state("pressed").context("it is no toggle button")? == "true")
}

async fn host() -> Result<Host> {
    let site = &sites()?.news;
    Host::start(&site.dir, site.base, Style::Redirecting).await
}

fn newest() -> Result<Digest> {
    let site = &sites()?.news;
    site.digest(site.days()?[0])
}

#[tokio::test]
async fn has_a_button_for_every_tag_and_topic() -> Outcome {
    let digest = newest()?;
    browse(host().await?, async |page| {
        page.open_alive("").await?;
        let tags = (0..digest.tags.len()).map(|i| tag_name(&digest, i));
        let names: Vec<_> = topics(&digest)
            .into_iter()
            .map(topic_name)
            .chain(tags)
            .collect();
        for name in &names {
            ensure!(!pressed(page, name).await?, "{name} is pressed");
        }
        let buttons = group(page).await?.find_all(Role::Button).await?;
        // Beside these there are names and sources; and each can be left out, too.
        let toggles = buttons
            .iter()
            .filter(|button| button.state("pressed").is_some());
        ensure!(toggles.count() > 2 * names.len(), "too few toggle buttons");
        shows(page, &digest, &Filter::default()).await
    })
    .await
}

#[tokio::test]
async fn narrows_takeaways_and_stories_at_once() -> Outcome {
    let digest = newest()?;
    let topic = topics(&digest)[0];
    // A tag that this topic has not, so that both together leave nothing.
    let other = digest.tags.iter().position(|tag| {
        !topic
            .stories
            .iter()
            .any(|story| story.tags.contains(&tag.id))
    });
    let other = other.context("the sample has no such tag")?;
    let by_tag = Filter {
        tags: vec![digest.tags[other].id.clone()],
        ..Filter::default()
    };
    let by_both = Filter {
        topics: vec![topic.id.clone()],
        ..by_tag.clone()
    };

    browse(host().await?, async |page| {
        page.open_alive("").await?;
        let everything = status(page).await?;
        let press = async |name: &str| {
            group(page)
                .await?
                .find(Role::Button, name)
                .await?
                .click()
                .await
        };

        press(&tag_name(&digest, other)).await?;
        shows(page, &digest, &by_tag).await?;
        ensure!(
            pressed(page, &tag_name(&digest, other)).await?,
            "the tag is not pressed"
        );
        let some = status(page).await?;
        let (left, all) = (by_tag.stories(&digest).len(), digest.stories().count());
        for number in [left, all] {
            ensure!(
                some.contains(&number.to_string()),
                "{some:?} does not say {number}"
            );
        }
        let path = page.path().await?;
        ensure!(
            path.contains(&by_tag.query()),
            "{path} does not tell the filter"
        );
        ensure!(
            path.starts_with(&digest.day()),
            "{path} shows something else tomorrow"
        );

        // What is left of the topic is counted anew.
        let title = topic.title.as_deref().unwrap_or_default();
        press(&name(title, 0)).await?;
        shows(page, &digest, &by_both).await?;
        let none = status(page).await?;
        ensure!(
            none != some && none != everything,
            "{none:?} does not tell that nothing is left"
        );
        assert_eq!(by_both.stories(&digest).len(), 0);

        press(&name(&digest.tags[other].label, 0)).await?;
        shows(
            page,
            &digest,
            &Filter {
                topics: by_both.topics.clone(),
                ..Filter::default()
            },
        )
        .await?;

        page.find(Role::Button, "Clear filters")
            .await?
            .click()
            .await?;
        shows(page, &digest, &Filter::default()).await?;
        ensure!(
            !pressed(page, &topic_name(topic)).await?,
            "the topic is still pressed"
        );
        assert_eq!(status(page).await?, everything);
        let path = page.path().await?;
        ensure!(!path.contains('?'), "{path} still tells a filter");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn keeps_the_rest_of_the_page_still() -> Outcome {
    let digest = newest()?;
    browse(host().await?, async |page| {
        page.open_alive("").await?;
        page.mark().await?;
        let button = group(page)
            .await?
            .find(Role::Button, &tag_name(&digest, 0))
            .await?;
        button.click().await?;
        until("the filter is in the address", async || {
            Ok(page.path().await?.contains("tag=").then_some(()))
        })
        .await?;
        page.frames().await?;
        let focused = button
            .call("function() { return document.activeElement === this }")
            .await?;
        assert_eq!(focused, true, "the button loses the focus");
        page.check_same_document().await?;
        assert_eq!(page.heading().await?, digest.title);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn reads_any_query() -> Outcome {
    let digest = newest()?;
    let tag = |i: usize| digest.tags[i].id.clone();
    let topic = |i: usize| topics(&digest)[i].id.clone();
    let cases = [
        Filter {
            tags: vec![tag(0)],
            ..Filter::default()
        },
        Filter {
            tags: vec![tag(0), tag(2)],
            ..Filter::default()
        },
        Filter {
            topics: vec![topic(0), topic(1)],
            ..Filter::default()
        },
        Filter {
            tags: vec![tag(0), tag(2)],
            topics: vec![topic(0)],
            ..Filter::default()
        },
        Filter {
            not_tags: vec![tag(0)],
            ..Filter::default()
        },
        Filter {
            not_topics: vec![topic(0), topic(2)],
            ..Filter::default()
        },
        Filter {
            tags: vec![tag(1), tag(3)],
            not_topics: vec![topic(0)],
            ..Filter::default()
        },
        Filter {
            tags: vec!["no-such-tag".to_owned()],
            ..Filter::default()
        },
    ];
    browse(host().await?, async |page| {
        for filter in cases {
            let query = filter.query();
            page.open_alive(&format!("{}/?{query}", digest.day()))
                .await?;
            shows(page, &digest, &filter).await.context(query)?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn survives_reload_back_and_sharing() -> Outcome {
    let digest = newest()?;
    let filter = Filter {
        tags: vec![digest.tags[0].id.clone()],
        ..Filter::default()
    };
    let shared = async |page: &Page| {
        until("the filter is in the address", async || {
            let path = page.path().await?;
            Ok(path.contains(&filter.query()).then_some(path))
        })
        .await
    };
    let site = &sites()?.news;
    let path = browse_for(site, async |page| {
        page.open_alive("").await?;
        group(page)
            .await?
            .find(Role::Button, &tag_name(&digest, 0))
            .await?
            .click()
            .await?;
        shows(page, &digest, &filter).await?;
        let path = shared(page).await?;

        page.reload().await?;
        page.alive().await?;
        shows(page, &digest, &filter)
            .await
            .context("after reload")?;

        page.find(Role::Link, "Archive").await?.click().await?;
        until("the archive is there", async || {
            Ok((page.path().await? == "archive/").then_some(()))
        })
        .await?;
        page.back().await?;
        shows(page, &digest, &filter)
            .await
            .context("back from the archive")?;
        shared(page).await?;

        page.go("about:blank").await?;
        page.back().await?;
        page.alive().await?;
        shows(page, &digest, &filter)
            .await
            .context("back from elsewhere")?;
        Ok(path)
    })
    .await?;

    // Somebody else's browser.
    browse(host().await?, async |page| {
        page.open_alive(&path).await?;
        shows(page, &digest, &filter).await?;
        ensure!(
            pressed(page, &tag_name(&digest, 0)).await?,
            "the tag is not pressed"
        );
        Ok(())
    })
    .await
}

/// Like `browse`, with a result.
async fn browse_for(
    site: &dayfold_browser_tests::Site,
    test: impl AsyncFnOnce(&Page) -> Result<String>,
) -> Result<String, dayfold_browser_tests::Failure> {
    let host = Host::start(&site.dir, site.base, Style::Redirecting).await?;
    let mut result = String::new();
    browse(host, async |page| {
        result = test(page).await?;
        Ok(())
    })
    .await?;
    Ok(result)
}
