//! The editions of a site, one a language: which digest belongs to which, and which files
//! are one digest.

use crate::{
    beside::{Addresses, Beside},
    document::attribute,
    languages::Languages,
    pictures::{Picture, Pictures},
    reading_time::minutes,
    record::{DigestRecord, FileRecord},
    settings::{self, SiteSettings},
    threads, words,
};
use dayfold_app::paths::{Paths, Route};
use dayfold_ingest::{
    Diagnostic, direction, html::resolve, is_one_story, language_of, localize, merge, slug,
};
use dayfold_model::{Date, Digest, Settings};
use std::{
    collections::{BTreeMap, HashSet},
    path::{Path, PathBuf},
};

/// A site in one language.
pub struct Edition {
    pub(crate) settings: Settings,
    pub(crate) paths: Paths,
    /// The digests, by day.
    pub days: BTreeMap<Date, Digest>,
    /// The digests without a day, by what stands for it in their addresses.
    pub undated: BTreeMap<String, Digest>,
}

/// A file that may hold digests.
pub(crate) struct Found {
    /// Its path in the folder.
    pub(crate) name: PathBuf,
    /// What it holds, in numbers.
    pub(crate) record: FileRecord,
    /// What there is to say of it.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What was found in it.
    pub(crate) digests: Vec<Digest>,
}

/// A digest, the file that it is from, and the edition that it belongs to.
struct Part {
    file: usize,
    edition: usize,
    digest: Digest,
}

/// Takes the digests out of the files and makes the editions of them, the main one first;
/// with the images that they show, and what there is to say of the settings.
pub(crate) fn divide(
    folder: &Path,
    settings: &mut SiteSettings,
    files: &mut [Found],
) -> (Vec<Edition>, Vec<Picture>, Vec<Diagnostic>) {
    tell_language(files);
    let languages = languages(settings, files);
    let said = speak(settings, &languages);
    let mut editions = empty(settings, &languages);
    let mut parts = place(files, &languages, &editions);

    // Only now is it known where a link from one file to another leads.
    let addresses = Addresses::new(
        &editions,
        parts.iter().map(|part| {
            let route = Route::of_digest(part.digest.date, &part.digest.slug);
            let address = editions[part.edition].paths.page(&route);
            (files[part.file].name.as_path(), address)
        }),
    );
    let mut pictures = Pictures::new(folder, &settings.base);
    for part in &mut parts {
        let file = &mut files[part.file];
        let mut beside = Beside {
            file: &file.name,
            addresses: &addresses,
            pictures: &mut pictures,
            remote: settings.images,
            said: vec![],
        };
        resolve(&mut part.digest, &mut beside);
        file.diagnostics.extend(beside.said);
    }

    join(parts, &mut editions, files);
    tell_of_each_other(&mut editions);
    for edition in &mut editions {
        threads::tie(&mut edition.days);
        let digests = edition
            .days
            .values_mut()
            .chain(edition.undated.values_mut());
        digests.for_each(|digest| digest.minutes = minutes(digest));
        let mut digests = edition.days.values().chain(edition.undated.values());
        edition.settings.entities =
            digests.any(|digest| digest.stories().any(|story| !story.entities.is_empty()));
    }
    (editions, pictures.into_list(), said)
}

/// Digests that are too short to show their language may show it together.
fn tell_language(files: &mut [Found]) {
    let is_unknown = |digest: &&Digest| digest.lang == settings::UNKNOWN;
    let digests = files.iter().flat_map(|file| &file.digests);
    let Some(lang) = language_of(digests.filter(is_unknown)) else {
        return;
    };
    let digests = files.iter_mut().flat_map(|file| &mut file.digests);
    for digest in digests.filter(|digest| digest.lang == settings::UNKNOWN) {
        digest.dir = direction(&lang);
        digest.lang.clone_from(&lang);
    }
}

fn languages(settings: &SiteSettings, files: &[Found]) -> Languages {
    let lang = &settings.published.lang;
    if settings.languages == settings::Languages::One {
        return Languages::one(lang);
    }
    let tags = files.iter().flat_map(|file| &file.digests);
    let tags = tags.map(|digest| digest.lang.as_str());
    Languages::of(tags, settings.states_lang.then_some(lang))
}

/// Brings the settings into the main language, and says which languages lack words. Of one
/// that was stated that has been said.
fn speak(settings: &mut SiteSettings, languages: &Languages) -> Vec<Diagnostic> {
    let tags = languages.list().iter().map(|language| &*language.tag);
    if let Some(main) = languages.list().first().filter(|_| !settings.states_lang) {
        settings.speak(&main.tag, true);
    }
    let own_words = &settings.own_words;
    let lacking = tags
        .enumerate()
        .skip(usize::from(settings.states_lang))
        .filter(|(index, tag)| !own_words.has_all(tag, *index == 0));
    words::lacking(&lacking.map(|(_, tag)| tag).collect::<Vec<_>>())
}

/// The editions, without digests.
fn empty(settings: &SiteSettings, languages: &Languages) -> Vec<Edition> {
    let root = Paths::new(&settings.base);
    let under = |index: usize, key: &str| match index {
        0 => String::new(),
        _ => format!("{key}/"),
    };
    let bases: Vec<String> = languages
        .list()
        .iter()
        .enumerate()
        .map(|(index, language)| format!("{}{}", root.base(), under(index, &language.key)))
        .collect();
    let links: Vec<String> = languages
        .list()
        .iter()
        .zip(&bases)
        .map(|(language, base)| link(&language.tag, base))
        .collect();
    languages
        .list()
        .iter()
        .enumerate()
        .map(|(index, language)| {
            let mut own = settings.clone();
            own.speak(&language.tag, index == 0);
            let mut own = own.published;
            own.url = own
                .url
                .map(|url| format!("{url}{}", under(index, &language.key)));
            let mut others = links.clone();
            others.remove(index);
            own.languages = others.join(" ");
            Edition {
                settings: own,
                paths: Paths::new(&bases[index]),
                days: BTreeMap::new(),
                undated: BTreeMap::new(),
            }
        })
        .collect()
}

/// The link to the site in a language. It is a site of its own, and not for the router.
fn link(tag: &str, base: &str) -> String {
    let (tag, base) = (attribute(tag), attribute(base));
    let name = attribute(&words::name(&tag));
    format!("<a href=\"{base}\" lang=\"{tag}\" hreflang=\"{tag}\" rel=\"external\">{name}</a>")
}

/// Puts each digest into its edition's language, and gives those without a day what stands
/// for it.
fn place(files: &mut [Found], languages: &Languages, editions: &[Edition]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut slugs: HashSet<(usize, String)> = HashSet::new();
    for (at, file) in files.iter_mut().enumerate() {
        let digests = std::mem::take(&mut file.digests);
        let mut records = Vec::with_capacity(digests.len());
        for mut digest in digests {
            let edition = languages.index(&digest.lang);
            let settings = &editions[edition].settings;
            if digest.lang == settings::UNKNOWN {
                digest.lang.clone_from(&settings.lang);
                digest.dir = settings.dir;
            }
            localize(&mut digest, &settings.lang);
            if digest.date.is_none() {
                let stem = file.name.file_stem().unwrap_or_default().to_string_lossy();
                if digest.title.is_empty() {
                    digest.title = stem.clone().into_owned();
                }
                digest.slug = Some(free_slug(&stem, |slug| {
                    slugs.insert((edition, slug.to_owned()))
                }));
            }
            records.push(DigestRecord::from(&digest));
            parts.push(Part {
                file: at,
                edition,
                digest,
            });
        }
        if !records.is_empty() {
            file.record.digests = records;
        }
        // Those of drafts, which are in no edition.
        for record in &mut file.record.digests {
            if record.lang == settings::UNKNOWN {
                record.lang.clone_from(&editions[0].settings.lang);
            }
        }
    }
    parts
}

/// What a file's name gives for an address, with a number where `take` does not take it.
fn free_slug(stem: &str, mut take: impl FnMut(&str) -> bool) -> String {
    let slug = Some(slug(stem)).filter(|slug| !slug.is_empty());
    let slug = slug.unwrap_or_else(|| "digest".to_owned());
    let numbered = (2..).map(|number: u32| format!("{slug}-{number}"));
    let mut candidates = std::iter::once(slug.clone()).chain(numbered);
    candidates.find(|slug| take(slug)).unwrap_or(slug)
}

/// Makes one digest of each day's parts.
fn join(parts: Vec<Part>, editions: &mut [Edition], files: &mut [Found]) {
    let mut days: BTreeMap<(usize, Date), Vec<Part>> = BTreeMap::new();
    for part in parts {
        match part.digest.date {
            Some(date) => days.entry((part.edition, date)).or_default().push(part),
            None => {
                let slug = part.digest.slug.clone().unwrap_or_default();
                editions[part.edition].undated.insert(slug, part.digest);
            }
        }
    }
    for ((edition, date), parts) in days {
        let first = parts.first().map(|part| files[part.file].name.clone());
        for part in parts.iter().skip(1) {
            // A story a file is a way to write a day.
            if let Some(first) = &first
                && !is_one_story(&part.digest)
            {
                files[part.file].diagnostics.push(joined(date, first));
            }
        }
        let digests = parts.into_iter().map(|part| part.digest).collect();
        if let Some(digest) = merge(digests) {
            editions[edition].days.insert(date, digest);
        }
    }
}

fn joined(date: Date, first: &Path) -> Diagnostic {
    let first = first.file_name().unwrap_or_default().to_string_lossy();
    Diagnostic::warning(
        "day-joined",
        format!("{date} is also in {first}; the two are one digest, this one behind it"),
    )
    .help("if this is a newer version of that file, remove the older one")
}

/// Tells each day in which other languages it is told.
fn tell_of_each_other(editions: &mut [Edition]) {
    let told: Vec<(String, HashSet<Date>)> = editions
        .iter()
        .map(|edition| {
            let dates = edition.days.keys().copied().collect();
            (edition.settings.lang.clone(), dates)
        })
        .collect();
    for (at, edition) in editions.iter_mut().enumerate() {
        for (date, digest) in &mut edition.days {
            let others = told.iter().enumerate().filter(|(other, _)| *other != at);
            let others = others.filter(|(_, (_, dates))| dates.contains(date));
            digest.translations = others.map(|(_, (lang, _))| lang.clone()).collect();
        }
    }
}
