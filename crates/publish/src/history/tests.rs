use super::*;
use crate::facts::StoryFacts;
use rstest::rstest;

fn date() -> Date {
    "2026-03-14".parse().unwrap()
}

fn facts(updated: Option<&str>, stories: &[(&str, &str)]) -> Facts {
    let story = |(id, words): &(&str, &str)| StoryFacts {
        id: Name::from(*id),
        title: Name::from(*id),
        words: Key::of(words.as_bytes()),
        tags: vec![],
        entities: vec![],
    };
    Facts {
        key: Key::default(),
        title: "A day".into(),
        date_text: "14 March".into(),
        lang: "en".into(),
        updated: updated.map(str::to_owned),
        words: Key::of(b"day"),
        stories: stories.iter().map(story).collect(),
        tags: vec![],
        entities: vec![],
    }
}

fn go_on(before: Option<&DayHistory>, facts: &Facts, source: &str) -> DayHistory {
    let zone = TimeZone::get("America/Chicago").unwrap();
    let now = Now {
        moment: "2026-03-16T12:00:00Z".parse().unwrap(),
        zone: &zone,
        url: Some("https://example.org:8080/news/"),
        base: "/news/",
    };
    advance(
        before.cloned(),
        date(),
        facts,
        Key::of(source.as_bytes()),
        &now,
    )
}

#[test]
fn a_day_is_published_when_it_begins_or_when_it_says() {
    let day = go_on(None, &facts(None, &[("a", "1")]), "x");
    assert_eq!(day.id, "tag:example.org,2026-03-14:/news/");
    assert_eq!(day.published, "2026-03-14T00:00:00-05:00");
    assert_eq!(day.updated, None);
    let stated = "2026-03-14T19:00:00-05:00";
    let day = go_on(None, &facts(Some(stated), &[]), "x");
    assert_eq!(day.published, stated);
}

#[test]
fn what_was_corrected_says_so_and_keeps_its_id() {
    let first = go_on(None, &facts(None, &[("a", "1"), ("b", "1")]), "x");
    let second = go_on(
        Some(&first),
        &facts(None, &[("a", "2"), ("b", "1"), ("c", "1")]),
        "y",
    );
    let at = "2026-03-16T07:00:00-05:00";
    assert_eq!(
        (&second.id, &second.published),
        (&first.id, &first.published)
    );
    assert_eq!(second.updated.as_deref(), Some(at));
    let [a, b, c] = &second.stories[..] else {
        panic!("{second:?}");
    };
    assert_eq!(a.corrected.as_deref(), Some(at));
    assert_eq!((&b.corrected, &b.added), (&None, &None));
    assert_eq!((&c.corrected, c.added.as_deref()), (&None, Some(at)));
    assert_eq!(b.updated(&second), first.published);
    // And it still does when nothing is new.
    assert_eq!(
        go_on(
            Some(&second),
            &facts(None, &[("a", "2"), ("b", "1"), ("c", "1")]),
            "y"
        ),
        second
    );
}

#[test]
fn a_correction_is_dated_as_the_text_says() {
    let first = go_on(
        None,
        &facts(Some("2026-03-14T08:00:00-05:00"), &[("a", "1")]),
        "x",
    );
    let stated = "2026-03-15T09:00:00-05:00";
    let second = go_on(Some(&first), &facts(Some(stated), &[("a", "2")]), "y");
    assert_eq!(second.updated.as_deref(), Some(stated));
}

#[rstest]
#[case::another_program("x", "2")]
#[case::another_spelling("y", "1")]
fn what_nobody_reworded_is_no_correction(#[case] source: &str, #[case] words: &str) {
    let first = go_on(None, &facts(None, &[("a", "1")]), "x");
    let second = go_on(Some(&first), &facts(None, &[("a", words)]), source);
    assert_eq!(second.updated, None);
    assert_eq!(second.stories[0].corrected, None);
}

#[rstest]
#[case("none", Previous::Nothing)]
#[case("https://example.org/news", Previous::Served("https://example.org/news/".into()))]
#[case("site", Previous::Folder("site".into()))]
fn a_site_before_is_named(#[case] text: &str, #[case] expected: Previous) {
    assert_eq!(text.parse(), Ok(expected));
}

#[test]
fn a_host_that_answers_with_a_page_has_no_history() {
    let folder = tempfile::tempdir().unwrap();
    let previous = Previous::Folder(folder.path().to_owned());
    let days = || {
        let remembered = previous.remembered(|path| path.to_owned());
        remembered.map(|remembered| remembered.days)
    };
    assert!(days().unwrap().is_empty());
    std::fs::create_dir(folder.path().join("history")).unwrap();
    let index = folder.path().join("history/index.json");
    std::fs::write(&index, "<!DOCTYPE html>").unwrap();
    assert!(days().unwrap().is_empty());
    std::fs::write(&index, "{\"version\":").unwrap();
    assert!(matches!(days(), Err(PreviousError::Unknown { .. })));
}
