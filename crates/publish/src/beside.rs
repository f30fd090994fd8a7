//! What stands beside a digest's file: the images that it shows, and the files that its
//! links lead to.

use crate::{editions::Edition, pictures::Pictures, settings::RemoteImages};
use dayfold_app::paths::Route;
use dayfold_ingest::{
    Diagnostic,
    html::{Becomes, Resolve},
    slug,
};
use percent_encoding::percent_decode_str;
use std::{
    collections::{HashMap, HashSet},
    path::Path,
};

/// What is told of a link to a file that is none of the folder's digests.
pub(crate) const NO_TARGET: &str = "relative-link";

/// What is told of a link within a text to a place that is not there.
const NO_PLACE: &str = "link-within";

/// Something that is told of an image or a link, before it is known where it stands.
pub(crate) struct Told {
    /// The address as the text has it, as far as that is known.
    written: String,
    said: Diagnostic,
}

impl Told {
    /// The same with the first place where the text has that address.
    pub(crate) fn within(self, text: &str) -> Diagnostic {
        let Self { written, said } = self;
        let decoded = percent_decode_str(&written).decode_utf8_lossy();
        // Markdown, its references, and HTML.
        let openings = ["(", "(<", ": ", "\"", "'", "="];
        let mut places = [&*written, &*decoded].into_iter().flat_map(|address| {
            openings.iter().filter_map(move |opening| {
                let start = text.find(&format!("{opening}{address}"))? + opening.len();
                Some(start..start + address.len())
            })
        });
        match places.next() {
            Some(place) => said.at(place),
            None => said,
        }
    }
}

/// Where the files of a folder are in its site.
pub(crate) struct Addresses {
    /// The path that the site lives at.
    root: String,
    /// By their paths without the ending, with a slash between folders.
    by_file: HashMap<String, String>,
    /// Every digest's page.
    pages: HashSet<String>,
    /// The parts of the site that have no file behind them.
    lists: Vec<String>,
}

impl Addresses {
    /// Of digests in the order of their files; of several digests of one file the first.
    pub(crate) fn new<'a>(
        editions: &[Edition],
        digests: impl Iterator<Item = (&'a Path, String)>,
    ) -> Self {
        let mut by_file = HashMap::new();
        let mut pages = HashSet::new();
        for (file, address) in digests {
            let file = parts_of(&file.with_extension("")).join("/");
            by_file.entry(file).or_insert_with(|| address.clone());
            pages.insert(address);
        }
        for edition in editions {
            pages.insert(edition.paths.page(&Route::Home));
        }
        let list = |route| {
            editions
                .iter()
                .map(move |edition| edition.paths.page(route))
        };
        let lists = [&Route::Archive, &Route::Tags, &Route::Entities]
            .into_iter()
            .flat_map(list);
        Self {
            root: editions
                .first()
                .map_or("/", |edition| edition.paths.base())
                .to_owned(),
            by_file,
            pages,
            lists: lists.collect(),
        }
    }

    /// Whether an address of the site, without query and fragment, is one of its pages, as
    /// far as that is known before they are made.
    fn has(&self, path: &str) -> bool {
        self.pages.contains(path) || self.lists.iter().any(|list| path.starts_with(list))
    }

    /// The address of a file, whatever ending names it: links are written to the Markdown,
    /// to the page that another program made of it, or to neither.
    fn of_file(&self, path: &[String]) -> Option<&str> {
        let (last, folders) = path.split_last()?;
        let find = |name: &str| {
            let mut path = folders.to_vec();
            path.push(name.to_owned());
            self.by_file.get(&path.join("/"))
        };
        let stem = last.rsplit_once('.').map(|(stem, _)| stem);
        let found = find(last).or_else(|| find(stem?));
        // `2025-11-22/index.html`
        let found = found.or_else(|| {
            let index = stem.unwrap_or(last) == "index" && !folders.is_empty();
            self.by_file.get(&folders.join("/")).filter(|_| index)
        });
        found.map(String::as_str)
    }
}

/// The names in a path.
fn parts_of(path: &Path) -> Vec<String> {
    path.iter()
        .map(|part| part.to_string_lossy().into_owned())
        .collect()
}

/// Decides on the images and links of one file.
pub(crate) struct Beside<'a> {
    /// The file's path in the folder.
    pub(crate) file: &'a Path,
    pub(crate) addresses: &'a Addresses,
    pub(crate) pictures: &'a mut Pictures,
    pub(crate) remote: RemoteImages,
    /// The ids within the text, which its links may lead to.
    pub(crate) ids: &'a [String],
    /// What there is to say of them.
    pub(crate) told: Vec<Told>,
}

impl Beside<'_> {
    /// The path in the folder that an address means, which is relative to the file, or with
    /// a slash before it to the folder. `None` where it leads out of the folder.
    fn path(&self, address: &str) -> Option<Vec<String>> {
        let mut parts = match address.starts_with('/') {
            true => vec![],
            false => parts_of(self.file.parent().unwrap_or(Path::new(""))),
        };
        let decoded = percent_decode_str(address).decode_utf8_lossy();
        for part in decoded.split(['/', '\\']) {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part.to_owned()),
            }
        }
        Some(parts)
    }

    fn say(&mut self, code: &'static str, written: &str, message: String) {
        let said = Diagnostic::warning(code, message);
        // A lead may be told of in several places.
        if !self.told.iter().any(|told| told.said == said) {
            self.told.push(Told {
                written: written.to_owned(),
                said,
            });
        }
    }

    /// A link to a place within the text. Other programs name places by headings much as ids
    /// are made here.
    fn within(&mut self, href: &str) -> Option<String> {
        let name = href.trim_start_matches('#');
        if name.is_empty() || name == "top" {
            return Some(href.to_owned());
        }
        let name = percent_decode_str(name).decode_utf8_lossy();
        let called = slug(&name);
        let found = [&*name, &*called]
            .into_iter()
            .find(|name| self.ids.iter().any(|id| id == name));
        if found.is_none() {
            self.say(
                NO_PLACE,
                href,
                format!("the link to #{name} leads to no section and no story of this text; its text stands without it"),
            );
        }
        found.map(|id| format!("#{id}"))
    }
}

impl Resolve for Beside<'_> {
    fn image(&mut self, src: &str) -> Becomes {
        if has_scheme(src) {
            return match self.remote {
                RemoteImages::Linked => Becomes::Link,
                // A page that is read over `https` shows no other.
                RemoteImages::Shown if src.starts_with("https:") => Becomes::Image {
                    src: src.to_owned(),
                    size: None,
                },
                RemoteImages::Shown => Becomes::Link,
            };
        }
        let Some(path) = self.path(without_query(src)) else {
            self.say(
                "image-outside",
                src,
                format!(
                    "the image {src} is outside the folder; its alternative text stands for it"
                ),
            );
            return Becomes::Text;
        };
        match self.pictures.get(&path) {
            Ok(picture) => Becomes::Image {
                src: picture.address.clone(),
                size: picture.size,
            },
            Err(error) => {
                let (code, why) = (error.code, error.message);
                self.say(
                    code,
                    src,
                    format!("the image {src} {why}; its alternative text stands for it"),
                );
                Becomes::Text
            }
        }
    }

    fn link(&mut self, href: &str) -> Option<String> {
        let target = without_query(href);
        if target.is_empty() {
            return match href.starts_with('#') {
                true => self.within(href),
                false => Some(href.to_owned()),
            };
        }
        let rest = &href[target.len()..];
        // Of the page itself, as another program may have linked it.
        if target.starts_with(&self.addresses.root) && self.addresses.has(target) {
            return Some(href.to_owned());
        }
        let found = self.path(target).and_then(|path| {
            let file = self.addresses.of_file(&path).map(str::to_owned);
            file.or_else(|| Some(self.pictures.get(&path).ok()?.address.clone()))
        });
        if found.is_none() {
            self.say(
                NO_TARGET,
                href,
                format!(
                    "the link to {href} leads to no file of the folder; its text stands without it"
                ),
            );
        }
        found.map(|address| format!("{address}{rest}"))
    }
}

/// An address without its query and fragment.
fn without_query(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or(address)
}

/// Whether an address that was vetted is on another host.
fn has_scheme(src: &str) -> bool {
    let scheme = src.split(['/', '?', '#']).next().unwrap_or("");
    scheme.contains(':')
}
