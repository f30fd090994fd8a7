//! How stories go on from day to day.
//!
//! A story is tied to earlier days alone, at publishing, so that a day's own file never
//! changes because of what comes after it. What later days told stands in a file of its own,
//! `data/threads/YYYY-MM-DD.json`, which is fetched when a reader asks for it.

use crate::{Date, from_json};
use serde::Serialize;

/// A story as another day told it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Told {
    /// The day that told it.
    #[cfg_attr(
        feature = "schema",
        schemars(with = "String", extend("format" = "date"))
    )]
    pub date: Date,
    /// That day written out in the site's language.
    pub date_text: String,
    /// The story's id within that day.
    pub id: String,
    /// Its headline then.
    pub title: String,
}

from_json!(Told {
    date,
    date_text,
    id,
    title
});

/// Names a story of any day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StoryRef {
    /// The day.
    #[cfg_attr(
        feature = "schema",
        schemars(with = "String", extend("format" = "date"))
    )]
    pub date: Date,
    /// The story's id within that day.
    pub id: String,
}

from_json!(StoryRef { date, id });

/// `data/threads/YYYY-MM-DD.json`: what later days told of a day's stories. There is one for
/// every day, so that asking for it never fails.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Threads {
    /// The version of this format.
    pub version: u32,
    /// The day's stories that later days went on with.
    pub stories: Vec<Later>,
}

from_json!(Threads { version, stories });

/// What later days told of a story.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Later {
    /// The story's id within its day.
    pub id: String,
    /// How later days told it, the nearest first, at most 10.
    pub later: Vec<Told>,
}

from_json!(Later { id, later });
