//! Tags: each once, and given to stories.

use super::{MOST_STORIES, Ties};
use crate::{
    Diagnostic,
    draft::{Draft, Said, TagDraft, without_mark},
    ids::{TAG, id_of},
};
use dayfold_model::Tag;
use std::collections::{HashMap, HashSet};

/// How many tags of the day are given to stories by their words. A tag may fit every story,
/// so that what comes out grows with the product of the two.
const MOST_TAGS: usize = 500;

/// The digest's tags: each once, found again by label or id.
pub(super) struct Tags {
    pub(super) list: Vec<Tag>,
    by_id: HashMap<String, usize>,
    by_label: HashMap<String, usize>,
    /// How many the text gives for the day; what lines of stories add comes behind.
    of_day: usize,
}

impl Tags {
    pub(super) fn new(drafts: Vec<TagDraft>) -> Self {
        let mut tags = Self {
            list: vec![],
            by_id: HashMap::new(),
            by_label: HashMap::new(),
            of_day: 0,
        };
        for draft in drafts {
            match draft.id {
                Some(id) => tags.declare(id, draft.label),
                None => {
                    tags.meet(&draft.label);
                }
            }
        }
        tags.of_day = tags.list.len();
        tags
    }

    /// Adds a tag with an id of its own; one that has that id already takes the label.
    fn declare(&mut self, id: String, label: String) {
        match self.by_id.get(&id) {
            Some(at) => {
                self.by_label.entry(label).or_insert(*at);
            }
            None => {
                self.push(id, label);
            }
        }
    }

    fn push(&mut self, id: String, label: String) -> usize {
        let at = self.list.len();
        self.by_id.insert(id.clone(), at);
        self.by_label.entry(label.clone()).or_insert(at);
        self.list.push(Tag { id, label });
        at
    }

    /// The tag that a story's line names: by label or id, or as `#id`.
    fn named(&mut self, name: &str) -> usize {
        let bare = without_mark(name);
        match self.by_id.get(bare) {
            Some(at) if bare != name => *at,
            _ => self.meet(bare),
        }
    }

    /// The tag of that label or id, which is added where it is new. Labels of one id are one
    /// tag: its id depends on nothing but the label, so that tags of several days meet.
    fn meet(&mut self, label: &str) -> usize {
        let id = id_of(label, TAG);
        let known = self
            .by_label
            .get(label)
            .or_else(|| self.by_id.get(label))
            .or_else(|| self.by_id.get(&id));
        match known {
            Some(at) => *at,
            None => self.push(id, label.to_owned()),
        }
    }
}

/// What the stories' own lines of tags say, as indexes into the tags.
pub(super) fn story_tags(draft: &mut Draft, tags: &mut Tags) -> Vec<Option<Vec<usize>>> {
    let stories = draft
        .sections
        .iter_mut()
        .flat_map(|section| &mut section.stories);
    stories
        .map(|story| {
            let labels = story.tags.take()?;
            let mut own: Vec<usize> = labels.iter().map(|label| tags.named(label)).collect();
            let mut seen = HashSet::new();
            own.retain(|at| seen.insert(*at));
            Some(own)
        })
        .collect()
}

/// The ids of each story's tags. A tag of the day that no story's own line names goes to the
/// stories that it fits, among those without such a line.
pub(super) fn distribute(
    tags: &Tags,
    own: &[Option<Vec<usize>>],
    ties: &Ties<'_>,
    said: &mut Said,
) -> Vec<Vec<String>> {
    let mut given: Vec<Vec<usize>> = own
        .iter()
        .map(|own| own.clone().unwrap_or_default())
        .collect();
    let named: HashSet<usize> = own.iter().flatten().flatten().copied().collect();
    let open: Vec<usize> = (0..tags.of_day).filter(|at| !named.contains(at)).collect();
    if open.is_empty() || own.iter().all(Option::is_some) {
        // Nothing to give, or nobody to give it to.
    } else if open.len() > MOST_TAGS || own.len() > MOST_STORIES {
        said.push(
            Diagnostic::warning(
                "too-much-to-tie",
                format!(
                    "{} tags of the day and {} stories are too many to tell which belong together; no story got a tag by its words",
                    open.len(),
                    own.len()
                ),
            )
            .help("write a line of `Tags:` in the stories, or give fewer tags for the day"),
        );
    } else {
        for at in open {
            for story in ties.stories().of_tag(&tags.list[at].label) {
                if own.get(story).is_some_and(Option::is_none) {
                    given[story].push(at);
                }
            }
        }
    }
    given
        .into_iter()
        .map(|story| {
            story
                .into_iter()
                .map(|at| tags.list[at].id.clone())
                .collect()
        })
        .collect()
}
