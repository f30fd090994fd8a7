//! The days that are built, and what happens to them.

use crate::generate::{self, Lang};
use anyhow::{Context, Result};
use dayfold_model::Date;
use serde::Serialize;
use std::fs;
use std::path::{Path, PathBuf};

/// What happened before a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Case {
    /// Nothing was built yet, and nothing is remembered.
    Nothing,
    /// Nothing, since the last build.
    NoChange,
    /// A day was added.
    OneMoreDay,
    /// A day in the middle of the archive was corrected.
    OneCorrected,
}

impl Case {
    /// What happens after the first build, in the order in which it is gone through, in one folder.
    pub(super) const FURTHER: [Self; 3] = [Self::NoChange, Self::OneMoreDay, Self::OneCorrected];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Nothing => "from nothing",
            Self::NoChange => "no change",
            Self::OneMoreDay => "one more day",
            Self::OneCorrected => "one day corrected",
        }
    }
}

/// A folder of made-up digests.
pub(super) struct Archive {
    pub(super) folder: PathBuf,
    days: u32,
}

impl Archive {
    pub(super) fn new(folder: PathBuf, days: u32) -> Self {
        Self { folder, days }
    }

    /// Makes the folder what it is to be in that case, and says which files are new.
    pub(super) fn bring_about(&self, case: Case) -> Result<()> {
        match case {
            Case::Nothing => self.generate(self.days),
            Case::NoChange => Ok(()),
            Case::OneMoreDay => self.generate(self.days + 1),
            Case::OneCorrected => self.correct(),
        }
    }

    /// The digests, in the order of their days.
    pub(super) fn files(&self) -> Result<Vec<PathBuf>> {
        let mut files = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|end| end == "md") {
                files.push(path);
            }
        }
        files.sort();
        Ok(files)
    }

    fn generate(&self, days: u32) -> Result<()> {
        generate::generate(&generate::Options {
            days,
            out: self.folder.clone(),
            from: generate::FIRST_DAY.to_owned(),
            lang: Lang::En,
        })
    }

    /// Adds a sentence to a story of a day in the middle.
    fn correct(&self) -> Result<()> {
        let files = self.files()?;
        let path = files.get(files.len() / 2).context("there are no days")?;
        let text = fs::read_to_string(path)?;
        let (before, after) = text
            .split_once("\n\nSource: ")
            .context("the day has no source")?;
        let text = format!("{before} An earlier version told this wrongly.\n\nSource: {after}");
        write(path, &text)
    }
}

/// A folder of made-up digests of which the newest has many stories.
pub(super) fn heavy(folder: PathBuf, days: u32, stories: usize) -> Result<Archive> {
    let archive = Archive::new(folder, days);
    archive.bring_about(Case::Nothing)?;
    let first: Date = generate::FIRST_DAY
        .parse()
        .context("the first day is none")?;
    let newest = archive.files()?.pop().context("there are no days")?;
    let date = newest
        .file_stem()
        .and_then(|stem| stem.to_str()?.parse().ok());
    let date = date.context("the newest digest is not named after a day")?;
    write(&newest, &generate::heavy_digest(first, date, stories))?;
    Ok(archive)
}

/// Writes a file, and says which where that cannot be done.
pub(super) fn write(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
