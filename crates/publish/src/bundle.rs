//! The reader as Trunk made it: the files that every page needs.

use crate::cache::{Ingredients, Key};
use std::borrow::Cow;

/// A file of the reader.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Its path in the site.
    pub path: String,
    /// What is in it.
    pub bytes: Cow<'static, [u8]>,
}

/// The reader's files, and which of them is what.
#[derive(Clone, Debug)]
pub struct Bundle {
    files: Vec<Asset>,
    /// The whole reader.
    pub(crate) whole: Program,
    /// The reader of pages other than those of what was saved and of catching up.
    pub(crate) days: Program,
    /// The styles.
    pub(crate) styles: String,
    /// The icon.
    pub(crate) icon: String,
    /// The loader.
    pub(crate) loader: String,
    /// The service worker, without the line that says what it is of.
    pub(crate) worker: Vec<u8>,
    /// What other pages load, and what is shown in them.
    pub(crate) widgets: WidgetFiles,
}

/// The files that widgets are made of.
#[derive(Clone, Debug)]
pub(crate) struct WidgetFiles {
    /// The script that other pages load, under the name that is for good: [`WIDGET_SCRIPT`]
    /// has always the newest.
    pub(crate) versioned: String,
    /// What the pages in frames load.
    pub(crate) frame: String,
    pub(crate) styles: String,
}

/// A program of the reader's.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    /// The JavaScript that goes with the wasm.
    pub(crate) glue: String,
    /// The wasm.
    pub(crate) wasm: String,
}

/// The styles of feeds, below the path that all languages share. They keep their name: a feed's
/// archive is not to change because its styles did.
pub(crate) const FEED_STYLES: &str = "feed.css";
/// The script that other pages load, below the path that all languages share. They name it, so
/// it keeps its name.
pub(crate) const WIDGET_SCRIPT: &str = "embed.js";
/// The script and the styles of what is shown in a frame, as Trunk has them.
const FRAME_SCRIPT: &str = "embed-frame.js";
const FRAME_STYLES: &str = "embed.css";
/// How the files of widgets are called in a site.
const WIDGETS: &str = "assets/embed-";

/// The loader as Trunk has it, and how it is called in a site.
const LOADER: &str = "boot.js";
const LOADERS: &str = "assets/boot-";

/// The service worker as Trunk has it, and how it is called in a site.
pub(crate) const WORKER: &str = "sw.js";

/// How the files of the lighter reader are called.
const DAYS: &str = "assets/dayfold-days-";

/// The files are not those of a reader.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the reader is incomplete: it has no {missing}")]
pub struct BundleError {
    missing: &'static str,
}

impl Bundle {
    /// Takes the files of Trunk's output folder, as names and contents.
    ///
    /// Trunk's hashed names tell one build from another, but not always one content from
    /// another: it hashes before the wasm is optimised. So those files are named anew, by
    /// what is in them, and go into `assets/`, where they can be kept for ever; the loader,
    /// which Trunk copies as it is, too. The rest keeps its name. Trunk's own page is left out: every page of a published site is
    /// prerendered.
    pub fn new(
        files: impl IntoIterator<Item = (String, Cow<'static, [u8]>)>,
    ) -> Result<Self, BundleError> {
        let mut files: Vec<Asset> = files
            .into_iter()
            .filter(|(name, _)| name != "index.html")
            .map(|(name, bytes)| {
                let path = place(&name, &bytes);
                Asset { path, bytes }
            })
            .collect();
        let worker = files.iter().position(|asset| asset.path == WORKER);
        let worker = worker.ok_or(BundleError { missing: WORKER })?;
        let worker = files.swap_remove(worker).bytes.into_owned();
        let newest = files.iter().find(|asset| asset.path == WIDGET_SCRIPT);
        let versioned = newest.map(|asset| Asset {
            path: hashed("embed", "js", &asset.bytes),
            bytes: asset.bytes.clone(),
        });
        let versioned = versioned.ok_or(BundleError {
            missing: WIDGET_SCRIPT,
        })?;
        let widget_script = versioned.path.clone();
        files.push(versioned);
        let find = |missing, matches: &dyn Fn(&str) -> bool| {
            let found = files.iter().find(|asset| matches(&asset.path));
            found
                .map(|asset| asset.path.clone())
                .ok_or(BundleError { missing })
        };
        let program = |is_of: &dyn Fn(&str) -> bool| {
            Ok(Program {
                wasm: find("wasm", &|path| path.ends_with(".wasm") && is_of(path))?,
                glue: find("JavaScript for its wasm", &|path| {
                    path.starts_with("assets/")
                        && path.ends_with(".js")
                        && !path.starts_with(LOADERS)
                        && !path.starts_with(WIDGETS)
                        && is_of(path)
                })?,
            })
        };
        let whole = program(&|path| !path.starts_with(DAYS))?;
        // What Trunk alone makes has no other.
        let days = program(&|path| path.starts_with(DAYS)).unwrap_or_else(|_| whole.clone());
        let styles = find("styles", &|path| {
            path.ends_with(".css") && path != FEED_STYLES && !path.starts_with(WIDGETS)
        })?;
        find("feed.css", &|path| path == FEED_STYLES)?;
        let icon = find("icon", &|path| path.ends_with(".svg"))?;
        let loader = find(LOADER, &|path| path.starts_with(LOADERS))?;
        let frame = find(FRAME_SCRIPT, &|path| {
            path.starts_with("assets/embed-frame-")
        })?;
        let frame_styles = find(FRAME_STYLES, &|path| {
            path.starts_with(WIDGETS) && path.ends_with(".css")
        })?;
        Ok(Self {
            files,
            whole,
            days,
            styles,
            icon,
            loader,
            worker,
            widgets: WidgetFiles {
                versioned: widget_script,
                frame,
                styles: frame_styles,
            },
        })
    }

    /// What tells it from another.
    pub(crate) fn key(&self) -> Key {
        let mut all = Ingredients::of("bundle");
        for file in &self.files {
            all.text(&file.path);
            // The others are named by what is in them.
            if !file.path.starts_with("assets/") {
                all.bytes(&file.bytes);
            }
        }
        all.text(&self.loader).bytes(&self.worker).done()
    }

    /// What is in one of its files.
    pub(crate) fn bytes(&self, path: &str) -> Option<&[u8]> {
        let asset = self.files.iter().find(|asset| asset.path == path)?;
        Some(&asset.bytes)
    }

    /// Whether a file is of widgets alone.
    pub(crate) fn is_of_widgets(path: &str) -> bool {
        path == WIDGET_SCRIPT || path.starts_with(WIDGETS)
    }

    /// All files.
    pub fn files(&self) -> impl Iterator<Item = &Asset> {
        self.files.iter()
    }
}

/// Where a file of Trunk's goes.
fn place(name: &str, bytes: &[u8]) -> String {
    let hashed = name.rsplit_once('.').and_then(|(stem, ending)| {
        let (stem, hash) = stem.trim_end_matches("_bg").rsplit_once('-')?;
        // Sixteen digits, of which Trunk does not write leading zeros.
        let is_hash =
            (8..=16).contains(&hash.len()) && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hash.then(|| self::hashed(stem, ending, bytes))
    });
    match name {
        LOADER => self::hashed("boot", "js", bytes),
        FRAME_SCRIPT => self::hashed("embed-frame", "js", bytes),
        FRAME_STYLES => self::hashed("embed", "css", bytes),
        name => hashed.unwrap_or_else(|| name.to_owned()),
    }
}

/// What a file is called that is named by what is in it.
fn hashed(stem: &str, ending: &str, bytes: &[u8]) -> String {
    format!("assets/{stem}-{:016x}.{ending}", checksum(bytes))
}

/// FNV-1a, to tell one version of a file from another; nothing depends on its strength.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn sample() -> Bundle {
        let names = [
            "index.html",
            "boot.js",
            "sw.js",
            "feed.css",
            "embed.js",
            "embed-frame.js",
            "embed.css",
            "icon-0123456789abcdef.svg",
            "dayfold-0123456789abcdef.css",
        ];
        let hashed = [
            "dayfold-reader-0123456789abcdef.js",
            "dayfold-reader-0123456789abcdef_bg.wasm",
        ];
        let files = names
            .into_iter()
            .chain(hashed)
            .map(|name| (name.to_owned(), Cow::Borrowed(name.as_bytes())));
        Bundle::new(files).unwrap()
    }

    #[test]
    fn knows_what_is_what() {
        let bundle = sample();
        assert!(
            bundle.whole.wasm.starts_with("assets/dayfold-reader-")
                && bundle.whole.wasm.ends_with(".wasm")
        );
        assert!(
            bundle.whole.glue.starts_with("assets/dayfold-reader-")
                && bundle.whole.glue.ends_with(".js")
        );
        assert!(bundle.styles.starts_with("assets/dayfold-") && bundle.styles.ends_with(".css"));
        assert!(bundle.loader.starts_with("assets/boot-") && bundle.loader.ends_with(".js"));
        let widgets = &bundle.widgets;
        assert!(widgets.versioned.starts_with("assets/embed-"));
        assert!(widgets.frame.starts_with("assets/embed-frame-"));
        assert!(widgets.styles.ends_with(".css") && widgets.styles != bundle.styles);
        assert_eq!(
            bundle.bytes(WIDGET_SCRIPT),
            bundle.bytes(&widgets.versioned)
        );
        assert!(!bundle.files().any(|asset| asset.path == "index.html"));
    }

    #[test]
    fn a_hash_may_begin_with_a_zero_that_is_not_written() {
        let place = place("dayfold-reader-f13020935332c6f_bg.wasm", b"x");
        assert!(place.starts_with("assets/dayfold-reader-") && place.ends_with(".wasm"));
        assert!(!place.contains("_bg"), "{place}");
        assert_eq!(super::place("robots.txt", b"x"), "robots.txt");
    }

    #[test]
    fn says_what_is_missing() {
        let files =
            ["boot.js", "sw.js", "embed.js"].map(|name| (name.to_owned(), Cow::Borrowed(&b""[..])));
        let error = Bundle::new(files).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the reader is incomplete: it has no wasm"
        );
    }
}
