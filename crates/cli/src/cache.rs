//! Where the build's cache is: with the user's other caches, a folder for each folder of
//! digests.

use anyhow::{Context, Result};
use clap::Args;
use dayfold_publish::{Cache, CacheError, Key};
use etcetera::BaseStrategy;
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// What a build may remember.
#[derive(Args, Clone, Debug, Default)]
#[group(id = "caching")]
pub(crate) struct Options {
    /// Where to keep what was made, for the next build to be quick. It never changes what is
    /// built. [default: the user's cache folder, or DAYFOLD_CACHE]
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,
    /// Keep nothing, and make everything anew.
    #[arg(long, conflicts_with = "cache")]
    no_cache: bool,
}

impl Options {
    /// Opens the cache for a folder of digests. One that cannot be used costs time alone.
    pub(crate) fn open(&self, folder: &Path) -> Result<Cache> {
        let place = match (&self.cache, self.no_cache) {
            (_, true) => None,
            (Some(place), _) => Some(place.clone()),
            (None, false) => place(folder),
        };
        if let Some(place) = place {
            match Cache::open(&place, engine()) {
                Ok(cache) => return Ok(cache),
                Err(error @ CacheError::Busy(_)) => {
                    eprintln!("{error}; this build goes without.");
                }
                Err(error) if self.cache.is_some() => return Err(error.into()),
                Err(_) => {}
            }
        }
        Cache::temporary().context("there is no place for the build's temporary file")
    }
}

/// The folder for what is made of `folder`; none where the user has no home.
pub(crate) fn place(folder: &Path) -> Option<PathBuf> {
    let home = match env::var_os("DAYFOLD_CACHE") {
        Some(home) if !home.is_empty() => PathBuf::from(home),
        _ => etcetera::choose_base_strategy()
            .ok()?
            .cache_dir()
            .join("dayfold"),
    };
    let folder = folder.canonicalize().ok()?;
    let name = Key::of(folder.to_string_lossy().as_bytes());
    Some(home.join(name.to_string()))
}

/// This program: another version may make something else of the same text.
fn engine() -> Key {
    let program = env::current_exe().and_then(fs::read);
    program.map_or_else(
        |_| Key::of(env!("CARGO_PKG_VERSION").as_bytes()),
        |program| Key::of(&program),
    )
}
