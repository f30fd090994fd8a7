//! With the keyboard alone.

use anyhow::{Result, ensure};
use dayfold_browser_tests::{Host, Outcome, Page, Role, Style, browse, sites, until};
use dayfold_model::Word;
use thirtyfour::Key;

async fn host() -> Result<Host> {
    let site = &sites()?.root;
    Host::start(&site.dir, site.base, Style::Redirecting).await
}

#[tokio::test]
async fn the_first_link_skips_to_the_text() -> Outcome {
    browse(host().await?, async |page| {
        page.open_alive("").await?;
        page.press(Key::Tab).await?;
        let (element, text) = page.focused().await?;
        assert_eq!(element, "a");
        assert_eq!(text, sites()?.root.data()?.settings.words.get(Word::Skip));
        let seen = page
            .eval("document.activeElement.getBoundingClientRect().top >= 0")
            .await?;
        assert_eq!(seen, true, "the link is not shown when it has the focus");
        page.press(Key::Enter).await?;
        page.frames().await?;
        page.press(Key::Tab).await?;
        let inside = page
            .eval("document.querySelector('main').contains(document.activeElement)")
            .await?;
        assert_eq!(inside, true, "the focus is on {:?}", page.focused().await?);
        Ok(())
    })
    .await
}

/// Presses Tab until a card has the focus.
async fn to_a_card(page: &Page) -> Result<()> {
    for _ in 0..200 {
        page.press(Key::Tab).await?;
        let (element, text) = page.focused().await?;
        let marked = page
            .eval(
                "{ const style = getComputedStyle(document.activeElement);
                     style.outlineStyle !== 'none' || style.boxShadow !== 'none' }",
            )
            .await?;
        ensure!(
            marked == true,
            "nothing shows that {element} {text:?} has the focus"
        );
        if element == "summary" {
            return Ok(());
        }
    }
    anyhow::bail!("no card takes the focus")
}

#[tokio::test]
async fn cards_take_the_focus_and_fold() -> Outcome {
    browse(host().await?, async |page| {
        page.open_alive("").await?;
        to_a_card(page).await?;
        let open = async || page.eval("document.activeElement.parentElement.open").await;
        assert_eq!(open().await?, false);
        page.press(Key::Enter).await?;
        assert_eq!(open().await?, true, "Enter does not unfold");
        page.press(Key::Space).await?;
        assert_eq!(open().await?, false, "Space does not fold");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn buttons_fold_and_unfold_all() -> Outcome {
    browse(host().await?, async |page| {
        page.open_alive("").await?;
        let states = async || {
            page.eval("[...document.querySelectorAll('.day details')].map(each => each.open)")
                .await
        };
        let all = async |open: bool| {
            until(&format!("unfolded is {open} of all"), async || {
                let states = states().await?;
                let states = states.as_array().cloned().unwrap_or_default();
                Ok((!states.is_empty() && states.iter().all(|state| *state == open)).then_some(()))
            })
            .await
        };
        all(false).await?;
        for (name, open, key) in [
            ("Expand all", true, Key::Enter),
            ("Collapse all", false, Key::Space),
        ] {
            page.find(Role::Button, name).await?.focus().await?;
            page.press(key).await?;
            all(open).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn filters_are_pressed_by_keys() -> Outcome {
    browse(host().await?, async |page| {
        page.open_alive("").await?;
        let group = page.find(Role::Group, "Filter stories").await?;
        let button = &group.find_all(Role::Button).await?[0];
        button.focus().await?;
        page.press(Key::Space).await?;
        until("it is pressed", async || {
            Ok((button.get("ariaPressed").await? == "true").then_some(()))
        })
        .await?;
        page.press(Key::Enter).await?;
        until("it is not", async || {
            Ok((button.get("ariaPressed").await? == "false").then_some(()))
        })
        .await
    })
    .await
}
