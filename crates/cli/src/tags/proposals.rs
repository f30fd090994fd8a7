//! Which tags could be one, by how they are written and where they stand. None of this is sure
//! enough to be done by rule: a person looks it over.

use super::sprawl::Member;
use serde::Serialize;
use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
};
use strsim::osa_distance;

/// From which confidence on a proposal is likelier right than wrong.
pub(super) const LIKELY: u8 = 60;

/// The shortest words of which one may be a slip of the other: by one letter, by two.
const SLIP: usize = 6;
const TWO_SLIPS: usize = 10;

/// How many times as often the right spelling stands there as the slip.
const SLIP_RATIO: usize = 4;

/// On how many stories two tags have to stand together to be told.
const TOGETHER: usize = 3;

/// Behind the names of companies.
const SUFFIXES: &[&str] = &[
    "ag",
    "co",
    "company",
    "corp",
    "corporation",
    "gmbh",
    "group",
    "holdings",
    "inc",
    "limited",
    "llc",
    "ltd",
    "nv",
    "oyj",
    "plc",
    "sa",
    "se",
];

/// What initials leave out.
const SMALL_WORDS: &[&str] = &["a", "and", "de", "for", "in", "of", "the", "to", "und"];

/// That one tag be merged into another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Proposal {
    /// The id of the one that is used less.
    pub(super) from: String,
    /// The id of the other.
    pub(super) into: String,
    /// Why.
    pub(super) why: Why,
    /// How sure that is, of 100.
    pub(super) confidence: u8,
    /// How many stories bear the one and the other.
    pub(super) stories: (usize, usize),
}

/// Why two tags could be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Why {
    /// One and several.
    Plural,
    /// The name of a company with and without what kind of company it is.
    Suffix,
    /// The same words in another order.
    WordOrder,
    /// The first letters of the other's words.
    Initials,
    /// A letter or two differ.
    Spelling,
    /// They always stand together.
    Together,
}

impl Why {
    /// In words.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Plural => "one and several",
            Self::Suffix => "with and without the company's form",
            Self::WordOrder => "the same words in another order",
            Self::Initials => "the initials of the other",
            Self::Spelling => "written nearly alike",
            Self::Together => "always on the same stories",
        }
    }
}

/// The proposals for a list, the surest first; each tag is merged into one other at most.
pub(super) fn proposals(members: &[Member]) -> Vec<Proposal> {
    let mut found = Finder {
        members,
        by_id: members
            .iter()
            .enumerate()
            .map(|(at, member)| (&*member.id, at))
            .collect(),
        best: BTreeMap::new(),
    };
    found.plurals_and_suffixes();
    found.word_order();
    found.initials();
    found.spelling();
    found.together();
    let mut all: Vec<_> = found.best.into_values().collect();
    all.sort_by_key(|proposal| Reverse((proposal.confidence, proposal.stories.1)));
    all
}

struct Finder<'a> {
    members: &'a [Member],
    by_id: HashMap<&'a str, usize>,
    /// The surest proposal for each, by its number.
    best: BTreeMap<usize, Proposal>,
}

impl Finder<'_> {
    /// Notes that two could be one, unless the publisher has an entry of each, and so holds
    /// them apart.
    fn propose(&mut self, one: usize, other: usize, why: Why, confidence: u8) {
        let (a, b) = (&self.members[one], &self.members[other]);
        if one == other || (a.has_entry && b.has_entry) {
            return;
        }
        // The one used more stands; the list is in that order.
        let (into, from) = (one.min(other), one.max(other));
        let proposal = Proposal {
            from: self.members[from].id.clone(),
            into: self.members[into].id.clone(),
            why,
            confidence,
            stories: (self.members[from].stories, self.members[into].stories),
        };
        let known = self.best.get(&from);
        if known.is_none_or(|known| known.confidence < confidence) {
            self.best.insert(from, proposal);
        }
    }

    fn plurals_and_suffixes(&mut self) {
        for (at, member) in self.members.iter().enumerate() {
            for one in singulars(&member.id) {
                if let Some(other) = self.by_id.get(&*one).copied() {
                    self.propose(at, other, Why::Plural, 90);
                }
            }
            if let Some((name, suffix)) = member.id.rsplit_once('-')
                && SUFFIXES.contains(&suffix)
                && let Some(other) = self.by_id.get(name).copied()
            {
                self.propose(at, other, Why::Suffix, 85);
            }
        }
    }

    fn word_order(&mut self) {
        let mut by_words: BTreeMap<Vec<&str>, Vec<usize>> = BTreeMap::new();
        for (at, member) in self.members.iter().enumerate() {
            let mut words: Vec<_> = member.id.split('-').collect();
            words.sort_unstable();
            // Numbers in another order are another version.
            let has_numbers = words.iter().filter(|word| is_number(word)).count() > 1;
            // So does "to" turn things round: speech to text, text to speech.
            let is_phrase = words.iter().any(|word| SMALL_WORDS.contains(word));
            if words.len() > 1 && !has_numbers && !is_phrase {
                by_words.entry(words).or_default().push(at);
            }
        }
        for group in by_words.into_values() {
            for other in group.iter().skip(1) {
                self.propose(group[0], *other, Why::WordOrder, 80);
            }
        }
    }

    fn initials(&mut self) {
        let mut long: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, member) in self.members.iter().enumerate() {
            for initials in initials(&member.id) {
                let known = long.entry(initials).or_default();
                if !known.contains(&at) {
                    known.push(at);
                }
            }
        }
        for (at, member) in self.members.iter().enumerate() {
            // What has one word only may be initials, also of several: LLMs.
            let name = member.id.as_str();
            let Some((name, forms)) = [Some(name), name.strip_suffix('s')]
                .into_iter()
                .flatten()
                .find_map(|name| Some((name, long.get(name)?)))
            else {
                continue;
            };
            // Two letters are the initials of much; so are more, where several begin so or
            // where the long form is hardly in use.
            let is_used = self.members[forms[0]].digests > 1;
            let confidence = match (name.len(), forms.len()) {
                (2, 1) => 45,
                (2, _) => continue,
                (_, 1) if is_used => 75,
                (_, 1) => 50,
                (_, _) => 45,
            };
            self.propose(at, forms[0], Why::Initials, confidence);
        }
    }

    /// Tags that differ in one word, and in that by a letter or two. Slips are rare beside what
    /// they stand for; two words that are both in use are mostly two things.
    fn spelling(&mut self) {
        let mut buckets: BTreeMap<String, Vec<(usize, &str)>> = BTreeMap::new();
        for (at, member) in self.members.iter().enumerate() {
            let words: Vec<&str> = member.id.split('-').collect();
            for (place, word) in words.iter().enumerate() {
                let Some(first) = word.chars().next() else {
                    continue;
                };
                if word.chars().count() < SLIP || word.contains(|c: char| c.is_ascii_digit()) {
                    continue;
                }
                let mut others = words.clone();
                others[place] = "*";
                let key = format!("{first} {}", others.join("-"));
                buckets.entry(key).or_default().push((at, word));
            }
        }
        for bucket in buckets.into_values() {
            for (index, (one, word)) in bucket.iter().enumerate() {
                for (other, near) in &bucket[index + 1..] {
                    let shorter = word.chars().count().min(near.chars().count());
                    let most = if shorter < TWO_SLIPS { 1 } else { 2 };
                    let distance = osa_distance(word, near);
                    if distance > most || is_inflected(word, near) {
                        continue;
                    }
                    let (many, few) = (&self.members[*one], &self.members[*other]);
                    let is_rare = few.stories * SLIP_RATIO <= many.stories;
                    let confidence = match (distance, is_rare) {
                        (1, true) => 70,
                        (1, false) => 55,
                        (_, true) => 50,
                        (_, false) => 35,
                    };
                    self.propose(*one, *other, Why::Spelling, confidence);
                }
            }
        }
    }

    fn together(&mut self) {
        let mut by_stories: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
        for (at, member) in self.members.iter().enumerate() {
            if member.stories >= TOGETHER && member.digests > 1 {
                let told = member.told.iter().copied().collect();
                by_stories.entry(told).or_default().push(at);
            }
        }
        for group in by_stories.into_values() {
            for other in group.iter().skip(1) {
                self.propose(group[0], *other, Why::Together, 30);
            }
        }
    }
}

/// The names that one may be several of, by its last word: `agents`, `boxes`, `policies`.
fn singulars(id: &str) -> Vec<String> {
    let (before, word) = match id.rsplit_once('-') {
        Some((before, word)) => (format!("{before}-"), word),
        None => (String::new(), id),
    };
    let is_word = word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    if !is_word || word.ends_with("ss") {
        return vec![];
    }
    let mut forms = Vec::new();
    if let Some(stem) = word.strip_suffix("ies") {
        forms.push(format!("{before}{stem}y"));
    }
    if let Some(stem) = word.strip_suffix("es") {
        forms.push(format!("{before}{stem}"));
    }
    // Economics is not several of economic, nor news of new.
    if let Some(stem) = word.strip_suffix('s')
        && !word.ends_with("ics")
        && word != "news"
    {
        forms.push(format!("{before}{stem}"));
    }
    forms
}

/// The first letters of a name's words, with small words and without.
fn initials(id: &str) -> Vec<String> {
    let words: Vec<&str> = id.split('-').collect();
    let of = |words: &mut dyn Iterator<Item = &&str>| -> Option<String> {
        let letters: Option<Vec<char>> = words.map(|word| word.chars().next()).collect();
        let letters = letters?;
        let are_letters = letters.iter().all(|c| c.is_ascii_lowercase());
        ((2..=6).contains(&letters.len()) && are_letters).then(|| letters.into_iter().collect())
    };
    let all = of(&mut words.iter());
    let large = of(&mut words.iter().filter(|word| !SMALL_WORDS.contains(word)));
    let mut found: Vec<String> = all.into_iter().chain(large).collect();
    found.dedup();
    found
}

/// Whether two words differ in what grammar puts behind them: `compute` and `computer`,
/// `regulate` and `regulated`. They mean different things, or are plurals.
fn is_inflected(one: &str, other: &str) -> bool {
    let common = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b);
    let common = common.count();
    let shorter = one.len().min(other.len());
    common + 1 >= shorter
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use std::collections::BTreeSet;

    fn member(id: &str, stories: usize) -> Member {
        Member {
            id: id.to_owned(),
            label: id.to_owned(),
            stories,
            digests: stories,
            first: None,
            last: None,
            usual_label: None,
            has_entry: false,
            told: BTreeSet::from([stories]),
        }
    }

    #[rstest]
    #[case::plural(&["agent", "agents"], &[("agents", "agent", Why::Plural)])]
    #[case::plural_of_y(&["policies", "policy"], &[("policy", "policies", Why::Plural)])]
    #[case::plural_of_last(&["ai-chip", "ai-chips"], &[("ai-chips", "ai-chip", Why::Plural)])]
    #[case::no_plural(&["new", "news", "glas", "glass", "economic", "economics"], &[])]
    #[case::suffix(&["nvidia", "nvidia-corporation"], &[("nvidia-corporation", "nvidia", Why::Suffix)])]
    #[case::order(&["ai-policy", "policy-ai"], &[("policy-ai", "ai-policy", Why::WordOrder)])]
    #[case::versions(&["claude-3-5", "claude-5-3"], &[])]
    #[case::initials(&["large-language-models", "llm"], &[("llm", "large-language-models", Why::Initials)])]
    #[case::initials_of_several(&["llms", "large-language-models"], &[("large-language-models", "llms", Why::Initials)])]
    #[case::small_words(&["eff", "internet-of-things", "iot"], &[("iot", "internet-of-things", Why::Initials)])]
    #[case::slip(&["kubernetes", "kuberentes"], &[("kuberentes", "kubernetes", Why::Spelling)])]
    #[case::slip_in_one_word(&["google-deepmind", "google-deepmnid"], &[("google-deepmnid", "google-deepmind", Why::Spelling)])]
    #[case::other_words(&["open-source", "closed-source", "gpt-4", "gpt-5", "mission", "fission"], &[])]
    #[case::round(&["speech-to-text", "text-to-speech"], &[])]
    #[case::inflected(&["compute", "computer", "regulate", "regulated"], &[])]
    fn could_be_one(#[case] ids: &[&str], #[case] expected: &[(&str, &str, Why)]) {
        let count = ids.len();
        let members: Vec<_> = ids
            .iter()
            .enumerate()
            .map(|(at, id)| member(id, count - at))
            .collect();
        let found = proposals(&members);
        let found: Vec<_> = found
            .iter()
            .map(|proposal| (&*proposal.from, &*proposal.into, proposal.why))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_always_stands_together_is_told_last() {
        let mut members = vec![
            member("agent", 5),
            member("steel", 3),
            member("iron", 3),
            member("agents", 2),
            member("rare", 2),
        ];
        for at in [1, 2] {
            members[at].told = [4, 7, 9].into();
        }
        let found = proposals(&members);
        let whys: Vec<_> = found.iter().map(|proposal| proposal.why).collect();
        assert_eq!(whys, [Why::Plural, Why::Together]);
    }

    #[test]
    fn what_has_entries_is_held_apart() {
        let mut members = vec![member("agent", 5), member("agents", 2)];
        members[0].has_entry = true;
        assert_eq!(proposals(&members).len(), 1);
        members[1].has_entry = true;
        assert_eq!(proposals(&members), []);
    }
}
