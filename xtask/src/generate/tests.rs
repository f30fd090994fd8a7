use super::*;
use std::collections::BTreeSet;

fn day(number: u32, lang: Lang) -> Vec<(String, String)> {
    let first: Date = "1998-06-01".parse().unwrap();
    files(
        number,
        Date::from_serial(first.serial() + number).unwrap(),
        lang,
    )
}

#[test]
fn more_days_change_no_earlier_one() {
    let folder = std::env::temp_dir().join(format!("dayfold-generate-{}", std::process::id()));
    let run = |days: u32| {
        let options = Options {
            days,
            out: folder.clone(),
            from: "2020-02-27".to_owned(),
            lang: Lang::Mixed,
        };
        generate(&options).unwrap();
        let files = fs::read_dir(&folder).unwrap().map(|entry| {
            let path = entry.unwrap().path();
            (path.clone(), fs::read(path).unwrap())
        });
        files.collect::<BTreeSet<_>>()
    };
    let few = run(5);
    assert_eq!(few.len(), 1 + 2 * 5);
    let more = run(7);
    assert!(few.is_subset(&more) && more.len() == 1 + 2 * 7);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn days_are_about_8_kb() {
    for lang in [Lang::En, Lang::De, Lang::Ja, Lang::Zh] {
        let sizes: Vec<usize> = (0..300).map(|n| day(n, lang)[0].1.len()).collect();
        let mean = sizes.iter().sum::<usize>() / sizes.len();
        assert!((7_000..9_500).contains(&mean), "{mean}");
        assert!(
            sizes.iter().all(|size| (3_000..16_000).contains(size)),
            "{sizes:?}"
        );
    }
}

#[test]
fn a_heavy_day_has_as_many_stories_as_it_is_to_have() {
    let first: Date = FIRST_DAY.parse().unwrap();
    let text = heavy_digest(first, Date::from_serial(first.serial() + 30).unwrap(), 200);
    let headlines: BTreeSet<_> = text
        .lines()
        .filter(|line| line.starts_with("### "))
        .collect();
    assert_eq!(headlines.len(), 200, "none is told twice");
}

#[test]
fn tags_grow_slowly_and_most_are_rare() {
    let mut times = std::collections::BTreeMap::<String, u32>::new();
    let mut known_at_100 = 0;
    for number in 0..1_000 {
        let (_, text) = day(number, Lang::En).remove(0);
        let tags = text.lines().filter_map(|line| line.strip_prefix("Tags: "));
        for tag in tags.flat_map(|tags| tags.split(", ")) {
            *times.entry(tag.to_lowercase()).or_default() += 1;
        }
        if number == 100 {
            known_at_100 = times.len();
        }
    }
    assert!((80..200).contains(&known_at_100), "{known_at_100}");
    // With the ways to write them.
    assert!((300..800).contains(&times.len()), "{}", times.len());
    let often = times.values().filter(|times| **times > 300).count();
    let rare = times.values().filter(|times| **times < 30).count();
    assert!(often > 3 && rare > times.len() / 3, "{often} {rare}");
}

#[test]
fn stories_go_on_over_days() {
    let told: Vec<_> = (0..60).flat_map(plots::tellings).collect();
    let again = told.iter().filter(|telling| telling.index > 0).count();
    assert!((told.len() / 4..told.len() * 3 / 4).contains(&again));
    assert!((8..13).contains(&(told.len() / 60)), "{}", told.len());
}

#[test]
fn no_slot_stays_empty() {
    for lang in [Lang::En, Lang::De, Lang::Ja, Lang::Zh] {
        for number in 0..50 {
            let (_, text) = day(number, lang).remove(0);
            for slot in ["{org", "{thing", "{noun", "{adj", "{n}", "{other", "{p"] {
                assert!(!text.contains(slot), "{text}");
            }
        }
    }
}
