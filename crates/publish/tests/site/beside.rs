//! Images beside a digest, and links from one file to another.

use crate::place::Place;
use dayfold_ingest::Severity;
use rstest::rstest;

const SETTINGS: (&str, &str) = ("dayfold.toml", "url = \"https://example.org/news/\"\n");

/// A GIF of 3 × 2 pixels.
const GIF: &[u8] = b"GIF89a\x03\0\x02\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\0\0\0\0\0,\0\0\0\0\x03\0\x02\0\0\x02\x02D\x01\0;";

fn story(body: &str) -> String {
    format!("# Title\n\n## Topic\n\n### Story\n\n{body}\n")
}

fn place(body: &str) -> Place {
    let place = Place::new(&[
        SETTINGS,
        ("2025/2025-11-22.md", &story(body)),
        ("2025/2025-11-21.md", &story("Yesterday.")),
        ("notes.md", "# Notes\n\n## T\n\n### S\n\nText.\n"),
    ]);
    place.write("2025/img/a b.gif", GIF);
    place.write("top.svg", "<svg viewBox='0 0 20 10'></svg>");
    place.write("2025/fake.png", "no picture");
    place
}

fn image(place: &Place) -> String {
    let html = place.page("2025-11-22/index.html");
    let start = html.find("<img ").unwrap_or_else(|| panic!("{html}"));
    let end = html[start..].find('>').unwrap();
    html[start..=start + end].to_owned()
}

#[rstest]
#[case("![A *cat*](<img/a b.gif>)", "gif", "3", "2")]
#[case(
    "<img src=\"img/a%20b.gif?v=1\" alt=\"A cat\" width=9 height=9>",
    "gif",
    "3",
    "2"
)]
#[case("![A cat](../top.svg)", "svg", "20", "10")]
#[case("![A cat](/top.svg)", "svg", "20", "10")]
fn an_image_comes_along(
    #[case] body: &str,
    #[case] kind: &str,
    #[case] width: &str,
    #[case] height: &str,
) {
    let place = place(body);
    place.publish();
    let image = image(&place);
    let address = image.split('"').nth(1).unwrap();
    let file = address.strip_prefix("/news/").unwrap();
    assert!(
        file.starts_with("assets/") && file.ends_with(kind),
        "{image}"
    );
    assert!(place.files().contains(file));
    assert_eq!(
        image,
        format!(
            "<img src=\"{address}\" alt=\"A cat\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" decoding=\"async\">"
        )
    );
    assert_eq!(place.codes(), [("no-date", Severity::Warning)]);

    // Once nobody shows it, it goes.
    place.write("2025/2025-11-22.md", story("Nothing to see."));
    place.publish();
    assert!(!place.files().contains(file));
}

#[rstest]
#[case("![A cat](img/none.png)", "image-missing")]
#[case("![A cat](../../etc/a.png)", "image-outside")]
#[case("![A cat](%2e%2e/%2e%2e/a.png)", "image-outside")]
#[case("![A cat](fake.png)", "image-kind")]
#[case("![A cat](2025-11-21.md)", "image-kind")]
fn an_image_that_cannot_be_shown_leaves_its_text(#[case] body: &str, #[case] code: &str) {
    let place = place(body);
    assert!(
        place.codes().contains(&(code, Severity::Warning)),
        "{:?}",
        place.codes()
    );
    place.publish();
    let html = place.page("2025-11-22/index.html");
    assert!(html.contains("A cat") && !html.contains("<img"));
}

#[test]
fn an_image_on_another_host_is_a_link_unless_it_may_be_shown() {
    let place = place("![Far](https://x.org/a.png), ![old](http://x.org/b.png)");
    place.publish();
    let html = place.page("2025-11-22/index.html");
    assert!(html.contains("<a href=\"https://x.org/a.png\">Far</a>") && !html.contains("<img"));
    assert!(!html.contains("img-src 'self' https:"));

    place.write("dayfold.toml", "images = \"remote\"\n");
    place.publish();
    assert_eq!(
        image(&place),
        "<img src=\"https://x.org/a.png\" alt=\"Far\" loading=\"lazy\" decoding=\"async\" referrerpolicy=\"no-referrer\">"
    );
    let html = place.page("2025-11-22/index.html");
    assert!(html.contains("img-src 'self' https:;"));
    assert!(html.contains("<a href=\"http://x.org/b.png\">old</a>"));
}

#[rstest]
#[case("2025-11-21.md", "/news/2025-11-21/")]
#[case("./2025-11-21.html#story", "/news/2025-11-21/#story")]
#[case("2025-11-21", "/news/2025-11-21/")]
#[case("2025-11-21/", "/news/2025-11-21/")]
#[case("2025-11-21/index.html", "/news/2025-11-21/")]
#[case("../notes.html", "/news/undated/notes/")]
#[case("/notes", "/news/undated/notes/")]
#[case("/news/2025-11-21/", "/news/2025-11-21/")]
#[case("/news/tags/ai/", "/news/tags/ai/")]
#[case("#story", "#story")]
#[case("mailto:a@example.org", "mailto:a@example.org")]
fn a_link_to_a_file_leads_to_its_page(#[case] href: &str, #[case] address: &str) {
    let place = place(&format!("See [there]({href})."));
    assert_eq!(place.codes(), [("no-date", Severity::Warning)]);
    place.publish();
    let html = place.page("2025-11-22/index.html");
    assert!(
        html.contains(&format!("<a href=\"{address}\">there</a>")),
        "{html}"
    );
}

#[rstest]
#[case("2024-01-01.md")]
#[case("/nowhere")]
#[case("../../secret")]
#[case("/news/2024-01-01/")]
fn a_link_that_leads_nowhere_is_none(#[case] href: &str) {
    let place = place(&format!("See [there]({href})."));
    assert!(
        place
            .codes()
            .contains(&("relative-link", Severity::Warning))
    );
    place.publish();
    assert!(place.page("2025-11-22/index.html").contains("See there."));
}

#[rstest]
#[case("#topic", "#topic")]
#[case("#Topic", "#topic")]
#[case("#-topic", "#topic")]
#[case("#top", "#top")]
fn a_link_within_the_text_leads_to_its_place(#[case] href: &str, #[case] address: &str) {
    let place = place(&format!("See [there]({href})."));
    assert_eq!(place.codes(), [("no-date", Severity::Warning)]);
    place.publish();
    let html = place.page("2025-11-22/index.html");
    assert!(
        html.contains(&format!("<a href=\"{address}\">there</a>")),
        "{html}"
    );
}

#[test]
fn a_link_to_a_place_that_is_not_there_is_none() {
    let place = place("See [there](#comment-form).");
    assert!(place.codes().contains(&("link-within", Severity::Warning)));
    place.publish();
    assert!(place.page("2025-11-22/index.html").contains("See there."));
}

#[rstest]
#[case("See [there](nowhere.md).", "nowhere.md")]
#[case("See [there].\n\n[there]: nowhere.md", "nowhere.md")]
#[case("See ![a cat](<img/no cat.png>).", "img/no cat.png")]
#[case("See <a href=\"#nowhere\">there</a>.", "#nowhere")]
fn what_is_told_of_links_and_images_names_their_place(#[case] body: &str, #[case] written: &str) {
    let place = place(body);
    let reports = place.read().reports;
    let mut told = reports.iter().flat_map(|report| {
        let said = report.diagnostics.iter();
        said.filter_map(|said| Some(&report.source[said.span.clone()?]))
    });
    assert_eq!(told.next(), Some(written));
}

/// Not only of Markdown.
#[rstest]
#[case("2025-11-20.json", r#"{"title": "T", "stories": [{"title": "S", "body": ["![A cat](/top.svg) [there](notes.md)"]}]}"#)]
#[case("2025-11-20.json", r#"{"title": "T", "stories": [{"title": "S", "body": [{"html": "<p><img src='top.svg' alt='A cat'> <a href='/notes'>there</a></p>"}]}]}"#)]
fn other_files_have_images_and_links(#[case] name: &str, #[case] text: &str) {
    let place = place("Text.");
    place.write(name, text);
    assert_eq!(place.codes(), [("no-date", Severity::Warning)]);
    place.publish();
    let html = place.page("2025-11-20/index.html");
    assert!(html.contains(" alt=\"A cat\" width=\"20\" height=\"10\""));
    assert!(html.contains("<a href=\"/news/undated/notes/\">there</a>"));
}

#[test]
fn a_feed_shows_the_images_of_other_hosts_alone() {
    let place = place("Text.");
    place.write(
        "feed.xml",
        r#"<rss version="2.0"><channel><title>F</title><item><title>One</title><pubDate>Thu, 20 Nov 2025 08:00:00 GMT</pubDate><description>&lt;p&gt;See &lt;img src="https://x.org/a.png" alt="Far"&gt; and &lt;img src="near.png" alt="near"&gt;.&lt;/p&gt;</description></item></channel></rss>"#,
    );
    place.publish();
    let html = place.page("2025-11-20/index.html");
    assert!(html.contains("See <a href=\"https://x.org/a.png\">Far</a> and near."));

    place.write("dayfold.toml", "images = \"remote\"\n");
    place.publish();
    let html = place.page("2025-11-20/index.html");
    assert!(html.contains("See <img src=\"https://x.org/a.png\" alt=\"Far\" "));
}
