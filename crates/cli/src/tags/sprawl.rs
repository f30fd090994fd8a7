//! How many tags or entities there are, how they are used, and which spellings are one.

use dayfold_ingest::tag_id;
use dayfold_model::{Date, Subjects};
use dayfold_publish::{Stands, StoryUse, TagUse, Uses};
use serde::Serialize;
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// A list of a site in one language.
#[derive(Debug, Serialize)]
pub(super) struct Sprawl {
    /// Which list: `tags` or `entities`.
    pub(super) list: &'static str,
    /// How many digests there are.
    pub(super) digests: usize,
    /// How many of the list are shown.
    pub(super) shown: usize,
    /// Of these, how many one digest alone tells of.
    pub(super) once: usize,
    /// How many ways there are of writing them.
    pub(super) spellings: usize,
    /// How many stand over a digest and on none of its stories, and so have no page.
    pub(super) on_no_story: usize,
    /// How many stories have none.
    pub(super) stories_without: usize,
    /// What is shown, the most used first.
    pub(super) members: Vec<Member>,
    /// What is shown that has several spellings, or others merged into it.
    pub(super) joined: Vec<Joined>,
    /// What is not shown.
    pub(super) ignored: Vec<String>,
}

/// A tag or an entity that is shown.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Member {
    pub(super) id: String,
    pub(super) label: String,
    /// How many stories bear it.
    pub(super) stories: usize,
    /// How many digests do.
    pub(super) digests: usize,
    pub(super) first: Option<Date>,
    pub(super) last: Option<Date>,
    /// How the same words are written most often, where that is not what it is called.
    pub(super) usual_label: Option<String>,
    #[serde(skip)]
    pub(super) has_entry: bool,
    /// The numbers of its stories.
    #[serde(skip)]
    pub(super) told: BTreeSet<usize>,
}

/// Spellings that are one.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Joined {
    pub(super) id: String,
    pub(super) label: String,
    /// What is written otherwise: labels with how many digests write them so, the most first.
    pub(super) folded: Vec<(String, usize)>,
    /// What the publisher merged into it.
    pub(super) merged: Vec<(String, usize)>,
}

impl Sprawl {
    /// Counts a list.
    pub(super) fn of(uses: &Uses, list: Subjects) -> Self {
        let (spelled, of_story): (_, fn(&StoryUse) -> &[String]) = match list {
            Subjects::Tags => (&uses.tags, |story| &story.tags),
            Subjects::Entities => (&uses.entities, |story| &story.entities),
        };
        let mut told: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        let mut stories_without = 0;
        for (number, story) in uses.stories.iter().enumerate() {
            let ids = of_story(story).iter();
            let heirs: Vec<&str> = ids.filter_map(|id| heir(id, spelled.get(id)?)).collect();
            stories_without += usize::from(heirs.is_empty());
            for heir in heirs {
                told.entry(heir).or_default().insert(number);
            }
        }
        let mut groups: BTreeMap<&str, Vec<(&String, &TagUse)>> = BTreeMap::new();
        let mut ignored = Vec::new();
        for (id, use_) in spelled {
            match heir(id, use_) {
                Some(heir) => groups.entry(heir).or_default().push((id, use_)),
                None => ignored.extend(use_.labels.keys().cloned()),
            }
        }
        let joined = groups.iter().filter_map(|(id, group)| joined(id, group));
        let mut joined: Vec<_> = joined.collect();
        joined.sort_by_key(|joined| Reverse(joined.folded.len() + joined.merged.len()));
        let mut members: Vec<_> = groups
            .iter()
            .map(|(id, group)| {
                let told = told.remove(id).unwrap_or_default();
                member(uses, id, group, told)
            })
            .collect();
        let all = members.len();
        members.retain(|member| member.stories > 0);
        members.sort_by_key(|member| Reverse((member.digests, member.stories)));
        Self {
            list: list.as_str(),
            digests: uses.digests,
            shown: members.len(),
            once: members.iter().filter(|member| member.digests < 2).count(),
            spellings: spelled.values().map(|use_| use_.labels.len()).sum(),
            on_no_story: all - members.len(),
            stories_without,
            members,
            joined,
            ignored,
        }
    }
}

/// What stands for a spelling.
fn heir<'a>(id: &'a str, use_: &'a TagUse) -> Option<&'a str> {
    match &use_.stands {
        Stands::Itself => Some(id),
        Stands::Folded(heir) | Stands::Merged(heir) => Some(heir),
        Stands::Ignored => None,
    }
}

fn member(uses: &Uses, id: &str, group: &[(&String, &TagUse)], told: BTreeSet<usize>) -> Member {
    let stories = || told.iter().filter_map(|number| uses.stories.get(*number));
    let dates = || stories().filter_map(|story| story.date);
    let digests: BTreeSet<usize> = stories().map(|story| story.digest).collect();
    let label = group.first().map(|(_, use_)| use_.shown.clone());
    let label = label.unwrap_or_default();
    // What was merged into it is called otherwise, and means to.
    let own = group
        .iter()
        .filter(|(_, use_)| !matches!(use_.stands, Stands::Merged(_)));
    let labels = counted(own.flat_map(|(_, use_)| &use_.labels));
    let shown = labels.iter().find(|(written, _)| *written == label);
    let shown = shown.map_or(0, |(_, count)| *count);
    let usual = labels.into_iter().next();
    let has_entry = group.iter().any(|(own, use_)| *own == id && use_.has_entry);
    Member {
        id: id.to_owned(),
        // Where the publisher gave a label, it is not for us to have another.
        usual_label: usual
            .filter(|(usual, count)| !has_entry && *count > 2 * shown && is_same(usual, &label))
            .map(|(usual, _)| usual),
        label,
        stories: told.len(),
        digests: digests.len(),
        first: dates().min(),
        last: dates().max(),
        has_entry,
        told,
    }
}

/// Whether two labels differ in nothing but capitals and signs.
fn is_same(usual: &str, label: &str) -> bool {
    usual != label && tag_id(usual) == tag_id(label)
}

fn joined(id: &str, group: &[(&String, &TagUse)]) -> Option<Joined> {
    let label = &group.first()?.1.shown;
    let of = |merged: bool| {
        let spelled = group
            .iter()
            .filter(|(_, use_)| matches!(use_.stands, Stands::Merged(_)) == merged);
        let mut labels = counted(spelled.flat_map(|(_, use_)| &use_.labels));
        labels.retain(|(written, _)| written != label);
        labels
    };
    let (folded, merged) = (of(false), of(true));
    (!folded.is_empty() || !merged.is_empty()).then(|| Joined {
        id: id.to_owned(),
        label: label.clone(),
        folded,
        merged,
    })
}

/// Labels with how often each is written, the most often first.
fn counted<'a>(labels: impl Iterator<Item = (&'a String, &'a usize)>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (label, count) in labels {
        *counts.entry(label).or_default() += count;
    }
    let counts = counts.into_iter();
    let mut counts: Vec<_> = counts.map(|(label, n)| (label.to_owned(), n)).collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    counts
}
