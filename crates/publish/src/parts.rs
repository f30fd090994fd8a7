//! How a day's digest is made of the files that tell it, without holding any of them.

use crate::{
    beside::Beside,
    cache::{Cache, Ingredients, Key},
    reading::{DigestFacts, load},
    settings::{self, SectionSettings},
};
use dayfold_ingest::{
    direction,
    html::{Becomes, Resolve, resolve},
    localize, merge,
};
use dayfold_model::{Date, Digest};
use std::{collections::HashMap, path::PathBuf, sync::Arc};

/// What one file tells of a day, or without one.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// Which of the folder's files it is from.
    pub(crate) file: usize,
    pub(crate) path: PathBuf,
    pub(crate) name: String,
    /// By what the file's digests are found, and which of them it is.
    pub(crate) key: Key,
    pub(crate) at: usize,
    /// The key of the file's bytes alone.
    pub(crate) source: Key,
    /// Which of the editions it belongs to.
    pub(crate) edition: usize,
    pub(crate) date: Option<Date>,
    pub(crate) slug: Option<String>,
    /// Its language and title, where the text has none by the files beside it and its name.
    pub(crate) lang: String,
    pub(crate) title: String,
    /// The language that its dates are written out in.
    pub(crate) written_in: String,
    pub(crate) resolved: Resolved,
}

/// How a digest is made.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// What it is made of, in the order of the files' names.
    pub(crate) parts: Vec<Part>,
    /// In which other languages the day is told.
    pub(crate) translations: Vec<String>,
    /// What marks the tags and entities that stand for those of each part.
    pub(crate) taxonomy: Vec<Key>,
    /// What is set of its sections.
    pub(crate) sections: Arc<SectionSettings>,
}

impl Plan {
    pub(crate) fn of(parts: Vec<Part>) -> Self {
        Self {
            parts,
            translations: vec![],
            taxonomy: vec![],
            sections: Arc::default(),
        }
    }

    /// The key of all that the digest is made of.
    pub(crate) fn key(&self, cache: &Cache) -> Key {
        let mut all = cache.ingredients("digest");
        all.value(&self.translations)
            .value(&self.taxonomy)
            .value(&self.sections);
        for part in &self.parts {
            part.describe(&mut all);
        }
        all.done()
    }

    /// The key of what people wrote for it, whatever this program makes of that.
    pub(crate) fn source(&self) -> Key {
        let mut all = Ingredients::of("source");
        for part in &self.parts {
            all.key(part.source);
        }
        all.done()
    }

    /// Makes the digest. `read` is asked for what the cache does not have any more.
    pub(crate) fn make(
        &self,
        cache: &Cache,
        read: impl Fn(&Part) -> Option<Digest>,
    ) -> Option<Digest> {
        let parts = self.parts.iter();
        let parts = parts.filter_map(|part| {
            let digest = load(cache, part.key, part.at).or_else(|| read(part))?;
            Some(part.finish(digest))
        });
        let mut digest = merge(parts.collect())?;
        digest.translations.clone_from(&self.translations);
        self.sections.apply(&mut digest);
        Some(digest)
    }
}

impl Part {
    fn describe(&self, all: &mut Ingredients) {
        all.key(self.key)
            .number(self.at as u64)
            .value(&self.slug)
            .text(&self.lang)
            .text(&self.title)
            .text(&self.written_in)
            .value(&self.resolved.images)
            .value(&self.resolved.links);
    }

    /// A digest as its file has it, at its place in the site.
    fn finish(&self, mut digest: Digest) -> Digest {
        if digest.lang == settings::UNKNOWN {
            digest.dir = direction(&self.lang);
            digest.lang.clone_from(&self.lang);
        }
        localize(&mut digest, &self.written_in);
        if digest.title.is_empty() {
            digest.title.clone_from(&self.title);
        }
        digest.slug.clone_from(&self.slug);
        if !self.resolved.is_empty() {
            resolve(&mut digest, &mut self.resolved.clone());
        }
        digest
    }
}

/// What became of a digest's images and of its links within the site, in the order of the
/// text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Resolved {
    images: Vec<(String, Becomes)>,
    links: Vec<(String, Option<String>)>,
}

impl Resolved {
    /// Decides on all that a digest has.
    pub(crate) fn by(facts: &DigestFacts, beside: &mut Beside<'_>) -> Self {
        let images = facts.images().iter();
        let images = images.map(|src| (src.clone(), beside.image(src))).collect();
        let links = facts.links().iter();
        let links = links
            .map(|href| (href.clone(), beside.link(href)))
            .collect();
        Self { images, links }
    }

    fn is_empty(&self) -> bool {
        self.images.is_empty() && self.links.is_empty()
    }
}

/// As it was decided.
impl Resolve for Resolved {
    fn image(&mut self, src: &str) -> Becomes {
        let mut known = self.images.iter();
        let found = known.find(|(known, _)| known == src);
        found.map_or(Becomes::Link, |(_, becomes)| becomes.clone())
    }

    fn link(&mut self, href: &str) -> Option<String> {
        let mut known = self.links.iter();
        let found = known.find(|(known, _)| known == href)?;
        found.1.clone()
    }
}

/// Digests that were made lately, each once, by their keys.
pub(crate) struct Lately<T> {
    capacity: usize,
    clock: u64,
    held: HashMap<Key, (u64, T)>,
}

impl<T: Clone> Lately<T> {
    pub(crate) fn new(capacity: usize) -> Self {
        Self {
            capacity,
            clock: 0,
            held: HashMap::new(),
        }
    }

    pub(crate) fn get(&mut self, key: Key) -> Option<T> {
        self.clock += 1;
        let (used, value) = self.held.get_mut(&key)?;
        *used = self.clock;
        Some(value.clone())
    }

    pub(crate) fn put(&mut self, key: Key, value: T) {
        self.clock += 1;
        if self.held.len() >= self.capacity {
            // A quarter at once, so that it is seldom.
            let mut clocks: Vec<u64> = self.held.values().map(|(used, _)| *used).collect();
            let quarter = clocks.len() / 4;
            let (_, limit, _) = clocks.select_nth_unstable(quarter);
            let limit = *limit;
            self.held.retain(|_, (used, _)| *used > limit);
        }
        self.held.insert(key, (self.clock, value));
    }
}
