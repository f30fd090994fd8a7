use super::*;
use crate::cache::{Cache, Key};
use crate::facts::{Facts, Known};
use dayfold_ingest::{Context, Images, read};
use dayfold_model::{Date, Digest};
use rstest::rstest;
use std::collections::BTreeMap;

/// A day full of news that nothing goes on with. What is rare shows only among many.
fn full_day() -> String {
    let story = |n: u32| {
        let word = |k: u32| {
            let letter = |at: u32| char::from(b'a' + ((n * 7 + k * 5 + at * 3) % 23) as u8);
            (0..6).map(letter).collect::<String>()
        };
        let (a, b, c, d) = (word(1), word(2), word(3), word(4));
        format!("### {a} has the new {b} {{#n{n}}}\n\nThe {c} of {a} is in the {b} with a {d}.\n\n")
    };
    format!("## News\n\n{}", (0..60).map(story).collect::<String>())
}

/// The days of Markdown files, tied.
fn days(files: &[(&str, &str)]) -> BTreeMap<Date, Digest> {
    let context = Context {
        lang: "en".to_owned(),
        time_zone: None,
        images: Images::default(),
    };
    let before = full_day();
    let files = [("2025-10-20", before.as_str())]
        .into_iter()
        .chain(files.iter().copied());
    let mut days: BTreeMap<Date, Digest> = files
        .map(|(day, text)| {
            let text = format!("---\ntitle: The day\n---\n\n{text}");
            let mut reading = read(text.as_bytes(), &format!("{day}.md"), &context);
            (day.parse().unwrap(), reading.digests.remove(0))
        })
        .collect();
    let mut tier = Tier::default();
    for (date, digest) in &mut days {
        tier.tie(*date, digest);
    }
    days
}

/// What each story of a day is tied to, by ids.
fn ties(days: &BTreeMap<Date, Digest>, day: &str) -> Vec<(String, Vec<String>)> {
    let digest = &days[&day.parse::<Date>().unwrap()];
    let ties = digest.stories().map(|story| {
        let earlier = story.earlier.iter();
        let earlier = earlier.map(|told| format!("{} {}", told.date, told.id));
        (story.id.clone(), earlier.collect())
    });
    ties.collect()
}

/// Ordinary news, so that there is something that words can be rare among.
const OTHERS: &str = "\
## Other things

### A bridge is closed for repair

The bridge over the river is closed until autumn, and buses go around it.

### The library opens on Sundays

Readers asked for it for years; the town pays for two more people.

### Apples are cheap this year

There was no late frost, and the orchards are full.

### A museum shows its cellars

Guides lead twenty people at a time, and tickets are gone for the month.

### Swifts have come back

They nest under the roof of the station, as every year.
";

fn with_others(story: &str) -> String {
    format!("## News\n\n{story}\n\n{OTHERS}")
}

#[rstest]
#[case::english(
    "### Foxconn plans server racks with OpenAI {#racks}\n\nFoxconn and OpenAI will design racks for data centres together and build them in Ohio.",
    "### Foxconn’s racks for OpenAI will come from Ohio {#racks}\n\nThe first racks that Foxconn designs with OpenAI for data centres leave the plant in Ohio in spring."
)]
#[case::chinese(
    "### 富士康与鸿海精密合作生产服务器机架 {#racks}\n\n富士康宣布与鸿海精密在俄亥俄州生产人工智能服务器机架。",
    "### 富士康服务器机架在俄亥俄州投产 {#racks}\n\n富士康与鸿海精密合作的人工智能服务器机架开始在俄亥俄州生产。"
)]
#[case::hebrew(
    "### פוקסקון מתכננת ארונות שרתים בטקסס {#racks}\n\nחברת פוקסקון תייצר ארונות שרתים למרכזי נתונים במפעל חדש בטקסס.",
    "### פוקסקון תייצר ארונות שרתים בטקסס באביב {#racks}\n\nהמפעל החדש בטקסס של פוקסקון יתחיל לייצר ארונות שרתים למרכזי נתונים."
)]
fn a_story_goes_on(#[case] first: &str, #[case] then: &str) {
    let days = days(&[
        ("2025-11-20", &with_others(first)),
        ("2025-11-22", &with_others(then)),
    ]);
    assert_eq!(ties(&days, "2025-11-20")[0].1, [""; 0]);
    assert_eq!(ties(&days, "2025-11-22")[0].1, ["2025-11-20 racks"]);
    let repeats: Vec<_> = days[&"2025-11-22".parse::<Date>().unwrap()]
        .stories()
        .map(|story| story.repeats.is_some())
        .collect();
    // The others are the same word for word.
    assert_eq!(repeats, [false, true, true, true, true, true]);
}

#[rstest]
#[case::another_subject(
    "### Foxconn plans server racks with OpenAI\n\nThey will be built in Ohio.",
    "### OpenAI hires a head of music\n\nNobody at OpenAI says yet what that is for."
)]
#[case::the_same_pattern(
    "### Nuro raises $203M for cars\n\nThe start-up makes cars that drive themselves.",
    "### Suno raises $250M for songs\n\nThe start-up makes songs from words."
)]
#[case::a_column(
    "### From the town hall\n\nWe had no plan, and it worked, said the mayor about the flood.",
    "### From the town hall\n\nNobody reads the manual until the smoke rises, an engineer remarked."
)]
fn what_is_only_alike_is_not_tied(#[case] first: &str, #[case] then: &str) {
    let days = days(&[
        ("2025-11-20", &with_others(first)),
        ("2025-11-22", &with_others(then)),
    ]);
    assert_eq!(ties(&days, "2025-11-22")[0].1, [""; 0]);
}

#[test]
fn a_common_link_ties_and_too_long_ago_does_not() {
    let first = "### A ship’s engine burns ammonia {#engine}\n\nA yard in Gdynia tries an engine for ferries that burns ammonia.\n\nSource: [Yard](https://yard.example/news/engine?utm_source=a)";
    let then = "### The new engine drives a ferry {#ferry}\n\nA ferry left Gdynia with the new engine, which burns ammonia.\n\nSource: [The yard](https://www.yard.example/news/engine/)";
    let near = days(&[
        ("2025-11-01", &with_others(first)),
        ("2025-11-22", &with_others(then)),
    ]);
    assert_eq!(ties(&near, "2025-11-22")[0].1, ["2025-11-01 engine"]);
    let far = days(&[
        ("2025-09-01", &with_others(first)),
        ("2025-11-22", &with_others(then)),
    ]);
    assert_eq!(ties(&far, "2025-11-22")[0].1, [""; 0]);
}

#[test]
fn a_thread_goes_back_over_days_and_forward_too() {
    let story = |id: &str, text: &str| {
        with_others(&format!(
            "### Foxconn and OpenAI {text} {{#{id}}}\n\nFoxconn designs server racks with OpenAI, which are built in Ohio and {text}."
        ))
    };
    let all = [
        ("2025-11-18", story("a", "plan server racks in Ohio")),
        ("2025-11-20", story("b", "show their server racks in Ohio")),
        ("2025-11-22", story("c", "sell server racks from Ohio")),
    ];
    let files: Vec<_> = all
        .iter()
        .map(|(day, text)| (*day, text.as_str()))
        .collect();
    let days = days(&files);
    assert_eq!(
        ties(&days, "2025-11-22")[0].1,
        ["2025-11-18 a", "2025-11-20 b"]
    );
    let cache = Cache::in_memory();
    let known = days.iter().map(|(date, digest)| Known {
        date: Some(*date),
        slug: None,
        facts: Facts::of(digest, Key::default(), &cache),
        ties: Ties::of(digest),
    });
    let files = later(&known.collect::<Vec<_>>());
    let told = |day: &str| -> Vec<String> {
        let file = &files[&day.parse::<Date>().unwrap()];
        let later = file.stories.iter().filter(|later| later.id.len() == 1);
        later
            .flat_map(|later| &later.later)
            .map(|told| format!("{} {}", told.date, told.id))
            .collect()
    };
    assert_eq!(told("2025-11-18"), ["2025-11-20 b", "2025-11-22 c"]);
    assert_eq!(told("2025-11-20"), ["2025-11-22 c"]);
    assert_eq!(told("2025-11-22"), [""; 0]);
}

#[test]
fn what_comes_later_changes_no_tie() {
    let day = |number: usize| {
        let name = ["Alder", "Birch", "Cedar", "Damson"][number % 4];
        with_others(&format!(
            "### {name} Works opens a mill\n\nThe mill of {name} Works grinds oats; it is number {number}."
        ))
    };
    let dates: Vec<String> = (1..=20).map(|day| format!("2025-11-{day:02}")).collect();
    let texts: Vec<String> = (1..=20).map(day).collect();
    let files: Vec<_> = dates
        .iter()
        .zip(&texts)
        .map(|(date, text)| (date.as_str(), text.as_str()))
        .collect();
    let whole = days(&files);
    let part = days(&files[..12]);
    for (date, digest) in &part {
        assert_eq!(&whole[date], digest, "{date}");
    }
}
