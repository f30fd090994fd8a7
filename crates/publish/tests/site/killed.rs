//! Builds that are killed, at any moment: the site stays whole, and the next build is none the
//! worse for it.

use crate::place::{Place, bundle};
use dayfold_model::parse;
use dayfold_publish::{Cache, Folder, Key, Options, Previous, ReadOptions, publish};
use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// How many builds are killed, where `DAYFOLD_KILLS` says nothing else.
const KILLS: u64 = 12;

/// What the child builds: the folder, the site, the cache.
const CHILD: &str = "DAYFOLD_KILLED_CHILD";

fn text(day: u32, version: u64) -> String {
    let stories = (0..4).map(|story| {
        format!(
            "### Story {story} of {day}\n\nVersion {version} of what happened on day {day}.\n\nTags: one, two-{}\n\n",
            day % 7
        )
    });
    format!("# Day {day}\n\n## Topic\n\n{}", stories.collect::<String>())
}

fn name(day: u32) -> String {
    format!("2025-{:02}-{:02}.md", 1 + day / 28, 1 + day % 28)
}

fn build(folder: &Path, out: &Path, cache: Cache) {
    let read = ReadOptions {
        cache,
        ..ReadOptions::default()
    };
    let folder = Folder::read(folder, read).unwrap();
    // Corrections are another matter: without them, what a folder makes is all in it.
    let options = Options {
        previous: Some(Previous::Nothing),
        ..Options::default()
    };
    publish(&folder, &bundle(), out, &options).unwrap();
}

fn open(cache: &Path) -> Cache {
    Cache::open(cache, Key::of(b"this")).unwrap()
}

/// Not a test: what is killed.
#[test]
#[ignore = "is started, and killed, by the other one"]
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
    build(&folder, &out, open(&cache));
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

#[test]
fn a_killed_build_leaves_the_site_whole() {
    let kills = env::var("DAYFOLD_KILLS").ok();
    let kills = kills.and_then(|kills| kills.parse().ok()).unwrap_or(KILLS);
    let place = Place::new(&[("dayfold.toml", "title = \"News\"\n")]);
    let days = if kills > KILLS { 200 } else { 40 };
    for day in 0..days {
        place.write(&name(day), text(day, 0));
    }
    let (folder, out, cache) = (place.folder.path(), place.out.path(), place.cache.path());
    let began = Instant::now();
    build(folder, out, open(cache));
    let full = began.elapsed();
    let mut moments = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move |below: u64| {
        moments ^= moments << 13;
        moments ^= moments >> 7;
        moments ^= moments << 17;
        moments % below.max(1)
    };
    let mut killed = 0;
    for kill in 1..=kills {
        // Something for every step: all pages, some, a new day, one that goes.
        match kill % 4 {
            0 => place.write("dayfold.toml", format!("title = \"News {kill}\"\n")),
            1 => (0..5).for_each(|_| {
                let day = random(u64::from(days)) as u32;
                place.write(&name(day), text(day, kill));
            }),
            2 => place.write(&name(days + (kill % 50) as u32), text(days, kill)),
            _ => _ = fs::remove_file(folder.join(name(random(u64::from(days)) as u32))),
        }
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["killed::child", "--exact", "--ignored"])
            .env(
                CHILD,
                [folder, out, cache]
                    .map(|path| path.to_str().unwrap())
                    .join("\n"),
            )
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let wait = if kill % 4 == 0 { full } else { full / 6 };
        thread::sleep(Duration::from_micros(random(wait.as_micros() as u64)));
        killed += u64::from(child.try_wait().unwrap().is_none());
        _ = child.kill();
        _ = child.wait();
        assert_whole(out);
        // Every other one is killed on top of the last.
        if kill % 2 == 0 {
            build(folder, out, open(cache));
            assert_whole(out);
        }
    }
    build(folder, out, open(cache));
    let fresh = TempDir::new().unwrap();
    build(folder, fresh.path(), Cache::in_memory());
    let list = |out: &Path| fs::read_to_string(out.join(".dayfold/stamp")).unwrap();
    assert_eq!(list(out), list(fresh.path()), "it is not as a new one");
    assert!(killed * 2 > kills, "only {killed} of {kills} were killed");
}
