//! What is published for reading without a network.

use crate::place::{Place, SETTINGS, day};
use std::fs;

const OFF: (&str, &str) = (
    "dayfold.toml",
    "title = \"News\"\nurl = \"https://example.org/news/\"\n\n[show]\noffline = false\n",
);

fn written(lang: &str, title: &str) -> String {
    day(title).replacen("---\n", &format!("---\nlang: {lang}\n"), 1)
}

/// A site of two languages.
fn two() -> Place {
    let place = Place::new(&[SETTINGS]);
    for date in ["2025-10-31", "2025-11-21", "2025-11-22"] {
        place.write(&format!("{date}.md"), written("en", date));
    }
    place.write("2025-11-22.de.md", written("de", "Ein Tag"));
    place
}

#[test]
fn pages_ask_for_a_worker_that_knows_what_they_load() {
    let place = two();
    place.publish();
    let worker = place.page("sw.js");
    assert!(worker.contains("\"languages\":[\"\",\"de/\"]"), "{worker}");
    for page in [
        "index.html",
        "de/index.html",
        "404.html",
        "saved/index.html",
    ] {
        let html = place.page(page);
        assert!(html.contains(" data-worker=\"/news/sw.js\">"), "{page}");
        for attribute in [" href=\"", " src=\"", " data-js=\"", " data-wasm=\""] {
            let named = html.split(attribute).skip(1);
            let named = named.filter_map(|rest| rest.split_once('"').map(|(address, _)| address));
            for address in named.filter(|address| {
                let ending = address.rsplit('.').next();
                matches!(ending, Some("js" | "css" | "wasm"))
            }) {
                let path = address.strip_prefix("/news/").unwrap();
                assert!(worker.contains(&format!("\"{path}\"")), "{path} of {page}");
            }
        }
    }
    // A story's page is no page of the app.
    assert!(
        !place
            .page("2025-11-22/story-of-2025-11-22/index.html")
            .contains("data-worker")
    );
}

#[test]
fn the_page_for_what_is_missing_is_in_each_language() {
    let place = two();
    place.publish();
    for (path, lang, text) in [
        ("offline.html", "en", "There is no network"),
        ("de/offline.html", "de", "Kein Netz"),
    ] {
        let html = place.page(path);
        assert!(
            html.contains(&format!("<html lang=\"{lang}\" class=\"df-plain\">")),
            "{html}"
        );
        assert!(html.contains(text) && html.contains("noindex"), "{html}");
        // What the worker fills.
        assert_eq!(html.matches("<section hidden>").count(), 1, "{html}");
        assert_eq!(html.matches("<ul></ul></section>").count(), 1, "{html}");
    }
}

#[test]
fn the_size_of_the_archive_is_that_of_its_files() {
    let place = two();
    place.publish();
    let size = |files: &[&str]| -> u64 {
        let bytes = files
            .iter()
            .map(|file| fs::metadata(place.out.path().join(file)));
        bytes.map(|file| file.unwrap().len()).sum()
    };
    let english = size(&[
        "data/2025-10-31.json",
        "data/2025-11-21.json",
        "data/2025-11-22.json",
        "data/months/2025-10.json",
        "data/months/2025-11.json",
    ]);
    let german = size(&["de/data/2025-11-22.json", "de/data/months/2025-11.json"]);
    for (path, days, bytes) in [
        ("data/offline.json", 3, english),
        ("de/data/offline.json", 1, german),
    ] {
        let data: serde_json::Value = serde_json::from_str(&place.page(path)).unwrap();
        assert_eq!(data["days"], days);
        assert_eq!(data["kilobytes"], bytes.div_ceil(1000));
        assert!(data["words"]["offline_take"].is_string(), "{data}");
        assert!(place.page(path).len() < 2_000, "{path} is large");
    }
}

/// Else every reader would fetch everything anew each morning.
#[test]
fn a_new_day_makes_no_new_worker() {
    let place = two();
    place.publish();
    let before = place.page("sw.js");
    place.write("2025-11-23.md", written("en", "Another"));
    place.publish();
    assert_eq!(place.page("sw.js"), before);
    let (name, text) = SETTINGS;
    place.write(name, text.replace("News", "Other news"));
    place.publish();
    assert_ne!(place.page("sw.js"), before);
}

#[test]
fn without_it_the_worker_of_before_goes() {
    let place = two();
    place.publish();
    place.write(OFF.0, OFF.1);
    place.publish();
    let worker = place.page("sw.js");
    assert!(worker.contains("registration.unregister()") && !worker.contains("SITE"));
    assert!(!place.page("index.html").contains("data-worker"));
    let files = place.files();
    assert!(!files.contains("offline.html") && !files.contains("data/offline.json"));
}
