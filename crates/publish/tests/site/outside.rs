//! Links in the folder of digests: those that stay in it are as good as files, and what is elsewhere
//! on the machine is not published through one.
#![cfg(unix)]

use crate::place::{Place, SETTINGS, day};
use dayfold_ingest::Severity;
use std::{fs, os::unix::fs::symlink};
use tempfile::TempDir;

const SECRET: &str = "a-secret-of-the-machine";

#[test]
fn a_link_to_what_is_elsewhere_publishes_nothing_of_it() {
    let elsewhere = TempDir::new().unwrap();
    let secret = |name: &str, text: &str| {
        let path = elsewhere.path().join(name);
        fs::write(&path, text).unwrap();
        path
    };
    let place = Place::new(&[
        (
            SETTINGS.0,
            &format!("{}stylesheet = \"own.css\"\n", SETTINGS.1),
        ),
        (
            "2025-11-21.md",
            &format!("{}\n![A picture](a.svg)\n", day("one")),
        ),
    ]);
    fs::create_dir(place.folder.path().join("pages")).unwrap();
    let markdown = secret("any", &format!("{}\n{SECRET}\n", day("secret")));
    let drawn = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='2' height='2'><!--{SECRET}--></svg>"
    );
    for (name, target) in [
        ("2025-11-22.md", markdown.clone()),
        ("pages/about.md", markdown),
        ("a.svg", secret("drawn", &drawn)),
        ("own.css", secret("css", &format!("/* {SECRET} */"))),
        // Nor through a folder.
        ("2025", elsewhere.path().to_owned()),
    ] {
        symlink(target, place.folder.path().join(name)).unwrap();
    }
    secret("2025-11-23.md", SECRET);

    let codes = place.codes();
    let outside = ("link-outside", Severity::Error);
    assert_eq!(
        codes.iter().filter(|code| **code == outside).count(),
        2,
        "{codes:?}"
    );
    assert!(
        codes.iter().any(|(code, _)| *code == "settings-file"),
        "{codes:?}"
    );
    assert!(
        codes.iter().any(|(code, _)| code.starts_with("image-")),
        "{codes:?}"
    );
    place.publish();
    for file in place.files() {
        let bytes = fs::read(place.out.path().join(&file)).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains(SECRET), "{file}");
    }
    assert!(place.files().contains("2025-11-21/index.html"));
}

#[test]
fn a_link_that_stays_in_the_folder_is_as_good_as_a_file() {
    let place = Place::new(&[SETTINGS, ("drafts-of-a-pipeline/newest.txt", &day("one"))]);
    symlink(
        "drafts-of-a-pipeline/newest.txt",
        place.folder.path().join("2025-11-21.md"),
    )
    .unwrap();
    place.publish();
    assert!(place.page("2025-11-21/index.html").contains("Story of one"));
}
