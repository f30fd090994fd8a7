//! Digests that no day can be found for.

use crate::place::{Place, SETTINGS, day};
use dayfold_ingest::Severity;

#[test]
fn they_have_pages_of_their_own() {
    let place = Place::new(&[
        SETTINGS,
        ("2025-11-22.md", &day("Today")),
        ("Über Straßen.md", &day("Roads")),
        ("Überall/über-straßen.txt", &day("More roads")),
    ]);
    assert_eq!(
        place.codes(),
        [
            ("no-date", Severity::Warning),
            ("no-date", Severity::Warning)
        ]
    );
    let summary = place.publish();
    assert_eq!((summary.days, summary.undated, summary.stories), (1, 2, 3));
    let html = place.page("undated/über-straßen/index.html");
    assert!(html.contains("Story of Roads"), "{html}");
    assert!(!html.contains("rel=\"prev\"") && html.contains("class=\"latest\">Latest"));
    assert!(html.contains("data-route=\"/news/undated/über-straßen/\""));
    let second = place.page("undated/über-straßen-2/index.html");
    assert!(second.contains("Story of More roads"));
    assert!(
        place
            .page("data/undated/über-straßen.json")
            .contains("\"date\":null")
    );

    let archive = place.page("archive/index.html").replace("<!---->", "");
    assert!(archive.contains("<a href=\"/news/undated/über-straßen/\">Roads</a>"));
    assert!(archive.find("class=\"calendar\"") < archive.find("Without a date"));
    assert!(!place.page("2025/11/index.html").contains("Roads"));
    assert!(!place.page("index.html").contains("Story of Roads"));
    // Their tags lead to them.
    let tag = place.page("tags/über-uns/index.html");
    assert!(
        tag.contains("href=\"/news/undated/über-straßen/#story-of-roads\""),
        "{tag}"
    );
}

#[test]
fn a_site_of_nothing_else_opens_with_its_archive() {
    let place = Place::new(&[SETTINGS, ("notes.md", &day("Roads"))]);
    let summary = place.publish();
    assert_eq!((summary.days, summary.undated), (0, 1));
    assert!(place.page("index.html").contains("/news/undated/notes/"));
}
