//! The JSON Schema of `tags.toml`, for editors, generated from types.
//!
//! The types say what may be written; they read nothing themselves, since reading has to say
//! where something is wrong and go on. A test holds their fields and the reader's together.

#![allow(dead_code, reason = "only their schema is used")]

use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// The schema, as pretty JSON with a final line end.
///
/// The committed copy is `docs/schema/tags.v1.json`.
pub fn tags_schema() -> String {
    let schema = schemars::schema_for!(TagsFile);
    // A schema is a JSON value already: printing it cannot fail.
    format!("{:#}\n", schema.as_value())
}

/// What a Dayfold site says of its tags and entities: tags.toml, beside dayfold.toml.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct TagsFile {
    /// Tags that are not shown, and have no page.
    ignore: Option<Vec<String>>,
    /// What kinds of entities become, by what the texts call them: finance = "company".
    kinds: Option<BTreeMap<String, String>>,
    /// Tags. The name of each is the spelling that becomes its address.
    tags: Option<BTreeMap<String, TagEntry>>,
    /// Entities. The name of each is the spelling that becomes its address.
    entities: Option<BTreeMap<String, EntityEntry>>,
}

/// A tag.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct TagEntry {
    /// What it is called; else as it was written first.
    label: Option<String>,
    /// Other spellings that are this tag. Case, accents, spaces and hyphens need none.
    aliases: Option<Vec<String>>,
    /// What kind of thing it is, for example company.
    kind: Option<String>,
    /// The tag that this one is merged into.
    into: Option<String>,
}

/// A person, a company, a place.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct EntityEntry {
    /// What it is called; else as it was written first.
    name: Option<String>,
    /// Other names that are this entity. Case, accents, spaces and hyphens need none.
    aliases: Option<Vec<String>>,
    /// What kind of thing it is, for example company or person; else as the texts say.
    kind: Option<String>,
    /// The entity that this one is merged into.
    into: Option<String>,
    /// Its home page.
    #[schemars(extend("format" = "uri"))]
    url: Option<String>,
    /// Where its shares are traded, and as what: NASDAQ:NVDA.
    ticker: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::taxonomy::file::{ENTITY_FIELDS, TAG_FIELDS, TOP};
    use std::collections::BTreeSet;

    #[test]
    fn the_schema_has_the_fields_that_are_read() {
        let schema: serde_json::Value = serde_json::from_str(&tags_schema()).unwrap();
        for (at, known) in [
            ("/properties", TOP),
            ("/$defs/TagEntry/properties", TAG_FIELDS),
            ("/$defs/EntityEntry/properties", ENTITY_FIELDS),
        ] {
            let fields = schema.pointer(at).unwrap().as_object().unwrap();
            let fields: BTreeSet<_> = fields.keys().map(String::as_str).collect();
            assert_eq!(fields, known.iter().copied().collect(), "{at}");
        }
    }
}
