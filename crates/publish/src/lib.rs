//! Turns a folder of digests into a static site.
//!
//! [`Folder::read`] reads the settings and every digest, and keeps going whatever it meets;
//! [`publish`] renders the pages with the reader's own components and writes them, with the
//! JSON behind them, into the output folder. Between the two nothing is written, so that a
//! build that fails leaves the last good site in place.

#![forbid(unsafe_code)]

mod about;
mod addresses;
mod beside;
mod bundle;
mod cache;
mod cards;
mod descriptions;
mod document;
mod editions;
mod extras;
mod facts;
mod feeds;
mod folder;
mod frame;
mod head;
mod history;
mod hosting;
mod icons;
mod kinds;
mod languages;
mod linked_data;
mod name;
mod oembed;
mod output;
mod pages;
mod parts;
mod pictures;
mod plain_html;
mod policy;
mod progress;
mod reading;
mod reading_time;
mod record;
#[cfg(test)]
mod samples;
mod search;
mod settings;
mod site;
mod sitemaps;
mod source_file;
mod stamps;
mod story_page;
mod taxonomy;
mod theme;
mod threads;
mod units;
mod widgets;
mod words;
mod worker;
mod xml;

pub use bundle::{Bundle, BundleError};
pub use cache::{Cache, CacheError, Key};
pub use editions::Edition;
pub use extras::Extra;
pub use folder::{FileReport, Folder, FolderError, Held, ReadOptions};
pub use history::{Previous, PreviousError};
pub use hosting::{
    AssetHistory, Host, KEEP, Kept, KeptAsset, Packing, Size, keep, packed, packings, room_left,
};
pub use icons::IconError;
pub use output::OutputError;
pub use policy::content_security_policy;
pub use progress::{Progress, Work};
pub use record::{DigestRecord, FileRecord};
pub use settings::{RemoteImages, SETTINGS_FILE, check_settings, settings_schema};
#[cfg(feature = "schema")]
pub use taxonomy::tags_schema;
pub use taxonomy::{Stands, StoryUse, TAGS_FILE, TagUse, Uses};

use cache::Ingredients;
use history::{Now, Remembered};
use jiff::{Timestamp, tz::TimeZone};
use output::Output;
use rayon::prelude::*;
use site::{Site, make_shared, make_worker};
use std::{fs, path::Path};
use units::{SiteFile, Units};

/// What a build may be told beside its folder.
pub struct Options<'a> {
    /// The address of a script, as a path on the same host, that every page loads at its end:
    /// for reloading while somebody writes.
    pub extra_script: Option<String>,
    /// The site that this one goes on from; without it, the one in the output folder.
    pub previous: Option<Previous>,
    /// When it is: the moment of corrections that do not say theirs.
    pub now: Timestamp,
    /// What is left out, to measure what it costs. The site is not whole then.
    pub without: &'a [Extra],
    /// Who is told how far it is.
    pub progress: &'a dyn Progress,
}

impl Options<'_> {
    fn has(&self, extra: Extra) -> bool {
        !self.without.contains(&extra)
    }
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            extra_script: None,
            previous: None,
            now: Timestamp::UNIX_EPOCH,
            without: &[],
            progress: &(),
        }
    }
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Days published, each once, in however many languages.
    pub days: usize,
    /// Digests without a day.
    pub undated: usize,
    /// Stories in them.
    pub stories: usize,
    /// Files that the site has.
    pub files: usize,
    /// Of these, how many are new or differ from what stood there.
    pub changed: usize,
    /// Files of an earlier build that the site has no more.
    pub removed: usize,
    /// Bytes of all files.
    pub bytes: u64,
    /// Bytes of the largest file.
    pub largest: u64,
}

/// A site could not be built. The one that was there is as it was.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The output could not be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// What the site before remembers could not be read.
    #[error(transparent)]
    Previous(#[from] PreviousError),
}

/// Writes the site of `folder` into `out`.
///
/// What it is made of is the folder, the settings, the site before and the moment; what is in
/// the folder's cache saves time and changes nothing. Files that are already as they should be
/// are left alone; those of an earlier build that the site has no more are removed, and
/// nothing else is.
pub fn publish(
    folder: &Folder,
    bundle: &Bundle,
    out: &Path,
    options: &Options<'_>,
) -> Result<Summary, PublishError> {
    let zone = folder.settings.time_zone.clone().unwrap_or(TimeZone::UTC);
    let here = Previous::Folder(out.to_owned());
    let previous = options.previous.as_ref().unwrap_or(&here);
    let editions = &folder.editions;
    // First: it finishes what a killed build left, which may be what is remembered.
    let output = Output::open(out)?;
    // Each takes a while where there are ten thousand days.
    let (units, remembered) = rayon::join(
        || Units::of(output, out, &folder.cache, folder.host().packs()),
        || -> Result<Vec<Remembered>, PreviousError> {
            let remembered = editions.iter().map(|edition| {
                let paths = &edition.paths;
                previous.remembered(|name| folder.settings.inside(&paths.data(name)))
            });
            remembered.collect()
        },
    );
    let remembered = remembered?;
    make_assets(folder, bundle, &units)?;
    let digests = editions
        .iter()
        .map(|edition| edition.days.len() + edition.undated.len());
    options.progress.begin(Work::Days, digests.sum());
    let mut summary = Summary {
        days: folder.days(),
        ..Summary::default()
    };
    let mut sites = Vec::with_capacity(editions.len());
    for (edition, before) in editions.iter().zip(remembered) {
        let mut site = Site::new(folder, edition, bundle, options);
        let now = Now {
            moment: options.now,
            zone: &zone,
            url: edition.settings.url.as_deref(),
            base: edition.paths.base(),
        };
        site.make_days(&units, before, &now, options.progress)?;
        site.make_lists(&units)?;
        site.make_pages(&units)?;
        summary.undated += edition.undated.len();
        summary.stories += site.stories();
        sites.push(site);
    }
    make_shared(folder, bundle, &sites, &units)?;
    make_worker(folder, bundle, &sites, &units, options)?;
    if folder.settings.widgets() {
        let url = folder.settings.published.url.as_deref();
        let info = widgets::Info::of(bundle, url, folder.base());
        units.put("widgets", vec![info.file()?])?;
    }
    let moved: Vec<_> = match folder.host().redirects() {
        true => sites.iter().flat_map(Site::moved).collect(),
        false => vec![],
    };
    let host = hosting::files(folder.host(), &folder.place(), &moved).into_iter();
    let host = host.map(|(path, text)| SiteFile::new(path, text));
    units.put("host", host.collect())?;
    keep_assets(&units, previous, options.now)?;
    let written = units.finish()?;
    folder.cache.clear();
    Ok(Summary {
        files: written.files,
        bytes: written.bytes,
        largest: written.largest,
        changed: written.changes.changed,
        removed: written.changes.removed,
        ..summary
    })
}

/// Keeps the assets of earlier builds for a time: whoever reads an old page goes on.
fn keep_assets(units: &Units<'_>, previous: &Previous, now: Timestamp) -> Result<(), PublishError> {
    let before = previous.read_json(hosting::ASSETS)?.unwrap_or_default();
    let mut kept = keep(&before, &units.assets(), now, KEEP);
    for path in &kept.keep {
        let bytes = match units.read(path) {
            Some(bytes) => Some(bytes),
            None => previous.read(path)?,
        };
        match bytes {
            Some(bytes) => {
                let file = SiteFile::new(path.clone(), bytes);
                units.put(format!("kept/{path}"), vec![file])?;
            }
            None => kept.history.assets.retain(|asset| asset.path != *path),
        }
    }
    let history = SiteFile::json(hosting::ASSETS.to_owned(), &kept.history)?;
    Ok(units.put("kept", vec![history])?)
}

/// The reader's files and the folder's images. They are named by what is in them, or few.
fn make_assets(folder: &Folder, bundle: &Bundle, units: &Units<'_>) -> Result<(), OutputError> {
    let widgets = folder.settings.widgets();
    let mut key = Ingredients::of("assets");
    key.key(bundle.key()).value(&widgets);
    units.make("assets", key.done(), || {
        let files = bundle.files();
        let files = files.filter(|file| widgets || !Bundle::is_of_widgets(&file.path));
        let files = files.map(|file| SiteFile::new(file.path.clone(), file.bytes.to_vec()));
        Ok(files.collect())
    })?;
    for file in folder.settings.own.all() {
        let key = Key::of(file.path.as_bytes());
        units.make(file.path.clone(), key, || {
            Ok(vec![SiteFile::new(file.path.clone(), file.bytes.clone())])
        })?;
    }
    folder.pictures.par_iter().try_for_each(|picture| {
        let key = Key::of(picture.file.as_bytes());
        units.make(picture.file.clone(), key, || {
            let bytes = fs::read(&picture.source);
            let bytes = bytes.map_err(|source| OutputError::Unreadable {
                path: picture.source.clone(),
                source,
            })?;
            Ok(vec![SiteFile::new(picture.file.clone(), bytes)])
        })
    })
}
