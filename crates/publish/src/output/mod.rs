//! Writing into the output folder, so that whoever is served from it never meets a half of
//! anything.
//!
//! A build first writes what changes beside the site, in a folder that is not served
//! (`.dayfold/`), and touches nothing else. Only when all is there, it is put in place file by
//! file, by renaming: assets, then data, new pages, changed pages, what lists them; what is
//! gone goes last. So at every moment each file is its old or its new version, and every link
//! on it leads somewhere. What is to be renamed stands in a [journal] first: the next build
//! finishes what a killed one left. A lock keeps two builds apart; it goes with its process.

mod journal;
mod place;

use journal::Journal;
use place::{Class, class};
use std::{
    collections::BTreeSet,
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

/// What a build keeps in the output folder for the next one.
const OWN: &str = ".dayfold";

/// In it: the site's files, one a line.
const FILES: &str = "files";

/// In it: what tells this state of the folder from any other.
const STAMP: &str = "stamp";

/// In it: what is about to be put in place.
const STAGING: &str = "staging";

/// The list of files where earlier versions had it.
const OLD_LIST: &str = ".dayfold-files";

/// Whether a folder is a site that a build wrote.
pub(crate) fn is_site(folder: &Path) -> bool {
    folder.join(OWN).join(FILES).is_file() || folder.join(OLD_LIST).is_file()
}

/// The output folder could not be written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// A file or folder could not be written.
    #[error("cannot write {path}")]
    Unwritable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Something that belongs into the site could not be read any more.
    #[error("cannot read {path}")]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The folder holds something else.
    #[error(
        "{0} is not empty, and no site that Dayfold wrote: name an empty folder, or one that is not there yet"
    )]
    Foreign(PathBuf),
    /// Another build writes there.
    #[error("another build is writing {0}; try again when it is done")]
    Busy(PathBuf),
    /// The site's icon could not be drawn.
    #[error(transparent)]
    Icon(#[from] crate::IconError),
    /// A card could not be drawn.
    #[error("the card of {of} cannot be drawn")]
    Card {
        /// What it is of.
        of: String,
        /// Why.
        source: dayfold_cards::CardError,
    },
    /// Something could not be written as JSON.
    #[error("cannot write {path} as JSON")]
    Json {
        /// Which file.
        path: String,
        /// Why.
        source: serde_json::Error,
    },
}

/// An output folder that is being brought up to date.
pub(crate) struct Output {
    folder: PathBuf,
    stamp: String,
    staged: AtomicUsize,
    changes: Mutex<Vec<Change>>,
    /// Held as long as this is.
    _lock: File,
}

/// A file that waits for its place.
struct Change {
    class: Class,
    path: String,
    staged: usize,
}

/// The files that the site is to have.
pub(crate) enum Next {
    /// These.
    All(BTreeSet<String>),
    /// Those that it has, and some more, but not some of them.
    Differs {
        come: BTreeSet<String>,
        gone: BTreeSet<String>,
    },
}

/// What came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Changes {
    /// How many files are new or differ from what stood there.
    pub(crate) changed: usize,
    /// How many are gone.
    pub(crate) removed: usize,
}

impl Output {
    /// Opens the folder, making it where it is not there, and finishes what an earlier build
    /// left.
    pub(crate) fn open(folder: &Path) -> Result<Self, OutputError> {
        let own = folder.join(OWN);
        let fail = |source| OutputError::Unwritable {
            path: folder.to_owned(),
            source,
        };
        fs::create_dir_all(folder).map_err(fail)?;
        if !own.is_dir() && !folder.join(OLD_LIST).is_file() {
            let mut there = fs::read_dir(folder).map_err(fail)?;
            if there.next().is_some() {
                return Err(OutputError::Foreign(folder.to_owned()));
            }
        }
        fs::create_dir_all(&own).map_err(fail)?;
        let lock = File::create(own.join("lock")).map_err(fail)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(OutputError::Busy(folder.to_owned())),
            // A file system without locks is no reason not to publish.
            Err(TryLockError::Error(_)) => {}
        }
        journal::finish(folder)?;
        let staging = own.join(STAGING);
        _ = fs::remove_dir_all(&staging);
        fs::create_dir_all(&staging).map_err(fail)?;
        Ok(Self {
            folder: folder.to_owned(),
            stamp: fs::read_to_string(own.join(STAMP)).unwrap_or_default(),
            staged: AtomicUsize::new(0),
            changes: Mutex::default(),
            _lock: lock,
        })
    }

    /// What the build before called the state that it left; empty where none did.
    pub(crate) fn stamp(&self) -> &str {
        &self.stamp
    }

    /// The files of the build before, one a line, in their order.
    fn list(&self) -> String {
        let list = fs::read_to_string(self.folder.join(OWN).join(FILES));
        let list = list.or_else(|_| fs::read_to_string(self.folder.join(OLD_LIST)));
        list.unwrap_or_default()
    }

    /// What is in a file that an earlier build wrote.
    pub(crate) fn read(&self, path: &str) -> Option<Vec<u8>> {
        fs::read(self.folder.join(path)).ok()
    }

    /// Makes a file ready, unless it is there already just so.
    pub(crate) fn put(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        match self.read(path) {
            Some(old) if old == bytes => Ok(()),
            old => self.stage(path, bytes, old.is_none()),
        }
    }

    /// Makes a file ready that is there and known to be otherwise.
    pub(crate) fn replace(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        self.stage(path, bytes, false)
    }

    fn stage(&self, path: &str, bytes: &[u8], is_new: bool) -> Result<(), OutputError> {
        let staged = self.staged.fetch_add(1, Ordering::Relaxed);
        let part = self.staging(staged);
        let written = write(&part, bytes).or_else(|error| match part.parent() {
            // The first of some thousands; more to a folder would be slow on some systems.
            Some(folder) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(folder).and_then(|()| write(&part, bytes))
            }
            _ => Err(error),
        });
        written.map_err(|source| OutputError::Unwritable {
            path: self.folder.join(path),
            source,
        })?;
        if let Ok(mut changes) = self.changes.lock() {
            changes.push(Change {
                class: class(path, is_new),
                path: path.to_owned(),
                staged,
            });
        }
        Ok(())
    }

    fn staging(&self, number: usize) -> PathBuf {
        self.folder
            .join(OWN)
            .join(STAGING)
            .join(journal::staged(number))
    }

    /// Puts all in place that was made ready, and removes what an earlier build wrote and the
    /// site has no more. `stamp` becomes the name of this state.
    pub(crate) fn finish(self, next: Next, stamp: &str) -> Result<Changes, OutputError> {
        let mut changes = match self.changes.lock() {
            Ok(mut changes) => std::mem::take(&mut *changes),
            Err(poisoned) => std::mem::take(&mut *poisoned.into_inner()),
        };
        let list = self.list();
        let (come, gone) = match next {
            Next::Differs { come, gone } => (come, gone),
            Next::All(files) => {
                let earlier: BTreeSet<&str> = list.lines().collect();
                let gone = earlier.iter().filter(|path| !files.contains(**path));
                let gone = gone.map(|path| (*path).to_owned()).collect();
                let come = files.into_iter();
                let come = come.filter(|path| !earlier.contains(&**path)).collect();
                (come, gone)
            }
        };
        let counted = Changes {
            changed: changes.len(),
            removed: gone.len(),
        };
        if changes.is_empty() && gone.is_empty() && stamp == self.stamp {
            return Ok(counted);
        }
        changes.sort_by(|a, b| (a.class, &a.path).cmp(&(b.class, &b.path)));
        let files = journal::list(&list, &come, &gone);
        let mut gone: Vec<String> = gone.into_iter().collect();
        gone.sort_by_cached_key(|path| place::leaving(path));
        let journal = Journal {
            renamed: changes
                .into_iter()
                .map(|change| (change.staged, change.path)),
            files,
            removed: gone.into_iter(),
            stamp,
        };
        journal.write(&self.folder)?;
        journal::finish(&self.folder)?;
        Ok(counted)
    }
}

impl Drop for Output {
    /// A build that failed leaves the site as it was, and nothing beside it.
    fn drop(&mut self) {
        let own = self.folder.join(OWN);
        _ = fs::remove_dir_all(own.join(STAGING));
        let is_site = own.join(FILES).exists() || self.folder.join(OLD_LIST).exists();
        if self.stamp.is_empty() && !is_site {
            _ = fs::remove_file(own.join("lock"));
            // Both fail where something is in them, as they should.
            _ = fs::remove_dir(&own);
            _ = fs::remove_dir(&self.folder);
        }
    }
}

/// Writes a file whole. One that does not fit is not left lying about.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::write(path, bytes).inspect_err(|_| {
        _ = fs::remove_file(path);
    })
}

#[cfg(test)]
mod tests;
