//! What a page offers to assistive tools: roles, names and states.

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use std::time::Duration;
use thirtyfour::WebDriver;

/// The roles that the tests look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A story.
    Article,
    /// A button, also one that can be pressed and stays so.
    Button,
    /// A box to tick.
    Checkbox,
    /// A choice of one of a list.
    Choice,
    /// A panel over the page.
    Dialog,
    /// A field for a line of text.
    Field,
    /// A named group of controls.
    Group,
    /// A heading of any level.
    Heading,
    /// A link.
    Link,
    /// An ordered or unordered list.
    List,
    /// The main part of the page.
    Main,
    /// A part of the page that leads to others.
    Navigation,
    /// One of a group of which one is chosen.
    Radio,
    /// A field for words to find.
    Search,
    /// A line that is read out when it changes.
    Status,
    /// What folds and unfolds a `<details>`.
    Summary,
    /// A table with a name.
    Table,
}

impl Role {
    fn as_str(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Button => "button",
            Self::Checkbox => "checkbox",
            Self::Choice => "combobox",
            Self::Dialog => "dialog",
            Self::Field => "textbox",
            Self::Group => "group",
            Self::Heading => "heading",
            Self::Link => "link",
            Self::List => "list",
            Self::Main => "main",
            Self::Navigation => "navigation",
            Self::Radio => "radio",
            Self::Search => "searchbox",
            Self::Status => "status",
            Self::Summary => "DisclosureTriangle",
            Self::Table => "table",
        }
    }
}

/// Something on the page, as assistive tools see it.
#[derive(Clone)]
pub struct Node {
    driver: WebDriver,
    object: String,
    name: String,
    properties: Value,
}

impl Node {
    /// The whole document of the page.
    pub(crate) async fn document(driver: &WebDriver) -> Result<Self> {
        let answer = driver
            .cdp()
            .send_raw("Runtime.evaluate", json!({ "expression": "document" }))
            .await?;
        Ok(Self {
            driver: driver.clone(),
            object: object_id(&answer["result"])?,
            name: String::new(),
            properties: Value::Null,
        })
    }

    /// Its accessible name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A state such as "pressed" or "expanded", as text.
    pub fn state(&self, name: &str) -> Option<String> {
        let property = self
            .properties
            .as_array()?
            .iter()
            .find(|property| property["name"] == name)?;
        match &property["value"]["value"] {
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        }
    }

    /// Everything in it with a role, in the order of the document; what is hidden is not
    /// among it.
    pub async fn find_all(&self, role: Role) -> Result<Vec<Self>> {
        self.query(json!({ "objectId": self.object, "role": role.as_str() }))
            .await
    }

    /// The first in it with a role and exactly that name.
    pub async fn find(&self, role: Role, name: &str) -> Result<Self> {
        let query =
            json!({ "objectId": self.object, "role": role.as_str(), "accessibleName": name });
        if let Some(found) = self.query(query).await?.into_iter().next() {
            return Ok(found);
        }
        let others = self.find_all(role).await?;
        let names: Vec<_> = others.iter().map(Self::name).collect();
        bail!("there is no {role:?} named {name:?} but {names:?}")
    }

    async fn query(&self, query: Value) -> Result<Vec<Self>> {
        let cdp = self.driver.cdp();
        let answer = cdp.send_raw("Accessibility.queryAXTree", query).await?;
        let mut found = Vec::new();
        for node in answer["nodes"].as_array().into_iter().flatten() {
            if node["ignored"] == true {
                continue;
            }
            let id = json!({ "backendNodeId": node["backendDOMNodeId"] });
            let resolved = cdp.send_raw("DOM.resolveNode", id).await?;
            found.push(Self {
                driver: self.driver.clone(),
                object: object_id(&resolved["object"])?,
                name: node["name"]["value"]
                    .as_str()
                    .unwrap_or_default()
                    .to_owned(),
                properties: node["properties"].clone(),
            });
        }
        Ok(found)
    }

    /// Calls a JavaScript function with this node as `this`.
    pub async fn call(&self, function: &str) -> Result<Value> {
        let answer = self
            .driver
            .cdp()
            .send_raw(
                "Runtime.callFunctionOn",
                json!({
                    "objectId": self.object,
                    "functionDeclaration": function,
                    "returnByValue": true,
                    "awaitPromise": true,
                }),
            )
            .await?;
        value(&answer)
    }

    /// Its text, as a reader sees it.
    pub async fn text(&self) -> Result<String> {
        let text = self.call("function() { return this.innerText }").await?;
        Ok(text.as_str().unwrap_or_default().trim().to_owned())
    }

    /// An attribute or property, as text.
    pub async fn get(&self, property: &str) -> Result<String> {
        let value = self
            .call(&format!("function() {{ return this.{property} }}"))
            .await?;
        Ok(value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned))
    }

    /// Presses the mouse on it, at a place where nothing covers it.
    pub async fn click(&self) -> Result<()> {
        let (x, y) = self.point().await?;
        for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
            self.mouse(kind, x, y).await?;
        }
        Ok(())
    }

    /// Moves the mouse over it.
    pub async fn hover(&self) -> Result<()> {
        let (x, y) = self.point().await?;
        self.mouse("mouseMoved", x, y).await
    }

    async fn mouse(&self, kind: &str, x: f64, y: f64) -> Result<()> {
        let pressed = kind != "mouseMoved";
        let event = json!({
            "type": kind, "x": x, "y": y,
            "button": if pressed { "left" } else { "none" },
            "clickCount": u8::from(pressed),
        });
        self.driver
            .cdp()
            .send_raw("Input.dispatchMouseEvent", event)
            .await?;
        Ok(())
    }

    /// Scrolls it into view if it is not, and gives a point of it in the window at which
    /// the mouse hits it or something in it, and no control inside it.
    async fn point(&self) -> Result<(f64, f64)> {
        // Asked again and again from here, and not by a timer in the page: pages are also
        // used with scripts off.
        const POINT: &str = r"function() {
            const box = this.getBoundingClientRect();
            const still = this.dayfoldTop === box.top;
            this.dayfoldTop = box.top;
            if (!still) return;
            for (const r of this.getClientRects()) {
                for (const [fx, fy] of [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]]) {
                    const [x, y] = [r.left + r.width * fx, r.top + r.height * fy];
                    const at = document.elementFromPoint(x, y);
                    const control = at && at.closest('a, button, summary, input, select');
                    if (this.contains(at) && (!control || control.contains(this))) {
                        return [x, y];
                    }
                }
            }
        }";
        const SCROLL: &str = "function() {
            this.scrollIntoView({ block: 'center', behavior: 'instant' });
        }";
        for attempt in 0..40 {
            let point = self.call(POINT).await?;
            if let (Some(x), Some(y)) = (point[0].as_f64(), point[1].as_f64()) {
                return Ok((x, y));
            }
            if attempt % 8 == 1 {
                self.call(SCROLL).await?;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        let over = self
            .call(
                "function() {
                    const r = this.getBoundingClientRect();
                    const at = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);
                    return (at ? at.outerHTML.slice(0, 200) : 'nothing') + ' at ' + JSON.stringify(r);
                }",
            )
            .await?;
        bail!("{:?} cannot be clicked: over it is {over}", self.name)
    }

    /// Focuses it, as the Tab key would in the end.
    pub async fn focus(&self) -> Result<()> {
        self.call("function() { this.focus() }").await?;
        tokio::time::sleep(Duration::from_millis(20)).await;
        let is_focused = self
            .call("function() { return document.activeElement === this }")
            .await?;
        ensure!(is_focused == true, "{:?} takes no focus", self.name);
        Ok(())
    }
}

fn object_id(object: &Value) -> Result<String> {
    let id = object["objectId"].as_str();
    Ok(id.context("the page gives no object")?.to_owned())
}

/// The value of an evaluation, or its exception as an error.
pub(crate) fn value(answer: &Value) -> Result<Value> {
    let exception = &answer["exceptionDetails"];
    if !exception.is_null() {
        let text = exception["exception"]["description"].as_str();
        bail!(
            "{}",
            text.or(exception["text"].as_str())
                .unwrap_or("a script failed")
        );
    }
    Ok(answer["result"]["value"].clone())
}
