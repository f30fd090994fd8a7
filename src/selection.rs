//! Which stories of a day are shown, which are not, and why: what the filter, what is muted
//! and what was read come to together.

use crate::{filter::Filter, reading::Reason};
use dayfold_model::{Digest, Section};

/// What becomes of a story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fate {
    /// It is shown.
    #[default]
    Shown,
    /// The filter leaves it out.
    Filtered,
    /// It is muted: one line says why in its place, or nothing does.
    Muted,
    /// It was read, and what was read is hidden.
    Read,
}

/// What there is to know of a story beside what it says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// Why it is muted, if it is.
    pub muted: Option<Reason>,
    /// Whether it is hidden because it was read.
    pub set_aside: bool,
    /// Whether the reader asked for it, whatever would hide it.
    pub asked_for: bool,
}

/// What is shown of a day. The default shows all: it is what is rendered first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// Of each story, in the order of the day. What is not there is shown.
    fates: Vec<Fate>,
    /// Of each section, whether nothing of it is left.
    emptied: Vec<bool>,
}

impl Selection {
    /// Selects. `known` tells of the story at an index; `folds_muted` is whether a line says
    /// why in the place of a muted story.
    pub fn new(
        digest: &Digest,
        filter: &Filter,
        folds_muted: bool,
        known: impl Fn(usize) -> Known,
    ) -> Self {
        let mut selection = Self::default();
        for section in &digest.sections {
            let mut left = 0;
            for story in &section.stories {
                let known = known(selection.fates.len());
                let fate = if known.asked_for {
                    Fate::Shown
                } else if !filter.keeps(section, story) {
                    Fate::Filtered
                } else if known.muted.is_some() {
                    Fate::Muted
                } else if known.set_aside {
                    Fate::Read
                } else {
                    Fate::Shown
                };
                left += usize::from(fate == Fate::Shown || fate == Fate::Muted && folds_muted);
                selection.fates.push(fate);
            }
            let keeps_text = has_text(section) && filter.keeps_text(&section.id);
            selection.emptied.push(left == 0 && !keeps_text);
        }
        selection
    }

    /// What becomes of the story at an index.
    pub fn fate(&self, story: usize) -> Fate {
        self.fates.get(story).copied().unwrap_or_default()
    }

    /// Whether nothing is left of the section at an index.
    pub fn is_emptied(&self, section: usize) -> bool {
        self.emptied.get(section).copied().unwrap_or_default()
    }

    /// Whether nothing is left of the whole day.
    pub fn is_empty(&self) -> bool {
        !self.emptied.is_empty() && self.emptied.iter().all(|emptied| *emptied)
    }

    /// How many stories have that fate.
    pub fn count(&self, fate: Fate) -> usize {
        self.fates.iter().filter(|known| **known == fate).count()
    }
}

/// Whether a section has something to say beside its stories. One without anything is shown
/// by its heading.
fn has_text(section: &Section) -> bool {
    !section.body.is_empty() || section.stories.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use dayfold_model::{Block, Date, Dir, Story, VERSION};

    fn story(id: &str) -> Story {
        Story {
            id: id.into(),
            title: id.into(),
            url: None,
            kicker: vec![],
            body: vec![],
            sources: vec![],
            tags: vec![id.into()],
            entities: vec![],
            labels: vec![],
            earlier: vec![],
            repeats: None,
            corrected: None,
            corrected_text: None,
        }
    }

    /// Two sections: one of two stories, one of a story and a text.
    fn digest() -> Digest {
        let section = |id: &str, stories: &[&str], body: Vec<Block>| Section {
            id: id.into(),
            title: None,
            icon: None,
            body,
            stories: stories.iter().map(|id| story(id)).collect(),
        };
        let text = Block {
            label: None,
            html: "<p>Text.</p>".into(),
        };
        Digest {
            version: VERSION,
            date: Date::new(2025, 11, 22).ok(),
            slug: None,
            date_text: String::new(),
            lang: "en".into(),
            dir: Dir::Ltr,
            translations: vec![],
            minutes: 0,
            title: String::new(),
            publication: None,
            summary: None,
            updated: None,
            updated_text: None,
            takeaways: vec![],
            sections: vec![
                section("one", &["a", "b"], vec![]),
                section("two", &["c"], vec![text]),
            ],
            footer: vec![],
            tags: vec![],
            entities: vec![],
            labels: vec![],
        }
    }

    fn select(query: &str, folds_muted: bool, known: impl Fn(usize) -> Known) -> Selection {
        Selection::new(&digest(), &Filter::parse(query), folds_muted, known)
    }

    fn fates(selection: &Selection) -> Vec<Fate> {
        (0..3).map(|at| selection.fate(at)).collect()
    }

    #[test]
    fn what_is_rendered_first_shows_all() {
        let first = Selection::default();
        assert_eq!(fates(&first), [Fate::Shown; 3]);
        assert!(!first.is_emptied(1) && !first.is_empty());
    }

    #[test]
    fn the_filter_comes_before_the_other_reasons() {
        let selection = select("tag=a", true, |at| Known {
            muted: (at == 1).then(|| "x".to_owned()),
            set_aside: true,
            asked_for: false,
        });
        assert_eq!(
            fates(&selection),
            [Fate::Read, Fate::Filtered, Fate::Filtered]
        );
        assert!(selection.is_emptied(0) && selection.is_emptied(1) && selection.is_empty());
    }

    #[test]
    fn what_was_asked_for_is_shown_whatever_would_hide_it() {
        let selection = select("tag=b", true, |at| Known {
            muted: Some("x".to_owned()),
            set_aside: true,
            asked_for: at == 2,
        });
        assert_eq!(
            fates(&selection),
            [Fate::Filtered, Fate::Muted, Fate::Shown]
        );
    }

    #[test]
    fn a_section_stays_for_its_text_and_for_lines_that_say_why() {
        let muted = |_| Known {
            muted: Some("x".to_owned()),
            ..Known::default()
        };
        let hidden = select("", false, muted);
        assert!(hidden.is_emptied(0) && !hidden.is_emptied(1));
        let folded = select("", true, muted);
        assert!(!folded.is_emptied(0));
        assert_eq!(folded.count(Fate::Muted), 3);
    }
}
