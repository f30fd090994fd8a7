//! The pages and files of tags and of entities.

use crate::place::{Place, SETTINGS, day};
use dayfold_model::{SubjectList, SubjectPage, Subjects, parse};

/// A day whose story names a company.
fn named(title: &str) -> String {
    format!(
        "---\ntitle: {title}\n---\n\n## Topic\n\n### Story of {title}\n\nNvidia [finance:NVIDIA Corporation] said so.\n\nTags: Chips\n"
    )
}

#[test]
fn entities_have_what_tags_have() {
    let place = Place::new(&[
        SETTINGS,
        ("2025-11-21.md", &named("One")),
        ("2025-11-22.md", &named("Two")),
    ]);
    place.publish();
    let list: SubjectList = parse(&place.page("data/entities.json")).unwrap();
    assert_eq!(list.list, Subjects::Entities);
    let found = &list.subjects[0];
    assert_eq!(
        (&*found.id, &*found.label, found.count),
        ("nvidia-corporation", "NVIDIA Corporation", 2)
    );
    let page: SubjectPage = parse(&place.page("data/entities/nvidia-corporation.json")).unwrap();
    assert_eq!(page.kind.as_deref(), Some("finance"));
    assert_eq!(page.count, Some(2));
    let html = place.page("entities/nvidia-corporation/index.html");
    assert!(
        html.contains("href=\"/news/2025-11-22/#story-of-two\""),
        "{html}"
    );
    assert!(html.contains("<span>Finance</span>"), "{html}");
    assert!(
        place
            .page("entities/index.html")
            .contains("NVIDIA Corporation")
    );
    assert!(place.page("data/site.json").contains("\"entities\":true"));
}

#[test]
fn where_none_is_named_there_are_no_pages_of_entities() {
    let place = Place::new(&[SETTINGS, ("2025-11-22.md", &day("Good"))]);
    place.publish();
    assert!(!place.files().iter().any(|file| file.contains("entities")));
    assert!(!place.page("data/site.json").contains("\"entities\":true"));
}

/// A day with some stories that bear tags.
fn tagged(stories: &[(&str, &str)]) -> String {
    let stories: Vec<String> = stories
        .iter()
        .map(|(title, tags)| {
            format!("### {title}\n\nSee [the day before](2025-09-01.md).\n\nTags: {tags}\n")
        })
        .collect();
    format!(
        "---\ntitle: The day\n---\n\n## Topic\n\n{}",
        stories.join("\n")
    )
}

#[test]
fn a_tag_says_how_it_was_told_of() {
    let place = Place::new(&[
        SETTINGS,
        ("2025-09-01.md", &tagged(&[("One", "Ships, Ammonia")])),
        (
            "2025-09-03.md",
            &tagged(&[("Two", "Ships"), ("Three", "Ships, Ammonia, Steel")]),
        ),
        ("2025-10-01.md", &tagged(&[("Four", "Ships")])),
        // A day that tells nothing of it.
        ("2026-03-01.md", &tagged(&[("Five", "Steel")])),
    ]);
    place.publish();
    let page: SubjectPage = parse(&place.page("data/tags/ships.json")).unwrap();
    let course = page.course.unwrap();
    assert_eq!((page.count, course.days), (Some(4), 3));
    assert_eq!(course.latest.unwrap().text, "Wednesday, October 1, 2025");
    let weeks = course.weeks.iter();
    let weeks: Vec<_> = weeks.map(|week| (&*week.text, week.count)).collect();
    assert_eq!(weeks, [("September 28, 2025", 1), ("August 31, 2025", 3)]);
    // The latest week is the last of the 52, and the highest bar takes all the height.
    assert_eq!(course.chart, "M188 40v-40h3v40zM204 40v-13h3v13z");
    let with = course.with.iter();
    let with: Vec<_> = with.map(|tag| (&*tag.label, tag.count)).collect();
    assert_eq!(with, [("Ammonia", 2)]);

    // All this is for the front page alone.
    let numbered: SubjectPage = parse(&place.page("data/tags/ships/1.json")).unwrap();
    assert_eq!((numbered.count, numbered.course), (None, None));
    let html = place.page("tags/ships/index.html");
    assert!(
        html.contains("href=\"/news/tags/ships/feed.xml\""),
        "{html}"
    );
    let link = "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Ships · News\" href=\"https://example.org/news/tags/ships/feed.xml\">";
    assert!(html.contains(link), "{html}");
}

#[test]
fn a_tag_has_a_feed_where_the_site_has_an_address() {
    let files = [
        ("2025-09-01.md", tagged(&[("One & two", "Ships")])),
        ("2025-09-02.md", tagged(&[("Three", "Ships")])),
    ];
    let files = files.each_ref().map(|(name, text)| (*name, text.as_str()));
    let place = Place::new(&[&[SETTINGS][..], &files].concat());
    place.publish();
    let feed = place.page("tags/ships/feed.xml");
    assert!(
        feed.contains("<id>tag:example.org,2025-09-02:/news/#three</id>"),
        "{feed}"
    );
    assert!(feed.find("#three") < feed.find("#one-two"), "{feed}");
    assert!(feed.contains("One &amp; two</title>"), "{feed}");
    assert!(
        feed.contains("https://example.org/news/2025-09-01/"),
        "{feed}"
    );
    // Reading it back, as a feed reader does.
    let digests = dayfold_ingest::read(
        feed.as_bytes(),
        "feed.xml",
        &dayfold_ingest::Context::default(),
    );
    let stories = digests.digests.iter().flat_map(|digest| digest.stories());
    assert_eq!(stories.count(), 2);

    let place = Place::new(&files);
    place.publish();
    assert!(!place.files().contains("tags/ships/feed.xml"));
    let html = place.page("tags/ships/index.html");
    assert!(
        !html.contains("feed.xml") && !html.contains("atom+xml"),
        "{html}"
    );
}

/// A folder with that file of tags, and days whose stories bear tags.
fn with_tags(tags_toml: &str) -> Place {
    Place::new(&[
        SETTINGS,
        ("tags.toml", tags_toml),
        ("2025-09-01.md", &tagged(&[("One", "Open AI, News, ML")])),
        (
            "2025-09-02.md",
            &tagged(&[("Two", "OpenAI"), ("Three", "open-ai, Machine Learning")]),
        ),
    ])
}

#[test]
fn spellings_have_one_page_and_lead_to_it() {
    let place = with_tags("ignore = [\"news\"]\n[tags.ml]\ninto = \"machine learning\"\n");
    let read = place.read();
    assert!(read.reports.is_empty(), "{:?}", read.reports);
    place.publish();
    let files = place.files();
    assert!(!files.iter().any(|file| file.contains("tags/news")));
    let list: SubjectList = parse(&place.page("data/tags.json")).unwrap();
    let list: Vec<_> = list
        .subjects
        .iter()
        .map(|tag| (&*tag.id, &*tag.label, tag.count))
        .collect();
    assert_eq!(
        list,
        [
            ("machine-learning", "Machine Learning", 2),
            ("open-ai", "Open AI", 3)
        ]
    );
    for (old, new) in [("ml", "machine-learning"), ("openai", "open-ai")] {
        let html = place.page(&format!("tags/{old}/index.html"));
        let refresh = format!("content=\"0; url=/news/tags/{new}/\"");
        assert!(html.contains(&refresh), "{html}");
        assert!(html.contains("noindex"), "{html}");
        assert!(!files.contains(&format!("data/tags/{old}.json")));
    }
    let day = place.page("data/2025-09-02.json");
    assert!(
        day.contains("{\"id\":\"open-ai\",\"label\":\"Open AI\"}"),
        "{day}"
    );
    assert!(!day.contains("OpenAI"), "{day}");
}

#[test]
fn what_is_wrong_in_the_file_of_tags_is_told_and_costs_that_alone() {
    let place = with_tags("[tags.ml]\ninto = \"learning machines\"\n[tags.openai]\nlabel = 3\n");
    let read = place.read();
    let [report] = &*read.reports else {
        panic!("{:?}", read.reports);
    };
    assert!(report.path.ends_with("tags.toml"));
    let codes: Vec<_> = report.diagnostics.iter().map(|said| said.code).collect();
    assert_eq!(codes, ["tags-type", "tags-merge-missing"]);
    place.publish();
    // The address that the file names, and the label of the first use.
    let html = place.page("tags/openai/index.html");
    assert!(html.contains("Open AI</h1>"), "{html}");
}

#[test]
fn an_entity_has_a_home_page_a_ticker_and_a_kind() {
    let place = Place::new(&[
        SETTINGS,
        (
            "tags.toml",
            "[kinds]\nfinance = \"company\"\n[entities.\"NVIDIA Corporation\"]\nname = \"Nvidia\"\nurl = \"https://www.nvidia.com/\"\nticker = \"NASDAQ:NVDA\"\n",
        ),
        ("2025-11-21.md", &named("One")),
        (
            "2025-11-22.md",
            "---\ntitle: Two\n---\n\n## Topic\n\n### Two\n\nAda [person:Ada Lovelace] and NVDA [company:nvidia-corporation] said so.\n",
        ),
    ]);
    place.publish();
    let page: SubjectPage = parse(&place.page("data/entities/nvidia-corporation.json")).unwrap();
    assert_eq!((&*page.label, page.count), ("Nvidia", Some(2)));
    assert_eq!(page.kind.as_deref(), Some("company"));
    let about = " <span>Company</span> <span>NASDAQ:NVDA</span> <a href=\"https://www.nvidia.com/\" rel=\"external\">Website</a>";
    assert_eq!(page.about, about);
    let html = place.page("entities/nvidia-corporation/index.html");
    assert!(html.contains(about), "{html}");
    assert_eq!(page.url.as_deref(), Some("https://www.nvidia.com/"));
    assert_eq!(page.ticker.as_deref(), Some("NASDAQ:NVDA"));
    let list: SubjectList = parse(&place.page("data/entities.json")).unwrap();
    let kinds: Vec<_> = list
        .kinds
        .iter()
        .map(|kind| (&*kind.label, kind.count))
        .collect();
    assert_eq!(kinds, [("Companies", 1), ("People", 1)]);
    let day = place.page("data/2025-11-21.json");
    assert!(day.contains("\"ticker\":\"NASDAQ:NVDA\""), "{day}");
}

#[test]
fn a_long_list_tells_apart_what_one_day_alone_told_of() {
    let tags =
        |from: usize| -> Vec<String> { (from..from + 30).map(|n| format!("T{n:02}")).collect() };
    let (one, two) = (tags(10).join(", "), tags(38).join(", "));
    let place = Place::new(&[
        SETTINGS,
        ("2025-09-01.md", &tagged(&[("One", &one), ("Again", "T10")])),
        ("2025-09-02.md", &tagged(&[("Two", &two)])),
    ]);
    place.publish();
    let list: SubjectList = parse(&place.page("data/tags.json")).unwrap();
    assert_eq!((list.often, list.subjects.len()), (2, 58));
    let first: Vec<_> = list
        .subjects
        .iter()
        .take(3)
        .map(|tag| &*tag.label)
        .collect();
    assert_eq!(first, ["T38", "T39", "T10"]);
    // Only what is told of again has a feed and stands among the site's tags.
    let site = place.page("data/site.json");
    assert!(
        site.contains("\"t38\"") && !site.contains("\"t10\""),
        "{site}"
    );
    let files = place.files();
    assert!(files.contains("tags/t38/feed.xml") && !files.contains("tags/t10/feed.xml"));
    assert!(files.contains("tags/t10/index.html"));
    let html = place.page("tags/t10/index.html");
    assert!(!html.contains("t10/feed.xml"), "{html}");
}

/// A list with nothing in it is not offered: neither by the masthead nor to search engines.
#[test]
fn without_tags_there_is_no_way_to_them() {
    let untagged = day("One").replace("Tags:", "Source:");
    let place = Place::new(&[SETTINGS, ("2025-11-21.md", &untagged)]);
    place.publish();
    let way = "<a href=\"/news/tags/\"";
    assert!(!place.page("2025-11-21/index.html").contains(way));
    assert!(!place.page("sitemap-lists.xml").contains("/news/tags/"));
    // The first one brings it to every page.
    place.write("2025-11-22.md", day("Two"));
    place.publish();
    assert!(place.page("2025-11-21/index.html").contains(way));
    assert!(
        place
            .page("sitemap-lists.xml")
            .contains("/news/tags/</loc>")
    );
}
