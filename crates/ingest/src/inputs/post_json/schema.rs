//! The JSON Schema of the JSON that is read, generated from types.
//!
//! The types say what may be written; they read nothing themselves, since reading has to say
//! where something is wrong and go on. A test holds their fields and the reader's together.

#![allow(dead_code, reason = "only their schema is used")]

use schemars::JsonSchema;
use serde::Serialize;

/// The schema, as pretty JSON with a final line end.
///
/// The committed copy is `docs/schema/digest-input.v1.json`.
pub fn input_schema() -> String {
    let schema = schemars::schema_for!(DigestInput);
    // A schema is a JSON value already: printing it cannot fail.
    format!("{:#}\n", schema.as_value())
}

/// One day's news digest, as Dayfold reads it from a JSON file.
///
/// Write `title`, `date` and `sections`; all else may be left out or null. Text fields are
/// plain text, except those that hold Markdown (`md`) or HTML (`html`): give one of the two,
/// Markdown by preference. A file may also hold a list of such objects, or one on each line.
#[derive(Serialize, JsonSchema)]
struct DigestInput {
    /// The version of this format: 1.
    version: Option<u32>,
    /// The day that the digest is for, YYYY-MM-DD, for example 2025-11-22.
    date: Option<String>,
    /// Not read: it is written anew from the date.
    date_text: Option<String>,
    /// The language of the text, a BCP 47 tag such as en or pt-BR.
    lang: Option<String>,
    /// Not read: the direction follows from the language.
    dir: Option<String>,
    /// The digest's own headline: what the day was about, not just its date.
    title: Option<String>,
    /// The name of the publication that the digest is from.
    publication: Option<String>,
    /// A short introduction to the day. A string is Markdown, or HTML if it begins with `<`.
    summary: Option<RichText>,
    /// When the text was last changed, RFC 3339 with an offset: 2025-11-22T19:21:00-06:00.
    updated: Option<String>,
    /// Not read: it is written anew from `updated`.
    updated_text: Option<String>,
    /// Three to seven short points that sum up the day, in order of weight.
    takeaways: Option<Vec<TakeawayInput>>,
    /// The topics of the day, in order.
    sections: Option<Vec<SectionInput>>,
    /// Stories that stand under no section, before the sections.
    stories: Option<Vec<StoryInput>>,
    /// Sign-offs and follow lines.
    footer: Option<Vec<BlockInput>>,
    /// The tags of the day: a few plain labels, such as "Heat storage".
    tags: Option<Vec<TagInput>>,
    /// The people, companies and places that the stories name.
    entities: Option<Vec<EntityInput>>,
    /// What the text itself calls its parts, for example `takeaways`: "TL;DR".
    labels: Option<Vec<LabelInput>>,
    /// True keeps the digest off the site.
    draft: Option<bool>,
}

/// Text with marks: a string of Markdown, or an object with `md` or `html`.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
enum RichText {
    /// Markdown.
    Text(String),
    /// Markdown or HTML.
    Marked(Marked),
}

/// Markdown or HTML: give one of the two.
#[derive(Serialize, JsonSchema)]
struct Marked {
    /// Markdown.
    md: Option<String>,
    /// HTML. Scripts, styles, classes and ids are dropped.
    html: Option<String>,
}

/// One of the short points that sum up the day: a string of Markdown, or an object.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
enum TakeawayInput {
    /// The point, as Markdown on one line.
    Text(String),
    /// The point, with the story that tells it.
    Full(TakeawayFull),
}

/// A point with the story that tells it.
#[derive(Serialize, JsonSchema)]
struct TakeawayFull {
    /// The point, as Markdown on one line.
    md: Option<String>,
    /// The point, as HTML, in place of `md`.
    html: Option<String>,
    /// The `id` of the story that tells it; null for none. Left out, it is found by its words.
    story: Option<String>,
}

/// A topic of the day with its stories, or a part of analysis with text alone.
#[derive(Serialize, JsonSchema)]
struct SectionInput {
    /// The end of the section's address: lower case letters, digits and hyphens. Better left
    /// out: it is made of the title.
    id: Option<String>,
    /// The heading, without an emoji.
    title: Option<String>,
    /// One emoji that stands for the topic.
    icon: Option<String>,
    /// Text that introduces the section.
    summary: Option<RichText>,
    /// Text of the section outside its stories, as Markdown; the same as one block.
    md: Option<String>,
    /// The same as HTML.
    html: Option<String>,
    /// Text of the section outside its stories.
    body: Option<Vec<BlockInput>>,
    /// The stories, in order.
    stories: Option<Vec<StoryInput>>,
}

/// One item of news.
#[derive(Serialize, JsonSchema)]
struct StoryInput {
    /// The end of the story's address: lower case letters, digits and hyphens. Better left
    /// out, unless a takeaway refers to it: it is made of the title.
    id: Option<String>,
    /// The headline.
    title: String,
    /// Where the headline links to: a whole address that begins with https://.
    url: Option<String>,
    /// Short texts shown above the headline, such as a score or an agency.
    kicker: Option<Vec<String>>,
    /// What happened, in a few sentences; the first block of the story.
    summary: Option<RichText>,
    /// The story's text as Markdown; the same as one block.
    md: Option<String>,
    /// The same as HTML.
    html: Option<String>,
    /// The story's text in blocks, each with a label if it has one: "Why it matters".
    body: Option<Vec<BlockInput>>,
    /// Where the story is from.
    sources: Option<Vec<SourceInput>>,
    /// Labels of tags, or ids of the digest's tags. An empty list says that it has none; left
    /// out, it gets those of the day that fit it.
    tags: Option<Vec<String>>,
    /// Names of entities, or ids of the digest's entities.
    entities: Option<Vec<String>>,
    /// What the text itself calls parts of the story, for example `sources`: "Via".
    labels: Option<Vec<LabelInput>>,
}

/// A piece of text: a string of Markdown, or an object.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
enum BlockInput {
    /// Markdown.
    Text(String),
    /// Text with a label.
    Full(BlockFull),
}

/// A piece of text with the label that leads it.
#[derive(Serialize, JsonSchema)]
struct BlockFull {
    /// The label, plain text without its colon, such as "Why it matters".
    label: Option<String>,
    /// The text, as Markdown.
    md: Option<String>,
    /// The text, as HTML, in place of `md`.
    html: Option<String>,
}

/// A place that a story is from: its name or its address, or an object with both.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
enum SourceInput {
    /// The name or the address.
    Text(String),
    /// Both.
    Full(SourceFull),
}

/// A name with an address.
#[derive(Serialize, JsonSchema)]
struct SourceFull {
    /// Its name, as a reader knows it.
    name: Option<String>,
    /// A whole address that begins with https://.
    url: Option<String>,
}

/// A tag: its label, or an object.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
enum TagInput {
    /// The label.
    Text(String),
    /// A label with an id of its own.
    Full(TagFull),
}

/// A label with an id of its own.
#[derive(Serialize, JsonSchema)]
struct TagFull {
    /// Better left out: it is made of the label, so that tags of several days meet.
    id: Option<String>,
    /// What is shown.
    label: String,
}

/// A person, company or place: its name, or an object.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
enum EntityInput {
    /// The full name.
    Text(String),
    /// The name with its kind.
    Full(EntityFull),
}

/// A name with its kind.
#[derive(Serialize, JsonSchema)]
struct EntityFull {
    /// Better left out: it is made of the name. HTML marks the entity by it:
    /// `<data value="ID">words</data>`.
    id: Option<String>,
    /// The full name, for example "NVIDIA Corporation".
    name: String,
    /// What kind of thing it is, for example "person", "company" or "place".
    kind: Option<String>,
    /// Not read: it is set by the site's tags.toml.
    url: Option<String>,
    /// Not read: it is set by the site's tags.toml.
    ticker: Option<String>,
}

/// What a text calls one of its parts.
#[derive(Serialize, JsonSchema)]
struct LabelInput {
    /// The name of the field that holds the part: `takeaways` or `sources`.
    part: String,
    /// The text's own words for it, for example "TL;DR".
    label: String,
}

#[cfg(test)]
mod tests {
    use super::super::{DIGEST, ENTITY_FIELDS, LABEL, TAG_FIELDS, TAKEAWAY, fields, stories};
    use super::*;
    use std::collections::BTreeSet;

    fn fields_of(schema: schemars::Schema) -> BTreeSet<String> {
        let properties = schema.as_value()["properties"].as_object().cloned();
        properties.unwrap().keys().cloned().collect()
    }

    #[test]
    fn the_reader_knows_the_same_fields() {
        let read = [
            (fields_of(schemars::schema_for!(DigestInput)), DIGEST),
            (fields_of(schemars::schema_for!(TakeawayFull)), TAKEAWAY),
            (
                fields_of(schemars::schema_for!(SectionInput)),
                stories::SECTION,
            ),
            (fields_of(schemars::schema_for!(StoryInput)), stories::STORY),
            (
                fields_of(schemars::schema_for!(SourceFull)),
                stories::SOURCE,
            ),
            (fields_of(schemars::schema_for!(BlockFull)), fields::BLOCK),
            (fields_of(schemars::schema_for!(TagFull)), TAG_FIELDS),
            (fields_of(schemars::schema_for!(EntityFull)), ENTITY_FIELDS),
            (fields_of(schemars::schema_for!(LabelInput)), LABEL),
        ];
        for (schema, reader) in read {
            let reader = reader.iter().filter(|name| !name.starts_with('$'));
            assert_eq!(schema, reader.map(|name| (*name).to_owned()).collect());
        }
    }
}
