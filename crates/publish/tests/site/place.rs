//! A folder of digests on disk, and the site of it.

use dayfold_ingest::Severity;
use dayfold_publish::{
    Bundle, Cache, Folder, Key, Options, Previous, ReadOptions, Summary, publish,
};
use jiff::Timestamp;
use std::{
    borrow::Cow,
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// A folder of digests, a place for its site, and one for what is remembered of it.
pub(crate) struct Place {
    pub(crate) folder: TempDir,
    pub(crate) out: TempDir,
    pub(crate) cache: TempDir,
}

impl Place {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let place = Self {
            folder: TempDir::new().unwrap(),
            out: TempDir::new().unwrap(),
            cache: TempDir::new().unwrap(),
        };
        for (name, text) in files {
            place.write(name, text);
        }
        place
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self) -> Folder {
        Folder::read(self.folder.path(), ReadOptions::default()).unwrap()
    }

    /// Builds the site as it is done every day: with what was remembered.
    pub(crate) fn publish_at(&self, now: Option<&str>) -> Summary {
        let now: Option<Timestamp> = now.map(|now| now.parse().unwrap());
        let previous = Previous::Folder(self.out.path().to_owned());
        let folder = Folder::read(
            self.folder.path(),
            ReadOptions {
                cache: Cache::open(self.cache.path(), Key::of(b"this")).unwrap(),
                previous: Some(&previous),
                now,
                ..ReadOptions::default()
            },
        );
        let options = Options {
            now: now.unwrap_or_default(),
            ..Options::default()
        };
        publish(&folder.unwrap(), &bundle(), self.out.path(), &options).unwrap()
    }

    pub(crate) fn publish(&self) -> Summary {
        self.publish_at(None)
    }

    pub(crate) fn page(&self, path: &str) -> String {
        fs::read_to_string(self.out.path().join(path))
            .unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub(crate) fn files(&self) -> BTreeSet<String> {
        fn walk(folder: &Path, root: &Path, files: &mut BTreeSet<String>) {
            for entry in fs::read_dir(folder).unwrap() {
                let path: PathBuf = entry.unwrap().path();
                // What is only for the next build.
                if path.ends_with(".dayfold") {
                    continue;
                }
                if path.is_dir() {
                    walk(&path, root, files);
                } else {
                    files.insert(
                        path.strip_prefix(root)
                            .unwrap()
                            .to_string_lossy()
                            .into_owned(),
                    );
                }
            }
        }
        let mut files = BTreeSet::new();
        walk(self.out.path(), self.out.path(), &mut files);
        files
    }

    pub(crate) fn codes(&self) -> Vec<(&'static str, Severity)> {
        let reports = self.read().reports;
        let all = reports.iter().flat_map(|report| &report.diagnostics);
        all.map(|diagnostic| (diagnostic.code, diagnostic.severity))
            .collect()
    }
}

pub(crate) fn bundle() -> Bundle {
    let names = [
        "boot.js",
        "sw.js",
        "feed.css",
        "embed.js",
        "embed-frame.js",
        "embed.css",
        "dayfold-0123456789abcdef.css",
        "dayfold-reader-0123456789abcdef.js",
        "dayfold-reader-0123456789abcdef_bg.wasm",
    ];
    let files = names.map(|name| (name, name.as_bytes()));
    // It is drawn, so it has to be one.
    let icon = include_bytes!("../../../../style/icon.svg");
    let files = files
        .into_iter()
        .chain([("icon-0123456789abcdef.svg", &icon[..])]);
    Bundle::new(files.map(|(name, bytes)| (name.to_owned(), Cow::Borrowed(bytes)))).unwrap()
}

pub(crate) const SETTINGS: (&str, &str) = (
    "dayfold.toml",
    "title = \"News\"\nurl = \"https://example.org/news/\"\n",
);

/// A day with a story that bears tags.
pub(crate) fn day(title: &str) -> String {
    format!(
        "---\ntitle: {title}\n---\n\n## Topic\n\n### Story of {title}\n\nIt happened.\n\nTags: Über uns, C/C++\n"
    )
}
