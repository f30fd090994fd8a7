//! What every reader fetches stays small in every language.

use crate::place::Place;
use rstest::rstest;
use std::fs;

/// What `data/site.json` may weigh, as a host packs it.
const MOST: usize = 10_000;

/// What hosts use for files that are compressed once.
const QUALITY: i32 = 11;

/// A word that says nothing, and packs no better than one that does.
fn word(seed: u32) -> String {
    let mut state = seed.wrapping_mul(2_654_435_761) ^ 0x9e37_79b9;
    let mut word = String::new();
    for _ in 0..4 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        for (signs, shift) in [("bcdfghklmnprstvz", 28), ("aeiouäöü", 25)] {
            let at = (state >> shift) as usize % signs.chars().count();
            word.extend(signs.chars().nth(at));
        }
    }
    word
}

fn packed(bytes: &[u8]) -> usize {
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: QUALITY,
        size_hint: bytes.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters).unwrap();
    packed.len()
}

#[rstest]
fn what_is_known_of_a_site_is_small(
    #[values("de", "en", "es", "fr", "he", "ja", "zh")] lang: &str,
) {
    let settings = format!("title = \"News\"\nurl = \"https://example.org/\"\nlang = \"{lang}\"\n");
    let place = Place::new(&[("dayfold.toml", &settings)]);
    let tags = (0..40).map(|seed| [word(seed), word(seed + 40)].join(" "));
    let tags = tags.collect::<Vec<_>>().join(", ");
    for day in 1..=14 {
        let title: Vec<_> = (0..6).map(|n| word(1000 + 10 * day + n)).collect();
        let title = title.join(" ");
        let text = format!(
            "---\ntitle: {title}\nlang: {lang}\n---\n\n## Topic\n\n### {title}\n\nIt happened.\n\nTags: {tags}\n"
        );
        place.write(&format!("2025-11-{day:02}.md"), text);
    }
    place.publish();
    let site = fs::read(place.out.path().join("data/site.json")).unwrap();
    let text = std::str::from_utf8(&site).unwrap();
    for seed in 0..40 {
        assert!(text.contains(&word(seed)), "tag {seed} in {text}");
    }
    let weight = packed(&site);
    assert!(weight < MOST, "{lang}: {weight} bytes of {}", site.len());
}
