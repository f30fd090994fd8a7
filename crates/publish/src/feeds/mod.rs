//! Feeds, in Atom (RFC 4287) and JSON Feed 1.1: the site's with an entry a day, a tag's and an
//! entity's with an entry a story, each entry whole.
//!
//! [`day_entry`] and [`story_entry`] make the entries, each of one digest; [`site_feed`] and
//! [`subject_feed`] put them together. [`parts`] says which days are in which document of the
//! site's feed, by their dates alone.

mod atom;
mod html;
mod json;
mod parts;

pub(crate) use parts::{Part, parts};

use crate::{
    addresses::{absolute, escaped, origin},
    descriptions,
    stamps::Stamp,
};
use dayfold_app::{
    components::story_lead,
    paths::{Paths, Route},
};
use dayfold_model::{Date, Digest, Month, Settings, Story, Tag, Word};
use jiff::Timestamp;

/// How many stories the feed of a tag or an entity holds. Whoever wants all of them finds them
/// on its pages; a feed that is asked for every hour is to stay small.
pub(crate) const STORIES: usize = 30;

/// What the feeds of a site in one language have in common.
pub(crate) struct FeedSite<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) paths: &'a Paths,
    /// The site's address, with its path and a final slash.
    pub(crate) url: &'a str,
    /// The path that the files stand at which all languages share: the styles, the icon.
    pub(crate) root: &'a str,
    /// What is said at the end of every entry, plain text.
    pub(crate) note: Option<&'a str>,
    /// The path of the site's square icon.
    pub(crate) icon: String,
}

impl FeedSite<'_> {
    /// Scheme and host of the site's address.
    fn origin(&self) -> &str {
        origin(self.url)
    }

    fn icon_address(&self) -> String {
        format!("{}{}", self.origin(), self.icon)
    }

    /// An address on the site as a person follows it who opened the feed there: on the host
    /// that it was opened on, which while somebody writes is another.
    fn path<'t>(&self, address: &'t str) -> &'t str {
        address.strip_prefix(self.origin()).unwrap_or(address)
    }

    fn word(&self, word: Word) -> &str {
        self.settings.words.get(word)
    }

    /// The address of a file, which stands at a path, without its ending.
    fn stem(&self, path: &str) -> String {
        let path = escaped(path.trim_end_matches(".xml"));
        format!("{}{path}", self.origin())
    }
}

/// An entry of a feed.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Its name for good, a `tag:` URI.
    id: String,
    /// Where it can be read.
    address: String,
    title: String,
    /// Its day, written out.
    when: String,
    stamp: Stamp,
    /// How it begins, plain text.
    summary: String,
    /// The whole of it, with whole addresses.
    html: String,
    /// Its language, where that is not the feed's.
    lang: Option<String>,
    tags: Vec<Tag>,
    /// The address of a picture that stands for it.
    image: Option<String>,
}

/// The files of a feed.
pub(crate) struct FeedFiles {
    /// `….xml`
    pub(crate) atom: String,
    /// `….json`
    pub(crate) json: String,
}

/// A feed before it is written as one or the other.
struct Feed<'a> {
    id: &'a str,
    title: String,
    about: Option<&'a str>,
    /// The page that it is of.
    page: String,
    /// Its own address, those of the documents of the same feed that it leads to, all
    /// without their endings.
    own: String,
    current: Option<String>,
    earlier: Option<String>,
    later: Option<String>,
    entries: &'a [Entry],
}

impl Feed<'_> {
    /// When its newest change was.
    fn updated(&self) -> Timestamp {
        let moments = self.entries.iter().map(|entry| entry.stamp.updated);
        moments.max().unwrap_or_default()
    }
}

/// The entry of a day. `id` is its name for good, `image` the address of its card.
pub(crate) fn day_entry(
    site: &FeedSite<'_>,
    date: Date,
    digest: &Digest,
    id: String,
    stamp: Stamp,
    image: Option<String>,
) -> Entry {
    Entry {
        id,
        address: absolute(site.paths, site.url, &Route::Day(date)),
        title: digest.title.clone(),
        when: digest.date_text.clone(),
        stamp,
        summary: descriptions::day(digest),
        html: html::day(site, date, digest),
        lang: other_lang(site, digest),
        tags: digest.tags.clone(),
        image,
    }
}

/// The entry of a story. `id` is its name for good, `image` the address of its card.
pub(crate) fn story_entry(
    site: &FeedSite<'_>,
    date: Date,
    digest: &Digest,
    story: &Story,
    id: String,
    stamp: Stamp,
    image: Option<String>,
) -> Entry {
    let page = Route::Story(date, story.id.clone());
    let tags = digest.tags.iter();
    Entry {
        id,
        address: absolute(site.paths, site.url, &page),
        title: story.title.clone(),
        when: digest.date_text.clone(),
        stamp,
        summary: story_lead(&story.body),
        html: html::story(site, date, digest, story),
        lang: other_lang(site, digest),
        tags: tags
            .filter(|tag| story.tags.contains(&tag.id))
            .cloned()
            .collect(),
        image,
    }
}

fn other_lang(site: &FeedSite<'_>, digest: &Digest) -> Option<String> {
    (digest.lang != site.settings.lang).then(|| digest.lang.clone())
}

/// A document of the site's feed. `id` is the whole feed's; `entries` are those of the part's
/// days, in their order. Nothing where there are none: every feed has the moment of its newest
/// entry.
pub(crate) fn site_feed(
    site: &FeedSite<'_>,
    id: &str,
    part: &Part,
    entries: &[Entry],
) -> serde_json::Result<Option<FeedFiles>> {
    let current = site.stem(&site.paths.feed(&Route::Home));
    let of = |month: Month| site.stem(&site.paths.month_feed(month));
    written(
        site,
        &Feed {
            id,
            title: site.settings.title.clone(),
            about: site.settings.tagline.as_deref(),
            page: site.url.to_owned(),
            own: part.month.map_or_else(|| current.clone(), of),
            current: part.month.map(|_| current),
            earlier: part.earlier.map(of),
            later: part.later.map(of),
            entries,
        },
    )
}

/// The feed of the tag or the entity called `label` whose page is at `page`, of at most
/// [`STORIES`] entries, the newest first.
pub(crate) fn subject_feed(
    site: &FeedSite<'_>,
    id: &str,
    label: &str,
    page: &Route,
    entries: &[Entry],
) -> serde_json::Result<Option<FeedFiles>> {
    written(
        site,
        &Feed {
            id,
            title: format!("{label} · {}", site.settings.title),
            about: site.settings.tagline.as_deref(),
            page: absolute(site.paths, site.url, page),
            own: site.stem(&site.paths.feed(page)),
            current: None,
            earlier: None,
            later: None,
            entries,
        },
    )
}

fn written(site: &FeedSite<'_>, feed: &Feed<'_>) -> serde_json::Result<Option<FeedFiles>> {
    if feed.entries.is_empty() {
        return Ok(None);
    }
    Ok(Some(FeedFiles {
        atom: atom::write(site, feed),
        json: json::write(site, feed)?,
    }))
}

#[cfg(test)]
mod tests;
