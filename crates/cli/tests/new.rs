//! `dayfold new`, and what `import --explain` and `check` make of what it writes.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use assert_cmd::{Command, assert::Assert};
use predicates::{prelude::PredicateBooleanExt, str::contains};
use rstest::rstest;
use std::{fs, path::Path};
use tempfile::TempDir;

/// Called in a folder.
fn dayfold(folder: &Path, arguments: &[&str]) -> Assert {
    Command::cargo_bin("dayfold")
        .unwrap()
        .current_dir(folder)
        .args(arguments)
        .assert()
}

fn site(lang: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    let settings = format!(
        "title = \"News\"\nurl = \"https://example.org/\"\nlang = \"{lang}\"\ntimezone = \"Asia/Tokyo\"\n"
    );
    fs::write(folder.path().join("dayfold.toml"), settings).unwrap();
    folder
}

#[test]
fn a_new_digest_is_a_draft_without_warnings() {
    let folder = site("en");
    dayfold(folder.path(), &["new", "2026-03-14"])
        .success()
        .stdout("2026-03-14.md\n")
        .stderr(contains("draft"));
    dayfold(folder.path(), &["check", "--deny", "warnings"])
        .success()
        .stdout(contains("(draft) The day in one line").and(contains("1 file, 0 days, 1 draft")))
        .stderr("");
}

#[test]
fn nothing_is_overwritten() {
    let folder = site("en");
    let file = folder.path().join("2026-03-14.md");
    fs::write(&file, "mine").unwrap();
    dayfold(folder.path(), &["new", "2026-03-14"])
        .code(1)
        .stdout("")
        .stderr(contains("already there").and(contains("--print")));
    assert_eq!(fs::read_to_string(file).unwrap(), "mine");
    dayfold(folder.path(), &["new", "2026-03-14", "--print"])
        .success()
        .stdout(contains("date: 2026-03-14"))
        .stderr("");
}

#[test]
fn it_goes_where_it_is_told_to_and_speaks_the_sites_language() {
    let folder = site("ja");
    let months = folder.path().join("2026/03");
    fs::create_dir_all(&months).unwrap();
    dayfold(folder.path(), &["new", "2026-03-14", "--dir", "2026/03"])
        .success()
        .stdout(contains("2026-03-14.md"));
    let text = fs::read_to_string(months.join("2026-03-14.md")).unwrap();
    assert!(
        text.contains("lang: ja") && text.contains("出典:"),
        "{text}"
    );
    dayfold(folder.path(), &["new", "--dir", "nowhere"])
        .code(1)
        .stderr(contains("nowhere"));
}

#[rstest]
#[case("2026-02-30")]
#[case("someday")]
fn what_is_no_day_is_bad_usage(#[case] day: &str) {
    let folder = site("en");
    dayfold(folder.path(), &["new", day])
        .code(2)
        .stderr(contains("2026-03-14"));
}

#[test]
fn a_wrong_time_zone_is_told() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("dayfold.toml"), "timezone = \"Moon\"\n").unwrap();
    dayfold(folder.path(), &["new", "--print"])
        .success()
        .stdout(contains("date: 20"))
        .stderr(contains("Moon"));
}

#[test]
fn an_explanation_takes_no_format() {
    let folder = site("en");
    dayfold(folder.path(), &["new", "2026-03-14"]).success();
    dayfold(folder.path(), &["import", "2026-03-14.md", "--explain"])
        .success()
        .stdout(contains("The day in one line").and(contains("Headline of a story")));
    dayfold(
        folder.path(),
        &["import", "2026-03-14.md", "--explain", "--format", "json"],
    )
    .code(2);
}
