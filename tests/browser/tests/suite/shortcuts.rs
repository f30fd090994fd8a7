//! Keys that do something by themselves, and when they must not.

use anyhow::{Result, ensure};
use dayfold_browser_tests::{Dated, Host, Outcome, Page, Role, Style, browse, sites, until};
use dayfold_model::Digest;
use thirtyfour::Key;

async fn host() -> Result<Host> {
    let site = &sites()?.root;
    Host::start(&site.dir, site.base, Style::Redirecting).await
}

/// The newest day, alive and with all its words.
async fn ready(page: &Page) -> Result<Digest> {
    page.open_alive("").await?;
    page.wait_for(Role::Button, "Preferences").await?;
    Ok(sites()?.root.digests()?.remove(0))
}

/// The id of the story that has the focus; empty where none has.
async fn current(page: &Page) -> Result<String> {
    let id = "document.activeElement.closest('article.story')?.id ?? ''";
    let id = page.eval(id).await?;
    Ok(id.as_str().unwrap_or_default().to_owned())
}

async fn is_open(page: &Page, panel: &str) -> Result<bool> {
    page.frames().await?;
    page.has(Role::Dialog, panel).await
}

#[tokio::test]
async fn stories_are_gone_through() -> Outcome {
    browse(host().await?, async |page| {
        let day = ready(page).await?;
        let ids: Vec<_> = day.stories().map(|story| story.id.clone()).collect();
        for id in &ids[..3] {
            page.type_text("j").await?;
            assert_eq!(&current(page).await?, id);
        }
        let (top, height) = (
            page.eval("document.activeElement.getBoundingClientRect().top")
                .await?,
            page.eval("innerHeight").await?,
        );
        let (top, height) = (top.as_f64(), height.as_f64());
        ensure!(top > Some(0.0) && top < height, "{top:?} of {height:?}");
        page.type_text("k").await?;
        assert_eq!(current(page).await?, ids[1]);
        page.type_text("kk").await?;
        assert_eq!(
            current(page).await?,
            ids[0],
            "there is none before the first"
        );

        let open = "!!document.activeElement.closest('article.story').querySelector('[open]')";
        for expected in [true, false] {
            page.type_text("o").await?;
            assert_eq!(page.eval(open).await?, expected);
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn stories_that_are_filtered_out_are_skipped() -> Outcome {
    browse(host().await?, async |page| {
        let day = sites()?.root.digests()?.remove(0);
        let last = day.sections.iter().rfind(|topic| !topic.stories.is_empty());
        let Some(last) = last.filter(|topic| topic.title.is_some()) else {
            return Ok(());
        };
        page.open_alive(&format!("?topic={}", last.id)).await?;
        page.type_text("j").await?;
        assert_eq!(current(page).await?, last.stories[0].id);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn days_are_gone_through() -> Outcome {
    browse(host().await?, async |page| {
        ready(page).await?;
        page.mark().await?;
        let days = sites()?.root.digests()?;
        for (key, at) in [("p", 1), ("p", 2), ("n", 1)] {
            page.type_text(key).await?;
            page.wait_for_heading(&days[at].title).await?;
            assert_eq!(page.path().await?, format!("{}/", days[at].day()));
        }
        page.check_same_document().await
    })
    .await
}

#[tokio::test]
async fn all_is_unfolded_and_folded() -> Outcome {
    browse(host().await?, async |page| {
        ready(page).await?;
        for open in [true, false] {
            page.type_text("x").await?;
            until(&format!("unfolded is {open} of all"), async || {
                let script = format!(
                    "[...document.querySelectorAll('main details')]
                        .filter((each) => each.checkVisibility())
                        .every((each) => each.open === {open})"
                );
                Ok((page.eval(&script).await? == true).then_some(()))
            })
            .await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn themes_are_gone_through_and_told() -> Outcome {
    browse(host().await?, async |page| {
        ready(page).await?;
        for (theme, name) in [
            ("light", "Light"),
            ("dark", "Dark"),
            ("sepia", "Sepia"),
            ("contrast", "High contrast"),
            ("", "As the system"),
        ] {
            page.type_text("t").await?;
            page.frames().await?;
            let chosen = page
                .eval("document.documentElement.dataset.theme ?? ''")
                .await?;
            assert_eq!(chosen, theme);
            let said = page
                .eval("document.querySelector('[aria-live]').textContent")
                .await?;
            assert_eq!(said, format!("Theme: {name}"));
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_list_of_keys_opens_and_closes() -> Outcome {
    browse(host().await?, async |page| {
        ready(page).await?;
        page.type_text("?").await?;
        let list = page.wait_for(Role::Dialog, "Keyboard").await?;
        page.check_accessibility("the list of keys").await?;
        page.picture("keyboard").await?;
        ensure!(list.text().await?.contains("Next story"));
        page.type_text("?").await?;
        ensure!(!is_open(page, "Keyboard").await?, "it stays open");
        // And from the preferences, over those.
        page.find(Role::Button, "Preferences")
            .await?
            .click()
            .await?;
        page.wait_for(Role::Button, "Keyboard")
            .await?
            .click()
            .await?;
        page.wait_for(Role::Dialog, "Keyboard").await?;
        // What a panel covers is left alone.
        page.type_text("j").await?;
        assert_eq!(current(page).await?, "");
        page.press(Key::Escape).await?;
        ensure!(
            !is_open(page, "Keyboard").await?,
            "Escape does not close it"
        );
        ensure!(is_open(page, "Preferences").await?, "it closes both");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_typed_is_no_command() -> Outcome {
    browse(host().await?, async |page| {
        ready(page).await?;
        page.find(Role::Button, "Preferences")
            .await?
            .click()
            .await?;
        let field = page.wait_for(Role::Field, "What to mute").await?;
        field.focus().await?;
        page.type_text("jt?/x").await?;
        assert_eq!(field.get("value").await?, "jt?/x");
        let theme = page
            .eval("document.documentElement.dataset.theme ?? ''")
            .await?;
        assert_eq!(theme, "");
        page.press(Key::Escape).await?;
        ensure!(
            !is_open(page, "Preferences").await?,
            "Escape closes the panel"
        );

        for held in [Key::Control, Key::Alt, Key::Meta] {
            page.type_with(held, "t").await?;
        }
        page.frames().await?;
        let theme = page
            .eval("document.documentElement.dataset.theme ?? ''")
            .await?;
        assert_eq!(theme, "", "with Ctrl, Alt or Meta");

        // Another's key already.
        page.eval(
            "document.body.addEventListener('keydown', (event) => event.preventDefault()); 0",
        )
        .await?;
        page.type_text("t").await?;
        let theme = page
            .eval("document.documentElement.dataset.theme ?? ''")
            .await?;
        assert_eq!(theme, "");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn keys_can_be_switched_off() -> Outcome {
    browse(host().await?, async |page| {
        ready(page).await?;
        page.type_text("?").await?;
        let list = page.wait_for(Role::Dialog, "Keyboard").await?;
        let switch = list.find(Role::Checkbox, "Use these keys").await?;
        assert_eq!(switch.get("checked").await?, "true");
        switch.click().await?;
        page.press(Key::Escape).await?;
        ensure!(!is_open(page, "Keyboard").await?, "Escape is the browser's");
        for _ in 0..2 {
            page.type_text("jt?").await?;
            assert_eq!(current(page).await?, "");
            ensure!(!is_open(page, "Keyboard").await?, "the keys are still on");
            page.reload().await?;
            page.alive().await?;
            page.wait_for(Role::Button, "Preferences").await?;
        }
        Ok(())
    })
    .await
}
