//! Whole addresses, as they stand in what other programs read.

use dayfold_app::paths::{Paths, Route};
use percent_encoding::{CONTROLS, utf8_percent_encode};

/// A page's address on the site at `url`. Letters outside of ASCII are escaped: feeds,
/// sitemaps and cards want URLs (RFC 3986), and an id may hold any letter there is.
pub(crate) fn absolute(paths: &Paths, url: &str, route: &Route) -> String {
    escaped(&paths.absolute(url, route))
}

/// The address of what oEmbed says of a page.
pub(crate) fn oembed(paths: &Paths, url: &str, route: &Route) -> String {
    let base = paths.base().len();
    let page = match route {
        Route::Home => String::new(),
        route => paths.page(route)[base..].to_owned(),
    };
    escaped(&[url, &paths.oembed(&page)[base..]].concat())
}

/// An address with its letters outside of ASCII escaped.
pub(crate) fn escaped(address: &str) -> String {
    utf8_percent_encode(address, CONTROLS).to_string()
}

/// Scheme and host of an address.
pub(crate) fn origin(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    let end = url[host..].find('/').map_or(url.len(), |at| host + at);
    &url[..end]
}

/// Vetted HTML as it can stand elsewhere than in the page at `page`: paths on the same host
/// have `origin` before them, and fragments lead to that page.
pub(crate) fn in_html(html: &str, origin: &str, page: &str) -> String {
    let mut whole = String::with_capacity(html.len());
    for part in html.split_inclusive('>') {
        let (text, tag) = part.split_at(part.rfind('<').unwrap_or(part.len()));
        whole += text;
        whole += &tag
            .replace("=\"/", &format!("=\"{origin}/"))
            .replace("href=\"#", &format!("href=\"{page}#"));
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(
        "<a href=\"/news/2025-11-22/#x\">a</a>",
        "<a href=\"https://example.org/news/2025-11-22/#x\">a</a>"
    )]
    #[case(
        "<a href=\"#x\">a</a> =\"/b",
        "<a href=\"https://example.org/news/p/#x\">a</a> =\"/b"
    )]
    #[case(
        "<img src=\"/a.png\"><a href=\"https://b.example/\">c</a>",
        "<img src=\"https://example.org/a.png\"><a href=\"https://b.example/\">c</a>"
    )]
    fn addresses_are_whole(#[case] html: &str, #[case] expected: &str) {
        let page = "https://example.org/news/p/";
        assert_eq!(in_html(html, "https://example.org", page), expected);
    }

    #[test]
    fn are_whole_and_escaped() {
        let url = "https://example.org:8080/zeitung-%C3%BC/";
        let paths = Paths::new("/zeitung-%C3%BC/");
        let address = absolute(&paths, url, &Route::Tag("ki-überall".into()));
        assert_eq!(
            address,
            "https://example.org:8080/zeitung-%C3%BC/tags/ki-%C3%BCberall/"
        );
        assert_eq!(origin(url), "https://example.org:8080");
        assert_eq!(origin("https://example.org"), "https://example.org");
    }
}
