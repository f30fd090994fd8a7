//! What a publisher sets: their own pages, frame, theme and sections.

use crate::place::{Place, day};

const SETTINGS: (&str, &str) = (
    "dayfold.toml",
    "title = \"News & Co\"\nurl = \"https://example.org/news/\"\nlang = \"en\"\n\
     tagline = { en = \"Daily\", de = \"Täglich\" }\n\
     logo = \"logo.svg\"\nicon = \"icon.svg\"\nstylesheet = \"own.css\"\n\
     byline = \"By [us](/about/)\"\nfooter = \"© *us*\"\n\
     disclosure = { en = \"Made by machines.\", de = \"Von Maschinen.\" }\n\
     navigation = [{ label = \"About <us>\", href = \"/about/\" }]\n\
     links = [{ label = \"Mastodon\", href = \"https://m.example/@a\", rel = \"me\" }]\n\
     [theme]\naccent = \"#0b5394\"\n[sections]\nToday = \"📈\"\n",
);
const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"></svg>";

fn files() -> Vec<(&'static str, String)> {
    let german = "---\nlang: de\ntitle: Heute\ndate: 2025-11-22\n---\n\n## Erstes\n\n### Etwas\n\nWas heute geschehen ist.\n";
    vec![
        (SETTINGS.0, SETTINGS.1.to_owned()),
        ("logo.svg", SVG.to_owned()),
        ("icon.svg", SVG.replace("1 1", "2 2")),
        ("own.css", "h1 { color: red }\n".to_owned()),
        ("2025-11-22.md", day("Today")),
        ("2025-11-22.de.md", german.to_owned()),
        (
            "pages/about.md",
            "# About us\n\nSee [the day](../2025-11-22.md) and [imprint](imprint.md).\n\n## Who\n"
                .to_owned(),
        ),
        ("pages/about.de.md", "# Über uns\n\nText.\n".to_owned()),
        (
            "pages/imprint.md",
            "---\norder: 1\n---\n# Imprint\n\nText.\n".to_owned(),
        ),
        (
            "pages/hidden.md",
            "---\ndraft: true\n---\n# Hidden\n".to_owned(),
        ),
    ]
}

fn place() -> Place {
    let files = files();
    let files: Vec<_> = files.iter().map(|(name, text)| (*name, &**text)).collect();
    Place::new(&files)
}

/// What stands between two texts.
fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    let (_, rest) = text.split_once(from).unwrap();
    rest.split_once(to).unwrap().0
}

#[test]
fn pages_are_documents_that_need_no_app() {
    let place = place();
    place.publish();
    let html = place.page("about/index.html");
    assert!(html.contains("<h1 tabindex=\"-1\">About us</h1>"), "{html}");
    assert!(html.contains("<a href=\"/news/2025-11-22/\">the day</a>"));
    assert!(
        html.contains("<a href=\"/news/imprint/\">imprint</a>") && html.contains("<h2>Who</h2>")
    );
    assert!(html.contains("rel=\"canonical\" href=\"https://example.org/news/about/\""));
    assert!(html.contains("hreflang=\"de\" href=\"https://example.org/news/de/about/\""));
    // The marks that hydration goes by are no comments of HTML.
    assert!(!html.contains("<!>"), "{html}");
    assert!(!html.contains("data-wasm") && !html.contains("df-content"));
    assert!(place.page("de/about/index.html").contains("Über uns"));
    assert!(!place.files().contains("hidden/index.html"));
    // In nobody's list of days.
    assert!(!place.page("data/archive.json").contains("About"));
}

#[test]
fn every_page_has_the_frame() {
    let place = place();
    place.publish();
    let html = place.page("2025-11-22/index.html");
    let name = between(&html, "<p class=\"site-name\">", "</p>");
    assert!(
        name.contains("alt=\"News &amp; Co\"") && name.contains("/news/assets/logo-"),
        "{name}"
    );
    assert!(html.contains("<a href=\"/news/about/\">About &lt;us&gt;</a>"));
    let imprint = between(&html, "<p class=\"imprint\">", "</p>");
    assert_eq!(
        imprint,
        "By <a href=\"/news/about/\">us</a> Made by machines."
    );
    let footer = between(&html, "<footer class=\"colophon\">", "</footer>");
    assert_eq!(
        footer,
        "<ul role=\"list\"><li><a href=\"/news/imprint/\">Imprint</a></li>\
         <li><a href=\"/news/about/\">About us</a></li>\
         <li><a href=\"https://m.example/@a\" rel=\"me\">Mastodon</a></li></ul>\
         <p>© <em>us</em></p>"
    );
    let german = place.page("de/2025-11-22/index.html");
    assert!(german.contains("Täglich") && german.contains("Von Maschinen."));
    assert!(german.contains("<a href=\"/news/de/about/\">Über uns</a>"));
    assert!(!german.contains("/news/de/imprint/"));
}

#[test]
fn styles_come_last_and_are_named_by_what_is_in_them() {
    let place = place();
    place.publish();
    let html = place.page("index.html");
    let styles: Vec<_> = html
        .split("<link rel=\"stylesheet\" href=\"/news/")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    let [_, theme, own] = styles[..] else {
        panic!("{styles:?}")
    };
    assert!(theme.starts_with("assets/theme-") && own.starts_with("assets/site-"));
    assert!(place.page(theme).contains("--accent: light-dark(#0b5394, "));
    assert_eq!(place.page(own), "h1 { color: red }\n");
    assert!(html.contains("<link rel=\"icon\" href=\"/news/assets/icon-"));
}

#[test]
fn a_site_that_sets_nothing_has_nothing_more() {
    let place = Place::new(&[
        (
            "dayfold.toml",
            "title = \"News\"\nurl = \"https://example.org/news/\"\n",
        ),
        ("2025-11-22.md", &day("Today")),
    ]);
    place.publish();
    let html = place.page("index.html");
    assert_eq!(html.matches("<link rel=\"stylesheet\"").count(), 1);
    assert!(!html.contains("colophon") && !html.contains("imprint") && !html.contains("site-ways"));
}

#[test]
fn a_new_day_changes_no_page_of_their_own() {
    let place = place();
    place.publish();
    let before = place.page("about/index.html");
    place.write("2025-11-23.md", day("Tomorrow"));
    place.publish();
    assert_eq!(place.page("about/index.html"), before);
}

#[test]
fn what_cannot_be_is_told_and_costs_itself() {
    let place = Place::new(&[
        (
            "dayfold.toml",
            "url = \"https://example.org/\"\nlogo = \"../logo.svg\"\nicon = \"none.svg\"\n[theme]\naccent = \"blu\"\nacent = \"blue\"\n",
        ),
        ("2025-11-22.md", &day("Today")),
        ("pages/tags.md", "# Tags\n\nText.\n"),
        ("pages/2025-11-22.md", "# A day\n\nText.\n"),
        ("pages/empty.md", ""),
    ]);
    let mut codes: Vec<_> = place.codes().into_iter().map(|(code, _)| code).collect();
    codes.sort_unstable();
    assert_eq!(
        codes,
        [
            "empty-file",
            "page-name",
            "page-name",
            "settings-colour",
            "settings-file",
            "settings-file",
            "settings-unknown"
        ]
    );
    place.publish();
    let files = place.files();
    assert!(files.contains("tags-page/index.html") && files.contains("2025-11-22-page/index.html"));
}
