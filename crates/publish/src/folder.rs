//! Reading a folder: its settings, and the digests in it.

use crate::{
    Options,
    beside::NO_TARGET,
    cache::Cache,
    editions::{self, Divided, Edition},
    history::Previous,
    hosting::{Host, Place},
    kinds::{Kind, is_passed_over, kind},
    output,
    pages::{self, PAGES},
    parts::{Part, Plan},
    pictures::Picture,
    progress::{Progress, Work},
    reading::{Found, Reader},
    record::FileRecord,
    settings::{self, SETTINGS_FILE, SiteSettings},
    source_file::{TOO_LARGE, plain_file, read_file, stays_inside},
    taxonomy::{self, Rules, TAGS_FILE, Uses},
};
use dayfold_ingest::{Context, Diagnostic, Images, Severity};
use dayfold_model::{Date, Digest};
use jiff::{
    Timestamp,
    tz::{Offset, TimeZone},
};
use rayon::prelude::*;
use std::{
    cmp::Ordering,
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};
use walkdir::{DirEntry, WalkDir};

/// A folder of digests, read.
pub struct Folder {
    pub(crate) settings: SiteSettings,
    /// A site for each language, the main one first.
    pub editions: Vec<Edition>,
    /// What there is to say of each file that there is something to say of.
    pub reports: Vec<FileReport>,
    /// Every file that was looked into, in the order of their names.
    pub files: Vec<FileRecord>,
    /// Digests whose day has not come, and when it does.
    pub held: Vec<Held>,
    /// The images of the digests.
    pub(crate) pictures: Vec<Picture>,
    pub(crate) cache: Cache,
    /// What a file is read by that the cache has lost.
    context: Context,
}

/// A digest that is to be published later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The path of its file in the folder.
    pub name: String,
    /// Its day.
    pub date: Date,
}

/// How a folder is read.
pub struct ReadOptions<'a> {
    /// A folder in it that is not looked into, since the site goes there.
    pub out: Option<&'a Path>,
    /// What was read before.
    pub cache: Cache,
    /// The site that is gone on from: what it called a tag, the tag is called. Where it cannot
    /// be read it counts as none here; whoever publishes is told.
    pub previous: Option<&'a Previous>,
    /// When it is: digests of later days are held back. Without it, none is.
    pub now: Option<Timestamp>,
    /// Who is told how far it is.
    pub progress: &'a dyn Progress,
}

impl Default for ReadOptions<'_> {
    /// Everything, anew.
    fn default() -> Self {
        Self {
            out: None,
            cache: Cache::in_memory(),
            previous: None,
            now: None,
            progress: &(),
        }
    }
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
    /// Reads the settings and every digest in `folder` and the folders below it, except the
    /// one that the site goes into, earlier sites, hidden ones and what never is a digest.
    ///
    /// A file that cannot be used costs that file alone; whoever publishes should look at
    /// [`count`](Self::count) and at whether anything [is there](Self::is_empty).
    pub fn read(folder: &Path, options: ReadOptions<'_>) -> Result<Self, FolderError> {
        if !folder.is_dir() {
            return Err(FolderError::Missing(folder.to_owned()));
        }
        Ok(Self::read_in(folder, folder, options))
    }

    /// Reads one file as if it were all of its site: with the settings of that site, which
    /// are not reported on, and called by its path in there.
    pub fn read_file(file: &Path) -> Result<Self, FolderError> {
        if !file.is_file() {
            return Err(FolderError::MissingFile(file.to_owned()));
        }
        let mut read = Self::read_in(site_of(file), file, ReadOptions::default());
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
    fn read_in(folder: &Path, walked: &Path, options: ReadOptions<'_>) -> Self {
        let ReadOptions {
            out,
            cache,
            previous,
            now,
            progress,
        } = options;
        let (mut settings, report) = read_settings(folder);
        let mut reports: Vec<FileReport> = report.into_iter().collect();
        let (rules, mut tags) = read_tags(folder);
        let out = out.and_then(|out| out.canonicalize().ok());
        let (listed, unread) = list(folder, walked, out.as_deref());
        reports.extend(unread);

        progress.begin(Work::Reading, listed.len());
        let reader = Reader {
            cache: &cache,
            context: settings.context(),
        };
        let read = listed.into_par_iter().map(|listed| {
            let found = listed.read(&reader);
            progress.advance(1);
            found
        });
        let mut files: Vec<Found> = read.collect::<Vec<_>>().into_iter().flatten().collect();
        let context = reader.context;
        let held = now.map_or_else(Vec::new, |now| hold_back(&mut files, &settings, now));

        let (pages, unread) = match walked == folder {
            true => pages::read(folder, &context),
            false => Default::default(),
        };
        reports.extend(unread);
        let Divided {
            mut editions,
            pictures,
            said,
            reports: of_pages,
        } = editions::divide(folder, &mut settings, &mut files, pages, &cache);
        for edition in &mut editions {
            let file = |name: &str| settings.inside(&edition.paths.data(name));
            let index = previous.and_then(|previous| previous.index(file).ok()?);
            edition.settle(&rules, &index.unwrap_or_default(), &files);
        }
        reports.extend(of_pages);
        say_of_settings(&mut reports, folder, said);
        let missing = taxonomy::missing(editions.iter().map(|edition| &edition.taxonomy));
        tags.diagnostics.extend(missing);
        reports.extend(Some(tags).filter(|tags| !tags.diagnostics.is_empty()));
        let is_told_of = |file: &&mut Found| !file.diagnostics.is_empty() || !file.told.is_empty();
        for file in files.iter_mut().filter(is_told_of) {
            let path = file.record.path.clone();
            // Once more rather than to keep every text until it is known what is said of it.
            let bytes = read_file(&path).unwrap_or_default();
            let source = dayfold_ingest::source_text(&bytes).into_owned();
            let mut diagnostics = std::mem::take(&mut file.diagnostics);
            let told = std::mem::take(&mut file.told).into_iter();
            diagnostics.extend(told.map(|told| told.within(&source)));
            reports.push(FileReport {
                path,
                source,
                diagnostics,
            });
        }
        Self {
            settings,
            editions,
            reports,
            files: files.into_iter().map(|file| file.record).collect(),
            held,
            pictures,
            cache,
            context,
        }
    }

    /// Makes a digest.
    pub(crate) fn make(&self, plan: &Plan) -> Option<Digest> {
        plan.make(&self.cache, |part| self.read_again(part))
    }

    /// Which tags and entities the texts of an edition use, as they spell them.
    pub fn uses(&self, edition: &Edition) -> Uses {
        let digests = edition.plans().filter_map(|plan| self.make(plan));
        let mut uses = Uses::of(&edition.settings.lang, digests);
        uses.settle(&edition.taxonomy);
        uses
    }

    /// The digest of a day in an edition, without what is only known when it is published.
    pub fn digest(&self, edition: &Edition, date: Date) -> Option<Digest> {
        self.make(edition.days.get(&date)?)
    }

    /// The same of what stands for a day.
    pub fn undated_digest(&self, edition: &Edition, slug: &str) -> Option<Digest> {
        self.make(edition.undated.get(slug)?)
    }

    /// Reads a digest that the cache has lost, unless its file has changed since.
    fn read_again(&self, part: &Part) -> Option<Digest> {
        let bytes = read_file(&part.path).ok()?;
        let mut digests = dayfold_ingest::read(&bytes, &part.name, &self.context).digests;
        (part.at < digests.len()).then(|| digests.swap_remove(part.at))
    }

    /// Whether browsers keep what is read for when there is no network. Not what is shown while
    /// somebody writes, which is to be the newest.
    pub(crate) fn is_offline(&self, options: &Options<'_>) -> bool {
        self.settings.show.offline && options.extra_script.is_none()
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

    /// The site's time zone, where it is set.
    pub fn time_zone(&self) -> Option<&TimeZone> {
        self.settings.time_zone.as_ref()
    }

    /// Who serves the site.
    pub fn host(&self) -> Host {
        self.settings.host
    }

    /// What the host's own files depend on.
    pub(crate) fn place(&self) -> Place<'_> {
        let bases = self.editions.iter().map(|edition| edition.paths.base());
        let folders = bases.filter_map(|base| base.strip_prefix(self.base()));
        Place {
            url: self.settings.published.url.as_deref(),
            base: self.base(),
            languages: folders.map(str::to_owned).collect(),
            images: self.settings.images,
            framed_by: self.settings.framed_by(),
        }
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

/// A file that may be a digest.
struct Listed {
    path: PathBuf,
    /// Its path in the folder.
    name: PathBuf,
    kind: Kind,
}

impl Listed {
    fn read(self, reader: &Reader<'_>) -> Option<Found> {
        let Self { path, name, kind } = self;
        match read_file(&path) {
            Ok(bytes) => reader.read(&path, name, kind, &bytes),
            Err(error) if kind == Kind::Unknown && error.code == TOO_LARGE => None,
            Err(error) => Some(Found::unreadable(&path, name, error)),
        }
    }
}

/// The files that may be digests, in the order of their names, and the folders that cannot be
/// read.
fn list(folder: &Path, walked: &Path, out: Option<&Path>) -> (Vec<Listed>, Vec<FileReport>) {
    let (mut listed, mut unread) = (vec![], vec![]);
    let mut leave_out = |path: &Path, error| {
        unread.push(FileReport {
            path: path.to_owned(),
            source: String::new(),
            diagnostics: vec![error],
        });
    };
    let walk = WalkDir::new(walked).sort_by(by_name).into_iter();
    for entry in walk.filter_entry(|entry| wanted(entry, out)) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let text = format!("this folder cannot be read: {error}");
                let error_at = error.path().unwrap_or(folder);
                leave_out(error_at, Diagnostic::error("folder-unreadable", text));
                continue;
            }
        };
        let kind = match kind(&entry.file_name().to_string_lossy()) {
            // Whoever names a file means it.
            _ if entry.depth() == 0 => Kind::Text,
            kind => kind,
        };
        let path = entry.path();
        // Follows links, which a folder of digests may well consist of.
        if kind == Kind::Other || !path.is_file() {
            continue;
        }
        // Looked for in links alone: there are few, and every file would cost time.
        if entry.path_is_symlink()
            && entry.depth() > 0
            && let Err(error) = stays_inside(folder, path)
        {
            leave_out(path, error);
            continue;
        }
        listed.push(Listed {
            path: path.to_owned(),
            name: path.strip_prefix(folder).unwrap_or(path).to_owned(),
            kind,
        });
    }
    (listed, unread)
}

/// Marks the digests whose day has not begun in the site's zone. Without one a day has come as
/// soon as it has begun anywhere, so that nobody's news is late.
fn hold_back(files: &mut [Found], settings: &SiteSettings, now: Timestamp) -> Vec<Held> {
    let first = TimeZone::fixed(Offset::constant(14));
    let zone = settings.time_zone.clone().unwrap_or(first);
    let today = now.to_zoned(zone).date().to_string();
    let mut held = vec![];
    for file in files {
        for digest in &mut file.digests {
            if let Some(date) = digest.date().filter(|date| date.to_string() > today) {
                digest.is_held = true;
                held.push(Held {
                    name: file.record.name.clone(),
                    date,
                });
            }
        }
    }
    held
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
    let (source, settings, diagnostics) = match plain_file(&path).and_then(|_| fs::read(&path)) {
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
            let (mut settings, mut diagnostics) = settings::read(&text, folder);
            diagnostics.extend(settings.read_files(folder));
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

/// Reads what the publisher says of tags and entities; nothing where there is no such file.
fn read_tags(folder: &Path) -> (Rules, FileReport) {
    let mut report = FileReport {
        path: folder.join(TAGS_FILE),
        source: String::new(),
        diagnostics: vec![],
    };
    if !report.path.exists() {
        return (Rules::default(), report);
    }
    let bytes = match read_file(&report.path) {
        Ok(bytes) if bytes.contains(&0) => Err(Diagnostic::error(
            "file-binary",
            format!("{TAGS_FILE} is no text"),
        )),
        read => read,
    };
    match bytes {
        Ok(bytes) => {
            report.source = dayfold_ingest::source_text(&bytes).into_owned();
            let (rules, diagnostics) = taxonomy::read(&report.source);
            report.diagnostics = diagnostics;
            (rules, report)
        }
        Err(error) => {
            report.diagnostics.push(error);
            (Rules::default(), report)
        }
    }
}

/// By name without its ending: what is added to a day in `2025-11-22-b.md` comes behind
/// `2025-11-22.md`.
fn by_name(one: &DirEntry, other: &DirEntry) -> Ordering {
    // Both are in one folder, so their names are enough.
    let (one, other) = (one.file_name(), other.file_name());
    let stem = |name| Path::new(name).file_stem();
    stem(one).cmp(&stem(other)).then_with(|| one.cmp(other))
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
