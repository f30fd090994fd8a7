//! Every theme can be read: the colours of `style/tokens.css`, measured as WCAG 2 does.
//!
//! What a browser draws is checked there too, but for one page in one theme at a time; here
//! it is every pair of ink and paper.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;

/// The light and the dark one; a theme that does not tell them apart has the same twice.
type Pair = [[f64; 3]; 2];

const SCHEMES: [&str; 2] = ["light", "dark"];
const PAPERS: [&str; 2] = ["paper", "paper-sunk"];

/// The tokens of a rule that are colours, as linear red, green and blue.
fn colours(css: &str, selector: &str) -> BTreeMap<String, Pair> {
    let (_, rest) = css.split_once(&format!("\n{selector} {{")).unwrap();
    let (rule, _) = rest.split_once("\n}").unwrap();
    // Without the comments, which have colons of their own.
    let parts = rule
        .split("/*")
        .map(|part| part.split_once("*/").map_or(part, |(_, rest)| rest));
    let rule: String = parts.collect();
    let declarations = rule.split(';').filter_map(|line| line.split_once(':'));
    declarations
        .filter_map(|(name, value)| {
            let name = name.rsplit_once("--")?.1.to_owned();
            let all: Vec<_> = value.split("oklch(").skip(1).map(colour).collect();
            match all[..] {
                [one] => Some((name, [one, one])),
                [light, dark] => Some((name, [light, dark])),
                _ => None,
            }
        })
        .collect()
}

/// "0.42 0.13 32)" in linear sRGB, which must hold it: a browser would otherwise show the
/// nearest that a screen can.
fn colour(text: &str) -> [f64; 3] {
    let numbers = text.split_once(')').unwrap().0.split_whitespace();
    let numbers: Vec<f64> = numbers.map(|number| number.parse().unwrap()).collect();
    let [lightness, chroma, hue] = numbers[..] else {
        panic!("{text} is no colour")
    };
    let (sin, cos) = hue.to_radians().sin_cos();
    let (a, b) = (chroma * cos, chroma * sin);
    let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
    let rgb = [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
    ];
    for part in rgb {
        assert!(
            (-0.001..=1.001).contains(&part),
            "oklch({}) is outside of sRGB: {rgb:?}",
            text.split_once(')').unwrap().0
        );
    }
    rgb
}

fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let luminance = |[r, g, b]: [f64; 3]| 0.2126 * r + 0.7152 * g + 0.0722 * b;
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    a.max(b) / a.min(b)
}

/// Checks the rule for one theme over the plain one, and tells all that is too faint.
fn check(selector: Option<&str>, wanted: &[(&str, f64)]) {
    let css = include_str!("../style/tokens.css");
    let mut tokens = colours(css, ":root");
    assert!(tokens.len() >= 8, "{tokens:?}");
    if let Some(selector) = selector {
        tokens.extend(colours(css, selector));
    }
    let mut faint = Vec::new();
    for (ink, least) in wanted {
        for paper in PAPERS {
            for (at, scheme) in SCHEMES.iter().enumerate() {
                let found = contrast(tokens[*ink][at], tokens[paper][at]);
                println!("{ink} on {paper}, {scheme}: {found:.2}");
                if found < *least {
                    faint.push(format!("{ink} on {paper}, {scheme}: {found:.2} of {least}"));
                }
            }
        }
    }
    assert!(faint.is_empty(), "{faint:#?}");
}

/// Texts at 7:1; what bounds a control, and what shows where the focus is, at 3:1.
const ENHANCED: &[(&str, f64)] = &[
    ("ink", 7.0),
    ("ink-quiet", 7.0),
    ("accent", 7.0),
    ("control", 3.0),
    ("rule", 3.0),
];

#[test]
fn light_and_dark() {
    check(None, ENHANCED);
}

#[test]
fn sepia() {
    check(Some(":root[data-theme=\"sepia\"]"), ENHANCED);
}

#[test]
fn high_contrast() {
    let wanted = [
        ("ink", 20.9),
        ("ink-quiet", 15.0),
        ("accent", 15.0),
        ("control", 15.0),
        ("rule", 15.0),
        ("hairline", 4.5),
    ];
    check(Some(":root[data-theme=\"contrast\"]"), &wanted);
}

/// Figures that others have published.
#[test]
fn contrast_is_measured_as_others_do() {
    let (white, black) = (colour("1 0 0)"), colour("0 0 0)"));
    assert!((contrast(white, black) - 21.0).abs() < 0.01);
    // #777 on white.
    let grey = colour("0.5693 0 0)");
    assert!((contrast(white, grey) - 4.48).abs() < 0.02);
    // #0000ff on white.
    let blue = colour("0.452 0.3132 264.05)");
    assert!((contrast(white, blue) - 8.59).abs() < 0.05);
}
