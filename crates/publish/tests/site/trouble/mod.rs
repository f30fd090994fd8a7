//! What goes wrong with the machine while a site is built: a build that is killed, a disk that is
//! full, files that cannot be read or go away. Builds run in a process of their own here, so that
//! all of it can be done to them; after each, the site is whole.
//!
//! `cargo xtask soak faults` does the same for longer.

mod faults;
mod killed;

use crate::place::{Place, bundle};
use dayfold_ingest::Severity;
use dayfold_model::parse;
use dayfold_publish::{Cache, Folder, Key, Options, Previous, ReadOptions, publish};
use std::{
    collections::BTreeSet,
    env,
    error::Error,
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use tempfile::TempDir;

/// What a child builds: the folder, the site, the cache.
const CHILD: &str = "DAYFOLD_CHILD";

/// How a child ends that says why it cannot build, rather than to panic or to be killed.
const TOLD: i32 = 3;

/// How a child ends that has built the site of what it could read, and says what it could not.
const LESS: i32 = 4;

/// A digest of a day.
fn text(day: u32, version: u64) -> String {
    let stories = (0..4).map(|story| {
        format!(
            "### Story {story} of {day}\n\nVersion {version} of what happened on day {day}.\n\nTags: one, two-{}\n\n",
            day % 7
        )
    });
    format!("# Day {day}\n\n## Topic\n\n{}", stories.collect::<String>())
}

/// The name of its file.
fn name(day: u32) -> String {
    format!("2025-{:02}-{:02}.md", 1 + day / 28, 1 + day % 28)
}

/// A folder of so many days.
fn days(days: u32) -> Place {
    let place = Place::new(&[("dayfold.toml", "title = \"News\"\n")]);
    for day in 0..days {
        place.write(&name(day), text(day, 0));
    }
    place
}

/// Builds it, and says how many errors there were in the folder.
fn try_build(folder: &Path, out: &Path, cache: Cache) -> Result<usize, Box<dyn Error>> {
    let read = ReadOptions {
        cache,
        ..ReadOptions::default()
    };
    let folder = Folder::read(folder, read)?;
    // Corrections are another matter: without them, what a folder makes is all in it.
    let options = Options {
        previous: Some(Previous::Nothing),
        ..Options::default()
    };
    publish(&folder, &bundle(), out, &options)?;
    Ok(folder.count(Severity::Error))
}

fn build(folder: &Path, out: &Path, cache: Cache) {
    assert_eq!(try_build(folder, out, cache).unwrap(), 0);
}

fn open(cache: &Path) -> Cache {
    Cache::open(cache, Key::of(b"this")).unwrap()
}

/// Not a test: what is killed, or has no room.
#[test]
#[ignore = "is started by the others"]
fn child() {
    let Ok(paths) = env::var(CHILD) else {
        return;
    };
    let [folder, out, cache] = paths
        .split('\n')
        .map(PathBuf::from)
        .collect::<Vec<_>>()
        .try_into()
        .unwrap();
    // Who has no cache builds without one, as the program does.
    let cache = Cache::open(&cache, Key::of(b"this")).unwrap_or_else(|_| Cache::in_memory());
    match try_build(&folder, &out, cache) {
        Ok(0) => {}
        Ok(errors) => {
            eprintln!("{errors} errors");
            std::process::exit(LESS);
        }
        Err(error) => {
            eprintln!("told: {error}");
            std::process::exit(TOLD);
        }
    }
}

/// The arguments of this program that make it a child.
const AS_CHILD: [&str; 4] = ["trouble::child", "--exact", "--ignored", "--nocapture"];

/// A build in a process of its own.
fn child_of(place: &Place) -> Command {
    let mut child = Command::new(env::current_exe().unwrap());
    child.args(AS_CHILD).env(CHILD, paths(place));
    child
}

/// What a child of it builds.
fn paths(place: &Place) -> String {
    let paths = [&place.folder, &place.out, &place.cache];
    paths.map(|path| path.path().to_str().unwrap()).join("\n")
}

/// Every file is complete, and every link leads to one.
fn assert_whole(out: &Path) {
    for entry in walkdir::WalkDir::new(out) {
        let entry = entry.unwrap();
        let path = entry.path();
        let inside = path
            .strip_prefix(out)
            .unwrap()
            .to_string_lossy()
            .into_owned();
        if !entry.file_type().is_file() || inside.starts_with(".dayfold") {
            continue;
        }
        let text = || fs::read_to_string(path).unwrap();
        if inside.ends_with(".json") {
            assert!(parse::<dayfold_model::Json>(&text()).is_some(), "{inside}");
        } else if inside.ends_with(".html") {
            let html = text();
            assert!(html.trim_end().ends_with("</html>"), "{inside}");
            let links: BTreeSet<&str> = html
                .split("href=\"/")
                .skip(1)
                .filter_map(|rest| rest.split('"').next())
                .collect();
            for link in links {
                let target = link.split(['#', '?']).next().unwrap();
                let file = match target.is_empty() || target.ends_with('/') {
                    true => format!("{target}index.html"),
                    false => target.to_owned(),
                };
                assert!(out.join(&file).is_file(), "{inside} leads to {link}");
            }
        }
    }
}

/// When all is well again, the next build makes what one from nothing makes.
fn assert_as_new(place: &Place) {
    let (folder, out) = (place.folder.path(), place.out.path());
    build(folder, out, open(place.cache.path()));
    let fresh = TempDir::new().unwrap();
    build(folder, fresh.path(), Cache::in_memory());
    let list = |out: &Path| fs::read_to_string(out.join(".dayfold/stamp")).unwrap();
    assert_eq!(list(out), list(fresh.path()), "it is not as a new one");
    assert_whole(out);
}

/// The same numbers on every run, below what is asked for.
fn random() -> impl FnMut(u64) -> u64 {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    move |below| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below.max(1)
    }
}

/// How often, where a variable says nothing else.
fn times(variable: &str, times: u64) -> u64 {
    let set = env::var(variable).ok();
    set.and_then(|set| set.parse().ok()).unwrap_or(times)
}
