//! `dayfold init`, and what the other commands make of the site that it writes.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use assert_cmd::{Command, assert::Assert};
use predicates::{prelude::PredicateBooleanExt, str::contains};
use rstest::rstest;
use serde_yaml_ng::Value;
use std::{fs, path::Path};
use tempfile::TempDir;

fn dayfold(folder: &Path, arguments: &[&str]) -> Assert {
    Command::cargo_bin("dayfold")
        .unwrap()
        .current_dir(folder)
        .args(arguments)
        .assert()
}

const SITE: &[&str] = &[
    "--url",
    "https://news.example.org/",
    "--timezone",
    "Asia/Tokyo",
];

#[rstest]
fn a_new_site_has_nothing_wrong(#[values("en", "de", "he", "ja", "zh")] lang: &str) {
    let folder = TempDir::new().unwrap();
    let arguments = [
        &["init", "my-news", "--lang", lang, "--title", "A \"B\""],
        SITE,
    ]
    .concat();
    dayfold(folder.path(), &arguments)
        .success()
        .stdout(contains("my-news/dayfold.toml").and(contains("my-news/pages/about.md")))
        .stderr(contains("dayfold serve"));
    dayfold(folder.path(), &["check", "my-news", "--deny", "warnings"])
        .success()
        .stdout(contains("1 file, 1 day"))
        .stderr("");
}

#[test]
fn nothing_is_overwritten() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("pages")).unwrap();
    let about = folder.path().join("pages/about.md");
    fs::write(&about, "mine").unwrap();
    dayfold(folder.path(), &["init"])
        .code(1)
        .stdout("")
        .stderr(contains("already there"));
    assert_eq!(fs::read_to_string(&about).unwrap(), "mine");
    assert!(!folder.path().join("dayfold.toml").exists());
}

#[rstest]
#[case(&["--lang", "not a language"], "is not a language tag")]
#[case(&["--url", "example.org"], "is not the address of a site")]
#[case(&["--timezone", "Middle/Earth"], "there is no time zone")]
fn what_is_wrong_is_told_and_nothing_written(#[case] arguments: &[&str], #[case] said: &str) {
    let folder = TempDir::new().unwrap();
    let arguments = [&["init"], arguments].concat();
    dayfold(folder.path(), &arguments)
        .code(1)
        .stderr(contains(said));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

fn steps(host: &str, more: &[&str]) -> (Value, Vec<Value>) {
    let folder = TempDir::new().unwrap();
    let arguments = [&["init", "--host", host], SITE, more].concat();
    dayfold(folder.path(), &arguments).success();
    let file = folder.path().join(".github/workflows/publish.yml");
    let workflow: Value = serde_yaml_ng::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let steps = workflow["jobs"]["publish"]["steps"]
        .as_sequence()
        .unwrap()
        .clone();
    (workflow, steps)
}

#[rstest]
#[case("github", "actions/deploy-pages@")]
#[case("cloudflare", "cloudflare/wrangler-action@")]
#[case("netlify", "netlify-cli@")]
fn a_workflow_builds_from_the_published_site(#[case] host: &str, #[case] deploys: &str) {
    let binary = "https://example.org/dayfold.tar.gz";
    let (workflow, steps) = steps(host, &["--binary-url", binary]);
    assert_eq!(workflow["env"]["DAYFOLD_BINARY_URL"], binary);
    assert_eq!(workflow["env"]["DAYFOLD_SITE"], "https://news.example.org/");
    let build = steps.iter().find(|step| step["name"] == "Build").unwrap();
    let command = build["run"].as_str().unwrap();
    assert_eq!(
        command,
        "dayfold build . --out site --previous \"$PREVIOUS\" --max-age 36h"
    );
    let cache = steps
        .iter()
        .find(|step| step["with"]["path"] == ".dayfold-cache");
    assert!(cache.is_some());
    let last = serde_yaml_ng::to_string(steps.last().unwrap()).unwrap();
    assert!(
        last.contains(deploys) && last.contains("!cancelled()"),
        "{last}"
    );
    let all = serde_yaml_ng::to_string(&steps).unwrap();
    assert!(all.contains("sha256sum --check"));
}

#[test]
fn no_address_is_invented() {
    let folder = TempDir::new().unwrap();
    dayfold(folder.path(), &["init", "--host", "github"])
        .success()
        .stderr(contains("set DAYFOLD_BINARY_URL").and(contains("no url yet")));
    let file = folder.path().join(".github/workflows/publish.yml");
    let text = fs::read_to_string(file).unwrap();
    assert!(
        text.contains("DAYFOLD_BINARY_URL: \"SET-ME\"") && text.contains("DAYFOLD_SITE: \"none\"")
    );
}

#[test]
fn the_schema_is_the_one_beside_a_new_site() {
    let folder = TempDir::new().unwrap();
    dayfold(folder.path(), &["init"]).success();
    let beside = fs::read_to_string(folder.path().join("dayfold.schema.json")).unwrap();
    dayfold(folder.path(), &["schema"]).success().stdout(beside);
    let settings = fs::read_to_string(folder.path().join("dayfold.toml")).unwrap();
    assert!(settings.starts_with("#:schema ./dayfold.schema.json\n"));
}
