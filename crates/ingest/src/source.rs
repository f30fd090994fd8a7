//! A file's bytes as clean text that remembers where everything stood.
//!
//! The shapes are recognised on text without byte order mark, zero-width characters, control
//! characters and templating tags, and with LF alone as line end; diagnostics point into the
//! text as it came.

use crate::{Diagnostic, templating};
use std::ops::Range;

/// Clean text, and how its offsets lead back to the text as it came.
#[derive(Debug)]
pub(crate) struct Source {
    /// The clean text.
    pub(crate) text: String,
    /// From `text` back to the text as it came, in steps.
    steps: [Shifts; 2],
    /// The length of the text as it came.
    length: usize,
}

/// Where the distance between two texts changes: (offset in the new one, in the old one).
type Shifts = Vec<(usize, usize)>;

impl Source {
    /// Decodes a file. An error where it is binary or empty; a warning where it was damaged.
    pub(crate) fn new(bytes: &[u8], diagnostics: &mut Vec<Diagnostic>) -> Result<Self, Diagnostic> {
        let raw = crate::source_text(bytes);
        if raw.trim_matches(is_blank).is_empty() {
            return Err(Diagnostic::error("empty-file", "the file is empty"));
        }
        let zeros = bytes.iter().filter(|byte| **byte == 0).count();
        let damaged = match std::str::from_utf8(bytes) {
            Ok(_) => 0,
            Err(_) => raw.matches('\u{fffd}').count(),
        };
        // Text in a legacy encoding has an odd byte here and there; a picture has many.
        if zeros > 0 && (zeros + damaged) * 50 > bytes.len() || damaged * 5 > bytes.len() {
            return Err(
                Diagnostic::error("binary-file", "the file is not text").help(
                    "a digest is a text file in UTF-8; if this is text, save it in that encoding",
                ),
            );
        }
        if damaged > 0 {
            let at = raw.find('\u{fffd}').unwrap_or(0);
            diagnostics.push(
                Diagnostic::warning(
                    "invalid-utf8",
                    format!(
                        "{damaged} invalid UTF-8 {} replaced by \u{fffd}",
                        if damaged == 1 {
                            "sequence was"
                        } else {
                            "sequences were"
                        }
                    ),
                )
                .help("save the file in UTF-8")
                .at(at..at + '\u{fffd}'.len_utf8()),
            );
        }
        Ok(Self::clean(&raw))
    }

    /// Cleans a text.
    pub(crate) fn clean(raw: &str) -> Self {
        let (text, letters) = without_invisible(raw);
        let (text, tags) = without_tags(text);
        Self {
            text,
            steps: [tags, letters],
            length: raw.len(),
        }
    }

    /// A span of the clean text as a span of the text as it came. What was dropped at its
    /// edges is no part of it.
    pub(crate) fn original(&self, span: &Range<usize>) -> Range<usize> {
        let (mut start, mut end) = (span.start, span.end.max(span.start));
        for shifts in &self.steps {
            let is_empty = start == end;
            let at = shifts.partition_point(|(new, _)| *new < end);
            let last = offset(shifts, end, at);
            start = offset(
                shifts,
                start,
                shifts.partition_point(|(new, _)| *new <= start),
            );
            end = if is_empty { start } else { last.max(start) };
        }
        let start = start.min(self.length);
        start..end.clamp(start, self.length)
    }
}

/// The old offset of `at`, before which so many shifts are.
fn offset(shifts: &Shifts, at: usize, before: usize) -> usize {
    let (new, old) = shifts[before.max(1) - 1];
    old + (at - new)
}

fn without_invisible(raw: &str) -> (String, Shifts) {
    let mut text = String::with_capacity(raw.len());
    let mut shifts = vec![(0, 0)];
    let mut kept = 0;
    for (at, byte) in raw.bytes().enumerate() {
        // All that is not kept begins with one of these.
        let odd = byte < b' ' && byte != b'\n' || matches!(byte, 0x7f | 0xe2 | 0xef);
        let Some(c) = odd.then(|| raw[at..].chars().next()).flatten() else {
            continue;
        };
        let new = match c {
            '\r' if raw[at + 1..].starts_with('\n') => None,
            '\r' | '\u{2028}' | '\u{2029}' => Some('\n'),
            c if is_dropped(c) => None,
            _ => continue,
        };
        text.push_str(&raw[kept..at]);
        text.extend(new);
        kept = at + c.len_utf8();
        shifts.push((text.len(), kept));
    }
    text.push_str(&raw[kept..]);
    (text, shifts)
}

fn without_tags(text: String) -> (String, Shifts) {
    let mut shifts = vec![(0, 0)];
    let tags = templating::tags(&text);
    if tags.is_empty() {
        return (text, shifts);
    }
    let mut out = String::with_capacity(text.len());
    let mut kept = 0;
    for tag in tags {
        out.push_str(&text[kept..tag.span.start]);
        if !tag.shown.is_empty() {
            // All that is shown stands where the tag begins, whatever its length.
            for at in 0..tag.shown.len() {
                shifts.push((out.len() + at, tag.span.start));
            }
            out.push_str(&tag.shown);
        }
        kept = tag.span.end;
        shifts.push((out.len(), kept));
    }
    out.push_str(&text[kept..]);
    (out, shifts)
}

/// What is not shown and only gets between words and their recognition.
pub(crate) fn is_dropped(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{7f}')
        || c < ' ' && !matches!(c, '\n' | '\t' | '\r')
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_dropped(c)
}

/// Spaces folded to single ones and white space at the ends trimmed; control characters
/// count as spaces.
pub(crate) fn fold(text: &str) -> String {
    // Most texts are so already.
    if text
        .as_bytes()
        .windows(2)
        .all(|pair| pair != b"  " && pair[0] >= b' ' && !matches!(pair[0], 0x7f | 0xc2 | 0xe2))
        && text
            .as_bytes()
            .last()
            .is_none_or(|last| *last >= b' ' && *last != 0x7f)
    {
        return text.trim().to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in
        text.split(|c: char| c == ' ' || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'))
    {
        if word.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    let kept = out.trim();
    if kept.len() == out.len() {
        out
    } else {
        kept.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("\u{feff}a\r\nb\rc\u{200b}d\0e", "a\nb\ncde")]
    #[case("plain", "plain")]
    #[case("{% a %}\u{200b}b\r\n{{ c }}d{:.e}", "b\nd")]
    fn cleans(#[case] raw: &str, #[case] text: &str) {
        let source = Source::clean(raw);
        assert_eq!(source.text, text);
        for (at, c) in source.text.char_indices() {
            let span = source.original(&(at..at + c.len_utf8()));
            if c != '\n' {
                assert_eq!(raw[span], c.to_string());
            }
        }
    }

    #[test]
    fn refuses_what_is_no_text() {
        let mut said = vec![];
        assert_eq!(
            Source::new(b" \n\0", &mut said).unwrap_err().code,
            "empty-file"
        );
        assert_eq!(
            Source::new(b"\x89PNG\0\0\0\rIHDR\0\0", &mut said)
                .unwrap_err()
                .code,
            "binary-file"
        );
        assert!(said.is_empty());
        assert!(Source::new("caf\u{e9} au lait".as_bytes(), &mut said).is_ok());
        assert!(Source::new(b"caf\xe9 au lait, and more", &mut said).is_ok());
        assert_eq!(said[0].code, "invalid-utf8");
    }
}
