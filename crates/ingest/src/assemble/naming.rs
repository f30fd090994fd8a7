//! The ids of sections and stories.

use super::STORIES;
use crate::{
    Diagnostic,
    draft::{At, Draft, Said},
    ids::{self, Ids, SECTION, STORY, id_of, slug},
};

/// The ids of each section and then its stories, in order. Ids that the text gives come
/// first, so that no title takes one of them.
pub(super) fn assign_ids(draft: &mut Draft, said: &mut Said) -> Vec<String> {
    let mut ids = Ids::default();
    let mut wanted: Vec<(Option<At<String>>, String, &str)> = Vec::new();
    for section in &mut draft.sections {
        let title = section.title.as_deref().unwrap_or(STORIES);
        wanted.push((section.id.take(), slug(title), SECTION));
        for story in &mut section.stories {
            wanted.push((story.id.take(), slug(&story.title), STORY));
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

fn given_id(id: &At<String>, kind: &str, ids: &mut Ids, said: &mut Said) -> String {
    let wanted = id_of(&id.value, kind);
    let made = ids.make(&wanted, kind);
    if wanted != id.value {
        said.push(ids::changed(&id.value, &made, &id.span));
    } else if made != wanted {
        said.push(
            Diagnostic::warning(
                "repeated-id",
                format!("the id `{wanted}` is taken; this became `{made}`"),
            )
            .help("an id stands once in a digest, for a section or a story")
            .at(id.span.clone()),
        );
    }
    made
}
