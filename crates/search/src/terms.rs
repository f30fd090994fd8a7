//! The terms of a text: its words, and of scripts that put nothing between words each pair of
//! letters that follow one another.
//!
//! Pairs find any string of two letters or more without a dictionary, which is what searches
//! in Chinese and Japanese have long stood on; for Korean they are forgiving of the endings
//! that follow a word. The last letter of a run is a term, too, so that one letter alone finds
//! all that begins with it.
//!
//! Words lose case and accents (see [`folding`](crate::folding)), and in Latin script the `s`
//! of a plural. No more than that: what a stemmer gains in one language it spoils in another,
//! and here a word that is not finished finds its other forms anyway.

use crate::folding::{Kind, fold};
use std::ops::Range;

/// A term as it stands in a text.
pub(crate) struct Token<'a> {
    /// Where in the text it stands, in bytes.
    pub(crate) range: Range<usize>,
    /// The term.
    pub(crate) term: &'a str,
    /// Of what kind its letters are.
    pub(crate) kind: Kind,
}

/// Calls `each` for every term of a text, in order, as often as it occurs.
pub(crate) fn each_term(text: &str, mut each: impl FnMut(Token<'_>)) {
    let mut run = Run::default();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        match Kind::of(c) {
            Kind::Mark => run.end = end,
            Kind::None => {
                let next = chars.peek().map_or(' ', |(_, next)| *next);
                // Versions and decimals are one term.
                if c == '.' && run.ends_in_digit() && next.is_ascii_digit() {
                    run.term.push('.');
                } else {
                    run.finish(&mut each);
                    run.is_owned = matches!(c, '\'' | '’');
                }
            }
            kind => {
                if kind != run.kind {
                    if run.kind != Kind::None {
                        run.finish(&mut each);
                    }
                    run.kind = kind;
                }
                if run.term.is_empty() {
                    run.start = at;
                }
                run.add(c, at, end, &mut each);
            }
        }
    }
    run.finish(&mut each);
}

/// Letters of one kind that stand together.
struct Run {
    kind: Kind,
    start: usize,
    end: usize,
    /// The word so far, or the last letter.
    term: String,
    /// Whether an apostrophe stands before it.
    is_owned: bool,
}

impl Default for Run {
    fn default() -> Self {
        Self {
            kind: Kind::None,
            start: 0,
            end: 0,
            term: String::new(),
            is_owned: false,
        }
    }
}

impl Run {
    fn ends_in_digit(&self) -> bool {
        self.term.ends_with(|c: char| c.is_ascii_digit())
    }

    fn add(&mut self, c: char, at: usize, end: usize, each: &mut impl FnMut(Token<'_>)) {
        let before = self.term.len();
        fold(c, &mut self.term);
        self.end = end;
        if self.kind == Kind::Unspaced && before > 0 {
            each(Token {
                range: self.start..end,
                term: &self.term,
                kind: self.kind,
            });
            self.term.drain(..before);
            self.start = at;
        }
    }

    fn finish(&mut self, each: &mut impl FnMut(Token<'_>)) {
        // "Foxconn's"
        let is_ending = self.is_owned && self.term == "s";
        if !self.term.is_empty() && !is_ending {
            let term = match self.kind {
                Kind::Spaced => singular(&self.term),
                _ => &self.term,
            };
            each(Token {
                range: self.start..self.end,
                term,
                kind: self.kind,
            });
        }
        self.term.clear();
        self.kind = Kind::None;
        self.is_owned = false;
    }
}

/// "chip" of "chips", in whatever language that is spelled in Latin letters. Short words,
/// "news", and the endings of singulars ("class", "status", "crisis") keep their `s`.
pub(crate) fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(one)
            if one.len() > 2
                && one != "new"
                && !one.ends_with(['s', 'u', 'i'])
                && one.bytes().all(|byte| byte.is_ascii_lowercase()) =>
        {
            one
        }
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("Foxconn’s chips, OpenAI's racks", &["foxconn", "chip", "openai", "rack"])]
    #[case("GPT-5.1 grew 2.45 % in 2025.", &["gpt", "5.1", "grew", "2.45", "in", "2025"])]
    #[case("News of the crisis, a class status", &["news", "of", "the", "crisis", "a", "class", "status"])]
    #[case("L’économie d’Évry", &["l", "economie", "d", "evry"])]
    #[case("E\u{301}vry", &["evry"])]
    #[case("英伟达H200芯片", &["英伟", "伟达", "达", "h200", "芯片", "片"])]
    #[case("서울에서", &["서울", "울에", "에서", "서"])]
    #[case("新しいチップ。", &["新し", "しい", "いチ", "チッ", "ップ", "プ"])]
    #[case("שָׁלוֹם עולם", &["שלום", "עולם"])]
    #[case("शिक्षा नीति।", &["शिक्षा", "नीति"])]
    #[case(". - ..", &[])]
    fn terms(#[case] text: &str, #[case] expected: &[&str]) {
        let mut found = Vec::new();
        each_term(text, |token| found.push(token.term.to_owned()));
        assert_eq!(found, expected);
    }

    proptest! {
        #[test]
        fn ranges_are_of_the_text(text in "\\PC{0,40}|[a-z'’.影響é0-9 ]{0,20}") {
            each_term(&text, |token| {
                assert!(!token.term.is_empty());
                assert!(!text[token.range].is_empty());
            });
        }
    }
}
