//! When fetching fails or takes its time, the page says so as a person would.

use anyhow::{Context, Result, ensure};
use dayfold_browser_tests::{Dated, Fault, Host, Outcome, Page, Role, Style, browse, sites, until};
use dayfold_model::Word;
use std::time::Duration;

async fn host() -> Result<Host> {
    let site = &sites()?.root;
    Host::start(&site.dir, site.base, Style::Redirecting).await
}

fn word(word: Word) -> Result<String> {
    Ok(sites()?.root.data()?.settings.words.get(word).to_owned())
}

/// The newest page, the file of the day before it, and that day's title.
async fn newest(page: &Page) -> Result<(String, String)> {
    let days = sites()?.root.digests()?;
    page.open_alive("").await?;
    page.mark().await?;
    Ok((
        format!("data/{}.json", days[1].day()),
        days[1].title.clone(),
    ))
}

async fn go_back_a_day(page: &Page) -> Result<()> {
    page.find(Role::Link, "Previous day").await?.click().await
}

#[tokio::test]
async fn a_missing_day_is_not_found() -> Outcome {
    browse(host().await?, async |page| {
        let (json, title) = newest(page).await?;
        page.expect_console(&["(network)", &json, "404"]);
        page.host.fail(&json, Fault::Status(404));
        go_back_a_day(page).await?;
        page.wait_for_heading(&word(Word::NotFoundTitle)?).await?;
        until("the focus and the title follow", async || {
            ensure!(page.focused().await?.0 == "h1", "the focus is elsewhere");
            let said = page.title().await?;
            ensure!(
                said.contains(&word(Word::NotFoundTitle)?),
                "the title is {said:?}"
            );
            Ok(Some(()))
        })
        .await?;
        // From there, the way on works.
        page.host.recover();
        page.find(Role::Link, "Latest").await?.click().await?;
        page.wait_for_heading(&sites()?.root.digests()?[0].title)
            .await?;
        go_back_a_day(page).await?;
        page.wait_for_heading(&title).await?;
        page.check_same_document().await
    })
    .await
}

/// Fails, tries again in vain, recovers, tries again.
async fn fails_and_recovers(fault: Fault, why: Word) -> Outcome {
    browse(host().await?, async |page| {
        let (json, title) = newest(page).await?;
        if let Fault::Status(status) = &fault {
            page.expect_console(&["(network)", &json, &status.to_string()]);
        }
        if let Fault::Cut = &fault {
            page.expect_console(&["(network)", &json, "net::"]);
        }
        page.host.fail(&json, fault);
        go_back_a_day(page).await?;
        page.wait_for_heading(&word(Word::FailedTitle)?).await?;
        let text = page.visible_text().await?;
        ensure!(text.contains(&word(why)?), "it does not say why: {text}");

        let asked = page.host.requests(&json);
        page.eval("document.querySelector('main h1').id = 'first-failure'")
            .await?;
        page.wait_for(Role::Button, "Try again")
            .await?
            .click()
            .await?;
        until("it is asked for again", async || {
            Ok((page.host.requests(&json) > asked).then_some(()))
        })
        .await?;
        until("it says so anew", async || {
            let first = page.eval("!!document.getElementById('first-failure')");
            Ok((first.await? == false).then_some(()))
        })
        .await?;
        page.wait_for_heading(&word(Word::FailedTitle)?).await?;

        page.host.recover();
        page.wait_for(Role::Button, "Try again")
            .await?
            .click()
            .await?;
        page.wait_for_heading(&title).await?;
        page.check_same_document().await
    })
    .await
}

#[tokio::test]
async fn a_server_error_can_be_tried_again() -> Outcome {
    fails_and_recovers(Fault::Status(503), Word::FailedNetwork).await
}

#[tokio::test]
async fn broken_data_can_be_tried_again() -> Outcome {
    fails_and_recovers(
        Fault::Body(b"{\"version\": 1, ".to_vec()),
        Word::FailedFormat,
    )
    .await
}

#[tokio::test]
async fn data_of_another_kind_can_be_tried_again() -> Outcome {
    let page = b"<!doctype html><title>Sign in to the hotel's network</title>";
    fails_and_recovers(Fault::Body(page.to_vec()), Word::FailedFormat).await
}

#[tokio::test]
async fn data_that_is_cut_off_can_be_tried_again() -> Outcome {
    fails_and_recovers(Fault::Cut, Word::FailedNetwork).await
}

#[tokio::test]
async fn data_of_a_later_version_can_be_tried_again() -> Outcome {
    let days = sites()?.root.digests()?;
    let path = sites()?
        .root
        .dir
        .join(format!("data/{}.json", days[1].day()));
    let text = std::fs::read_to_string(path).context("no day")?;
    let later = text.replacen("\"version\":1", "\"version\":2", 1);
    assert_ne!(text, later);
    fails_and_recovers(Fault::Body(later.into_bytes()), Word::FailedFormat).await
}

#[tokio::test]
async fn data_of_an_earlier_version_can_be_tried_again() -> Outcome {
    let earlier = br#"{"version":0,"day":"2025-11-21","stories":["A","B"]}"#;
    fails_and_recovers(Fault::Body(earlier.to_vec()), Word::FailedFormat).await
}

/// A line that breaks off for a moment is no failure.
#[tokio::test]
async fn what_fails_for_a_moment_is_not_told() -> Outcome {
    browse(host().await?, async |page| {
        let (json, title) = newest(page).await?;
        page.expect_console(&["(network)", &json, "503"]);
        page.host.fail(&json, Fault::Status(503));
        page.eval(&format!(
            "window.told = false;
            new MutationObserver(() => {{
                told ||= document.querySelector('main').textContent.includes({:?});
            }}).observe(document.body, {{ subtree: true, childList: true, characterData: true }}); 0",
            word(Word::FailedTitle)?
        ))
        .await?;
        go_back_a_day(page).await?;
        until("it was asked for", async || {
            Ok((page.host.requests(&json) > 0).then_some(()))
        })
        .await?;
        page.host.recover();
        page.wait_for_heading(&title).await?;
        assert_eq!(page.eval("told").await?, false, "it told of a failure");
        // No more than a second try, and that not at once.
        ensure!(page.host.requests(&json) <= 3, "it asked over and over");
        page.check_same_document().await
    })
    .await
}

/// What was on the screen is there again without the network, however long ago that was.
#[tokio::test]
async fn going_back_takes_no_network() -> Outcome {
    browse(host().await?, async |page| {
        page.before_scripts(
            "const now = performance.now.bind(performance);
            let shift = 0;
            performance.now = () => now() + shift;
            window.anHourLater = () => { shift += 3600000 };",
        )
        .await?;
        let days = sites()?.root.digests()?;
        newest(page).await?;
        go_back_a_day(page).await?;
        page.wait_for_heading(&days[1].title).await?;
        go_back_a_day(page).await?;
        page.wait_for_heading(&days[2].title).await?;
        page.eval("anHourLater()").await?;
        page.expect_console(&["(network)", "503"]);
        page.host.fail(".json", Fault::Status(503));
        page.back().await?;
        page.wait_for_heading(&days[1].title).await?;
        page.check_same_document().await
    })
    .await
}

/// Loading says nothing for 300 ms, so that what comes soon does not flash, and then it does.
#[tokio::test]
async fn slow_loading_is_told_but_not_at_once() -> Outcome {
    let words = word(Word::Loading)?;
    browse(host().await?, async |page| {
        let (json, title) = newest(page).await?;
        page.host.fail(&json, Fault::Delay(Duration::from_millis(1500)));
        // Watched from within: asking from here would be too slow to tell.
        page.eval(&format!(
            "window.told = null;
            window.began = null;
            addEventListener('click', () => {{ began = performance.now() }}, true);
            new MutationObserver(() => {{
                const main = document.querySelector('main');
                const says = main.textContent + main.ariaLabel + main.ariaBusy;
                if (told === null && began && says.includes({words:?})) told = performance.now() - began;
            }}).observe(document.body, {{ subtree: true, childList: true, characterData: true, attributes: true }}); 0"
        ))
        .await?;
        // Without the mouse, which would fetch ahead on its way.
        let link = page.find(Role::Link, "Previous day").await?;
        link.call("function() { this.click() }").await?;
        let told = until("loading is told", async || Ok(page.eval("told").await?.as_f64())).await?;
        ensure!(told >= 290.0, "it is told after {told} ms");
        ensure!(told < 1200.0, "it is told after {told} ms only");
        page.wait_for_heading(&title).await?;
        let text = page.eval("document.querySelector('main').textContent").await?;
        ensure!(!text.as_str().unwrap_or_default().contains(&words), "it still says {words:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn quick_loading_is_not_told() -> Outcome {
    let words = word(Word::Loading)?;
    browse(host().await?, async |page| {
        let (json, title) = newest(page).await?;
        page.host.fail(&json, Fault::Delay(Duration::from_millis(60)));
        page.eval(&format!(
            "window.told = false;
            new MutationObserver(() => {{
                told ||= document.querySelector('main').textContent.includes({words:?});
            }}).observe(document.body, {{ subtree: true, childList: true, characterData: true }}); 0"
        ))
        .await?;
        go_back_a_day(page).await?;
        page.wait_for_heading(&title).await?;
        assert_eq!(page.eval("told").await?, false, "it says {words:?} for a moment");
        Ok(())
    })
    .await
}
