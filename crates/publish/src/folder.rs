//! Reading a folder: its settings, and the digests in it.

use crate::{
    beside::NO_TARGET,
    editions::{self, Edition, Found},
    kinds::{Kind, is_passed_over, kind},
    output,
    pictures::Picture,
    record::FileRecord,
    settings::{self, SETTINGS_FILE, SiteSettings},
};
use dayfold_ingest::{Context, Diagnostic, Images, Reading, Severity};
use dayfold_model::Digest;
use std::{
    cmp::Ordering,
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};
use walkdir::{DirEntry, WalkDir};

/// The folder, directly in a folder of digests, of pages that are none.
const PAGES: &str = "pages";

/// The largest file that is read, in bytes.
const LARGEST: u64 = 32 * 1024 * 1024;

/// What is told of a larger one.
const TOO_LARGE: &str = "file-too-large";

/// A folder of digests, read.
pub struct Folder {
    pub(crate) settings: SiteSettings,
    /// A site for each language, the main one first.
    pub editions: Vec<Edition>,
    /// What there is to say of each file that there is something to say of.
    pub reports: Vec<FileReport>,
    /// Every file that was looked into, in the order of their names.
    pub files: Vec<FileRecord>,
    /// The images of the digests.
    pub(crate) pictures: Vec<Picture>,
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
    /// `out`, earlier sites, hidden ones and what never is a digest.
    ///
    /// A file that cannot be used costs that file alone; whoever publishes should look at
    /// [`count`](Self::count) and at whether anything [is there](Self::is_empty).
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
        for report in &mut read.reports {
            // What else is in the folder was not looked at.
            report.diagnostics.retain(|said| said.code != NO_TARGET);
        }
        read.reports
            .retain(|report| report.path == file && !report.diagnostics.is_empty());
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
        let context = Context {
            // The one that was set, else what it is without.
            lang: settings.published.lang.clone(),
            images: Images::default(),
            ..settings.context()
        };
        (context, report)
    }

    /// Reads what is in `walked` by the settings of `folder`.
    fn read_in(folder: &Path, walked: &Path, out: Option<&Path>) -> Self {
        let (mut settings, report) = read_settings(folder);
        let mut reports: Vec<FileReport> = report.into_iter().collect();
        let context = settings.context();
        let out = out.and_then(|out| out.canonicalize().ok());

        let mut files: Vec<Found> = Vec::new();
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
            let kind = match kind(&entry.file_name().to_string_lossy()) {
                // Whoever names a file means it.
                _ if entry.depth() == 0 => Kind::Text,
                kind => kind,
            };
            // Follows links, which a folder of digests may well consist of.
            if kind == Kind::Other || !path.is_file() {
                continue;
            }
            let name = path.strip_prefix(folder).unwrap_or(path).to_owned();
            let mut record = FileRecord::unread(path, &name.to_string_lossy());
            let (digests, diagnostics) = match read_file(path) {
                // What is named like nothing and is no text is not worth a word.
                Ok(bytes) if kind == Kind::Unknown && bytes.contains(&0) => continue,
                Ok(bytes) => {
                    let reading = dayfold_ingest::read(&bytes, &name.to_string_lossy(), &context);
                    used(reading, kind, &mut record)
                }
                Err(error) if kind == Kind::Unknown && error.code == TOO_LARGE => continue,
                Err(error) => (vec![], vec![error]),
            };
            files.push(Found {
                name,
                record,
                diagnostics,
                digests,
            });
        }
        let (editions, pictures, said) = editions::divide(folder, &mut settings, &mut files);
        say_of_settings(&mut reports, folder, said);
        for file in files.iter_mut().filter(|file| !file.diagnostics.is_empty()) {
            let path = file.record.path.clone();
            // Once more rather than to keep every text until it is known what is said of it.
            let bytes = read_file(&path).unwrap_or_default();
            reports.push(FileReport {
                path,
                source: dayfold_ingest::source_text(&bytes).into_owned(),
                diagnostics: std::mem::take(&mut file.diagnostics),
            });
        }
        Self {
            settings,
            editions,
            reports,
            files: files.into_iter().map(|file| file.record).collect(),
            pictures,
        }
    }

    /// Whether there is nothing to publish.
    pub fn is_empty(&self) -> bool {
        self.editions
            .iter()
            .all(|edition| edition.days.is_empty() && edition.undated.is_empty())
    }

    /// How many days there are, each once, in however many languages it is told.
    pub fn days(&self) -> usize {
        let editions = self.editions.iter();
        let days: BTreeSet<_> = editions.flat_map(|edition| edition.days.keys()).collect();
        days.len()
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

/// Reads a file that may be a digest.
pub(crate) fn read_file(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    let fail = |error: io::Error| {
        let text = format!("this file cannot be read: {error}");
        Diagnostic::error("file-unreadable", text)
    };
    let length = fs::metadata(path).map_err(fail)?.len();
    if length > LARGEST {
        let megabytes = |bytes: u64| bytes / 1024 / 1024;
        let text = format!(
            "this file has {} MB, and at most {} are read",
            megabytes(length),
            megabytes(LARGEST)
        );
        return Err(
            Diagnostic::error(TOO_LARGE, text).help("divide it, or move it out of the folder")
        );
    }
    fs::read(path).map_err(fail)
}

/// What is used of a file, and what there is to say of it.
fn used(reading: Reading, kind: Kind, record: &mut FileRecord) -> (Vec<Digest>, Vec<Diagnostic>) {
    // Data lies in many folders: what is in it has to look like a digest to be one.
    let some = |digest: &Digest| digest.date.is_some() || digest.stories().next().is_some();
    if kind != Kind::Text && !reading.digests.iter().any(some) {
        let mut said = reading.diagnostics.into_iter();
        let why = said.find(|said| said.severity == Severity::Error);
        let why = why.map_or_else(String::new, |error| format!(" ({})", error.message));
        let text = format!("no digest is in this file; it is passed over{why}");
        let warning = Diagnostic::warning("not-a-digest", text)
            .help("if it belongs to something else, move it out of the folder");
        return (vec![], vec![warning]);
    }
    record.fill(&reading);
    let digests = if reading.draft {
        vec![]
    } else {
        reading.digests
    };
    (digests, reading.diagnostics)
}

/// Adds what the files say about the settings.
fn say_of_settings(reports: &mut Vec<FileReport>, folder: &Path, said: Vec<Diagnostic>) {
    if said.is_empty() {
        return;
    }
    let path = folder.join(SETTINGS_FILE);
    match reports.iter_mut().find(|report| report.path == path) {
        Some(report) => report.diagnostics.extend(said),
        None => reports.push(FileReport {
            path,
            source: String::new(),
            diagnostics: said,
        }),
    }
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

/// By name without its ending: what is added to a day in `2025-11-22-b.md` comes behind
/// `2025-11-22.md`.
fn by_name(one: &DirEntry, other: &DirEntry) -> Ordering {
    let name = |entry: &DirEntry| entry.path().with_extension("");
    name(one)
        .cmp(&name(other))
        .then_with(|| one.path().cmp(other.path()))
}

/// Whether to look into a folder, or at a file.
fn wanted(entry: &DirEntry, out: Option<&Path>) -> bool {
    if entry.depth() == 0 || !entry.file_type().is_dir() {
        return true;
    }
    let path = entry.path();
    let name = entry.file_name().to_string_lossy();
    let is_pages = entry.depth() == 1 && name == PAGES;
    !is_passed_over(&name)
        && !is_pages
        && !output::is_site(path)
        && out.is_none_or(|out| path.canonicalize().ok().as_deref() != Some(out))
}

fn unreadable(folder: &Path, error: &walkdir::Error) -> FileReport {
    let text = format!("this folder cannot be read: {error}");
    FileReport {
        path: error.path().unwrap_or(folder).to_owned(),
        source: String::new(),
        diagnostics: vec![Diagnostic::error("folder-unreadable", text)],
    }
}
