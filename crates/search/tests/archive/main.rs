//! Archives that are written and searched: what is found, in which order, and which files
//! another day changes.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod files;
mod queries;
mod stories;

use dayfold_model::Date;
use dayfold_search::{
    Digest, FRONT, Index, Narrowing, Part, Place, Query, Story, find, front, seal,
};
use std::collections::BTreeMap;

/// A day with stories of these headlines and texts.
fn day<'a>(date: &str, stories: &[(&'a str, &str)]) -> Digest<'a> {
    let stories = stories.iter().map(|(title, text)| Story {
        title,
        text: (*text).to_owned(),
        ..Story::default()
    });
    Digest {
        place: Place::Day(date.parse::<Date>().unwrap()),
        stories: stories.collect(),
    }
}

/// The published files, by path.
struct Site(BTreeMap<String, String>);

impl Site {
    /// Of parts, the oldest first.
    fn of(parts: &[Part]) -> Self {
        let (newest, older) = parts.split_last().unwrap();
        let sealed = seal(older);
        let mut files: BTreeMap<_, _> = sealed.files.into_iter().collect();
        files.insert(FRONT.to_owned(), front(&sealed.summary, newest));
        Self(files)
    }

    fn index(&self) -> Index {
        Index::parse(&self.0[FRONT]).unwrap()
    }

    /// What a search finds, the best first: day and number of each story.
    fn ask(&self, typed: &str) -> Vec<(String, usize)> {
        self.narrowed(typed, &Narrowing::default())
    }

    fn narrowed(&self, typed: &str, narrowing: &Narrowing) -> Vec<(String, usize)> {
        let index = self.index();
        let query = Query::new(typed);
        let wanted = dayfold_search::files(&index, &query, narrowing);
        let read = |number: usize| {
            // Nothing is read but what was named before.
            let is_named = wanted.contains(&number);
            is_named.then(|| self.0[&index.file(number)].as_str())
        };
        let found = find(&index, &query, narrowing, read);
        let places = found.hits.iter().map(|hit| index.place(hit.story).unwrap());
        places
            .map(|(place, at)| match place {
                Place::Day(date) => (date.to_string(), at),
                Place::Undated(slug) => (slug.clone(), at),
            })
            .collect()
    }
}
