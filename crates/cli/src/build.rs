//! `dayfold build`

use crate::{reader, report};
use anyhow::{Result, bail};
use dayfold_ingest::Severity;
use dayfold_publish::{Folder, Options, Summary, publish};
use std::path::Path;

/// Builds the site. True when nothing was wrong with the content.
pub(crate) fn build(folder: &Path, out: &Path) -> Result<bool> {
    let (good, summary) = build_with(folder, out, &Options::default())?;
    let Summary {
        days,
        stories,
        files,
        changed,
        removed,
        bytes,
    } = summary;
    println!(
        "{}: {days} days, {stories} stories. {files} files, {:.1} MB: {changed} changed, {removed} removed.",
        out.display(),
        bytes as f64 / 1e6,
    );
    Ok(good)
}

/// Builds the site and reports on its content.
pub(crate) fn build_with(folder: &Path, out: &Path, options: &Options) -> Result<(bool, Summary)> {
    let bundle = reader::bundle()?;
    let read = Folder::read(folder, Some(out))?;
    for file in &read.reports {
        report::file(&file.path, &file.source, &file.diagnostics);
    }
    if read.days.is_empty() {
        // An empty site in the place of yesterday's would be worse than yesterday's.
        bail!(
            "no digest was found in {}; nothing was written",
            folder.display()
        );
    }
    let summary = publish(&read, &bundle, out, options)?;
    let (errors, warnings) = (read.count(Severity::Error), read.count(Severity::Warning));
    if errors + warnings > 0 {
        eprintln!(
            "{}. What could be published was.",
            report::count(errors, warnings)
        );
    }
    Ok((errors == 0, summary))
}
