//! Ids: parts of URLs and names of files that are never renamed once they are published.

use crate::Diagnostic;
use icu_normalizer::ComposingNormalizerBorrowed;
use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    ops::Range,
};

/// The longest id, in bytes.
const LONGEST: usize = 80;
/// How many words of a title make its id.
const WORDS: usize = 8;
/// How ids begin that the pages use for themselves.
const RESERVED: &str = "df-";
/// What ids are, for messages.
const HELP: &str = "ids are letters in lower case, digits and single hyphens, at most 80 bytes; none begins with `df-` or is the name of a device on Windows, such as `con`";

/// How the ids of entities begin that give none by themselves.
pub(crate) const ENTITY: &str = "entity";
/// The same of tags.
pub(crate) const TAG: &str = "tag";
/// The same of stories.
pub(crate) const STORY: &str = "story";
/// The same of sections.
pub(crate) const SECTION: &str = "section";

/// The id that a title gives: its first eight words in lower case (NFC), joined by hyphens;
/// letters and digits of any script are kept, apostrophes within a word are dropped, all else
/// separates words; at most 80 bytes. Empty where the title has neither letter nor digit.
pub fn slug(title: &str) -> String {
    joined(title, WORDS, LONGEST, false)
}

/// The id that a name gives, which depends on the name alone: all its words as in [`slug`],
/// but `+` and `#` behind a letter or digit are spelled (`C++` gives `c-plus-plus`). A name
/// without letters and digits gives its code points (`tag-1f680`). `kind` (`tag`, `story`…)
/// begins those ids, and the ids that would not do else: reserved ones, and names of devices.
///
/// An id of that form gives itself, so this is also how an id that the text gives is brought
/// into it, and how what refers to it finds it.
pub(crate) fn id_of(name: &str, kind: &str) -> String {
    let id = joined(name, usize::MAX, LONGEST, true);
    let unseen =
        |c: char| c.is_whitespace() || matches!(c, '\u{200c}' | '\u{200d}') || is_variation(c);
    if id.is_empty() {
        let mut id = kind.to_owned();
        for c in composed(name).chars().filter(|c| !unseen(*c)) {
            let code = format!("-{:x}", u32::from(c));
            if id.len() + code.len() > LONGEST {
                break;
            }
            id.push_str(&code);
        }
        return id;
    }
    usable(id, kind)
}

/// The id of a tag of that name, in whichever text it stands.
pub fn tag_id(name: &str) -> String {
    id_of(name, TAG)
}

/// The id of an entity of that name, unless a digest has another of it, of another kind.
pub fn entity_id(name: &str) -> String {
    id_of(name, ENTITY)
}

/// The whole of a name as ids compare names, however long.
pub(crate) fn key_of(name: &str) -> String {
    match joined(name, usize::MAX, usize::MAX, true) {
        key if key.is_empty() => name.to_owned(),
        key => key,
    }
}

fn composed(text: &str) -> Cow<'_, str> {
    ComposingNormalizerBorrowed::new_nfc().normalize(text)
}

/// Up to so many words of a text, joined by hyphens in up to so many bytes. `spell`: signs
/// that make another word of a word are words, too.
fn joined(text: &str, most_words: usize, most_bytes: usize, spell: bool) -> String {
    let lower = composed(text).to_lowercase();
    let mut id = String::new();
    let mut words = 0;
    // Whether a letter would continue the last word, and a sign belong to it.
    let mut inside = false;
    let mut behind = false;
    for c in composed(&lower).chars() {
        let sign = match c {
            '+' | '＋' if spell && behind => Some("plus"),
            '#' | '＃' | '♯' if spell && behind => Some("sharp"),
            _ => None,
        };
        if sign.is_none() && !is_kept(c) {
            if !matches!(c, '\'' | '\u{2019}' | '\u{200c}' | '\u{200d}' | '\u{ad}') {
                inside = false;
                behind = false;
            }
            continue;
        }
        inside &= sign.is_none();
        if !inside {
            words += 1;
            if words > most_words {
                break;
            }
        }
        let hyphen = usize::from(!inside && !id.is_empty());
        let length = sign.map_or(c.len_utf8(), str::len);
        if id.len() + hyphen + length > most_bytes {
            break;
        }
        if hyphen == 1 {
            id.push('-');
        }
        match sign {
            Some(sign) => id.push_str(sign),
            None => id.push(c),
        }
        inside = sign.is_none();
        behind = true;
    }
    id
}

/// Letters and digits, and the marks that many scripts write their vowels with.
fn is_kept(c: char) -> bool {
    use icu_properties::{CodePointMapData, props::GeneralCategory as G};
    c.is_alphanumeric()
        || matches!(
            CodePointMapData::<G>::new().get(c),
            G::NonspacingMark | G::SpacingMark
        ) && !is_variation(c)
}

/// What only says how the character before it looks.
fn is_variation(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether an id cannot be used as it is: the pages use it for themselves, or it names a
/// device on Windows, where no file can have that name, whatever its ending.
fn is_reserved(id: &str) -> bool {
    let numbered = |id: &str| {
        let mut rest = id.chars();
        rest.next()
            .is_some_and(|c| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³'))
            && rest.next().is_none()
    };
    id.starts_with(RESERVED)
        || matches!(id, "con" | "prn" | "aux" | "nul")
        || ["com", "lpt"]
            .iter()
            .any(|port| id.strip_prefix(port).is_some_and(numbered))
}

/// The id with another beginning where it is reserved.
fn usable(id: String, kind: &str) -> String {
    if is_reserved(&id) {
        let id = format!("{kind}-{id}");
        cut(&id, LONGEST).to_owned()
    } else {
        id
    }
}

/// The beginning of an id in up to so many bytes.
fn cut(id: &str, longest: usize) -> &str {
    id[..id.floor_char_boundary(longest)].trim_end_matches('-')
}

/// An id with an ending, the whole not too long.
fn ending(id: &str, end: &str) -> String {
    let end = cut(end, LONGEST / 2);
    format!("{}-{end}", cut(id, LONGEST - 1 - end.len()))
}

/// Whether a text is an id as it is.
pub(crate) fn is_id(text: &str) -> bool {
    !text.is_empty() && !is_reserved(text) && joined(text, usize::MAX, LONGEST, false) == text
}

/// The id that the text gives something, in the form that ids have; with a warning where
/// that is not the form in which it was written.
pub(crate) fn given(
    written: &str,
    kind: &str,
    span: &Range<usize>,
    said: &mut Vec<Diagnostic>,
) -> String {
    let id = id_of(written, kind);
    if id != written {
        said.push(changed(written, &id, span));
    }
    id
}

/// Says what a given id that is not of the form of ids became.
pub(crate) fn changed(written: &str, id: &str, span: &Range<usize>) -> Diagnostic {
    Diagnostic::warning(
        "bad-id",
        format!("`{written}` cannot be an id; this became `{id}`"),
    )
    .help(HELP)
    .at(span.clone())
}

/// Hands out ids so that none is given twice.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    taken: HashSet<String>,
    /// For a beginning and a number of digits, the number to try next.
    next: HashMap<(String, u32), u64>,
}

impl Ids {
    /// Takes this very id; false where it was taken already.
    pub(crate) fn take(&mut self, id: &str) -> bool {
        self.taken.insert(id.to_owned())
    }

    /// `wanted`, or the first of `wanted-2`, `wanted-3`… that is free. Reserved ids get
    /// another beginning; an empty one becomes `fallback`.
    pub(crate) fn make(&mut self, wanted: &str, fallback: &str) -> String {
        let base = match wanted {
            "" => fallback.to_owned(),
            id => usable(id.to_owned(), fallback),
        };
        if self.take(&base) {
            return base;
        }
        // Long ids give way to their number, so that many of them share one beginning: what
        // is known of that beginning serves them all.
        let mut digits = 1;
        loop {
            let beginning = cut(&base, LONGEST - 1 - digits as usize).to_owned();
            let first = 10_u64.pow(digits - 1).max(2);
            let next = self.next.entry((beginning, digits)).or_insert(first);
            while *next < 10_u64.pow(digits) {
                let id = ending(&base, &next.to_string());
                *next += 1;
                if self.taken.insert(id.clone()) {
                    return id;
                }
            }
            digits += 1;
        }
    }

    /// Gives an id back.
    pub(crate) fn release(&mut self, id: &str) {
        self.taken.remove(id);
        // Numbers before these may be free again.
        self.next.clear();
    }

    /// The id of an entity: `wanted`, or, where another has it, `wanted-kind`. So an entity
    /// has the same id every day, unless one of the same name and another kind is met first.
    pub(crate) fn make_entity(&mut self, wanted: &str, kind: &str) -> String {
        if self.take(wanted) {
            return wanted.to_owned();
        }
        match joined(kind, usize::MAX, LONGEST, true) {
            kind if kind.is_empty() => self.make(wanted, ENTITY),
            kind => self.make(&ending(wanted, &kind), ENTITY),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("Hello, World!", "hello-world")]
    #[case(
        "one two three four five six seven eight nine",
        "one-two-three-four-five-six-seven-eight"
    )]
    #[case("China’s Moonshot", "chinas-moonshot")]
    #[case("re:Invent $5B 2.0", "re-invent-5b-2-0")]
    #[case("U\u{308}ber", "über")]
    #[case("中文标题，第二", "中文标题-第二")]
    #[case("हिन्दी समाचार", "हिन्दी-समाचार")]
    #[case("🚀 — !", "")]
    #[case("❤️ love", "love")]
    fn slugs(#[case] title: &str, #[case] id: &str) {
        assert_eq!(slug(title), id);
    }

    #[test]
    fn repeated_reserved_and_empty() {
        let mut ids = Ids::default();
        assert_eq!(ids.make("a", "story"), "a");
        assert_eq!(ids.make("a", "story"), "a-2");
        assert_eq!(ids.make("df-root", "story"), "story-df-root");
        assert_eq!(ids.make("", "story"), "story");
        assert_eq!(ids.make("", "story"), "story-2");
        assert_eq!(ids.make("aux", "story"), "story-aux");
    }

    #[test]
    fn long_ids_share_their_numbers() {
        let mut ids = Ids::default();
        let (one, other) = ("a".repeat(80), "a".repeat(79) + "b");
        for id in [&one, &other] {
            assert_eq!(ids.make(id, STORY), *id);
        }
        let numbered = |number: usize| ending(&one, &number.to_string());
        for number in 2..=120 {
            let id = if number % 2 == 0 { &one } else { &other };
            assert_eq!(ids.make(id, STORY), numbered(number));
        }
        assert_eq!(ids.make(&"a".repeat(77), STORY), "a".repeat(77));
        assert_eq!(ids.make(&"a".repeat(77), STORY), "a".repeat(77) + "-2");
    }

    #[rstest]
    #[case("a-b", true)]
    #[case("ünï-1", true)]
    #[case("", false)]
    #[case("A", false)]
    #[case("u\u{308}", false)]
    #[case("a_b", false)]
    #[case("a--b", false)]
    #[case("-a", false)]
    #[case("../a", false)]
    #[case("df-a", false)]
    #[case("com9", false)]
    #[case("com10", true)]
    #[case("lpt²", false)]
    #[case("nul", false)]
    fn ids_as_they_are(#[case] text: &str, #[case] good: bool) {
        assert_eq!(is_id(text), good);
    }

    proptest! {
        #[test]
        fn a_slug_is_short_and_its_own_slug(title in "\\PC{0,60}") {
            let id = slug(&title);
            prop_assert!(id.len() <= LONGEST);
            prop_assert!(id.is_empty() || is_reserved(&id) || is_id(&id));
            prop_assert_eq!(slug(&id), id);
        }

        #[test]
        fn any_name_has_an_id_that_is_its_own(name in "(\\PC{0,60}|[^a-zA-Z0-9]{1,30}|(df-|con|COM1)?[a-z+#-]{0,90})") {
            let id = id_of(&name, TAG);
            prop_assert!(id.len() <= LONGEST);
            prop_assert!(is_id(&id), "{}", id);
            prop_assert_eq!(id_of(&id, STORY), id);
        }
    }
}
