//! What a text is compared by: its words, and in scripts without spaces its pairs of letters.
//!
//! No dictionary and no list of common words: which terms say something is told by how often
//! they were published. Pairs of letters are what searches in Chinese and Japanese have long
//! stood on; for Korean they are forgiving of the endings that follow a word.

/// How many letters of a word count: what follows is mostly an ending.
const STEM: usize = 8;

/// Calls `each` for every term of a text, in order, as often as it occurs.
pub(super) fn each_term(text: &str, mut each: impl FnMut(&str)) {
    let lower = text.to_lowercase();
    let mut rest = lower.as_str();
    while let Some(first) = rest.chars().next() {
        let script = Script::of(first);
        // `rest` begins with what ends the run where it is not of its script.
        let end = match script {
            Script::None => first.len_utf8(),
            Script::Spaced => word_end(rest),
            Script::Unspaced => rest
                .find(|c| Script::of(c) != Script::Unspaced)
                .unwrap_or(rest.len()),
        };
        let (run, behind) = rest.split_at(end);
        rest = behind;
        match script {
            Script::None => {}
            Script::Spaced => word(run, &mut each),
            Script::Unspaced => pairs(run, &mut each),
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Script {
    /// No letter.
    None,
    /// Of words with something between them.
    Spaced,
    /// Compared by pairs of letters.
    Unspaced,
}

impl Script {
    fn of(c: char) -> Self {
        match c {
            '0'..='9' | 'a'..='z' => Self::Spaced,
            '\0'..='\x7f' => Self::None,
            // Thai, Lao, Burmese, Hangul, Khmer, kana, ideographs.
            '\u{0e00}'..='\u{0eff}'
            | '\u{1000}'..='\u{11ff}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{3041}'..='\u{30fa}'
            | '\u{30fc}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7af}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}' => Self::Unspaced,
            // The signs that complete the letters of Indic scripts, but not their full stops.
            '\u{0900}'..='\u{0dff}' if !matches!(c, '\u{0964}' | '\u{0965}') => Self::Spaced,
            c if c.is_alphanumeric() => Self::Spaced,
            _ => Self::None,
        }
    }
}

/// Where the word ends that a text begins with. A point or hyphen within a word belongs to it.
fn word_end(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inside = Script::of(c) == Script::Spaced
            || (matches!(c, '.' | '-' | '\u{2011}')
                && chars
                    .peek()
                    .is_some_and(|(_, next)| Script::of(*next) == Script::Spaced));
        if !inside {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// A word, and its parts; with a digit in it also the whole, which is how versions and models
/// are told apart (`gpt-5.1`).
fn word(word: &str, each: &mut impl FnMut(&str)) {
    let is_joint = |c| matches!(c, '.' | '-' | '\u{2011}');
    let is_whole = !word.contains(is_joint);
    if !is_whole && word.contains(|c: char| c.is_ascii_digit()) {
        each(word);
    }
    for part in word.split(is_joint) {
        let is_number = part.bytes().all(|byte| byte.is_ascii_digit());
        let says_something = match part.chars().count() {
            0 | 1 => false,
            // Neither a count nor a year.
            length if is_number => length >= 3 && !is_year(part),
            _ => true,
        };
        if says_something {
            each(stem(part));
        }
    }
}

fn is_year(number: &str) -> bool {
    number.len() == 4 && (number.starts_with("19") || number.starts_with("20"))
}

fn stem(word: &str) -> &str {
    let end = word
        .char_indices()
        .nth(STEM)
        .map_or(word.len(), |(at, _)| at);
    let stem = &word[..end];
    // "chip" and "chips".
    match stem.strip_suffix('s') {
        Some(one) if one.len() > 3 && !one.ends_with('s') => one,
        _ => stem,
    }
}

fn pairs(run: &str, each: &mut impl FnMut(&str)) {
    let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).collect();
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 2).copied().unwrap_or(run.len());
        // The last letter of all has no partner, unless it stands alone.
        if index + 1 < starts.len() || starts.len() == 1 {
            each(&run[*start..end]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Foxconn’s chips, OpenAI’s racks", &["foxconn", "chip", "openai", "rack"])]
    #[case("GPT-5.1 and 2.45 billion in 2025", &["gpt-5.1", "gpt", "and", "2.45", "billion", "in"])]
    #[case("manufacturing of manufacturers", &["manufact", "of", "manufact"])]
    #[case("open-source, class 476,000", &["open", "source", "class", "476", "000"])]
    #[case("英伟达H200芯片", &["英伟", "伟达", "h200", "芯片"])]
    #[case("서울에서", &["서울", "울에", "에서"])]
    #[case("Нейросети помогают", &["нейросет", "помогают"])]
    #[case("शिक्षा नीति।", &["शिक्षा", "नीति"])]
    #[case("a . - 1 ..", &[])]
    fn terms(#[case] text: &str, #[case] expected: &[&str]) {
        let mut found = Vec::new();
        each_term(text, |term| found.push(term.to_owned()));
        assert_eq!(found, expected);
    }
}
