//! The components by the HTML that they render natively, which is what readers get before
//! any script and what the browser then has to hydrate.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod words;

use dayfold_app::{
    content::{Content, Day, Widgets},
    paths::{Paths, Route},
    render,
};
use dayfold_model::{
    Block, Date, DayLink, Digest, Dir, MonthDays, Section, Settings, Source, Story, StoryLink,
    SubjectPage, Subjects, Tag, Takeaway, VERSION,
};
use words::settings;

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn block(label: Option<&str>, html: &str) -> Block {
    Block {
        label: label.map(Into::into),
        html: html.into(),
    }
}

fn story(id: &str) -> Story {
    Story {
        id: id.into(),
        title: format!("Title of {id}"),
        url: None,
        kicker: vec![],
        body: vec![],
        sources: vec![],
        tags: vec![],
        entities: vec![],
        labels: vec![],
        earlier: vec![],
        repeats: None,
        corrected: None,
        corrected_text: None,
    }
}

fn digest() -> Digest {
    Digest {
        version: VERSION,
        date: Some(date("2025-11-22")),
        slug: None,
        date_text: "Saturday".into(),
        lang: "en".into(),
        dir: Dir::Ltr,
        translations: vec![],
        minutes: 0,
        title: "The day".into(),
        publication: None,
        summary: None,
        updated: None,
        updated_text: None,
        takeaways: vec![],
        sections: vec![],
        footer: vec![],
        tags: vec![],
        entities: vec![],
        labels: vec![],
    }
}

fn show(route: Route, content: Content) -> String {
    render(settings(), &Paths::new("/news/"), &route, content)
}

fn day(digest: Digest) -> String {
    let day = Day {
        digest,
        previous: Some(date("2025-11-20")),
        next: None,
    };
    show(Route::Day(date("2025-11-22")), Content::Day(day.into()))
}

/// The HTML without the comments that only hydration counts.
fn bare(html: &str) -> String {
    html.replace("<!---->", "").replace("<!>", "")
}

#[test]
fn a_whole_day() {
    let mut digest = digest();
    digest.summary = Some("<p>In short.</p>".into());
    digest.updated = Some("2025-11-22T19:21:00-06:00".into());
    digest.updated_text = Some("7:21 PM".into());
    digest.tags = vec![Tag {
        id: "ai".into(),
        label: "AI".into(),
    }];
    digest.takeaways = vec![
        Takeaway {
            html: "Told <b>below</b>".into(),
            story: Some("chips".into()),
        },
        Takeaway {
            html: "Told nowhere".into(),
            story: None,
        },
    ];
    digest.sections = vec![Section {
        id: "topic".into(),
        title: Some("Topic".into()),
        icon: Some("⚡".into()),
        body: vec![block(None, "<p>About it.</p>")],
        stories: vec![Story {
            kicker: vec!["1".into(), "Agency".into()],
            body: vec![
                block(Some("What happened"), "<p>This &amp; that.</p>"),
                block(None, "<ul><li>More</li></ul>"),
            ],
            sources: vec![
                Source {
                    name: "Paper".into(),
                    url: Some("https://paper.example/a?b&c".into()),
                },
                Source {
                    name: "Radio".into(),
                    url: None,
                },
            ],
            tags: vec!["ai".into()],
            ..story("chips")
        }],
    }];
    digest.footer = vec![block(Some("Follow"), "<p>Us.</p>")];
    insta::assert_snapshot!(bare(&day(digest)).replace('>', ">\n"));
}

#[test]
fn a_story_without_a_source_says_so() {
    let mut digest = digest();
    digest.sections = vec![Section {
        id: "topic".into(),
        title: None,
        icon: None,
        body: vec![],
        stories: vec![Story {
            body: vec![block(None, "<p>Short.</p>")],
            ..story("a")
        }],
    }];
    let html = bare(&day(digest));
    assert!(
        html.contains("<p class=\"sources none\">no_source</p>"),
        "{html}"
    );
    // It is all there, so there is nothing to fold.
    assert!(!html.contains("<details"), "{html}");
}

#[test]
fn the_link_of_a_headline_is_a_source() {
    let mut digest = digest();
    let url = Some("https://www.paper.example/a".to_owned());
    let named = Source {
        name: "The Paper".into(),
        url: url.clone(),
    };
    digest.sections = vec![Section {
        id: "topic".into(),
        title: None,
        icon: None,
        body: vec![],
        stories: vec![
            Story {
                url: url.clone(),
                ..story("unnamed")
            },
            Story {
                url,
                sources: vec![named],
                ..story("named")
            },
        ],
    }];
    let html = day(digest);
    assert_eq!(
        html.matches("https://www.paper.example/a").count(),
        2,
        "{html}"
    );
    assert_eq!(html.matches(">paper.example<").count(), 1, "{html}");
}

#[test]
fn text_is_escaped() {
    let mut digest = digest();
    digest.title = "<script>alert(1)</script>".into();
    digest.tags = vec![Tag {
        id: "x".into(),
        label: "\"><img>".into(),
    }];
    digest.sections = vec![Section {
        id: "topic".into(),
        title: Some("<i>".into()),
        icon: None,
        body: vec![],
        stories: vec![Story {
            tags: vec!["x".into()],
            ..story("\" onload=\"")
        }],
    }];
    let html = day(digest);
    for bad in ["<script", "<img", "<i>", "id=\"\""] {
        assert!(!html.contains(bad), "{bad} in {html}");
    }
}

#[test]
fn a_day_in_another_language_says_so() {
    let mut digest = digest();
    digest.lang = "he".into();
    digest.dir = Dir::Rtl;
    let html = day(digest);
    assert!(
        html.contains("<h1 tabindex=\"-1\" lang=\"he\" dir=\"rtl\">"),
        "{html}"
    );
}

#[test]
fn a_day_without_stories() {
    let html = bare(&day(digest()));
    assert!(html.contains(">no_stories</p>"), "{html}");
    assert!(!html.contains("role=\"group\""), "{html}");
}

#[test]
fn pages_of_lists() {
    let link = DayLink {
        date: date("2025-11-22"),
        date_text: "Saturday".into(),
        title: "The day".into(),
        stories: 5,
    };
    let month = MonthDays {
        version: VERSION,
        month: date("2025-11-22").month(),
        month_text: "November".into(),
        days: vec![link],
        before: None,
        after: None,
        weekdays: vec![],
        begins: 5,
    };
    let html = bare(&show(Route::Month(month.month), Content::Month(month)));
    assert!(
        html.contains("<a href=\"/news/2025-11-22/\">The day</a>"),
        "{html}"
    );
    assert!(html.contains("5 stories"), "{html}");

    let told = StoryLink {
        date: Some(date("2025-11-22")),
        slug: None,
        date_text: "Saturday".into(),
        id: "chips".into(),
        title: "Chips".into(),
        lead: "They are small.".into(),
        sources: vec!["Paper".into()],
    };
    let tag = SubjectPage {
        version: VERSION,
        list: Subjects::Tags,
        id: "ai".into(),
        label: "AI".into(),
        kind: None,
        url: None,
        ticker: None,
        about: String::new(),
        page: 2,
        count: Some(51),
        course: None,
        stories: vec![told],
    };
    let html = bare(&show(Route::Tag("ai".into()), Content::Subject(tag.into())));
    assert!(
        html.contains("<a href=\"/news/2025-11-22/#chips\">Chips</a>"),
        "{html}"
    );
    assert!(
        html.contains("<a href=\"/news/tags/ai/1/\">older_stories</a>"),
        "{html}"
    );
    assert!(!html.contains("newer_stories"), "{html}");
}

#[test]
fn a_page_that_is_not_there() {
    let html = bare(&show(Route::NotFound, Content::NotFound));
    assert!(
        html.contains("<h1 tabindex=\"-1\">not_found_title</h1>"),
        "{html}"
    );
    assert!(html.contains("<a href=\"/news/\">latest_day</a>"), "{html}");
}

#[test]
fn what_only_the_browser_knows_needs_scripts() {
    let html = bare(&show(Route::Saved, Content::Saved));
    assert!(html.contains("<h1 tabindex=\"-1\">saved</h1>"), "{html}");
    assert!(
        html.contains("<p class=\"static-only\">saved_static</p>"),
        "{html}"
    );
    let main = html.split_once("<main").unwrap().1;
    assert!(!main.contains("<button"), "{html}");

    let html = bare(&show(Route::CatchUp, Content::CatchUp));
    let way =
        "<p>catch_up_static</p><p class=\"message-ways\"><a href=\"/news/archive/\">archive</a>";
    assert!(html.contains(way), "{html}");
    assert!(
        !html.split_once("<main").unwrap().1.contains("<form"),
        "{html}"
    );

    let own = Widgets {
        script: "https://example.org/news/embed.js".into(),
        words: settings().words.of_widgets(),
        ..Widgets::default()
    };
    let html = bare(&show(Route::Widgets, Content::Widgets(own.clone().into())));
    let main = html.split_once("<main").unwrap().1;
    assert!(main.contains("<p>widgets_static</p>"), "{html}");
    // Whoever does not know where the site is has no snippet.
    assert!(
        !main.contains("<pre") && !main.contains("<select"),
        "{html}"
    );
    let site = Settings {
        url: Some("https://example.org/news/".into()),
        title: "News & more".into(),
        ..settings()
    };
    let paths = Paths::new("/news/");
    let html = bare(&render(
        site,
        &paths,
        &Route::Widgets,
        Content::Widgets(own.into()),
    ));
    let snippet = html
        .split_once("<pre")
        .unwrap()
        .1
        .split_once("</pre>")
        .unwrap()
        .0;
    let expected = " tabindex=\"0\" class=\"snippet\">\
        &lt;dayfold-digest src=\"https://example.org/news/\" show=\"takeaways\" \
        style=\"display:block;min-height:clamp(422px,1005px - 81vw,714px)\"&gt;\n  \
        &lt;p&gt;&lt;a href=\"https://example.org/news/\"&gt;News &amp;amp; more&lt;/a&gt;&lt;/p&gt;\n\
        &lt;/dayfold-digest&gt;\n\
        &lt;script async src=\"https://example.org/news/embed.js\"&gt;&lt;/script&gt;";
    assert_eq!(snippet, expected);

    let html = bare(&show(Route::Search, Content::Search));
    let way =
        "<p>search_static</p><p class=\"message-ways\"><a href=\"/news/archive/\">archive</a>";
    assert!(html.contains(way), "{html}");
}
