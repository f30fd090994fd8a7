//! What a reader does with a day: reads it, marks it, mutes, saves, hides and hands on, and
//! what the page says of itself meanwhile.

mod everyone;
mod found;
mod handed_on;
mod muted;
mod read;
mod saved;
mod standing;

use anyhow::{Context, Result, ensure};
use dayfold_browser_tests::{
    Dated, Fault, Filter, Host, Node, Outcome, Page, Role, Scheme, Style, browse, sites, until,
};
use dayfold_model::{Digest, Section, Story};
use serde_json::{Value, json};
use thirtyfour::Key;

async fn host() -> Result<Host> {
    let site = &sites()?.root;
    Host::start(&site.dir, site.base, Style::Redirecting).await
}

/// The day with the most stories: it has topics of several, and is longer than a screen.
fn long_day() -> Result<Digest> {
    let days = sites()?.root.digests()?;
    days.into_iter()
        .max_by_key(|day| day.stories().count())
        .context("the sample has no day")
}

fn ids(day: &Digest) -> Vec<String> {
    day.stories().map(|story| story.id.clone()).collect()
}

/// Whether a story says more than its folded card shows, for sure.
fn folds(story: &Story) -> bool {
    story.body.len() > 1
}

/// The first topic of several stories, and its title.
fn topic(day: &Digest) -> Result<(&Section, &str)> {
    let mut topics = day.sections.iter();
    topics
        .find_map(|topic| {
            Some((topic, topic.title.as_deref()?)).filter(|_| topic.stories.len() > 1)
        })
        .context("the sample has no such topic")
}

/// A story that only one source tells, which tells no other; and one that others tell as well,
/// with one of them.
fn told_by(day: &Digest) -> Result<(&Story, &str, &Story, &str)> {
    let of = |name: &str| {
        day.stories()
            .filter(|story| story.sources.iter().any(|one| one.name == name))
            .count()
    };
    let alone = day
        .stories()
        .find(|story| story.sources.len() == 1 && of(&story.sources[0].name) == 1);
    let alone = alone.context("the sample has no such story")?;
    let both = day.stories().find_map(|story| {
        let own = story.sources.iter().find(|one| {
            let name = &one.name;
            day.stories().all(|story| {
                story.sources.len() > 1 || story.sources.iter().all(|own| own.name != *name)
            })
        });
        Some((story, own?)).filter(|_| story.sources.len() > 1)
    });
    let both = both.context("the sample has no such source")?;
    Ok((alone, &alone.sources[0].name, both.0, &both.1.name))
}

/// Opens a page and waits until it has all its words.
async fn ready(page: &Page, path: &str) -> Result<()> {
    page.open_alive(path).await?;
    page.wait_for(Role::Button, "Preferences").await.map(drop)
}

/// A click that scrolls nothing, as one with a finger.
async fn tap(node: &Node) -> Result<()> {
    node.focus().await?;
    node.call("function() { this.click() }").await.map(drop)
}

async fn tap_button(page: &Page, name: &str) -> Result<()> {
    tap(&page.wait_for(Role::Button, name).await?).await
}

/// Waits until a script gives a value.
async fn gives(page: &Page, what: &str, script: &str, value: impl Into<Value>) -> Result<()> {
    let value = value.into();
    until(what, async || {
        let now = page.eval(script).await?;
        ensure!(now == value, "{script} gives {now}, not {value}");
        Ok(Some(()))
    })
    .await
}

/// Waits until a story is in that state, or no longer.
async fn is(page: &Page, id: &str, state: &str, value: bool) -> Result<()> {
    let script = format!("document.getElementById({id:?}).classList.contains({state:?})");
    gives(page, &format!("{id} is {state}: {value}"), &script, value).await
}

/// The ids of the stories that are in that state, in their order.
async fn such(page: &Page, state: &str) -> Result<Vec<String>> {
    page.frames().await?;
    list(page, &format!("article.{state}")).await
}

async fn list(page: &Page, selector: &str) -> Result<Vec<String>> {
    let script = format!("[...document.querySelectorAll({selector:?})].map((each) => each.id)");
    Ok(serde_json::from_value(page.eval(&script).await?)?)
}

/// Waits until just these stories are shown.
async fn shows(page: &Page, expected: &[String]) -> Result<()> {
    let script = "[...document.querySelectorAll('article.story')]
        .filter((each) => each.checkVisibility()).map((each) => each.id)";
    gives(page, "those stories are shown", script, expected.to_vec()).await
}

async fn story(page: &Page, id: &str) -> Result<Node> {
    for article in page.find_all(Role::Article).await? {
        if article.get("id").await? == id {
            return Ok(article);
        }
    }
    anyhow::bail!("{id} is not shown")
}

/// Opens a story by its headline, with the mouse.
async fn open(page: &Page, id: &str) -> Result<Node> {
    let article = story(page, id).await?;
    let summaries = article.find_all(Role::Summary).await?;
    summaries
        .first()
        .context("it does not fold")?
        .click()
        .await?;
    until("its tools are there", async || {
        article.find(Role::Button, "Share").await.map(Some)
    })
    .await?;
    Ok(article)
}

async fn says(page: &Page, text: &str) -> Result<()> {
    until(&format!("the status line says {text:?}"), async || {
        let lines = page.find_all(Role::Status).await?;
        let line = lines.first().context("there is none")?.text().await?;
        ensure!(line.contains(text), "it says {line:?}");
        Ok(Some(()))
    })
    .await
}

async fn pressed(node: &Node, value: &str) -> Result<()> {
    until(&format!("aria-pressed is {value}"), async || {
        Ok((node.get("ariaPressed").await? == value).then_some(()))
    })
    .await
}

/// The id of the story that has the focus; empty where none has.
async fn focus_in(page: &Page, id: &str) -> Result<()> {
    let script = "document.activeElement.closest('article')?.id ?? document.activeElement.id";
    gives(page, &format!("the focus is in {id}"), script, id).await
}

async fn scroll(page: &Page, id: &str, block: &str) -> Result<()> {
    page.eval(&format!(
        "document.getElementById({id:?})
            .scrollIntoView({{ block: {block:?}, behavior: 'instant' }})"
    ))
    .await?;
    page.frames().await?;
    page.frames().await
}

/// Puts a value where the reader keeps it.
async fn remember(page: &Page, key: &str, value: &str) -> Result<()> {
    page.open("archive/").await?;
    page.eval(&format!(
        "localStorage.setItem({:?}, {})",
        format!("df:/{key}"),
        json!(value)
    ))
    .await
    .map(drop)
}

/// Follows a link to a part of the page that stands there.
async fn follow(page: &Page, address: &str) -> Result<()> {
    page.eval(&format!(
        "{{
            const link = document.createElement('a');
            link.href = {address:?};
            document.querySelector('main').append(link);
            link.click();
            link.remove();
        }}"
    ))
    .await
    .map(drop)
}
