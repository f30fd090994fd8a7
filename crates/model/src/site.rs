//! What the reader knows of a site beside its days.

use crate::{DayLink, Dir, Month, SubjectCount, Words, from_json};
use serde::Serialize;

/// What a publisher sets and every page needs. It stands in every page's data, so nothing
/// here may change when a day is added (but once, by the first that names an entity or has a tag).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Settings {
    /// The site's name.
    pub title: String,
    /// One line under the name.
    pub tagline: Option<String>,
    /// The site's address with its path and a final slash, where it is known.
    pub url: Option<String>,
    /// The site's language, a BCP 47 tag.
    pub lang: String,
    /// The direction of that language's script.
    pub dir: Dir,
    /// The words of the interface, in that language.
    pub words: Words,
    /// Links to the site in its other languages, as HTML that is shown as it is: in each
    /// `lang` follows `href`, which ends with a slash. Empty where there is no other.
    ///
    /// HTML, since the reader would otherwise download the code to read and write a list.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub languages: String,
    /// Whether any story names an entity: then the site has pages of them.
    #[serde(skip_serializing_if = "is_false")]
    pub entities: bool,
    /// Whether no story has a tag: then the way to the list of tags is not offered.
    #[serde(skip_serializing_if = "is_false")]
    pub untagged: bool,
    /// The logo, as the HTML of an image that is named like the site; else empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub logo: String,
    /// Links beside those to the site's own pages, as HTML.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub navigation: String,
    /// Who makes the site, as vetted inline HTML; every day says it, and so should whatever
    /// else shows a day.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub byline: String,
    /// How it is made, the same way: much is written by machines, and readers are owed the
    /// word.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub disclosure: String,
    /// What stands at the end of every page, as HTML: pages, links to follow, and a line of
    /// the publisher's.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub footer: String,
}

from_json!(Settings {
    title, lang, dir, words;
    tagline, url, languages, entities, untagged, logo, navigation, byline, disclosure, footer
});

fn is_false(value: &bool) -> bool {
    !value
}

/// `data/site.json`: at most 10 kB with brotli, whatever the archive holds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Site {
    /// The version of this format.
    pub version: u32,
    /// What the publisher set.
    pub settings: Settings,
    /// The latest days, the newest first, at most 14.
    pub latest: Vec<DayLink>,
    /// Every month that has a day, the newest first.
    pub months: Vec<MonthCount>,
    /// The tags used most, at most 40, in the order of their use.
    pub tags: Vec<SubjectCount>,
    /// The programs that the pages load by now, by their paths below the site's, with a space
    /// between. A page that loaded another is of an earlier build.
    pub programs: String,
}

from_json!(Site { version, settings, latest, months, tags; programs });

/// A month and how many days it holds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MonthCount {
    /// The month.
    pub month: Month,
    /// The month written out in the site's language.
    pub text: String,
    /// How many days it holds.
    pub days: u32,
}

from_json!(MonthCount { month, text, days });
