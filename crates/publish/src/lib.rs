//! Turns a folder of digests into a static site.
//!
//! [`Folder::read`] reads the settings and every digest, and keeps going whatever it meets;
//! [`publish`] renders the pages with the reader's own components and writes them, with the
//! JSON behind them, into the output folder. Between the two nothing is written, so that a
//! build that fails leaves the last good site in place.

#![forbid(unsafe_code)]

mod bundle;
mod document;
mod folder;
mod output;
mod pages;
mod policy;
mod record;
mod settings;
mod tags;
mod words;

pub use bundle::{Bundle, BundleError};
pub use folder::{FileReport, Folder, FolderError};
pub use output::OutputError;
pub use policy::content_security_policy;
pub use record::{DigestRecord, FileRecord};
pub use settings::SETTINGS_FILE;

use dayfold_app::paths::Paths;
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
    /// Days published.
    pub days: usize,
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
    let paths = Paths::new(&folder.settings.base);
    let mut output = Output::open(out)?;
    // What others refer to comes first: at no moment does a page name a file that is not there.
    for asset in bundle.files() {
        output.put(&asset.path, &asset.bytes)?;
    }
    let site = pages::Pages::new(folder, bundle, &paths, options);
    site.write_data(&mut output)?;
    site.write_pages(&mut output)?;
    let mut summary = output.finish()?;
    summary.days = folder.days.len();
    summary.stories = folder
        .days
        .values()
        .map(|digest| digest.stories().count())
        .sum();
    Ok(summary)
}
