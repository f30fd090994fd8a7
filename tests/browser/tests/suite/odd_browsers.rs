//! Browsers that lack something, that remember too much, or that change the page: it is a usable
//! page each time.

use anyhow::{Result, ensure};
use dayfold_browser_tests::{
    Dated, Host, Outcome, Page, Role, Style, browse, digest_texts, sites, squeeze, until,
};
use dayfold_model::Digest;
use serde_json::json;
use std::time::Duration;
use thirtyfour::Key;

async fn host() -> Result<Host> {
    let site = &sites()?.news;
    Host::start(&site.dir, site.base, Style::Redirecting).await
}

fn days() -> Result<Vec<Digest>> {
    sites()?.news.digests()
}

/// The newest day is there with all that it tells, a card unfolds, and a link leads on.
async fn is_usable(page: &Page, days: &[Digest]) -> Result<()> {
    let text = squeeze(&page.all_text().await?);
    let texts = digest_texts(&days[0]);
    let missing: Vec<_> = texts
        .into_iter()
        .filter(|(_, piece)| !text.contains(&squeeze(piece)))
        .collect();
    ensure!(missing.is_empty(), "the page lost {missing:#?}");
    let cards = page.find_all(Role::Main).await?[0]
        .find_all(Role::Summary)
        .await?;
    cards[0].click().await?;
    assert_eq!(cards[0].get("parentElement.open").await?, "true");
    page.find(Role::Link, "Previous day").await?.click().await?;
    page.wait_for_heading(&days[1].title).await?;
    ensure!(page.path().await? == format!("{}/", days[1].day()));
    Ok(())
}

/// The same, and the app has taken over: a filter answers.
async fn is_alive(page: &Page, days: &[Digest]) -> Result<()> {
    page.alive().await?;
    is_usable(page, days).await?;
    page.wait_for(Role::Button, "Expand all").await?;
    page.find(Role::Search, "Find in this day")
        .await?
        .focus()
        .await?;
    page.type_text("qqqqqq").await?;
    until("the filter leaves nothing", async || {
        let lines = page.find_all(Role::Status).await?;
        let mut said = vec![];
        for line in lines {
            said.push(line.text().await?);
        }
        let none = said.iter().any(|line| line.contains("qqqqqq"));
        Ok(none.then_some(()))
    })
    .await
}

/// Opens the newest day in a browser that a script has changed before.
async fn changed(script: &'static str) -> Outcome {
    let days = days()?;
    browse(host().await?, async move |page| {
        page.before_scripts(script).await?;
        page.open("").await?;
        is_alive(page, &days).await
    })
    .await
}

#[tokio::test]
async fn nothing_can_be_stored() -> Outcome {
    changed(
        "const refuse = { get() { throw new DOMException('not here', 'SecurityError') } };
        for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
            Object.defineProperty(window, name, refuse);
        Object.defineProperty(Navigator.prototype, 'serviceWorker', refuse);",
    )
    .await
}

#[tokio::test]
async fn the_storage_is_full() -> Outcome {
    let days = days()?;
    browse(host().await?, async move |page| {
        page.before_scripts(
            "Storage.prototype.setItem = () => {
                throw new DOMException('no room', 'QuotaExceededError');
            };",
        )
        .await?;
        page.open("").await?;
        is_alive(page, &days).await?;
        // What is chosen holds as long as the page does.
        page.open_alive("").await?;
        page.wait_for(Role::Button, "Hide what was read")
            .await?
            .click()
            .await?;
        until("it is pressed", async || {
            let button = page.find(Role::Button, "Hide what was read").await?;
            Ok((button.get("ariaPressed").await? == "true").then_some(()))
        })
        .await
    })
    .await
}

/// Whatever stands under the reader's keys: of a later version, of another shape, or of none.
#[tokio::test]
async fn what_is_stored_is_of_another_kind() -> Outcome {
    let days = days()?;
    browse(host().await?, async move |page| {
        page.open("").await?;
        is_alive(page, &days).await?;
        let deep = ["[".repeat(20_000), "]".repeat(20_000)].concat();
        let records = [
            "{",
            "null",
            "[]",
            "{}",
            "1e999",
            "[[[null]]]",
            r#"{"version":99,"theme":["dark"],"read":"all"}"#,
            r#"[{"page":1,"id":null},{"page":"2025-11-22","id":"\ud800"},"saved"]"#,
            r#"{"__proto__":{"alive":false},"constructor":1}"#,
            &deep,
        ];
        let keys = [
            "preferences", "muted", "saved", "visit", "read", "marks", "programs", "known",
            "edges", "catch-up",
        ];
        for record in records {
            let store = format!(
                "for (const key of [...Object.keys(localStorage), ...{}.map((key) => 'df:/news/' + key)])
                    localStorage[key] = {};
                0",
                json!(keys),
                json!(record)
            );
            page.eval(&store).await?;
            page.open("").await?;
            is_alive(page, &days).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nothing_knows_how_to_write_a_date() -> Outcome {
    changed("delete window.Intl;").await
}

#[tokio::test]
async fn the_clock_is_years_ahead() -> Outcome {
    changed(OFF_BY_YEARS[0]).await
}

#[tokio::test]
async fn the_clock_is_years_behind() -> Outcome {
    changed(OFF_BY_YEARS[1]).await
}

const OFF_BY_YEARS: [&str; 2] = [
    "const Right = Date, off = 2e12;
    window.Date = class extends Right {
        constructor(...given) { given.length ? super(...given) : super(Right.now() + off); }
        static now() { return Right.now() + off; }
    };",
    "const Right = Date, off = -2e12;
    window.Date = class extends Right {
        constructor(...given) { given.length ? super(...given) : super(Right.now() + off); }
        static now() { return Right.now() + off; }
    };",
];

/// What is new in browsers is not in all of them.
#[tokio::test]
async fn what_is_newer_is_missing() -> Outcome {
    changed(
        "delete window.requestIdleCallback;
        delete window.IntersectionObserver;
        delete window.ResizeObserver;
        delete window.scheduler;
        delete Navigator.prototype.share;
        delete Navigator.prototype.clipboard;
        delete Document.prototype.startViewTransition;
        Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined });",
    )
    .await
}

/// Back out of a document of its own, whether the browser kept the page alive or not.
#[tokio::test]
async fn back_from_another_document() -> Outcome {
    let days = days()?;
    browse(host().await?, async move |page| {
        page.open_alive("").await?;
        page.open_alive("saved/").await?;
        page.back().await?;
        page.wait_for_heading(&days[0].title).await?;
        page.forward().await?;
        page.wait_for_heading("Saved").await?;
        page.back().await?;
        is_alive(page, &days).await
    })
    .await
}

/// At 400 % a window of 1280 by 1024 pixels has room for 320 by 256 (WCAG 2.2, 1.4.10).
#[tokio::test]
async fn zoomed_to_four_times() -> Outcome {
    let days = days()?;
    browse(host().await?, async move |page| {
        page.zoomed().await?;
        for path in ["", "archive/", "tags/", "saved/", "search/"] {
            page.open_alive(path).await?;
            let wide = "document.documentElement.scrollWidth - innerWidth";
            ensure!(page.eval(wide).await?.as_f64().unwrap_or(1.0) <= 0.0, "/{path} is too wide");
            // What stays in place while the text scrolls leaves most of it to the text.
            let held = "Math.max(0, ...[...document.querySelectorAll('body *')]
                .filter((all) => /fixed|sticky/.test(getComputedStyle(all).position))
                .filter((all) => all.offsetParent !== null || getComputedStyle(all).position === 'fixed')
                .map((all) => all.getBoundingClientRect())
                .filter((box) => box.bottom > 0 && box.top < innerHeight)
                .map((box) => box.height))";
            let held = page.eval(held).await?.as_f64().unwrap_or(f64::MAX);
            ensure!(held <= 128.0, "{held} pixels of /{path} are always covered");
        }
        page.open_alive("").await?;
        is_usable(page, &days).await
    })
    .await
}

/// Where the system chooses the colours, what is pressed and what is focused still shows.
#[tokio::test]
async fn with_forced_colours() -> Outcome {
    let days = days()?;
    browse(host().await?, async move |page| {
        page.forced_colours().await?;
        page.open_alive("").await?;
        page.picture("forced-colours").await?;
        let look = "(() => {
            const buttons = document.querySelectorAll('.filters button[aria-pressed]');
            const look = (button) => {
                const style = getComputedStyle(button);
                return [style.color, style.borderColor, style.textDecorationLine, style.fontWeight].join();
            };
            const before = look(buttons[0]);
            buttons[0].click();
            return new Promise((done) => setTimeout(() => done([before, look(buttons[0])]), 500));
        })()";
        page.wait_for(Role::Button, "Expand all").await?;
        let looks = page.eval(look).await?;
        ensure!(looks[0] != looks[1], "a pressed button looks as others: {looks}");
        page.open_alive("").await?;
        is_usable(page, &days).await
    })
    .await
}

/// As much as a browser keeps for a site, in stories that were saved.
#[tokio::test]
async fn thousands_of_stories_are_saved() -> Outcome {
    let days = days()?;
    browse(host().await?, async move |page| {
        page.open_alive("").await?;
        let fill = "(() => {
            const lead = 'How a story begins, in as many words as a card has room for. '.repeat(3);
            const stories = Array.from({ length: 16000 }, (_, at) => ({
                page: `20${10 + at % 15}-0${1 + at % 9}-1${at % 10}`, id: `story-${at}`,
                title: `A headline of some length, number ${at}`, date_text: 'A day', lead }));
            while (stories.length)
                try {
                    localStorage['df:/news/saved'] = JSON.stringify(stories);
                    return stories.length;
                } catch { stories.length -= 500; }
        })()";
        let stored = page.eval(fill).await?.as_u64().unwrap_or_default();
        ensure!(stored > 10_000, "only {stored} stories were stored");
        page.open("").await?;
        is_alive(page, &days).await?;
        page.open_alive("saved/").await?;
        page.wait_for_heading("Saved").await?;
        // Not all at once: that takes seconds. Who asks for more keeps the place.
        for count in [200, 400] {
            until("they are listed", async || {
                let listed = page
                    .eval("document.querySelectorAll('main article').length")
                    .await?;
                Ok((listed == count).then_some(()))
            })
            .await?;
            page.wait_for(Role::Button, "Show more").await?;
            page.eval("document.querySelector('main .plain-button:not([hidden])').focus()")
                .await?;
            page.press(Key::Enter).await?;
            let focused = page.eval("document.activeElement.innerText").await?;
            ensure!(focused == "Show more", "the focus is on {focused}");
        }
        Ok(())
    })
    .await
}

/// Extensions and translators: what they do to the page between its arrival and the app's.
async fn meddled(meddle: &str) -> Outcome {
    let days = days()?;
    let script = format!(
        "addEventListener('DOMContentLoaded', () => {{
            const texts = (root) => {{
                const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
                const all = [];
                while (walk.nextNode()) if (walk.currentNode.data.trim()) all.push(walk.currentNode);
                return all;
            }};
            {meddle}
        }});"
    );
    browse(host().await?, async move |page| {
        // An app that finds another page than it knows may give up, and says why.
        page.expect_console(&[""]);
        page.before_scripts(&script).await?;
        page.open("").await?;
        tokio::time::sleep(Duration::from_millis(1500)).await;
        is_usable(page, &days).await
    })
    .await
}

#[tokio::test]
async fn an_extension_adds_to_the_page() -> Outcome {
    meddled(
        "document.documentElement.className = 'dark-reader';
        document.body.prepend(Object.assign(document.createElement('div'), { id: 'toolbar' }));
        document.querySelector('main').prepend(document.createElement('aside'));
        for (const card of document.querySelectorAll('article, li, nav'))
            card.prepend(document.createElement('span'));",
    )
    .await
}

#[tokio::test]
async fn an_extension_adds_behind_everything() -> Outcome {
    meddled(
        "for (const each of document.querySelectorAll('a, p, button, h2, h3, article'))
            each.append(document.createElement('i'));",
    )
    .await
}

#[tokio::test]
async fn a_translator_wraps_every_text() -> Outcome {
    meddled(
        "for (const text of texts(document.body)) {
            const font = document.createElement('font');
            text.replaceWith(font);
            font.append(text);
        }",
    )
    .await
}

#[tokio::test]
async fn an_extension_splits_texts() -> Outcome {
    meddled("for (const text of texts(document.body)) if (text.length > 8) text.splitText(4);")
        .await
}

#[tokio::test]
async fn a_blocker_takes_parts_away() -> Outcome {
    meddled(
        "for (const part of document.querySelectorAll('.shown, .contents, .filters, .to-quick-open'))
            part.remove();",
    )
    .await
}

#[tokio::test]
async fn an_extension_strips_comments() -> Outcome {
    meddled(
        "const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
        const all = [];
        while (walk.nextNode()) all.push(walk.currentNode);
        for (const comment of all) comment.remove();",
    )
    .await
}
