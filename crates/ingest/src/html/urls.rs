//! Addresses that may stand in a digest's HTML.

/// Whether an address is on the web, and not within the site.
pub(super) fn is_remote(url: &str) -> bool {
    let scheme = url.split(':').next().unwrap_or("");
    scheme.len() < url.len()
        && ["http", "https"]
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known))
}

/// A link's address, if it may stay: `http`, `https`, `mailto`, or without a scheme.
pub(super) fn safe_url(url: &str) -> Option<String> {
    // Browsers skip these wherever they stand, so that a scheme may hide behind them.
    let url: String = url
        .chars()
        .filter(|c| !c.is_control())
        .collect::<String>()
        .trim()
        .to_owned();
    if url.is_empty() {
        return None;
    }
    let scheme_end = url.find([':', '/', '?', '#']).unwrap_or(url.len());
    if let Some(rest) = url.strip_prefix("//") {
        return Some(format!("https://{rest}"));
    }
    if !url[scheme_end..].starts_with(':') {
        return Some(url);
    }
    let scheme = url[..scheme_end].to_ascii_lowercase();
    matches!(scheme.as_str(), "http" | "https" | "mailto").then_some(url)
}
