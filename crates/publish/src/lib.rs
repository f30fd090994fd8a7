//! Turns a folder of digests into a static site.
//!
//! [`Folder::read`] reads the settings and every digest, and keeps going whatever it meets;
//! [`publish`] renders the pages with the reader's own components and writes them, with the
//! JSON behind them, into the output folder. Between the two nothing is written, so that a
//! build that fails leaves the last good site in place.

#![forbid(unsafe_code)]

mod beside;
mod bundle;
mod document;
mod editions;
mod feeds;
mod folder;
mod kinds;
mod languages;
mod output;
mod pages;
mod pictures;
mod policy;
mod reading_time;
mod record;
mod settings;
mod subjects;
mod threads;
mod words;

pub use bundle::{Bundle, BundleError};
pub use editions::Edition;
pub use folder::{FileReport, Folder, FolderError};
pub use output::OutputError;
pub use policy::content_security_policy;
pub use record::{DigestRecord, FileRecord};
pub use settings::{RemoteImages, SETTINGS_FILE};

use output::Output;
use std::path::Path;

/// What a build may be told beside its folder.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The address of a script, as a path on the same host, that every page loads at its end:
    /// for reloading while somebody writes.
    pub extra_script: Option<String>,
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Days published, each once, in however many languages.
    pub days: usize,
    /// Digests without a day.
    pub undated: usize,
    /// Stories in them.
    pub stories: usize,
    /// Files that the site has.
    pub files: usize,
    /// Of these, how many are new or differ from what stood there.
    pub changed: usize,
    /// Files of an earlier build that the site has no more.
    pub removed: usize,
    /// Bytes of all files.
    pub bytes: u64,
}

/// Writes the site of `folder` into `out`.
///
/// Files that are already as they should be are left alone; those of an earlier build that
/// the site has no more are removed, and nothing else is.
pub fn publish(
    folder: &Folder,
    bundle: &Bundle,
    out: &Path,
    options: &Options,
) -> Result<Summary, OutputError> {
    let mut output = Output::open(out)?;
    // What others refer to comes first: at no moment does a page name a file that is not there.
    for asset in bundle.files() {
        output.put(&asset.path, &asset.bytes)?;
    }
    for picture in &folder.pictures {
        let bytes = std::fs::read(&picture.source).map_err(|source| OutputError::Unreadable {
            path: picture.source.clone(),
            source,
        })?;
        output.put(&picture.file, &bytes)?;
    }
    let sites = folder
        .editions
        .iter()
        .map(|edition| pages::Pages::new(folder, edition, bundle, options))
        .collect::<Vec<_>>();
    for site in &sites {
        site.write_data(&mut output)?;
    }
    for site in &sites {
        site.write_pages(&mut output)?;
    }
    let mut summary = output.finish()?;
    let editions = || folder.editions.iter();
    summary.days = folder.days();
    summary.undated = editions().map(|edition| edition.undated.len()).sum();
    summary.stories = editions()
        .flat_map(|edition| edition.days.values().chain(edition.undated.values()))
        .map(|digest| digest.stories().count())
        .sum();
    Ok(summary)
}
