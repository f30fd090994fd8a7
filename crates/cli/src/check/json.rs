//! What a check found, for programs. Its form is documented in `docs/publishing.md`, and
//! fields are only ever added to it within a version.

use super::{Found, Totals};
use crate::said::{Said, path, said};
use anyhow::Result;
use dayfold_publish::{DigestRecord, FileRecord, FileReport};
use serde::Serialize;

/// The version of this form.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Check<'a> {
    version: u32,
    files: Vec<File<'a>>,
    /// What is no digest and has something said of it: the settings, folders.
    other: Vec<Other<'a>>,
    totals: &'a Totals,
}

#[derive(Serialize)]
struct File<'a> {
    path: String,
    /// Of several digests in a file, this and the next two are the first one's.
    date: Option<String>,
    title: Option<&'a str>,
    lang: Option<&'a str>,
    /// The days of all digests in the file.
    dates: Vec<String>,
    draft: bool,
    takeaways: usize,
    sections: usize,
    stories: usize,
    sources: usize,
    diagnostics: Vec<Said<'a>>,
}

#[derive(Serialize)]
struct Other<'a> {
    path: String,
    diagnostics: Vec<Said<'a>>,
}

/// The JSON object of what was found.
pub(super) fn json(found: &Found<'_>, totals: &Totals) -> Result<String> {
    let files = found.files.iter();
    let other = found.other.iter();
    let check = Check {
        version: VERSION,
        files: files
            .map(|(record, report)| file(record, *report))
            .collect(),
        other: other
            .map(|report| Other {
                path: path(&report.path),
                diagnostics: said(report),
            })
            .collect(),
        totals,
    };
    Ok(serde_json::to_string_pretty(&check)? + "\n")
}

fn file<'a>(record: &'a FileRecord, report: Option<&'a FileReport>) -> File<'a> {
    let digests = &record.digests;
    let first = digests.first();
    let date = |digest: &DigestRecord| digest.date.map(|date| date.to_string());
    let sum = |count: fn(&DigestRecord) -> usize| digests.iter().map(count).sum();
    File {
        path: path(&record.path),
        date: first.and_then(date),
        title: first.map(|digest| &*digest.title),
        lang: first.map(|digest| &*digest.lang),
        dates: digests.iter().filter_map(date).collect(),
        draft: record.draft,
        takeaways: sum(|digest| digest.takeaways),
        sections: sum(|digest| digest.sections),
        stories: sum(|digest| digest.stories),
        sources: sum(|digest| digest.sources),
        diagnostics: report.map(said).unwrap_or_default(),
    }
}
