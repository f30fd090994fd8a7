//! `dayfold check` as it is called: on folders and files as people have them.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use assert_cmd::{Command, assert::Assert};
use predicates::{prelude::PredicateBooleanExt, str::contains};
use serde_json::Value;
use std::{fs, path::Path};
use tempfile::TempDir;

const SETTINGS: (&str, &str) = (
    "dayfold.toml",
    "title = \"News\"\nurl = \"https://example.org/\"\n",
);
const DAY: &str = "---\ntitle: Today\nlang: en\n---\n\n## Takeaways\n\n- One\n\n## Topic\n\n### A story\n\nIt happened.\n\nSource: Paper | Radio\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    folder
}

/// Called in a folder.
fn check(folder: &Path, arguments: &[&str]) -> Assert {
    Command::cargo_bin("dayfold")
        .unwrap()
        .current_dir(folder)
        .arg("check")
        .args(arguments)
        .assert()
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let arguments = [&["--format", "json"], arguments].concat();
    let assert = check(folder, &arguments).stderr("");
    serde_json::from_slice(&assert.get_output().stdout).unwrap()
}

/// A text with one kind of mistake many times, a line each.
fn mistakes(count: usize) -> String {
    let line = "### A story {#Some_Id}\n\nText.\n\n";
    format!("# Today\n\n## Topic\n\n{}", line.repeat(count))
}

#[test]
fn a_good_folder_is_a_table_and_nothing_else() {
    let folder = folder(&[
        SETTINGS,
        ("2025-11-22/evening.md", DAY),
        (
            "2025-11-21.md",
            "# 東京の朝刊\n\n## Topic\n\n### A story\n\nText.\n",
        ),
        ("README.md", "not a digest"),
    ]);
    let assert = check(folder.path(), &[]).success().stderr("");
    let printed = String::from_utf8(assert.get_output().stdout.clone()).unwrap();
    insta::assert_snapshot!(printed);
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let folder = folder(&[SETTINGS, ("2025-11-22.md", &mistakes(1))]);
    check(folder.path(), &[])
        .success()
        .stdout(contains("1 file, 1 day; en 1."))
        .stderr(contains("2025-11-22.md:5:").and(contains("0 errors, 1 warning.")));
}

#[test]
fn many_of_a_kind_are_folded() {
    let folder = folder(&[SETTINGS, ("2025-11-22.md", &mistakes(15))]);
    let of_kind = |arguments: &[&str]| {
        let assert = check(folder.path(), arguments).success();
        let said = String::from_utf8(assert.get_output().stderr.clone()).unwrap();
        let more = said.contains("more like it");
        (said.matches("2025-11-22.md:").count(), more)
    };
    let (folded, more) = of_kind(&[]);
    assert!(more && folded < 10, "{folded}");
    let (all, more) = of_kind(&["--verbose"]);
    assert!(!more && all >= 15, "{all}");
}

#[test]
fn warnings_are_errors_where_that_is_asked_for() {
    let folder = folder(&[
        SETTINGS,
        ("2025-11-21.md", &mistakes(1)),
        ("2025-11-22.md", DAY),
    ]);
    check(folder.path(), &["--deny", "warnings"]).code(1);
    check(folder.path(), &["2025-11-22.md", "--deny", "warnings"])
        .success()
        .stderr("");
    check(folder.path(), &["--deny", "everything"]).code(2);
}

#[test]
fn an_error_is_1_and_the_other_files_are_shown() {
    let folder = folder(&[
        SETTINGS,
        ("2025-11-21.md", "\u{feff}\n"),
        ("2025-11-22.md", DAY),
    ]);
    check(folder.path(), &[])
        .code(1)
        .stdout(contains("1 error").and(contains("Today")).and(contains(
            "Not recognised: 1 file that nothing could be made of.",
        )))
        .stderr(contains("the file is empty"));
}

#[test]
fn what_cannot_be_checked_is_2() {
    let folder = folder(&[]);
    check(folder.path(), &["nowhere"])
        .code(2)
        .stdout("")
        .stderr(contains("nowhere"));
}

#[test]
fn a_folder_without_digests_is_1() {
    let folder = folder(&[SETTINGS]);
    check(folder.path(), &[])
        .code(1)
        .stderr(contains("there is no file"));
    let found = check(folder.path(), &["--format", "json"]).code(1);
    let found: Value = serde_json::from_slice(&found.get_output().stdout).unwrap();
    assert_eq!(found["files"], Value::Array(vec![]));
}

#[test]
fn the_json_of_a_folder() {
    let draft = format!(
        "---\ntitle: Later\ndate: 2025-11-23\ndraft: true\n---\n{}",
        &mistakes(1)[8..]
    );
    let folder = folder(&[
        (
            "dayfold.toml",
            "title = \"News\"\nurl = \"https://example.org/\"\ntitel = \"x\"\n",
        ),
        ("2025-11-22.md", DAY),
        ("2025-11-23.md", &draft),
        ("2025-11-24.md", ""),
    ]);
    let found = json(folder.path(), &[]);
    insta::assert_snapshot!(serde_json::to_string_pretty(&found).unwrap());
}

#[test]
fn the_json_of_one_file() {
    let folder = folder(&[SETTINGS, ("2025-11-22/evening.md", DAY)]);
    let found = json(folder.path(), &["2025-11-22/evening.md"]);
    assert_eq!(found["files"][0]["path"], "2025-11-22/evening.md");
    // The folders' names say the day.
    assert_eq!(found["files"][0]["date"], "2025-11-22");
    assert_eq!(found["totals"]["files"], 1);
}

#[test]
fn a_site_among_the_digests_is_none_of_them() {
    let folder = folder(&[
        SETTINGS,
        ("2025-11-22.md", DAY),
        ("site/.dayfold-files", "2025-11-22/index.md\n"),
        ("site/2025-11-22/index.md", DAY),
    ]);
    assert_eq!(json(folder.path(), &[])["totals"]["files"], 1);
}

#[test]
fn nothing_is_coloured_or_cut_for_a_file() {
    let title = "word ".repeat(60);
    let text = DAY.replace("Today", title.trim());
    let folder = folder(&[SETTINGS, ("2025-11-22.md", &text)]);
    check(folder.path(), &[])
        .success()
        .stdout(contains(title.trim()).and(contains("\u{1b}").not()));
}

#[test]
fn of_one_file_nobody_knows_where_its_links_lead() {
    let linked = DAY.replace("It happened.", "As [yesterday](2025-11-21.md).");
    let folder = folder(&[SETTINGS, ("2025-11-21.md", DAY), ("2025-11-22.md", &linked)]);
    check(folder.path(), &["2025-11-22.md", "--deny", "warnings"]).success();
    check(folder.path(), &["--deny", "warnings"]).success();
    fs::remove_file(folder.path().join("2025-11-21.md")).unwrap();
    check(folder.path(), &["--deny", "warnings"])
        .code(1)
        .stderr(contains("leads to no file"));
}
