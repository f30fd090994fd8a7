//! `data/embed.json`: where the script is that other pages load, for those who write the snippet
//! and for those who pin a version of it.

use crate::{
    addresses::origin,
    bundle::{Bundle, WIDGET_SCRIPT},
    output::OutputError,
    units::SiteFile,
};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde::Serialize;
use sha2::{Digest, Sha384};

/// Its path, below the one that all languages share.
pub(crate) const INFO: &str = "data/embed.json";

/// What is told of the script.
#[derive(Serialize)]
pub(crate) struct Info {
    /// The version of this format: 1.
    version: u32,
    /// The script's address, which always has the newest version; a path where the site's own
    /// address is not known.
    pub(crate) script: String,
    /// The address of just this version, which is never changed.
    pub(crate) versioned: String,
    /// What the `integrity` of that one's element is (W3C Subresource Integrity), for which the
    /// element needs `crossorigin="anonymous"` too.
    pub(crate) integrity: String,
}

impl Info {
    /// `root` is the path that all languages share, `url` the site's address.
    pub(crate) fn of(bundle: &Bundle, url: Option<&str>, root: &str) -> Self {
        let versioned = &bundle.widgets.versioned;
        let bytes = bundle.bytes(versioned).unwrap_or_default();
        let hash = BASE64_STANDARD.encode(Sha384::digest(bytes));
        let address = |path: &str| format!("{}{root}{path}", url.map_or("", origin));
        Self {
            version: 1,
            script: address(WIDGET_SCRIPT),
            versioned: address(versioned),
            integrity: format!("sha384-{hash}"),
        }
    }

    /// The file.
    pub(crate) fn file(&self) -> Result<SiteFile, OutputError> {
        SiteFile::json(INFO.to_owned(), self)
    }
}
