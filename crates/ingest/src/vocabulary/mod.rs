//! The words by which a text names its own parts, as data in one place (`words`).
//!
//! They are compared in lower case, without leading emoji and numbers and without
//! punctuation at their ends.

mod words;

use words::{
    AFFIXES, ASIDE, ASIDE_PARTS, CALLS, COMMENTARY, DIGEST, ENTITIES, FAREWELLS, FILLERS, FOOTER,
    INNER, KICKER, LABELS, LEADS, REPLIES, SIGN_OFFS, SOURCES, TAGS, TAKEAWAYS, UPDATED, WRAPPERS,
};

/// What a label before a value says the value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meta {
    Sources,
    Tags,
    Kicker,
    Labels,
    Entities,
    Updated,
}

/// What a heading says of its part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Short points that sum up the day.
    Takeaways,
    /// Sign-offs.
    Footer,
    /// Figures, logs, navigation.
    Aside,
    /// Only holds other headings together.
    Wrapper,
    /// Comment, outlook, quotes.
    Commentary,
    /// A few words before the news.
    Lead,
}

/// The longest of all the words, in bytes, with room for decoration.
const LONGEST: usize = 120;

/// The word before sources that the text has no word for.
pub(crate) const FROM: &str = "from";

/// The words that name the sources in the documented shape.
const DOCUMENTED_SOURCES: &[&str] = &[
    FROM,
    "source",
    "sources",
    "quelle",
    "quellen",
    "fuente",
    "fuentes",
    "fonte",
    "fonti",
    "来源",
    "來源",
    "出典",
    "出处",
    "情報源",
    "источник",
    "источники",
    "출처",
    "nguồn",
];

/// What the label is for, if it is one of ours.
pub(crate) fn meta(label: &str) -> Option<Meta> {
    let word = normal(label)?;
    [
        (DOCUMENTED_SOURCES, Meta::Sources),
        (TAGS, Meta::Tags),
        (KICKER, Meta::Kicker),
        (LABELS, Meta::Labels),
        (ENTITIES, Meta::Entities),
        (UPDATED, Meta::Updated),
    ]
    .into_iter()
    .find(|(words, _)| words.contains(&word.as_str()))
    .map(|(_, meta)| meta)
}

/// Whether a label stands before a story's sources, in any shape of text.
pub(crate) fn names_sources(label: &str) -> bool {
    has(SOURCES, label)
}

/// Whether a link's text says no more than that there is a link.
pub(crate) fn is_call(text: &str) -> bool {
    has(CALLS, text)
}

/// Whether a heading stands within a story or an article.
pub(crate) fn is_inner(heading: &str) -> bool {
    has(INNER, heading)
}

/// What part a heading opens, if its words are ours. Words such as "today's" around them
/// change nothing.
pub(crate) fn part(heading: &str) -> Option<Part> {
    let word = normal(heading)?;
    let bare = bare(&word);
    let is = |words: &[&str]| words.contains(&word.as_str()) || words.contains(&bare.as_str());
    if is(TAKEAWAYS) {
        Some(Part::Takeaways)
    } else if is(FOOTER) {
        Some(Part::Footer)
    } else if is(ASIDE) || ASIDE_PARTS.iter().any(|part| word.contains(part)) {
        Some(Part::Aside)
    } else if WRAPPERS.contains(&word.as_str()) {
        Some(Part::Wrapper)
    } else if is(COMMENTARY) {
        Some(Part::Commentary)
    } else if is(LEADS) {
        Some(Part::Lead)
    } else {
        None
    }
}

/// Whether a title is that of a digest rather than of one article.
pub(crate) fn names_digest(title: &str) -> bool {
    let title = title.to_lowercase();
    DIGEST.iter().any(|word| {
        title.match_indices(word).any(|(at, _)| {
            let alone = |c: Option<char>| c.is_none_or(|c| !c.is_alphabetic());
            !word.is_ascii()
                || alone(title[..at].chars().next_back())
                    && alone(title[at + word.len()..].chars().next())
        })
    })
}

/// Whether a line closes a digest, by how it begins.
pub(crate) fn signs_off(line: &str) -> bool {
    let begins: String = line.chars().take(60).collect();
    let begins = begins
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    SIGN_OFFS.iter().any(|word| begins.starts_with(word))
}

fn has(words: &[&str], text: &str) -> bool {
    normal(text).is_some_and(|word| words.contains(&word.as_str()))
}

/// Whether a line begins as a model's reply does.
pub(crate) fn is_reply(line: &str) -> bool {
    begins(line, REPLIES)
}

/// Whether a line begins as the last words of such a reply do.
pub(crate) fn is_farewell(line: &str) -> bool {
    begins(line, FAREWELLS)
}

fn begins(line: &str, words: &[&str]) -> bool {
    let start: String = line.trim_start().chars().take(LONGEST).collect();
    let start = start.to_lowercase().replace('\u{2019}', "'");
    words.iter().any(|word| {
        let rest = start.strip_prefix(word);
        // A word of these, and not another that begins like it.
        rest.is_some_and(|rest| {
            !word.is_ascii()
                || word.ends_with(|c: char| !c.is_alphanumeric())
                || !rest.starts_with(char::is_alphanumeric)
        })
    })
}

/// A heading or label in the form that the words have.
pub(crate) fn normal(text: &str) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    let edge = |c: char| !c.is_alphanumeric();
    let text = text.trim_matches(edge);
    // "Highlights (5 items)", "今日热点（5条）"
    let text = match text.find(['(', '（']) {
        Some(at) if at > 0 => text[..at].trim_end_matches(edge),
        _ => text,
    };
    Some(text.to_lowercase().replace('\u{2019}', "'"))
}

/// A heading without the words that change nothing.
fn bare(word: &str) -> String {
    let kept: Vec<&str> = word
        .split_whitespace()
        .filter(|part| !FILLERS.contains(part))
        .collect();
    let mut bare = kept.join(" ");
    loop {
        let cut = AFFIXES.iter().find_map(|affix| {
            let rest = bare
                .strip_prefix(affix)
                .or_else(|| bare.strip_suffix(affix))?;
            (!rest.is_empty() && !affix.is_ascii()).then(|| rest.trim().to_owned())
        });
        match cut {
            Some(rest) => bare = rest,
            None => return bare,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("📋 Quick Takeaways", Some(Part::Takeaways))]
    #[case("TL;DR", Some(Part::Takeaways))]
    #[case("**Today's Highlights**", Some(Part::Takeaways))]
    #[case("今日摘要", Some(Part::Takeaways))]
    #[case("本日のハイライト", Some(Part::Takeaways))]
    #[case("오늘의 핵심 요약", Some(Part::Takeaways))]
    #[case("**Footer**", Some(Part::Footer))]
    #[case("📊 Today's Coverage", Some(Part::Aside))]
    #[case("Signals by Category", Some(Part::Wrapper))]
    #[case("Takeaways from the court", None)]
    #[case("AI", None)]
    fn parts(#[case] heading: &str, #[case] expected: Option<Part>) {
        assert_eq!(part(heading), expected);
    }

    #[rstest]
    #[case("AI News Digest - January 21, 2026", true)]
    #[case("财经简报", true)]
    #[case("Japanese woodblock print search", false)]
    #[case("Newspapers of the past", false)]
    fn digests(#[case] title: &str, #[case] expected: bool) {
        assert_eq!(names_digest(title), expected);
    }

    #[test]
    fn lists_are_normal() {
        for words in [
            TAKEAWAYS, FOOTER, ASIDE, WRAPPERS, COMMENTARY, INNER, SOURCES, CALLS, TAGS, KICKER,
            ENTITIES, UPDATED,
        ] {
            for word in words {
                assert_eq!(normal(word).as_deref(), Some(*word));
            }
        }
    }
}
