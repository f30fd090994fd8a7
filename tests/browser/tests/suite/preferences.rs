//! What a reader prefers: chosen in the panel, there at once, and there again next time.

use anyhow::{Result, ensure};
use dayfold_browser_tests::{
    Fault, Host, Node, Outcome, Page, Role, Scheme, Style, browse, sites, until,
};
use serde_json::{Value, json};
use thirtyfour::Key;

async fn host() -> Result<Host> {
    let site = &sites()?.news;
    Host::start(&site.dir, site.base, Style::Redirecting).await
}

/// Opens the panel by its button.
async fn open_panel(page: &Page) -> Result<Node> {
    let button = page.wait_for(Role::Button, "Preferences").await?;
    button.click().await?;
    page.wait_for(Role::Dialog, "Preferences").await
}

/// A radio button, found in its group: several groups have a "Normal".
async fn choose(panel: &Node, group: &str, name: &str) -> Result<Node> {
    panel
        .find(Role::Group, group)
        .await?
        .find(Role::Radio, name)
        .await
}

/// The value of a `data-` attribute of the root element, `null` where it has none.
async fn root_has(page: &Page, name: &str, value: Value) -> Result<()> {
    until(&format!("data-{name} is {value}"), async || {
        let script = format!("document.documentElement.getAttribute('data-{name}')");
        Ok((page.eval(&script).await? == value).then_some(()))
    })
    .await
}

const CHOICES: &[(&str, &str, &str, &str)] = &[
    ("Theme", "Sepia", "theme", "sepia"),
    ("Text size", "Large", "size", "large"),
    ("Typeface", "Serif", "font", "serif"),
    ("Line length", "Short", "measure", "narrow"),
    ("Spacing", "Airy", "density", "airy"),
    ("Open at first", "Everything", "open", "all"),
    ("Muted stories", "Hidden", "muted", "hide"),
];

const SWITCHES: &[(&str, &str, &str)] = &[
    ("Hide what was read", "read", "hide"),
    ("Nothing moves", "motion", "none"),
];

/// Without the wasm nobody but the script in the head can have set them.
#[tokio::test]
async fn what_was_chosen_is_there_before_the_app() -> Outcome {
    browse(host().await?, async |page| {
        page.open_alive("").await?;
        let panel = open_panel(page).await?;
        for (group, name, attribute, value) in CHOICES {
            choose(&panel, group, name).await?.click().await?;
            root_has(page, attribute, json!(value)).await?;
        }
        for (name, attribute, value) in SWITCHES {
            panel.find(Role::Checkbox, name).await?.click().await?;
            root_has(page, attribute, json!(value)).await?;
        }
        let paper = "getComputedStyle(document.body).backgroundColor";
        let sepia = page.eval(paper).await?;

        page.expect_console(&[".wasm"]);
        page.expect_console(&["boot-"]);
        page.host.fail(".wasm", Fault::Status(500));
        page.reload().await?;
        let all = CHOICES
            .iter()
            .map(|(_, _, attribute, value)| (attribute, value));
        let switches = SWITCHES
            .iter()
            .map(|(_, attribute, value)| (attribute, value));
        for (attribute, value) in all.chain(switches) {
            root_has(page, attribute, json!(value)).await?;
        }
        assert_eq!(page.eval(paper).await?, sepia);

        page.host.recover();
        page.open_alive("").await?;
        let panel = open_panel(page).await?;
        for (group, name, ..) in CHOICES {
            let radio = choose(&panel, group, name).await?;
            assert_eq!(radio.get("checked").await?, "true", "{group}: {name}");
        }
        panel.find(Role::Button, "Reset").await?.click().await?;
        for (_, _, attribute, _) in CHOICES {
            root_has(page, attribute, Value::Null).await?;
        }
        for (group, name) in [("Theme", "As the system"), ("Text size", "Normal")] {
            let radio = choose(&panel, group, name).await?;
            assert_eq!(radio.get("checked").await?, "true", "{group}: {name}");
        }
        Ok(())
    })
    .await
}

/// The very first frame: the style of the page while its body is still being read.
#[tokio::test]
async fn no_other_theme_flashes() -> Outcome {
    const WATCH: &str = "
        window.seen = new Set();
        const look = () => {
            if (document.body) seen.add(getComputedStyle(document.body).colorScheme);
            if (performance.now() < 1500) requestAnimationFrame(look);
        };
        look();";
    browse(host().await?, async |page| {
        page.prefers(Scheme::Light, false).await?;
        page.open_alive("").await?;
        let panel = open_panel(page).await?;
        choose(&panel, "Theme", "Dark").await?.click().await?;
        root_has(page, "theme", json!("dark")).await?;
        page.before_scripts(WATCH).await?;
        page.open_alive("archive/").await?;
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        assert_eq!(page.eval("[...seen]").await?, json!(["dark"]));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn two_tabs_are_in_step() -> Outcome {
    browse(host().await?, async |page| {
        page.open_alive("").await?;
        page.eval("window.other = open(location.href); 0").await?;
        let other = "window.other.document.documentElement";
        let panel = "window.other.document.getElementById('df-preferences')";
        until("the other tab is alive", async || {
            Ok((page.eval(&format!("!!{panel}")).await? == true).then_some(()))
        })
        .await?;
        page.to_front().await?;
        // In the one, by hand; in the other, by its own code.
        let own = open_panel(page).await?;
        choose(&own, "Theme", "Dark").await?.click().await?;
        until("the other tab is dark", async || {
            let theme = page.eval(&format!("{other}.dataset.theme")).await?;
            Ok((theme == "dark").then_some(()))
        })
        .await?;
        page.eval(&format!(
            "{panel}.querySelector('[name=df-theme][value=\"\"]').click()"
        ))
        .await?;
        root_has(page, "theme", Value::Null).await?;
        let system = choose(&own, "Theme", "As the system").await?;
        assert_eq!(system.get("checked").await?, "true");
        page.eval("window.other.close()").await?;
        Ok(())
    })
    .await
}

/// Storage that is blocked: everything works until the page goes, and nobody complains.
#[tokio::test]
async fn storage_that_throws_is_no_storage() -> Outcome {
    browse(host().await?, async |page| {
        page.before_scripts(
            "Object.defineProperty(window, 'localStorage', {
                get() { throw new DOMException('not here', 'SecurityError') },
            })",
        )
        .await?;
        page.open_alive("").await?;
        let panel = open_panel(page).await?;
        choose(&panel, "Theme", "Dark").await?.click().await?;
        root_has(page, "theme", json!("dark")).await?;
        panel
            .find(Role::Field, "What to mute")
            .await?
            .focus()
            .await?;
        page.type_text("ferry").await?;
        page.press(Key::Enter).await?;
        page.wait_for(Role::Button, "Remove ferry").await?;
        page.open_alive("").await?;
        root_has(page, "theme", Value::Null).await
    })
    .await
}

/// A record by another hand must not keep the page from coming.
#[tokio::test]
async fn a_record_that_cannot_be_read_is_none() -> Outcome {
    browse(host().await?, async |page| {
        page.open_alive("").await?;
        for record in [
            "{",
            "[]",
            "null",
            r#"{"version":2,"theme":"dark"}"#,
            r#"{"version":1,"theme":{"dark":true}}"#,
        ] {
            let store = format!("localStorage['df:/news/preferences'] = {record:?}; 0");
            page.eval(&store).await?;
            page.open_alive("").await?;
            page.wait_for(Role::Button, "Preferences").await?;
            root_has(page, "theme", Value::Null).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_panel_takes_the_focus_and_gives_it_back() -> Outcome {
    browse(host().await?, async |page| {
        for is_phone in [false, true] {
            if is_phone {
                page.phone().await?;
            }
            page.open_alive("").await?;
            let button = page.wait_for(Role::Button, "Preferences").await?;
            button.focus().await?;
            page.press(Key::Enter).await?;
            let panel = page.wait_for(Role::Dialog, "Preferences").await?;
            let inside = async || {
                let inside = "function() { return this.contains(document.activeElement) }";
                panel.call(inside).await
            };
            until("the focus is in the panel", async || {
                Ok((inside().await? == true).then_some(()))
            })
            .await?;
            page.press(Key::Tab).await?;
            assert_eq!(page.focused().await?.1, "Close");
            page.press(Key::Tab).await?;
            assert_eq!(inside().await?, true);
            page.press(Key::Escape).await?;
            until("the panel is closed", async || {
                Ok((!page.has(Role::Dialog, "Preferences").await?).then_some(()))
            })
            .await?;
            assert_eq!(page.focused().await?.1, "Preferences");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn words_are_muted_and_no_longer() -> Outcome {
    browse(host().await?, async |page| {
        page.open_alive("").await?;
        let panel = open_panel(page).await?;
        panel
            .find(Role::Field, "What to mute")
            .await?
            .focus()
            .await?;
        page.type_text("  climate   change ").await?;
        panel.find(Role::Button, "Mute").await?.click().await?;
        page.wait_for(Role::Button, "Remove climate change").await?;
        page.open_alive("").await?;
        let panel = open_panel(page).await?;
        panel
            .find(Role::Button, "Remove climate change")
            .await?
            .click()
            .await?;
        until("nothing is muted", async || {
            Ok(panel
                .text()
                .await?
                .contains("Nothing is muted")
                .then_some(()))
        })
        .await?;
        let (element, text) = page.focused().await?;
        assert_eq!((&*element, &*text), ("h3", "Muted"));
        Ok(())
    })
    .await
}

/// On a phone and on a desk, in each theme: axe has nothing to say, fingers find what they
/// touch, and nothing sticks out.
#[tokio::test]
async fn the_panel_is_for_everyone() -> Outcome {
    browse(host().await?, async |page| {
        let mut found = Vec::new();
        for is_phone in [false, true] {
            if is_phone {
                page.phone().await?;
            }
            for theme in ["light", "dark", "sepia", "contrast"] {
                page.prefers(Scheme::Light, true).await?;
                page.open_alive("").await?;
                let record = format!(r#"{{"version":1,"theme":"{theme}"}}"#);
                page.eval(&format!("localStorage['df:/news/preferences'] = {record:?}; 0"))
                    .await?;
                page.open_alive("").await?;
                let device = if is_phone { "phone" } else { "desk" };
                let name = format!("{theme}-{device}");
                page.picture(&format!("theme-{name}")).await?;
                if let Err(error) = page.check_accessibility(&name).await {
                    found.push(format!("{error:#}"));
                }
                let panel = open_panel(page).await?;
                page.frames().await?;
                page.picture(&format!("preferences-{name}")).await?;
                let state = format!("preferences, {name}");
                if let Err(error) = page.check_accessibility(&state).await {
                    found.push(format!("{error:#}"));
                }
                let small = panel
                    .call(
                        "function() {
                            const small = [...this.querySelectorAll('button, label, select, input[type=text]')]
                                .filter((each) => each.getBoundingClientRect().height < 43.5);
                            const wide = this.scrollWidth > this.clientWidth ? ['it is too wide'] : [];
                            return wide.concat(small.map((each) => each.outerHTML.slice(0, 90)));
                        }",
                    )
                    .await?;
                if is_phone {
                    assert_eq!(small, json!([]), "{name}");
                }
            }
        }
        ensure!(found.is_empty(), "{}", found.join("\n"));
        Ok(())
    })
    .await
}
