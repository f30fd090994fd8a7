//! What Dayfold publishes, as types: the post JSON of a day and the files beside it.
//!
//! The publisher writes these types and the reader in the browser parses them, so the two
//! cannot drift apart. There is no I/O here and nothing that a browser would have to
//! download without need: no Markdown, no sanitiser, no time zone, no regular expression.
//!
//! Versioning: fields may be added within a version, and whoever reads skips fields it does
//! not know. A change that an older reader would misunderstand raises [`VERSION`].

#![forbid(unsafe_code)]

mod date;
mod digest;
mod json;
mod lists;
#[cfg(feature = "schema")]
mod schema;
mod site;
mod subjects;
mod text;
mod threads;
mod words;

pub use date::{Date, DateError, Month, MonthError};
pub use digest::{
    Block, Digest, Dir, Entity, PartLabel, Section, Source, Story, Tag, Takeaway, label_of,
};
pub use json::{FromJson, Json, parse};
pub use lists::{DayLink, MonthDays, StoryLink, UndatedLink};
#[cfg(feature = "schema")]
pub use schema::digest_schema;
pub use site::{MonthCount, Settings, Site};
pub use subjects::{Course, DayName, SubjectCount, SubjectList, SubjectPage, Subjects, WeekCount};
pub use text::{lead, plain_text};
pub use threads::{Later, StoryRef, Threads, Told};
pub use words::{Word, Words};

/// The version of every published JSON file, in its field `version`.
pub const VERSION: u32 = 1;
