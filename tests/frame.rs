//! The frame that every page has, by the HTML that it is rendered to natively.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use dayfold_app::{
    content::Content,
    paths::{Paths, Route},
    render,
};
use dayfold_model::{Dir, Settings, SubjectList, Subjects, VERSION, Word, Words};
use rstest::rstest;

/// Those of a site whose words are their own keys.
fn settings() -> Settings {
    let words = Word::OF_PAGES.iter();
    let words = words.map(|word| (word.key().to_owned(), word.key().to_owned()));
    Settings {
        title: "Site".into(),
        tagline: None,
        url: None,
        lang: "en".into(),
        dir: Dir::Ltr,
        words: Words(words.collect()),
        languages: String::new(),
        entities: false,
        untagged: false,
        logo: String::new(),
        navigation: String::new(),
        byline: String::new(),
        disclosure: String::new(),
        footer: String::new(),
    }
}

fn page(route: &Route, content: Content) -> String {
    render(settings(), &Paths::new("/news/"), route, content)
}

fn tags() -> Content {
    Content::Subjects(SubjectList {
        version: VERSION,
        list: Subjects::Tags,
        often: 0,
        kinds: vec![],
        subjects: vec![],
    })
}

/// The masthead's links and buttons, each with its attributes.
fn masthead(html: &str) -> Vec<&str> {
    let (_, rest) = html.split_once("<nav").unwrap();
    let (nav, _) = rest.split_once("</nav>").unwrap();
    nav.split('<')
        .filter(|tag| tag.starts_with("a ") || tag.starts_with("button "))
        .collect()
}

#[rstest]
#[case(Route::Tags, tags(), Some("tags"))]
#[case(Route::Saved, Content::Saved, Some("saved"))]
#[case(Route::CatchUp, Content::CatchUp, Some("catch_up"))]
#[case(Route::NotFound, Content::NotFound, None)]
fn the_masthead_says_where_one_is(
    #[case] route: Route,
    #[case] content: Content,
    #[case] current: Option<&str>,
) {
    let html = page(&route, content);
    let marked: Vec<_> = masthead(&html)
        .into_iter()
        .filter(|tag| tag.contains("aria-current=\"page\""))
        .map(|tag| tag.rsplit_once('>').unwrap().1)
        .collect();
    assert_eq!(marked, Vec::from_iter(current), "{html}");
}

/// A list with nothing in it is not offered.
#[rstest]
#[case(true, &["archive", "catch_up", "saved"])]
#[case(false, &["archive", "tags", "catch_up", "saved"])]
fn the_masthead_offers_what_there_is(#[case] untagged: bool, #[case] expected: &[&str]) {
    let settings = Settings {
        untagged,
        ..settings()
    };
    let html = render(settings, &Paths::new("/news/"), &Route::Tags, tags());
    let ways = masthead(&html);
    let links = ways.iter().filter(|tag| tag.contains("aria-current"));
    let names: Vec<_> = links.map(|tag| tag.rsplit_once('>').unwrap().1).collect();
    assert_eq!(names, expected, "{html}");
}

/// What needs the app says so to the styles, which offer it to nobody who has none; and
/// what opens a panel waits, in its place, until there is one.
#[test]
fn what_needs_the_app_is_marked() {
    let html = page(&Route::Tags, tags());
    let ways = masthead(&html);
    let needs = |tag: &str| tag.contains("data-needs-app");
    let needed: Vec<_> = ways.iter().map(|tag| needs(tag)).collect();
    // The two buttons stand in an element that says it for both.
    assert_eq!(needed, [false, false, true, true, false, false], "{ways:?}");
    assert!(
        html.contains("<span data-needs-app=\"\" class=\"own-ways\">"),
        "{html}"
    );
    let button = ways.last().unwrap();
    for part in ["waiting", "popovertarget=\"df-preferences\"", "preferences"] {
        assert!(button.contains(part), "{button}");
    }
    // The panels themselves would weigh on every page, and can do nothing yet; but for the box
    // for searching, which is a form.
    assert_eq!(html.matches("<dialog").count(), 1, "{html}");
    assert_eq!(html.matches("popover=\"auto\"").count(), 1, "{html}");
    assert!(html.contains("action=\"/news/search/\""), "{html}");
}

/// The publisher's own, as it comes: HTML that is only shown.
#[test]
fn the_frame_shows_what_the_publisher_sets() {
    let settings = Settings {
        title: "A & B".into(),
        navigation: "<a href=\"/news/about/\">About</a>".into(),
        footer: "<p>The end</p>".into(),
        ..settings()
    };
    let paths = Paths::new("/news/");
    let html = render(settings.clone(), &paths, &Route::Tags, tags());
    assert!(html.contains(">A &amp; B</a>"), "{html}");
    assert!(html.contains("<span class=\"site-ways\"><a href=\"/news/about/\">About</a></span>"));
    assert!(html.contains("<footer class=\"colophon\"><p>The end</p></footer>"));
    let settings = Settings {
        logo: "<img src=\"/news/l.svg\" alt=\"A &amp; B\">".into(),
        footer: String::new(),
        ..settings
    };
    let html = render(settings, &paths, &Route::Tags, tags());
    assert!(html.contains("<img src=\"/news/l.svg\" alt=\"A &amp; B\"></a>"));
    assert!(!html.contains("colophon") && !html.contains(">A &amp; B</a>"));
}
