//! Which story a few words tell of: rarity-weighted overlap of words.
//!
//! A word of the query counts by how few stories have it, and by where a story has it: in
//! the headline most, then in the section's title, then in the text. The score is the share
//! of the query's weight that a story covers, so a word that no story knows counts against
//! all of them alike.

use dayfold_model::plain_text;
use icu_normalizer::ComposingNormalizerBorrowed;
use std::collections::{HashMap, HashSet};

/// How much a word counts by where a story has it.
const IN_TITLE: f64 = 1.0;
const IN_SECTION: f64 = 0.7;
const IN_BODY: f64 = 0.6;

/// A tag fits a story from this score on.
const TAG_FITS: f64 = 0.55;
/// A second story must fit nearly as well as the best.
const TAG_NEAR: f64 = 0.9;
/// A takeaway, being a sentence, has many words that no story repeats.
const SENTENCE_FITS: f64 = 0.3;
/// And the best story must lead the next by this factor.
const SENTENCE_LEADS: f64 = 1.15;

/// The words of all stories.
pub(crate) struct Stories {
    /// For each story, the weight of each of its words.
    words: Vec<HashMap<String, f64>>,
    /// In how many stories a word is.
    spread: HashMap<String, usize>,
}

impl Stories {
    /// Takes each story's headline, its section's title, and its text (plain).
    pub(crate) fn new<'a>(stories: impl Iterator<Item = (&'a str, &'a str, String)>) -> Self {
        let mut all = Self {
            words: vec![],
            spread: HashMap::new(),
        };
        for (title, section, body) in stories {
            let mut weights = HashMap::new();
            for (text, weight) in [
                (body.as_str(), IN_BODY),
                (section, IN_SECTION),
                (title, IN_TITLE),
            ] {
                for group in groups(text) {
                    for word in group.all() {
                        weights.insert(word, weight);
                    }
                }
            }
            for word in weights.keys() {
                *all.spread.entry(word.clone()).or_default() += 1;
            }
            all.words.push(weights);
        }
        all
    }

    /// The stories that a tag fits, in their order.
    pub(crate) fn of_tag(&self, label: &str) -> Vec<usize> {
        let scores = self.scores(label);
        let best = scores.iter().copied().fold(0.0, f64::max);
        let least = (best * TAG_NEAR).max(TAG_FITS);
        (0..scores.len())
            .filter(|at| scores[*at] >= least)
            .collect()
    }

    /// The one story that a sentence tells.
    pub(crate) fn of_sentence(&self, html: &str) -> Option<usize> {
        let scores = self.scores(&plain_text(html));
        let mut order: Vec<usize> = (0..scores.len()).collect();
        order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
        let best = *order.first()?;
        let next = order.get(1).map_or(0.0, |at| scores[*at]);
        (scores[best] >= SENTENCE_FITS && scores[best] >= next * SENTENCE_LEADS).then_some(best)
    }

    /// How well each story fits, from 0 to 1.
    fn scores(&self, query: &str) -> Vec<f64> {
        let mut seen = HashSet::new();
        let groups: Vec<Group> = groups(query)
            .into_iter()
            .filter(|group| seen.insert(group.parts.clone()))
            .collect();
        let rarity: Vec<f64> = groups.iter().map(|group| self.rarity(group)).collect();
        let total: f64 = rarity.iter().sum();
        self.words
            .iter()
            .map(|words| {
                let covered: f64 = groups
                    .iter()
                    .zip(&rarity)
                    .map(|(group, rarity)| rarity * group.weight_in(words))
                    .sum();
                if total > 0.0 { covered / total } else { 0.0 }
            })
            .collect()
    }

    #[expect(clippy::cast_precision_loss, reason = "a day has few stories")]
    fn rarity(&self, group: &Group) -> f64 {
        let spread = group
            .all()
            .filter_map(|word| self.spread.get(&word).copied())
            .max()
            .unwrap_or(0);
        (1.0 + self.words.len() as f64 / (spread as f64 + 0.5)).ln()
    }
}

/// A word as written between spaces: its parts, `re:Invent` having two.
struct Group {
    parts: Vec<String>,
}

impl Group {
    /// The parts, and the whole without what parts them, so that `re:Invent` is `reinvent`.
    fn all(&self) -> impl Iterator<Item = String> {
        let whole = (self.parts.len() > 1).then(|| self.parts.concat());
        self.parts.iter().cloned().chain(whole)
    }

    fn weight_in(&self, words: &HashMap<String, f64>) -> f64 {
        let get = |word: &str| words.get(word).copied().unwrap_or(0.0);
        #[expect(clippy::cast_precision_loss, reason = "a word has few parts")]
        let parts = self.parts.iter().map(|part| get(part)).sum::<f64>() / self.parts.len() as f64;
        parts.max(get(&self.parts.concat()))
    }
}

/// Words too frequent to say anything.
const STOP: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "have", "in", "is",
    "it", "its", "of", "on", "or", "that", "the", "this", "to", "was", "were", "will", "with",
];

fn groups(text: &str) -> Vec<Group> {
    let text = ComposingNormalizerBorrowed::new_nfkc()
        .normalize(text)
        .to_lowercase();
    let mut out = Vec::new();
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, '—' | '/' | '|')) {
        let word = word
            .strip_suffix("'s")
            .or_else(|| word.strip_suffix("’s"))
            .unwrap_or(word);
        let mut parts = Vec::new();
        for part in word.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’')) {
            if part.is_empty() || STOP.contains(&part) {
                continue;
            }
            if part.chars().any(is_unspaced) {
                out.extend(pairs(part).map(|pair| Group { parts: vec![pair] }));
            } else {
                parts.push(stem(part));
            }
        }
        if !parts.is_empty() {
            out.push(Group { parts });
        }
    }
    out
}

/// Scripts that write no spaces between words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// In such scripts neighbours stand in for words.
fn pairs(part: &str) -> impl Iterator<Item = String> {
    let chars: Vec<char> = part.chars().collect();
    let width = chars.len().min(2);
    (0..=chars.len() - width).map(move |at| chars[at..at + width].iter().collect())
}

/// Plurals count as their singular.
fn stem(word: &str) -> String {
    let word = word.trim_matches(['\'', '’']);
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn stories() -> Stories {
        let all = [
            (
                "Harbour opens a new ferry line",
                "Transport",
                "Boats run twice an hour to the island.",
            ),
            (
                "River:Days festival draws crowds",
                "Culture",
                "Music on the ferry quay until late.",
            ),
            (
                "Council votes on tram budget",
                "Transport",
                "The tram line gets new rails.",
            ),
            ("港口开通新渡轮", "交通", "每小时两班。"),
        ];
        Stories::new(all.iter().map(|(t, s, b)| (*t, *s, (*b).to_owned())))
    }

    #[rstest]
    #[case("Ferry Line", &[0])]
    #[case("Riverdays", &[1])]
    #[case("tram-budget", &[2])]
    #[case("渡轮", &[3])]
    #[case("Football", &[])]
    #[case("", &[])]
    fn tags(#[case] label: &str, #[case] expected: &[usize]) {
        assert_eq!(stories().of_tag(label), expected);
    }

    #[rstest]
    #[case("A ferry line to the island opens in the harbour", Some(0))]
    #[case("Crowds at the <em>River:Days</em>", Some(1))]
    #[case("Prices of wheat fell again", None)]
    fn sentences(#[case] html: &str, #[case] expected: Option<usize>) {
        assert_eq!(stories().of_sentence(html), expected);
    }
}
