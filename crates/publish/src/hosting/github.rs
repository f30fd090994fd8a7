//! GitHub Pages: a folder that it serves as it is. It sends no headers of a site's own.

use super::{HostFile, Place};
use url::Url;

/// `.nojekyll`, without which GitHub would drop files whose names begin with `_`; and `CNAME`
/// where the site has a domain of its own, read when the site is deployed from a branch.
pub(super) fn files(place: &Place<'_>) -> Vec<HostFile> {
    let mut files = vec![(".nojekyll", String::new())];
    let url = place.url.and_then(|url| Url::parse(url).ok());
    let domain = url.as_ref().and_then(Url::domain);
    if let Some(domain) = domain.filter(|domain| !domain.ends_with(".github.io")) {
        files.push(("CNAME", format!("{domain}\n")));
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::RemoteImages;
    use rstest::rstest;

    #[rstest]
    #[case(Some("https://news.example.org/"), Some("news.example.org\n"))]
    #[case(Some("https://someone.github.io/news/"), None)]
    #[case(Some("http://127.0.0.1:8000/"), None)]
    #[case(None, None)]
    fn a_domain_of_ones_own(#[case] url: Option<&str>, #[case] expected: Option<&str>) {
        let place = Place {
            url,
            base: "/",
            languages: vec![],
            images: RemoteImages::Linked,
            framed_by: None,
        };
        let files = files(&place);
        let cname = files.iter().find(|(name, _)| *name == "CNAME");
        assert_eq!(cname.map(|(_, text)| text.as_str()), expected);
        assert!(files.contains(&(".nojekyll", String::new())));
    }
}
