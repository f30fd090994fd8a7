//! One file of a folder: what it was read as. A file that was read before just so is not read
//! again.

use crate::{
    beside::Told,
    cache::{self, Cache, Key, Kind as Row},
    kinds::Kind,
    name::Name,
    record::{DigestRecord, FileRecord},
};
use dayfold_app::components::story_sources;
use dayfold_ingest::{
    Context, Diagnostic, Severity,
    html::{Reference, references},
    is_one_story,
};
use dayfold_model::{Date, Digest, parse};
use serde::{Deserialize, Serialize};
use std::{
    collections::HashSet,
    ops::Range,
    path::{Path, PathBuf},
    sync::{LazyLock, Mutex},
};

/// A file that may hold digests.
pub(crate) struct Found {
    /// Its path in the folder.
    pub(crate) name: PathBuf,
    /// What it holds, in numbers.
    pub(crate) record: FileRecord,
    /// What there is to say of it.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What there is to say of its images and links.
    pub(crate) told: Vec<Told>,
    /// What was found in it that is to be published.
    pub(crate) digests: Vec<DigestFacts>,
    /// By what its digests are found in the cache.
    pub(crate) key: Key,
    /// The key of its bytes alone.
    pub(crate) source: Key,
}

impl Found {
    /// A file that could not be read.
    pub(crate) fn unreadable(path: &Path, name: PathBuf, why: Diagnostic) -> Self {
        Self {
            record: FileRecord::unread(path, &name.to_string_lossy()),
            name,
            diagnostics: vec![why],
            told: vec![],
            digests: vec![],
            key: Key::default(),
            source: Key::default(),
        }
    }
}

/// What is known of a digest without its text.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct DigestFacts {
    /// Its day, as the calendar numbers it.
    day: Option<u32>,
    pub(crate) title: String,
    pub(crate) lang: String,
    /// The moment that the text states.
    pub(crate) updated: Option<String>,
    takeaways: usize,
    sections: usize,
    stories: usize,
    sources: usize,
    /// The day stands in for a title.
    pub(crate) is_named_by_day: bool,
    pub(crate) is_one_story: bool,
    pub(crate) has_entities: bool,
    /// What is named in it: id, name, kind.
    pub(crate) entities: Vec<(Name, Name, Name)>,
    /// The tags of its stories: id and label.
    pub(crate) tags: Vec<(Name, Name)>,
    images: Vec<String>,
    links: Vec<String>,
    /// The ids of its sections and stories.
    ids: Vec<String>,
    /// Its day has not come.
    #[serde(skip)]
    pub(crate) is_held: bool,
}

impl DigestFacts {
    fn of(digest: &Digest) -> Self {
        let titled = |section: &&dayfold_model::Section| section.title.is_some();
        let (mut images, mut links) = (vec![], vec![]);
        for reference in references(digest) {
            match reference {
                Reference::Image(src) => images.push(src),
                Reference::Link(href) => links.push(href),
            }
        }
        let tags = digest.tags.iter();
        Self {
            day: digest.date.map(Date::serial),
            title: digest.title.clone(),
            lang: digest.lang.clone(),
            updated: digest.updated.clone(),
            takeaways: digest.takeaways.len(),
            sections: digest.sections.iter().filter(titled).count(),
            stories: digest.stories().count(),
            sources: digest
                .stories()
                .map(|story| story_sources(story).len())
                .sum(),
            is_named_by_day: digest.date.is_some() && digest.title == digest.date_text,
            is_one_story: is_one_story(digest),
            entities: digest
                .entities
                .iter()
                .map(|entity| {
                    let names = [&entity.id, &entity.name, &entity.kind];
                    let [id, name, kind] = names.map(Name::from);
                    (id, name, kind)
                })
                .collect(),
            has_entities: digest.stories().any(|story| !story.entities.is_empty()),
            tags: tags
                .map(|tag| (Name::from(&tag.id), Name::from(&tag.label)))
                .collect(),
            images,
            // They matter where a link leads to one of them.
            ids: match links.iter().any(|link| link.starts_with('#')) {
                true => ids(digest),
                false => vec![],
            },
            links,
            is_held: false,
        }
    }

    /// The day that it is for.
    pub(crate) fn date(&self) -> Option<Date> {
        Date::from_serial(self.day?)
    }

    /// Where its images are, as they are written.
    pub(crate) fn images(&self) -> &[String] {
        &self.images
    }

    /// Where its links lead that have no scheme, as they are written.
    pub(crate) fn links(&self) -> &[String] {
        &self.links
    }

    /// The ids that its links may lead to, where any leads to one.
    pub(crate) fn ids(&self) -> &[String] {
        &self.ids
    }

    /// In numbers.
    pub(crate) fn record(&self) -> DigestRecord {
        DigestRecord {
            date: self.date(),
            title: self.title.clone(),
            lang: self.lang.clone(),
            takeaways: self.takeaways,
            sections: self.sections,
            stories: self.stories,
            sources: self.sources,
        }
    }
}

fn ids(digest: &Digest) -> Vec<String> {
    let sections = digest.sections.iter().map(|section| &section.id);
    let stories = digest.stories().map(|story| &story.id);
    sections.chain(stories).cloned().collect()
}

/// What a file was read as.
#[derive(Serialize, Deserialize)]
struct Reading {
    draft: bool,
    digests: Vec<DigestFacts>,
    said: Vec<Said>,
}

/// A diagnostic, as it is kept.
#[derive(Serialize, Deserialize)]
struct Said {
    is_error: bool,
    code: String,
    message: String,
    help: Option<String>,
    span: Option<Range<usize>>,
}

impl From<&Diagnostic> for Said {
    fn from(diagnostic: &Diagnostic) -> Self {
        Self {
            is_error: diagnostic.severity == Severity::Error,
            code: diagnostic.code.to_owned(),
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
            span: diagnostic.span.clone(),
        }
    }
}

impl From<Said> for Diagnostic {
    fn from(said: Said) -> Self {
        Self {
            severity: match said.is_error {
                true => Severity::Error,
                false => Severity::Warning,
            },
            code: code(said.code),
            message: said.message,
            help: said.help,
            span: said.span,
        }
    }
}

/// A diagnostic's code by its name. There are some dozens, each of which is kept once.
fn code(name: String) -> &'static str {
    static CODES: LazyLock<Mutex<HashSet<&'static str>>> = LazyLock::new(Mutex::default);
    let mut codes = match CODES.lock() {
        Ok(codes) => codes,
        Err(poisoned) => poisoned.into_inner(),
    };
    if let Some(known) = codes.get(&*name) {
        return known;
    }
    let name = name.leak();
    codes.insert(name);
    name
}

/// What all files of a folder are read by.
pub(crate) struct Reader<'a> {
    pub(crate) cache: &'a Cache,
    pub(crate) context: Context,
}

impl Reader<'_> {
    /// Reads a file of that kind; `None` where it is not worth a word.
    pub(crate) fn read(
        &self,
        path: &Path,
        name: PathBuf,
        kind: Kind,
        bytes: &[u8],
    ) -> Option<Found> {
        // What is named like nothing and is no text is not worth a word.
        if kind == Kind::Unknown && bytes.contains(&0) {
            return None;
        }
        let source = Key::of(bytes);
        let zone = self.context.time_zone.as_ref();
        let key = self
            .cache
            .ingredients("reading")
            .key(source)
            .text(&name.to_string_lossy())
            .value(&kind)
            .text(&self.context.lang)
            .value(&zone.and_then(|zone| zone.iana_name()))
            .done();
        let reading = self.cache.value(Row::Reading, key.as_bytes());
        let reading = reading.unwrap_or_else(|| {
            let reading = self.read_anew(&name, kind, bytes, key);
            self.cache.put_value(Row::Reading, key.as_bytes(), &reading);
            reading
        });
        let mut record = FileRecord::unread(path, &name.to_string_lossy());
        record.draft = reading.draft;
        record.digests = reading.digests.iter().map(DigestFacts::record).collect();
        Some(Found {
            name,
            record,
            diagnostics: reading.said.into_iter().map(Diagnostic::from).collect(),
            told: vec![],
            digests: match reading.draft {
                true => vec![],
                false => reading.digests,
            },
            key,
            source,
        })
    }

    fn read_anew(&self, name: &Path, kind: Kind, bytes: &[u8], key: Key) -> Reading {
        let reading = dayfold_ingest::read(bytes, &name.to_string_lossy(), &self.context);
        // Data lies in many folders: what is in it has to look like a digest to be one.
        let some = |digest: &Digest| digest.date.is_some() || digest.stories().next().is_some();
        if kind != Kind::Text && !reading.digests.iter().any(some) {
            return Reading {
                draft: false,
                digests: vec![],
                said: vec![Said::from(&no_digest(&reading.diagnostics))],
            };
        }
        for (at, digest) in reading.digests.iter().enumerate() {
            if let Ok(json) = serde_json::to_vec(digest) {
                self.cache.put(Row::Digest, &cache::part(key, at), json);
            }
        }
        Reading {
            draft: reading.draft,
            digests: reading.digests.iter().map(DigestFacts::of).collect(),
            said: reading.diagnostics.iter().map(Said::from).collect(),
        }
    }
}

fn no_digest(diagnostics: &[Diagnostic]) -> Diagnostic {
    let mut said = diagnostics.iter();
    let why = said.find(|said| said.severity == Severity::Error);
    let why = why.map_or_else(String::new, |error| format!(" ({})", error.message));
    let text = format!("no digest is in this file; it is passed over{why}");
    Diagnostic::warning("not-a-digest", text)
        .help("if it belongs to something else, move it out of the folder")
}

/// The digest at that place in the file of that key.
pub(crate) fn load(cache: &Cache, file: Key, at: usize) -> Option<Digest> {
    let json = cache.get(Row::Digest, &cache::part(file, at))?;
    parse(std::str::from_utf8(&json).ok()?)
}
