//! Which files of a folder become digests, and which of them become one.

use crate::place::{Place, SETTINGS, day};
use dayfold_ingest::Severity;
use dayfold_model::Date;
use rstest::rstest;
use std::fs;

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// Whatever its name ends with.
#[rstest]
#[case("2025-11-21.markdown")]
#[case("2025-11-21.mdx")]
#[case("2025-11-21.rst")]
#[case("2025-11-21")]
#[case("deep/down/2025-11-21.text")]
fn a_text_is_a_digest(#[case] name: &str) {
    let place = Place::new(&[SETTINGS, ("2025-11-22.md", &day("Today"))]);
    place.write(name, day("Yesterday"));
    assert_eq!(place.codes(), []);
    assert!(
        place.read().editions[0]
            .days()
            .any(|day| day == date("2025-11-21"))
    );
}

/// Without a word.
#[rstest]
#[case("README.md")]
#[case("LICENSE")]
#[case("package.json")]
#[case("Cargo.lock")]
#[case("config.yml")]
#[case("build.py")]
#[case("pages/about.md")]
#[case(".git/2025-11-21.md")]
#[case("node_modules/x/2025-11-21.md")]
fn what_is_something_else_is_not_read(#[case] name: &str) {
    let place = Place::new(&[SETTINGS, ("2025-11-22.md", &day("Today"))]);
    place.write(name, day("Other"));
    assert_eq!(place.codes(), []);
    let folder = place.read();
    assert_eq!(folder.editions[0].days().count(), 1);
    assert!(folder.editions[0].undated().next().is_none());
}

#[test]
fn an_earlier_site_in_the_folder_is_not_read() {
    let place = Place::new(&[SETTINGS, ("2025-11-22.md", &day("Today"))]);
    place.write("site/.dayfold-files", "");
    place.write("site/2025-11-21.md", day("Stray"));
    assert_eq!(place.read().editions[0].days().count(), 1);
}

#[test]
fn data_that_is_no_digest_is_passed_over() {
    let place = Place::new(&[SETTINGS, ("2025-11-22.md", &day("Today"))]);
    place.write("stats.json", "{\"visits\": [1, 2, 3]}");
    place.write("picture", b"\x89PNG\0\0\0\rIHDR\0\0");
    assert_eq!(place.codes(), [("not-a-digest", Severity::Warning)]);
    assert!(place.read().editions[0].undated().next().is_none());
}

#[test]
fn a_file_that_is_too_large_is_refused() {
    let place = Place::new(&[SETTINGS, ("2025-11-22.md", &day("Today"))]);
    for name in ["2025-11-21.md", "core"] {
        let file = fs::File::create(place.folder.path().join(name)).unwrap();
        file.set_len(33 * 1024 * 1024).unwrap();
    }
    let folder = place.read();
    assert_eq!(place.codes(), [("file-too-large", Severity::Error)]);
    assert_eq!(folder.editions[0].days().count(), 1);
}

#[test]
fn a_story_a_file_makes_a_day() {
    let story = |title: &str| {
        format!(
            "---\ntitle: {title}\ndate: 2025-11-22\n---\nShort.\n\n### {title}\n\nLong.\n\nTags: Roads\n"
        )
    };
    let place = Place::new(&[
        SETTINGS,
        ("a-bridge.md", &story("Bridge")),
        ("b-tunnel.md", &story("Tunnel")),
        ("c-road.md", &story("Ferry")),
    ]);
    assert_eq!(place.codes(), []);
    place.publish();
    let html = place.page("2025-11-22/index.html");
    assert!(html.contains("<h1 tabindex=\"-1\">Saturday, November 22, 2025"));
    assert!(html.find("Bridge") < html.find("Tunnel") && html.find("Tunnel") < html.find("Ferry"));
    assert!(!html.contains("<h4>"));
}
