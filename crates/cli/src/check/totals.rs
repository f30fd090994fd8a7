//! A folder in a few numbers, and what of it was not recognised.

use crate::terminal::counted;
use dayfold_ingest::Severity;
use dayfold_publish::Folder;
use serde::Serialize;
use std::{collections::BTreeMap, fmt};

/// The numbers of all files together; drafts count.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Totals {
    /// Files that were looked into.
    files: usize,
    /// Days that would be published.
    days: usize,
    /// Files that say that they are drafts.
    drafts: usize,
    /// How many digests there are in a language.
    languages: BTreeMap<String, usize>,
    takeaways: usize,
    sections: usize,
    stories: usize,
    sources: usize,
    /// Files that nothing could be made of.
    unread: usize,
    /// Digests that no day is known of.
    without_date: usize,
    /// Digests without a single story.
    without_stories: usize,
    pub(super) errors: usize,
    pub(super) warnings: usize,
}

impl Totals {
    /// Counts.
    pub(super) fn of(read: &Folder) -> Self {
        let mut totals = Self {
            files: read.files.len(),
            days: read.days(),
            errors: read.count(Severity::Error),
            warnings: read.count(Severity::Warning),
            ..Self::default()
        };
        for file in &read.files {
            totals.drafts += usize::from(file.draft);
            totals.unread += usize::from(file.digests.is_empty());
            for digest in &file.digests {
                *totals.languages.entry(digest.lang.clone()).or_default() += 1;
                totals.takeaways += digest.takeaways;
                totals.sections += digest.sections;
                totals.stories += digest.stories;
                totals.sources += digest.sources;
                totals.without_date += usize::from(digest.date.is_none());
                totals.without_stories += usize::from(digest.stories == 0);
            }
        }
        totals
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}, {}",
            counted(self.files, "file"),
            counted(self.days, "day")
        )?;
        if self.drafts > 0 {
            write!(f, ", {}", counted(self.drafts, "draft"))?;
        }
        let mut languages: Vec<_> = self.languages.iter().collect();
        // The most used one first; those of equal number by name.
        languages.sort_by_key(|(_, digests)| std::cmp::Reverse(**digests));
        for (at, (lang, digests)) in languages.into_iter().enumerate() {
            let before = if at == 0 { "; " } else { ", " };
            write!(f, "{before}{lang} {digests}")?;
        }
        write!(f, ".")?;
        let missing = [
            (self.unread, "file", "that nothing could be made of"),
            (self.without_date, "digest", "without a date"),
            (self.without_stories, "digest", "without a story"),
        ];
        let missing: Vec<String> = missing
            .into_iter()
            .filter(|(n, ..)| *n > 0)
            .map(|(n, one, what)| format!("{} {what}", counted(n, one)))
            .collect();
        if !missing.is_empty() {
            write!(f, " Not recognised: {}.", missing.join(", "))?;
        }
        Ok(())
    }
}
