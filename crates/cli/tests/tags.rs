//! `dayfold tags` as it is called.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use assert_cmd::{Command, assert::Assert};
use predicates::{prelude::PredicateBooleanExt, str::contains};
use serde_json::Value;
use std::{fs, path::Path};
use tempfile::TempDir;

/// A folder of days, each with the tags of its stories.
fn folder(tags_toml: Option<&str>, days: &[(&str, &[&str])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    let settings = "title = \"News\"\nurl = \"https://example.org/\"\nlang = \"en\"\n";
    fs::write(folder.path().join("dayfold.toml"), settings).unwrap();
    if let Some(text) = tags_toml {
        fs::write(folder.path().join("tags.toml"), text).unwrap();
    }
    for (day, stories) in days {
        let stories = stories.iter().enumerate().map(|(at, tags)| {
            format!("### Story {at} of {day}\n\nNvidia [finance:NVIDIA Corporation] rose.\n\nTags: {tags}\n\n")
        });
        let text = format!("# Day\n\n## Topic\n\n{}", stories.collect::<String>());
        fs::write(folder.path().join(format!("{day}.md")), text).unwrap();
    }
    folder
}

const DAYS: &[(&str, &[&str])] = &[
    (
        "2025-11-20",
        &["open-ai, Agents, AI Policy", "Chips, news, LLM"],
    ),
    (
        "2025-11-21",
        &[
            "OpenAI, agent, Large Language Models",
            "OpenAI, Agents, Policy AI",
        ],
    ),
    (
        "2025-11-22",
        &[
            "Open AI, Semiconductors, Large Language Models",
            "Agents, Chips, LLM",
        ],
    ),
];
const TAGS: &str = "ignore = [\"news\"]\n\n[tags.semiconductors]\ninto = \"chips\"\n";

/// Called in a folder.
fn tags(folder: &Path, arguments: &[&str]) -> Assert {
    Command::cargo_bin("dayfold")
        .unwrap()
        .current_dir(folder)
        .arg("tags")
        .args(arguments)
        .assert()
}

fn printed(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).unwrap()
}

#[test]
fn what_is_used_and_what_is_one_and_what_could_be() {
    let folder = folder(Some(TAGS), DAYS);
    let assert = tags(folder.path(), &[]).success().stderr("");
    insta::assert_snapshot!(printed(&assert));
}

#[test]
fn the_same_for_programs() {
    let folder = folder(Some(TAGS), DAYS);
    let assert = tags(folder.path(), &["--format", "json"])
        .success()
        .stderr("");
    let found: Value = serde_json::from_str(&printed(&assert)).unwrap();
    assert_eq!(found["version"], 1);
    let list = &found["languages"][0]["lists"][0];
    assert_eq!(
        (&list["list"], &list["digests"]),
        (&"tags".into(), &3.into())
    );
    assert_eq!(list["ignored"], serde_json::json!(["news"]));
    insta::assert_snapshot!(serde_json::to_string_pretty(&list["proposals"]).unwrap());
}

#[test]
fn proposals_are_written_once_and_count_for_nothing_yet() {
    let folder = folder(Some(TAGS), DAYS);
    let file = folder.path().join("tags.toml");
    tags(folder.path(), &["--write"])
        .success()
        .stderr(contains("proposals added as comments"));
    let text = fs::read_to_string(&file).unwrap();
    let added = text.strip_prefix(TAGS).unwrap();
    assert!(
        added.contains("# [tags.agent]\n# into = \"agents\"\n"),
        "{added}"
    );
    assert!(
        added
            .lines()
            .all(|line| line.is_empty() || line.starts_with("# "))
    );
    tags(folder.path(), &["--write"])
        .success()
        .stderr(contains("nothing new"));
    assert_eq!(fs::read_to_string(&file).unwrap(), text);

    // What is written works as soon as the mark is gone.
    fs::write(&file, text.replace("# [", "[").replace("# into", "into")).unwrap();
    let assert = tags(folder.path(), &[]).success().stderr("");
    let text = printed(&assert);
    assert!(text.contains("merged by tags.toml"), "{text}");
    assert!(!text.contains("could be"), "{text}");
}

#[test]
fn without_a_file_one_is_begun() {
    let folder = folder(None, DAYS);
    tags(folder.path(), &["--write"]).success();
    let text = fs::read_to_string(folder.path().join("tags.toml")).unwrap();
    assert!(
        text.starts_with("# What the site says of its tags"),
        "{text}"
    );
}

#[test]
fn what_is_wrong_in_the_file_is_told_with_its_place() {
    let folder = folder(Some("[tags.a]\nlabel = 3\n"), DAYS);
    tags(folder.path(), &[])
        .code(1)
        .stderr(contains("tags.toml:2:").and(contains("is a text")));
    tags(folder.path(), &["nowhere"])
        .code(1)
        .stderr(contains("nowhere"));
}

#[test]
fn a_folder_without_tags_is_told_in_a_line() {
    let folder = TempDir::new().unwrap();
    fs::write(
        folder.path().join("2025-11-22.md"),
        "# Day\n\n## T\n\n### S\n\nText.\n",
    )
    .unwrap();
    tags(folder.path(), &[])
        .success()
        .stdout("0 tags in 1 digest, written in 0 ways; 0 (0 %) on one day only; 0.0 new ones a digest; 1 story without any.\n");
}
