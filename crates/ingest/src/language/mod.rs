//! The language of a text that does not state it.
//!
//! The script decides first: it takes no statistics to know Korean, Japanese or Greek. Only
//! among languages of one script does `whatlang` compare trigrams. `lingua` is the one to
//! weigh it against: its strength is single words and short phrases, at the price of models of
//! megabytes a language. A digest has hundreds of words, for which lists of trigrams do.

mod chinese;
mod together;

pub use together::language_of;

use whatlang::{Detector, Lang};

/// A longer text is sampled: as many pieces, spread evenly, of as many bytes.
const PIECES: usize = 16;
const PIECE: usize = 200;

/// Less than so many letters are too few to tell languages apart, unless it is clear.
const FEW: usize = 40;

/// Languages that digests may be in, of scripts that several share. More would cost
/// accuracy: a text full of product names is near to many a language.
const LANGUAGES: &[(Lang, &str)] = &[
    (Lang::Eng, "en"),
    (Lang::Deu, "de"),
    (Lang::Fra, "fr"),
    (Lang::Spa, "es"),
    (Lang::Por, "pt"),
    (Lang::Ita, "it"),
    (Lang::Nld, "nl"),
    (Lang::Cat, "ca"),
    (Lang::Pol, "pl"),
    (Lang::Ces, "cs"),
    (Lang::Slk, "sk"),
    (Lang::Slv, "sl"),
    (Lang::Hrv, "hr"),
    (Lang::Swe, "sv"),
    (Lang::Dan, "da"),
    (Lang::Nob, "no"),
    (Lang::Fin, "fi"),
    (Lang::Est, "et"),
    (Lang::Lav, "lv"),
    (Lang::Lit, "lt"),
    (Lang::Ron, "ro"),
    (Lang::Hun, "hu"),
    (Lang::Tur, "tr"),
    (Lang::Vie, "vi"),
    (Lang::Ind, "id"),
    (Lang::Rus, "ru"),
    (Lang::Ukr, "uk"),
    (Lang::Bul, "bg"),
    (Lang::Bel, "be"),
    (Lang::Srp, "sr"),
    (Lang::Mkd, "mk"),
    (Lang::Hin, "hi"),
    (Lang::Mar, "mr"),
    (Lang::Nep, "ne"),
];

/// A script, as far as it tells languages apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Devanagari,
    Han,
    Kana,
    Arabic,
    /// Of one language that matters here.
    Of(&'static str),
}

/// Scripts of one language: the first and the last character of a block, and the language.
const ONE_LANGUAGE: &[(char, char, &str)] = &[
    ('\u{370}', '\u{3ff}', "el"),
    ('\u{530}', '\u{58f}', "hy"),
    ('\u{5d0}', '\u{5ea}', "he"),
    ('\u{980}', '\u{9ff}', "bn"),
    ('\u{a00}', '\u{a7f}', "pa"),
    ('\u{a80}', '\u{aff}', "gu"),
    ('\u{b80}', '\u{bff}', "ta"),
    ('\u{c00}', '\u{c7f}', "te"),
    ('\u{c80}', '\u{cff}', "kn"),
    ('\u{d00}', '\u{d7f}', "ml"),
    ('\u{d80}', '\u{dff}', "si"),
    ('\u{e00}', '\u{e7f}', "th"),
    ('\u{e80}', '\u{eff}', "lo"),
    ('\u{1000}', '\u{109f}', "my"),
    ('\u{10a0}', '\u{10ff}', "ka"),
    ('\u{1780}', '\u{17ff}', "km"),
    ('\u{1f00}', '\u{1fff}', "el"),
    ('\u{ac00}', '\u{d7a3}', "ko"),
];

fn script(c: char) -> Option<Script> {
    match c {
        'a'..='z' | 'A'..='Z' => Some(Script::Latin),
        '\u{900}'..='\u{97f}' => Some(Script::Devanagari),
        '\u{3040}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' => Some(Script::Kana),
        '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => {
            Some(Script::Han)
        }
        _ if !c.is_alphabetic() => None,
        '\u{400}'..='\u{52f}' => Some(Script::Cyrillic),
        '\u{620}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => Some(Script::Arabic),
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Some(Script::Latin),
        _ => ONE_LANGUAGE
            .iter()
            .find(|(first, last, _)| (*first..=*last).contains(&c))
            .map(|(_, _, lang)| Script::Of(lang)),
    }
}

/// How much a character says, in letters of an alphabet: what a Chinese character says takes
/// about three of them, a Japanese or Korean syllable two.
fn weight(script: Script) -> usize {
    match script {
        Script::Han => 3,
        Script::Kana | Script::Of("ko") => 2,
        _ => 1,
    }
}

/// The language that most of a text is written in, as a BCP 47 tag; `None` where that is not
/// clear. The text is prose without markup; addresses and code in it do not count.
pub(crate) fn of(text: &str) -> Option<String> {
    let mut found = Found::default();
    for piece in sample(text) {
        for word in piece.split_whitespace().flat_map(runs) {
            let Some(script) = word.chars().find_map(script) else {
                continue;
            };
            if script == Script::Latin && !is_prose(word) {
                continue;
            }
            for c in word.chars() {
                if let Some(script) = self::script(c) {
                    found.of(script).weight += weight(script);
                }
            }
            let kept = &mut found.of(script).words;
            kept.push_str(word);
            kept.push(' ');
        }
    }
    // Japanese is in two scripts.
    let (han, kana) = (found.of(Script::Han).weight, found.of(Script::Kana).weight);
    let others = found
        .scripts
        .iter()
        .filter(|found| found.weight > 0 && !matches!(found.script, Script::Han | Script::Kana));
    // By name where two are equal: not by which of them comes first.
    let most = others.max_by_key(|found| (found.weight, format!("{:?}", found.script)));
    if han + kana > most.map_or(0, |most| most.weight) {
        // Chinese quotes Japanese names at most; Japanese has kana in every sentence.
        let is_japanese = kana * 10 >= han + kana;
        let chinese = || chinese(found.words(Script::Han));
        return Some(if is_japanese { "ja" } else { chinese() }.to_owned());
    }
    let most = most?;
    match most.script {
        Script::Of(lang) => Some(lang.to_owned()),
        Script::Arabic => Some(arabic(&most.words).to_owned()),
        Script::Latin if is_plainly_english(&most.words) => Some("en".to_owned()),
        _ => by_trigrams(&most.words, most.weight),
    }
}

/// What was found of each script.
#[derive(Default)]
struct Found {
    scripts: Vec<OfScript>,
    /// The one that was asked for last: most characters are of the same one as that before.
    last: usize,
}

struct OfScript {
    script: Script,
    weight: usize,
    /// The words that begin in it.
    words: String,
}

impl Found {
    fn of(&mut self, script: Script) -> &mut OfScript {
        let is = |found: &OfScript| found.script == script;
        if !self.scripts.get(self.last).is_some_and(is) {
            let known = self.scripts.iter().position(is);
            self.last = known.unwrap_or_else(|| {
                self.scripts.push(OfScript {
                    script,
                    weight: 0,
                    words: String::new(),
                });
                self.scripts.len() - 1
            });
        }
        &mut self.scripts[self.last]
    }

    /// The words of a script.
    fn words(&self, script: Script) -> &str {
        let found = self.scripts.iter().find(|found| found.script == script);
        found.map_or("", |found| &found.words)
    }
}

/// A text, or pieces of it from all over.
fn sample(text: &str) -> Vec<&str> {
    if text.len() <= PIECES * PIECE {
        return vec![text];
    }
    (0..PIECES)
        .map(|piece| {
            let start = text.ceil_char_boundary(piece * (text.len() - PIECE) / (PIECES - 1));
            let end = text.floor_char_boundary(start + PIECE);
            let cut = text.get(start..end).unwrap_or_default();
            // Half a word, or half an address, would not be recognised as what it is.
            let space = cut.find(char::is_whitespace).filter(|at| *at < PIECE / 2);
            &cut[space.unwrap_or_default()..]
        })
        .collect()
}

/// A word, parted where Chinese or Japanese goes over into another script without a space.
fn runs(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let is_dense = |c: char| !c.is_ascii() && !matches!(script(c), Some(Script::Latin));
        let first = is_dense(rest.chars().next()?);
        let end = rest.find(|c| is_dense(c) != first).unwrap_or(rest.len());
        let (run, behind) = rest.split_at(end);
        rest = behind;
        Some(run)
    })
}

/// Whether a word is one of a language: no address, no path, no name out of code.
fn is_prose(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let odd = |c: char| c.is_ascii_digit() || "/\\_=<>{}[]`@#$%^*|~:.+".contains(c);
    let mut before_lower = false;
    let camel = word.chars().any(|c| {
        let camel = before_lower && c.is_uppercase();
        before_lower = c.is_lowercase();
        camel
    });
    !word.contains(odd) && !camel
}

/// Traditional or Simplified Chinese, or neither for sure.
fn chinese(text: &str) -> &'static str {
    let count = |set: &str| text.chars().filter(|c| set.contains(*c)).count();
    let traditional = count(chinese::TRADITIONAL);
    let simplified = count(chinese::SIMPLIFIED);
    if traditional >= 3 && traditional > 2 * simplified {
        "zh-Hant"
    } else if simplified >= 3 && simplified > 2 * traditional {
        "zh-Hans"
    } else {
        "zh"
    }
}

/// Urdu and Persian have letters that Arabic has not.
fn arabic(text: &str) -> &'static str {
    let count = |set: &str| text.chars().filter(|c| set.contains(*c)).count();
    let all = text.chars().filter(|c| c.is_alphabetic()).count();
    if count("ٹڈڑںےہھ") * 50 > all {
        "ur"
    } else if count("پچژگکی") * 50 > all {
        "fa"
    } else {
        "ar"
    }
}

/// Whether English words that no other language has are as frequent as in English alone: most
/// digests are told by these, which takes a fraction of the time that trigrams do.
fn is_plainly_english(text: &str) -> bool {
    let (mut all, mut article, mut others) = (0, 0, 0);
    for word in text.split_whitespace() {
        all += 1;
        article += usize::from(word.eq_ignore_ascii_case("the"));
        let is_other = ["and", "of", "to", "with"].contains(&word);
        others += usize::from(is_other);
    }
    all >= 60 && article * 100 >= all * 3 && others * 100 >= all * 6
}

fn by_trigrams(text: &str, letters: usize) -> Option<String> {
    let languages = LANGUAGES.iter().map(|(lang, _)| *lang).collect();
    let found = Detector::with_allowlist(languages).detect(text)?;
    if letters < FEW && !found.is_reliable() {
        return None;
    }
    LANGUAGES
        .iter()
        .find(|(lang, _)| *lang == found.lang())
        .map(|(_, tag)| (*tag).to_owned())
}

/// Whether a text in Latin letters has too few of them to tell its language.
pub(crate) fn is_short(words: &str) -> bool {
    let latin = |c: &char| c.is_alphabetic() && *c < '\u{250}';
    let (all, few) = (words.chars().filter(|c| c.is_alphabetic()).count(), 250);
    all < few && words.chars().filter(latin).count() * 2 > all
}

#[cfg(test)]
mod tests;
