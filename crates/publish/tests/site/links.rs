//! Every address in every file of a site, against the files that are there.

use crate::place::Place;
use percent_encoding::percent_decode_str;
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};
use url::Url;

/// The attributes that hold an address.
const ATTRIBUTES: [&str; 9] = [
    "href",
    "src",
    "srcset",
    "action",
    "poster",
    "data",
    "data-js",
    "data-wasm",
    "content",
];

/// What of a site at `url` leads nowhere, each with the file that it is in.
pub(crate) fn dead_links(place: &Place, url: &str) -> Vec<String> {
    let mut site = Site {
        url: Url::parse(url).unwrap(),
        files: BTreeMap::new(),
        dead: vec![],
    };
    let texts: Vec<(String, String)> = place
        .files()
        .into_iter()
        .map(|path| {
            let bytes = fs::read(place.out.path().join(&path)).unwrap();
            (path, String::from_utf8_lossy(&bytes).into_owned())
        })
        .collect();
    for (path, text) in &texts {
        let ids = if path.ends_with(".html") {
            values(text, "id").map(unescaped).collect()
        } else {
            BTreeSet::new()
        };
        site.files.insert(path.clone(), ids);
    }
    for (path, text) in &texts {
        site.check_file(path, text);
    }
    site.dead
}

/// The values of an attribute, as they are written. Not those in HTML that stands in JSON or
/// in XML, whose quotes are escaped.
fn values<'t>(text: &'t str, attribute: &str) -> impl Iterator<Item = &'t str> {
    let begin = format!(" {attribute}=\"");
    let parts: Vec<_> = text
        .split(&*begin)
        .skip(1)
        .map(|part| part.split('"').next())
        .collect();
    parts.into_iter().flatten()
}

fn unescaped(text: &str) -> String {
    let mut text = text.to_owned();
    for (escape, sign) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ] {
        text = text.replace(escape, sign);
    }
    text
}

struct Site {
    url: Url,
    /// The ids in each file.
    files: BTreeMap<String, BTreeSet<String>>,
    dead: Vec<String>,
}

impl Site {
    fn check_file(&mut self, path: &str, text: &str) {
        match path.rsplit_once('.').map(|(_, ending)| ending) {
            Some("html") => {
                self.check_markup(path, text);
                for script in text.split("type=\"application/").skip(1) {
                    let (_, rest) = script.split_once('>').unwrap();
                    if let Some((json, _)) = rest.split_once("</script>") {
                        self.check_json(path, "", &serde_json::from_str(json).unwrap());
                    }
                }
            }
            Some("xml") => {
                // What is HTML within is escaped once.
                self.check_markup(path, text);
                self.check_markup(path, &unescaped(text));
                for name in ["loc", "uri", "icon"] {
                    let begin = format!("<{name}>");
                    for part in text.split(&*begin).skip(1) {
                        let (address, _) = part.split_once('<').unwrap();
                        self.check(path, &unescaped(address), true);
                    }
                }
                if let Some((_, rest)) = text.split_once("xml-stylesheet") {
                    self.check_markup(path, rest.split("?>").next().unwrap());
                }
            }
            Some("json" | "webmanifest") => {
                self.check_json(path, "", &serde_json::from_str(text).unwrap());
            }
            Some("txt") => {
                for line in text.lines() {
                    if let Some(address) = line.strip_prefix("Sitemap: ") {
                        self.check(path, address, true);
                    }
                }
            }
            _ => {}
        }
    }

    fn check_markup(&mut self, path: &str, markup: &str) {
        for attribute in ATTRIBUTES {
            for value in values(markup, attribute) {
                let value = unescaped(value);
                match attribute {
                    "srcset" => {
                        for candidate in value.split(',') {
                            let address = candidate.trim().split(' ').next().unwrap();
                            self.check(path, address, true);
                        }
                    }
                    // Most of these are texts.
                    "content" if !value.starts_with("https://") => {}
                    _ => self.check(path, &value, true),
                }
            }
        }
    }

    fn check_json(&mut self, path: &str, key: &str, value: &Value) {
        match value {
            Value::String(text) if text.contains("=\"") => self.check_markup(path, text),
            // What it names, in linked data, need not be a place in a page.
            Value::String(text) if text.starts_with("https://") => {
                self.check(path, text, key != "@id");
            }
            Value::String(text) if matches!(key, "src" | "start_url" | "scope") => {
                self.check(path, text, true);
            }
            Value::Array(values) => values
                .iter()
                .for_each(|value| self.check_json(path, key, value)),
            Value::Object(fields) => fields
                .iter()
                .for_each(|(key, value)| self.check_json(path, key, value)),
            _ => {}
        }
    }

    fn check(&mut self, path: &str, address: &str, with_fragment: bool) {
        let mut fail = |why: &str| self.dead.push(format!("{path}: {address} {why}"));
        let own = path.strip_suffix("index.html").unwrap_or(path);
        let Ok(target) = self.url.join(own).and_then(|own| own.join(address)) else {
            return fail("is no address");
        };
        if target.host() != self.url.host() {
            return match target.scheme() {
                "https" | "http" | "mailto" => {}
                _ => fail("is of a kind that no link has"),
            };
        }
        let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let (full, root) = (decoded(target.path()), decoded(self.url.path()));
        let Some(rest) = full.strip_prefix(&root) else {
            return fail("leads out of the site");
        };
        let file = match rest {
            "" => "index.html".to_owned(),
            folder if folder.ends_with('/') => format!("{folder}index.html"),
            file => file.to_owned(),
        };
        // In feeds and data a fragment is of the page that it is written for.
        let Some(ids) = self.files.get(&file) else {
            return fail("leads nowhere");
        };
        // That of a widget tells its wishes.
        let is_widget = file.starts_with("embed/") || file.contains("/embed/");
        if let Some(fragment) = target.fragment().filter(|_| with_fragment)
            && file.ends_with(".html")
            && !is_widget
            && !ids.contains(&decoded(fragment))
        {
            fail("names nothing in that page");
        }
    }
}

#[test]
fn every_link_of_a_site_leads_somewhere() {
    let told = |lang: &str, title: &str, story: &str, more: &str| {
        format!(
            "---\ntitle: {title}\nlang: {lang}\n---\n\nThe day in a line.\n\n## Topic\n\n### {story}\n\n\
             Nvidia [finance:NVIDIA Corporation] said so, and told more. {more}\n\n\
             Source: [The Wire](https://wire.example/a?b=1&c=2)\n\nTags: Über uns, C/C++\n\n\
             ### Another one\n\nAlso this.\n\n## Second topic\n\n### A third\n\nAnd that.\n"
        )
    };
    let place = Place::new(&[
        (
            "dayfold.toml",
            "title = \"News\"\nurl = \"https://example.org/news/\"\nlang = \"en\"\ntimezone = \"America/Chicago\"\n",
        ),
        (
            "notes.md",
            "# Notes\n\n## Topic\n\n### A note\n\nIt happened.\n\n### Another note\n\nIt did.\n",
        ),
        (
            "a.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>",
        ),
    ]);
    for (name, text) in [
        (
            "2025-09-30.md",
            told("en", "Old", "KI überall: “so” & so", ""),
        ),
        (
            "2025-10-31.md",
            told(
                "en",
                "Ghosts",
                "The chip is out",
                "See [it](2025-09-30.md).",
            ),
        ),
        (
            "2025-11-21.md",
            told(
                "en",
                "Today",
                "The chip is out again",
                "![a](a.svg) [here](#another-one)",
            ),
        ),
        (
            "de/2025-11-21.md",
            told("de", "Heute", "Der Chip ist wieder da und er bleibt", ""),
        ),
    ] {
        place.write(name, text);
    }
    place.publish();
    let files = place.files();
    for file in [
        "feed.xml",
        "feed.json",
        "feed/2025-10.xml",
        "feed/2025-09.json",
        "de/feed.xml",
        "tags/über-uns/feed.xml",
        "entities/nvidia-corporation/feed.json",
        "2025-09-30/ki-überall-so-so/index.html",
        "de/2025-11-21/another-one/index.html",
        "sitemap.xml",
        "sitemap-2025.xml",
        "sitemap-lists.xml",
        "robots.txt",
        "manifest.webmanifest",
        "de/manifest.webmanifest",
        "icons/180.png",
        "icons/maskable-512.png",
        "feed.css",
    ] {
        assert!(files.contains(file), "{file} in {files:#?}");
    }
    let dead = dead_links(&place, "https://example.org/news/");
    assert!(dead.is_empty(), "{dead:#?}");
}

/// The checker itself would see what is wrong.
#[test]
fn a_dead_link_is_seen() {
    let place = Place::new(&[
        crate::place::SETTINGS,
        ("2025-11-22.md", &crate::place::day("Good")),
    ]);
    place.publish();
    fs::remove_file(place.out.path().join("archive/index.html")).unwrap();
    let page = place.page("index.html");
    let page = page.replace(" id=\"story-of-good\"", "");
    fs::write(place.out.path().join("2025-11-22/index.html"), page).unwrap();
    let dead = dead_links(&place, "https://example.org/news/");
    for (file, address) in [
        ("index.html", "/news/archive/ leads nowhere"),
        ("sitemap-lists.xml", "/news/archive/ leads nowhere"),
        (
            "2025-11-22/story-of-good/index.html",
            "#story-of-good names nothing",
        ),
    ] {
        let is_there = |line: &&String| line.starts_with(file) && line.contains(address);
        assert!(
            dead.iter().any(|line| is_there(&line)),
            "{file}: {address} in {dead:#?}"
        );
    }
}
