//! The command as it is called: what it prints where, and its exit status.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use assert_cmd::Command;
use predicates::{prelude::PredicateBooleanExt, str::contains};
use rstest::rstest;
use std::{fs, path::Path};
use tempfile::TempDir;

const DAY: &str = "---\ntitle: Today\ndate: 2025-11-22\n---\n\n## Topic\n\n### A story\n\nIt happened.\n\nSource: Paper\n";

fn dayfold() -> Command {
    let mut command = Command::cargo_bin("dayfold").unwrap();
    command.env("NO_COLOR", "1");
    command
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn import(file: &Path, format: &str) -> assert_cmd::assert::Assert {
    dayfold()
        .arg("import")
        .arg(file)
        .args(["--format", format])
        .assert()
}

#[test]
fn import_prints_json_and_markdown() {
    let folder = folder(&[("2025-11-22.md", DAY)]);
    let file = folder.path().join("2025-11-22.md");
    import(&file, "json")
        .success()
        .stdout(contains("\"date\": \"2025-11-22\""))
        .stderr("");
    import(&file, "markdown")
        .success()
        .stdout(contains("### A story"))
        .stderr("");
}

#[test]
fn what_import_prints_reads_back_the_same() {
    let folder = folder(&[("2025-11-22.md", DAY)]);
    let json = |name: &str| {
        import(&folder.path().join(name), "json")
            .success()
            .get_output()
            .stdout
            .clone()
    };
    let printed = import(&folder.path().join("2025-11-22.md"), "markdown")
        .get_output()
        .stdout
        .clone();
    fs::write(folder.path().join("again.md"), printed).unwrap();
    assert_eq!(json("2025-11-22.md"), json("again.md"));
}

#[test]
fn a_problem_is_shown_with_its_line() {
    let folder = folder(&[(
        "day.md",
        "---\ntitle: Today\ndate: 2025-02-30\n---\n\nText.\n",
    )]);
    import(&folder.path().join("day.md"), "json")
        .success()
        .stdout(contains("\"date\": null"))
        .stderr(
            contains("day.md:3:")
                .and(contains("2025-02-30"))
                .and(contains("date: 2025-02-30")),
        );
}

#[test]
fn a_long_line_is_not_shown() {
    let text = format!(
        "---\ndate: 2025-02-30\n---\n\n{}",
        "word ".repeat(1_000_000)
    );
    let folder = folder(&[("day.md", &text)]);
    let output = import(&folder.path().join("day.md"), "json")
        .success()
        .get_output()
        .stderr
        .clone();
    assert!(output.len() < 10_000, "{} bytes", output.len());
}

#[rstest]
#[case::nothing(&[])]
#[case::unknown(&["publish"])]
#[case::no_age(&["build", ".", "--max-age", "soon"])]
#[case::no_such_format(&["import", "x.md", "--format", "pdf"])]
fn bad_usage_is_2(#[case] arguments: &[&str]) {
    dayfold().args(arguments).assert().code(2);
}

#[rstest]
#[case::missing_file(&["import", "/nowhere.md"], "/nowhere.md")]
#[case::missing_folder(&["build", "/nowhere", "--out", "/tmp/never"], "/nowhere")]
fn what_cannot_be_read_is_1(#[case] arguments: &[&str], #[case] named: &str) {
    dayfold()
        .args(arguments)
        .assert()
        .code(1)
        .stderr(contains(named));
}

/// What is odd in every day of an archive does not bury what is wrong in today's.
#[test]
fn a_build_shows_the_newest_warnings_of_a_kind() {
    let names: Vec<String> = (10..22).map(|day| format!("2025-11-{day}.md")).collect();
    let day = "## Topic\n\n### A story\n\nIt happened.\n";
    let mut files: Vec<(&str, &str)> = names.iter().map(|name| (&**name, day)).collect();
    files.push(("2025-11-09.md", ""));
    let folder = folder(&files);
    dayfold()
        .arg("build")
        .arg(folder.path())
        .arg("--out")
        .arg(folder.path().join("site"))
        .arg("--no-cache")
        .assert()
        .failure()
        .stderr(
            contains("2025-11-09.md: the file is empty")
                .and(contains("2025-11-17.md"))
                .and(contains("2025-11-16.md").not())
                .and(contains("no-title: and 7 more like it")),
        );
}
