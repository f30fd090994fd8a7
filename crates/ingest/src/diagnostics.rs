//! What is told to the writer of a file: errors and warnings with their place in it.

use std::{fmt, ops::Range};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The file was read, but something in it is probably not as meant.
    Warning,
    /// The file, or a stated part of it, could not be used.
    Error,
}

/// One thing to tell the writer of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A stable name for this kind of thing, for example `no-such-day`.
    pub code: &'static str,
    /// What is the matter, one sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Where, in bytes of the file's text as [`source_text`](crate::source_text) gives it.
    pub span: Option<Range<usize>>,
}

impl Diagnostic {
    /// An error without help or place.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message.into())
    }

    /// A warning without help or place.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message.into())
    }

    fn new(severity: Severity, code: &'static str, message: String) -> Self {
        Self {
            severity,
            code,
            message,
            help: None,
            span: None,
        }
    }

    /// The same with a place.
    #[must_use]
    pub fn at(mut self, span: Range<usize>) -> Self {
        self.span = Some(span);
        self
    }

    /// The same with advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Diagnostic {}

impl miette::Diagnostic for Diagnostic {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help
            .as_ref()
            .map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = miette::LabeledSpan> + '_>> {
        let span = self.span.clone()?;
        let label = miette::LabeledSpan::new_with_span(None, span);
        Some(Box::new(std::iter::once(label)))
    }
}

/// A place in a text as people name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// The line and column of a byte of `source`; past its end counts as its end. A line ends
/// with LF, CR LF, or a CR alone; a byte order mark takes no column.
///
/// Looks through the text for each place; for many places there is [`Positions`].
pub fn position(source: &str, offset: usize) -> Position {
    Positions::new(source).of(offset)
}

/// How many characters a column is counted from at most.
const STRIDE: usize = 1024;

/// The places of a text, found without looking through it for each.
#[derive(Clone, Debug)]
pub struct Positions<'s> {
    source: &'s str,
    /// Where each line begins.
    lines: Vec<usize>,
    /// Where to count the columns of long lines from: a byte, and how many characters of
    /// its line are before it.
    marks: Vec<(usize, usize)>,
}

impl<'s> Positions<'s> {
    /// Looks through the text once.
    pub fn new(source: &'s str) -> Self {
        let bytes = source.as_bytes();
        let mut lines = vec![0];
        let mut marks = Vec::new();
        let mut column = 0;
        // A byte order mark takes no column.
        let start = source.len() - source.trim_start_matches('\u{feff}').len();
        for (at, byte) in bytes.iter().enumerate().skip(start) {
            let ends = match byte {
                b'\n' => true,
                b'\r' => bytes.get(at + 1) != Some(&b'\n'),
                _ => false,
            };
            if ends {
                lines.push(at + 1);
                column = 0;
            } else if source.is_char_boundary(at) {
                if column % STRIDE == 0 && column > 0 {
                    marks.push((at, column));
                }
                column += 1;
            }
        }
        Self {
            source,
            lines,
            marks,
        }
    }

    /// As [`position`] does.
    pub fn of(&self, offset: usize) -> Position {
        let end = self.source.floor_char_boundary(offset);
        let line = self.lines.partition_point(|start| *start <= end);
        let start = self.lines[line.saturating_sub(1)];
        let mark = self.marks.partition_point(|(at, _)| *at <= end);
        let (from, before) = match mark.checked_sub(1).map(|at| self.marks[at]) {
            Some((at, column)) if at >= start => (at, column),
            _ => (start, 0),
        };
        let text = &self.source[from..end];
        let text = if from == 0 {
            text.trim_start_matches('\u{feff}')
        } else {
            text
        };
        Position {
            line,
            column: before + text.chars().count() + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("abc", 0, 1, 1)]
    #[case("abc", 9, 1, 4)]
    #[case("a\nb", 2, 2, 1)]
    #[case("a\r\nb", 3, 2, 1)]
    #[case("a\rb", 2, 2, 1)]
    #[case("über x", 6, 1, 6)]
    #[case("\u{feff}x", 3, 1, 1)]
    #[case("ü", 1, 1, 1)]
    fn places(
        #[case] text: &str,
        #[case] offset: usize,
        #[case] line: usize,
        #[case] column: usize,
    ) {
        assert_eq!(position(text, offset), Position { line, column });
    }

    #[test]
    fn places_in_long_lines() {
        let text = format!("\u{feff}a\n{}\r\nb", "ü".repeat(5000));
        let positions = Positions::new(&text);
        for column in [1, 2, 1024, 1025, 1026, 2049, 4999, 5001] {
            let offset = 5 + (column - 1) * 2;
            assert_eq!(positions.of(offset), Position { line: 2, column });
        }
        assert_eq!(positions.of(text.len()).line, 3);
    }
}
