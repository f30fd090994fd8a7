//! The post JSON: one digest a day, `data/YYYY-MM-DD.json`; one without a day,
//! `data/undated/SLUG.json`.

use crate::{Date, StoryRef, Told, from_json};
use serde::Serialize;

/// One day's digest, as it is published and fetched.
///
/// All text fields are plain text except those named `html` and the `summary`, which hold
/// HTML that was vetted at publishing: an allow-list of tags, no ids, no classes, no unsafe
/// URL. Readers may insert it as it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Digest {
    /// The version of this format: 1.
    pub version: u32,
    /// The day that the digest is for, `YYYY-MM-DD`; `null` where nothing says it.
    #[cfg_attr(
        feature = "schema",
        schemars(with = "Option<String>", extend("format" = "date"))
    )]
    pub date: Option<Date>,
    /// What stands for the day in the address of a digest that has none:
    /// `/undated/SLUG/`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// The day written out in the site's language, for example "Saturday, November 22,
    /// 2025"; empty where there is no day.
    pub date_text: String,
    /// The language of the text, a BCP 47 tag.
    pub lang: String,
    /// The direction of that language's script.
    pub dir: Dir,
    /// In which other languages of the site this day is told, too; their addresses are with
    /// the site's settings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub translations: Vec<String>,
    /// The digest's own headline.
    pub title: String,
    /// The name of the publication that the digest is from, where the text gives one.
    pub publication: Option<String>,
    /// What stands before the first section (vetted HTML).
    pub summary: Option<String>,
    /// When the text was last changed, RFC 3339 with the offset that the text gave.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub updated: Option<String>,
    /// That moment written out in the site's language.
    pub updated_text: Option<String>,
    /// How long it takes to read, in minutes, rounded up; set at publishing.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub minutes: u32,
    /// The short points that sum up the day, in order.
    pub takeaways: Vec<Takeaway>,
    /// The topics of the day, in order.
    pub sections: Vec<Section>,
    /// Sign-offs and follow lines.
    pub footer: Vec<Block>,
    /// The tags that the day's stories bear, each once, in the order of the text.
    pub tags: Vec<Tag>,
    /// The people, companies and places named in the text, each once.
    pub entities: Vec<Entity>,
    /// What the text itself calls parts of the digest, shown in place of the interface's
    /// words: `takeaways`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<PartLabel>,
}

from_json!(Digest {
    version, date_text, lang, dir, title, takeaways, sections, footer, tags, entities;
    date, slug, translations, publication, summary, updated, updated_text, minutes, labels
});

fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// What a text calls one of its parts.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PartLabel {
    /// The name of the field that holds the part, for example `takeaways`.
    pub part: String,
    /// The text's own words for it, for example "TL;DR".
    pub label: String,
}

from_json!(PartLabel { part, label });

/// The text's own words for a part, if it has any.
pub fn label_of<'a>(labels: &'a [PartLabel], part: &str) -> Option<&'a str> {
    let label = labels.iter().find(|label| label.part == part)?;
    Some(&label.label)
}

/// The direction of a script, as in the HTML attribute `dir`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Dir {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

impl Dir {
    /// The value of the HTML attribute `dir`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// One of the short points that sum up the day.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Takeaway {
    /// The point, as inline HTML (vetted).
    pub html: String,
    /// The id of the story that tells it, where there is one.
    pub story: Option<String>,
}

from_json!(Takeaway { html; story });

/// A topic of the day, or a part of analysis without stories.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Section {
    /// Unique in the digest among sections and stories; part of links, never renamed.
    pub id: String,
    /// The heading; `null` for the section of stories that stand under none.
    pub title: Option<String>,
    /// The emoji that led the heading.
    pub icon: Option<String>,
    /// Text of the section outside its stories.
    pub body: Vec<Block>,
    /// The stories, in order.
    pub stories: Vec<Story>,
}

from_json!(Section { id, body, stories; title, icon });

/// One item of news.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Story {
    /// Unique in the digest among sections and stories; part of links, never renamed.
    pub id: String,
    /// The headline, without numbering, score, emoji or trailing source.
    pub title: String,
    /// Where the headline itself links to.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "uri")))]
    pub url: Option<String>,
    /// What was taken off the headline (number, score, agency, handle), in order.
    pub kicker: Vec<String>,
    /// The story's text.
    pub body: Vec<Block>,
    /// Where the story is from, in order.
    pub sources: Vec<Source>,
    /// Ids of the digest's `tags` that the story bears.
    pub tags: Vec<String>,
    /// Ids of the digest's `entities` that the story names.
    pub entities: Vec<String>,
    /// What the text itself calls parts of the story, shown in place of the interface's
    /// words: `sources`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<PartLabel>,
    /// What earlier days told of it, the oldest first, at most 6. Found at publishing; what
    /// a file says of it is not read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Told>,
    /// The first telling, where the story is told again essentially unchanged. Found at
    /// publishing, as `earlier` is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeats: Option<StoryRef>,
    /// When the story was last corrected after it was published, RFC 3339. Found at
    /// publishing, as `earlier` is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub corrected: Option<String>,
    /// That moment written out in the site's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected_text: Option<String>,
}

from_json!(Story {
    id, title, kicker, body, sources, tags, entities;
    url, labels, earlier, repeats, corrected, corrected_text
});

/// A piece of text with the label that leads it, if any.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Block {
    /// The label, plain text without its colon.
    pub label: Option<String>,
    /// The text, as block HTML (vetted).
    pub html: String,
}

from_json!(Block { html; label });

/// A place that a story is from.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source {
    /// Its name, as a reader knows it.
    pub name: String,
    /// The address, `http:` or `https:`; a source may be a name alone.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "uri")))]
    pub url: Option<String>,
}

from_json!(Source { name; url });

/// A tag, with its label as it was written.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tag {
    /// Part of URLs: letters of any script in lower case, digits and hyphens.
    pub id: String,
    /// What is shown.
    pub label: String,
}

from_json!(Tag { id, label });

/// A person, company or place named in the text, where it is marked as
/// `<data value="ID">the words of the text</data>`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Entity {
    /// Part of URLs, made as a tag's id is.
    pub id: String,
    /// The full name, for example "NVIDIA Corporation".
    pub name: String,
    /// What kind of thing it is, as the text says it, for example "finance".
    pub kind: String,
    /// Its home page. Set at publishing by the site's `tags.toml`, as `ticker` is; what a file
    /// says of it is not read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "uri")))]
    pub url: Option<String>,
    /// Where its shares are traded, and as what, for example "NASDAQ:NVDA".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticker: Option<String>,
}

from_json!(Entity { id, name, kind;; url, ticker });

impl Digest {
    /// Every story of the day, in order.
    pub fn stories(&self) -> impl Iterator<Item = &Story> {
        self.sections.iter().flat_map(|section| &section.stories)
    }

    /// The story with that id.
    pub fn story(&self, id: &str) -> Option<&Story> {
        self.stories().find(|story| story.id == id)
    }
}
