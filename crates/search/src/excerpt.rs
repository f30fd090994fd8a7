//! What is shown of a story that was found: the place in its text that was meant.

use crate::query::Query;
use std::ops::Range;

/// How many bytes before the first mark are shown.
const BEFORE: usize = 60;

/// Where in a text to look: its begin where the words stand there, else a little before the
/// first of them. At most `limit` bytes.
pub fn excerpt(text: &str, query: &Query, limit: usize) -> Range<usize> {
    let first = query.marks(text).first().map_or(0, |mark| mark.start);
    let mut start = 0;
    if first + BEFORE > limit {
        start = boundary(text, first - BEFORE.min(first));
        // Not within a word, where words have ends.
        if let Some(space) = text[start..first].find(' ') {
            start += space + 1;
        }
    }
    let mut end = boundary(text, (start + limit).min(text.len()));
    if end < text.len()
        && let Some(space) = text[start..end].rfind(' ')
        && space > limit / 2
    {
        end = start + space;
    }
    start..end
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn shows_the_place_that_was_meant() {
        let text = format!(
            "{} tungsten is mined here {}",
            "word ".repeat(60),
            "more ".repeat(60)
        );
        let shown = &text[excerpt(&text, &Query::new("tungsten "), 200)];
        assert!(shown.contains("tungsten is mined"), "{shown}");
        assert!(shown.len() <= 200 && shown.starts_with("word"), "{shown}");
        assert_eq!(excerpt("short", &Query::new("x"), 200), 0..5);
    }

    proptest! {
        #[test]
        fn any_text_can_be_cut(text in "\\PC{0,300}|[字の ]{0,200}", typed in "\\PC{0,5}|字", limit in 70usize..200) {
            let range = excerpt(&text, &Query::new(&typed), limit);
            prop_assert!(text.get(range).is_some());
        }
    }
}
