//! What fields of front matter are called, as data in one place.
//!
//! Names are compared without case, spaces, hyphens and underscores, so that `publish_date`
//! is `publishDate` too. Of several fields that say the same, the name listed first counts.

/// The file is written in the documented shape, and read as it stands.
pub(super) const DOCUMENTED: &[&str] = &["dayfold"];
/// Where the whole file is from, several.
pub(super) const SOURCES: &[&str] = &["sources", "references"];
/// What the text calls its parts.
pub(super) const LABELS: &[&str] = &["labels"];
/// The digest's headline.
pub(super) const TITLE: &[&str] = &["title", "headline", "linktitle"];
/// The day.
pub(super) const DATE: &[&str] = &[
    "date",
    "published",
    "publishedat",
    "publishdate",
    "pubdate",
    "created",
    "createdat",
    "day",
    "datetime",
];
/// The last change.
pub(super) const UPDATED: &[&str] = &[
    "updated",
    "lastmod",
    "lastmodified",
    "modified",
    "updatedat",
    "lastupdated",
];
/// The text's language.
pub(super) const LANG: &[&str] = &["lang", "language", "locale"];
/// What the day is about.
pub(super) const SUMMARY: &[&str] = &[
    "summary",
    "description",
    "excerpt",
    "subtitle",
    "abstract",
    "lead",
    "deck",
];
/// Those of them that tools cut off the text, and then end in dots.
pub(super) const CUT_OFF: &[&str] = &["description", "excerpt"];
/// Who publishes it.
pub(super) const PUBLICATION: &[&str] = &["publication", "site", "newsletter", "series"];
/// The day's tags.
pub(super) const TAGS: &[&str] = &["tags", "keywords", "topics", "categories", "category"];
/// Whether it is not to be published yet.
pub(super) const DRAFT: &[&str] = &["draft"];
/// Where a page stands among others.
pub(super) const ORDER: &[&str] = &["order", "weight"];
/// The entities that no text marks.
pub(super) const ENTITIES: &[&str] = &["entities"];
/// Where the file's one story is from. `source` may be an address or a name.
pub(super) const URL: &[&str] = &[
    "url",
    "link",
    "sourceurl",
    "originalurl",
    "canonical",
    "canonicalurl",
    "source",
];
/// What that place is called.
pub(super) const SOURCE_NAME: &[&str] = &["sourcename", "source", "author"];
/// Lists of stories.
pub(super) const STORIES: &[&str] = &[
    "stories", "items", "articles", "news", "entries", "links", "posts",
];
/// Lists of sections, each with a list of stories.
pub(super) const SECTIONS: &[&str] = &["sections"];
/// Lists of points that sum up the day.
pub(super) const TAKEAWAYS: &[&str] = &[
    "takeaways",
    "keytakeaways",
    "highlights",
    "keypoints",
    "tldr",
];

/// In a story or a section of a list: its headline.
pub(super) const ITEM_TITLE: &[&str] = &["title", "headline", "name"];
/// Its address.
pub(super) const ITEM_URL: &[&str] = &["url", "link", "href", "sourceurl"];
/// Its text, in Markdown.
pub(super) const ITEM_TEXT: &[&str] =
    &["summary", "description", "text", "body", "content", "html"];
/// Where it is from.
pub(super) const ITEM_SOURCES: &[&str] =
    &["source", "sources", "publisher", "outlet", "site", "author"];
/// Its tags.
pub(super) const ITEM_TAGS: &[&str] = &["tags", "categories", "topics"];
/// The section that it belongs to.
pub(super) const ITEM_SECTION: &[&str] = &["section", "category", "topic"];
/// Its id.
pub(super) const ITEM_ID: &[&str] = &["id"];
/// What is shown above the headline, and the sign before it.
pub(super) const ITEM_KICKER: &[(&str, &str)] = &[
    ("rank", "#"),
    ("score", "★ "),
    ("points", "★ "),
    ("author", ""),
];

/// Languages by name, where people write no tag.
pub(super) const LANGUAGES: &[(&str, &str)] = &[
    ("english", "en"),
    ("german", "de"),
    ("deutsch", "de"),
    ("french", "fr"),
    ("français", "fr"),
    ("spanish", "es"),
    ("español", "es"),
    ("italian", "it"),
    ("italiano", "it"),
    ("portuguese", "pt"),
    ("português", "pt"),
    ("russian", "ru"),
    ("русский", "ru"),
    ("chinese", "zh"),
    ("中文", "zh"),
    ("japanese", "ja"),
    ("日本語", "ja"),
    ("korean", "ko"),
    ("한국어", "ko"),
    ("vietnamese", "vi"),
    ("arabic", "ar"),
    ("hebrew", "he"),
];

/// All names that say that lines of `name: value` are front matter.
const KNOWN: &[&[&str]] = &[
    TITLE,
    DATE,
    UPDATED,
    LANG,
    SUMMARY,
    PUBLICATION,
    TAGS,
    DRAFT,
    ENTITIES,
    URL,
    SOURCE_NAME,
    STORIES,
    SECTIONS,
    TAKEAWAYS,
    // Of other tools, and as good a sign.
    &[
        "layout",
        "slug",
        "permalink",
        "authors",
        "id",
        "type",
        "status",
        "weight",
    ],
];

/// A name in the form in which the lists have it.
pub(super) fn normal(name: &str) -> String {
    name.chars()
        .filter(|c| !matches!(c, ' ' | '-' | '_'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether the name is one of ours, or of a well-known tool.
pub(super) fn is_known(name: &str) -> bool {
    let name = normal(name);
    KNOWN.iter().any(|names| names.contains(&name.as_str()))
}

/// Whether the name says what the file is called, or of which day it is.
pub(super) fn is_head(name: &str) -> bool {
    let name = normal(name);
    [TITLE, DATE]
        .iter()
        .any(|names| names.contains(&name.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_normal() {
        let items = [ITEM_TITLE, ITEM_URL, ITEM_TEXT, ITEM_SOURCES, ITEM_TAGS];
        for name in KNOWN.iter().chain(&items).copied().flatten() {
            assert_eq!(normal(name), *name);
        }
        assert!(is_known("Publish-Date") && is_known("pubDate") && !is_known("Weather"));
    }
}
