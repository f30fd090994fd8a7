//! Telling people what is wrong with what they wrote: on standard error, with the place.

use dayfold_ingest::{Diagnostic, Severity, position};
use miette::{GraphicalReportHandler, NamedSource, Report};
use std::{io::IsTerminal, path::Path};

/// How long a line may be to be shown with its error, in bytes. A pipeline's digest can be
/// one line of megabytes.
const SHOWN_LINE: usize = 2_000;

/// Prints a file's diagnostics.
pub(crate) fn file(path: &Path, source: &str, diagnostics: &[Diagnostic]) {
    for diagnostic in diagnostics {
        let name = path.display().to_string();
        let place = diagnostic
            .span
            .clone()
            .map(|span| (position(source, span.start), span));
        match place {
            Some((_, span)) if line_length(source, span.start) <= SHOWN_LINE => {
                let named = NamedSource::new(name, source.to_owned());
                print(&Report::new(diagnostic.clone()).with_source_code(named));
            }
            // Without the line: where it is, in words.
            place => {
                let place = place.map_or(String::new(), |(position, _)| format!(":{position}"));
                let told = Diagnostic {
                    message: format!("{name}{place}: {}", diagnostic.message),
                    span: None,
                    ..diagnostic.clone()
                };
                print(&Report::new(told));
            }
        }
    }
}

fn line_length(source: &str, offset: usize) -> usize {
    let bytes = source.as_bytes();
    let offset = offset.min(bytes.len());
    let before = bytes[..offset]
        .iter()
        .rev()
        .take_while(|byte| **byte != b'\n')
        .take(SHOWN_LINE + 1)
        .count();
    let after = bytes[offset..]
        .iter()
        .take_while(|byte| **byte != b'\n')
        .take(SHOWN_LINE + 1)
        .count();
    before + after
}

/// Prints why a command could not do its work.
pub(crate) fn failure(error: &anyhow::Error) {
    let message = error
        .chain()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(": ");
    print(&Report::new(Diagnostic::error("failed", message)));
}

fn print(report: &Report) {
    let mut text = String::new();
    let handler = if std::io::stderr().is_terminal() {
        GraphicalReportHandler::new()
    } else {
        // For logs: no colours, no drawing that a terminal's font would be needed for.
        GraphicalReportHandler::new_themed(miette::GraphicalTheme::none())
    };
    // Writing into a string cannot fail.
    _ = handler.render_report(&mut text, report.as_ref());
    eprintln!("{}", text.trim_end());
}

/// "2 errors, 1 warning"
pub(crate) fn count(errors: usize, warnings: usize) -> String {
    let one = |n: usize, name: &str| format!("{n} {name}{}", if n == 1 { "" } else { "s" });
    format!("{}, {}", one(errors, "error"), one(warnings, "warning"))
}

/// Whether any is an error.
pub(crate) fn has_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
}
