//! The reader as Trunk made it: the files that every page needs.

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
    /// The JavaScript that goes with the wasm.
    pub(crate) glue: String,
    /// The wasm.
    pub(crate) wasm: String,
    /// The styles.
    pub(crate) styles: String,
    /// The loader, with a query that changes when it does.
    pub(crate) loader: String,
}

/// The files are not those of a reader.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the reader is incomplete: it has no {missing}")]
pub struct BundleError {
    missing: &'static str,
}

impl Bundle {
    /// Takes the files of Trunk's output folder, as names and contents.
    ///
    /// Trunk names by content what changes with every build; those files go into `assets/`,
    /// where they can be kept for ever. The rest keeps its name. Trunk's own page is left
    /// out: every page of a published site is prerendered.
    pub fn new(files: impl IntoIterator<Item = (String, Cow<'static, [u8]>)>) -> Result<Self, BundleError> {
        let files: Vec<Asset> = files
            .into_iter()
            .filter(|(name, _)| name != "index.html")
            .map(|(name, bytes)| Asset { path: place(&name), bytes })
            .collect();
        let find = |missing, matches: &dyn Fn(&str) -> bool| {
            let found = files.iter().find(|asset| matches(&asset.path));
            found.map(|asset| asset.path.clone()).ok_or(BundleError { missing })
        };
        let wasm = find("wasm", &|path| path.ends_with("_bg.wasm"))?;
        let glue_name = wasm.replace("_bg.wasm", ".js");
        let glue = find("JavaScript for its wasm", &|path| path == glue_name)?;
        let styles = find("styles", &|path| path.ends_with(".css"))?;
        let loader = find("boot.js", &|path| path == "boot.js")?;
        let code = files.iter().find(|asset| asset.path == loader).map_or(0, |asset| checksum(&asset.bytes));
        let loader = format!("{loader}?v={code:08x}");
        Ok(Self { files, glue, wasm, styles, loader })
    }

    /// All files.
    pub fn files(&self) -> impl Iterator<Item = &Asset> {
        self.files.iter()
    }
}

/// Where a file of Trunk's goes.
fn place(name: &str) -> String {
    let hashed = name.rsplit_once('.').is_some_and(|(stem, _)| {
        let hash = stem.trim_end_matches("_bg").rsplit('-').next().unwrap_or_default();
        hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    });
    if hashed { format!("assets/{name}") } else { name.to_owned() }
}

/// FNV-1a, to tell one version of a file from another; nothing depends on its strength.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn sample() -> Bundle {
        let names = ["index.html", "boot.js", "icon.svg", "dayfold-0123456789abcdef.css"];
        let hashed = ["dayfold-reader-0123456789abcdef.js", "dayfold-reader-0123456789abcdef_bg.wasm"];
        let files = names.into_iter().chain(hashed).map(|name| (name.to_owned(), Cow::Borrowed(name.as_bytes())));
        Bundle::new(files).unwrap()
    }

    #[test]
    fn knows_what_is_what() {
        let bundle = sample();
        assert_eq!(bundle.wasm, "assets/dayfold-reader-0123456789abcdef_bg.wasm");
        assert_eq!(bundle.glue, "assets/dayfold-reader-0123456789abcdef.js");
        assert_eq!(bundle.styles, "assets/dayfold-0123456789abcdef.css");
        assert!(bundle.loader.starts_with("boot.js?v="));
        assert!(bundle.files().any(|asset| asset.path == "icon.svg"));
        assert!(!bundle.files().any(|asset| asset.path == "index.html"));
    }

    #[test]
    fn says_what_is_missing() {
        let error = Bundle::new([("boot.js".to_owned(), Cow::Borrowed(&b""[..]))]).unwrap_err();
        assert_eq!(error.to_string(), "the reader is incomplete: it has no wasm");
    }
}
