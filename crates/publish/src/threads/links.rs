//! Which links are the same: an article that two days point at is the strongest sign that
//! they tell of the same thing.

/// Whether a part of a query only says where a reader came from.
fn is_tracking(part: &str) -> bool {
    let name = part.split('=').next().unwrap_or(part);
    name.starts_with("utm_")
        || matches!(
            name,
            "fbclid" | "gclid" | "mc_cid" | "mc_eid" | "ref" | "source" | "cmp" | "spm"
        )
}

/// A link as it is compared: without scheme, `www.`, fragment, tracking and final slash.
/// `None` for the front page of a site, which says nothing.
pub(super) fn canonical(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let rest = rest.split('#').next().unwrap_or(rest);
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let path = path.strip_suffix("index.html").unwrap_or(path);
    let path = path.trim_end_matches('/');
    let kept: Vec<&str> = query
        .split('&')
        .filter(|part| !part.is_empty() && !is_tracking(part))
        .collect();
    if path.is_empty() && kept.is_empty() {
        return None;
    }
    Some([host, "/", path, "?", &kept.join("&")].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("https://www.Example.org/a/?utm_source=x#b", Some("example.org/a?"))]
    #[case("http://example.org/a", Some("example.org/a?"))]
    #[case(
        "https://news.example.org/item?id=1&ref=y",
        Some("news.example.org/item?id=1")
    )]
    #[case("https://example.org/A/index.html", Some("example.org/A?"))]
    #[case("https://example.org/", None)]
    #[case("https://example.org?utm_source=x", None)]
    #[case("no address", None)]
    fn links(#[case] url: &str, #[case] expected: Option<&str>) {
        assert_eq!(canonical(url).as_deref(), expected);
    }
}
