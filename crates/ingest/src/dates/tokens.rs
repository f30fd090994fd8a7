//! What a date is made of: numbers in any script's digits, words, and single characters
//! where a script does not part words.

use icu_normalizer::DecomposingNormalizerBorrowed;
use std::ops::Range;

/// How much of a text is searched, in bytes: a date stands early in a line.
const SEARCHED: usize = 600;

/// Of each script with digits of its own that dates are written in, the zero.
const ZEROS: &[char] = &[
    '0', '٠', '۰', '०', '০', '੦', '૦', '௦', '౦', '೦', '൦', '๐', '０',
];

/// The numerals from zero to ten, in order; a zero has two forms.
const HAN: &str = "〇一二三四五六七八九十";

/// A piece of the text.
#[derive(Debug)]
pub(super) struct Token {
    /// Where it stands in the text.
    pub(super) span: Range<usize>,
    /// A number, with the count of its digits; zero digits where it is none.
    pub(super) value: u32,
    pub(super) digits: usize,
    /// A word in folded form.
    pub(super) word: Option<String>,
    /// A Chinese character or a Korean syllable, by itself.
    pub(super) mark: Option<char>,
}

/// Lower case, without accents and other marks that writers leave out.
pub(super) fn fold(text: &str) -> String {
    let lower = text.to_lowercase();
    DecomposingNormalizerBorrowed::new_nfd()
        .normalize_iter(lower.chars())
        .filter(|c| !is_accent(*c))
        // Turkish has an `i` without a dot, which upper case and plain keyboards lose.
        .map(|c| if c == 'ı' { 'i' } else { c })
        .collect()
}

/// An accent, or an Arabic or Hebrew vowel sign. The vowel signs of Indian scripts are
/// letters in all but name.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{5b0}'..='\u{5bc}' | '\u{64b}'..='\u{655}')
}

fn digit(c: char) -> Option<u32> {
    let zero = ZEROS.iter().rev().find(|zero| **zero <= c)?;
    let value = u32::from(c) - u32::from(*zero);
    (value < 10).then_some(value)
}

/// A script in which a single character is a word.
fn is_mark(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

fn is_letter(c: char) -> bool {
    // Virama and nukta are inside words, though no letters.
    c.is_alphabetic() || is_accent(c) || matches!(c, '\u{93c}' | '\u{94d}' | '\u{9bc}' | '\u{9cd}')
}

/// The start of a text, in pieces.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    pub(super) text: &'a str,
    pub(super) all: Vec<Token>,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let text = &text[..text.floor_char_boundary(SEARCHED)];
        #[derive(Clone, Copy, PartialEq)]
        enum Kind {
            Digits,
            Letters,
            Mark,
            None,
        }
        let mut all: Vec<Token> = Vec::new();
        let mut before = Kind::None;
        for (at, c) in text.char_indices() {
            let value = digit(c);
            let kind = match value {
                Some(_) => Kind::Digits,
                None if is_mark(c) => Kind::Mark,
                None if is_letter(c) => Kind::Letters,
                None => Kind::None,
            };
            let end = at + c.len_utf8();
            match all.last_mut() {
                _ if kind == Kind::None => {}
                Some(last) if kind == before && kind != Kind::Mark => last.span.end = end,
                _ => all.push(Token {
                    span: at..end,
                    value: 0,
                    digits: 0,
                    word: None,
                    mark: (kind == Kind::Mark).then_some(c),
                }),
            }
            if let (Some(value), Some(token)) = (value, all.last_mut()) {
                token.digits += 1;
                token.value = token.value.saturating_mul(10).saturating_add(value);
            }
            before = kind;
        }
        for token in &mut all {
            if token.digits == 0 && token.mark.is_none() {
                token.word = Some(fold(&text[token.span.clone()]));
            }
        }
        Self { text, all }
    }

    pub(super) fn get(&self, at: usize) -> Option<&Token> {
        self.all.get(at)
    }

    /// What stands before a token, behind the one before it.
    pub(super) fn gap(&self, at: usize) -> &'a str {
        let start = match at.checked_sub(1).and_then(|before| self.get(before)) {
            Some(before) => before.span.end,
            None => 0,
        };
        let end = self
            .get(at)
            .map_or(self.text.len(), |token| token.span.start);
        &self.text[start..end]
    }

    /// Whether a token follows the one before it as parts of one date do.
    pub(super) fn near(&self, at: usize) -> bool {
        let gap = self.gap(at);
        gap.chars().count() <= 3
            && gap.chars().all(|c| {
                c.is_whitespace()
                    || matches!(
                        c,
                        ',' | '.' | '-' | '_' | '/' | '،' | '’' | '\'' | ':' | '־'
                    )
            })
    }

    /// The number at a token: of at most `digits` digits.
    pub(super) fn number(&self, at: usize, digits: usize) -> Option<u16> {
        let token = self.get(at)?;
        let fits = (1..=digits).contains(&token.digits);
        fits.then(|| u16::try_from(token.value).ok()).flatten()
    }

    /// A year written in full, of the times that digests are from.
    pub(super) fn year(&self, at: usize) -> Option<u16> {
        let token = self.get(at)?;
        let year = u16::try_from(token.value).ok()?;
        (token.digits == 4 && (1900..2200).contains(&year)).then_some(year)
    }

    pub(super) fn mark(&self, at: usize) -> Option<char> {
        self.get(at)?.mark
    }

    /// A number in digits or in Chinese numerals: its value, how it is long, and the token
    /// behind it.
    pub(super) fn any_number(&self, at: usize) -> Option<(u16, usize, usize)> {
        if let Some(value) = self.number(at, 4) {
            return Some((value, self.get(at)?.digits, at + 1));
        }
        let numerals: Vec<u16> = (at..at + 5)
            .map_while(|at| {
                let mark = self.mark(at)?;
                let mark = if mark == '零' { '〇' } else { mark };
                let value = HAN.chars().position(|numeral| numeral == mark)?;
                u16::try_from(value).ok()
            })
            .collect();
        let value = match numerals[..] {
            [] => return None,
            [10] => 10,
            [10, ones] if ones < 10 => 10 + ones,
            [tens, 10] if tens < 10 => tens * 10,
            [tens, 10, ones] if tens < 10 && ones < 10 => tens * 10 + ones,
            _ if numerals.len() <= 4 && !numerals.contains(&10) => {
                numerals.iter().fold(0, |value, digit| value * 10 + digit)
            }
            _ => return None,
        };
        Some((value, numerals.len(), at + numerals.len()))
    }
}
