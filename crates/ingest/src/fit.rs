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

/// How much of a section's title counts, in bytes: each of its stories has these words.
const SECTION_TITLE: usize = 400;

/// The words of all stories.
pub(crate) struct Stories {
    count: usize,
    /// For each word, the stories that have it, in their order, and its weight in each.
    words: HashMap<String, Vec<(usize, f64)>>,
}

impl Stories {
    /// Takes each story's headline, its section's title, and its text (plain).
    pub(crate) fn new<'a>(stories: impl Iterator<Item = (&'a str, &'a str, String)>) -> Self {
        let mut all = Self {
            count: 0,
            words: HashMap::new(),
        };
        for (title, section, body) in stories {
            let section = &section[..section.floor_char_boundary(SECTION_TITLE)];
            let count = all.count;
            // The place that counts most comes last.
            let mut put = |word: String, weight: f64| {
                let stories = all.words.entry(word).or_default();
                match stories.last_mut() {
                    Some((story, known)) if *story == count => *known = weight,
                    _ => stories.push((count, weight)),
                }
            };
            for (text, weight) in [
                (body.as_str(), IN_BODY),
                (section, IN_SECTION),
                (title, IN_TITLE),
            ] {
                for group in groups(text) {
                    if group.parts.len() > 1 {
                        put(group.parts.concat(), weight);
                    }
                    for word in group.parts {
                        put(word, weight);
                    }
                }
            }
            all.count += 1;
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
        // The best, the first of equals, and how well the next one fits.
        let mut best = None;
        let mut next = 0.0;
        for (at, score) in self.scores(&plain_text(html)).into_iter().enumerate() {
            match best {
                Some((_, first)) if score <= first => next = f64::max(next, score),
                _ => {
                    next = best.map_or(0.0, |(_, first)| first);
                    best = Some((at, score));
                }
            }
        }
        let (at, score) = best?;
        (score >= SENTENCE_FITS && score >= next * SENTENCE_LEADS).then_some(at)
    }

    /// How well each story fits, from 0 to 1.
    fn scores(&self, query: &str) -> Vec<f64> {
        let mut scores = vec![0.0; self.count];
        let mut total = 0.0;
        let mut seen = HashSet::new();
        for group in groups(query) {
            if seen.contains(&group.parts) {
                continue;
            }
            let rarity = self.rarity(&group);
            total += rarity;
            for (story, weight) in self.weights(&group) {
                scores[story] += rarity * weight;
            }
            seen.insert(group.parts);
        }
        if total > 0.0 {
            scores.iter_mut().for_each(|score| *score /= total);
        }
        scores
    }

    #[expect(clippy::cast_precision_loss, reason = "a day has few stories")]
    fn rarity(&self, group: &Group) -> f64 {
        let spread = group
            .all()
            .map(|word| self.stories_with(&word).len())
            .max()
            .unwrap_or(0);
        (1.0 + self.count as f64 / (spread as f64 + 0.5)).ln()
    }

    fn stories_with(&self, word: &str) -> &[(usize, f64)] {
        self.words.get(word).map_or(&[], Vec::as_slice)
    }

    /// The stories that have some of a group, and its weight in each: the mean of its parts'
    /// weights, or that of the whole where it is more.
    fn weights(&self, group: &Group) -> Vec<(usize, f64)> {
        if let [part] = group.parts.as_slice() {
            return self.stories_with(part).to_vec();
        }
        let mut sums: HashMap<usize, f64> = HashMap::new();
        for part in &group.parts {
            for (story, weight) in self.stories_with(part) {
                *sums.entry(*story).or_default() += weight;
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "a word has few parts")]
        let parts = group.parts.len() as f64;
        sums.values_mut().for_each(|sum| *sum /= parts);
        for (story, whole) in self.stories_with(&group.parts.concat()) {
            let weight = sums.entry(*story).or_default();
            *weight = weight.max(*whole);
        }
        sums.into_iter().collect()
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
}

/// Words too frequent to say anything.
const STOP: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "have", "in", "is",
    "it", "its", "of", "on", "or", "that", "the", "this", "to", "was", "were", "will", "with",
];

fn groups(text: &str) -> Vec<Group> {
    let text = if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        let composed = ComposingNormalizerBorrowed::new_nfkc().normalize(text);
        composed.to_lowercase()
    };
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
