//! The assets of earlier builds: kept for a time, for readers whose page is older than the
//! site. Such a page still loads its scripts, styles and cards by the names that it knows.
//!
//! What has to be remembered is published, as `data/history/assets.json`:
//!
//! ```json
//! {"version":1,"assets":[
//!   {"path":"assets/dayfold-0123456789abcdef.css","last":null}
//! ]}
//! ```
//!
//! `last` is the moment of the first build that did without the asset, `null` while it is in
//! use. So a build that changes nothing leaves the file as it is. Pictures are no part of
//! it: one that somebody took away is to be gone, and no page breaks without it.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How long an asset is kept that no page uses any more: 30 days.
pub const KEEP: SignedDuration = SignedDuration::from_hours(30 * 24);

/// How long a version of the script for widgets is kept: ten years of 365 days. Other people's
/// pages name it, with its hash, and nobody knows when those are edited.
const KEEP_WIDGETS: SignedDuration = SignedDuration::from_hours(10 * 365 * 24);

/// `data/history/assets.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssetHistory {
    /// The version of this format: 1.
    pub version: u32,
    /// The assets in use and those that are kept, by their paths.
    pub assets: Vec<KeptAsset>,
}

impl Default for AssetHistory {
    fn default() -> Self {
        Self {
            version: 1,
            assets: vec![],
        }
    }
}

/// An asset of this build or an earlier one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptAsset {
    /// Its path in the output: begins with `assets/`.
    pub path: String,
    /// When the first build did without it; none while it is used.
    pub last: Option<Timestamp>,
}

/// What becomes of the assets there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// What to publish as the history.
    pub history: AssetHistory,
    /// Paths of files that no page uses, and that stay where they are.
    pub keep: BTreeSet<String>,
    /// Paths of files whose time is over.
    pub drop: BTreeSet<String>,
}

/// Tells which assets stay: those of this build in `used`, and of the ones in `history` those
/// that no build used for less than `time`; what other people's pages name stays for years. An
/// asset that comes back is in use again.
pub fn keep(
    history: &AssetHistory,
    used: &BTreeSet<String>,
    now: Timestamp,
    time: SignedDuration,
) -> Kept {
    // Whoever edited it: a path leads nowhere outside.
    let known = history.assets.iter().filter(|asset| is_asset(&asset.path));
    let known: BTreeMap<&str, &KeptAsset> = known.map(|asset| (&*asset.path, asset)).collect();
    let mut kept = Kept::default();
    let used_now = used.iter().map(|path| KeptAsset {
        path: path.clone(),
        last: None,
    });
    let mut assets: Vec<_> = used_now.collect();
    for asset in known.values().filter(|asset| !used.contains(&asset.path)) {
        let last = asset.last.unwrap_or(now);
        let time = if is_pinned(&asset.path) {
            time.max(KEEP_WIDGETS)
        } else {
            time
        };
        if now.duration_since(last) < time {
            kept.keep.insert(asset.path.clone());
            assets.push(KeptAsset {
                last: Some(last),
                ..(*asset).clone()
            });
        } else {
            kept.drop.insert(asset.path.clone());
        }
    }
    assets.sort_by(|a, b| a.path.cmp(&b.path));
    kept.history.assets = assets;
    kept
}

/// Whether pages of others may name it: `assets/embed-HASH.js`.
fn is_pinned(path: &str) -> bool {
    let inner = path.strip_prefix("assets/embed-");
    let hash = inner.and_then(|inner| inner.strip_suffix(".js"));
    hash.is_some_and(|hash| hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn is_asset(path: &str) -> bool {
    let mut parts = path.split('/');
    parts.next() == Some("assets")
        && path.contains('/')
        && parts.all(|part| !matches!(part, "" | "." | "..") && !part.contains('\\'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * day)
    }

    fn set(paths: &[&str]) -> BTreeSet<String> {
        paths.iter().map(|path| (*path).to_owned()).collect()
    }

    #[test]
    fn an_asset_stays_a_month_behind_its_last_page() {
        let first = keep(
            &AssetHistory::default(),
            &set(&["assets/a.js", "assets/b.css"]),
            at(0),
            KEEP,
        );
        assert_eq!((first.keep.len(), first.drop.len()), (0, 0));
        // In use for as long as it likes.
        let second = keep(
            &first.history,
            &set(&["assets/a.js", "assets/b.css"]),
            at(90),
            KEEP,
        );
        assert_eq!(second, first);
        let third = keep(
            &second.history,
            &set(&["assets/b.css", "assets/c.js"]),
            at(100),
            KEEP,
        );
        assert_eq!(third.keep, set(&["assets/a.js"]));
        let a = &third.history.assets[0];
        assert_eq!(a.last, Some(at(100)));
        let fourth = keep(&third.history, &set(&["assets/b.css"]), at(129), KEEP);
        assert_eq!(
            (fourth.keep, fourth.drop),
            (set(&["assets/a.js", "assets/c.js"]), set(&[]))
        );
        let fifth = keep(&fourth.history, &set(&["assets/b.css"]), at(130), KEEP);
        assert_eq!(
            (fifth.keep, fifth.drop),
            (set(&["assets/c.js"]), set(&["assets/a.js"]))
        );
        assert_eq!(fifth.history.assets.len(), 2);
    }

    #[test]
    fn what_other_pages_name_stays_for_years() {
        let (pinned, frame) = (
            "assets/embed-0123456789abcdef.js",
            "assets/embed-frame-01.js",
        );
        let first = keep(
            &AssetHistory::default(),
            &set(&[pinned, frame]),
            at(0),
            KEEP,
        );
        let second = keep(&first.history, &set(&[]), at(1), KEEP);
        let third = keep(&second.history, &set(&[]), at(3600), KEEP);
        assert_eq!((third.keep, third.drop), (set(&[pinned]), set(&[frame])));
        let fourth = keep(&third.history, &set(&[]), at(3652), KEEP);
        assert_eq!(fourth.drop, set(&[pinned]));
    }

    #[test]
    fn what_comes_back_is_in_use_again() {
        let first = keep(
            &AssetHistory::default(),
            &set(&["assets/a.js"]),
            at(0),
            KEEP,
        );
        let gone = keep(&first.history, &set(&[]), at(1), KEEP);
        let back = keep(&gone.history, &set(&["assets/a.js"]), at(2), KEEP);
        assert_eq!(back.history, first.history);
        // A clock that was set back drops nothing.
        assert_eq!(
            keep(&gone.history, &set(&[]), at(-100), KEEP).keep,
            set(&["assets/a.js"])
        );
    }

    #[test]
    fn the_history_is_a_file_that_leads_nowhere_outside() {
        let json = r#"{"version":1,"assets":[{"path":"assets/../x","last":null},
            {"path":"/etc/passwd","last":null},
            {"path":"assets","last":null},
            {"path":"assets/a.js","last":"2025-11-23T06:00:00Z"}]}"#;
        let history: AssetHistory = serde_json::from_str(json).unwrap();
        let now = "2025-12-01T06:00:00Z".parse().unwrap();
        let kept = keep(&history, &set(&[]), now, KEEP);
        assert_eq!(
            (&kept.keep, &kept.drop),
            (&set(&["assets/a.js"]), &set(&[]))
        );
        assert_eq!(
            serde_json::to_string(&kept.history).unwrap(),
            r#"{"version":1,"assets":[{"path":"assets/a.js","last":"2025-11-23T06:00:00Z"}]}"#
        );
    }
}
