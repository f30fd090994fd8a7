//! The site's icon as PNG, for home screens and for whatever shows no SVG; and the manifest
//! that lets a browser install the site (W3C, Web Application Manifest).

use dayfold_app::paths::{Paths, Route};
use dayfold_model::Settings;
use resvg::{
    tiny_skia::{Color, Pixmap, Transform},
    usvg::{Options, Tree},
};
use serde_json::json;

/// The colour of paper in the light theme, `--paper` of `style/tokens.css` in sRGB: what
/// stands behind the icon, and behind the page before it is drawn.
const PAPER: [u8; 3] = [0xfc, 0xfa, 0xf6];

/// Where an icon is, below the path that all languages share.
pub(crate) const APPLE_TOUCH_ICON: &str = "icons/180.png";

/// What programs ask for that look for an icon without having read a page, at the root of a host.
pub(crate) const FAVICON: &str = "favicon.ico";

/// The side of the picture in it, in pixels.
const FAVICON_SIDE: u8 = 32;

/// The largest one that shows the whole icon: the site's logo for other programs.
pub(crate) const LARGEST_ICON: &str = "icons/512.png";

/// The manifest, below the path of its language.
pub(crate) const MANIFEST: &str = "manifest.webmanifest";

/// An icon's path, its side in pixels, and how much of that the picture takes.
///
/// Of a maskable icon only a circle is sure to be seen whose diameter is four fifths of the
/// side; a square within it has 0.56 of the side, and what is drawn seldom fills its corners.
const ICONS: [(&str, u32, f32); 4] = [
    (APPLE_TOUCH_ICON, 180, 1.0),
    ("icons/192.png", 192, 1.0),
    (LARGEST_ICON, 512, 1.0),
    ("icons/maskable-512.png", 512, 0.64),
];

/// The icon cannot be drawn.
#[derive(Debug, thiserror::Error)]
pub enum IconError {
    /// It is no SVG that could be read.
    #[error("the icon is no SVG that can be drawn")]
    Svg(#[from] resvg::usvg::Error),
    /// It cannot be written as PNG.
    #[error("the icon cannot be written as PNG")]
    Png(String),
}

/// The icons by path, each with its bytes, out of one SVG. They stand on the colour of paper,
/// since some home screens fill what is transparent with black; but for the one that stands
/// beside a page's title, on whatever colour a tab has.
pub(crate) fn icons(svg: &[u8]) -> Result<Vec<(&'static str, Vec<u8>)>, IconError> {
    let tree = Tree::from_data(svg, &Options::default())?;
    let [red, green, blue] = PAPER;
    let paper = Color::from_rgba8(red, green, blue, u8::MAX);
    let icons = ICONS.iter();
    let icons = icons.map(|(path, side, part)| Ok((*path, draw(&tree, *side, *part, paper)?)));
    let favicon = || {
        let side = u32::from(FAVICON_SIDE);
        let png = draw(&tree, side, 1.0, Color::TRANSPARENT)?;
        Ok((FAVICON, ico(&png)))
    };
    icons.chain(std::iter::once_with(favicon)).collect()
}

/// An icon file around one PNG: a directory of 6 bytes, its one entry of 16, and the picture
/// (Windows has read PNG in them since Vista, and browsers do).
fn ico(png: &[u8]) -> Vec<u8> {
    const HEADER: u32 = 6 + 16;
    let length = u32::try_from(png.len()).unwrap_or(u32::MAX);
    // Reserved, the kind (icon), one picture; its sides, no palette, reserved, one plane, 32 bits
    // a pixel; how long it is, and where.
    let mut file = vec![0, 0, 1, 0, 1, 0];
    file.extend([FAVICON_SIDE, FAVICON_SIDE, 0, 0, 1, 0, 32, 0]);
    file.extend(length.to_le_bytes());
    file.extend(HEADER.to_le_bytes());
    file.extend(png);
    file
}

fn draw(tree: &Tree, side: u32, part: f32, behind: Color) -> Result<Vec<u8>, IconError> {
    let fail = |what: &str| IconError::Png(what.to_owned());
    let mut image = Pixmap::new(side, side).ok_or_else(|| fail("its size"))?;
    image.fill(behind);
    let (width, height) = (tree.size().width(), tree.size().height());
    let room = side as f32;
    let scale = room * part / width.max(height);
    let middle = |length: f32| (room - length * scale) / 2.0;
    let place = Transform::from_row(scale, 0.0, 0.0, scale, middle(width), middle(height));
    resvg::render(tree, place, &mut image.as_mut());
    image.encode_png().map_err(|error| fail(&error.to_string()))
}

/// The manifest of a site in one language. `root` is the path that all languages share.
pub(crate) fn manifest(
    settings: &Settings,
    paths: &Paths,
    root: &str,
) -> serde_json::Result<String> {
    let [red, green, blue] = PAPER;
    let paper = format!("#{red:02x}{green:02x}{blue:02x}");
    let home = paths.page(&Route::Home);
    let icon = |path: &str, side: u32, purpose: &str| {
        json!({
            "src": format!("{root}{path}"),
            "sizes": format!("{side}x{side}"),
            "type": "image/png",
            "purpose": purpose,
        })
    };
    let icons = ICONS.iter().filter(|(path, ..)| *path != APPLE_TOUCH_ICON);
    let icons = icons.map(|(path, side, part)| {
        let purpose = if *part < 1.0 { "maskable" } else { "any" };
        icon(path, *side, purpose)
    });
    let mut manifest = json!({
        "id": home,
        "name": settings.title,
        "short_name": short_name(&settings.title),
        "start_url": home,
        "scope": home,
        "display": "minimal-ui",
        "lang": settings.lang,
        "dir": settings.dir.as_str(),
        "background_color": paper,
        "theme_color": paper,
        "icons": icons.collect::<Vec<_>>(),
    });
    // A browser complains of one that is `null`.
    if let Some(tagline) = &settings.tagline {
        manifest["description"] = tagline.as_str().into();
    }
    serde_json::to_string(&manifest)
}

/// What stands below the icon on a home screen, which has room for some twelve letters: the
/// words that fit, and at least one.
fn short_name(title: &str) -> String {
    const ROOM: usize = 12;
    let mut short = String::new();
    for word in title.split_whitespace() {
        let length = short.chars().count() + word.chars().count() + 1;
        if !short.is_empty() && length > ROOM {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;
    use rstest::rstest;

    const SVG: &[u8] = include_bytes!("../../../style/icon.svg");

    #[test]
    fn the_shipped_icon_is_drawn() {
        for ((path, side, _), (name, png)) in ICONS.iter().zip(icons(SVG).unwrap()) {
            assert_eq!(*path, name);
            let image = Pixmap::decode_png(&png).unwrap();
            assert_eq!((image.width(), image.height()), (*side, *side));
            let corner = image.pixel(0, 0).unwrap();
            assert_eq!([corner.red(), corner.green(), corner.blue()], PAPER);
            let inks = image.pixels().iter().filter(|pixel| pixel.red() < 60);
            let inked = inks.count() as f32 / (side * side) as f32;
            assert!((0.02..0.5).contains(&inked), "{path}: {inked}");
        }
    }

    #[test]
    fn the_favicon_is_a_picture_in_a_directory_of_one() {
        let icons = icons(SVG).unwrap();
        let (_, file) = icons.iter().find(|(path, _)| *path == FAVICON).unwrap();
        assert_eq!(file[..6], [0, 0, 1, 0, 1, 0]);
        let number = |at: usize| u32::from_le_bytes(file[at..at + 4].try_into().unwrap()) as usize;
        let (length, start) = (number(14), number(18));
        assert_eq!(start + length, file.len());
        let image = Pixmap::decode_png(&file[start..]).unwrap();
        assert_eq!((image.width(), image.height()), (32, 32));
        assert_eq!((file[6], file[7]), (32, 32));
        assert!(image.pixels().iter().any(|pixel| pixel.alpha() == 255));
    }

    /// What a launcher may cut off has nothing on it.
    #[test]
    fn a_mask_cuts_nothing_off() {
        let icons = icons(SVG).unwrap();
        let (_, png) = icons
            .iter()
            .find(|(path, _)| path.contains("mask"))
            .unwrap();
        let image = Pixmap::decode_png(png).unwrap();
        let side = image.width() as i32;
        for (at, pixel) in image.pixels().iter().enumerate() {
            let (x, y) = (at as i32 % side - side / 2, at as i32 / side - side / 2);
            let outside = x * x + y * y > (side * 2 / 5) * (side * 2 / 5);
            assert!(!outside || pixel.red() > 200, "{x} {y}");
        }
    }

    #[rstest]
    #[case(b"")]
    #[case(b"<svg")]
    #[case(b"\x89PNG")]
    fn what_is_no_svg_is_said(#[case] bytes: &[u8]) {
        assert!(matches!(icons(bytes), Err(IconError::Svg(_))));
    }

    #[test]
    fn the_paper_is_that_of_the_styles() {
        let tokens = include_str!("../../../style/tokens.css");
        assert!(
            tokens.contains("--paper: light-dark(oklch(0.985 0.006 85), "),
            "convert the new colour, and write it into PAPER"
        );
    }

    #[rstest]
    #[case("The Fold", "The Fold")]
    #[case("The Morning Digest", "The Morning")]
    #[case("Donaudampfschifffahrt heute", "Donaudampfschifffahrt")]
    #[case("毎日のニュース", "毎日のニュース")]
    fn short_names(#[case] title: &str, #[case] short: &str) {
        assert_eq!(short_name(title), short);
    }

    #[test]
    fn a_manifest() {
        let mut settings = samples::settings();
        settings.tagline = None;
        let paths = Paths::new("/news/de/");
        let bare = super::manifest(&settings, &paths, "/news/").unwrap();
        assert!(!bare.contains("null"), "{bare}");
        let manifest = manifest(&samples::settings(), &Paths::new("/news/de/"), "/news/").unwrap();
        let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
        assert_eq!(manifest["start_url"], "/news/de/");
        assert_eq!(manifest["scope"], "/news/de/");
        assert_eq!(manifest["icons"][0]["src"], "/news/icons/192.png");
        assert_eq!(manifest["icons"][2]["purpose"], "maskable");
        assert_eq!(manifest["background_color"], "#fcfaf6");
    }
}
