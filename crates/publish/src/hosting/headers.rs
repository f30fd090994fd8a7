//! The headers that every host is to send, and for which files.

use crate::{RemoteImages, content_security_policy};

/// For files whose name tells what is in them: a year, the most that has a meaning (RFC 9111,
/// 1.2.2), and no question even on reloading (RFC 8246).
pub(super) const KEPT_FOR_EVER: &str = "public, max-age=31536000, immutable";

/// For all others: kept, and asked about each time (RFC 9111, 5.2.2.4).
pub(super) const ASKED_ABOUT: &str = "no-cache";

/// The name and value that let any page read a file: the published data are an API.
pub(super) const FOR_ALL: (&str, &str) = ("Access-Control-Allow-Origin", "*");

/// What holds for every file, as names and values.
pub(super) fn for_every_file(images: RemoteImages) -> [(&'static str, String); 4] {
    // The pages' own policy, and what only a header can say: who may show the site in a frame.
    let policy = content_security_policy(images);
    [
        (
            "Content-Security-Policy",
            format!("{policy}; frame-ancestors 'self'"),
        ),
        (
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()".to_owned(),
        ),
        (
            "Referrer-Policy",
            "strict-origin-when-cross-origin".to_owned(),
        ),
        ("X-Content-Type-Options", "nosniff".to_owned()),
    ]
}
