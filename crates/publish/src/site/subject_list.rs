//! The lists of all tags and of all entities, in the order of their pages.
//!
//! A site has thousands of tags that were used once. They stay in the list, behind the others
//! and folded: what several days told of is what somebody looks for there.

use super::subjects::Subject;
use crate::taxonomy::kind_text;
use dayfold_model::{SubjectCount, SubjectList, Subjects, VERSION};
use std::{cmp::Reverse, collections::BTreeMap};

/// From how many members on a list tells those apart that one day alone told of: shorter ones
/// are looked over at a glance.
const LONG: usize = 40;

/// The list of all tags or entities of a site in that language.
pub(crate) fn subject_list(list: Subjects, subjects: &[Subject<'_>], lang: &str) -> SubjectList {
    let by_name =
        |subject: &&Subject<'_>| (subject.label().to_lowercase(), subject.id().to_owned());
    let is_long = subjects.len() > LONG && subjects.iter().any(Subject::is_often);
    let (mut often, mut once): (Vec<_>, Vec<_>) = subjects
        .iter()
        .partition(|subject| !is_long || subject.is_often());
    often.sort_by_cached_key(by_name);
    once.sort_by_cached_key(by_name);

    // Tags stand together, whatever they are.
    let kind = |subject: &Subject<'_>| match list {
        Subjects::Tags => String::new(),
        Subjects::Entities => kind_text(subject.kind().unwrap_or_default(), lang).many,
    };
    let mut groups: BTreeMap<String, Vec<&Subject<'_>>> = BTreeMap::new();
    for subject in often {
        groups.entry(kind(subject)).or_default().push(subject);
    }
    let other = kind_text("", lang).many;
    let mut groups: Vec<_> = groups.into_iter().collect();
    // The largest kinds first, and what has none behind them.
    groups.sort_by_key(|(kind, group)| (*kind == other, Reverse(group.len())));

    let count = |subject: &&Subject<'_>| subject.count();
    let kinds = groups.iter().map(|(label, group)| SubjectCount {
        id: group
            .first()
            .and_then(|subject| subject.kind())
            .unwrap_or_default()
            .to_owned(),
        label: label.clone(),
        count: group.len() as u32,
    });
    let often = groups.iter().flat_map(|(_, group)| group);
    SubjectList {
        version: VERSION,
        list,
        often: often.clone().count() as u32,
        // One kind alone needs no heading.
        kinds: kinds.filter(|_| groups.len() > 1).collect(),
        subjects: often.chain(&once).map(count).collect(),
    }
}
