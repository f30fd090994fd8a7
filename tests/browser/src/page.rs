//! A page in a browser, used as a reader uses it.

use crate::console::Console;
use crate::environment::required;
use crate::host::Host;
use crate::node::{Node, Role, value};
use crate::wait::until;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::env;
use std::fs;
use std::time::Duration;
use thirtyfour::{Key, WebDriver};

/// The colours that the reader's system asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// A tab, and the host whose site it shows.
pub struct Page {
    /// The host.
    pub host: Host,
    driver: WebDriver,
    console: Console,
}

impl Page {
    pub(crate) fn new(driver: WebDriver, host: Host) -> Self {
        Self {
            host,
            driver,
            console: Console::new(),
        }
    }

    pub(crate) async fn start(&self) -> Result<()> {
        self.cdp("DOM.enable", json!({})).await?;
        self.desk().await
    }

    // Going about.

    /// Loads a path of the site, given without a leading slash.
    pub async fn open(&self, path: &str) -> Result<()> {
        self.go(&self.host.url(path)).await
    }

    /// Loads a whole address.
    pub async fn go(&self, url: &str) -> Result<()> {
        self.driver.goto(url).await?;
        Ok(())
    }

    /// Loads a path and waits until the app has taken over.
    pub async fn open_alive(&self, path: &str) -> Result<()> {
        self.open(path).await?;
        self.alive().await.with_context(|| format!("on /{path}"))
    }

    /// The browser's own button.
    pub async fn reload(&self) -> Result<()> {
        Ok(self.driver.refresh().await?)
    }

    /// The browser's own button.
    pub async fn back(&self) -> Result<()> {
        Ok(self.driver.back().await?)
    }

    /// The browser's own button.
    pub async fn forward(&self) -> Result<()> {
        Ok(self.driver.forward().await?)
    }

    /// Waits until the app has taken over the page.
    ///
    /// A page shows nothing of that, by design; there is a mark of it for whoever measures.
    /// What follows of it is shown two frames later.
    pub async fn alive(&self) -> Result<()> {
        until("the app has taken over the page", async || {
            let marks = self
                .eval("performance.getEntriesByName('dayfold:alive').length")
                .await?;
            Ok(marks.as_u64().is_some_and(|marks| marks > 0).then_some(()))
        })
        .await?;
        self.frames().await
    }

    /// Lets two frames pass, so that what was caused is also shown.
    pub async fn frames(&self) -> Result<()> {
        let frames = "new Promise((done) => requestAnimationFrame(() =>
            requestAnimationFrame(() => setTimeout(done))))";
        self.eval(frames).await?;
        Ok(())
    }

    // Looking.

    /// Marks the document, for [`check_same_document`](Self::check_same_document).
    pub async fn mark(&self) -> Result<()> {
        self.eval("window.same = true").await.map(drop)
    }

    /// An error when another document was loaded since [`mark`](Self::mark).
    pub async fn check_same_document(&self) -> Result<()> {
        ensure!(
            self.eval("window.same === true").await? == true,
            "the page was loaded anew"
        );
        Ok(())
    }

    /// The address, without the host and the site's base path.
    pub async fn path(&self) -> Result<String> {
        let url = self.driver.current_url().await?.to_string();
        let base = self.host.url("");
        let path = url.strip_prefix(&base);
        Ok(path
            .with_context(|| format!("{url} is not under {base}"))?
            .to_owned())
    }

    /// The document's title.
    pub async fn title(&self) -> Result<String> {
        Ok(self.driver.title().await?)
    }

    /// The whole document.
    pub async fn document(&self) -> Result<Node> {
        Node::document(&self.driver).await
    }

    /// The first with a role and exactly that name.
    pub async fn find(&self, role: Role, name: &str) -> Result<Node> {
        self.document().await?.find(role, name).await
    }

    /// Waits for one with a role and exactly that name.
    pub async fn wait_for(&self, role: Role, name: &str) -> Result<Node> {
        until(&format!("there is a {role:?} named {name:?}"), async || {
            self.find(role, name).await.map(Some)
        })
        .await
    }

    /// Whether there is one with a role and exactly that name.
    pub async fn has(&self, role: Role, name: &str) -> Result<bool> {
        let all = self.find_all(role).await?;
        Ok(all.iter().any(|node| node.name() == name))
    }

    /// All with a role.
    pub async fn find_all(&self, role: Role) -> Result<Vec<Node>> {
        self.document().await?.find_all(role).await
    }

    /// The text of the page's first heading of the first level.
    pub async fn heading(&self) -> Result<String> {
        let text = self
            .eval("document.querySelector('h1')?.innerText.trim() ?? ''")
            .await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the first heading is that, however its text is spaced.
    pub async fn wait_for_heading(&self, text: &str) -> Result<()> {
        let wanted = crate::squeeze(text);
        until(&format!("the heading is {text:?}"), async || {
            let heading = self.heading().await?;
            ensure!(
                crate::squeeze(&heading) == wanted,
                "the heading is {heading:?}"
            );
            Ok(Some(()))
        })
        .await
    }

    /// All text of the page, folded or not, but no script or style.
    pub async fn all_text(&self) -> Result<String> {
        const TEXT: &str = "{
            const body = document.body.cloneNode(true);
            for (const each of body.querySelectorAll('script, style, template, noscript')) {
                each.remove();
            }
            body.textContent;
        }";
        Ok(self
            .eval(TEXT)
            .await?
            .as_str()
            .unwrap_or_default()
            .to_owned())
    }

    /// The text that a reader can see now, wherever it is scrolled.
    pub async fn visible_text(&self) -> Result<String> {
        let text = self.eval("document.body.innerText").await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Evaluates an expression, waiting for it if it is a promise.
    pub async fn eval(&self, expression: &str) -> Result<Value> {
        let params = json!({
            "expression": expression, "returnByValue": true, "awaitPromise": true,
        });
        value(&self.cdp("Runtime.evaluate", params).await?)
    }

    /// Evaluates an expression in the frame of a widget, counted from 0 in the order of the page.
    pub async fn eval_in_widget(&self, at: usize, expression: &str) -> Result<Value> {
        let find = format!(
            "return document.querySelectorAll('dayfold-digest')[{at}]
                .shadowRoot.querySelector('iframe')"
        );
        let frame = self.driver.execute(find, vec![]).await?;
        frame.element()?.enter_frame().await?;
        let script = format!("return ({expression})");
        let answer = self.driver.execute(script, vec![]).await;
        self.driver.enter_default_frame().await?;
        Ok(answer?.json().clone())
    }

    /// How many listeners an object of the page has, of whatever kind.
    pub async fn listeners(&self, object: &str) -> Result<usize> {
        let found = self
            .cdp("Runtime.evaluate", json!({ "expression": object }))
            .await?;
        let object = json!({ "objectId": found["result"]["objectId"] });
        let answer = self.cdp("DOMDebugger.getEventListeners", object).await?;
        Ok(answer["listeners"].as_array().map_or(0, Vec::len))
    }

    pub(crate) async fn cdp(&self, method: &str, params: Value) -> Result<Value> {
        let answer = self.driver.cdp().send_raw(method, params).await;
        answer.with_context(|| format!("{method} failed"))
    }

    // The reader and the device.

    /// Writes a text where the focus is.
    pub async fn write(&self, text: &str) -> Result<()> {
        self.cdp("Input.insertText", json!({ "text": text }))
            .await?;
        self.frames().await
    }

    /// Presses a key, wherever the focus is.
    pub async fn press(&self, key: Key) -> Result<()> {
        self.driver.action_chain().send_keys(key).perform().await?;
        Ok(())
    }

    /// Types a text, key by key, wherever the focus is.
    pub async fn type_text(&self, text: &str) -> Result<()> {
        self.driver.action_chain().send_keys(text).perform().await?;
        Ok(())
    }

    /// Types a text while another key is held.
    pub async fn type_with(&self, held: Key, text: &str) -> Result<()> {
        let chain = self.driver.action_chain().key_down(held.clone());
        chain.send_keys(text).key_up(held).perform().await?;
        Ok(())
    }

    /// The name of what has the focus, and the name of its element.
    pub async fn focused(&self) -> Result<(String, String)> {
        let focused = self
            .eval(
                "{
                    const at = document.activeElement;
                    const name = at.getAttribute('aria-label') ?? at.innerText ?? '';
                    [at.localName, name.trim()];
                }",
            )
            .await?;
        let text = |i: usize| focused[i].as_str().unwrap_or_default().to_owned();
        Ok((text(0), text(1)))
    }

    /// A desk: 1280 pixels wide, a mouse.
    pub async fn desk(&self) -> Result<()> {
        self.window(1280, 900, false).await
    }

    /// A small phone: 360 pixels wide, touched.
    pub async fn phone(&self) -> Result<()> {
        self.window(360, 740, true).await
    }

    /// A desk whose page is shown at four times its size.
    pub async fn zoomed(&self) -> Result<()> {
        self.window(320, 256, false).await
    }

    /// The system chooses the colours.
    pub async fn forced_colours(&self) -> Result<()> {
        let features = json!({ "features": [{ "name": "forced-colors", "value": "active" }] });
        self.cdp("Emulation.setEmulatedMedia", features).await?;
        Ok(())
    }

    async fn window(&self, width: u32, height: u32, is_phone: bool) -> Result<()> {
        let metrics = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": is_phone,
        });
        self.cdp("Emulation.setDeviceMetricsOverride", metrics)
            .await?;
        let touch = json!({ "enabled": is_phone });
        self.cdp("Emulation.setTouchEmulationEnabled", touch)
            .await?;
        Ok(())
    }

    /// What the system asks for: colours, and whether things may move.
    pub async fn prefers(&self, scheme: Scheme, reduced_motion: bool) -> Result<()> {
        let scheme = match scheme {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        };
        let motion = if reduced_motion {
            "reduce"
        } else {
            "no-preference"
        };
        let features = json!({ "features": [
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": motion },
        ]});
        self.cdp("Emulation.setEmulatedMedia", features).await?;
        Ok(())
    }

    /// From now on the pages' own scripts do not run.
    pub async fn scripts_off(&self) -> Result<()> {
        let off = json!({ "value": true });
        self.cdp("Emulation.setScriptExecutionDisabled", off)
            .await?;
        Ok(())
    }

    /// Puts this tab before the others. Those stand still as far as they draw.
    pub async fn to_front(&self) -> Result<()> {
        self.cdp("Page.bringToFront", json!({})).await?;
        Ok(())
    }

    /// From now on, runs a script in each page before any of its own.
    pub async fn before_scripts(&self, source: &str) -> Result<()> {
        let source = json!({ "source": source });
        self.cdp("Page.addScriptToEvaluateOnNewDocument", source)
            .await?;
        Ok(())
    }

    // The console, and pictures.

    /// Lets console lines pass that hold all these texts. Only for what a test itself breaks.
    pub fn expect_console(&self, parts: &[&str]) {
        self.console.expect(parts);
    }

    /// Every line of the console so far.
    pub async fn console(&self) -> Result<Vec<String>> {
        self.console.drain(&self.driver).await?;
        Ok(self.console.lines())
    }

    /// An error if the console holds what was not expected.
    pub async fn check_console(&self) -> Result<()> {
        // What is caused by now may take a moment to be said.
        tokio::time::sleep(Duration::from_millis(100)).await;
        self.console.drain(&self.driver).await?;
        self.console.check()
    }

    /// Takes a picture of the whole page, if they were asked for.
    pub async fn picture(&self, name: &str) -> Result<()> {
        if env::var_os("DAYFOLD_ALL_SCREENSHOTS").is_some() {
            self.screenshot(name).await?;
        }
        Ok(())
    }

    async fn screenshot(&self, name: &str) -> Result<()> {
        let folder = required("DAYFOLD_SCREENSHOTS")?;
        fs::create_dir_all(&folder)?;
        let size = self.cdp("Page.getLayoutMetrics", json!({})).await?;
        let size = &size["cssContentSize"];
        let clip = json!({
            "x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1,
        });
        let params = json!({ "captureBeyondViewport": true, "clip": clip });
        let answer = self.cdp("Page.captureScreenshot", params).await?;
        let picture = answer["data"].as_str().context("no picture")?;
        let path = folder.join(format!("{name}.png"));
        fs::write(&path, thirtyfour::support::base64_decode(picture)?)?;
        eprintln!("see {}", path.display());
        Ok(())
    }

    /// After a failure, tells what there is to tell. Nothing here may fail the test anew.
    pub(crate) async fn report(&self, test: &str) {
        if let Ok(url) = self.driver.current_url().await {
            eprintln!("failed at {url}");
        }
        if let Err(error) = self.screenshot(&format!("failed-{test}")).await {
            eprintln!("no screenshot: {error:#}");
        }
        for line in self.console().await.unwrap_or_default() {
            eprintln!("console: {line}");
        }
        for path in self.host.log().iter().rev().take(12).rev() {
            eprintln!("asked for: {path}");
        }
    }
}
