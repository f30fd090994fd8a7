//! What a site is made of, in units: files that are made together of the same things. A unit
//! is made again only when what it is made of has changed.

mod memory;

use crate::{
    cache::{Cache, Ingredients, Key, Kind},
    hosting::{Packing, packed, packings},
    output::{Changes, Next, Output, OutputError},
};
use memory::{Memory, Unit};
use serde::Serialize;
use std::{
    collections::{BTreeSet, HashMap},
    path::Path,
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
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

/// The units of a site that is being made.
pub(crate) struct Units<'a> {
    cache: &'a Cache,
    /// By what its memory is found.
    name: Vec<u8>,
    output: Output,
    /// Whether each file has packed ones beside it.
    packs: bool,
    /// Whether the state of the output is remembered.
    is_known: bool,
    /// What was made before.
    before: HashMap<String, Before>,
    /// What is made anew.
    now: Mutex<HashMap<String, Unit>>,
}

/// A unit that was made before.
struct Before {
    unit: Unit,
    /// It is as it is to be.
    stays: AtomicBool,
}

impl Before {
    fn stays(&self) -> bool {
        self.stays.load(Relaxed)
    }
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
    /// The units of an output folder that was opened, with what is remembered of them.
    pub(crate) fn of(output: Output, out: &Path, cache: &'a Cache, packs: bool) -> Self {
        let place = out.canonicalize();
        let place = place.as_deref().unwrap_or(out);
        let name = place.to_string_lossy().into_owned().into_bytes();
        let memory: Option<Memory> = cache.value(Kind::Site, &name);
        // Of another state nothing is known.
        let memory =
            memory.filter(|memory| !memory.stamp.is_empty() && memory.stamp == output.stamp());
        let memory = memory.filter(|memory| memory.packs == packs);
        let is_known = memory.is_some();
        let before = memory.unwrap_or_default().units.into_iter();
        let before = before.map(|(name, unit)| {
            let stays = AtomicBool::new(false);
            (name, Before { unit, stays })
        });
        Self {
            cache,
            name,
            output,
            packs,
            is_known,
            before: before.collect(),
            now: Mutex::default(),
        }
    }

    /// Makes a unit, unless it was made of the same before.
    pub(crate) fn make(
        &self,
        name: impl Into<String>,
        key: Key,
        make: impl FnOnce() -> Result<Vec<SiteFile>, OutputError>,
    ) -> Result<(), OutputError> {
        self.make_unit(name.into(), Unit::new(key, false), make)
    }

    fn make_unit(
        &self,
        name: String,
        mut unit: Unit,
        make: impl FnOnce() -> Result<Vec<SiteFile>, OutputError>,
    ) -> Result<(), OutputError> {
        let before = self.before.get(&name);
        if let Some(before) = before.filter(|before| before.unit.key == unit.key) {
            before.stays.store(true, Relaxed);
            return Ok(());
        }
        let before = before.map(|before| &before.unit);
        for file in make()? {
            if self.packs {
                for packing in packings(&file.path, file.bytes.len()) {
                    self.write(&mut unit, before, self.packed(&file, *packing)?)?;
                }
            }
            self.write(&mut unit, before, file)?;
        }
        if let Ok(mut now) = self.now.lock() {
            now.insert(name, unit);
        }
        Ok(())
    }

    fn write(
        &self,
        unit: &mut Unit,
        before: Option<&Unit>,
        file: SiteFile,
    ) -> Result<(), OutputError> {
        let SiteFile { path, bytes } = file;
        let key = Key::of(&bytes);
        let held = before.and_then(|before| before.holds(&path));
        match held {
            Some(held) if held == key => {}
            Some(_) => self.output.replace(&path, &bytes)?,
            None => self.output.put(&path, &bytes)?,
        }
        unit.add(&path, bytes.len() as u64, key);
        Ok(())
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
        let mut all = BTreeSet::new();
        let mut add = |unit: &Unit| {
            let paths = unit.paths().filter(|path| memory::is_loaded(path));
            all.extend(paths.map(str::to_owned));
        };
        self.staying()
            .filter(|unit| unit.is_loaded)
            .for_each(&mut add);
        if let Ok(now) = self.now.lock() {
            now.values()
                .filter(|unit| unit.is_loaded)
                .for_each(&mut add);
        }
        all
    }

    /// What was made before and stays.
    fn staying(&self) -> impl Iterator<Item = &Unit> {
        let staying = self.before.values().filter(|before| before.stays());
        staying.map(|before| &before.unit)
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
        self.make_unit(name.into(), Unit::new(key, true), || {
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
        let paths = |unit: &Unit| unit.paths().map(str::to_owned).collect();
        let now = self.now.lock();
        match now.ok().as_deref().and_then(|now| now.get(name)) {
            Some(unit) => paths(unit),
            None => {
                let before = self.before.get(name).filter(|before| before.stays());
                before.map_or_else(Vec::new, |before| paths(&before.unit))
            }
        }
    }

    /// How many bytes a file of a unit has, which has been made; 0 of one that is not there.
    pub(crate) fn bytes(&self, name: &str, path: &str) -> u64 {
        let bytes = |unit: &Unit| unit.bytes_of(path);
        let now = self.now.lock();
        match now.ok().as_deref().and_then(|now| now.get(name)) {
            Some(unit) => bytes(unit),
            None => {
                let before = self.before.get(name).filter(|before| before.stays());
                before.map_or(0, |before| bytes(&before.unit))
            }
        }
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
        let now = match self.now.into_inner() {
            Ok(now) => now,
            Err(poisoned) => poisoned.into_inner(),
        };
        let before = self.before.into_iter();
        let (staying, past): (Vec<_>, Vec<_>) = before.partition(|(_, before)| before.stays());
        let difference = self.is_known.then(|| {
            let staying = staying.iter().map(|(_, before)| &before.unit);
            let past = past.iter().map(|(_, before)| &before.unit);
            difference(staying, past, now.values())
        });
        let is_same = self.is_known && now.is_empty() && past.is_empty();
        let staying = staying
            .into_iter()
            .map(|(name, before)| (name, before.unit));
        let mut units: HashMap<String, Unit> = staying.collect();
        units.extend(now);

        let (files, bytes, largest) = memory::count(units.values());
        let mut written = Written {
            files,
            bytes,
            largest,
            changes: Changes::default(),
        };
        if is_same {
            self.cache.keep();
            return Ok(written);
        }
        let mut states: Vec<_> = units
            .iter()
            .map(|(name, unit)| (name, unit.state()))
            .collect();
        states.sort();
        let mut state = Ingredients::of("state");
        for (name, key) in states {
            state.text(name).key(key);
        }
        let stamp = state.done().to_string();
        let next = difference.unwrap_or_else(|| {
            let paths = units.values().flat_map(Unit::paths);
            Next::All(paths.map(str::to_owned).collect())
        });
        let memory = Memory {
            stamp,
            packs: self.packs,
            units,
        };
        // Before the folder is in that state: a memory of a state that did not come about is
        // one that nobody asks for.
        self.cache.put_value(Kind::Site, &self.name, &memory);
        self.cache.keep();
        written.changes = self.output.finish(next, &memory.stamp)?;
        Ok(written)
    }
}

/// Which files the units of now have that those of before had not, and the other way round.
fn difference<'u>(
    staying: impl Iterator<Item = &'u Unit>,
    past: impl Iterator<Item = &'u Unit>,
    now: impl Iterator<Item = &'u Unit>,
) -> Next {
    let owned = |paths: &BTreeSet<&str>, but: &BTreeSet<&str>| -> BTreeSet<String> {
        let paths = paths.difference(but);
        paths.map(|path| (*path).to_owned()).collect()
    };
    let past: BTreeSet<&str> = past.flat_map(Unit::paths).collect();
    let now: BTreeSet<&str> = now.flat_map(Unit::paths).collect();
    let come = owned(&now, &past);
    let mut gone = owned(&past, &now);
    if !gone.is_empty() {
        // A file may have been another unit's as well.
        for path in staying.flat_map(Unit::paths) {
            gone.remove(path);
        }
    }
    Next::Differs { come, gone }
}

#[cfg(test)]
mod tests;
