//! The files of a site's own: its logo, its icon, its stylesheet, and the one that is made of
//! its theme. All are called by what is in them, so that they can be kept for ever.

use super::{SiteSettings, fields::Fields};
use crate::{bundle::checksum, document::attribute, source_file::read_inside};
use dayfold_ingest::Diagnostic;
use std::{
    ops::Range,
    path::{Component, Path},
};

/// A file's path in the folder, and where it is set.
type Place = Option<(String, Range<usize>)>;

/// Where the files are in the folder.
#[derive(Clone, Debug, Default)]
pub(super) struct Named {
    logo: Place,
    icon: Place,
    stylesheet: Place,
}

impl Named {
    pub(super) fn read(fields: &mut Fields<'_, '_, '_>) -> Self {
        let mut file = |name: &str, endings: &[&str]| {
            let (path, span) = fields.text(name)?;
            let ending = path
                .rsplit_once('.')
                .map(|(_, ending)| ending.to_lowercase());
            let is_within = Path::new(&path)
                .components()
                .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
            let wrong = if !ending.is_some_and(|ending| endings.contains(&&*ending)) {
                format!(
                    "`{name}` is a file that ends with .{}",
                    endings.join(" or .")
                )
            } else if !is_within {
                format!("`{name}` is a file in the folder")
            } else {
                return Some((path, span));
            };
            let help = format!(
                "write its path from the folder: {name} = \"{name}.{}\"",
                endings[0]
            );
            fields.say(
                Diagnostic::error("settings-file", wrong)
                    .help(help)
                    .at(span),
            );
            None
        };
        Self {
            logo: file("logo", &["svg", "png"]),
            icon: file("icon", &["svg"]),
            stylesheet: file("stylesheet", &["css"]),
        }
    }
}

/// A file, read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OwnFile {
    /// Its path in the output.
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
}

impl OwnFile {
    fn new(name: &str, ending: &str, bytes: Vec<u8>) -> Self {
        let path = format!("assets/{name}-{:016x}.{ending}", checksum(&bytes));
        Self { path, bytes }
    }
}

/// The files of a site's own, as far as it has them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct OwnFiles {
    pub(crate) logo: Option<OwnFile>,
    /// An SVG, in the place of the shipped icon.
    pub(crate) icon: Option<OwnFile>,
    /// What is made of the theme.
    pub(crate) theme: Option<OwnFile>,
    /// The publisher's own stylesheet, behind all others.
    pub(crate) stylesheet: Option<OwnFile>,
}

impl OwnFiles {
    /// All of them.
    pub(crate) fn all(&self) -> impl Iterator<Item = &OwnFile> {
        [&self.logo, &self.icon, &self.theme, &self.stylesheet]
            .into_iter()
            .flatten()
    }

    /// Their names, which say all that is in them.
    pub(crate) fn names(&self) -> Vec<&str> {
        self.all().map(|file| &*file.path).collect()
    }

    /// The stylesheets, in their order.
    pub(crate) fn styles(&self) -> impl Iterator<Item = &str> {
        let styles = [&self.theme, &self.stylesheet].into_iter().flatten();
        styles.map(|file| &*file.path)
    }
}

impl SiteSettings {
    /// Reads the files out of the folder. One that cannot be used is done without.
    pub(crate) fn read_files(&mut self, folder: &Path) -> Vec<Diagnostic> {
        let mut said = vec![];
        let mut read = |name: &str, place: &Place| {
            let (path, span) = place.as_ref()?;
            let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
            let ending = ending.to_lowercase();
            let full = folder.join(path);
            let bytes = match read_inside(folder, &full) {
                Ok(bytes) => bytes,
                Err(_) if !full.exists() => {
                    let text = format!("there is no file {path} in the folder");
                    said.push(
                        Diagnostic::error("settings-file", text)
                            .help("a file is named by its path in the folder of this file")
                            .at(span.clone()),
                    );
                    return None;
                }
                Err(error) => {
                    let text = format!("{path} cannot be used: {}", error.message);
                    said.push(Diagnostic::error("settings-file", text).at(span.clone()));
                    return None;
                }
            };
            let is_kind = match &*ending {
                "png" => imagesize::blob_size(&bytes).is_ok(),
                "svg" => String::from_utf8_lossy(&bytes).contains("<svg"),
                _ => std::str::from_utf8(&bytes).is_ok(),
            };
            if !is_kind {
                let text = format!("{path} is not what its name says");
                said.push(Diagnostic::error("settings-file", text).at(span.clone()));
                return None;
            }
            Some(OwnFile::new(name, &ending, bytes))
        };
        let (theme, _) = self.theme.css();
        self.own = OwnFiles {
            logo: read("logo", &self.named.logo),
            icon: read("icon", &self.named.icon),
            theme: theme.map(|css| OwnFile::new("theme", "css", css.into_bytes())),
            stylesheet: read("site", &self.named.stylesheet),
        };
        if let Some(logo) = &self.own.logo {
            let size = imagesize::blob_size(&logo.bytes).ok();
            let size = size.map_or_else(String::new, |size| {
                format!(" width=\"{}\" height=\"{}\"", size.width, size.height)
            });
            self.published.logo = format!(
                "<img src=\"{}{}\" alt=\"{}\"{size}>",
                attribute(&self.base),
                logo.path,
                attribute(&self.published.title),
            );
        }
        said
    }
}
