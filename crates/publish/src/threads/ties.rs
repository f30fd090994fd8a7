//! What a day's stories are tied to, apart from their text: as it is kept.

use crate::{
    cache::{Ingredients, Key},
    name::Name,
};
use dayfold_model::{Date, Digest, StoryRef, Told};
use serde::{Deserialize, Serialize};

/// The ties of a day's stories, in their order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Ties(Vec<StoryTies>);

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct StoryTies {
    earlier: Vec<Telling>,
    /// The day and the story that it is told again of.
    repeats: Option<(u32, String)>,
}

/// A story that was told, by the number of its day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Telling {
    day: u32,
    date_text: Name,
    id: Name,
    title: Name,
}

impl Telling {
    fn told(&self) -> Option<Told> {
        Some(Told {
            date: Date::from_serial(self.day)?,
            date_text: self.date_text.to_string(),
            id: self.id.to_string(),
            title: self.title.to_string(),
        })
    }
}

impl Ties {
    /// Those of a digest that was tied.
    pub(crate) fn of(digest: &Digest) -> Self {
        let telling = |told: &Told| Telling {
            day: told.date.serial(),
            date_text: Name::from(&told.date_text),
            id: Name::from(&told.id),
            title: Name::from(&told.title),
        };
        let stories = digest.stories().map(|story| StoryTies {
            earlier: story.earlier.iter().map(telling).collect(),
            repeats: story
                .repeats
                .as_ref()
                .map(|first| (first.date.serial(), first.id.clone())),
        });
        Self(stories.collect())
    }

    /// Gives them to a digest.
    pub(crate) fn apply(&self, digest: &mut Digest) {
        let stories = digest
            .sections
            .iter_mut()
            .flat_map(|section| &mut section.stories);
        for (story, ties) in stories.zip(&self.0) {
            story.earlier = ties.earlier.iter().filter_map(Telling::told).collect();
            story.repeats = ties.repeats.as_ref().and_then(|(day, id)| {
                Some(StoryRef {
                    date: Date::from_serial(*day)?,
                    id: id.clone(),
                })
            });
        }
    }

    /// What the story at that place goes on with, the oldest first: day and id.
    pub(crate) fn earlier(&self, story: usize) -> impl Iterator<Item = (Date, &str)> {
        let ties = self.0.get(story).into_iter();
        let earlier = ties.flat_map(|ties| &ties.earlier);
        earlier.filter_map(|told| Some((Date::from_serial(told.day)?, &*told.id)))
    }

    /// What tells them from others.
    pub(crate) fn key(&self) -> Key {
        let mut all = Ingredients::of("ties");
        for story in &self.0 {
            all.number(story.earlier.len() as u64);
            for told in &story.earlier {
                all.number(told.day.into())
                    .text(&told.date_text)
                    .text(&told.id)
                    .text(&told.title);
            }
            all.value(&story.repeats);
        }
        all.done()
    }
}
