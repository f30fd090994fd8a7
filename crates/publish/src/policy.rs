//! The Content-Security-Policy that stands around what feeds and models wrote.

/// The policy as it stands in each page's head.
///
/// What a host can send beside it in headers (`frame-ancestors` above all, which a page
/// cannot say of itself) comes on top. No script and no style is inline; the JSON in a page
/// is data, which no policy keeps from being read.
pub fn content_security_policy() -> &'static str {
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
     connect-src 'self'; base-uri 'none'; form-action 'none'"
}
