//! The headers that every host is to send, and for which files.

use crate::{
    RemoteImages,
    policy::{REFERRER, policy_with_frames},
    widgets,
};

/// For files whose name tells what is in them: a year, the most that has a meaning (RFC 9111,
/// 1.2.2), and no question even on reloading (RFC 8246).
pub(super) const KEPT_FOR_EVER: &str = "public, max-age=31536000, immutable";

/// For all others: kept, and asked about each time (RFC 9111, 5.2.2.4).
pub(super) const ASKED_ABOUT: &str = "no-cache";

/// The name and value that let any page read a file: the published data are an API, and a script
/// of which a page names the hash has to be read for that.
pub(super) const FOR_ALL: (&str, &str) = ("Access-Control-Allow-Origin", "*");

/// The header of a policy.
pub(super) const POLICY: &str = "Content-Security-Policy";

/// Says what a policy's `frame-ancestors` says in the words of old, and is passed over where a
/// policy does say it (CSP 3, 6.4.2).
pub(super) const OWN_FRAMES: (&str, &str) = ("X-Frame-Options", "SAMEORIGIN");

/// The pages' own policy, and what only a header can say: who may show the site in a frame.
pub(super) fn policy(images: RemoteImages) -> String {
    format!("{}; {}", policy_with_frames(images), framed_by("'self'"))
}

/// The same of widgets, which are there to be shown by others.
pub(super) fn widget_policy(images: RemoteImages, others: &str) -> String {
    format!("{}; {}", widgets::policy(images), framed_by(others))
}

/// Who may show a page in a frame.
pub(super) fn framed_by(whom: &str) -> String {
    format!("frame-ancestors {whom}")
}

/// What holds for every file, beside its policy.
pub(super) const FOR_EVERY_FILE: [(&str, &str); 3] = [
    (
        "Permissions-Policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    ("Referrer-Policy", REFERRER),
    ("X-Content-Type-Options", "nosniff"),
];
