//! The build's cache: what was made before, by the key of what it was made of.
//!
//! It saves time and never changes a byte: whatever is in it can be made again, so what cannot
//! be read counts as not there, and a file that is broken is begun anew. One file
//! ([redb](https://docs.rs/redb)), so that a job can carry it from one machine to the next.

mod key;

pub use key::Key;
pub(crate) use key::{Ingredients, digits};

use redb::{
    Database, DatabaseError, Durability, ReadOnlyTable, ReadableDatabase, ReadableTableMetadata,
    TableDefinition,
    backends::{FileBackend, InMemoryBackend},
};
use serde::{Serialize, de::DeserializeOwned};
use std::{
    collections::{HashMap, HashSet},
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, RwLock},
};

/// How much of the file is held in memory, in bytes.
const HELD: usize = 16 * 1024 * 1024;

/// How much is gathered before it is written, in bytes.
const GATHERED: usize = 4 * 1024 * 1024;

/// What there is of each kind of thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// What a file was read as, without its digests.
    Reading,
    /// A digest of a file, as JSON.
    Digest,
    /// What is known of a day or of an undated digest without its text.
    Facts,
    /// A story as lists show it, as JSON.
    Link,
    /// What a day's stories are tied to.
    Ties,
    /// A part of the search's index.
    Search,
    /// What was written into an output folder.
    Site,
}

impl Kind {
    const ALL: [Self; 7] = [
        Self::Reading,
        Self::Digest,
        Self::Facts,
        Self::Link,
        Self::Ties,
        Self::Search,
        Self::Site,
    ];

    fn table(self) -> TableDefinition<'static, &'static [u8], &'static [u8]> {
        TableDefinition::new(match self {
            Self::Reading => "readings",
            Self::Digest => "digests",
            Self::Facts => "facts",
            Self::Link => "links",
            Self::Ties => "ties",
            Self::Search => "search",
            Self::Site => "sites",
        })
    }
}

/// The cache cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CacheError {
    /// Another build has it.
    #[error("another build is using the cache {0}")]
    Busy(PathBuf),
    /// Its folder or file cannot be made or opened.
    #[error("cannot use {path} as a cache")]
    Unusable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// What was made before.
pub struct Cache {
    database: Database,
    /// What this build is made by: another version may make something else of the same.
    engine: Key,
    /// What is not written yet.
    new: Mutex<New>,
    /// What was looked up or put in, by its kind.
    used: Mutex<HashSet<(Kind, Box<[u8]>)>>,
    /// What is written, as it is looked up in.
    written: RwLock<Option<Arc<Written>>>,
}

/// A state of the database, opened: what is looked up in it a hundred thousand times.
struct Written(Vec<Option<Table>>);

type Table = ReadOnlyTable<&'static [u8], &'static [u8]>;

#[derive(Default)]
struct New {
    rows: HashMap<(Kind, Box<[u8]>), Vec<u8>>,
    bytes: usize,
}

impl Cache {
    /// Opens the cache in a folder, which is made where it is not there. `engine` names the
    /// program, for example by the hash of its file.
    pub fn open(folder: &Path, engine: Key) -> Result<Self, CacheError> {
        let unusable = |source| CacheError::Unusable {
            path: folder.to_owned(),
            source,
        };
        fs::create_dir_all(folder).map_err(unusable)?;
        let file = folder.join("build.redb");
        let open = || Database::builder().set_cache_size(HELD).create(&file);
        let database = match open() {
            Err(DatabaseError::DatabaseAlreadyOpen) => return Err(CacheError::Busy(file)),
            // Broken, or of another version: it can all be made again.
            Err(_) => {
                _ = fs::remove_file(&file);
                open().map_err(|error| unusable(io::Error::other(error)))?
            }
            Ok(database) => database,
        };
        Ok(Self::with(database, engine))
    }

    /// A cache that lasts as long as the program: for looking a folder over.
    pub fn in_memory() -> Self {
        let backend = InMemoryBackend::new();
        #[expect(
            clippy::expect_used,
            reason = "an empty database in memory has nothing that could be wrong with it"
        )]
        let database = Database::builder()
            .set_cache_size(HELD)
            .create_with_backend(backend)
            .expect("memory can hold a database");
        Self::with(database, Key::default())
    }

    /// A cache in a file that goes away with it: for a build that is to leave none.
    pub fn temporary() -> Result<Self, CacheError> {
        let unusable = |source| CacheError::Unusable {
            path: std::env::temp_dir(),
            source,
        };
        let file = tempfile::tempfile().map_err(unusable)?;
        let other = |error| unusable(io::Error::other(error));
        let backend = FileBackend::new(file).map_err(other)?;
        let database = Database::builder()
            .set_cache_size(HELD)
            .create_with_backend(backend)
            .map_err(other)?;
        Ok(Self::with(database, Key::default()))
    }

    fn with(database: Database, engine: Key) -> Self {
        Self {
            database,
            engine,
            new: Mutex::default(),
            used: Mutex::default(),
            written: RwLock::default(),
        }
    }

    /// Begins the key of something that this program makes.
    pub(crate) fn ingredients(&self, kind: &str) -> Ingredients {
        let mut all = Ingredients::of(kind);
        all.key(self.engine);
        all
    }

    /// Looks something up.
    pub(crate) fn get(&self, kind: Kind, key: &[u8]) -> Option<Vec<u8>> {
        let found = self.gathered(kind, key).or_else(|| {
            let written = self.written()?;
            let table = written.0.get(kind as usize)?.as_ref()?;
            Some(table.get(key).ok()??.value().to_vec())
        })?;
        self.note(kind, key);
        Some(found)
    }

    fn written(&self) -> Option<Arc<Written>> {
        if let Ok(written) = self.written.read()
            && let Some(written) = &*written
        {
            return Some(written.clone());
        }
        let mut written = self.written.write().ok()?;
        if let Some(written) = &*written {
            return Some(written.clone());
        }
        let reading = self.database.begin_read().ok()?;
        let tables = Kind::ALL.map(|kind| reading.open_table(kind.table()).ok());
        let opened = Arc::new(Written(tables.into()));
        *written = Some(opened.clone());
        Some(opened)
    }

    /// What was opened is of the state before; and as long as it is, its pages are not free.
    fn forget_written(&self) {
        if let Ok(mut written) = self.written.write() {
            *written = None;
        }
    }

    fn gathered(&self, kind: Kind, key: &[u8]) -> Option<Vec<u8>> {
        let new = self.new.lock().ok()?;
        new.rows.get(&(kind, key.into())).cloned()
    }

    /// Looks up what [`put_value`](Self::put_value) put in.
    pub(crate) fn value<T: DeserializeOwned>(&self, kind: Kind, key: &[u8]) -> Option<T> {
        postcard::from_bytes(&self.get(kind, key)?).ok()
    }

    /// Notes something for the next build. What cannot be kept is made again then.
    pub(crate) fn put(&self, kind: Kind, key: &[u8], bytes: Vec<u8>) {
        self.note(kind, key);
        let Ok(mut new) = self.new.lock() else {
            return;
        };
        new.bytes += bytes.len();
        new.rows.insert((kind, key.into()), bytes);
        if new.bytes > GATHERED {
            _ = self.write(&mut new, Durability::None);
        }
    }

    /// The same of a value.
    pub(crate) fn put_value(&self, kind: Kind, key: &[u8], value: &impl Serialize) {
        if let Ok(bytes) = postcard::to_stdvec(value) {
            self.put(kind, key, bytes);
        }
    }

    fn note(&self, kind: Kind, key: &[u8]) {
        if let Ok(mut used) = self.used.lock() {
            used.insert((kind, key.into()));
        }
    }

    fn write(&self, new: &mut New, durability: Durability) -> Result<(), redb::Error> {
        let mut writing = self.database.begin_write()?;
        writing.set_durability(durability)?;
        let rows = std::mem::take(&mut new.rows);
        new.bytes = 0;
        for kind in Kind::ALL {
            let mut table = writing.open_table(kind.table())?;
            for ((_, key), bytes) in rows.iter().filter(|((of, _), _)| *of == kind) {
                table.insert(&**key, &**bytes)?;
            }
        }
        self.forget_written();
        writing.commit()?;
        self.forget_written();
        Ok(())
    }

    /// Writes what was gathered, so that it is there whatever happens next.
    pub(crate) fn keep(&self) {
        if let Ok(mut new) = self.new.lock() {
            _ = self.write(&mut new, Durability::Immediate);
        }
    }

    /// Throws out what this build had no use for, where that is the larger part.
    pub(crate) fn clear(&self) {
        _ = self.try_clear();
    }

    fn try_clear(&self) -> Result<(), redb::Error> {
        let Ok(used) = self.used.lock() else {
            return Ok(());
        };
        self.forget_written();
        for kind in Kind::ALL {
            // Each folder of output has one of the first; the others go with what they are of.
            if matches!(kind, Kind::Site | Kind::Link | Kind::Digest) {
                continue;
            }
            let wanted = used.iter().filter(|(of, _)| *of == kind).count() as u64;
            let reading = self.database.begin_read()?;
            let held = reading.open_table(kind.table())?.len()?;
            drop(reading);
            if held <= 2 * wanted + 1000 {
                continue;
            }
            let writing = self.database.begin_write()?;
            writing
                .open_table(kind.table())?
                .retain(|key, _| used.contains(&(kind, key.into())))?;
            // A build that changes nothing looks up none of these, but the next one may: and
            // where what they are of is there, they are not made again.
            let parts = match kind {
                Kind::Facts => Some(Kind::Link),
                Kind::Reading => Some(Kind::Digest),
                _ => None,
            };
            if let Some(parts) = parts {
                let is_wanted = |key: &[u8]| used.contains(&(kind, whole(key).into()));
                writing
                    .open_table(parts.table())?
                    .retain(|key, _| is_wanted(key))?;
            }
            writing.commit()?;
        }
        Ok(())
    }
}

/// The key of a part of something: the whole's, and the number of the part.
pub(crate) fn part(whole: Key, at: usize) -> Vec<u8> {
    let mut part = whole.as_bytes().to_vec();
    part.extend((at as u32).to_be_bytes());
    part
}

/// The whole's, of that of a part.
fn whole(part: &[u8]) -> &[u8] {
    &part[..part.len().saturating_sub(size_of::<u32>())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_was_put_in() {
        let folder = tempfile::tempdir().unwrap();
        let open = || Cache::open(folder.path(), Key::of(b"1")).unwrap();
        let cache = open();
        cache.put_value(Kind::Facts, b"a", &(1, "x"));
        assert_eq!(cache.value(Kind::Facts, b"a"), Some((1, "x".to_owned())));
        cache.keep();
        drop(cache);
        let cache = open();
        assert_eq!(cache.value(Kind::Facts, b"a"), Some((1, "x".to_owned())));
        assert_eq!(cache.get(Kind::Link, b"a"), None);
        assert!(matches!(
            Cache::open(folder.path(), Key::default()),
            Err(CacheError::Busy(_))
        ));
    }

    #[test]
    fn links_stay_as_long_as_their_facts() {
        let cache = Cache::in_memory();
        let (kept, old) = (Key::of(b"kept"), Key::of(b"old"));
        let of = |key: Key, at: u32| [key.as_bytes(), &at.to_be_bytes()].concat();
        cache.put_value(Kind::Facts, kept.as_bytes(), &1);
        for number in 0..2000_u32 {
            cache.put_value(Kind::Facts, &of(old, number), &1);
            cache.put(Kind::Link, &of(kept, number), vec![]);
        }
        cache.put(Kind::Link, &of(old, 1), vec![]);
        cache.keep();
        // The next build uses those facts alone, and throws out the rest.
        cache.used.lock().unwrap().clear();
        assert!(cache.get(Kind::Facts, kept.as_bytes()).is_some());
        cache.clear();
        assert!(cache.get(Kind::Link, &of(kept, 1999)).is_some());
        assert!(cache.get(Kind::Link, &of(old, 1)).is_none());
        assert!(cache.get(Kind::Facts, &of(old, 7)).is_none());
    }

    #[test]
    fn a_broken_file_is_begun_anew() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("build.redb"), "no database").unwrap();
        let cache = Cache::open(folder.path(), Key::default()).unwrap();
        assert_eq!(cache.get(Kind::Facts, b"a"), None);
    }
}
