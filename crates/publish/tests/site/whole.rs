//! What every site has, and what a change changes.

use crate::place::{Place, SETTINGS, day};
use dayfold_ingest::Severity;
use dayfold_publish::{Folder, FolderError, ReadOptions};
use rstest::rstest;
use std::{fs, path::Path};

#[test]
fn a_site_has_its_pages_and_every_link_leads_somewhere() {
    let place = Place::new(&[
        SETTINGS,
        ("2025-10-31.md", &day("Old")),
        ("deep/2025-11-21.md", &day("Yesterday")),
        ("2025-11-22.md", &day("Today")),
        ("README.md", "not a digest"),
    ]);
    let summary = place.publish();
    assert_eq!((summary.days, summary.stories), (3, 3));
    let files = place.files();
    for file in [
        "index.html",
        "404.html",
        "2025-11-22/index.html",
        "2025-11-21/index.html",
        "archive/index.html",
        "2025/11/index.html",
        "2025/10/index.html",
        "tags/index.html",
        "data/site.json",
        "data/2025-11-22.json",
        "data/months/2025-11.json",
        "data/tags.json",
    ] {
        assert!(files.contains(file), "{file} in {files:#?}");
    }

    for file in files.iter().filter(|file| file.ends_with(".html")) {
        let html = place.page(file);
        for link in html
            .split("href=\"")
            .skip(1)
            .chain(html.split("src=\"").skip(1))
        {
            let link = link.split('"').next().unwrap();
            let Some(path) = link.strip_prefix("/news/") else {
                // It stands for any other page, and leads there again.
                let again = link.is_empty() && file == "offline.html";
                assert!(
                    again || link.starts_with('#') || link.starts_with("https://example.org/news/"),
                    "{link} in {file}"
                );
                continue;
            };
            let path = path.split(['#', '?']).next().unwrap();
            let target = if path.is_empty() || path.ends_with('/') {
                format!("{path}index.html")
            } else {
                path.into()
            };
            assert!(files.contains(&target), "{link} in {file} leads nowhere");
        }
    }

    let home = place.page("index.html");
    assert!(home.contains("<link rel=\"canonical\" href=\"https://example.org/news/\">"));
    assert!(home.contains("Story of Today") && !home.contains("rel=\"next\""));
    let middle = place.page("2025-11-21/index.html");
    assert!(
        middle.contains("href=\"/news/2025-10-31/\" rel=\"prev\""),
        "{middle}"
    );
    assert!(middle.contains("href=\"/news/2025-11-22/\" rel=\"next\""));
}

#[test]
fn what_did_not_change_is_not_written_and_what_went_is_removed() {
    let place = Place::new(&[
        SETTINGS,
        ("2025-11-21.md", &day("One")),
        ("2025-11-22.md", &day("Two")),
    ]);
    place.publish();
    let again = place.publish();
    assert_eq!((again.changed, again.removed), (0, 0));

    fs::remove_file(place.folder.path().join("2025-11-22.md")).unwrap();
    place.publish();
    assert!(!place.files().iter().any(|file| file.contains("2025-11-22")));
    assert!(place.page("index.html").contains("Story of One"));
}

#[test]
fn a_day_in_the_past_changes_no_other_day_but_its_neighbours() {
    let place = Place::new(&[
        SETTINGS,
        ("2025-11-20.md", &day("A")),
        ("2025-11-21.md", &day("B")),
        ("2025-11-22.md", &day("C")),
    ]);
    place.publish();
    let (before, newest) = (
        place.page("2025-11-22/index.html"),
        place.page("index.html"),
    );
    place.write("2025-11-19.md", day("Z"));
    place.publish();
    assert_eq!(place.page("2025-11-22/index.html"), before);
    assert_eq!(place.page("index.html"), newest);
}

/// Each is said, and the rest of the site is built.
#[rstest]
#[case::empty("2025-11-20.md", b"", "empty-file", Severity::Error)]
#[case::binary(
    "2025-11-20.md",
    b"\x00\x01\x02\xff\x00",
    "binary-file",
    Severity::Error
)]
#[case::no_such_day(
    "2025-02-30.md",
    b"# Title\n\n## Topic\n\n### Story\n\nText.\n",
    "no-such-day",
    Severity::Warning
)]
#[case::two_files(
    "more/2025-11-22.md",
    b"## Topic\n\n### Another\n\nText.\n",
    "day-joined",
    Severity::Warning
)]
#[case::settings(
    "dayfold.toml",
    b"title = \"News\nurl = 3\n",
    "settings-syntax",
    Severity::Error
)]
fn bad_input_costs_itself_alone(
    #[case] name: &str,
    #[case] bytes: &[u8],
    #[case] code: &str,
    #[case] severity: Severity,
) {
    let place = Place::new(&[SETTINGS, ("2025-11-22.md", &day("Good"))]);
    place.write(name, bytes);
    let codes = place.codes();
    assert!(codes.contains(&(code, severity)), "{codes:?}");
    place.publish();
    assert!(place.page("index.html").contains("Story of Good"));
}

#[test]
fn two_files_of_a_day_are_one_digest() {
    let place = Place::new(&[
        SETTINGS,
        ("2025-11-22.md", &day("First")),
        ("2025-11-22-b.md", &day("Second")),
    ]);
    place.publish();
    let html = place.page("2025-11-22/index.html");
    assert!(html.find("Story of First") < html.find("Story of Second"));
    assert!(html.contains("Story of First") && html.contains("<h1 tabindex=\"-1\">First"));
}

#[test]
fn drafts_stay_home() {
    let place = Place::new(&[
        SETTINGS,
        (
            "2025-11-22.md",
            "---\ndraft: true\n---\n## Topic\n\n### Story\n\nText.\n",
        ),
    ]);
    assert!(place.read().is_empty());
}

#[test]
fn the_output_folder_is_not_read() {
    let place = Place::new(&[SETTINGS, ("2025-11-22.md", &day("Good"))]);
    let out = place.folder.path().join("site");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("2025-11-01.md"), day("Stray")).unwrap();
    let folder = Folder::read(
        place.folder.path(),
        ReadOptions {
            out: Some(&out),
            ..ReadOptions::default()
        },
    )
    .unwrap();
    assert_eq!(folder.editions[0].days().count(), 1);
}

#[test]
fn no_folder_is_an_error() {
    assert!(matches!(
        Folder::read(Path::new("/nowhere/at/all"), ReadOptions::default()),
        Err(FolderError::Missing(_))
    ));
}

#[test]
fn without_settings_nothing_is_absolute() {
    let place = Place::new(&[("2025-11-22.md", &day("Good"))]);
    assert_eq!(place.codes(), [("settings-missing", Severity::Warning)]);
    place.publish();
    let home = place.page("index.html");
    assert!(!home.contains("canonical") && !home.contains("og:url"));
}

/// Whoever builds the same content has the same site, wherever it is built.
#[test]
fn two_folders_of_the_same_content_give_the_same_bytes() {
    let built = || {
        let days = ["2026-03-12", "2026-03-13", "2026-03-14"]
            .map(|date| (format!("{date}.md"), crate::place::day(date)));
        let mut files: Vec<(&str, &str)> =
            days.iter().map(|(name, text)| (&**name, &**text)).collect();
        files.push(crate::place::SETTINGS);
        let place = crate::place::Place::new(&files);
        place.publish();
        place
    };
    let (one, other) = (built(), built());
    assert_eq!(one.files(), other.files());
    assert!(one.files().len() > 20);
    for name in one.files() {
        let read =
            |place: &crate::place::Place| std::fs::read(place.out.path().join(&name)).unwrap();
        assert!(read(&one) == read(&other), "{name} differs");
    }
}
