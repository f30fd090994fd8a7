//! What was built, for programs. Its form is documented in `docs/publishing.md`, and fields are
//! only ever added to it within a version.

use crate::said::{Said, path, said};
use anyhow::Result;
use dayfold_ingest::Severity;
use dayfold_publish::{Folder, Summary};
use serde::Serialize;

/// The version of this form.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Build<'a> {
    version: u32,
    days: usize,
    undated: usize,
    stories: usize,
    files: usize,
    changed: usize,
    removed: usize,
    bytes: u64,
    /// Digests of days to come.
    held: Vec<Held<'a>>,
    errors: usize,
    warnings: usize,
    diagnostics: Vec<Of<'a>>,
}

#[derive(Serialize)]
struct Held<'a> {
    path: &'a str,
    date: String,
}

#[derive(Serialize)]
struct Of<'a> {
    path: String,
    #[serde(flatten)]
    said: Said<'a>,
}

/// The JSON object of a build.
pub(super) fn json(read: &Folder, summary: &Summary) -> Result<String> {
    let diagnostics = read.reports.iter().flat_map(|report| {
        said(report).into_iter().map(|said| Of {
            path: path(&report.path),
            said,
        })
    });
    let build = Build {
        version: VERSION,
        days: summary.days,
        undated: summary.undated,
        stories: summary.stories,
        files: summary.files,
        changed: summary.changed,
        removed: summary.removed,
        bytes: summary.bytes,
        held: read
            .held
            .iter()
            .map(|held| Held {
                path: &held.name,
                date: held.date.to_string(),
            })
            .collect(),
        errors: read.count(Severity::Error),
        warnings: read.count(Severity::Warning),
        diagnostics: diagnostics.collect(),
    };
    Ok(serde_json::to_string_pretty(&build)? + "\n")
}
