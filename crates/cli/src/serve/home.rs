//! Where the served site is put: with the build's cache, so that the next time it is there
//! already; without one, where it goes away again.

use crate::cache;
use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// The place of a served site.
pub(super) struct Home {
    root: PathBuf,
    /// What keeps the path that the site lived at.
    base: Option<PathBuf>,
    /// Goes away with this.
    _temporary: Option<TempDir>,
}

impl Home {
    /// The place for the site of a folder at a port: two that are served at once are apart.
    pub(super) fn open(folder: &Path, port: u16) -> Result<Self> {
        let lasting = cache::place(folder).filter(|_| port != 0);
        let lasting = lasting.map(|place| place.join(format!("served-{port}")));
        if let Some(place) = lasting
            && fs::create_dir_all(place.join("site")).is_ok()
        {
            return Ok(Self {
                root: place.join("site"),
                base: Some(place.join("base")),
                _temporary: None,
            });
        }
        let temporary = TempDir::new().context("there is no place for the site")?;
        Ok(Self {
            root: temporary.path().to_owned(),
            base: None,
            _temporary: Some(temporary),
        })
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// The path that the site lived at before; empty where there was none.
    pub(super) fn base(&self) -> String {
        let kept = self.base.as_ref().map(fs::read_to_string);
        kept.and_then(Result::ok).unwrap_or_default()
    }

    /// Keeps the path that it lives at now.
    pub(super) fn keep_base(&self, base: &str) {
        if let Some(file) = &self.base {
            // Without it, the site is built anew the next time.
            _ = fs::write(file, base);
        }
    }
}
