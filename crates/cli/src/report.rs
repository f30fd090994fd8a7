//! Telling people what is wrong with what they wrote: on standard error, with the place.

use dayfold_ingest::{Diagnostic, Severity, position};
use dayfold_publish::FileReport;
use miette::{GraphicalReportHandler, GraphicalTheme, NamedSource, Report};
use std::{
    collections::{BTreeMap, HashMap},
    io::IsTerminal,
    path::Path,
    sync::Arc,
};

/// How long a line may be to be shown with its error, in bytes. A pipeline's digest can be
/// one line of megabytes.
const SHOWN_LINE: usize = 2_000;

/// How many diagnostics of one file are shown. Whoever has more mends these first.
const SHOWN: usize = 50;

/// How many of one kind are shown before the rest is folded.
const ALIKE: usize = 3;

/// How many warnings of one kind are shown of a whole folder. In an archive of years the same
/// may be odd in every file, and would bury what is wrong in today's.
const ALIKE_IN_ALL: usize = 5;

/// How much is shown of what there is to say of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    /// The first ones.
    First,
    /// Of each kind the first ones, and how many more there are.
    Folded,
    /// All.
    All,
}

/// Prints what there is to say of a folder, file by file: all errors, and of the warnings of
/// each kind the last ones, which in a folder of days are those of the newest.
pub(crate) fn folder(reports: &[FileReport]) {
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    let is_warning = |said: &&Diagnostic| said.severity == Severity::Warning;
    let said = reports.iter().flat_map(|report| &report.diagnostics);
    for said in said.filter(is_warning) {
        *left.entry(said.code).or_default() += 1;
    }
    let more: Vec<(&str, usize)> = left
        .iter()
        .filter(|(_, all)| **all > ALIKE_IN_ALL)
        .map(|(code, all)| (*code, all - ALIKE_IN_ALL))
        .collect();
    for report in reports {
        let shown = report.diagnostics.iter().filter(|said| {
            let Some(left) = left.get_mut(said.code).filter(|_| is_warning(said)) else {
                return true;
            };
            *left -= 1;
            *left < ALIKE_IN_ALL
        });
        let shown: Vec<Diagnostic> = shown.cloned().collect();
        file(&report.path, &report.source, &shown, Shown::First);
    }
    for (code, more) in more {
        eprintln!("{code}: and {more} more like it; `dayfold check --verbose` shows all.\n");
    }
}

/// Prints a file's diagnostics.
pub(crate) fn file(path: &Path, source: &str, diagnostics: &[Diagnostic], shown: Shown) {
    let limit = match shown {
        Shown::First => SHOWN,
        Shown::Folded | Shown::All => usize::MAX,
    };
    let mut alike: HashMap<&str, usize> = HashMap::new();
    let name = path.display().to_string();
    let text: Arc<str> = source.into();
    for diagnostic in diagnostics.iter().take(limit) {
        let before = alike.entry(diagnostic.code).or_default();
        *before += 1;
        if shown == Shown::Folded && *before > ALIKE {
            continue;
        }
        match &diagnostic.span {
            Some(span) if line_length(source, span.start) <= SHOWN_LINE => {
                let named = NamedSource::new(&name, text.clone());
                print(&Report::new(diagnostic.clone()).with_source_code(named));
            }
            // Without the line: where it is, in words.
            span => {
                let place = span.as_ref().map_or(String::new(), |span| {
                    format!(":{}", position(source, span.start))
                });
                let told = Diagnostic {
                    message: format!("{name}{place}: {}", diagnostic.message),
                    span: None,
                    ..diagnostic.clone()
                };
                print(&Report::new(told));
            }
        }
    }
    if let Some(more) = diagnostics
        .len()
        .checked_sub(limit)
        .filter(|more| *more > 0)
    {
        eprintln!("{name}: and {more} more.\n");
    }
    if shown == Shown::Folded {
        // In the order of the text, each kind once.
        for diagnostic in diagnostics {
            if let Some(more) = alike.remove(diagnostic.code).filter(|all| *all > ALIKE) {
                let more = more - ALIKE;
                let code = diagnostic.code;
                eprintln!("{name}: {code}: and {more} more like it; --verbose shows all.\n");
            }
        }
    }
}

/// How long the line around `offset` is, as far as that matters here.
fn line_length(source: &str, offset: usize) -> usize {
    let bytes = source.as_bytes();
    let (before, after) = bytes.split_at(offset.min(bytes.len()));
    let until_end = |byte: &&u8| **byte != b'\n';
    let before = before
        .iter()
        .rev()
        .take(SHOWN_LINE + 1)
        .take_while(until_end)
        .count();
    let after = after
        .iter()
        .take(SHOWN_LINE + 1)
        .take_while(until_end)
        .count();
    before + after
}

/// Prints why a command could not do its work.
pub(crate) fn failure(error: &anyhow::Error) {
    let chain = error.chain().map(ToString::to_string);
    let message = chain.collect::<Vec<_>>().join(": ");
    print(&Report::new(Diagnostic::error("failed", message)));
}

fn print(report: &Report) {
    let mut text = String::new();
    let handler = if std::io::stderr().is_terminal() {
        let handler = GraphicalReportHandler::new();
        match terminal_size::terminal_size_of(std::io::stderr()) {
            Some((width, _)) => handler.with_width(usize::from(width.0)),
            None => handler,
        }
    } else {
        // For logs: no colours, no drawing that a terminal's font would be needed for, and a
        // line that is searched for is in one piece.
        GraphicalReportHandler::new_themed(GraphicalTheme::none()).with_wrap_lines(false)
    };
    // Writing into a string cannot fail.
    _ = handler.render_report(&mut text, report.as_ref());
    eprintln!("{}\n", text.trim());
}

/// "2 errors, 1 warning"
pub(crate) fn count(errors: usize, warnings: usize) -> String {
    let one = |n: usize, name: &str| format!("{n} {name}{}", if n == 1 { "" } else { "s" });
    format!("{}, {}", one(errors, "error"), one(warnings, "warning"))
}

/// Whether any is an error.
pub(crate) fn has_error(diagnostics: &[Diagnostic]) -> bool {
    let mut all = diagnostics.iter();
    all.any(|diagnostic| diagnostic.severity == Severity::Error)
}
