//! What a host has to be told, and what it needs beside the site: one file a host's own way.
//!
//! Three things are wanted of every host. Files whose names change with their content (all in
//! `assets/`) are kept by browsers for ever, and all others are asked for anew each time; what
//! is not there is a 404 with the site's own page, never HTML with 200, which a browser would
//! try to run; and the policy that stands in each page is sent as a header too, where it can
//! also say who may frame the site.
//!
//! Everything here is computed from the settings, or from the bytes of a file.

mod github;
mod headers;
mod kept;
mod nginx;
mod packed;
mod room;
mod rules;

pub use kept::{AssetHistory, KEEP, Kept, KeptAsset, keep};
pub use packed::{Packing, packed, packings};
pub use room::{Size, room_left};

use crate::settings::RemoteImages;

/// Where the history of assets is, below the path that all languages share.
pub(crate) const ASSETS: &str = "data/history/assets.json";

/// Who serves the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Host {
    /// Any static host: nothing is written for it.
    #[default]
    Other,
    /// Netlify: `_headers` and `_redirects`.
    Netlify,
    /// Cloudflare Pages, or a Worker's static assets: the same, within its limits.
    Cloudflare,
    /// GitHub Pages: `.nojekyll`, and `CNAME` for a domain of one's own. It sends no headers.
    GitHub,
    /// nginx: a part of its configuration, and every text packed beside it.
    Nginx,
}

impl Host {
    /// The names in `dayfold.toml`.
    pub(crate) const NAMES: &'static [(&'static str, Self)] = &[
        ("other", Self::Other),
        ("netlify", Self::Netlify),
        ("cloudflare", Self::Cloudflare),
        ("github", Self::GitHub),
        ("nginx", Self::Nginx),
    ];

    /// Whether it is told which addresses lead to others. On the rest, pages at the old ones do.
    pub(crate) fn redirects(self) -> bool {
        matches!(self, Self::Netlify | Self::Cloudflare)
    }

    /// What each file is packed with beside it. The other hosts pack by themselves.
    pub fn packs(self) -> bool {
        self == Self::Nginx
    }
}

/// What the files for a host depend on.
#[derive(Clone, Debug)]
pub(crate) struct Place<'a> {
    /// The site's address with its path and a final slash, where it is known.
    pub(crate) url: Option<&'a str>,
    /// The path that the site lives at, as it stands in addresses: `/` or `/news/`.
    pub(crate) base: &'a str,
    /// The folders of the languages in that path, each with a slash at its end; that of the
    /// main one is empty.
    pub(crate) languages: Vec<String>,
    /// What becomes of images on other hosts, which the policy speaks of.
    pub(crate) images: RemoteImages,
    /// Who may show widgets in a frame, as a policy names them: `*`, or sites. None where there
    /// are no widgets.
    pub(crate) framed_by: Option<String>,
}

/// A file for a host: its path in the output, and what is in it.
pub(crate) type HostFile = (&'static str, String);

/// The files that a host wants. `moved` are old addresses with the new one of each, for hosts
/// that [redirect](Host::redirects).
pub(crate) fn files(host: Host, place: &Place<'_>, moved: &[(String, String)]) -> Vec<HostFile> {
    match host {
        Host::Other => vec![],
        Host::Netlify | Host::Cloudflare => vec![
            ("_headers", rules::headers(place)),
            ("_redirects", rules::redirects(host, place, moved)),
        ],
        Host::GitHub => github::files(place),
        Host::Nginx => nginx::configuration(place)
            .map(|text| (nginx::FILE, text))
            .into_iter()
            .collect(),
    }
}
