//! That a day's ties follow from the days of its window alone.

use super::*;
use crate::threads::WINDOW_DAYS;
use dayfold_model::{Block, Dir, Section, Source, Story, VERSION};
use std::collections::BTreeMap;

/// Numbers that look random: Lehmer's generator.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0 * 48_271 % 2_147_483_647;
        self.0 % end
    }

    /// A word: of so many first ones, or a rare one.
    fn word(&mut self, common: u64) -> String {
        let number = if self.below(4) == 0 {
            10_000 + self.below(100_000)
        } else {
            self.below(common)
        };
        format!("w{number}x")
    }

    fn words(&mut self, count: u64) -> String {
        let words: Vec<_> = (0..count).map(|_| self.word(300)).collect();
        words.join(" ")
    }
}

/// A story of a thread: with what all of a thread share, and with something of its own.
fn story(thread: u64, place: usize, numbers: &mut Numbers) -> Story {
    let mut common = Numbers(thread + 1);
    let title = format!("{} {}", common.words(4), numbers.word(300));
    let text = match numbers.below(4) {
        // Told again as it was.
        0 => common.words(60),
        _ => format!("{} {}", common.words(25), numbers.words(30)),
    };
    let link = match numbers.below(3) {
        0 => format!("https://a.example/thread-{thread}"),
        _ => format!("https://a.example/{}", numbers.below(1_000_000)),
    };
    Story {
        id: format!("s{place}"),
        title: match numbers.below(12) {
            0 => "The column of every day".to_owned(),
            _ => title,
        },
        url: None,
        kicker: vec![],
        body: vec![Block {
            label: None,
            html: format!("<p>{text}</p>"),
        }],
        sources: vec![Source {
            name: "A".to_owned(),
            url: Some(link),
        }],
        tags: vec![format!("t{}", numbers.below(9))],
        entities: vec![format!("e{}", common.below(500))],
        labels: vec![],
        earlier: vec![],
        repeats: None,
        corrected: None,
        corrected_text: None,
    }
}

fn digest(date: Date, stories: Vec<Story>) -> Digest {
    Digest {
        version: VERSION,
        date: Some(date),
        slug: None,
        date_text: format!("The day {date}"),
        lang: "en".to_owned(),
        dir: Dir::Ltr,
        translations: vec![],
        title: String::new(),
        publication: None,
        summary: None,
        updated: None,
        updated_text: None,
        minutes: 0,
        takeaways: vec![],
        sections: vec![Section {
            id: "news".to_owned(),
            title: None,
            icon: None,
            body: vec![],
            stories,
        }],
        footer: vec![],
        tags: vec![],
        entities: vec![],
        labels: vec![],
    }
}

/// Days with threads that go on over weeks, and some days without a digest.
fn archive(days: u32) -> BTreeMap<Date, Digest> {
    let first: Date = "2025-01-01".parse().unwrap();
    let mut numbers = Numbers(42);
    let mut archive = BTreeMap::new();
    for day in (0..days).filter(|day| day % 17 != 5) {
        let date = Date::from_serial(first.serial() + day).unwrap();
        let stories = (0..8).map(|place| {
            let thread = u64::from(day / 9) * 6 + numbers.below(24);
            story(thread, place, &mut numbers)
        });
        archive.insert(date, digest(date, stories.collect()));
    }
    archive
}

#[test]
fn the_days_of_the_window_are_enough() {
    let untied = archive(150);
    let mut tied = untied.clone();
    let mut all = Tier::default();
    for (date, digest) in &mut tied {
        all.tie(*date, digest);
    }
    let (mut ties, mut repeats, mut longest) = (0, 0, 0);
    for story in tied.values().flat_map(Digest::stories) {
        ties += story.earlier.len();
        repeats += usize::from(story.repeats.is_some());
        longest = longest.max(story.earlier.len());
    }
    assert!(
        ties > 300 && repeats > 20 && longest == EARLIER,
        "{ties} {repeats} {longest}"
    );

    // Not all of them, which takes its time.
    for (date, digest) in untied.iter().step_by(3) {
        let mut tier = Tier::default();
        let first = date.before(WINDOW_DAYS).unwrap();
        for (before, known) in tied.range(first..*date) {
            tier.pass(*before, known);
        }
        let mut digest = digest.clone();
        tier.tie(*date, &mut digest);
        assert_eq!(digest, tied[date], "{date}");
    }
}

#[test]
fn what_left_the_window_is_forgotten() {
    let mut tier = Tier::default();
    let mut sizes = Vec::new();
    for (date, mut digest) in archive(400) {
        tier.tie(date, &mut digest);
        sizes.push(tier.index.size() + tier.tellings.len() + tier.headlines.len());
    }
    let most = |sizes: &[usize]| sizes.iter().copied().max().unwrap();
    assert!(
        most(&sizes[300..]) < most(&sizes[50..150]) * 11 / 10,
        "{sizes:?}"
    );
}
