//! The Content-Security-Policy that stands around what feeds and models wrote.

use crate::settings::RemoteImages;
use base64::{Engine, prelude::BASE64_STANDARD};
use dayfold_app::EARLY_SCRIPT;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// What other sites learn of where a reader comes from: the host, not the page. Pages say it
/// themselves, since not every host sends headers (HTML Standard, 4.2.5.1).
pub(crate) const REFERRER: &str = "strict-origin-when-cross-origin";

/// The policy as it stands in each page's head.
///
/// What a host can send beside it in headers (`frame-ancestors` above all, which a page
/// cannot say of itself) comes on top. No style is inline, and of the scripts that one alone
/// which sets the theme, allowed by its hash; the JSON in a page is data, which no policy
/// keeps from being read.
pub fn content_security_policy(images: RemoteImages) -> &'static str {
    static LINKED: LazyLock<String> = LazyLock::new(|| policy("'self'"));
    static SHOWN: LazyLock<String> = LazyLock::new(|| policy("'self' https:"));
    match images {
        RemoteImages::Linked => &LINKED,
        RemoteImages::Shown => &SHOWN,
    }
}

/// The policy of the one page that shows others of the site in frames. It is also what a host
/// says of every page, since it cannot tell them apart: each page's own policy then allows
/// frames, or not, and both have to allow what is done.
pub(crate) fn policy_with_frames(images: RemoteImages) -> String {
    format!("{}; frame-src 'self'", content_security_policy(images))
}

fn policy(images: &str) -> String {
    let hash = BASE64_STANDARD.encode(Sha256::digest(EARLY_SCRIPT));
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-{hash}'; \
         style-src 'self'; img-src {images}; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
         base-uri 'none'; form-action 'self'"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remote_images_change_nothing_else() {
        let strict = content_security_policy(RemoteImages::Linked);
        let open = content_security_policy(RemoteImages::Shown);
        assert!(!strict.contains("https:"));
        assert_eq!(open.replace(" https:", ""), strict);
    }

    /// Every page carries it, before everything else.
    #[test]
    fn the_inline_script_is_small() {
        assert!(EARLY_SCRIPT.len() <= 600, "{} bytes", EARLY_SCRIPT.len());
        assert!(!EARLY_SCRIPT.contains("</"));
    }
}
