//! What is searched for, as it stands in the address: the words, and what they are narrowed
//! to. Each kind can be there any number of times; within a kind any may hold, across kinds
//! all must.

use dayfold_model::Date;
use dayfold_search::{Facet, Index, Narrowing};

/// A kind of what a search can be narrowed to: a facet, or else a year or a month.
pub(super) type Kind = Option<Facet>;

/// Every kind, in the order in which they are offered.
pub(super) const KINDS: [Kind; 4] = [
    None,
    Some(Facet::Topic),
    Some(Facet::Tag),
    Some(Facet::Entity),
];

/// The parameter of the words.
const WORDS: &str = "q";

/// The parameter of a kind.
pub(super) fn name(kind: Kind) -> &'static str {
    match kind {
        None => "month",
        Some(Facet::Topic) => "topic",
        Some(Facet::Tag) => "tag",
        Some(Facet::Entity) => "entity",
    }
}

/// What is searched for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) words: String,
    chosen: Vec<(Kind, String)>,
}

impl Asked {
    /// Reads a query string, with or without its `?`.
    pub(super) fn parse(query: &str) -> Self {
        let mut asked = Self::default();
        for (key, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
            if key == WORDS {
                asked.words = value.into_owned();
            } else if let Some(kind) = KINDS.into_iter().find(|kind| name(*kind) == key) {
                asked.chosen.push((kind, value.into_owned()));
            }
        }
        asked
    }

    /// The query string with its `?`; empty where nothing is searched for.
    pub(super) fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if !self.words.is_empty() {
            query.append_pair(WORDS, &self.words);
        }
        for (kind, value) in &self.chosen {
            query.append_pair(name(*kind), value);
        }
        match query.finish() {
            empty if empty.is_empty() => empty,
            query => ["?", &query].concat(),
        }
    }

    /// Whether there is nothing to search for.
    pub(super) fn is_empty(&self) -> bool {
        self.words.trim().is_empty() && self.chosen.is_empty()
    }

    /// Whether it is narrowed to anything.
    pub(super) fn is_narrowed(&self) -> bool {
        !self.chosen.is_empty()
    }

    /// Whether it is narrowed to that.
    pub(super) fn has(&self, kind: Kind, value: &str) -> bool {
        let mut chosen = self.chosen.iter();
        chosen.any(|(known, own)| *known == kind && own == value)
    }

    /// The same words, narrowed to nothing.
    pub(super) fn cleared(&self) -> Self {
        Self {
            words: self.words.clone(),
            chosen: vec![],
        }
    }

    /// Other words, narrowed to the same.
    pub(super) fn saying(&self, words: &str) -> Self {
        Self {
            words: words.to_owned(),
            chosen: self.chosen.clone(),
        }
    }

    /// What of a kind it is narrowed to.
    pub(super) fn values(&self, kind: Kind) -> impl Iterator<Item = &str> {
        let own = self.chosen.iter().filter(move |(known, _)| *known == kind);
        own.map(|(_, value)| value.as_str())
    }

    /// Narrowed to that, too, or no longer.
    pub(super) fn toggled(&self, kind: Kind, value: &str) -> Self {
        let mut asked = self.clone();
        if asked.has(kind, value) {
            asked
                .chosen
                .retain(|(known, own)| *known != kind || own != value);
        } else {
            asked.chosen.push((kind, value.to_owned()));
        }
        asked
    }

    /// What of an archive is meant.
    pub(super) fn narrowing(&self, index: &Index) -> Narrowing {
        let mut narrowing = Narrowing::default();
        for kind in KINDS {
            let values = self.values(kind);
            match kind {
                Some(facet) => {
                    let terms: Vec<_> = values.map(|id| facet.term(id)).collect();
                    if !terms.is_empty() {
                        narrowing.groups.push(terms);
                    }
                }
                None => {
                    let span = |value| index.span(|date| is_in(date, value));
                    narrowing.spans.extend(values.map(span));
                }
            }
        }
        narrowing
    }
}

/// Whether a day is in a year or a month, as these stand in the address: `2025`, `2025-11`.
fn is_in(date: Date, value: &str) -> bool {
    let day = date.to_string();
    let rest = day.strip_prefix(value);
    matches!(value.len(), 4 | 7) && rest.is_some_and(|rest| rest.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("?q=chips+%26+ships&tag=ai&month=2025-11&month=2024&topic=%E7%A7%91%E6%8A%80")]
    #[case("?entity=nvidia")]
    #[case("")]
    fn addresses_are_read_back(#[case] query: &str) {
        assert_eq!(Asked::parse(query).query(), query);
    }

    #[test]
    fn other_parameters_are_dropped() {
        assert_eq!(Asked::parse("?q=a&utm_source=x").query(), "?q=a");
    }

    #[test]
    fn what_is_chosen_twice_is_chosen_no_more() {
        let asked = Asked::parse("?q=a");
        let narrowed = asked.toggled(Some(Facet::Tag), "ai").toggled(None, "2025");
        assert_eq!(narrowed.query(), "?q=a&tag=ai&month=2025");
        assert!(narrowed.has(None, "2025") && !narrowed.has(Some(Facet::Topic), "ai"));
        assert_eq!(narrowed.toggled(None, "2025").query(), "?q=a&tag=ai");
        assert_eq!(narrowed.cleared(), asked);
    }

    #[rstest]
    #[case("2025", true)]
    #[case("2025-11", true)]
    #[case("2025-1", false)]
    #[case("202", false)]
    #[case("2024", false)]
    #[case("", false)]
    fn times(#[case] value: &str, #[case] expected: bool) {
        assert_eq!(is_in(Date::new(2025, 11, 22).unwrap(), value), expected);
    }
}
