//! What a page loads by itself, as it says: its links to styles, its scripts, and what the loader
//! finds in its own element.

use std::collections::BTreeMap;

/// What a file is to the page that loads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Use {
    /// The page itself.
    Page,
    Styles,
    /// A script that the page names itself: the loader, or that of a widget.
    Loader,
    /// The wasm's JavaScript.
    Glue,
    Wasm,
    /// The service worker.
    Worker,
    /// What is fetched: JSON, and the files of the search.
    Data,
    /// Pictures, the manifest.
    Other,
}

impl Use {
    /// All that is a script, compiled or not.
    pub(super) fn is_script(self) -> bool {
        matches!(self, Self::Loader | Self::Glue | Self::Wasm | Self::Worker)
    }
}

/// What a page loads.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Loads {
    /// By the address, as it stands in the page.
    pub(super) files: BTreeMap<String, Use>,
    /// How many of them have to be there before the browser shows any text.
    pub(super) before_text: usize,
}

impl Loads {
    /// Reads a page of the site's own, whose attributes all stand between double quotes.
    pub(super) fn of(html: &str) -> Self {
        let mut loads = Self::default();
        for (element, attributes) in elements(html) {
            let get = |name: &str| {
                let found = attributes.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| *value)
            };
            if element == "link" {
                let (rel, Some(href)) = (get("rel").unwrap_or_default(), get("href")) else {
                    continue;
                };
                match rel {
                    "stylesheet" => loads.load(href, Use::Styles, true),
                    "modulepreload" => loads.load(href, Use::Glue, false),
                    "icon" | "apple-touch-icon" | "manifest" => {
                        loads.load(href, Use::Other, false);
                    }
                    _ => {}
                }
                continue;
            }
            if let Some(src) = get("src") {
                let is_late = get("type") == Some("module")
                    || get("async").is_some()
                    || get("defer").is_some();
                loads.load(src, Use::Loader, !is_late);
            }
            // What the loader loads.
            for (name, use_) in [
                ("data-js", Use::Glue),
                ("data-wasm", Use::Wasm),
                ("data-worker", Use::Worker),
            ] {
                if let Some(address) = get(name).filter(|address| !address.is_empty()) {
                    loads.load(address, use_, false);
                }
            }
        }
        loads
    }

    fn load(&mut self, address: &str, use_: Use, is_awaited: bool) {
        if !self.files.contains_key(address) {
            self.before_text += usize::from(is_awaited);
        }
        self.files.insert(address.to_owned(), use_);
    }
}

type Attributes<'a> = Vec<(&'a str, &'a str)>;

/// The elements that load something, with their attributes.
fn elements(html: &str) -> Vec<(&'static str, Attributes<'_>)> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let is = |name: &str| {
            let behind = rest.strip_prefix(name);
            behind.is_some_and(|behind| behind.starts_with([' ', '>']))
        };
        let Some(name) = ["link", "script"].into_iter().find(|name| is(name)) else {
            continue;
        };
        let attributes = attributes(&mut rest, name.len());
        found.push((name, attributes));
        // What stands in a script is no markup.
        if name == "script" {
            let end = rest.find("</script>").unwrap_or(rest.len());
            rest = &rest[end..];
        }
    }
    found
}

/// The attributes of the element that `rest` begins with; moves `rest` behind its tag.
fn attributes<'a>(rest: &mut &'a str, name: usize) -> Attributes<'a> {
    let mut attributes = Vec::new();
    let mut text = &rest[name..];
    loop {
        text = text.trim_start();
        let end = text.find([' ', '=', '>']).unwrap_or(text.len());
        let (name, behind) = text.split_at(end);
        if let Some(behind) = behind.strip_prefix("=\"") {
            let (value, behind) = behind.split_once('"').unwrap_or((behind, ""));
            attributes.push((name, value));
            text = behind;
        } else {
            if !name.is_empty() {
                attributes.push((name, ""));
            }
            text = behind;
            if text.is_empty() || text.starts_with('>') {
                break;
            }
            text = text.strip_prefix('=').unwrap_or(text);
        }
    }
    *rest = text;
    attributes
}

#[cfg(test)]
mod tests {
    use super::{Loads, Use};

    #[test]
    fn a_page_says_what_it_loads() {
        let loads = Loads::of(
            r#"<!DOCTYPE html><html><head><script data-root="/">let a = "<link rel='stylesheet'>";</script>
            <link rel="stylesheet" href="/assets/a.css"><link rel="canonical" href="https://x.example/">
            <link rel="icon" href="/i.svg" type="image/svg+xml">
            <link rel="modulepreload" href="/assets/g.js" fetchpriority="low">
            <script type="module" src="/assets/b.js" data-base="/" data-js="/assets/g.js" data-wasm="/assets/w.wasm" data-worker="/sw.js"></script>
            <script type="application/json" id="x">{"html":"<link rel=\"stylesheet\" href=\"/no.css\">"}</script>
            </head></html>"#,
        );
        let files: Vec<_> = loads
            .files
            .iter()
            .map(|(file, use_)| (&**file, *use_))
            .collect();
        assert_eq!(
            files,
            [
                ("/assets/a.css", Use::Styles),
                ("/assets/b.js", Use::Loader),
                ("/assets/g.js", Use::Glue),
                ("/assets/w.wasm", Use::Wasm),
                ("/i.svg", Use::Other),
                ("/sw.js", Use::Worker),
            ]
        );
        assert_eq!(loads.before_text, 1);
    }

    #[test]
    fn text_waits_for_plain_scripts_alone() {
        let loads = Loads::of(
            r#"<script src="/a.js"></script><script async src="/b.js"></script><script defer src="/c.js">"#,
        );
        assert_eq!((loads.files.len(), loads.before_text), (3, 1));
    }
}
