//! What the site tells of its days and stories to those who put them into other pages, and
//! the page that puts widgets together.

use crate::place::{Place, SETTINGS, day};
use serde_json::Value;
use std::collections::BTreeSet;

/// The address of what oEmbed says of a page, as the page's head has it.
fn discovered(html: &str) -> Option<&str> {
    let line = html
        .lines()
        .find(|line| line.contains("application/json+oembed"))?;
    assert!(
        line.contains("rel=\"alternate\"") && line.contains(" title=\""),
        "{line}"
    );
    Some(line.split_once("href=\"")?.1.split_once('"')?.0)
}

fn files(place: &Place) -> BTreeSet<String> {
    let files = place.files().into_iter();
    files.filter(|file| file.starts_with("oembed/")).collect()
}

/// A page, the way from it to the response, and what that shows.
fn shows(place: &Place, page: &str, widget: &str) {
    let html = place.page(&format!("{page}index.html"));
    let address = discovered(&html).unwrap_or_else(|| panic!("{page} has no link"));
    let path = address.strip_prefix("https://example.org/news/").unwrap();
    let response: Value = serde_json::from_str(&place.page(path)).unwrap();
    let frame = format!("<iframe src=\"https://example.org/news/{widget}\"");
    let html = response["html"].as_str().unwrap();
    assert!(html.starts_with(&frame), "{html}");
    assert_eq!(response["provider_url"], "https://example.org/news/");
    let card = response["thumbnail_url"].as_str().unwrap();
    place
        .out
        .path()
        .join(card.strip_prefix("https://example.org/news/").unwrap())
        .metadata()
        .unwrap();
}

#[test]
fn pages_lead_to_what_is_said_of_them() {
    let place = Place::new(&[SETTINGS, ("2025-11-22.md", &day("One thing"))]);
    place.publish();
    shows(&place, "", "embed/latest/#limit=5");
    shows(&place, "2025-11-22/", "embed/2025-11-22/#limit=5");
    shows(
        &place,
        "2025-11-22/story-of-one-thing/",
        "embed/2025-11-22/story-of-one-thing/",
    );
    assert_eq!(discovered(&place.page("archive/index.html")), None);
}

#[test]
fn without_an_address_nothing_could_name_it() {
    let place = Place::new(&[("2025-11-22.md", &day("One thing"))]);
    place.publish();
    assert_eq!(files(&place), BTreeSet::new());
    assert_eq!(discovered(&place.page("2025-11-22/index.html")), None);
}

#[test]
fn a_day_that_is_long_past_is_told_no_more_of() {
    let place = Place::new(&[SETTINGS]);
    // Ninety days are from the second to the last.
    for date in ["2025-09-01", "2025-09-02", "2025-11-30"] {
        place.write(&format!("{date}.md"), day("One thing"));
    }
    place.publish();
    // Two days with their story, and the front page.
    assert_eq!(files(&place).len(), 2 * 2 + 1);
    for (date, is_told) in [("2025-09-01", false), ("2025-09-02", true)] {
        for page in [date.to_owned(), format!("{date}/story-of-one-thing")] {
            let html = place.page(&format!("{page}/index.html"));
            assert_eq!(discovered(&html).is_some(), is_told, "{page}");
            assert_eq!(
                files(&place).contains(&format!("oembed/{page}.json")),
                is_told
            );
        }
    }
}

/// Frames are allowed on that page alone, and those of the site alone.
#[test]
fn one_page_may_show_others_in_frames() {
    let place = Place::new(&[SETTINGS, ("2025-11-22.md", &day("One thing"))]);
    place.publish();
    let html = place.page("widgets/index.html");
    assert!(html.contains("; frame-src 'self'\">"), "{html}");
    assert!(
        html.contains("&lt;script async src=\"https://example.org/news/embed.js\"&gt;"),
        "{html}"
    );
    assert!(html.contains("noindex"));
    for page in ["index.html", "2025-11-22/index.html", "search/index.html"] {
        assert!(!place.page(page).contains("frame-src"), "{page}");
    }
    let data: Value = serde_json::from_str(&place.page("data/widgets.json")).unwrap();
    assert_eq!(data["words"]["widgets"], "Widgets");
    // No other page pays for its words.
    assert!(!place.page("data/site.json").contains("widget_"));
    assert!(!place.page("index.html").contains("widget_"));
}
