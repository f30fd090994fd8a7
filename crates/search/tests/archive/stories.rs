//! Whatever a story is called, it is found by that.

use super::{Site, day};
use dayfold_search::Part;
use proptest::prelude::*;

/// Headlines in Latin, Cyrillic, Hebrew, Chinese, Japanese and Korean.
fn title() -> impl Strategy<Value = String> {
    let words = |letters: &'static str, most| {
        proptest::collection::vec(letters, 1..most).prop_map(|words| words.join(" "))
    };
    prop_oneof![
        words("[a-zé]{2,8}", 6),
        words("[а-я]{2,8}", 6),
        words("[א-ת]{2,8}", 5),
        words("[一-十报道新闻科技]{2,9}", 3),
        words("[ぁ-んァ-ン新聞]{2,9}", 3),
        words("[가-깋]{2,5}", 4),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn every_story_is_found_by_its_headline(
        titles in proptest::collection::vec(proptest::collection::vec(title(), 1..5), 1..30),
        sealed in 0_usize..4,
    ) {
        let digests: Vec<_> = titles.iter().enumerate().map(|(at, titles)| {
            let date = format!("20{:02}-03-04", at + 10);
            let stories: Vec<_> = titles.iter().map(|title| (title.as_str(), "")).collect();
            (date.clone(), day(&date, &stories))
        }).collect();
        let cut = digests.len().saturating_sub(1 + sealed).max(digests.len() / 2);
        let part = |digests: &[(String, _)]| {
            Part::build(digests.iter().map(|(_, digest): &(String, dayfold_search::Digest<'_>)| digest.clone()))
        };
        let (older, newest) = digests.split_at(cut);
        let site = Site::of(&[part(older), part(newest)]);
        for ((date, _), titles) in digests.iter().zip(&titles) {
            for (at, title) in titles.iter().enumerate() {
                let found = site.ask(title);
                prop_assert!(found.contains(&(date.clone(), at)), "{title:?} is not in {found:?}");
            }
        }
    }

    #[test]
    fn any_query_can_be_asked(typed in "\\PC{0,30}") {
        let part = |date| Part::build([day(date, &[("Ships and tides", "新しい車の話")])]);
        let site = Site::of(&[part("2024-01-01"), part("2025-01-01")]);
        prop_assert!(site.ask(&typed).len() <= 2);
    }
}
