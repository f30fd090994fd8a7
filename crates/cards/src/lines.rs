//! Where lines end: as few lines as the width allows, and these as even as they can be.

use crate::{clean::Words, fonts::is_mark};

/// Lines of a text, and whether its end had to be left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lines {
    pub(crate) lines: Vec<String>,
    pub(crate) is_cut: bool,
}

/// How the lines of a text come about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ends {
    /// Each line takes what it can.
    Ragged,
    /// The lines are about as long as each other, as headlines are set.
    Balanced,
}

/// Breaks a text into lines no wider than `width` pixels at a size in pixels, at most `most`
/// of them; the last ends with an ellipsis where there is more.
pub(crate) fn break_lines(words: &Words, size: f32, width: f32, most: usize, ends: Ends) -> Lines {
    let pieces = pieces(words, size, width);
    let mut ranges = fill(words, &pieces, size, width);
    if ranges.len() > most {
        ranges.truncate(most);
        let mut lines: Vec<String> = ranges
            .iter()
            .map(|line| join(&pieces[line.clone()]))
            .collect();
        if let Some(last) = ranges.last() {
            lines.pop();
            lines.push(ellipsis(words, &pieces[last.clone()], size, width));
        }
        return Lines {
            lines,
            is_cut: true,
        };
    }
    if ends == Ends::Balanced && ranges.len() > 1 {
        // The narrowest column that still takes no more lines, within a pixel or two.
        let (mut narrow, mut wide) = (width / 2.0, width);
        while wide - narrow > 2.0 {
            let middle = f32::midpoint(narrow, wide);
            let tried = fill(words, &pieces, size, middle);
            let fits = tried.len() == ranges.len()
                && tried
                    .iter()
                    .all(|line| measure(words, &pieces[line.clone()], size) <= middle);
            if fits {
                wide = middle;
            } else {
                narrow = middle;
            }
        }
        ranges = fill(words, &pieces, size, wide);
    }
    let lines = ranges.into_iter().map(|line| join(&pieces[line])).collect();
    Lines {
        lines,
        is_cut: false,
    }
}

/// The parts of a text between which a line may end, each with the space behind it; what is
/// wider than a line is in parts of its own.
fn pieces(words: &Words, size: f32, width: f32) -> Vec<String> {
    let mut pieces = Vec::new();
    for word in words.text.split_inclusive(' ') {
        let mut rest = word;
        while let Some(at) = break_within(rest) {
            let (piece, behind) = rest.split_at(at);
            pieces.push(piece.to_owned());
            rest = behind;
        }
        pieces.push(rest.to_owned());
    }
    let fits = |piece: &str| words.style.width(piece.trim_end(), size, words.is_hebrew) <= width;
    pieces
        .into_iter()
        .flat_map(|piece| {
            if fits(&piece) {
                vec![piece]
            } else {
                chop(words, &piece, size, width)
            }
        })
        .collect()
}

/// Behind which byte of a word a line may end: behind a hyphen, a dash or a slash that has
/// letters or digits on both sides.
fn break_within(word: &str) -> Option<usize> {
    let mut before = None;
    let mut chars = word.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|(_, c)| *c);
        let is_inside =
            before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphabetic);
        // A letter alone at the end of a line looks lost.
        if is_inside
            && word[..at].chars().nth(1).is_some()
            && matches!(c, '-' | '‐' | '–' | '—' | '/' | '־')
        {
            return Some(at + c.len_utf8());
        }
        before = Some(c);
    }
    None
}

/// Cuts a word that is wider than a line.
fn chop(words: &Words, word: &str, size: f32, width: f32) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut used = 0.0;
    for c in word.chars() {
        let own = words
            .style
            .width(c.encode_utf8(&mut [0; 4]), size, words.is_hebrew);
        // A mark stays with its letter.
        if used + own > width && own > 0.0 && c != ' ' {
            parts.push(String::new());
            used = 0.0;
        }
        used += own;
        if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    parts
}

/// Fills lines with pieces, as many as each can take.
fn fill(words: &Words, pieces: &[String], size: f32, width: f32) -> Vec<std::ops::Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for at in 1..=pieces.len() {
        let is_full = at == pieces.len() || measure(words, &pieces[start..=at], size) > width;
        if is_full {
            lines.push(start..at);
            start = at;
        }
    }
    lines
}

fn measure(words: &Words, pieces: &[String], size: f32) -> f32 {
    words.style.width(&join(pieces), size, words.is_hebrew)
}

fn join(pieces: &[String]) -> String {
    pieces.concat().trim_end().to_owned()
}

/// As many of the pieces as fit, with an ellipsis behind them.
fn ellipsis(words: &Words, pieces: &[String], size: f32, width: f32) -> String {
    let line = |count: usize| {
        let text = join(&pieces[..count]);
        let text = text.trim_end_matches(|c: char| {
            !c.is_alphanumeric() && !matches!(c, ')' | '”' | '»' | '%')
        });
        format!("{text}…")
    };
    let fits = |line: &String| words.style.width(line, size, words.is_hebrew) <= width;
    let mut lines = (1..=pieces.len()).rev().map(line);
    lines.find(fits).unwrap_or_else(|| {
        // A single word, as wide as the line.
        let mut text = join(pieces);
        loop {
            while text.pop().is_some_and(is_mark) {}
            let line = format!("{text}…");
            if text.is_empty() || fits(&line) {
                return line;
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{clean::written, fonts::Style};
    use rstest::rstest;

    fn broken(text: &str, width: f32, most: usize, ends: Ends) -> Lines {
        break_lines(
            &written(text, Style::Text).unwrap(),
            20.0,
            width,
            most,
            ends,
        )
    }

    #[test]
    fn balances_headlines() {
        let text = "One short line and then a single lonely word";
        let ragged = broken(text, 320.0, 5, Ends::Ragged);
        let balanced = broken(text, 320.0, 5, Ends::Balanced);
        assert_eq!(ragged.lines.len(), balanced.lines.len());
        let shortest = |lines: &Lines| lines.lines.iter().map(String::len).min();
        assert!(
            shortest(&balanced) > shortest(&ragged),
            "{ragged:?} {balanced:?}"
        );
        assert_eq!(balanced.lines.join(" "), text);
    }

    #[rstest]
    #[case(
        "A text of many words that never fits into two lines of this width, not at all",
        200.0
    )]
    #[case(&"endless".repeat(80), 200.0)]
    #[case(
        "Long-compound-words-with-hyphens/and/slashes-everywhere, and so on and so forth",
        200.0
    )]
    #[case(&"e\u{301}".repeat(300), 100.0)]
    fn cuts_what_does_not_fit(#[case] text: &str, #[case] width: f32) {
        let lines = broken(text, width, 2, Ends::Balanced);
        assert!(lines.is_cut && lines.lines.len() == 2);
        assert!(lines.lines[1].ends_with('…'));
        for line in lines.lines {
            assert!(Style::Text.width(&line, 20.0, false) <= width, "{line}");
            assert!(!line.starts_with('\u{301}'));
        }
    }

    #[test]
    fn breaks_behind_hyphens_within_words_only() {
        let parts = pieces(
            &written("AI-driven 2-1 – e-mail and/or", Style::Text).unwrap(),
            20.0,
            500.0,
        );
        assert_eq!(
            parts,
            ["AI-", "driven ", "2-1 ", "– ", "e-mail ", "and/", "or"]
        );
    }
}
