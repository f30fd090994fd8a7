//! The editions of a site, one a language: which digest belongs to which, and which files
//! are one digest.

use crate::{
    beside::{Addresses, Beside},
    cache::Cache,
    document::attribute,
    folder::FileReport,
    frame,
    history::Index,
    languages::Languages,
    pages::{self, EditionPage, FoundPage},
    parts::{Part, Plan, Resolved},
    pictures::{Picture, Pictures},
    reading::{DigestFacts, Found, load},
    settings::{self, SiteSettings},
    taxonomy::{Rules, Spellings, Taxonomy},
    words,
};
use dayfold_app::paths::{Paths, Route};
use dayfold_ingest::{Diagnostic, calendar, language_of, slug};
use dayfold_model::{Date, Settings, Subjects};
use std::{
    collections::{BTreeMap, HashSet},
    path::Path,
};

/// How many digests that show no language are looked at together.
const ASKED: usize = 200;

/// A site in one language.
pub struct Edition {
    pub(crate) settings: Settings,
    pub(crate) paths: Paths,
    /// How each day's digest is made.
    pub(crate) days: BTreeMap<Date, Plan>,
    /// The same of digests without a day, by what stands for it in their addresses.
    pub(crate) undated: BTreeMap<String, Plan>,
    /// What stands for the spellings of its tags and entities.
    pub(crate) taxonomy: Taxonomy,
    /// The publisher's own pages, in their order.
    pub(crate) pages: Vec<EditionPage>,
}

impl Edition {
    /// The days, in order.
    pub fn days(&self) -> impl DoubleEndedIterator<Item = Date> {
        self.days.keys().copied()
    }

    /// What stands for the day in the addresses of digests that have none.
    pub fn undated(&self) -> impl Iterator<Item = &str> {
        self.undated.keys().map(String::as_str)
    }

    /// How each digest is made; those without a day first: they count as older than any.
    pub(crate) fn plans(&self) -> impl Iterator<Item = &Plan> {
        self.undated.values().chain(self.days.values())
    }

    /// Finds what stands for each spelling of a tag or an entity, and marks each digest with
    /// what of that it has to do with. What earlier builds published stands for what is like
    /// it.
    pub(crate) fn settle(&mut self, rules: &Rules, published: &Index, files: &[Found]) {
        let mut spellings = Spellings::default();
        for list in [Subjects::Tags, Subjects::Entities] {
            for id in published.of(list) {
                spellings.published(list, id);
            }
        }
        let facts = |part: &Part| &files[part.file].digests[part.at];
        for facts in self.plans().flat_map(|plan| &plan.parts).map(facts) {
            let tags = facts.tags.iter();
            let entities = facts.entities.iter();
            spellings.day(
                tags.map(|(id, label)| (&**id, &**label)),
                entities.map(|(id, name, kind)| (&**id, &**name, &**kind)),
            );
        }
        self.taxonomy = Taxonomy::new(rules, spellings);
        for plan in self.undated.values_mut().chain(self.days.values_mut()) {
            let marks = plan.parts.iter().map(|part| {
                let facts = facts(part);
                let tags = facts.tags.iter().map(|(id, _)| &**id);
                let entities = facts.entities.iter().map(|(id, ..)| &**id);
                self.taxonomy.mark(tags, entities)
            });
            plan.taxonomy = marks.collect();
        }
    }

    /// The settings of its site.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }
}

/// What a folder was divided into.
pub(crate) struct Divided {
    /// The main one first.
    pub(crate) editions: Vec<Edition>,
    /// The images that digests and pages show.
    pub(crate) pictures: Vec<Picture>,
    /// What there is to say of the settings.
    pub(crate) said: Vec<Diagnostic>,
    /// What there is to say of the pages.
    pub(crate) reports: Vec<FileReport>,
}

/// Takes the digests out of the files and makes the editions of them, the main one first;
/// with the images that they show, and what there is to say of the settings.
pub(crate) fn divide(
    folder: &Path,
    settings: &mut SiteSettings,
    files: &mut [Found],
    mut pages: Vec<FoundPage>,
    cache: &Cache,
) -> Divided {
    tell_language(files, cache);
    let languages = languages(settings, files);
    let said = speak(settings, &languages);
    let mut editions = empty(settings, &languages);
    let mut parts = place(files, &languages, &editions);
    pages::place(&mut pages, &languages);

    // Only now is it known where a link from one file to another leads.
    let addresses = Addresses::new(
        &editions,
        parts
            .iter()
            .map(|part| {
                let route = Route::of_digest(part.date, &part.slug);
                let address = editions[part.edition].paths.page(&route);
                (files[part.file].name.as_path(), address)
            })
            .chain(pages::addresses(&pages, &editions)),
    );
    let mut pictures = Pictures::new(folder, &settings.base);
    for part in &mut parts {
        let file = &mut files[part.file];
        let facts = &file.digests[part.at];
        let mut beside = Beside {
            file: &file.name,
            addresses: &addresses,
            pictures: &mut pictures,
            remote: settings.images,
            ids: facts.ids(),
            told: vec![],
        };
        part.resolved = Resolved::by(facts, &mut beside);
        let told = beside.told;
        file.told.extend(told);
    }
    for page in &mut pages {
        let name = page.name().to_owned();
        page.resolve(&mut Beside {
            file: &name,
            addresses: &addresses,
            pictures: &mut pictures,
            remote: settings.images,
            ids: &[],
            told: vec![],
        });
    }
    let reports = pages::divide(pages, &mut editions);
    frame::put(settings, &mut editions);

    for (edition, part) in editions.iter_mut().zip(0..) {
        let own = parts.iter().filter(|own| own.edition == part);
        edition.settings.entities = settings.show.entities
            && own
                .clone()
                .any(|part| files[part.file].digests[part.at].has_entities);
        let mut digests = own.map(|part| &files[part.file].digests[part.at]);
        edition.settings.untagged = digests.all(|digest| digest.tags.is_empty());
    }
    join(parts, &mut editions, files);
    tell_of_each_other(&mut editions);
    for plan in editions.iter_mut().flat_map(|edition| {
        edition
            .days
            .values_mut()
            .chain(edition.undated.values_mut())
    }) {
        plan.sections = settings.sections.clone();
    }
    Divided {
        editions,
        pictures: pictures.into_list(),
        said,
        reports,
    }
}

/// Digests that are too short to show their language may show it together.
fn tell_language(files: &mut [Found], cache: &Cache) {
    let is_unknown = |digest: &DigestFacts| digest.lang == settings::UNKNOWN;
    let digests = files.iter().flat_map(|file| {
        let digests = file.digests.iter().enumerate();
        let unknown = digests.filter(|(_, digest)| is_unknown(digest));
        unknown.filter_map(|(at, _)| load(cache, file.key, at))
    });
    let digests: Vec<_> = digests.take(ASKED).collect();
    let Some(lang) = language_of(digests.iter()) else {
        return;
    };
    let digests = files.iter_mut().flat_map(|file| &mut file.digests);
    for digest in digests.filter(|digest| is_unknown(digest)) {
        digest.lang.clone_from(&lang);
    }
}

fn languages(settings: &SiteSettings, files: &[Found]) -> Languages {
    let lang = &settings.published.lang;
    if settings.languages == settings::Languages::One {
        return Languages::one(lang);
    }
    let tags = files.iter().flat_map(|file| &file.digests);
    let tags = tags.map(|digest| &*digest.lang);
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
                taxonomy: Taxonomy::default(),
                pages: vec![],
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

/// Finds each digest's edition, and gives those without a day what stands for it.
fn place(files: &mut [Found], languages: &Languages, editions: &[Edition]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut slugs: HashSet<(usize, String)> = HashSet::new();
    for (index, file) in files.iter_mut().enumerate() {
        let stem = file.name.file_stem().unwrap_or_default();
        let stem = stem.to_string_lossy().into_owned();
        let mut records = Vec::with_capacity(file.digests.len());
        for (at, facts) in file.digests.iter_mut().enumerate() {
            let edition = languages.index(&facts.lang);
            let settings = &editions[edition].settings;
            if facts.lang == settings::UNKNOWN {
                facts.lang.clone_from(&settings.lang);
            }
            let date = facts.date();
            if let Some(date) = date.filter(|_| facts.is_named_by_day) {
                facts.title = calendar::date_text(date, &settings.lang);
            }
            let slug = date.is_none().then(|| {
                if facts.title.is_empty() {
                    facts.title.clone_from(&stem);
                }
                free_slug(&stem, |slug| slugs.insert((edition, slug.to_owned())))
            });
            records.push(facts.record());
            if facts.is_held {
                continue;
            }
            parts.push(Part {
                file: index,
                path: file.record.path.clone(),
                name: file.record.name.clone(),
                key: file.key,
                source: file.source,
                at,
                edition,
                date,
                slug,
                lang: facts.lang.clone(),
                title: facts.title.clone(),
                written_in: settings.lang.clone(),
                resolved: Resolved::default(),
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

/// Finds which parts are one digest.
fn join(parts: Vec<Part>, editions: &mut [Edition], files: &mut [Found]) {
    let mut days: BTreeMap<(usize, Date), Vec<Part>> = BTreeMap::new();
    for part in parts {
        match (part.date, &part.slug) {
            (Some(date), _) => days.entry((part.edition, date)).or_default().push(part),
            (None, slug) => {
                let slug = slug.clone().unwrap_or_default();
                let undated = &mut editions[part.edition].undated;
                undated.insert(slug, Plan::of(vec![part]));
            }
        }
    }
    for ((edition, date), parts) in days {
        let first = parts.first().map(|part| files[part.file].name.clone());
        for part in parts.iter().skip(1) {
            // A story a file is a way to write a day.
            let file = &mut files[part.file];
            if let Some(first) = &first
                && !file.digests[part.at].is_one_story
            {
                file.diagnostics.push(joined(date, first));
            }
        }
        editions[edition].days.insert(date, Plan::of(parts));
    }
}

fn joined(date: Date, first: &Path) -> Diagnostic {
    let first = first.display();
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
    if told.len() < 2 {
        return;
    }
    for (at, edition) in editions.iter_mut().enumerate() {
        for (date, plan) in &mut edition.days {
            let others = told.iter().enumerate().filter(|(other, _)| *other != at);
            let others = others.filter(|(_, (_, dates))| dates.contains(date));
            plan.translations = others.map(|(_, (lang, _))| lang.clone()).collect();
        }
    }
}
