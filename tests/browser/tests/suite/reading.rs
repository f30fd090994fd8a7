//! What a reader does with a day: reads it, marks it, mutes, saves, hides and hands on, and
//! what the page says of itself meanwhile.

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

// What is read.

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

// What is muted.

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

// What is saved.

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

// What is unfolded, found and gone to.

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

// What is handed on.

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

// What happens while the page stands.

async fn look_again(page: &Page) -> Result<()> {
    page.eval("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))")
        .await
        .map(drop)
}

#[tokio::test]
async fn a_newer_day_is_offered() -> Outcome {
    let site = &sites()?.root;
    let mut data: Value = serde_json::from_slice(
        &std::fs::read(site.dir.join("data/site.json")).context("site.json")?,
    )
    .context("site.json")?;
    let mut next = data["latest"][0].clone();
    next["date"] = json!("2099-01-02");
    next["date_text"] = json!("2 January 2099");
    data["latest"]
        .as_array_mut()
        .context("no days")?
        .insert(0, next);
    browse(host().await?, async |page| {
        page.host
            .fail("data/site.json", Fault::Body(data.to_string().into_bytes()));
        ready(page, "").await?;
        look_again(page).await?;
        let link = page.wait_for(Role::Link, "Show it").await?;
        ensure!(
            link.get("href").await?.ends_with("/2099-01-02/"),
            "it leads to {}",
            link.get("href").await?
        );
        let text = page.visible_text().await?;
        ensure!(
            text.contains("A newer edition is here: 2 January 2099."),
            "{text}"
        );
        page.check_accessibility("a newer day").await?;
        let notice = link
            .call("function() { return this.closest('aside, div').textContent }")
            .await?;
        ensure!(
            notice.as_str().is_some_and(|text| text.contains("Close")),
            "{notice}"
        );
        tap_button(page, "Close").await?;
        until("it is gone", async || {
            Ok((!page.has(Role::Link, "Show it").await?).then_some(()))
        })
        .await?;
        ensure!(page.focused().await?.0 != "body", "the focus is lost");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_corrected_day_is_offered() -> Outcome {
    let site = &sites()?.root;
    let name = format!("data/{}.json", site.days()?[0]);
    let mut data: Value =
        serde_json::from_slice(&std::fs::read(site.dir.join(&name)).context("the day")?)
            .context("the day")?;
    data["title"] = json!("Another title");
    browse(host().await?, async |page| {
        ready(page, "").await?;
        look_again(page).await?;
        page.frames().await?;
        ensure!(
            !page.has(Role::Button, "Show it").await?,
            "nothing was corrected"
        );

        page.host
            .fail(&name, Fault::Body(data.to_string().into_bytes()));
        ready(page, "").await?;
        look_again(page).await?;
        page.wait_for(Role::Button, "Show it").await?;
        let text = page.visible_text().await?;
        ensure!(text.contains("This day has been corrected."), "{text}");
        page.mark().await?;
        page.find(Role::Button, "Show it").await?.click().await?;
        until("the page is loaded anew", async || {
            Ok(page.check_same_document().await.is_err().then_some(()))
        })
        .await
    })
    .await
}

// For everyone.

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
