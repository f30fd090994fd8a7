//! What a publisher said of tags and entities, in the form in which it is looked up.

use super::{file::id_in, fold::fold_key};
use dayfold_model::Subjects;
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

/// All that `tags.toml` says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Rules {
    /// What the ids of tags fold to that are not shown.
    pub(super) ignored: BTreeSet<String>,
    /// What kinds of entities become, by what texts call them, in lower case.
    pub(super) kinds: BTreeMap<String, String>,
    pub(super) tags: ListRules,
    pub(super) entities: ListRules,
}

impl Rules {
    pub(super) fn list(&self, list: Subjects) -> &ListRules {
        match list {
            Subjects::Tags => &self.tags,
            Subjects::Entities => &self.entities,
        }
    }

    /// What a kind that a text names becomes.
    pub(super) fn kind<'a>(&'a self, written: &'a str) -> &'a str {
        let mapped = self.kinds.get(&written.trim().to_lowercase());
        mapped.map_or(written, String::as_str)
    }
}

/// What is said of one tag or entity.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Entry {
    /// Its name as it stands in the file.
    pub(super) written: String,
    pub(super) label: Option<String>,
    /// The ids of other spellings.
    pub(super) aliases: Vec<String>,
    pub(super) kind: Option<String>,
    pub(super) url: Option<String>,
    pub(super) ticker: Option<String>,
    pub(super) into: Option<Merge>,
}

/// A merge into another.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Merge {
    /// The other's name, as it is written.
    pub(super) target: String,
    /// Where that stands.
    pub(super) span: Range<usize>,
}

/// What is said of the members of a list, by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ListRules {
    list: Subjects,
    pub(super) entries: BTreeMap<String, Entry>,
    /// Entries by the spellings that are given for them.
    exact: BTreeMap<String, String>,
    /// Entries by what their spellings fold to; `None` where that is the same for several,
    /// which are kept apart by that.
    alike: BTreeMap<String, Option<String>>,
}

impl ListRules {
    pub(super) fn new(list: Subjects) -> Self {
        Self {
            list,
            ..Self::default()
        }
    }

    /// Makes the entries findable.
    pub(super) fn index(&mut self) {
        for (id, entry) in &self.entries {
            for spelling in std::iter::once(id).chain(&entry.aliases) {
                self.exact.insert(spelling.clone(), id.clone());
                self.alike
                    .entry(fold_key(spelling))
                    .and_modify(|owner| {
                        if owner.as_ref() != Some(id) {
                            *owner = None;
                        }
                    })
                    .or_insert_with(|| Some(id.clone()));
            }
        }
    }

    /// The id of the entry that a spelling is of: one that names it, else the only one that
    /// names its like.
    pub(super) fn find(&self, id: &str, key: &str) -> Option<&str> {
        let exact = self.exact.get(id);
        let alike = || self.alike.get(key).and_then(Option::as_ref);
        exact.or_else(alike).map(String::as_str)
    }

    /// The entry that one is merged into, where that has one.
    fn target(&self, entry: &Entry) -> Option<&str> {
        let id = id_in(self.list, &entry.into.as_ref()?.target);
        self.find(&id, &fold_key(&id))
    }

    /// Takes away the merges that lead back to themselves, and tells them.
    pub(super) fn break_cycles(&mut self) -> Vec<Merge> {
        let in_cycle = |start: &String| {
            let mut at = start.as_str();
            for _ in 0..=self.entries.len() {
                let next = self.entries.get(at).and_then(|entry| self.target(entry));
                match next {
                    Some(next) if next == start => return true,
                    Some(next) => at = next,
                    None => return false,
                }
            }
            false
        };
        let cyclic: Vec<String> = self
            .entries
            .keys()
            .filter(|id| in_cycle(id))
            .cloned()
            .collect();
        let merges = cyclic
            .iter()
            .filter_map(|id| self.entries.get_mut(id)?.into.take());
        let mut merges: Vec<_> = merges.collect();
        merges.sort_by_key(|merge| merge.span.start);
        merges
    }
}
