//! Which spellings were used, and which of them stands for all that are alike.
//!
//! Addresses are never renamed, so the oldest spelling wins: what a later day writes cannot
//! change it. The label is that of its first use for the same reason; the most used one would
//! change now and then, and with it every page that shows it. Whoever wants another writes it
//! into `tags.toml`.

use super::fold::fold_key;
use dayfold_model::Subjects;
use std::collections::{BTreeMap, HashMap};

/// The spellings of a site in one language. What has no day comes first, then the days in
/// their order; what was published by earlier builds before all of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spellings {
    tags: Groups,
    entities: Groups,
}

/// The spellings of a list.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups {
    /// By id.
    spelled: HashMap<String, Spelled>,
    /// By what the ids fold to.
    groups: BTreeMap<String, Group>,
}

/// A spelling, at its first use.
#[derive(Clone, Debug)]
pub(super) struct Spelled {
    /// What its id folds to.
    pub(super) key: String,
    pub(super) use_: Use,
}

/// How something was written at its first use.
#[derive(Clone, Debug)]
pub(super) struct Use {
    /// The smaller, the earlier.
    pub(super) order: usize,
    pub(super) label: String,
    /// Empty where there is none.
    pub(super) kind: String,
}

/// Spellings that are one.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// The id that stands for all.
    pub(super) id: String,
    /// The first use of any of them; `None` of what was published once and is used no more.
    pub(super) use_: Option<Use>,
}

impl Spellings {
    /// Takes in an id that an earlier build published; in the order of their publication. So
    /// an older day that is added later takes no address away.
    pub(crate) fn published(&mut self, list: Subjects, id: &str) {
        let group = Group {
            id: id.to_owned(),
            use_: None,
        };
        let groups = match list {
            Subjects::Tags => &mut self.tags,
            Subjects::Entities => &mut self.entities,
        };
        groups.groups.entry(fold_key(id)).or_insert(group);
    }

    /// Takes in what a digest uses: its tags (id, label) and entities (id, name, kind).
    pub(crate) fn day<'a>(
        &mut self,
        tags: impl IntoIterator<Item = (&'a str, &'a str)>,
        entities: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>,
    ) {
        for (id, label) in tags {
            self.tags.meet(id, label, "");
        }
        for (id, name, kind) in entities {
            self.entities.meet(id, name, kind);
        }
    }

    pub(super) fn list(&self, list: Subjects) -> &Groups {
        match list {
            Subjects::Tags => &self.tags,
            Subjects::Entities => &self.entities,
        }
    }
}

impl Groups {
    fn meet(&mut self, id: &str, label: &str, kind: &str) {
        // Nearly all were met before, and folding costs more than looking up.
        if self.spelled.contains_key(id) {
            return;
        }
        let key = fold_key(id);
        let use_ = Use {
            order: self.spelled.len(),
            label: label.to_owned(),
            kind: kind.to_owned(),
        };
        let group = self.groups.entry(key.clone()).or_insert_with(|| Group {
            id: id.to_owned(),
            use_: None,
        });
        group.use_.get_or_insert_with(|| use_.clone());
        self.spelled.insert(id.to_owned(), Spelled { key, use_ });
    }

    /// The group that a key is of.
    pub(super) fn group(&self, key: &str) -> Option<&Group> {
        self.groups.get(key)
    }

    /// A spelling that was used.
    pub(super) fn spelled(&self, id: &str) -> Option<&Spelled> {
        self.spelled.get(id)
    }

    /// Every spelling that was used, in the order of first use.
    pub(super) fn all(&self) -> Vec<(&str, &Spelled)> {
        let all = self.spelled.iter().map(|(id, spelled)| (&**id, spelled));
        let mut all: Vec<_> = all.collect();
        all.sort_unstable_by_key(|(_, spelled)| spelled.use_.order);
        all
    }
}
