//! What a widget says, and what it must not.

use super::{info::INFO, *};
use crate::{bundle, samples};
use dayfold_model::{Digest, StoryLink};
use rstest::rstest;

struct Place {
    settings: Settings,
    paths: Paths,
    own: OwnFiles,
    files: WidgetFiles,
}

impl Place {
    fn new() -> Self {
        let mut settings = samples::settings();
        settings.byline = "By <a href=\"/news/about/\">us</a>".into();
        settings.disclosure = "Made by machines.".into();
        Self {
            settings,
            paths: Paths::new("/news/"),
            own: OwnFiles::default(),
            files: bundle::tests::sample().widgets,
        }
    }

    fn site(&self) -> WidgetSite<'_> {
        WidgetSite {
            settings: &self.settings,
            paths: &self.paths,
            root: "/news/",
            images: RemoteImages::Linked,
            files: &self.files,
            own: &self.own,
            icon: "assets/icon-0123456789abcdef.svg",
        }
    }
}

fn story_of(place: &Place, digest: &Digest) -> String {
    let first = digest.stories().next().unwrap();
    story(&place.site(), digest.date.unwrap(), digest, first)
}

fn day_of(place: &Place, digest: &Digest) -> String {
    day(&place.site(), digest.date.unwrap(), digest)
}

#[test]
fn a_day() {
    insta::assert_snapshot!(day_of(&Place::new(), &samples::digest()));
}

#[test]
fn a_story() {
    insta::assert_snapshot!(story_of(&Place::new(), &samples::digest()));
}

#[test]
fn a_list() {
    let digest = samples::digest();
    let link = |date| StoryLink {
        date,
        slug: Some("notes".into()),
        date_text: "Saturday".into(),
        id: "a-chip".into(),
        title: "A chip & more".into(),
        lead: String::new(),
        sources: vec!["The <Wire>".into()],
    };
    let list = List {
        title: "Chips",
        page: Route::Tag("chips".into()),
        stories: vec![link(digest.date), link(None)],
    };
    insta::assert_snapshot!(html::list(&Place::new().site(), list));
}

/// Every link opens elsewhere: in the frame it would be lost.
#[rstest]
#[case::day(day_of)]
#[case::story(story_of)]
fn links_leave_the_frame(#[case] make: fn(&Place, &Digest) -> String) {
    let html = make(&Place::new(), &samples::digest());
    let links: Vec<_> = html.split("<a ").skip(1).collect();
    assert!(links.len() > 3, "{html}");
    for link in links {
        let tag = link.split('>').next().unwrap();
        assert!(tag.contains("target=\"_blank\" rel=\"noopener\""), "{tag}");
        assert!(!tag.contains("href=\"#"), "{tag}");
    }
}

#[rstest]
#[case::day(day_of)]
#[case::story(story_of)]
fn a_title_is_no_html(#[case] make: fn(&Place, &Digest) -> String) {
    let mut digest = samples::digest();
    digest.title = "</title><script>alert(1)</script>".into();
    digest.sections[0].stories[0].title = digest.title.clone();
    let html = make(&Place::new(), &digest);
    assert_eq!(html.matches("<script").count(), 1, "{html}");
}

#[test]
fn a_day_in_another_language_says_so() {
    let mut digest = samples::digest();
    digest.lang = "he".into();
    digest.dir = Dir::Rtl;
    let html = day_of(&Place::new(), &digest);
    assert!(html.contains("<html lang=\"he\" dir=\"rtl\">"), "{html}");
}

#[test]
fn a_day_without_takeaways_shows_its_stories() {
    let mut digest = samples::digest();
    digest.takeaways.clear();
    let html = day_of(&Place::new(), &digest);
    assert!(
        html.contains("<ul class=\"items\" role=\"list\">"),
        "{html}"
    );
    assert!(html.contains("A chip &amp; more") && html.contains("KI überall"));
}

#[test]
fn nothing_is_inline_and_nothing_is_open() {
    for images in [RemoteImages::Linked, RemoteImages::Shown] {
        let policy = policy(images);
        assert!(!policy.contains("unsafe") && policy.starts_with("default-src 'none';"));
        assert_eq!(policy.contains("https:"), images == RemoteImages::Shown);
    }
    let html = day_of(&Place::new(), &samples::digest());
    assert!(
        !html.contains(" style=") && !html.contains("<style"),
        "{html}"
    );
}

#[test]
fn what_pins_a_version_is_told() {
    let bundle = bundle::tests::sample();
    let file = Info::of(&bundle, Some("https://example.org/news/"), "/news/")
        .file()
        .unwrap();
    assert_eq!(file.path, INFO);
    let json: serde_json::Value = serde_json::from_slice(&file.bytes).unwrap();
    assert_eq!(json["script"], "https://example.org/news/embed.js");
    let versioned = json["versioned"].as_str().unwrap();
    assert!(versioned.starts_with("https://example.org/news/assets/embed-"));
    // Of "embed.js" with a line end, which is what the sample's script is.
    assert!(json["integrity"].as_str().unwrap().starts_with("sha384-"));
    assert_eq!(json["integrity"].as_str().unwrap().len(), 7 + 64);
    let file = Info::of(&bundle, None, "/").file().unwrap();
    let json: serde_json::Value = serde_json::from_slice(&file.bytes).unwrap();
    assert_eq!(json["script"], "/embed.js");
}
