//! When something was published and changed, and the name that it has in feeds for good.
//!
//! Both are fixed when a day is first published, and kept with the site's history.

use crate::history::DayHistory;
use dayfold_app::paths::{Paths, Route};
use dayfold_model::Date;
use jiff::Timestamp;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// When a day, or a story of it, was published, and when it was changed last. Written as
/// RFC 3339 in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// When it was first there.
    pub(crate) published: Timestamp,
    /// When its words changed last; never before that.
    pub(crate) updated: Timestamp,
}

impl Stamp {
    /// Of a day, by what is remembered of it.
    pub(crate) fn of_day(day: &DayHistory) -> Option<Self> {
        Self::of(
            &day.published,
            day.updated.as_ref().unwrap_or(&day.published),
        )
    }

    /// Of a story in a day with that history.
    pub(crate) fn of_story(day: &DayHistory, story: &str) -> Option<Self> {
        let known = day.stories.iter().find(|known| *known.id == *story);
        let Some(known) = known else {
            return Self::of_day(day);
        };
        let published = known.added.as_ref().unwrap_or(&day.published);
        Self::of(published, known.updated(day))
    }

    /// Of two moments, RFC 3339.
    pub(crate) fn of(published: &str, updated: &str) -> Option<Self> {
        let published = published.parse().ok()?;
        let updated: Timestamp = updated.parse().ok()?;
        Some(Self {
            published,
            updated: updated.max(published),
        })
    }
}

/// What stands in a `tag:` URI as it is, beside letters and digits (RFC 3986, `pchar`, without
/// what separates the parts of the URI).
const KEPT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/')
    // It begins an escape that is there already: the site's path has such.
    .remove(b'%');

/// The first name of a day in feeds: a `tag:` URI (RFC 4151), which stays when the site moves
/// to another host. `url` is the site's, `base` the path of its edition.
pub(crate) fn day_id(url: &str, base: &str, date: Date) -> String {
    tag_uri(url, date, base)
}

/// The name of a story in feeds, by that of its day.
pub(crate) fn story_id(day: &str, story: &str) -> String {
    format!("{day}#{}", utf8_percent_encode(story, KEPT))
}

/// The first name of a feed, by the page that it is of. `since` is the day that the site
/// begins with, when it is first published.
pub(crate) fn feed_id(url: &str, paths: &Paths, since: Date, page: &Route) -> String {
    let page = paths.page(page);
    tag_uri(url, since, &format!("{page}feed"))
}

fn tag_uri(url: &str, date: Date, path: &str) -> String {
    let (_, host) = url.split_once("://").unwrap_or(("", url));
    let host = host.split(['/', ':']).next().unwrap_or(host);
    format!("tag:{host},{date}:{}", utf8_percent_encode(path, KEPT))
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn names_are_tag_uris() {
        let url = "https://example.org:8080/zeitung-%C3%BC/";
        let paths = Paths::new("/zeitung-%C3%BC/");
        let date: Date = "2025-11-22".parse().unwrap();
        assert_eq!(
            day_id(url, paths.base(), date),
            "tag:example.org,2025-11-22:/zeitung-%C3%BC/"
        );
        assert_eq!(
            story_id(&day_id(url, paths.base(), date), "ki-überall"),
            "tag:example.org,2025-11-22:/zeitung-%C3%BC/#ki-%C3%BCberall"
        );
        assert_eq!(
            feed_id(url, &paths, date, &Route::Tag("ki".into())),
            "tag:example.org,2025-11-22:/zeitung-%C3%BC/tags/ki/feed"
        );
    }
}
