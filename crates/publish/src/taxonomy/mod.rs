//! Tags and entities as a taxonomy: which spellings are one, what each is called, and what a
//! publisher says of them in `tags.toml`.
//!
//! A digest comes with the tags that its text bears. [`Spellings`] gathers those of all days;
//! with the publisher's [`Rules`] they make a [`Taxonomy`], and [`Taxonomy::apply`] brings
//! each digest's own tags to it, before anything else looks at them. What applies to a day
//! follows from its own tags alone ([`Taxonomy::mark`]), so that a day is rendered anew only
//! where that changed.

mod apply;
mod file;
mod fold;
mod kinds;
mod redirects;
mod rules;
#[cfg(feature = "schema")]
mod schema;
mod spellings;
#[cfg(test)]
mod tests;
mod uses;

pub(crate) use file::read;
pub(crate) use kinds::kind_text;
pub(crate) use redirects::{Redirect, RedirectPage};
pub(crate) use rules::Rules;
pub(crate) use spellings::Spellings;

pub use file::TAGS_FILE;
#[cfg(feature = "schema")]
pub use schema::tags_schema;
pub use uses::{Stands, StoryUse, TagUse, Uses};

use crate::cache::{Ingredients, Key};
use dayfold_ingest::Diagnostic;
use dayfold_model::Subjects;
use file::{id_in, one_of};
use fold::fold_key;
use rules::{Entry, Merge};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What stands for what, in a site in one language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Taxonomy {
    rules: Rules,
    spellings: Spellings,
    tags: Resolved,
    entities: Resolved,
}

/// A list of a taxonomy, looked up once for all spellings that are used.
#[derive(Clone, Debug, Default)]
struct Resolved {
    /// The ids that others stand for, by those; `None` of what is not shown.
    heirs: HashMap<String, Option<String>>,
    /// What is known of those that are shown, by id.
    facts: BTreeMap<String, Facts>,
    /// The keys of that.
    marks: HashMap<String, Key>,
    /// The merges into what there is not.
    missing: Vec<Merge>,
}

/// What is known of a tag or an entity, on whichever day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// What it is called.
    pub(crate) label: String,
    /// What kind of thing it is.
    pub(crate) kind: Option<String>,
    /// Its home page.
    pub(crate) url: Option<String>,
    /// Where its shares are traded, and as what: `NASDAQ:NVDA`.
    pub(crate) ticker: Option<String>,
}

/// Where a spelling leads.
struct Way<'a> {
    id: &'a str,
    /// The merge that leads nowhere, on which it ends.
    missing: Option<&'a Merge>,
}

impl Taxonomy {
    /// The taxonomy of these spellings by these rules.
    pub(crate) fn new(rules: &Rules, spellings: Spellings) -> Self {
        let mut taxonomy = Self {
            rules: rules.clone(),
            spellings,
            ..Self::default()
        };
        taxonomy.tags = taxonomy.resolved(Subjects::Tags);
        taxonomy.entities = taxonomy.resolved(Subjects::Entities);
        taxonomy
    }

    fn list(&self, list: Subjects) -> &Resolved {
        match list {
            Subjects::Tags => &self.tags,
            Subjects::Entities => &self.entities,
        }
    }

    fn resolved(&self, list: Subjects) -> Resolved {
        let mut resolved = Resolved::default();
        // The spellings of each, the one used first in front.
        let mut spelled: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (id, known) in self.spellings.list(list).all() {
            let way = self.way(list, id, &known.key);
            let hidden = self.is_hidden(list, &known.key, way.id);
            if hidden || way.id != id {
                let heir = (!hidden).then(|| way.id.to_owned());
                resolved.heirs.insert(id.to_owned(), heir);
            }
            if !hidden {
                spelled.entry(way.id).or_default().push(id);
            }
        }
        for (id, spellings) in spelled {
            let facts = self.gather(list, id, &spellings);
            let mark = Ingredients::of("facts").value(&facts).done();
            resolved.marks.insert(id.to_owned(), mark);
            resolved.facts.insert(id.to_owned(), facts);
        }
        let entries = &self.rules.list(list).entries;
        let ways = entries.keys().map(|id| self.way(list, id, &fold_key(id)));
        resolved.missing = ways.filter_map(|way| way.missing.cloned()).collect();
        resolved.missing.sort_by_key(|merge| merge.span.start);
        resolved.missing.dedup();
        resolved
    }

    /// Follows a spelling to what stands for it.
    fn way<'a>(&'a self, list: Subjects, id: &'a str, key: &str) -> Way<'a> {
        let rules = self.rules.list(list);
        let groups = self.spellings.list(list);
        let end = |id| Way { id, missing: None };
        let mut at = match rules.find(id, key) {
            Some(entry) => entry,
            None => {
                let id = groups.group(key).map_or(id, |group| &group.id);
                match rules.find(id, key) {
                    Some(entry) => entry,
                    None => return end(id),
                }
            }
        };
        // There are no cycles: each entry is met once at most.
        for _ in 0..=rules.entries.len() {
            let Some(merge) = rules.entries.get(at).and_then(|entry| entry.into.as_ref()) else {
                break;
            };
            let target = id_in(list, &merge.target);
            let key = fold_key(&target);
            match (rules.find(&target, &key), groups.group(&key)) {
                (Some(entry), _) => at = entry,
                (None, Some(group)) => return end(&group.id),
                (None, None) => {
                    return Way {
                        id: at,
                        missing: Some(merge),
                    };
                }
            }
        }
        end(at)
    }

    fn is_hidden(&self, list: Subjects, key: &str, heir: &str) -> bool {
        let ignored = &self.rules.ignored;
        list == Subjects::Tags
            && !ignored.is_empty()
            && (ignored.contains(key) || ignored.contains(&fold_key(heir)))
    }

    /// What is known of what stands for these spellings.
    fn gather(&self, list: Subjects, id: &str, spellings: &[&str]) -> Facts {
        let groups = self.spellings.list(list);
        let none = Entry::default();
        let entry = self.rules.list(list).entries.get(id).unwrap_or(&none);
        // Of several names merged into one, the one that the address is of.
        let key = fold_key(id);
        let spelled = spellings.iter().filter_map(|id| groups.spelled(id));
        let own = spelled.clone().find(|spelled| spelled.key == key);
        let first = own.or_else(|| spelled.clone().next());
        let first = first.map(|spelled| &spelled.use_);
        let written = (!entry.written.is_empty()).then_some(&entry.written);
        let label = entry.label.as_ref().or(first.map(|first| &first.label));
        let kind = first.map(|first| self.rules.kind(&first.kind).to_owned());
        Facts {
            label: label.or(written).cloned().unwrap_or_default(),
            kind: entry.kind.clone().or(kind).filter(|kind| !kind.is_empty()),
            url: entry.url.clone(),
            ticker: entry.ticker.clone(),
        }
    }

    /// What is known of what has that id.
    pub(crate) fn facts(&self, list: Subjects, id: &str) -> Option<&Facts> {
        self.list(list).facts.get(id)
    }

    /// What stands for an id; `None` where that is not shown.
    fn heir<'a>(&'a self, list: Subjects, id: &'a str) -> Option<&'a str> {
        match self.list(list).heirs.get(id) {
            Some(heir) => heir.as_deref(),
            None => Some(id),
        }
    }

    /// A mark that changes where what applies to these tags and entities does, and only there.
    pub(crate) fn mark<'a>(
        &self,
        tags: impl Iterator<Item = &'a str>,
        entities: impl Iterator<Item = &'a str>,
    ) -> Key {
        let mut all = Ingredients::of("taxonomy");
        let tags = tags.map(|id| (Subjects::Tags, id));
        let entities = entities.map(|id| (Subjects::Entities, id));
        for (list, id) in tags.chain(entities) {
            let heir = self.heir(list, id);
            let mark = heir.and_then(|id| self.list(list).marks.get(id));
            all.number(list as u64).text(id);
            all.text(heir.unwrap_or_default());
            all.key(mark.copied().unwrap_or_default());
        }
        all.done()
    }
}

/// Tells of merges into what none of the site's languages has.
pub(crate) fn missing<'a>(taxonomies: impl Iterator<Item = &'a Taxonomy>) -> Vec<Diagnostic> {
    let mut in_all: Option<BTreeSet<(usize, String, &'static str)>> = None;
    let mut spans = HashMap::new();
    for taxonomy in taxonomies {
        let mut here = BTreeSet::new();
        for list in [Subjects::Tags, Subjects::Entities] {
            for merge in &taxonomy.list(list).missing {
                let place = (merge.span.start, merge.target.clone(), one_of(list));
                spans.insert(place.clone(), merge.span.clone());
                here.insert(place);
            }
        }
        in_all = Some(match in_all {
            Some(all) => &all & &here,
            None => here,
        });
    }
    let all = in_all.unwrap_or_default().into_iter();
    let said = all.map(|place| {
        let span = spans.get(&place).cloned();
        let (_, target, one) = place;
        let text = format!("there is no {one} “{target}” to merge into; what is here stays as it is");
        let said = Diagnostic::warning("tags-merge-missing", text)
            .help("it is in no digest, and has no entry in this file; look for a slip, or give it an entry");
        match span {
            Some(span) => said.at(span),
            None => said,
        }
    });
    said.collect()
}
