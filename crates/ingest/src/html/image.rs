//! Images as they stand in vetted HTML.

use super::{escape_attribute, tokens::attribute, urls::is_remote};

/// The most digits of a width or height.
const DIGITS: usize = 5;

/// An image.
pub(super) struct Image {
    /// Its address.
    pub(super) src: String,
    /// What it says to those who do not see it.
    pub(super) alt: String,
    /// Width and height in pixels, where both are known: the page keeps their place.
    pub(super) size: Option<(u32, u32)>,
}

impl Image {
    /// With the size that its attributes say.
    pub(super) fn written(src: String, alt: String, attributes: &str) -> Self {
        let number = |name| {
            let text = attribute(attributes, name)?;
            let digits = text.len() <= DIGITS && text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse()
                .ok()
                .filter(|number: &u32| digits && *number > 0)
        };
        Self {
            src,
            alt,
            size: number("width").zip(number("height")),
        }
    }

    /// The tag, in the one form in which vetting leaves it. Nobody waits for an image, and no
    /// other host hears which page it is for.
    pub(super) fn tag(&self) -> String {
        let (src, alt) = (escape_attribute(&self.src), escape_attribute(&self.alt));
        let size = self.size.map_or_else(String::new, |(width, height)| {
            format!(" width=\"{width}\" height=\"{height}\"")
        });
        let referrer = if is_remote(&self.src) {
            " referrerpolicy=\"no-referrer\""
        } else {
            ""
        };
        format!(
            "<img src=\"{src}\" alt=\"{alt}\"{size} loading=\"lazy\" decoding=\"async\"{referrer}>"
        )
    }
}
