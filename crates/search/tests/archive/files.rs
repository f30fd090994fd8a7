//! Which files there are, and which of them another day changes.

use super::{Site, day};
use dayfold_search::{
    Count, Digest, Facet, Narrowing, Part, Place, Story, count, facets, facets_file, seal,
};
use std::collections::BTreeMap;

fn month(month: u8, days: u8) -> Part {
    let titles: Vec<String> = (1..=days)
        .map(|number| format!("Story {number} of {month} about ships"))
        .collect();
    let dates = (1..=days).map(|number| format!("2025-{month:02}-{number:02}"));
    Part::build(
        dates
            .zip(&titles)
            .map(|(date, title)| day(&date, &[(title, "Ships, ports and the sea.")])),
    )
}

#[test]
fn another_day_of_the_newest_month_changes_the_front_file_alone() {
    let older = [month(1, 9), month(2, 9)];
    let of = |newest: Part| Site::of(&[older.clone().to_vec(), vec![newest]].concat());
    let (before, after) = (of(month(3, 4)), of(month(3, 5)));
    let changed: Vec<&String> = after
        .0
        .iter()
        .filter(|(path, text)| before.0.get(*path) != Some(text))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(changed, ["index.txt"]);
    assert!(before.0.keys().eq(after.0.keys()));
    assert_eq!(after.ask("story 5 of 3 ").first().unwrap().0, "2025-03-05");
}

#[test]
fn the_sealed_files_are_named_by_what_is_in_them() {
    let folder = |parts: &[Part]| {
        let sealed = seal(parts);
        let (folder, _) = sealed.files[0].0.split_once('/').unwrap();
        folder.to_owned()
    };
    assert_eq!(folder(&[month(1, 3)]), folder(&[month(1, 3)]));
    assert_ne!(folder(&[month(1, 3)]), folder(&[month(1, 4)]));
}

#[test]
fn parts_are_kept_and_read_back() {
    let part = month(4, 6);
    assert_eq!(Part::parse(&part.to_text()).as_ref(), Some(&part));
    assert_eq!(
        Part::parse(&Part::default().to_text()),
        Some(Part::default())
    );
    for broken in ["", "x", "1\t2025-01-01\n\n\n"] {
        assert_eq!(Part::parse(broken), None, "{broken:?}");
    }
}

/// More stories than can be counted: the file is none of ours.
#[test]
fn a_part_of_too_many_stories_is_none() {
    assert!(Part::parse("4294967295\t2025-01-01\n9\t2025-01-02\n\n\n\n").is_none());
}

#[test]
fn the_same_is_found_wherever_months_end() {
    let parts = [month(1, 5), month(2, 5), month(3, 5)];
    let many = Site::of(&parts);
    for typed in ["story 2 ", "ships", "story 4 of 2 about ships ", "sea 3"] {
        let mut own = many.ask(typed);
        let mut one = Site::of(&[seal_free(), parts_as_one()]).ask(typed);
        own.sort();
        one.sort();
        assert_eq!(own, one, "{typed}");
    }
}

fn seal_free() -> Part {
    Part::build([])
}

fn parts_as_one() -> Part {
    let titles: Vec<(String, String)> = (1..=3)
        .flat_map(|month| {
            (1..=5).map(move |number| {
                (
                    format!("2025-{month:02}-{number:02}"),
                    format!("Story {number} of {month} about ships"),
                )
            })
        })
        .collect();
    Part::build(
        titles
            .iter()
            .map(|(date, title)| day(date, &[(title, "Ships, ports and the sea.")])),
    )
}

#[test]
fn what_has_no_day_is_found_too() {
    let undated = Part::build([Digest {
        place: Place::Undated("notes".into()),
        stories: vec![Story {
            title: "Tide tables",
            ..Story::default()
        }],
    }]);
    let site = Site::of(&[undated.clone(), month(1, 3)]);
    assert_eq!(site.ask("tide "), [("notes".to_owned(), 0)]);
    assert_eq!(site.ask("story 3 ").first().unwrap().0, "2025-01-03");
    // Where there is nothing else.
    assert_eq!(Site::of(&[undated]).ask("tide "), [("notes".to_owned(), 0)]);
}

/// Two tags, a topic and an entity on four days of two years.
fn tagged() -> Vec<Part> {
    let story = |title, tags: &[&'static str], topic| Story {
        title,
        topic: Some(topic),
        tags: tags.iter().map(|tag| (*tag, *tag)).collect(),
        entities: vec![("acme", "Acme Corporation")],
        text: String::new(),
    };
    let digest = |date: &str, stories| Digest {
        place: Place::Day(date.parse().unwrap()),
        stories,
    };
    vec![
        Part::build([
            digest("2024-12-30", vec![story("Ships one", &["ai"], "🚢 Ships")]),
            digest(
                "2024-12-31",
                vec![story("Ships two", &["ai", "sea"], "🚢 Ships")],
            ),
        ]),
        Part::build([
            digest("2025-01-01", vec![story("Ships three", &["sea"], "Trade")]),
            digest("2025-01-02", vec![]),
            digest("2025-01-05", vec![story("Ships four", &[], "Ships")]),
        ]),
    ]
}

#[test]
fn searches_are_narrowed() {
    let site = Site::of(&tagged());
    let index = site.index();
    let ask = |groups: Vec<Vec<_>>, spans| {
        let mut found: Vec<String> = site
            .narrowed("ships ", &Narrowing { groups, spans })
            .into_iter()
            .map(|(date, _)| date)
            .collect();
        found.sort();
        found.join(" ")
    };
    let tag = |id: &str| Facet::Tag.term(id);
    assert_eq!(ask(vec![vec![tag("sea")]], vec![]), "2024-12-31 2025-01-01");
    assert_eq!(
        ask(vec![vec![tag("sea"), tag("ai")]], vec![]),
        "2024-12-30 2024-12-31 2025-01-01"
    );
    let ships = vec![Facet::Topic.term("ship")];
    assert_eq!(ask(vec![vec![tag("sea")], ships], vec![]), "2024-12-31");
    let year = index.span(|date| date.year() == 2025);
    assert_eq!(ask(vec![], vec![year]), "2025-01-01 2025-01-05");
    assert_eq!(ask(vec![vec![tag("none")]], vec![]), "");
    assert_eq!(
        index.told(),
        0,
        "a story a day, which stands for the day itself"
    );
}

#[test]
fn facets_are_counted() {
    let parts = tagged();
    let (name, file) = facets(2024, [&parts[0]]);
    assert_eq!(name, facets_file(2024));
    let mut counts = Vec::new();
    assert!(count(&file, 2, |_| true, &mut counts).is_some());
    let (_, file) = facets(2025, [&parts[1]]);
    assert!(count(&file, 2, |story| story == 0, &mut counts).is_some());
    let found: BTreeMap<(Facet, String), u32> = counts
        .iter()
        .map(|count: &Count| ((count.facet, count.id.clone()), count.count))
        .collect();
    let expected = [
        ((Facet::Topic, "ship"), 2),
        ((Facet::Topic, "trade"), 1),
        ((Facet::Tag, "ai"), 2),
        ((Facet::Tag, "sea"), 2),
        ((Facet::Entity, "acme"), 3),
    ];
    let expected = expected.map(|((facet, id), count)| ((facet, id.to_owned()), count));
    assert_eq!(found, expected.into());
    let before = counts.clone();
    assert!(
        count(&file, 3, |_| true, &mut counts).is_none(),
        "of another state"
    );
    assert_eq!(counts, before);
}
