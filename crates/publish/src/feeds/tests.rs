//! What feeds say, as a parser of feeds understands it.

use super::*;
use crate::{
    samples,
    stamps::{day_id, feed_id, story_id},
};
use dayfold_model::Dir;
use feed_rs::{
    model::FeedType,
    parser::{self, Parser},
};
use rstest::rstest;

const URL: &str = "https://example.org/news/";

struct Place {
    settings: Settings,
    paths: Paths,
    note: Option<&'static str>,
}

impl Place {
    fn new() -> Self {
        Self {
            settings: samples::settings(),
            paths: Paths::new("/news/"),
            note: None,
        }
    }

    fn site(&self) -> FeedSite<'_> {
        FeedSite {
            settings: &self.settings,
            paths: &self.paths,
            url: URL,
            root: "/news/",
            note: self.note,
            icon: "/news/icons/512.png".into(),
        }
    }

    fn day(&self, digest: &Digest) -> Entry {
        let date = digest.date.unwrap();
        let stamp = crate::samples::stamp(digest);
        let id = day_id(URL, self.paths.base(), date);
        day_entry(&self.site(), date, digest, id, stamp, None)
    }

    fn stories(&self, digest: &Digest) -> Vec<Entry> {
        let date = digest.date.unwrap();
        let stamp = crate::samples::stamp(digest);
        let stories = digest.stories().map(|story| {
            let id = story_id(&day_id(URL, self.paths.base(), date), &story.id);
            story_entry(&self.site(), date, digest, story, id, stamp, None)
        });
        stories.collect()
    }

    /// The current document of a feed of that day alone.
    fn feed(&self, digest: &Digest) -> FeedFiles {
        let date = digest.date.unwrap();
        let part = &parts(&[date])[0];
        let id = feed_id(URL, &self.paths, date, &Route::Home);
        let entries = [self.day(digest)];
        site_feed(&self.site(), &id, part, &entries)
            .unwrap()
            .unwrap()
    }
}

fn read(text: &str) -> feed_rs::model::Feed {
    let parser: Parser = parser::Builder::new().build();
    parser
        .parse(text.as_bytes())
        .unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn a_small_one() {
    let files = Place::new().feed(&samples::digest());
    let json: serde_json::Value = serde_json::from_str(&files.json).unwrap();
    let json = serde_json::to_string_pretty(&json).unwrap();
    insta::assert_snapshot!(format!("{}\n{json}", files.atom));
}

#[rstest]
#[case::atom(|files: FeedFiles| files.atom, FeedType::Atom)]
#[case::json(|files: FeedFiles| files.json, FeedType::JSON)]
fn a_day_is_read_back(#[case] of: fn(FeedFiles) -> String, #[case] kind: FeedType) {
    let mut place = Place::new();
    place.note = Some("Written by <machines>.");
    let digest = samples::digest();
    let feed = read(&of(place.feed(&digest)));
    assert_eq!(feed.feed_type, kind);
    assert_eq!(feed.title.unwrap().content, "News & \"views\"");
    assert_eq!(feed.language.as_deref(), Some("en"));
    assert!(
        feed.links
            .iter()
            .any(|link| link.href == "https://example.org/news/"),
        "{:?}",
        feed.links
    );
    let [entry] = &feed.entries[..] else {
        panic!("{:?}", feed.entries)
    };
    assert_eq!(entry.id, "tag:example.org,2025-11-22:/news/");
    assert_eq!(entry.title.as_ref().unwrap().content, "A day <of> note");
    assert_eq!(entry.links[0].href, "https://example.org/news/2025-11-22/");
    let moment = |moment: &Option<_>| format!("{:?}", moment.unwrap());
    assert!(
        moment(&entry.published).contains("2025-11-22T00:00:00"),
        "{:?}",
        entry.published
    );
    assert!(moment(&entry.updated).contains("2025-11-22T15:30:00"));
    assert_eq!(entry.summary.as_ref().unwrap().content, "It was a day.");
    let html = entry.content.as_ref().unwrap().body.as_ref().unwrap();
    for part in [
        "<p>It was a <em>day</em>.</p>",
        "<h2>Takeaways</h2><ol><li>A chip is <a href=\"https://example.org/news/2025-11-22/#a-chip\">out</a>.</li></ol>",
        "<h2>🔌 Chips</h2><h3><a href=\"https://example.org/news/2025-11-22/a-chip/\">A chip &amp; more</a></h3>",
        "<a href=\"https://example.org/news/2025-11-20/#x\">out</a>",
        "<p><strong>Why it matters:</strong> Nobody knows.</p>",
        "<a href=\"https://wire.example/chip?a=1&amp;b=2\">The Wire</a>",
        "<hr><p>Until tomorrow.</p><p><small>Written by &lt;machines&gt;.</small></p>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
}

#[test]
fn a_story_is_read_back() {
    let place = Place::new();
    let digest = samples::digest();
    let route = Route::Tag("chips".into());
    let id = feed_id(URL, &place.paths, digest.date.unwrap(), &route);
    let files = subject_feed(&place.site(), &id, "Chips", &route, &place.stories(&digest));
    let files = files.unwrap().unwrap();
    for text in [&files.atom, &files.json] {
        let feed = read(text);
        assert_eq!(feed.title.unwrap().content, "Chips · News & \"views\"");
        let ids: Vec<_> = feed.entries.iter().map(|entry| &*entry.id).collect();
        assert_eq!(
            ids,
            [
                "tag:example.org,2025-11-22:/news/#a-chip",
                "tag:example.org,2025-11-22:/news/#ki-%C3%BCberall"
            ]
        );
        let first = &feed.entries[0];
        assert_eq!(
            first.links[0].href,
            "https://example.org/news/2025-11-22/a-chip/"
        );
        let tags: Vec<_> = first.categories.iter().map(|tag| &*tag.term).collect();
        assert_eq!(tags.len(), 1, "{tags:?}");
        assert!(tags[0].eq_ignore_ascii_case("chips"));
    }
    assert!(
        files
            .atom
            .contains("href=\"https://example.org/news/tags/chips/feed.xml\"")
    );
}

/// The links of RFC 5005, from the current document to the oldest month and back.
#[test]
fn the_archive_is_linked() {
    let place = Place::new();
    let days: Vec<Date> = ["2025-09-03", "2025-10-05", "2025-11-22"]
        .map(|day| day.parse().unwrap())
        .to_vec();
    let documents: Vec<(String, serde_json::Value)> = parts(&days)
        .iter()
        .map(|part| {
            let entries = part.days.iter().map(|day| {
                let mut digest = samples::digest();
                digest.date = Some(*day);
                place.day(&digest)
            });
            let entries: Vec<_> = entries.collect();
            let files = site_feed(&place.site(), "tag:x", part, &entries);
            let files = files.unwrap().unwrap();
            (files.atom, serde_json::from_str(&files.json).unwrap())
        })
        .collect();
    let has = |at: usize, rel: &str, name: &str| {
        let link = format!(
            "<link rel=\"{rel}\" type=\"application/atom+xml\" href=\"https://example.org/news/{name}.xml\"/>"
        );
        documents[at].0.contains(&link)
    };
    assert!(has(0, "self", "feed") && has(0, "prev-archive", "feed/2025-10"));
    assert!(!documents[0].0.contains("fh:archive"));
    assert!(has(1, "self", "feed/2025-10") && has(1, "current", "feed"));
    assert!(has(1, "prev-archive", "feed/2025-09") && !documents[1].0.contains("next-archive"));
    assert!(has(2, "next-archive", "feed/2025-10") && !documents[2].0.contains("prev-archive"));
    assert!(documents[2].0.contains("<fh:archive/>"));
    assert_eq!(
        documents[0].1["next_url"],
        "https://example.org/news/feed/2025-10.json"
    );
    assert_eq!(
        documents[1].1["next_url"],
        "https://example.org/news/feed/2025-09.json"
    );
    assert!(documents[2].1.get("next_url").is_none());
}

#[rstest]
#[case::ends_of_sections("a ]]> b", "a ]]> b")]
#[case::markup("<b>&amp;</b> \"'", "<b>&amp;</b> \"'")]
#[case::controls("a\u{0}\u{8}\u{b}\u{1b}b\u{ffff}", "ab")]
#[case::far_away("👩‍👩‍👧 𝒜", "👩‍👩‍👧 𝒜")]
fn hostile_titles_survive(#[case] title: &str, #[case] expected: &str) {
    let mut digest = samples::digest();
    digest.title = title.to_owned();
    digest.sections[0].stories[0].title = title.to_owned();
    digest.summary = Some(format!("<p>{}</p>", crate::document::attribute(title)));
    let files = Place::new().feed(&digest);
    let atom = read(&files.atom);
    // JSON can write every character.
    let json = read(&files.json);
    for (feed, expected) in [(atom, expected), (json, title)] {
        let entry = &feed.entries[0];
        assert_eq!(entry.title.as_ref().unwrap().content, expected);
        let html = entry.content.as_ref().unwrap().body.as_ref().unwrap();
        let escaped = crate::document::attribute(expected);
        assert!(html.starts_with(&format!("<p>{escaped}</p>")), "{html}");
    }
}

#[test]
fn a_text_that_runs_the_other_way_says_so() {
    let mut place = Place::new();
    place.settings.lang = "he".into();
    place.settings.dir = Dir::Rtl;
    place.settings.words = crate::words::words("he");
    let mut digest = samples::digest();
    (digest.lang, digest.dir) = ("he".into(), Dir::Rtl);
    let files = place.feed(&digest);
    assert!(
        files.atom.contains("xml:lang=\"he\"") && files.atom.contains("<h:header dir=\"rtl\">")
    );
    let feed = read(&files.json);
    let html = feed.entries[0].content.as_ref().unwrap().body.as_ref();
    assert!(html.unwrap().starts_with("<div lang=\"he\" dir=\"rtl\">"));
    assert_eq!(feed.language.as_deref(), Some("he"));
}

#[test]
fn without_entries_there_is_none() {
    let place = Place::new();
    let files = subject_feed(&place.site(), "tag:x", "Chips", &Route::Tags, &[]);
    assert!(files.unwrap().is_none());
}
