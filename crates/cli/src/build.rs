//! `dayfold build`

use crate::{
    reader,
    report::{self, Shown},
};
use anyhow::{Result, bail};
use dayfold_ingest::Severity;
use dayfold_publish::{Folder, Options, Summary, publish};
use std::path::Path;

/// Builds the site. True when nothing was wrong with the content.
pub(crate) fn build(folder: &Path, out: &Path) -> Result<bool> {
    let read = read(folder, Some(out))?;
    let Summary {
        days,
        undated,
        stories,
        files,
        changed,
        removed,
        bytes,
    } = write(&read, out, &Options::default())?;
    let undated = match undated {
        0 => String::new(),
        undated => format!(", {undated} without a day"),
    };
    println!(
        "{}: {days} days{undated}, {stories} stories. {files} files, {:.1} MB: {changed} changed, {removed} removed.",
        out.display(),
        bytes as f64 / 1e6,
    );
    let (errors, warnings) = (read.count(Severity::Error), read.count(Severity::Warning));
    if errors + warnings > 0 {
        eprintln!("{}.", report::count(errors, warnings));
    }
    Ok(errors == 0)
}

/// Reads a folder and reports on its content.
pub(crate) fn read(folder: &Path, out: Option<&Path>) -> Result<Folder> {
    let read = Folder::read(folder, out)?;
    for file in &read.reports {
        report::file(&file.path, &file.source, &file.diagnostics, Shown::First);
    }
    if read.is_empty() {
        // An empty site in the place of yesterday's would be worse than yesterday's.
        bail!(
            "no digest was found in {}; nothing was written",
            folder.display()
        );
    }
    Ok(read)
}

/// Writes the site of a folder.
pub(crate) fn write(folder: &Folder, out: &Path, options: &Options) -> Result<Summary> {
    Ok(publish(folder, &reader::bundle()?, out, options)?)
}
