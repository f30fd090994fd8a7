//! What was asked for: the words as they were typed, as terms.

use crate::{
    folding::Kind,
    index::{Index, list},
    lists,
    terms::each_term,
};
use std::ops::Range;

/// How many terms are looked up at most. Four words say what is meant; each costs a request.
const LOOKED_UP: usize = 4;

/// A term that stories are to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub(crate) text: String,
    /// Whether it may be the begin of a word only: the last word, which may not be finished.
    pub(crate) is_begun: bool,
}

/// What stories are narrowed to beside the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// A topic, by what [`topic_id`] makes of its heading.
    Topic,
    /// A tag's id.
    Tag,
    /// An entity's id.
    Entity,
}

impl Facet {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Topic, Self::Tag, Self::Entity];

    /// What stands before a value where it is a term: no word begins with it.
    pub(crate) fn sign(self) -> char {
        match self {
            Self::Topic => '*',
            Self::Tag => '#',
            Self::Entity => '@',
        }
    }

    /// A value as a term.
    pub fn term(self, id: &str) -> Term {
        Term {
            text: format!("{}{id}", self.sign()),
            is_begun: false,
        }
    }
}

/// What stands for a topic: its heading, folded. Topics have no ids that hold over days.
pub fn topic_id(heading: &str) -> String {
    let mut id = String::new();
    let mut is_first = true;
    each_term(heading, |token| {
        // Of letters in pairs, the first of each and the last.
        let kept = match token.kind {
            Kind::Unspaced => token.term.chars().take(1).collect(),
            _ => token.term.to_owned(),
        };
        if !is_first && token.kind == Kind::Spaced {
            id.push('-');
        }
        is_first = false;
        id.push_str(&kept);
    });
    id
}

/// What was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Every term, in order: what is marked in the results.
    all: Vec<Term>,
    /// Of letters in pairs, those that together cover each letter once.
    covering: Vec<Term>,
}

impl Query {
    /// Reads what was typed.
    pub fn new(typed: &str) -> Self {
        let mut query = Self::default();
        // How long the run of pairs is by now.
        let mut run = 0;
        each_term(typed, |token| {
            let term = Term {
                text: token.term.to_owned(),
                is_begun: token.range.end == typed.len(),
            };
            if token.kind == Kind::Spaced {
                run = 0;
                query.add(term.clone(), true);
                return;
            }
            let is_pair = term.text.chars().nth(1).is_some();
            if is_pair {
                let pair = Term {
                    is_begun: false,
                    ..term
                };
                query.add(pair, run % 2 == 0);
                run += 1;
            } else {
                // The last letter of a run: alone, or covered but for every second run.
                if run == 0 {
                    query.add(
                        Term {
                            is_begun: true,
                            ..term
                        },
                        true,
                    );
                } else if run % 2 == 0
                    && let Some(last) = query.all.last().cloned()
                {
                    query.add(last, true);
                }
                run = 0;
            }
        });
        query
    }

    fn add(&mut self, term: Term, covers: bool) {
        if covers && !self.covering.contains(&term) {
            self.covering.push(term.clone());
        }
        if !self.all.contains(&term) {
            self.all.push(term);
        }
    }

    /// Whether nothing was asked for.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The terms that are looked up: those that the newest stories hold least, of these the
    /// longest.
    pub(crate) fn terms(&self, index: &Index) -> Vec<Term> {
        if self.covering.len() <= LOOKED_UP {
            return self.covering.clone();
        }
        let newest = index.stories - index.sealed;
        let mut terms = self.covering.clone();
        terms.sort_by_key(|term| {
            let mut found = 0;
            if let Some(list) = list(&index.newest, &term.text) {
                lists::read(list, newest, |_, _| found += 1);
            }
            (found, std::cmp::Reverse(term.text.len()))
        });
        terms.truncate(LOOKED_UP);
        terms
    }

    /// Where in a text the terms stand, in bytes, in order and apart.
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        let mut marks: Vec<Range<usize>> = Vec::new();
        each_term(text, |token| {
            let mut range = token.range.clone();
            let Some(term) = self.all.iter().find(|term| term.is_in(token.term)) else {
                return;
            };
            if token.kind == Kind::Unspaced && term.text.len() < token.term.len() {
                // Of a pair, the letter that was asked for.
                let first = text[range.clone()].chars().next().map_or(0, char::len_utf8);
                range.end = range.start + first;
            }
            match marks.last_mut() {
                Some(last) if last.end >= range.start => last.end = last.end.max(range.end),
                _ => marks.push(range),
            }
        });
        marks
    }

    /// How near a headline comes to the words: 1 where it consists of them, in that order.
    pub fn closeness(&self, title: &str) -> f32 {
        let (mut terms, mut found, mut following) = (0_u16, 0_u16, 0_u16);
        let mut before = None;
        each_term(title, |token| {
            let at = self.all.iter().position(|term| term.is_in(token.term));
            terms += 1;
            found += u16::from(at.is_some());
            let follows = at.is_some_and(|at| at == 0 || before == Some(at - 1));
            following += u16::from(follows);
            before = at;
        });
        f32::from(found + following) / f32::from((2 * terms).max(1))
    }
}

impl Term {
    /// Whether a text's term is this one, or goes on from it.
    fn is_in(&self, term: &str) -> bool {
        term == self.text || self.is_begun && term.starts_with(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn terms(all: &[Term]) -> String {
        let terms = all.iter().map(|term| match term.is_begun {
            true => format!("{}*", term.text),
            false => term.text.clone(),
        });
        terms.collect::<Vec<_>>().join(" ")
    }

    #[rstest]
    #[case("Boeing strik", "boeing strik*")]
    #[case("Boeing strike ", "boeing strike")]
    #[case("chips", "chip*")]
    #[case("英伟达芯片", "英伟 达芯 芯片")]
    #[case("英伟达芯", "英伟 达芯")]
    #[case("英伟达", "英伟 伟达")]
    #[case("車", "車*")]
    #[case("トヨタ EV", "トヨ ヨタ ev*")]
    #[case(" !? ", "")]
    fn looks_up(#[case] typed: &str, #[case] expected: &str) {
        assert_eq!(terms(&Query::new(typed).covering), expected);
    }

    #[rstest]
    #[case(
        "boeing strik",
        "Boeing: the strikes end",
        "[Boeing]: the [strikes] end"
    )]
    #[case("達芯片", "英伟达芯片,達芯片", "英伟达[芯片],[達芯片]")]
    #[case("車", "電車と車検", "電[車]と[車]検")]
    #[case("evry", "L’Évry d’Évry-ville", "L’[Évry] d’[Évry]-ville")]
    #[case("", "nothing", "nothing")]
    fn marks(#[case] typed: &str, #[case] text: &str, #[case] expected: &str) {
        let mut marked = String::new();
        let mut at = 0;
        for range in Query::new(typed).marks(text) {
            marked += &text[at..range.start];
            marked += &format!("[{}]", &text[range.clone()]);
            at = range.end;
        }
        marked += &text[at..];
        assert_eq!(marked, expected);
    }

    #[test]
    fn a_headline_of_the_words_is_nearest() {
        let query = Query::new("boeing strike ");
        let all = [
            "Boeing strike",
            "Strike at Boeing",
            "Boeing and others on strike",
            "Airbus",
        ];
        let near = all.map(|title| query.closeness(title));
        assert!(near.is_sorted_by(|a, b| a > b), "{near:?}");
    }

    #[rstest]
    #[case("🤖 AI & Chips", "ai-chip")]
    #[case("科技要闻", "科技要闻")]
    #[case("", "")]
    fn topics(#[case] heading: &str, #[case] id: &str) {
        assert_eq!(topic_id(heading), id);
    }
}
