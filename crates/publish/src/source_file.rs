//! Reading one file of a publisher's folder: of a size that can be read, to its end, and out of that
//! folder.

use dayfold_ingest::Diagnostic;
use std::{fs, io, path::Path};

/// The largest file that is read, in bytes.
const LARGEST: u64 = 32 * 1024 * 1024;

/// What is told of a larger one.
pub(crate) const TOO_LARGE: &str = "file-too-large";

/// Reads a file to its end.
pub(crate) fn read_file(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    let fail = |error: io::Error| {
        let text = format!("this file cannot be read: {error}");
        Diagnostic::error("file-unreadable", text)
    };
    let length = plain_file(path).map_err(fail)?.len();
    if length > LARGEST {
        let megabytes = |bytes: u64| bytes / 1024 / 1024;
        let text = format!(
            "this file has {} MB, and at most {} are read",
            megabytes(length),
            megabytes(LARGEST)
        );
        return Err(
            Diagnostic::error(TOO_LARGE, text).help("divide it, or move it out of the folder")
        );
    }
    fs::read(path).map_err(fail)
}

/// What is known of a file that can be read to its end: a pipe would be waited for.
pub(crate) fn plain_file(path: &Path) -> io::Result<fs::Metadata> {
    let found = fs::metadata(path)?;
    match found.is_file() {
        true => Ok(found),
        false => Err(io::Error::other("it is no plain file")),
    }
}

/// Whether a path leads to what is in the folder, links and all.
///
/// Whoever may hand in a digest could hand in a link to `/etc/passwd`, and a machine that builds for
/// them would publish what only that machine may read.
pub(crate) fn stays_inside(folder: &Path, path: &Path) -> Result<(), Diagnostic> {
    // Of what cannot be found there is nothing to be read either.
    let (Ok(folder), Ok(leads_to)) = (folder.canonicalize(), path.canonicalize()) else {
        return Ok(());
    };
    if leads_to.starts_with(&folder) {
        return Ok(());
    }
    let text = format!(
        "this is a link to {}, which is outside of the folder; it was left out",
        leads_to.display()
    );
    Err(Diagnostic::error("link-outside", text).help(
        "copy the file into the folder: a link that somebody hands in could publish any file of the \
         machine that builds",
    ))
}

/// Reads a file out of the folder, and none that a link leads to elsewhere.
pub(crate) fn read_inside(folder: &Path, path: &Path) -> Result<Vec<u8>, Diagnostic> {
    stays_inside(folder, path)?;
    read_file(path)
}
