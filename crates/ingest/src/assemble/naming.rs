//! The ids of sections and stories.

use super::STORIES;
use crate::{
    Diagnostic,
    draft::{At, Draft, Said},
    ids::{self, Ids, slug},
};

/// The ids of each section and then its stories, in order. Ids that the text gives come
/// first, so that no title takes one of them.
pub(super) fn assign_ids(draft: &mut Draft, said: &mut Said) -> Vec<String> {
    let mut ids = Ids::default();
    let mut wanted: Vec<(Option<At<String>>, String, &str)> = Vec::new();
    for section in &mut draft.sections {
        let title = section.title.as_deref().unwrap_or(STORIES);
        wanted.push((section.id.take(), slug(title), "section"));
        for story in &mut section.stories {
            wanted.push((story.id.take(), slug(&story.title), "story"));
        }
    }
    let given: Vec<Option<String>> = wanted
        .iter()
        .map(|(id, _, fallback)| id.as_ref().map(|id| given_id(id, fallback, &mut ids, said)))
        .collect();
    wanted
        .iter()
        .zip(given)
        .map(|((_, title, fallback), given)| given.unwrap_or_else(|| ids.make(title, fallback)))
        .collect()
}

fn given_id(id: &At<String>, fallback: &str, ids: &mut Ids, said: &mut Said) -> String {
    let value = &id.value;
    let good = ids::is_id(value);
    let base = if good { value.clone() } else { slug(value) };
    let made = ids.make(&base, fallback);
    if made != *value {
        let (code, message) = if good {
            (
                "repeated-id",
                format!("the id `{value}` is taken; this became `{made}`"),
            )
        } else {
            (
                "bad-id",
                format!("`{value}` cannot be an id; this became `{made}`"),
            )
        };
        said.push(
            Diagnostic::warning(code, message)
                .help("ids are letters, digits and hyphens, each once in a digest, and none begins with `df-`")
                .at(id.span.clone()),
        );
    }
    made
}
