//! What there is to say of files, for programs.

use crate::{lines::Lines, terminal::name};
use dayfold_ingest::{Diagnostic, Severity};
use dayfold_publish::FileReport;
use serde::Serialize;
use std::path::Path;

/// A diagnostic, with its place in lines and columns, counted from 1.
#[derive(Serialize)]
pub(crate) struct Said<'a> {
    severity: &'static str,
    code: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

impl Said<'_> {
    /// Whether it is an error.
    pub(crate) fn is_error(&self) -> bool {
        self.severity == name(Severity::Error)
    }
}

/// A path as a program can use it where the command was called.
pub(crate) fn path(path: &Path) -> String {
    let path = path.strip_prefix(".").unwrap_or(path);
    path.to_string_lossy().into_owned()
}

/// What there is to say of a file.
pub(crate) fn said(report: &FileReport) -> Vec<Said<'_>> {
    let lines = Lines::new(&report.source);
    let one = |diagnostic| said_at(diagnostic, &lines);
    report.diagnostics.iter().map(one).collect()
}

fn said_at<'a>(diagnostic: &'a Diagnostic, lines: &Lines<'_>) -> Said<'a> {
    let span = diagnostic.span.as_ref();
    let start = span.map(|span| lines.position(span.start));
    let end = span.map(|span| lines.position(span.end.max(span.start)));
    Said {
        severity: name(diagnostic.severity),
        code: diagnostic.code,
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        line: start.map(|place| place.line),
        column: start.map(|place| place.column),
        end_line: end.map(|place| place.line),
        end_column: end.map(|place| place.column),
    }
}
