//! The pages in the folder `pages`, such as one about the site: Markdown that is no digest.
//!
//! `pages/about.md` becomes `/about/`, and `pages/about.de.md` the same of the German edition.

use crate::{
    beside::Beside, editions::Edition, folder::FileReport, languages::Languages,
    settings::is_language, source_file::read_inside,
};
use dayfold_app::{
    content::{Content, OwnPage},
    paths::{Paths, Route},
};
use dayfold_ingest::{
    Context, Diagnostic, Page, html::resolve, raised, read_page, slug, source_text,
};
use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

/// The folder, directly in a folder of digests, of pages that are none.
pub(crate) const PAGES: &str = "pages";

/// Names in a site's folder that are taken, beside those that read as a page's address.
const TAKEN: &[&str] = &[
    "assets", "data", "embed", "entities", "feed", "index", "oembed", "search", "sitemap", "tags",
    "undated", "widgets",
];

/// What a page gets behind its name where that is taken.
const SUFFIX: &str = "-page";

/// A file in that folder.
pub(crate) struct FoundPage {
    /// Its path in the folder of digests.
    name: PathBuf,
    path: PathBuf,
    /// What its name says: the part before the language, and the language.
    stem: String,
    lang: Option<String>,
    page: Page,
    source: String,
    said: Vec<Diagnostic>,
    /// Where it belongs, once that is known.
    edition: usize,
    slug: String,
}

/// A page of an edition.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EditionPage {
    /// What stands for it in its address.
    pub(crate) slug: String,
    pub(crate) title: String,
    /// Vetted HTML.
    pub(crate) html: String,
}

impl EditionPage {
    pub(crate) fn route(&self) -> Route {
        Route::Page(self.slug.clone())
    }

    pub(crate) fn content(&self) -> Content {
        Content::Page(OwnPage {
            title: self.title.clone(),
            html: self.html.clone(),
        })
    }
}

/// Reads the pages of a folder, in the order of their names. Drafts are left out.
pub(crate) fn read(folder: &Path, context: &Context) -> (Vec<FoundPage>, Vec<FileReport>) {
    let entries = fs::read_dir(folder.join(PAGES)).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let (mut found, mut unread) = (vec![], vec![]);
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let stem = match name.rsplit_once('.') {
            Some((stem, "md" | "markdown")) if !stem.starts_with('.') => stem.to_owned(),
            _ => continue,
        };
        let read = read_inside(folder, &path)
            .map(|bytes| (source_text(&bytes).into_owned(), read_page(&bytes, context)));
        let (source, page, said) = match read {
            Ok((source, (page, said))) => (source, page, said),
            Err(error) => (String::new(), None, vec![error]),
        };
        match page {
            Some(page) if page.draft => {}
            Some(page) => {
                let (stem, lang) = by_language(&stem);
                found.push(FoundPage {
                    name: Path::new(PAGES).join(&*name),
                    path: path.clone(),
                    lang: lang.or_else(|| page.lang.clone()),
                    stem,
                    page,
                    source,
                    said,
                    edition: 0,
                    slug: String::new(),
                });
            }
            None => unread.push(FileReport {
                path: path.clone(),
                source,
                diagnostics: said,
            }),
        }
    }
    (found, unread)
}

/// `about.de` is the page `about` in German.
fn by_language(stem: &str) -> (String, Option<String>) {
    if let Some((page, lang)) = stem.rsplit_once('.')
        && is_language(lang)
        && lang
            .split('-')
            .next()
            .is_some_and(|primary| primary.len() <= 3)
    {
        return (page.to_owned(), Some(lang.to_owned()));
    }
    (stem.to_owned(), None)
}

/// Finds each page's edition and its name there. A page in a language that has no edition is in
/// the main one.
pub(crate) fn place(pages: &mut [FoundPage], languages: &Languages) {
    let mut slugs: HashSet<(usize, String)> = HashSet::new();
    for page in pages {
        page.edition = page.lang.as_ref().map_or(0, |lang| languages.index(lang));
        let wanted = Some(slug(&page.stem)).filter(|slug| !slug.is_empty());
        let wanted = wanted.unwrap_or_else(|| "page".to_owned());
        let taken = |slug: &str| {
            TAKEN.contains(&slug)
                || Paths::new("/").route(&format!("/{slug}/")) != Route::NotFound
                || slug.bytes().all(|byte| byte.is_ascii_digit())
                || languages
                    .list()
                    .iter()
                    .any(|language| language.key.eq_ignore_ascii_case(slug))
        };
        let mut slug = wanted.clone();
        if taken(&slug) {
            slug.push_str(SUFFIX);
            page.said.push(
                Diagnostic::warning(
                    "page-name",
                    format!("/{wanted}/ is the site's own, so this page is at /{slug}/"),
                )
                .help("give the file another name"),
            );
        }
        let mut numbers = 2..;
        let name = slug.clone();
        while !slugs.insert((page.edition, slug.clone())) {
            slug = format!("{name}-{}", numbers.next().unwrap_or(0));
        }
        page.slug = slug;
    }
}

/// Where each page is, by its file.
pub(crate) fn addresses<'p>(
    pages: &'p [FoundPage],
    editions: &'p [Edition],
) -> impl Iterator<Item = (&'p Path, String)> {
    pages.iter().map(|page| {
        let route = Route::Page(page.slug.clone());
        let address = editions[page.edition].paths.page(&route);
        (page.name.as_path(), address)
    })
}

impl FoundPage {
    /// Its path in the folder.
    pub(crate) fn name(&self) -> &Path {
        &self.name
    }

    /// Decides on its images and links.
    pub(crate) fn resolve(&mut self, beside: &mut Beside<'_>) {
        resolve(&mut self.page.digest, beside);
        let told = beside.told.drain(..);
        self.said.extend(told.map(|told| told.within(&self.source)));
    }
}

/// Gives each edition its pages, in the order that they state; and what there is to say of the
/// files.
pub(crate) fn divide(pages: Vec<FoundPage>, editions: &mut [Edition]) -> Vec<FileReport> {
    let mut all: Vec<(usize, (bool, Option<i64>), EditionPage)> = vec![];
    let mut reports = vec![];
    for found in pages {
        let title = match found.page.title.is_empty() {
            true => found.stem.clone(),
            false => found.page.title.clone(),
        };
        let order = found.page.order;
        let page = EditionPage {
            slug: found.slug,
            title,
            html: raised(&found.page.digest),
        };
        all.push((found.edition, (order.is_none(), order), page));
        if !found.said.is_empty() {
            reports.push(FileReport {
                path: found.path,
                source: found.source,
                diagnostics: found.said,
            });
        }
    }
    // Stable: pages of one place are in the order of their names.
    all.sort_by_key(|(_, order, _)| *order);
    for (edition, _, page) in all {
        editions[edition].pages.push(page);
    }
    reports
}
