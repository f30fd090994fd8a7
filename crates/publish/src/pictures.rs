//! The images in a folder that its digests show: each is copied into the site once, under a
//! name made of what is in it.

use crate::{bundle::checksum, source_file::read_inside};
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

/// The kinds of images that browsers show, by the endings of their names.
const ENDINGS: &[&str] = &["avif", "gif", "jpeg", "jpg", "png", "svg", "webp"];

/// An image that digests show.
#[derive(Clone, Debug)]
pub(crate) struct Picture {
    /// Where it is.
    pub(crate) source: PathBuf,
    /// Its path in the output.
    pub(crate) file: String,
    /// Its address in the site.
    pub(crate) address: String,
    /// Its width and height in pixels, where they are known.
    pub(crate) size: Option<(u32, u32)>,
}

/// Why an image cannot be shown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unshown {
    /// A stable name for it.
    pub(crate) code: &'static str,
    /// What goes behind "the image NAME".
    pub(crate) message: &'static str,
}

const MISSING: Unshown = Unshown {
    code: "image-missing",
    message: "is not there",
};

const NO_IMAGE: Unshown = Unshown {
    code: "image-kind",
    message: "is no image that browsers show (AVIF, GIF, JPEG, PNG, SVG, WebP)",
};

const UNREADABLE: Unshown = Unshown {
    code: "image-unreadable",
    message: "cannot be read, or is too large",
};

/// The images in a folder that were asked for.
pub(crate) struct Pictures {
    folder: PathBuf,
    /// The path that the site lives at.
    base: String,
    known: HashMap<String, Result<Picture, Unshown>>,
}

impl Pictures {
    pub(crate) fn new(folder: &Path, base: &str) -> Self {
        Self {
            folder: folder.to_owned(),
            base: base.to_owned(),
            known: HashMap::new(),
        }
    }

    /// The image at that path in the folder.
    pub(crate) fn get(&mut self, path: &[String]) -> Result<&Picture, Unshown> {
        let (folder, base) = (&self.folder, &self.base);
        let name = path.join("/");
        let known = self.known.entry(name.clone());
        let found = known.or_insert_with(|| look(folder, base, &name));
        found.as_ref().map_err(|error| *error)
    }

    /// Each that is there, in the order of their names in the site.
    pub(crate) fn into_list(self) -> Vec<Picture> {
        let mut list: Vec<_> = self.known.into_values().flatten().collect();
        list.sort_by(|a, b| a.file.cmp(&b.file));
        list.dedup_by(|a, b| a.file == b.file);
        list
    }
}

fn look(folder: &Path, base: &str, name: &str) -> Result<Picture, Unshown> {
    let source = folder.join(name);
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    if !source.is_file() {
        return Err(MISSING);
    }
    let ending = ending
        .filter(|ending| ENDINGS.contains(&&**ending))
        .ok_or(NO_IMAGE)?;
    let bytes = read_inside(folder, &source).map_err(|_| UNREADABLE)?;
    let size = if ending == "svg" {
        let text = String::from_utf8_lossy(&bytes);
        svg_size(&text).ok_or(NO_IMAGE)?
    } else {
        let size = imagesize::blob_size(&bytes).map_err(|_| NO_IMAGE)?;
        let pixels = |length: usize| u32::try_from(length).ok().filter(|length| *length > 0);
        pixels(size.width).zip(pixels(size.height))
    };
    let file = format!("assets/{:016x}.{ending}", checksum(&bytes));
    Ok(Picture {
        source,
        address: format!("{base}{file}"),
        file,
        size,
    })
}

/// The size that an SVG says it has, or the shape of what it shows; `None` where the text is
/// no SVG.
fn svg_size(text: &str) -> Option<Option<(u32, u32)>> {
    let start = text.find("<svg")?;
    let tag = &text[start..];
    let tag = &tag[..tag.find('>')?];
    let attribute = |name: &str| {
        let at = tag.find(&format!(" {name}="))?;
        let value = &tag[at + name.len() + 2..];
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        value[1..].split(quote).next()
    };
    let pixels = |text: &str| {
        let number: f64 = text.trim().trim_end_matches("px").parse().ok()?;
        (0.5..100_000.0)
            .contains(&number)
            .then(|| number.round() as u32)
    };
    let stated = || pixels(attribute("width")?).zip(pixels(attribute("height")?));
    let shape = || {
        let numbers = attribute("viewBox")?
            .split([' ', ','])
            .filter(|part| !part.is_empty());
        let numbers: Vec<_> = numbers.skip(2).map(pixels).collect();
        match numbers.as_slice() {
            [width, height] => (*width).zip(*height),
            _ => None,
        }
    };
    Some(stated().or_else(shape))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("<svg width=\"40\" height='30px'>", Some(Some((40, 30))))]
    #[case(
        "<?xml version=\"1.0\"?><svg width=\"100%\" viewBox=\"0 0 24 12.4\"/>",
        Some(Some((24, 12)))
    )]
    #[case("<svg xmlns='http://www.w3.org/2000/svg'>", Some(None))]
    #[case("<p>no svg", None)]
    fn sizes_of_svg(#[case] text: &str, #[case] size: Option<Option<(u32, u32)>>) {
        assert_eq!(svg_size(text), size);
    }
}
