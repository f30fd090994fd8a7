//! What pages of others can show: which there are, and for how long.

use crate::place::{Place, SETTINGS, day};
use dayfold_ingest::Severity;
use std::{collections::BTreeSet, fs};

/// The widgets of a site, as paths below `embed/`.
fn widgets(place: &Place) -> BTreeSet<String> {
    let files = place.files().into_iter();
    let inner = files.filter_map(|file| Some(file.strip_prefix("embed/")?.to_owned()));
    let pages = inner.filter_map(|file| Some(file.strip_suffix("/index.html")?.to_owned()));
    pages.collect()
}

fn set(paths: &[&str]) -> BTreeSet<String> {
    paths.iter().map(|path| (*path).to_owned()).collect()
}

#[test]
fn every_kind_there_is() {
    let place = Place::new(&[
        SETTINGS,
        ("2025-11-21.md", &day("One")),
        ("2025-11-22.md", &day("Two")),
    ]);
    place.publish();
    let expected = [
        "2025-11-21",
        "2025-11-21/story-of-one",
        "2025-11-22",
        "2025-11-22/story-of-two",
        "headlines",
        "latest",
        "tags/c-c-plus-plus",
        "tags/über-uns",
    ];
    assert_eq!(widgets(&place), set(&expected));
    let latest = place.page("embed/latest/index.html");
    assert_eq!(latest, place.page("embed/2025-11-22/index.html"));
    let headlines = place.page("embed/headlines/index.html");
    assert!(headlines.find("Story of Two") < headlines.find("Story of One"));
    // A new day leaves those of the others as they are.
    let before = place.page("embed/2025-11-22/index.html");
    place.write("2025-11-23.md", day("Three"));
    place.publish();
    assert_eq!(before, place.page("embed/2025-11-22/index.html"));
    assert!(place.page("embed/latest/index.html").contains("Three"));
}

/// The script keeps its name, and each version has one of its own beside it.
#[test]
fn the_script_is_there_twice() {
    let place = Place::new(&[SETTINGS, ("2025-11-22.md", &day("Today"))]);
    place.publish();
    let info: serde_json::Value = serde_json::from_str(&place.page("data/embed.json")).unwrap();
    assert_eq!(info["script"], "https://example.org/news/embed.js");
    let versioned = info["versioned"].as_str().unwrap();
    let versioned = versioned.strip_prefix("https://example.org/news/").unwrap();
    assert_eq!(place.page("embed.js"), place.page(versioned));
    assert!(place.page("data/history/assets.json").contains(versioned));
}

/// As many as there may be, however long the archive: but none goes that was there.
#[test]
fn those_of_ninety_days_and_of_all_that_were_published() {
    let place = Place::new(&[SETTINGS]);
    for date in ["2025-01-01", "2025-09-01", "2025-11-29", "2025-11-30"] {
        place.write(&format!("{date}.md"), day(date));
    }
    place.publish();
    let has = |date: &str| widgets(&place).contains(date);
    // The 90th day back is the 2nd of September.
    assert!(!has("2025-01-01") && !has("2025-09-01") && has("2025-11-29"));
    place.write("2025-09-02.md", day("At the edge"));
    place.publish();
    assert!(has("2025-09-02") && !has("2025-09-01"));
    place.write("2026-06-01.md", day("Much later"));
    place.publish();
    assert!(has("2025-09-02") && has("2025-11-30") && !has("2025-09-01"));
}

#[test]
fn lists_are_bounded() {
    let place = Place::new(&[SETTINGS]);
    for number in 1..=28 {
        place.write(
            &format!("2025-11-{number:02}.md"),
            day(&format!("Day {number}")),
        );
    }
    place.publish();
    for list in ["headlines", "tags/über-uns"] {
        let html = place.page(&format!("embed/{list}/index.html"));
        assert_eq!(html.matches("<li>").count(), 20, "{list}");
        assert!(html.contains("Story of Day 28") && !html.contains("Story of Day 8<"));
    }
}

#[test]
fn each_language_has_its_own() {
    let german = day("Heute").replacen("---\n", "---\nlang: de\n", 1);
    let place = Place::new(&[
        (
            "dayfold.toml",
            "title = \"News\"\nurl = \"https://example.org/news/\"\nlang = \"en\"\n",
        ),
        ("2025-11-22.md", &day("Today")),
        ("2025-11-22.de.md", &german),
    ]);
    place.publish();
    let html = place.page("de/embed/latest/index.html");
    assert!(
        html.contains("<html lang=\"de\">") && html.contains("Heute"),
        "{html}"
    );
    assert!(html.contains("href=\"/news/de/2025-11-22/\""), "{html}");
    assert!(html.contains("<script src=\"/news/assets/embed-frame-"));
    assert!(!place.files().contains("de/embed.js"));
}

#[test]
fn a_site_can_do_without() {
    let place = Place::new(&[SETTINGS, ("2025-11-22.md", &day("Today"))]);
    place.publish();
    assert!(!widgets(&place).is_empty());
    let off = "host = \"netlify\"\n[show]\nwidgets = false\n";
    place.write("dayfold.toml", format!("{}{off}", SETTINGS.1));
    place.publish();
    let files = place.files();
    let left: Vec<_> = files.iter().filter(|file| file.contains("embed")).collect();
    // What other pages may still load stays for its time.
    assert!(
        left.iter().all(|file| file.starts_with("assets/embed-")),
        "{left:?}"
    );
    assert!(
        place
            .page("_headers")
            .contains("; frame-ancestors 'self'\n")
    );
}

#[test]
fn a_publisher_says_who_may_show_them() {
    let sites = "widget-sites = [\"https://Example.com/\", \"https://*.example.net\", \
                 \"example.edu\", \"https://example.com; script-src *\"]\n";
    let place = Place::new(&[("2025-11-22.md", &day("Today"))]);
    place.write(
        "dayfold.toml",
        format!("{}host = \"netlify\"\n{sites}", SETTINGS.1),
    );
    let codes = place.codes();
    let wrong = ("settings-site", Severity::Error);
    assert_eq!(codes, [wrong, wrong]);
    place.publish();
    let headers = fs::read_to_string(place.out.path().join("_headers")).unwrap();
    let rule = "/news/embed/*\n  Content-Security-Policy: frame-ancestors 'self' \
                https://example.com https://*.example.net\n";
    assert!(headers.contains(rule), "{headers}");
}
