//! Reading a folder: its settings, and the digests in it by day.

use crate::{
    output,
    record::FileRecord,
    settings::{self, SETTINGS_FILE, SiteSettings},
};
use dayfold_ingest::{Context, Diagnostic, Severity};
use dayfold_model::{Date, Digest};
use std::{
    cmp::Ordering,
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};
use walkdir::{DirEntry, WalkDir};

/// The endings of files that may be digests.
const ENDINGS: &[&str] = &["md", "markdown", "txt"];

/// Files that stand in many folders and are never digests.
const OTHERS: &[&str] = &[
    "readme",
    "license",
    "licence",
    "changelog",
    "contributing",
    "code_of_conduct",
];

/// A folder of digests, read.
pub struct Folder {
    pub(crate) settings: SiteSettings,
    /// The digests, by day.
    pub days: BTreeMap<Date, Digest>,
    /// What there is to say of each file that there is something to say of.
    pub reports: Vec<FileReport>,
    /// Every file that was looked into, in the order of their names.
    pub files: Vec<FileRecord>,
}

/// What there is to say of a file.
#[derive(Clone, Debug)]
pub struct FileReport {
    /// Its path.
    pub path: PathBuf,
    /// Its text, which the diagnostics' spans count in.
    pub source: String,
    /// What is to be said.
    pub diagnostics: Vec<Diagnostic>,
}

/// A folder that no site can be made of.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// There is no such folder.
    #[error("there is no folder {0}")]
    Missing(PathBuf),
    /// There is no such file.
    #[error("there is no file {0}")]
    MissingFile(PathBuf),
}

impl Folder {
    /// Reads the settings and every digest in `folder` and the folders below it, except
    /// `out`, hidden ones and what never is a digest.
    ///
    /// A file that cannot be used costs that file alone; whoever publishes should look at
    /// [`count`](Self::count) and at whether there are any days.
    pub fn read(folder: &Path, out: Option<&Path>) -> Result<Self, FolderError> {
        if !folder.is_dir() {
            return Err(FolderError::Missing(folder.to_owned()));
        }
        Ok(Self::read_in(folder, folder, out))
    }

    /// Reads one file as if it were all of its site: with the settings of that site, which
    /// are not reported on, and called by its path in there.
    pub fn read_file(file: &Path) -> Result<Self, FolderError> {
        if !file.is_file() {
            return Err(FolderError::MissingFile(file.to_owned()));
        }
        let mut read = Self::read_in(site_of(file), file, None);
        read.reports.retain(|report| report.path == file);
        for record in &mut read.files {
            // Whoever named one file knows it by that name.
            record.name = file.to_string_lossy().into_owned();
        }
        Ok(read)
    }

    /// What the settings of the site that `folder` is in say to whoever writes a digest, and
    /// what there is to say of these settings.
    pub fn context(folder: &Path) -> (Context, Option<FileReport>) {
        // Under a name of its own a folder has others above it, which `.` has not.
        let folder = folder.canonicalize();
        let inside = folder.unwrap_or_default().join(SETTINGS_FILE);
        let (settings, report) = read_settings(site_of(&inside));
        (settings.context(), report)
    }

    /// Reads what is in `walked` by the settings of `folder`.
    fn read_in(folder: &Path, walked: &Path, out: Option<&Path>) -> Self {
        let (settings, report) = read_settings(folder);
        let mut reports: Vec<FileReport> = report.into_iter().collect();
        let context = settings.context();
        let out = out.and_then(|out| out.canonicalize().ok());

        let mut days: BTreeMap<Date, Vec<(PathBuf, Digest)>> = BTreeMap::new();
        let mut files = Vec::new();
        let walk = WalkDir::new(walked).sort_by(by_name).into_iter();
        for entry in walk.filter_entry(|entry| wanted(entry, out.as_deref())) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    reports.push(unreadable(folder, &error));
                    continue;
                }
            };
            let path = entry.path();
            // Follows links, which a folder of digests may well consist of.
            if !path.is_file() {
                continue;
            }
            let name = path
                .strip_prefix(folder)
                .unwrap_or(path)
                .to_string_lossy()
                .into_owned();
            let mut record = FileRecord::unread(path, &name);
            let (source, diagnostics) = match fs::read(path) {
                Ok(bytes) => {
                    let reading = dayfold_ingest::read(&bytes, &name, &context);
                    record.fill(&reading);
                    let mut diagnostics = reading.diagnostics;
                    let digests = reading.digests.into_iter().filter(|_| !reading.draft);
                    for digest in digests {
                        let Some(date) = digest.date else { continue };
                        let same_day = days.entry(date).or_default();
                        if let Some((first, _)) = same_day.first() {
                            diagnostics.push(joined(date, first));
                        }
                        same_day.push((path.to_owned(), digest));
                    }
                    (
                        dayfold_ingest::source_text(&bytes).into_owned(),
                        diagnostics,
                    )
                }
                Err(error) => {
                    let text = format!("this file cannot be read: {error}");
                    (
                        String::new(),
                        vec![Diagnostic::error("file-unreadable", text)],
                    )
                }
            };
            files.push(record);
            if !diagnostics.is_empty() {
                reports.push(FileReport {
                    path: path.to_owned(),
                    source,
                    diagnostics,
                });
            }
        }
        let days = days
            .into_iter()
            .filter_map(|(date, files)| {
                let digests = files.into_iter().map(|(_, digest)| digest).collect();
                dayfold_ingest::merge(digests).map(|digest| (date, digest))
            })
            .collect();
        Self {
            settings,
            days,
            reports,
            files,
        }
    }

    /// How many diagnostics are that bad.
    pub fn count(&self, severity: Severity) -> usize {
        let all = self.reports.iter().flat_map(|report| &report.diagnostics);
        all.filter(|diagnostic| diagnostic.severity == severity)
            .count()
    }

    /// The path that the site lives at: `/` or, for example, `/news/`.
    pub fn base(&self) -> &str {
        &self.settings.base
    }
}

/// The folder of the site that a file is in: the nearest one above it that has settings, else
/// the topmost, so that no folder's name is lost that may say the day.
fn site_of(file: &Path) -> &Path {
    let mut above = file.ancestors().skip(1);
    let has_settings = |folder: &&Path| folder.join(SETTINGS_FILE).is_file();
    above
        .find(has_settings)
        .or_else(|| file.ancestors().last())
        .unwrap_or(file)
}

fn read_settings(folder: &Path) -> (SiteSettings, Option<FileReport>) {
    let path = folder.join(SETTINGS_FILE);
    let (source, settings, diagnostics) = match fs::read(&path) {
        Ok(bytes) if bytes.contains(&0) => {
            let (settings, _) = settings::absent(folder);
            let text = format!("{SETTINGS_FILE} is no text");
            (
                String::new(),
                settings,
                vec![Diagnostic::error("file-binary", text)],
            )
        }
        Ok(bytes) => {
            let text = dayfold_ingest::source_text(&bytes).into_owned();
            let (settings, diagnostics) = settings::read(&text, folder);
            (text, settings, diagnostics)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let (settings, diagnostics) = settings::absent(folder);
            (String::new(), settings, diagnostics)
        }
        Err(error) => {
            let (settings, mut diagnostics) = settings::absent(folder);
            let text = format!("{SETTINGS_FILE} cannot be read: {error}");
            diagnostics.insert(0, Diagnostic::error("file-unreadable", text));
            (String::new(), settings, diagnostics)
        }
    };
    let report = (!diagnostics.is_empty()).then_some(FileReport {
        path,
        source,
        diagnostics,
    });
    (settings, report)
}

fn joined(date: Date, first: &Path) -> Diagnostic {
    let first = first.file_name().unwrap_or_default().to_string_lossy();
    Diagnostic::warning(
        "day-joined",
        format!("{date} is also in {first}; the two are one digest, this one behind it"),
    )
    .help("if this is a newer version of that file, remove the older one")
}

/// By name without its ending: what is added to a day in `2025-11-22-b.md` comes behind
/// `2025-11-22.md`.
fn by_name(one: &DirEntry, other: &DirEntry) -> Ordering {
    let name = |entry: &DirEntry| entry.path().with_extension("");
    name(one)
        .cmp(&name(other))
        .then_with(|| one.path().cmp(other.path()))
}

fn wanted(entry: &DirEntry, out: Option<&Path>) -> bool {
    if entry.depth() == 0 {
        return true;
    }
    let name = entry.file_name().to_string_lossy();
    if name.starts_with('.') {
        return false;
    }
    if entry.file_type().is_dir() {
        // An earlier site may stand among the digests that it was made of.
        return name != "node_modules"
            && !output::is_site(entry.path())
            && out.is_none_or(|out| entry.path().canonicalize().ok().as_deref() != Some(out));
    }
    let Some((stem, ending)) = name.rsplit_once('.') else {
        return false;
    };
    let ending = ending.to_ascii_lowercase();
    let stem = stem.to_ascii_lowercase();
    ENDINGS.contains(&&*ending) && !OTHERS.contains(&&*stem)
}

fn unreadable(folder: &Path, error: &walkdir::Error) -> FileReport {
    let text = format!("this folder cannot be read: {error}");
    FileReport {
        path: error.path().unwrap_or(folder).to_owned(),
        source: String::new(),
        diagnostics: vec![Diagnostic::error("folder-unreadable", text)],
    }
}
