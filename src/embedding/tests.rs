//! Snippets go through a parser of HTML or Markdown, as they do where they are pasted.

use super::*;
use proptest::prelude::*;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use rstest::rstest;
use scraper::{ElementRef, Html, Selector};

const URL: &str = "https://example.org/news/";

fn date() -> Date {
    "2025-11-22".parse().unwrap()
}

fn script() -> Script<'static> {
    Script {
        address: "https://example.org/news/embed.js",
        integrity: None,
    }
}

fn fallback(page: &str, title: &str, lines: &[&str]) -> Fallback {
    Fallback {
        page: page.to_owned(),
        title: title.to_owned(),
        lines: lines.iter().map(|&line| line.to_owned()).collect(),
    }
}

#[rstest]
#[case("", Widget::default(), "embed/latest/#limit=5", "")]
#[case(
    "?show=takeaways&date=2025-11-22",
    Widget { date: Some(date()), ..Widget::default() },
    "embed/2025-11-22/#limit=5",
    "2025-11-22/"
)]
#[case(
    "?show=story&date=2025-11-22&story=ki-%C3%BCberall&theme=dark",
    Widget { show: Show::Story, date: Some(date()), id: "ki-überall".into(), theme: "dark".into(), ..Widget::default() },
    "embed/2025-11-22/ki-%C3%BCberall/#theme=dark",
    "2025-11-22/ki-%C3%BCberall/"
)]
#[case(
    "?show=headlines&accent=%23aa2200&density=compact&limit=5",
    Widget { show: Show::Headlines, accent: "#aa2200".into(), density: "compact".into(), limit: Some(5), ..Widget::default() },
    "embed/headlines/#accent=%23aa2200&density=compact&limit=5",
    ""
)]
#[case(
    "?show=tag&tag=ai",
    Widget { show: Show::Tag, id: "ai".into(), ..Widget::default() },
    "embed/tags/ai/#limit=5",
    "tags/ai/"
)]
#[case(
    "?show=entity&entity=nvidia",
    Widget { show: Show::Entity, id: "nvidia".into(), ..Widget::default() },
    "embed/entities/nvidia/#limit=5",
    "entities/nvidia/"
)]
fn addresses(#[case] query: &str, #[case] widget: Widget, #[case] frame: &str, #[case] page: &str) {
    assert_eq!(Widget::parse(query), widget);
    assert_eq!(widget.query(), query);
    assert_eq!(widget.frame(), frame);
    assert_eq!(widget.page(), page);
}

/// A link in the share menu says as little as it can.
#[test]
fn what_a_query_does_not_say_is_the_default() {
    let widget = Widget::parse("date=2025-11-22&utm_source=x&story=a");
    assert_eq!(widget.query(), "?show=takeaways&date=2025-11-22");
    for odd in [
        "theme=pink",
        "accent=red",
        "accent=%23ggg000",
        "limit=0",
        "limit=21",
        "show=all",
        "date=tomorrow",
        "density=cosy",
    ] {
        assert_eq!(Widget::parse(odd), Widget::default(), "{odd}");
    }
}

#[test]
fn snippets() {
    let widget = Widget::parse("?show=story&date=2025-11-22&story=chips&theme=dark");
    let title = "Chips & \"ships\"";
    let card = "https://example.org/news/assets/cards/0123.png";
    let pinned = Script {
        address: "https://example.org/news/assets/embed-0123.js",
        integrity: Some("sha384-abc"),
    };
    let all = [
        element(
            URL,
            &Widget::default(),
            &fallback("", "News", &[]),
            script(),
        ),
        element(
            URL,
            &widget,
            &fallback(&widget.page(), title, &["It sank."]),
            pinned,
        ),
        element(
            URL,
            &Widget::default(),
            &fallback(
                "2025-11-22/",
                "22 November",
                &["<Chips> sank.", "Ships & all."],
            ),
            script(),
        ),
        frame(URL, &widget, title, 320),
        picture(URL, &widget, title, card),
        markdown(URL, &widget, title, Some(card)),
        markdown(URL, &widget, title, None),
    ];
    insta::assert_snapshot!(all.join("\n\n"));
}

fn first<'a>(html: &'a Html, selector: &str) -> ElementRef<'a> {
    html.select(&Selector::parse(selector).unwrap())
        .next()
        .unwrap()
}

fn any_widget() -> impl Strategy<Value = Widget> {
    let show = proptest::sample::select(Show::ALL.to_vec());
    let id = "[\\p{Ll}0-9<>&\"' #%/-]{1,12}";
    let limit = proptest::option::of(1..=MOST);
    let theme = proptest::sample::select(vec!["", "light", "dark"]);
    (show, id, limit, theme, "(#[0-9a-f]{6})?", any::<bool>()).prop_map(
        |(show, id, limit, theme, accent, is_dated)| {
            let has_id = matches!(show, Show::Story | Show::Tag | Show::Entity);
            let has_date = show == Show::Story || show == Show::Takeaways && is_dated;
            Widget {
                show,
                date: has_date.then(date),
                id: if has_id { id } else { String::new() },
                theme: theme.into(),
                accent,
                density: String::new(),
                limit,
            }
        },
    )
}

proptest! {
    #[test]
    fn queries_are_read_back(widget in any_widget()) {
        prop_assert_eq!(Widget::parse(&widget.query()), widget);
    }

    #[test]
    fn what_goes_into_html_comes_out_of_it(
        widget in any_widget(),
        title in "[^\\p{Cc}]*",
        lines in proptest::collection::vec("[^\\p{Cc}]*", 0..4),
        integrity in proptest::option::of("[\\x20-\\x7e]+"),
    ) {
        let within = Fallback { page: widget.page(), title: title.clone(), lines };
        let script = Script { address: "https://example.org/e.js", integrity: integrity.as_deref() };
        let html = Html::parse_document(&element(URL, &widget, &within, script));
        let own = first(&html, "dayfold-digest");
        prop_assert_eq!(own.attr("src"), Some(URL));
        let attributes = widget.attributes();
        prop_assert_eq!(own.value().attrs().count(), attributes.len() + 2);
        for (name, value) in &attributes {
            prop_assert_eq!(own.attr(name), Some(&**value));
        }
        let link = first(&html, "dayfold-digest a");
        prop_assert_eq!(link.text().collect::<String>(), title.clone());
        let page = [URL, &*widget.page()].concat();
        prop_assert_eq!(link.attr("href"), Some(&*page));
        prop_assert!(page.is_ascii());
        let own = first(&html, "script");
        prop_assert_eq!(own.attr("integrity"), integrity.as_deref());
        prop_assert_eq!(own.attr("crossorigin").is_some(), integrity.is_some());
        let lines = Selector::parse("dayfold-digest li, dayfold-digest p + p").unwrap();
        let said: Vec<String> = html.select(&lines).map(|line| line.text().collect()).collect();
        // A list is one element more.
        let list = usize::from(within.lines.len() > 1);
        let all = 4 + within.lines.len() + list;
        prop_assert_eq!(said, within.lines);
        prop_assert_eq!(html.select(&Selector::parse("body *").unwrap()).count(), all);

        let html = Html::parse_document(&frame(URL, &widget, &title, 300));
        let own = first(&html, "iframe");
        let src = [URL, &*widget.frame()].concat();
        prop_assert_eq!(own.attr("src"), Some(&*src));
        prop_assert_eq!(own.attr("title"), Some(&*title));
        prop_assert_eq!(own.attr("sandbox"), Some(SANDBOX));

        let html = Html::parse_document(&picture(URL, &widget, &title, "https://a.example/ü.png"));
        let own = first(&html, "a > img");
        prop_assert_eq!(own.attr("alt"), Some(&*title));
        prop_assert_eq!(own.attr("src"), Some("https://a.example/%C3%BC.png"));
    }

    #[test]
    fn what_goes_into_markdown_comes_out_of_it(widget in any_widget(), title in "[ -~é–]*[a-z]") {
        let card = "https://example.org/a(1).png";
        let text = markdown(URL, &widget, &title, Some(card));
        let (mut links, mut pictures, mut said) = (vec![], vec![], String::new());
        for event in Parser::new(&text) {
            match event {
                Event::Start(Tag::Link { dest_url, .. }) => links.push(dest_url.into_string()),
                Event::Start(Tag::Image { dest_url, .. }) => pictures.push(dest_url.into_string()),
                Event::Text(part) => said.push_str(&part),
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Link | TagEnd::Image | TagEnd::Paragraph) => {}
                other => prop_assert!(false, "{:?} in {}", other, text),
            }
        }
        prop_assert_eq!(links, [[URL, &*widget.page()].concat()]);
        prop_assert_eq!(pictures, ["https://example.org/a%281%29.png"]);
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(said, title);
    }
}
