use super::*;
use std::fs;

fn open<'a>(out: &Path, cache: &'a Cache) -> Units<'a> {
    Units::of(Output::open(out).unwrap(), out, cache, false)
}

/// Makes a site of units: their names, their keys, and their files, all with that text.
fn site(cache: &Cache, out: &Path, units: &[(&str, &str, &[&str])]) -> Written {
    let all = open(out, cache);
    for (name, key, paths) in units {
        let files = paths.iter().map(|path| SiteFile::new(*path, *key));
        let made = || Ok(files.collect());
        all.make(*name, Key::of(key.as_bytes()), made).unwrap();
    }
    all.finish().unwrap()
}

fn files(out: &Path) -> Vec<String> {
    let list = fs::read_to_string(out.join(".dayfold/files")).unwrap();
    let files = list.lines().map(str::to_owned);
    files
        .inspect(|path| assert!(out.join(path).is_file(), "{path}"))
        .collect()
}

#[test]
fn only_what_changed_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::in_memory();
    let out = folder.path();
    let days: [(&str, &str, &[&str]); 2] =
        [("1", "a", &["1.html", "1.json"]), ("2", "b", &["2.html"])];
    let written = site(&cache, out, &days);
    assert_eq!((written.files, written.changes.changed), (3, 3));

    let units = open(out, &cache);
    units
        .make("1", Key::of(b"a"), || panic!("it is made"))
        .unwrap();
    assert_eq!(units.paths("1"), ["1.html", "1.json"]);
    // What is not asked for again goes.
    let written = units.finish().unwrap();
    assert_eq!((written.files, written.changes.removed), (2, 1));
    assert_eq!(files(out), ["1.html", "1.json"]);

    let written = site(&cache, out, &[("1", "c", &["1.html", "3.html"])]);
    assert_eq!((written.changes.changed, written.changes.removed), (2, 1));
    assert_eq!(files(out), ["1.html", "3.html"]);
    let written = site(&cache, out, &[("1", "c", &["1.html", "3.html"])]);
    assert_eq!(written.changes, Changes::default());
    assert_eq!(written.files, 2);
}

#[test]
fn a_file_that_another_unit_has_stays() {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::in_memory();
    let out = folder.path();
    let both: [(&str, &str, &[&str]); 2] = [("1", "a", &["same.png"]), ("2", "a", &["same.png"])];
    site(&cache, out, &both);
    site(&cache, out, &both[1..]);
    assert_eq!(files(out), ["same.png"]);
    // It moved from one to another.
    site(&cache, out, &[("3", "a", &["same.png"])]);
    assert_eq!(files(out), ["same.png"]);
}

#[test]
fn a_state_that_is_not_remembered_is_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path();
    let days: [(&str, &str, &[&str]); 2] = [("1", "a", &["1.html"]), ("2", "b", &["2.html"])];
    site(&Cache::in_memory(), out, &days);
    let written = site(&Cache::in_memory(), out, &days[..1]);
    assert_eq!((written.changes.changed, written.changes.removed), (0, 1));
    assert_eq!(files(out), ["1.html"]);
}
