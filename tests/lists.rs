//! Lists, and what leads from day to day, by the HTML that is rendered natively.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod words;

use dayfold_app::{
    content::{Archive, Content},
    paths::{Paths, Route},
    render,
};
use dayfold_model::{
    Course, Date, DayLink, DayName, MonthCount, MonthDays, SubjectCount, SubjectList, SubjectPage,
    Subjects, VERSION, WeekCount,
};
use words::settings;

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// The HTML without the comments that only hydration counts.
fn bare(html: &str) -> String {
    html.replace("<!---->", "").replace("<!>", "")
}

/// November 2025 in weeks that begin on Sunday.
fn month(days: &[(u8, u32)]) -> MonthDays {
    let day = |(day, stories): &(u8, u32)| DayLink {
        date: Date::new(2025, 11, *day).unwrap(),
        date_text: format!("Day {day}"),
        title: format!("Title {day}"),
        stories: *stories,
    };
    MonthDays {
        version: VERSION,
        month: date("2025-11-01").month(),
        month_text: "November 2025".into(),
        days: days.iter().map(day).collect(),
        before: None,
        after: None,
        weekdays: ["S", "M", "T", "W", "T", "F", "S"]
            .map(str::to_owned)
            .into(),
        begins: 6,
    }
}

fn show(route: Route, content: Content) -> String {
    bare(&render(settings(), &Paths::new("/news/"), &route, content))
}

#[test]
fn a_month_is_a_table_of_weeks() {
    let month = month(&[(30, 3), (22, 12)]);
    let html = show(Route::Month(month.month), Content::Month(month));
    let table = html.split("<table").nth(1).unwrap();
    let (table, list) = table.split_once("</table>").unwrap();
    assert_eq!(table.matches("<th scope=\"col\">").count(), 7);
    // The first is a Saturday, and so the thirtieth begins a sixth week.
    assert_eq!(table.matches("<tr>").count(), 1 + 6, "{table}");
    assert!(
        table.contains("<tr><td></td><td></td><td></td><td></td><td></td><td></td><td>1</td></tr>")
    );
    let newest = "<tr><td><a href=\"/news/2025-11-30/\" class=\"shade-1\" aria-label=\"Day 30, 3 stories\">30</a></td><td></td>";
    assert!(table.contains(newest), "{table}");
    assert!(table.contains(
        "href=\"/news/2025-11-22/\" class=\"shade-4\" aria-label=\"Day 22, 12 stories\""
    ));
    assert!(!table.contains(">31<") && !table.contains(">0<"));
    assert!(table.contains("<caption>") && table.contains("November 2025"));
    // The titles stand below.
    assert!(
        list.contains("<a href=\"/news/2025-11-22/\">Title 22</a>"),
        "{list}"
    );
}

#[test]
fn the_archive_has_calendars_then_years() {
    let count = |month: &str, text: &str, days| MonthCount {
        month: month.parse().unwrap(),
        text: text.into(),
        days,
    };
    let archive = Archive {
        latest: vec![month(&[(22, 12)])],
        earlier: vec![
            count("2025-10", "October 2025", 31),
            count("2024-12", "December 2024", 1),
        ],
        undated: vec![],
    };
    let html = show(Route::Archive, Content::Archive(archive));
    assert!(
        html.contains("<caption><h2><a href=\"/news/2025/11/\">November 2025</a></h2></caption>"),
        "{html}"
    );
    assert!(
        html.contains("<h2>2025</h2>") && html.contains("<h2>2024</h2>"),
        "{html}"
    );
    assert!(
        html.contains(
            "<a href=\"/news/2025/10/\" class=\"shade-4\" aria-label=\"October 2025, 31 days\">"
        ),
        "{html}"
    );
    assert!(html.contains("class=\"shade-1\" aria-label=\"December 2024, day_one\""));
    // The newest day is an example of how to write one.
    assert!(html.contains("placeholder=\"2025-11-22\""), "{html}");
}

#[test]
fn an_entity_says_how_it_was_told_of() {
    let day = |text: &str| {
        Some(DayName {
            date: date(text),
            text: format!("Day {text}"),
        })
    };
    let week = |text: &str, count| WeekCount {
        text: text.into(),
        count,
    };
    let page = SubjectPage {
        version: VERSION,
        list: Subjects::Entities,
        id: "nvidia".into(),
        label: "NVIDIA".into(),
        kind: Some("finance".into()),
        url: None,
        ticker: None,
        about: " <span>Finance</span>".into(),
        page: 1,
        count: Some(3),
        course: Some(Course {
            days: 2,
            first: day("2025-11-01"),
            latest: day("2025-11-22"),
            chart: "M1 2z".into(),
            weeks: vec![week("B", 1), week("A", 2)],
            with: vec![SubjectCount {
                id: "chips".into(),
                label: "Chips".into(),
                count: 2,
            }],
        }),
        stories: vec![],
    };
    let route = || Route::Entity("nvidia".into());
    let html = show(route(), Content::Subject(Box::new(page.clone())));
    for part in [
        "<a href=\"/news/entities/\">names</a> <span>Finance</span></p>",
        "3 stories · 2 days",
        "<dt>first_told</dt><dd><a href=\"/news/2025-11-01/\">",
        "<path d=\"M1 2z\"></path>",
        "<tr><th scope=\"row\">A</th><td>2</td></tr>",
        "<a href=\"/news/tags/chips/\">Chips</a>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    // Without an address of the site there is no feed.
    assert!(!html.contains("feed.xml"), "{html}");
    let mut addressed = settings();
    addressed.url = Some("https://example.org/news/".into());
    let content = Content::Subject(Box::new(page));
    let html = render(addressed, &Paths::new("/news/"), &route(), content);
    assert!(
        html.contains("href=\"/news/entities/nvidia/feed.xml\""),
        "{html}"
    );
}

/// What the list of entities shows, from its heading.
fn list_of(often: u32, kinds: &[(&str, u32)], subjects: &[(&str, u32)]) -> String {
    let count = |(label, count): &(&str, u32)| SubjectCount {
        id: label.to_lowercase(),
        label: (*label).to_owned(),
        count: *count,
    };
    let list = SubjectList {
        version: VERSION,
        list: Subjects::Entities,
        often,
        kinds: kinds.iter().map(count).collect(),
        subjects: subjects.iter().map(count).collect(),
    };
    let html = show(Route::Entities, Content::Subjects(list));
    let (_, html) = html.split_once("</h1>").unwrap();
    html.split_once("</div>").unwrap().0.to_owned()
}

#[test]
fn what_one_day_alone_told_of_is_folded_behind_the_kinds() {
    let subjects = [
        ("Nvidia", 3),
        ("Ada", 2),
        ("Bob", 5),
        ("Rare", 1),
        ("Twice", 2),
    ];
    let html = list_of(3, &[("Companies", 1), ("People", 2)], &subjects);
    let item = |label: &str| {
        let id = label.to_lowercase();
        format!("<li><a href=\"/news/entities/{id}/\">{label}</a>")
    };
    let list = "<ul class=\"tag-list\" role=\"list\">";
    let stories = |n: u32| format!(" <span class=\"count\">{n} stories</span></li>");
    let expected = [
        format!(
            "<h2>Companies</h2>{list}{}{}</ul>",
            item("Nvidia"),
            stories(3)
        ),
        format!("<h2>People</h2>{list}{}{}", item("Ada"), stories(2)),
        format!("{}{}</ul>", item("Bob"), stories(5)),
        "<details><summary>on_one_day <span class=\"count\">2</span></summary>".to_owned(),
        format!(
            "{list}{}</li>{}{}</ul></details>",
            item("Rare"),
            item("Twice"),
            stories(2)
        ),
    ];
    assert_eq!(html, expected.concat());
}

#[test]
fn a_list_of_one_kind_has_no_headings_and_numbers_that_lie_do_no_harm() {
    let html = list_of(9, &[], &[("Nvidia", 3), ("Ada", 2)]);
    assert_eq!(html.matches("<ul").count(), 1);
    assert!(!html.contains("<h2>") && !html.contains("<details>"));
    let html = list_of(1, &[("Companies", 7)], &[("Nvidia", 3), ("Ada", 2)]);
    assert!(html.starts_with("<h2>Companies</h2>") && html.contains("<details>"));
}
