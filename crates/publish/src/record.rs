//! What each file of a folder holds, in numbers: for whoever looks a folder over before it
//! is published, drafts and files that nothing could be made of included.

use dayfold_model::Date;
use std::path::{Path, PathBuf};

/// A file of a folder. What there is to say of it is in the
/// [`FileReport`](crate::FileReport) of the same path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRecord {
    /// Its path, as it can be opened.
    pub path: PathBuf,
    /// Its path in the folder.
    pub name: String,
    /// The file says that it is not to be published yet.
    pub draft: bool,
    /// The digests that it has: none where it could not be used.
    pub digests: Vec<DigestRecord>,
}

/// A digest, in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DigestRecord {
    /// The day that it is for, where something says it.
    pub date: Option<Date>,
    /// Its headline.
    pub title: String,
    /// Its language, a BCP 47 tag.
    pub lang: String,
    /// How many takeaways it has.
    pub takeaways: usize,
    /// How many sections, not counting one that only holds stories without a section.
    pub sections: usize,
    /// How many stories.
    pub stories: usize,
    /// How many sources its stories name together.
    pub sources: usize,
}

impl FileRecord {
    /// A file that nothing is known of yet.
    pub(crate) fn unread(path: &Path, name: &str) -> Self {
        Self {
            path: path.to_owned(),
            name: name.to_owned(),
            draft: false,
            digests: vec![],
        }
    }
}
