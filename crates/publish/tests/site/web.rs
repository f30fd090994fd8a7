//! What a site offers to other programs, and what a day that is added changes of it.

use crate::place::{Place, SETTINGS, day};
use rstest::rstest;
use std::{collections::BTreeMap, fs};

/// Every file with its bytes.
fn bytes(place: &Place) -> BTreeMap<String, Vec<u8>> {
    let files = place.files().into_iter();
    files
        .map(|path| {
            let bytes = fs::read(place.out.path().join(&path)).unwrap();
            (path, bytes)
        })
        .collect()
}

#[test]
fn a_day_that_is_added_changes_little() {
    let place = Place::new(&[SETTINGS]);
    for date in ["2024-12-30", "2025-01-02", "2025-10-30", "2025-11-20"] {
        place.write(&format!("{date}.md"), day(date));
    }
    place.publish();
    let before = bytes(&place);
    place.write("2025-11-21.md", day("The new one"));
    place.publish();
    let after = bytes(&place);
    let changed = after.iter().filter(|(path, bytes)| {
        before.get(*path).is_some_and(|old| old != *bytes) && !path.starts_with("data/")
    });
    let changed: Vec<_> = changed.map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        changed,
        [
            "2025-11-20/index.html",
            "2025/11/index.html",
            "archive/index.html",
            "embed/headlines/index.html",
            "embed/latest/index.html",
            "embed/tags/c-c-plus-plus/index.html",
            "embed/tags/über-uns/index.html",
            "feed.json",
            "feed.xml",
            "index.html",
            "oembed/latest.json",
            "sitemap-2025.xml",
            "sitemap.xml",
            "tags/c-c-plus-plus/feed.json",
            "tags/c-c-plus-plus/feed.xml",
            "tags/c-c-plus-plus/index.html",
            "tags/index.html",
            "tags/über-uns/feed.json",
            "tags/über-uns/feed.xml",
            "tags/über-uns/index.html",
        ]
    );
    // The first of a month adds the archive of the month before, and the link to it.
    place.write("2025-12-01.md", day("December"));
    place.publish();
    assert!(place.page("feed/2025-11.xml").contains("fh:archive"));
    assert!(place.page("feed/2025-10.xml").contains("\"next-archive\""));
    for path in [
        "feed/2025-01.xml",
        "feed/2024-12.xml",
        "sitemap-2024.xml",
        "sitemap-lists.xml",
    ] {
        assert!(before.contains_key(path), "{path}");
    }
    assert_eq!(
        bytes(&place)["feed/2024-12.xml"],
        before["feed/2024-12.xml"]
    );
}

#[test]
fn without_an_address_what_needs_one_is_left_out() {
    let place = Place::new(&[
        ("dayfold.toml", "title = \"News\"\n"),
        ("2025-11-22.md", &day("Good")),
    ]);
    place.publish();
    let files = place.files();
    for gone in ["feed", "sitemap"] {
        let found: Vec<_> = files
            .iter()
            .filter(|file| file.contains(gone) && *file != "feed.css")
            .collect();
        assert!(found.is_empty(), "{found:?}");
    }
    assert_eq!(place.page("robots.txt"), "User-agent: *\nAllow: /\n");
    assert!(
        place
            .page("manifest.webmanifest")
            .contains("\"start_url\":\"/\"")
    );
    let story = place.page("2025-11-22/story-of-good/index.html");
    assert!(
        story.contains("og:title") && !story.contains("ld+json") && !story.contains("://"),
        "{story}"
    );
}

/// What the schemas of sitemaps.org 0.9 ask for, beside being XML.
#[test]
fn sitemaps_are_as_their_schema_has_it() {
    let place = Place::new(&[
        (
            "dayfold.toml",
            "title = \"News\"\nurl = \"https://example.org/news/\"\nlang = \"en\"\n",
        ),
        ("2025-11-21.md", &day("One")),
        ("2025-11-22.md", &day("Two")),
        (
            "de/2025-11-22.md",
            "---\nlang: de\ntitle: Zwei\n---\n\n## Thema\n\n### Das ist eine Meldung auf Deutsch\n\nUnd ihr Text.\n",
        ),
    ]);
    place.publish();
    let index = place.page("sitemap.xml");
    assert!(index.contains("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"));
    let mut listed = vec![];
    for part in index.split("<loc>").skip(1) {
        let (address, _) = part.split_once("</loc>").unwrap();
        let name = address.strip_prefix("https://example.org/news/").unwrap();
        let text = place.page(name);
        assert!(
            text.contains("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\""),
            "{text}"
        );
        for url in text.split("<url>\n").skip(1) {
            let (url, _) = url.split_once("</url>").unwrap();
            // `loc` comes first and once, `lastmod` at most once behind it, the rest is of
            // other namespaces.
            let names: Vec<_> = url
                .lines()
                .map(|line| {
                    line.trim_start_matches('<')
                        .split(['>', ' ', '/'])
                        .next()
                        .unwrap()
                })
                .collect();
            assert_eq!(names[0], "loc", "{url}");
            let rest = names[1..].iter().skip_while(|name| **name == "lastmod");
            assert!(names.iter().filter(|name| **name == "lastmod").count() <= 1);
            assert!(
                rest.into_iter().all(|name| *name == "xhtml:link"),
                "{names:?}"
            );
            let loc = url
                .split("<loc>")
                .nth(1)
                .unwrap()
                .split('<')
                .next()
                .unwrap();
            assert!(
                loc.starts_with("https://example.org/news/") && loc.is_ascii(),
                "{loc}"
            );
            assert!((12..=2048).contains(&loc.len()));
            listed.push(loc.to_owned());
            if let Some(moment) = url.split("<lastmod>").nth(1) {
                let moment = moment.split('<').next().unwrap();
                assert!(moment.parse::<jiff::Timestamp>().is_ok(), "{moment}");
            }
        }
    }
    let count = listed.len();
    listed.sort_unstable();
    listed.dedup();
    assert_eq!(listed.len(), count, "an address is listed twice");

    // Each is its page's own canonical address, and every page that may be found is listed.
    let mut pages = vec![];
    for file in place.files().iter().filter(|file| file.ends_with(".html")) {
        let html = place.page(file);
        if html.contains("content=\"noindex\"") {
            continue;
        }
        let (_, rest) = html.split_once("rel=\"canonical\" href=\"").unwrap();
        pages.push(rest.split('"').next().unwrap().to_owned());
    }
    pages.sort_unstable();
    assert_eq!(listed, pages);
    assert!(place.page("sitemap-2025.xml").contains(
        "<xhtml:link rel=\"alternate\" hreflang=\"x-default\" href=\"https://example.org/news/2025-11-22/\"/>"
    ));
}

/// Every page says in a line what it is about, and no two say the same.
#[rstest]
fn every_page_is_described(#[values("en", "de", "es", "fr", "he", "ja", "zh")] lang: &str) {
    let settings = format!("title = \"News\"\nurl = \"https://example.org/\"\nlang = \"{lang}\"\n");
    let place = Place::new(&[("dayfold.toml", &settings)]);
    for (at, date) in ["2025-10-30", "2025-11-20"].iter().enumerate() {
        let text = format!(
            "---\ntitle: Day {at}\nlang: {lang}\n---\n\n## Topic\n\n### Story {at}\n\nNvidia [finance:NVIDIA Corporation] did {at} of it.\n\nTags: Chips {at}\n"
        );
        place.write(&format!("{date}.md"), text);
    }
    place.publish();
    let mut said: BTreeMap<String, String> = BTreeMap::new();
    for file in place.files().iter().filter(|file| file.ends_with(".html")) {
        let html = place.page(file);
        if html.contains("content=\"noindex\"") || *file == "index.html" {
            continue;
        }
        let (_, rest) = html
            .split_once("<meta name=\"description\" content=\"")
            .unwrap_or_else(|| panic!("{file} is not described"));
        let text = rest.split('"').next().unwrap();
        assert!(!text.is_empty() && !text.contains('{'), "{file}: {text}");
        // A day whose only story is all that it has is described as that.
        if file.matches('/').count() == 2 && file.starts_with("2025-") {
            continue;
        }
        let other = said.insert(text.to_owned(), file.clone());
        assert_eq!(other, None, "{file}: {text}");
    }
    assert!(said.len() >= 9, "{said:#?}");
}
