//! The files of the search: each language has its own, and they name what is in the site.

use crate::place::{Place, SETTINGS, day};
use dayfold_model::{Digest, parse};
use dayfold_search::{Index, Narrowing, Place as Where, Query, files, find};

/// What a search of the site at a path finds, as days and headlines.
fn ask(place: &Place, base: &str, typed: &str) -> Vec<(String, String)> {
    let read = |path: &str| place.page(&format!("{base}data/{path}"));
    let index = Index::parse(&read("search/index.txt")).unwrap();
    let query = Query::new(typed);
    let narrowing = Narrowing::default();
    let lists: Vec<(usize, String)> = files(&index, &query, &narrowing)
        .into_iter()
        .map(|number| (number, read(&format!("search/{}", index.file(number)))))
        .collect();
    let list = |number| {
        let (_, list) = lists.iter().find(|(known, _)| *known == number)?;
        Some(list.as_str())
    };
    let found = find(&index, &query, &narrowing, list);
    let places = found.hits.iter().map(|hit| index.place(hit.story).unwrap());
    places
        .map(|(place, at)| {
            let name = match place {
                Where::Day(date) => date.to_string(),
                Where::Undated(slug) => format!("undated/{slug}"),
            };
            let digest: Digest = parse(&read(&format!("{name}.json"))).unwrap();
            let title = digest.stories().nth(at).map(|story| story.title.clone());
            (name, title.unwrap_or(digest.title))
        })
        .collect()
}

#[test]
fn stories_of_every_month_and_of_none_are_found() {
    let place = Place::new(&[SETTINGS]);
    place.write("2024-12-31.md", day("The old harbour"));
    place.write("2025-10-01.md", day("The new harbour"));
    place.write("2025-11-02.md", day("A lighthouse"));
    place.write("tides.md", day("Tide tables"));
    place.publish();
    let titles = |typed: &str| {
        let mut found: Vec<String> = ask(&place, "", typed)
            .into_iter()
            .map(|(day, title)| format!("{day} {title}"))
            .collect();
        found.sort();
        found
    };
    let of = |typed: &str, day: &str| titles(typed).iter().any(|found| found.starts_with(day));
    assert!(
        of("old harbour", "2024-12-31"),
        "{:?}",
        titles("old harbour")
    );
    assert!(of("harbour", "2024-12-31") && of("harbour", "2025-10-01"));
    assert!(of("lighthouse", "2025-11-02"));
    assert!(of("tide tables", "undated/tides"));
    assert!(!of("lighthouse ", "2025-10-01"));
    let files = place.files();
    for file in [
        "data/search/facets-2024.txt",
        "data/search/facets-2025.txt",
        "search/index.html",
    ] {
        assert!(files.contains(file), "{file}");
    }
}

#[test]
fn each_language_has_its_own() {
    let place = Place::new(&[SETTINGS]);
    let english = |title| day(title).replacen("---", "---\nlang: en", 1);
    place.write("2025-11-21.md", english("A lighthouse"));
    place.write("2025-11-22.md", english("Another harbour"));
    place.write(
        "2025-11-22.de.md",
        "---\nlang: de\n---\n\n## Häfen\n\n### Ein Leuchtturm steht wieder\n\nEr war umgefallen.\n",
    );
    place.publish();
    assert!(!ask(&place, "", "lighthouse").is_empty());
    assert_eq!(ask(&place, "", "leuchtturm"), []);
    let found = ask(&place, "de/", "leuchtturm");
    assert_eq!(found[0].1, "Ein Leuchtturm steht wieder");
}
