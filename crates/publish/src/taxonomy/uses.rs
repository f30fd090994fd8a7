//! Which tags and entities a site's stories bear in their own spellings, and what stands for
//! each: what a report on them is made from.

use super::{Taxonomy, fold::fold_key};
use dayfold_model::{Date, Digest, Subjects};
use std::collections::BTreeMap;

/// The tags and entities of a site in one language, as its texts spell them.
#[derive(Clone, Debug, Default)]
pub struct Uses {
    /// The site's language, a BCP 47 tag.
    pub lang: String,
    /// How many digests there are.
    pub digests: usize,
    /// Every story, those without a day first, then the oldest first.
    pub stories: Vec<StoryUse>,
    /// Every spelling of a tag, by id.
    pub tags: BTreeMap<String, TagUse>,
    /// Every spelling of an entity, by id.
    pub entities: BTreeMap<String, TagUse>,
}

/// What a story bears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryUse {
    /// The day that told it.
    pub date: Option<Date>,
    /// The number of its digest.
    pub digest: usize,
    /// The ids of its tags as the text spells them.
    pub tags: Vec<String>,
    /// The same of its entities.
    pub entities: Vec<String>,
}

/// A spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagUse {
    /// How it is written, and by how many digests.
    pub labels: BTreeMap<String, usize>,
    /// What kind of thing it is at its first use; empty where that is not said.
    pub kind: String,
    /// What stands for it.
    pub stands: Stands,
    /// What it is called on the site, with all that is alike.
    pub shown: String,
    /// Whether `tags.toml` has an entry of it.
    pub has_entry: bool,
}

/// What stands for a spelling.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Stands {
    /// It itself.
    #[default]
    Itself,
    /// Another spelling of the same, by that id.
    Folded(String),
    /// What the publisher merged it into, by that id.
    Merged(String),
    /// Nothing: it is not shown.
    Ignored,
}

impl Uses {
    /// What digests use, before a taxonomy was applied to them; in its order.
    pub(crate) fn of(lang: &str, digests: impl Iterator<Item = Digest>) -> Self {
        let mut uses = Self {
            lang: lang.to_owned(),
            ..Self::default()
        };
        for digest in digests {
            for tag in &digest.tags {
                meet(&mut uses.tags, &tag.id, &tag.label, "");
            }
            for entity in &digest.entities {
                meet(&mut uses.entities, &entity.id, &entity.name, &entity.kind);
            }
            uses.stories.extend(digest.stories().map(|story| StoryUse {
                date: digest.date,
                digest: uses.digests,
                tags: story.tags.clone(),
                entities: story.entities.clone(),
            }));
            uses.digests += 1;
        }
        uses
    }

    /// Notes what stands for each spelling.
    pub(crate) fn settle(&mut self, taxonomy: &Taxonomy) {
        for (list, uses) in [
            (Subjects::Tags, &mut self.tags),
            (Subjects::Entities, &mut self.entities),
        ] {
            for (id, known) in uses {
                let heir = taxonomy.heir(list, id);
                let facts = heir.and_then(|heir| taxonomy.facts(list, heir));
                known.shown = facts.map_or_else(String::new, |facts| facts.label.clone());
                known.has_entry = taxonomy.rules.list(list).entries.contains_key(id);
                known.stands = match heir {
                    None => Stands::Ignored,
                    Some(heir) if heir == id => Stands::Itself,
                    Some(heir) if fold_key(heir) == fold_key(id) => Stands::Folded(heir.to_owned()),
                    Some(heir) => Stands::Merged(heir.to_owned()),
                };
            }
        }
    }
}

fn meet(uses: &mut BTreeMap<String, TagUse>, id: &str, label: &str, kind: &str) {
    let known = uses.entry(id.to_owned()).or_insert_with(|| TagUse {
        labels: BTreeMap::new(),
        kind: kind.to_owned(),
        stands: Stands::Itself,
        shown: String::new(),
        has_entry: false,
    });
    *known.labels.entry(label.to_owned()).or_default() += 1;
}
