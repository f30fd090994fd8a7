//! JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>).

use super::{Entry, Feed, FeedSite};
use serde::Serialize;

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_url: Option<String>,
    icon: String,
    authors: [Author<'a>; 1],
    language: &'a str,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    url: &'a str,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    content_html: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    date_published: String,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

pub(super) fn write(site: &FeedSite<'_>, feed: &Feed<'_>) -> serde_json::Result<String> {
    let settings = site.settings;
    serde_json::to_string(&JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: &feed.page,
        feed_url: format!("{}.json", feed.own),
        description: feed.about,
        next_url: feed.earlier.as_ref().map(|stem| format!("{stem}.json")),
        icon: site.icon_address(),
        authors: [Author {
            name: &settings.title,
            url: site.url,
        }],
        language: &settings.lang,
        items: feed.entries.iter().map(item).collect(),
    })
}

fn item(entry: &Entry) -> Item<'_> {
    Item {
        id: &entry.id,
        url: &entry.address,
        title: &entry.title,
        content_html: &entry.html,
        summary: &entry.summary,
        image: entry.image.as_deref(),
        date_published: entry.stamp.published.to_string(),
        date_modified: entry.stamp.updated.to_string(),
        tags: entry.tags.iter().map(|tag| &*tag.label).collect(),
        language: entry.lang.as_deref(),
    }
}
