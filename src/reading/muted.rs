//! What a reader does not want to see: words, tags and sources, for good.

use crate::letters::lower_case;
use dayfold_model::{Digest, Story, plain_text};

/// What a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleKind {
    /// A word or several, anywhere in a story.
    Word,
    /// A tag, by its label.
    Tag,
    /// A source, by its name.
    Source,
}

impl RuleKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Word, Self::Tag, Self::Source];

    /// Its name in what is stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Tag => "tag",
            Self::Source => "source",
        }
    }
}

/// One thing that is muted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// What it is about.
    pub kind: RuleKind,
    /// The word, label or name.
    pub value: String,
}

impl Rule {
    /// A rule of a kind, by the kind's name.
    pub fn new(kind: &str, value: &str) -> Option<Self> {
        let kind = RuleKind::ALL
            .into_iter()
            .find(|known| known.name() == kind)?;
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        (!value.is_empty()).then_some(Self { kind, value })
    }
}

/// Why a story is muted: the value of the rule.
pub type Reason = String;

/// All that is muted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Muted(Vec<Rule>);

impl Muted {
    /// Under which key it is stored, and part of an export.
    pub const KEY: &str = "muted";

    /// Reads a rule a line: the kind, a space, the value.
    pub fn from_text(text: &str) -> Self {
        let mut muted = Self::default();
        for line in text.lines() {
            let rule = line.split_once(' ');
            if let Some(rule) = rule.and_then(|(kind, value)| Rule::new(kind, value)) {
                muted.add(rule);
            }
        }
        muted
    }

    /// The rules as they are stored.
    pub fn to_text(&self) -> String {
        let lines = self.0.iter();
        lines
            .map(|rule| [rule.kind.name(), " ", &rule.value, "\n"].concat())
            .collect()
    }

    /// The rules.
    pub fn rules(&self) -> &[Rule] {
        &self.0
    }

    /// One more, unless it is there.
    pub fn add(&mut self, rule: Rule) {
        if !self.0.contains(&rule) {
            self.0.push(rule);
        }
    }

    /// Not any more.
    pub fn remove(&mut self, rule: &Rule) {
        self.0.retain(|known| known != rule);
    }

    /// The same for the rule at a place in [`rules`](Self::rules), written in digits.
    pub fn remove_at(&mut self, at: &str) {
        if let Ok(at) = at.parse::<usize>()
            && at < self.0.len()
        {
            self.0.remove(at);
        }
    }

    /// Whether a source's links are hidden.
    pub fn has_source(&self, name: &str) -> bool {
        self.0
            .iter()
            .any(|rule| rule.kind == RuleKind::Source && same(&rule.value, name))
    }

    /// Why a story is muted, if it is. A source that is muted mutes a story that nobody else
    /// tells.
    pub fn reason(&self, story: &Story, digest: &Digest) -> Option<Reason> {
        if self.0.is_empty() {
            return None;
        }
        let mut text = None;
        let found = self.0.iter().find(|rule| match rule.kind {
            RuleKind::Word => {
                let text = text.get_or_insert_with(|| words_of(story));
                has_words(text, &lower_case(&rule.value))
            }
            RuleKind::Tag => digest
                .tags
                .iter()
                .any(|tag| same(&tag.label, &rule.value) && story.tags.contains(&tag.id)),
            RuleKind::Source => {
                let names = || story.sources.iter().map(|source| &*source.name);
                names().any(|name| same(name, &rule.value))
                    && names().all(|name| self.has_source(name))
            }
        });
        found.map(|rule| rule.value.clone())
    }
}

/// Whether two names are the same but for their case.
fn same(a: &str, b: &str) -> bool {
    a == b || lower_case(a) == lower_case(b)
}

/// All that a story says, in lower case.
fn words_of(story: &Story) -> String {
    let mut text = lower_case(&story.title);
    for block in &story.body {
        text.push('\n');
        text.push_str(&lower_case(&plain_text(&block.html)));
    }
    text
}

/// Whether a text has those words, and not only as a part of longer ones. Scripts without
/// spaces have no such boundary.
fn has_words(text: &str, words: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() && c < '\u{2e80}';
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        let joins = |outer: Option<char>, inner: Option<char>| {
            outer.is_some_and(is_letter) && inner.is_some_and(is_letter)
        };
        !joins(before, words.chars().next()) && !joins(after, words.chars().next_back())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("the art of war", "art", true)]
    #[case("a party", "art", false)]
    #[case("an artist", "art", false)]
    #[case("c++ and c", "c++", true)]
    #[case("今日经济新闻", "经济", true)]
    #[case("art", "art", true)]
    #[case("", "art", false)]
    fn words_are_whole_words(#[case] text: &str, #[case] words: &str, #[case] found: bool) {
        assert_eq!(has_words(text, words), found);
    }

    #[test]
    fn rules_come_back() {
        let text = "word climate  change\nsource The Daily\nsource The Daily\nnonsense x\ntag \n";
        let muted = Muted::from_text(text);
        assert_eq!(muted.to_text(), "word climate change\nsource The Daily\n");
        assert!(muted.has_source("the daily"));
    }
}
