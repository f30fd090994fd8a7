//! The Content-Security-Policy that stands around what feeds and models wrote.

use crate::settings::RemoteImages;

/// The policy as it stands in each page's head.
///
/// What a host can send beside it in headers (`frame-ancestors` above all, which a page
/// cannot say of itself) comes on top. No script and no style is inline; the JSON in a page
/// is data, which no policy keeps from being read.
pub fn content_security_policy(images: RemoteImages) -> &'static str {
    match images {
        RemoteImages::Linked => {
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
             img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
        }
        RemoteImages::Shown => {
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
             img-src 'self' https:; connect-src 'self'; base-uri 'none'; form-action 'none'"
        }
    }
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
}
