//! Cards as pictures: what is on them, and where.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use dayfold_cards::{ACCENT, Body, Card, HEIGHT, WIDTH};
use rstest::rstest;

fn day(title: &str, takeaways: &[&str]) -> Card {
    Card {
        masthead: "The Daily Fold".into(),
        date_text: "Saturday, November 22, 2025".into(),
        date: "2025-11-22".into(),
        body: Body::Day {
            title: title.into(),
            takeaways: takeaways.iter().map(|text| (*text).into()).collect(),
        },
        rtl: false,
        accent: ACCENT,
    }
}

fn story(headline: &str) -> Card {
    Card {
        body: Body::Story {
            topic: "Chips".into(),
            headline: headline.into(),
            sources: vec!["Reuters".into(), "路透社".into(), "AP News".into()],
        },
        ..day("", &[])
    }
}

/// The colours of a picture's pixels, row by row.
struct Picture(Vec<[u8; 3]>);

impl Picture {
    fn of(card: &Card) -> Self {
        let file = card.lay_out().png().unwrap();
        assert!(file.len() < 60_000, "{} bytes", file.len());
        let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut bytes).unwrap();
        assert_eq!((info.width, info.height), (WIDTH, HEIGHT));
        assert_eq!(info.color_type, png::ColorType::Rgb);
        Self(
            bytes
                .chunks_exact(3)
                .map(|pixel| [pixel[0], pixel[1], pixel[2]])
                .collect(),
        )
    }

    /// How many hundredths of a part of the picture are not paper.
    fn inked(&self, x: std::ops::Range<u32>, y: std::ops::Range<u32>) -> usize {
        let all = y
            .clone()
            .flat_map(|y| x.clone().map(move |x| (y * WIDTH + x) as usize));
        let inked = all.filter(|at| self.0[*at] != PAPER).count();
        inked * 100 / (x.len() * y.len())
    }
}

const PAPER: [u8; 3] = [0xfc, 0xfa, 0xf6];
const NAME: std::ops::Range<u32> = 60..115;
const RULE: std::ops::Range<u32> = 124..133;
const HEADLINE: std::ops::Range<u32> = 150..400;
const FOOT: std::ops::Range<u32> = 480..590;
const LEFT: std::ops::Range<u32> = 64..400;
const RIGHT: std::ops::Range<u32> = 800..1136;

#[test]
fn a_day_has_its_name_date_headline_and_takeaways() {
    let takeaways = [
        "One thing was said at length, and at once",
        "Another was not",
        "A third",
        "A fourth",
    ];
    let card = day(
        "Something happened in America that nobody had expected",
        &takeaways,
    );
    let picture = Picture::of(&card);
    assert!(picture.inked(LEFT, NAME) > 5 && picture.inked(RIGHT, NAME) > 5);
    assert!(picture.inked(64..1136, RULE) > 60);
    assert!(picture.inked(LEFT, HEADLINE) > 10);
    assert!(picture.inked(LEFT, FOOT) > 5 && picture.inked(RIGHT, FOOT) > 1);
    // Nothing runs over the edge.
    assert_eq!(
        picture.inked(0..60, 0..HEIGHT) + picture.inked(1140..WIDTH, 60..HEIGHT),
        0
    );
    assert_eq!(picture.inked(0..WIDTH, 600..HEIGHT), 0);
    let svg = card.lay_out().svg().to_owned();
    assert!(
        svg.contains(">A third<") && !svg.contains("A fourth"),
        "{svg}"
    );
}

#[test]
fn a_story_has_its_topic_and_those_sources_that_can_be_written() {
    let card = story("Something happened");
    let picture = Picture::of(&card);
    assert!(picture.inked(LEFT, HEADLINE) > 3 && picture.inked(LEFT, FOOT) > 1);
    let svg = card.lay_out().svg().to_owned();
    assert!(
        svg.contains(">Chips<") && svg.contains(">Reuters · AP News<"),
        "{svg}"
    );
}

#[test]
fn from_right_to_left_all_is_mirrored() {
    let mut card = day("הממשלה אישרה את התקציב", &["אחת", "שתיים, ועוד מילים"]);
    card.masthead = "יומן".into();
    card.rtl = true;
    let picture = Picture::of(&card);
    assert_eq!(picture.inked(400..800, NAME), 0);
    assert!(picture.inked(1040..1136, NAME) > 5);
    assert!(picture.inked(RIGHT, HEADLINE) > 5);
    assert!(picture.inked(0..30, 0..30) > 90, "the fold is at the left");
}

#[rstest]
#[case::chinese("英伟达或可向中国出售芯片", "2025年11月22日")]
#[case::japanese("半導体を輸出へ", "2025年11月22日")]
#[case::arabic("صباح الخير", "السبت")]
#[case::devanagari("सरकार ने", "२२ नवंबर")]
#[case::pictographs("🚀🚀", "🗓")]
fn without_letters_the_date_stands_alone(#[case] title: &str, #[case] date_text: &str) {
    let mut card = day(title, &["OpenAI"]);
    card.date_text = date_text.into();
    let svg = card.lay_out().svg().to_owned();
    assert_eq!(svg.matches("<text").count(), 2, "{svg}");
    assert!(
        svg.contains(">2025-11-22<") && svg.contains(">The Daily Fold<"),
        "{svg}"
    );
    card.masthead = title.into();
    let svg = card.lay_out().svg().to_owned();
    assert_eq!(svg.matches("<text").count(), 1, "{svg}");
    let picture = Picture::of(&card);
    assert_eq!(picture.inked(64..1136, NAME), 0);
    assert!(picture.inked(LEFT, 250..500) > 5);
    assert!(picture.inked(64..1136, RULE) > 60, "the rule stays");
}

#[rstest]
#[case("</text><script>alert(1)</script> & \"quotes\" ]]> &amp; <!--")]
#[case("\u{0}\u{1}\u{b}\u{ffff}\u{fffe} and on\u{202e} backwards\u{2028}line")]
#[case(&"word ".repeat(2_000))]
#[case(&"w".repeat(10_000))]
#[case(&"א".repeat(10_000))]
#[case(&"e\u{301}\u{302}".repeat(3_000))]
fn whatever_is_written_is_drawn(#[case] text: &str) {
    let mut card = day(text, &[text, text, text]);
    card.masthead = text.into();
    card.date_text = text.into();
    assert!(
        Picture::of(&card).inked(LEFT, HEADLINE) + Picture::of(&card).inked(RIGHT, HEADLINE) > 3
    );
    card.body = Body::Story {
        topic: text.into(),
        headline: text.into(),
        sources: vec![text.into(); 50],
    };
    assert!(Picture::of(&card).inked(0..60, 0..HEIGHT) == 0);
}

#[test]
fn the_name_changes_with_the_words_alone() {
    let card = day("One", &["two", "three", "four"]);
    let key = |card: &Card| card.lay_out().key();
    let name = key(&card);
    assert!(
        name.len() == 24 && name.bytes().all(|byte| byte.is_ascii_hexdigit()),
        "{name}"
    );
    assert_eq!(name, key(&card.clone()));
    // A fourth takeaway is not shown, nor a date that is written out.
    let mut same = day("One  ", &["two", "three", "four", "five"]);
    same.date = "2025-11-23".into();
    assert_eq!(name, key(&same));
    let others = [
        day("One more", &["two", "three", "four"]),
        day("One", &["two", "three"]),
        day("One", &["two", "four", "three"]),
        Card {
            rtl: true,
            ..card.clone()
        },
        Card {
            masthead: "Other".into(),
            ..card.clone()
        },
        Card {
            date_text: "Sunday".into(),
            ..card.clone()
        },
        Card {
            accent: [0, 0, 120],
            ..card.clone()
        },
        story("One"),
    ];
    let mut names: Vec<String> = others.iter().map(key).collect();
    names.push(name);
    names.sort();
    names.dedup();
    assert_eq!(names.len(), others.len() + 1);
}
