//! What later days told of a day's stories: `data/threads/YYYY-MM-DD.json`.

use crate::facts::Known;
use dayfold_model::{Date, Later, Threads, Told, VERSION};
use std::collections::BTreeMap;

/// How many later tellings of a story stand in a day's file.
const LATER: usize = 10;

/// What later days told of each day's stories: a file for every day. `all` are in the order of
/// their days.
pub(crate) fn later(all: &[Known]) -> BTreeMap<Date, Threads> {
    let dated = || all.iter().filter_map(|known| Some((known.date?, known)));
    let mut files: BTreeMap<Date, Threads> = dated()
        .map(|(date, _)| {
            let none = Threads {
                version: VERSION,
                stories: vec![],
            };
            (date, none)
        })
        .collect();
    for (date, known) in dated() {
        for (at, story) in known.facts.stories.iter().enumerate() {
            for (day, id) in known.ties.earlier(at) {
                let Some(file) = files.get_mut(&day) else {
                    continue;
                };
                let told = Told {
                    date,
                    date_text: known.facts.date_text.clone(),
                    id: story.id.to_string(),
                    title: story.title.to_string(),
                };
                match file.stories.iter_mut().find(|known| known.id == id) {
                    Some(known) if known.later.len() < LATER => known.later.push(told),
                    Some(_) => {}
                    None => file.stories.push(Later {
                        id: id.to_owned(),
                        later: vec![told],
                    }),
                }
            }
        }
    }
    files
}
