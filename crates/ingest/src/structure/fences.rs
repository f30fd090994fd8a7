//! A fence of code that nothing closes, in front of the rest of a digest.
//!
//! Pipelines lose one of two fences now and then. The half that is left would make code of
//! all that follows.

use std::borrow::Cow;

/// So many headings in what would be code say that it is none.
const HEADINGS: usize = 2;

/// The text without the mark of a last fence that is not closed, if there are headings behind
/// it; of the same length.
pub(super) fn without_stray(text: &str, start: usize) -> Cow<'_, str> {
    let mut open: Option<(char, usize, usize)> = None;
    let mut headings = 0;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let begin = at;
        at += line.len();
        let bare = line.trim_start();
        let indent = line.len() - bare.len();
        let Some(mark) = bare.chars().next().filter(|c| matches!(c, '`' | '~')) else {
            headings += usize::from(is_heading(bare));
            continue;
        };
        let length = bare.chars().take_while(|c| *c == mark).count();
        let info = bare[length..].trim();
        match open {
            _ if length < 3 || indent > 3 => {}
            Some((c, least, _)) if c == mark && length >= least && info.is_empty() => open = None,
            Some(_) => {}
            None if mark == '`' && info.contains('`') => {}
            None => {
                open = Some((mark, length, begin + indent));
                headings = 0;
            }
        }
    }
    match open {
        Some((_, length, at)) if headings >= HEADINGS => {
            let mut text = text.to_owned();
            text.replace_range(at..at + length, &" ".repeat(length));
            Cow::Owned(text)
        }
        _ => Cow::Borrowed(text),
    }
}

fn is_heading(line: &str) -> bool {
    let marks = line.len() - line.trim_start_matches('#').len();
    (1..=6).contains(&marks) && line[marks..].starts_with(' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("a\n```\n\n# B\n\n# C\n", "a\n   \n\n# B\n\n# C\n")]
    #[case(
        "a\n```\n# B\n# C\n```\n# D\n# E\n",
        "a\n```\n# B\n# C\n```\n# D\n# E\n"
    )]
    #[case("a\n```sh\nrun\n", "a\n```sh\nrun\n")]
    fn leaves_code_alone(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(without_stray(text, 0), expected);
    }
}
