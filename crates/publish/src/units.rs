//! What a site is made of, in units: files that are made together of the same things. A unit
//! is made again only when what it is made of has changed.

use crate::{
    cache::{Cache, Ingredients, Key, Kind},
    hosting::{Packing, packed, packings},
    output::{Changes, Output, OutputError},
};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::Path,
    sync::Mutex,
};

/// A file of the site.
pub(crate) struct SiteFile {
    /// Its path in the output.
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
}

impl SiteFile {
    pub(crate) fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            path: path.into(),
            bytes: bytes.into(),
        }
    }

    /// A value as JSON.
    pub(crate) fn json(path: String, value: &impl Serialize) -> Result<Self, OutputError> {
        match serde_json::to_vec(value) {
            Ok(bytes) => Ok(Self { path, bytes }),
            Err(source) => Err(OutputError::Json { path, source }),
        }
    }
}

/// What is remembered of a unit.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Unit {
    /// What it was made of.
    key: Key,
    files: Vec<Made>,
}

/// What is remembered of a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Made {
    path: String,
    bytes: u64,
    key: Key,
}

/// What is remembered of a site, as long as nobody else changed it.
#[derive(Default, Serialize, Deserialize)]
struct Memory {
    /// The name of the state that it is of.
    stamp: String,
    /// Whether packed files stand beside its files.
    packs: bool,
    units: BTreeMap<String, Unit>,
}

/// The units of a site that is being made.
pub(crate) struct Units<'a> {
    cache: &'a Cache,
    /// By what its memory is found.
    name: Vec<u8>,
    output: Output,
    /// Whether each file has packed ones beside it.
    packs: bool,
    before: BTreeMap<String, Unit>,
    now: Mutex<BTreeMap<String, Unit>>,
}

/// What was written.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Written {
    pub(crate) files: usize,
    pub(crate) bytes: u64,
    /// Bytes of the largest file.
    pub(crate) largest: u64,
    pub(crate) changes: Changes,
}

impl<'a> Units<'a> {
    /// Opens an output folder with what is remembered of it.
    pub(crate) fn open(out: &Path, cache: &'a Cache, packs: bool) -> Result<Self, OutputError> {
        let mut output = Output::open(out)?;
        let place = out.canonicalize();
        let place = place.as_deref().unwrap_or(out);
        let name = place.to_string_lossy().into_owned().into_bytes();
        let memory: Option<Memory> = cache.value(Kind::Site, &name);
        // Of another state nothing is known.
        let memory =
            memory.filter(|memory| !memory.stamp.is_empty() && memory.stamp == output.stamp());
        let memory = memory.filter(|memory| memory.packs == packs);
        let before = memory.unwrap_or_default().units;
        let files = before.values().flat_map(|unit| &unit.files);
        output.know(
            files
                .map(|file| (file.path.clone(), file.key))
                .collect::<HashMap<_, _>>(),
        );
        Ok(Self {
            cache,
            name,
            output,
            packs,
            before,
            now: Mutex::default(),
        })
    }

    /// Makes a unit, unless it was made of the same before.
    pub(crate) fn make(
        &self,
        name: impl Into<String>,
        key: Key,
        make: impl FnOnce() -> Result<Vec<SiteFile>, OutputError>,
    ) -> Result<(), OutputError> {
        let name = name.into();
        let unit = match self.before.get(&name) {
            Some(unit) if unit.key == key => unit.clone(),
            _ => {
                let mut files = vec![];
                for file in make()? {
                    if self.packs {
                        for packing in packings(&file.path, file.bytes.len()) {
                            files.push(self.write(self.packed(&file, *packing)?)?);
                        }
                    }
                    files.push(self.write(file)?);
                }
                Unit { key, files }
            }
        };
        if let Ok(mut now) = self.now.lock() {
            now.insert(name, unit);
        }
        Ok(())
    }

    fn write(&self, file: SiteFile) -> Result<Made, OutputError> {
        let SiteFile { path, bytes } = file;
        let key = Key::of(&bytes);
        self.output.put(&path, &bytes, key)?;
        Ok(Made {
            path,
            bytes: bytes.len() as u64,
            key,
        })
    }

    fn packed(&self, file: &SiteFile, packing: Packing) -> Result<SiteFile, OutputError> {
        let path = format!("{}{}", file.path, packing.ending());
        match packed(&file.path, &file.bytes, packing) {
            Ok(bytes) => Ok(SiteFile { path, bytes }),
            Err(source) => Err(OutputError::Unwritable {
                path: path.into(),
                source,
            }),
        }
    }

    /// What is in a file that an earlier build left here.
    pub(crate) fn read(&self, path: &str) -> Option<Vec<u8>> {
        self.output.read(path)
    }

    /// What pages load to be what they are, by its path: programs and styles. A picture that
    /// somebody took away is to be gone, and no page breaks without an old card.
    pub(crate) fn assets(&self) -> BTreeSet<String> {
        let now = self.now.lock();
        let paths = now.iter().flat_map(|now| now.values());
        let paths = paths.flat_map(|unit| &unit.files).map(|file| &file.path);
        let loaded = [".css", ".js", ".wasm"];
        let is_loaded = |path: &&String| {
            path.starts_with("assets/") && loaded.iter().any(|ending| path.ends_with(ending))
        };
        paths.filter(is_loaded).cloned().collect()
    }

    /// Makes a unit of one file whose name says all that is in it: `make` gives its path, and
    /// the way to its bytes, which is not gone where the file is there already.
    pub(crate) fn make_named<Bytes>(
        &self,
        name: impl Into<String>,
        key: Key,
        make: impl FnOnce() -> Result<(String, Bytes), OutputError>,
    ) -> Result<(), OutputError>
    where
        Bytes: FnOnce() -> Result<Vec<u8>, OutputError>,
    {
        self.make(name, key, || {
            let (path, bytes) = make()?;
            let bytes = match self.output.read(&path) {
                Some(bytes) => bytes,
                None => bytes()?,
            };
            Ok(vec![SiteFile { path, bytes }])
        })
    }

    /// The paths of a unit's files, which has been made.
    pub(crate) fn paths(&self, name: &str) -> Vec<String> {
        let now = self.now.lock();
        let unit = now.ok().and_then(|now| now.get(name).cloned());
        let files = unit.into_iter().flat_map(|unit| unit.files);
        files.map(|file| file.path).collect()
    }

    /// Makes a unit of files that are at hand.
    pub(crate) fn put(
        &self,
        name: impl Into<String>,
        files: Vec<SiteFile>,
    ) -> Result<(), OutputError> {
        let mut all = Ingredients::of("files");
        for file in &files {
            all.text(&file.path).bytes(&file.bytes);
        }
        self.make(name, all.done(), || Ok(files))
    }

    /// Puts everything in place.
    pub(crate) fn finish(self) -> Result<Written, OutputError> {
        let units = match self.now.into_inner() {
            Ok(units) => units,
            Err(poisoned) => poisoned.into_inner(),
        };
        let mut written = Written::default();
        let mut paths = BTreeSet::new();
        let mut state = Ingredients::of("state");
        for file in units.values().flat_map(|unit| &unit.files) {
            written.bytes += file.bytes;
            written.largest = written.largest.max(file.bytes);
            state.text(&file.path).key(file.key);
            paths.insert(file.path.clone());
        }
        written.files = paths.len();
        let stamp = state.done().to_string();
        let keys = |units: &BTreeMap<String, Unit>| -> Vec<Key> {
            units.values().map(|unit| unit.key).collect()
        };
        if keys(&units) != keys(&self.before) || stamp != self.output.stamp() {
            let memory = Memory {
                stamp: stamp.clone(),
                packs: self.packs,
                units,
            };
            // Before the folder is in that state: a memory of a state that did not come about
            // is one that nobody asks for.
            self.cache.put_value(Kind::Site, &self.name, &memory);
        }
        self.cache.keep();
        written.changes = self.output.finish(&paths, &stamp)?;
        Ok(written)
    }
}
