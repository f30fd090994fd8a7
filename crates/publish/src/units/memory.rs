//! What is remembered of a site that was made. A site of thirty years has two hundred thousand
//! files, of which a day more changes a hundred: so what is known of a unit's files is one text
//! that is taken apart only where somebody asks for one of them.

use crate::cache::Key;
use serde::{Deserialize, Serialize};
use std::{
    collections::{HashMap, HashSet},
    fmt::Write,
};

/// What is remembered of a site, as long as nobody else changed it.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Memory {
    /// The name of the state that it is of.
    pub(super) stamp: String,
    /// Whether packed files stand beside its files.
    pub(super) packs: bool,
    pub(super) units: HashMap<String, Unit>,
}

/// What is remembered of a unit.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Unit {
    /// What it was made of.
    pub(super) key: Key,
    /// Its files are named by what is in them, and other units may have the same.
    pub(super) is_shared: bool,
    /// Pages load some of its files to be what they are.
    pub(super) is_loaded: bool,
    /// How many files it has, their bytes, and those of the largest.
    pub(super) files: u32,
    pub(super) bytes: u64,
    pub(super) largest: u64,
    /// Its files, one a line: the key of what is in it, its bytes, its path.
    list: String,
}

/// What is known of a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Made<'a> {
    pub(super) path: &'a str,
    pub(super) bytes: u64,
    /// As it is written.
    key: &'a str,
}

impl Unit {
    pub(super) fn new(key: Key, is_shared: bool) -> Self {
        Self {
            key,
            is_shared,
            is_loaded: false,
            files: 0,
            bytes: 0,
            largest: 0,
            list: String::new(),
        }
    }

    /// Adds a file.
    pub(super) fn add(&mut self, path: &str, bytes: u64, key: Key) {
        self.files += 1;
        self.bytes += bytes;
        self.largest = self.largest.max(bytes);
        self.is_loaded |= is_loaded(path);
        // Writing into a string cannot fail.
        _ = writeln!(self.list, "{key} {bytes} {path}");
    }

    pub(super) fn made(&self) -> impl Iterator<Item = Made<'_>> {
        self.list.lines().filter_map(|line| {
            let (key, rest) = line.split_once(' ')?;
            let (bytes, path) = rest.split_once(' ')?;
            Some(Made {
                path,
                bytes: bytes.parse().ok()?,
                key,
            })
        })
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.made().map(|made| made.path)
    }

    /// How many bytes one of its files has; 0 where it has no such file.
    pub(super) fn bytes_of(&self, path: &str) -> u64 {
        let made = self.made().find(|made| made.path == path);
        made.map_or(0, |made| made.bytes)
    }

    /// What one of its files holds; `None` where it has no such file.
    pub(super) fn holds(&self, path: &str) -> Option<Held<'_>> {
        let made = self.made().find(|made| made.path == path)?;
        Some(Held(made.key))
    }

    /// The key of all that its files hold.
    pub(super) fn state(&self) -> Key {
        Key::of(self.list.as_bytes())
    }
}

/// What a file holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held<'a>(&'a str);

impl PartialEq<Key> for Held<'_> {
    fn eq(&self, other: &Key) -> bool {
        self.0 == other.to_string()
    }
}

/// Whether pages load a file to be what they are: programs and styles.
pub(super) fn is_loaded(path: &str) -> bool {
    let loaded = [".css", ".js", ".wasm"];
    path.starts_with("assets/") && loaded.iter().any(|ending| path.ends_with(ending))
}

/// How many files units have together, their bytes, and those of the largest. What several
/// have counts once.
pub(super) fn count<'a>(units: impl Iterator<Item = &'a Unit>) -> (usize, u64, u64) {
    let (mut files, mut bytes, mut largest) = (0, 0, 0);
    let mut seen: HashSet<&str> = HashSet::new();
    for unit in units {
        largest = unit.largest.max(largest);
        if !unit.is_shared {
            files += unit.files as usize;
            bytes += unit.bytes;
            continue;
        }
        for made in unit.made().filter(|made| seen.insert(made.path)) {
            files += 1;
            bytes += made.bytes;
        }
    }
    (files, bytes, largest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_knows_its_files() {
        let mut unit = Unit::new(Key::of(b"x"), false);
        unit.add("a b/c.html", 3, Key::of(b"abc"));
        unit.add("assets/d.css", 2, Key::of(b"de"));
        assert_eq!((unit.files, unit.bytes, unit.largest), (2, 5, 3));
        assert!(unit.is_loaded);
        assert!(unit.holds("a b/c.html").unwrap() == Key::of(b"abc"));
        assert!(unit.holds("assets/d.css").unwrap() != Key::of(b"abc"));
        assert!(unit.holds("d.css").is_none());
        assert_eq!(
            (unit.bytes_of("assets/d.css"), unit.bytes_of("d.css")),
            (2, 0)
        );
        assert_eq!(
            unit.paths().collect::<Vec<_>>(),
            ["a b/c.html", "assets/d.css"]
        );
    }

    #[test]
    fn what_several_have_counts_once() {
        let own = |path, bytes| {
            let mut unit = Unit::new(Key::default(), false);
            unit.add(path, bytes, Key::default());
            unit
        };
        let shared = || Unit {
            is_shared: true,
            ..own("assets/same.png", 10)
        };
        let units = [own("a", 1), shared(), shared(), own("b", 2)];
        assert_eq!(count(units.iter()), (3, 13, 10));
    }
}
