//! Disks that are full, files that cannot be read, written or found any more.
#![cfg(unix)]

use super::{
    AS_CHILD, CHILD, LESS, TOLD, assert_as_new, assert_whole, build, child_of, days, name, open,
    paths, random, text, times,
};
use crate::place::Place;
use rstest::rstest;
use std::{
    collections::BTreeMap,
    env, fs,
    os::unix::{
        fs::{MetadataExt, PermissionsExt, lchown, symlink},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Command, Output},
    thread,
    time::Duration,
};

/// How many builds of each kind meet a fault, where `DAYFOLD_FAULTS` says nothing else.
const FAULTS: u64 = 6;
/// How many days the folder has.
const DAYS: u32 = 30;

/// Every file of a site, and what is in it.
fn contents(out: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = walkdir::WalkDir::new(out).into_iter().map(Result::unwrap);
    files
        .filter(|entry| {
            entry.file_type().is_file() && !entry.path().starts_with(out.join(".dayfold"))
        })
        .map(|entry| (entry.path().to_owned(), fs::read(entry.path()).unwrap()))
        .collect()
}

/// How a build ended: built, built without what could not be read, or given up.
fn ending(answer: &Output) -> i32 {
    let said = String::from_utf8_lossy(&answer.stderr);
    let code = answer.status.code();
    match code {
        Some(0 | LESS) => {}
        Some(TOLD) => assert!(said.contains("told: cannot"), "{said}"),
        _ => panic!("{:?}: {said}", answer.status),
    }
    code.unwrap()
}

/// A site, and every page of it about to be written anew.
fn changed(place: &Place, time: u64) -> BTreeMap<PathBuf, Vec<u8>> {
    build(
        place.folder.path(),
        place.out.path(),
        open(place.cache.path()),
    );
    let before = contents(place.out.path());
    place.write("dayfold.toml", format!("title = \"News {time}\"\n"));
    place.write(&name(time as u32 % DAYS), text(DAYS, time));
    before
}

/// What a build is denied.
#[derive(Clone, Copy, Debug)]
enum Denied {
    /// Files of more than so many blocks of 512 bytes: the first ones are written, then no more.
    LongFiles,
    /// More than so many files open at once.
    ManyFiles,
    /// More than so many kilobytes on the disk that the site is on.
    Space,
}

impl Denied {
    /// A build that may have so much.
    fn build(self, place: &Place, much: u64) -> Command {
        let limit = match self {
            // Without the signal, which would end it, a write is cut short and the next one fails.
            Self::LongFiles => format!("trap '' XFSZ && ulimit -f {much} && exec \"$@\""),
            Self::ManyFiles => format!("ulimit -n {much} && exec \"$@\""),
            Self::Space => format!(
                "mount -t tmpfs -o size={much}k tmpfs \"$DISK\" && cp -a \"$OUT/.\" \"$DISK\" && \
                 {{ \"$@\"; code=$?; rm -rf \"$OUT\"/* \"$OUT\"/.dayfold; \
                 cp -a \"$DISK/.\" \"$OUT\" && exit $code; }}"
            ),
        };
        let mut command = match self {
            Self::Space => unshared(),
            _ => Command::new("sh"),
        };
        command
            .args(["-c", &limit, "sh"])
            .arg(env::current_exe().unwrap())
            .args(AS_CHILD)
            .env(CHILD, paths(place));
        if let Self::Space = self {
            let disk = place.cache.path().join("disk");
            fs::create_dir_all(&disk).unwrap();
            let out = place.out.path();
            let paths = paths(place).replace(out.to_str().unwrap(), disk.to_str().unwrap());
            command.env("DISK", disk).env("OUT", out).env(CHILD, paths);
        }
        command
    }
}

/// A shell that may mount disks of its own, which nobody else sees.
fn unshared() -> Command {
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh"]);
    command
}

/// Not every machine lets everybody have disks of their own: containers often do not.
fn can_mount() -> bool {
    let script = "mount -t tmpfs tmpfs /tmp";
    let answer = unshared().args(["-c", script]).output();
    answer.is_ok_and(|answer| answer.status.success())
}

#[rstest]
#[case::long_files(Denied::LongFiles, 1, 60)]
#[case::many_files(Denied::ManyFiles, 4, 5)]
#[case::space(Denied::Space, 0, 2_000)]
fn a_build_that_is_denied_what_it_needs_leaves_the_site(
    #[case] denied: Denied,
    #[case] least: u64,
    #[case] more: u64,
) {
    if let Denied::Space = denied
        && !can_mount()
    {
        println!("left out: this machine has no disks to fill");
        return;
    }
    let place = days(DAYS);
    let mut random = random();
    let mut endings = BTreeMap::<i32, u32>::new();
    for time in 1..=times("DAYFOLD_FAULTS", FAULTS) {
        let before = changed(&place, time);
        let taken = match denied {
            // In blocks of a page each; the folders take some, too.
            Denied::Space => before
                .values()
                .map(|file| 4 + file.len() as u64 / 1000)
                .sum::<u64>(),
            _ => 0,
        };
        let much = taken + least + random(more);
        let answer = denied.build(&place, much).output().unwrap();
        let ending = ending(&answer);
        *endings.entry(ending).or_default() += 1;
        assert_whole(place.out.path());
        if ending == TOLD && !place.out.path().join(".dayfold/journal").exists() {
            assert!(
                contents(place.out.path()) == before,
                "{denied:?} {much}: the site has changed"
            );
            // To look through a folder takes a file of its own. The next build removes it.
            let may_stay = matches!(denied, Denied::ManyFiles);
            let staging = place.out.path().join(".dayfold/staging");
            assert!(
                may_stay || !staging.exists(),
                "{denied:?} {much}: leaves its staging folder"
            );
        }
    }
    assert_as_new(&place);
    println!("{denied:?}: how the builds ended: {endings:?}");
    assert!(
        endings.keys().any(|ending| *ending != 0),
        "none of them was denied anything"
    );
}

/// Files that change, go and come while they are read.
#[test]
fn a_folder_that_changes_while_it_is_read() {
    let place = days(DAYS);
    let folder = place.folder.path();
    let mut random = random();
    let mut changes = 0;
    for time in 1..=times("DAYFOLD_FAULTS", FAULTS) {
        changed(&place, time);
        let mut child = child_of(&place);
        let mut child = child.stderr(std::process::Stdio::piped()).spawn().unwrap();
        while child.try_wait().unwrap().is_none() {
            let day = random(u64::from(DAYS)) as u32;
            let path = folder.join(name(day));
            // With something to be told of, at a place that is gone when it is.
            let odd = format!("{}[x](javascript:y)\n", text(day, time));
            _ = fs::remove_file(&path);
            _ = fs::remove_dir(&path);
            _ = match random(6) {
                0 => Ok(()),
                1 => fs::write(&path, &odd[..odd.len() / 2]),
                2 => symlink("nowhere", &path),
                3 => symlink(name(day), &path),
                4 => fs::create_dir(&path),
                _ => fs::write(&path, &odd),
            };
            changes += 1;
            thread::sleep(Duration::from_micros(random(3_000)));
        }
        ending(&child.wait_with_output().unwrap());
        assert_whole(place.out.path());
        for day in 0..DAYS {
            let path = folder.join(name(day));
            _ = fs::remove_file(&path);
            _ = fs::remove_dir(&path);
            fs::write(path, text(day, time)).unwrap();
        }
    }
    assert_as_new(&place);
    println!("{changes} files were changed, and nothing was lost");
}

/// What is no file at all is never waited for.
#[test]
fn pipes_are_passed_over() {
    let place = days(2);
    for name in ["2025-03-01.md", "dayfold.toml", "tags.toml", "pages.md"] {
        let path = place.folder.path().join(name);
        _ = fs::remove_file(&path);
        assert!(
            Command::new("mkfifo")
                .arg(&path)
                .status()
                .unwrap()
                .success()
        );
    }
    let mut child = child_of(&place).spawn().unwrap();
    for _ in 0..200 {
        if let Some(status) = child.try_wait().unwrap() {
            assert!(matches!(status.code(), Some(0 | LESS)), "{status}");
            return assert_whole(place.out.path());
        }
        thread::sleep(Duration::from_millis(100));
    }
    child.kill().unwrap();
    panic!("it waits for what a pipe will bring");
}

/// Who may do everything cannot be denied anything: then the build is somebody else's.
const NOBODY: u32 = 65_534;

/// A build by somebody who is held to what files permit.
fn by_somebody(place: &Place) -> Output {
    let mut child = child_of(place);
    if fs::metadata(place.folder.path()).unwrap().uid() == 0 {
        // Where this program is, not everybody may look.
        let program = place.cache.path().join("program");
        fs::copy(env::current_exe().unwrap(), &program).unwrap();
        child = Command::new(program);
        child.args(AS_CHILD).env(CHILD, paths(place));
        child.uid(NOBODY).gid(NOBODY).current_dir("/");
        for root in [&place.folder, &place.out, &place.cache] {
            for entry in walkdir::WalkDir::new(root.path()) {
                let path = entry.unwrap().into_path();
                lchown(path, Some(NOBODY), Some(NOBODY)).unwrap();
            }
        }
    }
    child.output().unwrap()
}

fn permit(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn what_may_not_be_read_costs_itself() {
    let place = days(5);
    place.write("more/2025-03-01.md", text(60, 0));
    let (day, folder) = (
        place.folder.path().join(name(1)),
        place.folder.path().join("more"),
    );
    permit(&day, 0);
    permit(&folder, 0);
    assert_eq!(ending(&by_somebody(&place)), LESS);
    permit(&day, 0o644);
    permit(&folder, 0o755);
    assert_whole(place.out.path());
    let has = |day: u32| {
        place
            .out
            .path()
            .join(name(day).replace(".md", "/index.html"))
            .is_file()
    };
    assert_eq!([0, 1, 2, 3, 4].map(has), [true, false, true, true, true]);
    assert_as_new(&place);
}

#[rstest]
// Nothing can be staged.
#[case(".dayfold")]
// Nothing can be put in place, neither at the top nor there.
#[case("")]
#[case("data")]
fn what_may_not_be_written_is_told(#[case] denied: &str) {
    let place = days(5);
    let before = changed(&place, 1);
    let denied = place.out.path().join(denied);
    permit(&denied, 0o555);
    assert_eq!(ending(&by_somebody(&place)), TOLD);
    assert_whole(place.out.path());
    let now = contents(place.out.path());
    assert!(
        before.keys().all(|path| now.contains_key(path)),
        "something is gone"
    );
    permit(&denied, 0o755);
    assert_as_new(&place);
}

#[test]
fn a_cache_that_cannot_be_written_is_gone_without() {
    let place = days(5);
    changed(&place, 1);
    permit(&place.cache.path().join("build.redb"), 0o444);
    permit(place.cache.path(), 0o555);
    assert_eq!(ending(&by_somebody(&place)), 0);
    assert_whole(place.out.path());
    permit(&place.cache.path().join("build.redb"), 0o644);
    permit(place.cache.path(), 0o755);
    assert_as_new(&place);
}
