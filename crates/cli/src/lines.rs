//! The lines of a file, found once: a file may be long, and have much said of it.

use dayfold_ingest::Position;
use std::ops::Range;

/// Where the lines of a text are. A line ends with LF, CR LF, or a CR alone, as it does for
/// [`position`](dayfold_ingest::position).
pub(crate) struct Lines<'a> {
    source: &'a str,
    /// Where each begins.
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Finds the lines.
    pub(crate) fn new(source: &'a str) -> Self {
        let bytes = source.as_bytes();
        let mut starts = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            let ends = match byte {
                b'\n' => true,
                b'\r' => bytes.get(at + 1) != Some(&b'\n'),
                _ => false,
            };
            if ends {
                starts.push(at + 1);
            }
        }
        Self { source, starts }
    }

    /// Where each line stands, without its end. What follows the last line end is a line only
    /// where there is something.
    pub(crate) fn spans(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let all = self.starts.iter().enumerate().map(|(at, start)| {
            let next = self.starts.get(at + 1);
            let next = next.copied().unwrap_or(self.source.len());
            let line = self.source[*start..next].trim_end_matches(['\n', '\r']);
            *start..start + line.len()
        });
        let count = self.starts.len() - usize::from(self.starts.last() == Some(&self.source.len()));
        all.take(count)
    }

    /// In which line a byte is, counted from 0.
    pub(crate) fn index(&self, offset: usize) -> usize {
        let after = self.starts.partition_point(|start| *start <= offset);
        after.saturating_sub(1)
    }

    /// The place of a byte as people name it.
    pub(crate) fn position(&self, offset: usize) -> Position {
        let line = self.index(offset.min(self.source.len()));
        let start = self.starts[line];
        // The rest is asked for this line alone. Only the text's first line has a mark in
        // front that takes no column.
        let inside = dayfold_ingest::position(&self.source[start..], offset - start);
        let hidden = line > 0 && offset > start && self.source[start..].starts_with('\u{feff}');
        Position {
            line: line + 1,
            column: inside.column + usize::from(hidden),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dayfold_ingest::position;

    #[test]
    fn places_are_those_that_reports_name() {
        let texts = [
            "",
            "a",
            "a\nb\r\nc\rd",
            "\u{feff}ü\n\u{feff}x\n",
            "\n\n",
            "\r\n\r",
        ];
        for text in texts {
            let lines = Lines::new(text);
            for offset in 0..=text.len() {
                // Between CR and LF there is nothing to point at.
                if !text.is_char_boundary(offset) || text[..offset].ends_with('\r') {
                    continue;
                }
                assert_eq!(
                    lines.position(offset),
                    position(text, offset),
                    "{text:?} at {offset}"
                );
            }
        }
    }

    #[test]
    fn lines_come_without_their_ends() {
        let text = "one\r\n\ntwo\rthree\n";
        let lines = Lines::new(text);
        let found: Vec<&str> = lines.spans().map(|span| &text[span]).collect();
        assert_eq!(found, ["one", "", "two", "three"]);
        assert_eq!(Lines::new("").spans().count(), 0);
    }
}
