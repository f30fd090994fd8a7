use super::*;

fn put(output: &Output, path: &str, bytes: &[u8]) {
    output.put(path, bytes).unwrap();
}

fn paths(paths: &[&str]) -> BTreeSet<String> {
    paths.iter().map(|path| (*path).to_owned()).collect()
}

fn files(all: &[&str]) -> Next {
    Next::All(paths(all))
}

#[test]
fn writes_what_changed_and_removes_what_went() {
    let folder = tempfile::tempdir().unwrap();
    let at = |path: &str| folder.path().join(path);

    let output = Output::open(folder.path()).unwrap();
    put(&output, "a/b.txt", b"1");
    put(&output, "c.txt", b"2");
    let changes = output.finish(files(&["a/b.txt", "c.txt"]), "1").unwrap();
    assert_eq!(changes.changed, 2);
    assert!(is_site(folder.path()));

    fs::write(at("own.txt"), "the publisher's").unwrap();
    let output = Output::open(folder.path()).unwrap();
    assert_eq!(output.stamp(), "1");
    put(&output, "c.txt", b"2");
    let changes = output.finish(files(&["c.txt"]), "2").unwrap();
    assert_eq!((changes.changed, changes.removed), (0, 1));
    assert!(!at("a").exists() && at("own.txt").exists());
    assert!(!at(".dayfold/staging").exists() && !at(".dayfold/journal").exists());
}

#[test]
fn what_differs_is_enough() {
    let folder = tempfile::tempdir().unwrap();
    let output = Output::open(folder.path()).unwrap();
    for path in ["b.html", "d.html", "f.html"] {
        put(&output, path, b"1");
    }
    let all = files(&["b.html", "d.html", "f.html"]);
    output.finish(all, "1").unwrap();

    let output = Output::open(folder.path()).unwrap();
    output.replace("b.html", b"2").unwrap();
    for path in ["a.html", "e.html", "g.html"] {
        put(&output, path, b"1");
    }
    let next = Next::Differs {
        // One that is there already does no harm.
        come: paths(&["a.html", "b.html", "e.html", "g.html"]),
        gone: paths(&["d.html"]),
    };
    let changes = output.finish(next, "2").unwrap();
    assert_eq!((changes.changed, changes.removed), (4, 1));
    assert!(!folder.path().join("d.html").exists());
    let list = fs::read_to_string(folder.path().join(OWN).join(FILES)).unwrap();
    let listed: Vec<_> = list.lines().collect();
    assert_eq!(listed, ["a.html", "b.html", "e.html", "f.html", "g.html"]);
}

#[test]
fn nothing_is_touched_until_all_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let output = Output::open(folder.path()).unwrap();
    put(&output, "a.html", b"old");
    output.finish(files(&["a.html"]), "1").unwrap();

    let output = Output::open(folder.path()).unwrap();
    put(&output, "a.html", b"new");
    put(&output, "b.html", b"new");
    let read = |path: &str| fs::read_to_string(folder.path().join(path)).ok();
    assert_eq!(read("a.html").as_deref(), Some("old"));
    drop(output);
    assert_eq!(read("a.html").as_deref(), Some("old"));
    assert_eq!(read("b.html"), None);
}

/// As if the process had been killed after each of its steps.
#[test]
fn the_next_build_finishes_what_a_killed_one_left() {
    for done in 0..3 {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        let output = Output::open(folder.path()).unwrap();
        put(&output, "gone.html", b"1");
        output.finish(files(&["gone.html"]), "1").unwrap();

        let output = Output::open(folder.path()).unwrap();
        put(&output, "a.html", b"2");
        put(&output, "b.html", b"3");
        let journal = Journal {
            renamed: [(0, "a.html".to_owned()), (1, "b.html".to_owned())].into_iter(),
            removed: ["gone.html".to_owned()].into_iter(),
            files: "a.html\nb.html\n".to_owned(),
            stamp: "2",
        };
        journal.write(folder.path()).unwrap();
        for number in 0..done {
            let name = ["a.html", "b.html"][number];
            fs::rename(output.staging(number), at(name)).unwrap();
        }
        // What dropping does is not done by who is killed.
        std::mem::forget(output);
        // The lock goes with the process; here that would be this one.
        fs::remove_file(at(".dayfold/lock")).unwrap();

        let output = Output::open(folder.path()).unwrap();
        assert_eq!(output.stamp(), "2");
        assert_eq!(fs::read(at("a.html")).unwrap(), b"2");
        assert_eq!(fs::read(at("b.html")).unwrap(), b"3");
        assert!(!at("gone.html").exists());
    }
}

#[test]
fn two_builds_keep_apart() {
    let folder = tempfile::tempdir().unwrap();
    let _one = Output::open(folder.path()).unwrap();
    assert!(matches!(
        Output::open(folder.path()),
        Err(OutputError::Busy(_))
    ));
}

#[test]
fn a_build_that_cannot_write_leaves_the_site() {
    let folder = tempfile::tempdir().unwrap();
    let output = Output::open(folder.path()).unwrap();
    put(&output, "a.txt", b"1");
    output.finish(files(&["a.txt"]), "1").unwrap();
    let output = Output::open(folder.path()).unwrap();
    fs::remove_dir_all(folder.path().join(".dayfold/staging")).unwrap();
    fs::write(folder.path().join(".dayfold/staging"), "a wall").unwrap();
    let error = output.put("b.txt", b"2").unwrap_err();
    assert!(error.to_string().contains("b.txt"), "{error}");
    drop(output);
    assert!(folder.path().join("a.txt").exists());
}

#[test]
fn leaves_a_strangers_folder_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("thesis.txt"), "years of work").unwrap();
    assert!(matches!(
        Output::open(folder.path()),
        Err(OutputError::Foreign(_))
    ));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_forged_list_reaches_nothing_outside() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    fs::create_dir_all(out.join(OWN)).unwrap();
    fs::write(folder.path().join("x"), "").unwrap();
    fs::write(out.join(OWN).join(FILES), "../x\n").unwrap();
    let output = Output::open(&out).unwrap();
    output.finish(files(&[]), "1").unwrap();
    assert!(folder.path().join("x").exists());
}
