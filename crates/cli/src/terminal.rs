//! Standard output: how wide it is, and printing on it.
//!
//! What is printed may bear styles; they are taken out again where nobody sees them, that is
//! where the output is no terminal or where the environment asks for none (`NO_COLOR`).

use anstyle::{AnsiColor, Style};
use anyhow::{Context, Result};
use dayfold_ingest::Severity;
use std::{
    borrow::Cow,
    io::{ErrorKind, Write},
};
use unicode_truncate::UnicodeTruncateStr;

/// The names of columns, and lines that open something.
pub(crate) const HEADING: Style = Style::new().bold();

/// What matters less than what stands beside it.
pub(crate) const FAINT: Style = Style::new().dimmed();

/// How something of that severity is shown.
pub(crate) fn style(severity: Severity) -> Style {
    let color = match severity {
        Severity::Warning => AnsiColor::Yellow,
        Severity::Error => AnsiColor::Red,
    };
    color.on_default()
}

/// What a severity is called.
pub(crate) fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// The columns of the terminal. None where the output is no terminal: then nothing is cut,
/// since whatever reads it may want all.
pub(crate) fn width() -> Option<usize> {
    let (width, _) = terminal_size::terminal_size_of(std::io::stdout())?;
    Some(usize::from(width.0))
}

/// Prints a text that may bear styles.
pub(crate) fn print(text: &str) -> Result<()> {
    print_to(anstream::stdout(), text)
}

/// Prints a text just as it is.
pub(crate) fn print_exact(text: &str) -> Result<()> {
    print_to(std::io::stdout(), text)
}

fn print_to(mut out: impl Write, text: &str) -> Result<()> {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // Whoever reads along had enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result.context("cannot print"),
    }
}

/// The text with a style around it.
pub(crate) fn styled(text: &str, style: Style) -> String {
    format!("{style}{text}{style:#}")
}

/// As much of a text as fits, with an ellipsis where that is not all. Counts columns, of
/// which a Chinese character takes two.
pub(crate) fn cut(text: &str, width: usize) -> Cow<'_, str> {
    if text.unicode_truncate(width).0.len() == text.len() {
        return text.into();
    }
    let (kept, _) = text.unicode_truncate(width.saturating_sub(1));
    format!("{}…", kept.trim_end()).into()
}

/// The text in one line that does nothing to the terminal: no tabs, whose width depends on
/// where they stand, and no control characters, which a file from elsewhere may hold.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => out.push_str("  "),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {}
            c => out.push(c),
        }
    }
    out
}

/// "1 story", "2 stories"
pub(crate) fn counted(n: usize, one: &str) -> String {
    match one.strip_suffix('y') {
        _ if n == 1 => format!("1 {one}"),
        Some(stem) if !stem.ends_with(['a', 'e', 'o']) => format!("{n} {stem}ies"),
        _ => format!("{n} {one}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("short", 10, "short")]
    #[case("exactly ten", 11, "exactly ten")]
    #[case("a word too many", 8, "a word…")]
    #[case("東京の朝刊", 10, "東京の朝刊")]
    #[case("東京の朝刊", 8, "東京の…")]
    #[case("", 0, "")]
    #[case("x", 0, "…")]
    fn cuts_by_columns(#[case] text: &str, #[case] width: usize, #[case] expected: &str) {
        assert_eq!(cut(text, width), expected);
    }

    #[test]
    fn what_a_file_holds_does_nothing_to_the_terminal() {
        assert_eq!(plain("\u{feff}a\tb\u{1b}[31mc\u{7}\r"), "a  b[31mc");
    }

    #[rstest]
    #[case(0, "story", "0 stories")]
    #[case(1, "story", "1 story")]
    #[case(2, "day", "2 days")]
    #[case(2, "file", "2 files")]
    fn counts(#[case] n: usize, #[case] one: &str, #[case] text: &str) {
        assert_eq!(counted(n, one), text);
    }
}
