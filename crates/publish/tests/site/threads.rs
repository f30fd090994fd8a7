//! How stories go on from day to day, and what a new day changes.

use crate::place::{Place, SETTINGS};
use dayfold_model::{Date, Digest, Threads, parse};
use std::collections::{BTreeMap, BTreeSet};

/// A day with a story that links to `link`, and one that nothing goes on with.
fn day(title: &str, link: &str) -> String {
    format!(
        "---\ntitle: {title}\n---\n\n## Topic\n\n\
         ### The ferry’s engine burns ammonia, {title}\n\n\
         A yard in Gdynia tries the engine on a ferry; this is {title}.\n\n\
         Source: [Yard](https://yard.example/{link})\n\nTags: Ships\n\n\
         ### Only {title} tells of this {{#only-{title}}}\n\nIt is {title}.\n\nTags: {title}\n"
    )
}

fn site(place: &Place) -> BTreeMap<String, Vec<u8>> {
    let read = |file: &String| std::fs::read(place.out.path().join(file)).unwrap();
    let files = place.files().into_iter();
    files.map(|file| (file.clone(), read(&file))).collect()
}

fn digest(place: &Place, day: &str) -> Digest {
    parse(&place.page(&format!("data/{day}.json"))).unwrap()
}

fn threads(place: &Place, day: &str) -> Threads {
    parse(&place.page(&format!("data/threads/{day}.json"))).unwrap()
}

#[test]
fn a_story_knows_what_was_told_before_and_its_day_what_came_later() {
    let place = Place::new(&[
        SETTINGS,
        ("2025-11-20.md", &day("alpha", "engine")),
        ("2025-11-21.md", &day("beta", "other")),
        ("2025-11-22.md", &day("gamma", "engine?utm_source=x")),
    ]);
    place.publish();
    let date = |text: &str| text.parse::<Date>().unwrap();
    let newest = digest(&place, "2025-11-22");
    let story = newest.stories().next().unwrap();
    let first = &story.earlier[0];
    assert_eq!(first.date, date("2025-11-20"));
    assert_eq!(first.title, "The ferry’s engine burns ammonia, alpha");
    assert_eq!(first.date_text, "Thursday, November 20, 2025");
    assert_eq!(
        story.repeats.as_ref().map(|first| first.date),
        Some(first.date)
    );

    let later = threads(&place, "2025-11-20");
    let told = &later.stories[0];
    assert_eq!(told.id, first.id);
    assert_eq!(told.later.last().map(|told| told.date), newest.date);
    // There is a file for every day, and no other knows anything of it.
    assert!(threads(&place, "2025-11-22").stories.is_empty());
    let plain = place.page("data/2025-11-20.json");
    assert!(!plain.contains("earlier") && !plain.contains("repeats"));
}

#[test]
fn a_new_day_changes_its_own_files_and_those_that_name_it() {
    let place = Place::new(&[SETTINGS]);
    for number in 1..=9 {
        let link = if number == 2 { "engine" } else { "" };
        place.write(
            &format!("2025-10-{number:02}.md"),
            day(&format!("day-{number}"), link),
        );
    }
    place.publish();
    let before = site(&place);
    place.write("2025-10-10.md", day("day-10", "engine"));
    place.publish();
    let after = site(&place);
    let mut changed: BTreeSet<&str> = after
        .iter()
        .filter(|(file, bytes)| before.get(*file) != Some(bytes))
        .map(|(file, _)| file.as_str())
        .collect();
    assert!(before.keys().all(|file| after.contains_key(file)));
    // The lists of the site, and what the page of the day before says of the next.
    for file in [
        "data/history/2025.json",
        "index.html",
        "2025-10-09/index.html",
        "2025/10/index.html",
        "archive/index.html",
        "tags/index.html",
        "tags/ships/index.html",
        "tags/ships/feed.json",
        "tags/ships/feed.xml",
        "feed.json",
        "feed.xml",
        "sitemap.xml",
        "sitemap-2025.xml",
        // It has the first story of a tag.
        "sitemap-lists.xml",
        "embed/latest/index.html",
        "embed/headlines/index.html",
        "embed/tags/ships/index.html",
        "data/history/index.json",
        "data/site.json",
        "data/archive.json",
        "data/tags.json",
        "data/tags/ships.json",
        "data/tags/ships/1.json",
        "data/months/2025-10.json",
        "data/search/index.txt",
        "data/search/facets-2025.txt",
        "data/offline.json",
    ] {
        assert!(changed.remove(file), "{file} is as it was");
    }
    // Its own, and those of the tags that only it bears.
    let is_own = |file: &str| {
        ["2025-10-10", "/day-10", "assets/cards/", "oembed/latest"]
            .iter()
            .any(|part| file.contains(part))
    };
    changed.retain(|file| !is_own(file));
    let earlier = digest(&place, "2025-10-10");
    let ties: BTreeSet<String> = earlier
        .stories()
        .flat_map(|story| &story.earlier)
        .map(|told| format!("data/threads/{}.json", told.date))
        .collect();
    assert!(ties.contains("data/threads/2025-10-02.json"));
    let ties: BTreeSet<&str> = ties.iter().map(String::as_str).collect();
    assert_eq!(changed, ties);
}

#[test]
fn a_build_from_nothing_is_the_same_as_day_by_day() {
    let by_day = Place::new(&[SETTINGS]);
    let at_once = Place::new(&[SETTINGS]);
    for number in 1..=6 {
        let (name, text) = (
            format!("2025-10-{number:02}.md"),
            day(&format!("day-{number}"), "engine"),
        );
        by_day.write(&name, &text);
        at_once.write(&name, &text);
        by_day.publish();
    }
    at_once.publish();
    assert_eq!(site(&by_day), site(&at_once));
}
