//! Building day after day: what is remembered, what is made again, and what a reader is told
//! of corrections.

use crate::place::{Place, SETTINGS, bundle, day};
use dayfold_model::{Digest, parse};
use dayfold_publish::{Cache, Folder, Key, Options, Previous, ReadOptions, publish};
use std::{collections::BTreeMap, fs, path::Path};
use tempfile::TempDir;

const ZONE: (&str, &str) = (
    "dayfold.toml",
    "title = \"News\"\nurl = \"https://example.org/news/\"\ntimezone = \"America/Chicago\"\n",
);

fn files(out: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(out) {
        let entry = entry.unwrap();
        let name = entry
            .path()
            .strip_prefix(out)
            .unwrap()
            .to_string_lossy()
            .into_owned();
        if entry.file_type().is_file() && !name.starts_with(".dayfold") {
            files.insert(name, fs::read(entry.path()).unwrap());
        }
    }
    files
}

/// Builds the folder of a place on another machine, that knows what `previous` remembers.
fn elsewhere(place: &Place, previous: Previous, now: &str) -> BTreeMap<String, Vec<u8>> {
    let out = TempDir::new().unwrap();
    let now = now.parse().unwrap();
    let read = ReadOptions {
        previous: Some(&previous),
        now: Some(now),
        ..ReadOptions::default()
    };
    let folder = Folder::read(place.folder.path(), read).unwrap();
    let options = Options {
        previous: Some(previous),
        now,
        ..Options::default()
    };
    publish(&folder, &bundle(), out.path(), &options).unwrap();
    files(out.path())
}

fn digest(place: &Place, day: &str) -> Digest {
    parse(&place.page(&format!("data/{day}.json"))).unwrap()
}

fn same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) {
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(one), names(other));
    for (name, bytes) in one {
        assert_eq!(
            String::from_utf8_lossy(bytes),
            String::from_utf8_lossy(&other[name]),
            "{name}"
        );
    }
}

#[test]
fn what_is_remembered_is_published_and_enough() {
    let place = Place::new(&[ZONE]);
    for number in 10..15 {
        place.write(
            &format!("2026-03-{number}.md"),
            day(&format!("Day {number}")),
        );
        place.publish_at(Some(&format!("2026-03-{number}T12:00:00Z")));
    }
    // A correction, some days later.
    let text = day("Day 11").replace("It happened.", "It did not happen.");
    place.write("2026-03-11.md", text);
    place.publish_at(Some("2026-03-14T15:00:00Z"));
    let corrected = digest(&place, "2026-03-11");
    let at = Some("2026-03-14T10:00:00-05:00".to_owned());
    assert_eq!(corrected.updated, at);
    assert_eq!(corrected.stories().next().unwrap().corrected, at);
    let page = place.page("2026-03-11/index.html");
    assert!(page.contains("Corrected March 14, 2026"), "{page}");
    assert_eq!(digest(&place, "2026-03-12").updated, None);

    // Days later, and on a machine that has nothing but what is published.
    let again = elsewhere(
        &place,
        Previous::Folder(place.out.path().to_owned()),
        "2026-03-14T20:00:00Z",
    );
    same(&files(place.out.path()), &again);
}

#[test]
fn without_a_correction_nothing_has_to_be_remembered() {
    let place = Place::new(&[ZONE]);
    for number in 10..14 {
        place.write(
            &format!("2026-03-{number}.md"),
            day(&format!("Day {number}")),
        );
        place.publish_at(Some(&format!("2026-03-{number}T12:00:00Z")));
    }
    let at_once = elsewhere(&place, Previous::Nothing, "2026-06-01T00:00:00Z");
    same(&files(place.out.path()), &at_once);
}

#[test]
fn a_day_to_come_is_held_back_until_it_begins() {
    let place = Place::new(&[ZONE, ("2026-03-13.md", &day("Today"))]);
    place.write("2026-03-14.md", day("Tomorrow"));
    let page = || place.out.path().join("2026-03-14/index.html");
    // In Chicago it is still the 13th.
    let summary = place.publish_at(Some("2026-03-14T04:59:00Z"));
    assert_eq!(summary.days, 1);
    assert!(!page().exists() && !place.page("index.html").contains("Tomorrow"));
    let summary = place.publish_at(Some("2026-03-14T05:00:00Z"));
    assert_eq!(summary.days, 2);
    assert!(page().exists() && place.page("index.html").contains("Tomorrow"));
}

/// Nobody's news is late for want of a setting.
#[test]
fn without_a_zone_a_day_comes_when_it_begins_anywhere() {
    let place = Place::new(&[SETTINGS, ("2026-03-14.md", &day("Today"))]);
    let summary = place.publish_at(Some("2026-03-13T10:00:00Z"));
    assert_eq!(summary.days, 1);
}

#[test]
fn a_new_day_makes_a_handful_of_files() {
    let place = Place::new(&[ZONE]);
    for number in 1..=28 {
        place.write(
            &format!("2026-02-{number:02}.md"),
            day(&format!("Day {number}")),
        );
    }
    let all = place.publish();
    place.write("2026-03-01.md", day("One more"));
    let one = place.publish();
    assert_eq!(one.days, 29);
    assert!(one.changed < 52 && one.changed < all.files / 3, "{one:?}");
    assert_eq!(place.publish().changed, 0);
}

/// The cache never changes a byte: neither an old one, nor one of another program, nor one
/// that lost something.
#[test]
fn a_cache_changes_nothing() {
    let place = Place::new(&[ZONE]);
    for number in 10..14 {
        place.write(
            &format!("2026-03-{number}.md"),
            day(&format!("Day {number}")),
        );
    }
    place.publish();
    let warm = files(place.out.path());
    let build = |cache: Cache| {
        let out = TempDir::new().unwrap();
        let read = ReadOptions {
            cache,
            ..ReadOptions::default()
        };
        let folder = Folder::read(place.folder.path(), read).unwrap();
        publish(&folder, &bundle(), out.path(), &Options::default()).unwrap();
        files(out.path())
    };
    let open = |engine: &[u8]| Cache::open(place.cache.path(), Key::of(engine)).unwrap();
    same(&warm, &build(Cache::in_memory()));
    same(&warm, &build(open(b"this")));
    same(&warm, &build(open(b"another")));
}

/// Whoever follows a tag goes on following it: an older day that writes it otherwise comes in
/// later, and its spelling leads to the one that was there first.
#[test]
fn an_older_day_takes_no_address_away() {
    let tagged = |tag: &str| format!("# Day\n\n## Topic\n\n### Story\n\nText.\n\nTags: {tag}\n");
    let place = Place::new(&[
        ZONE,
        ("2026-03-14.md", &tagged("OpenAI")),
        ("2026-03-15.md", &tagged("OpenAI")),
    ]);
    place.publish();
    let feed = place.page("tags/openai/feed.xml");
    let id = |feed: &str| feed.split("<id>").nth(1).map(|id| id[..40].to_owned());
    place.write("2026-03-01.md", tagged("Open AI"));
    place.publish();
    assert_eq!(id(&place.page("tags/openai/feed.xml")), id(&feed));
    let index = place.page("data/history/index.json");
    assert!(index.contains(r#""tags":["openai"]"#), "{index}");
}

/// A file that changes what several days share.
#[test]
fn settings_change_every_page() {
    let place = Place::new(&[ZONE, ("2026-03-14.md", &day("Today"))]);
    place.publish();
    place.write("dayfold.toml", ZONE.1.replace("News", "Olds"));
    place.publish();
    let warm = files(place.out.path());
    assert!(place.page("2026-03-14/index.html").contains("Olds"));
    same(
        &warm,
        &elsewhere(&place, Previous::Nothing, "2026-06-01T00:00:00Z"),
    );
}
