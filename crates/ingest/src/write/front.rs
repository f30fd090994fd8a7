//! Front matter in YAML.

use crate::ids::{TAG, id_of};
use dayfold_model::Digest;
use std::collections::HashSet;

/// The front matter of a digest; with its entities where they are asked for.
pub(super) fn front_matter(digest: &Digest, entities: bool) -> String {
    // It is read as it stands, whatever it looks like.
    let mut out = String::from("---\ndayfold: 1\n");
    let mut field = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            out.push_str(&format!("{name}: {}\n", scalar(value)));
        }
    };
    field("title", Some(&digest.title));
    field("date", digest.date.map(|date| date.to_string()).as_deref());
    field("updated", digest.updated.as_deref());
    field("lang", Some(&digest.lang));
    field("publication", digest.publication.as_deref());
    if !digest.tags.is_empty() {
        out.push_str("tags:\n");
        let mut labels = HashSet::new();
        for tag in &digest.tags {
            // The label gives the id, unless it is an unusual one or names a tag before it.
            let new = labels.insert(&tag.label);
            if id_of(&tag.label, TAG) == tag.id && new {
                out.push_str(&format!("  - {}\n", scalar(&tag.label)));
            } else {
                out.push_str(&format!(
                    "  - {{id: {}, label: {}}}\n",
                    scalar(&tag.id),
                    quoted(&tag.label)
                ));
            }
        }
    }
    if !digest.labels.is_empty() {
        out.push_str("labels:\n");
        for label in &digest.labels {
            out.push_str(&format!(
                "  - {{part: {}, label: {}}}\n",
                quoted(&label.part),
                quoted(&label.label)
            ));
        }
    }
    if entities && !digest.entities.is_empty() {
        out.push_str("entities:\n");
        for entity in &digest.entities {
            out.push_str(&format!(
                "  - {{id: {}, name: {}, kind: {}}}\n",
                quoted(&entity.id),
                quoted(&entity.name),
                quoted(&entity.kind)
            ));
        }
    }
    out.push_str("---");
    out
}

/// A YAML scalar: plain where that is beyond doubt.
fn scalar(text: &str) -> String {
    let inner = |c: char| c.is_alphanumeric() || " -_./+'’()%$&;!?–—,:".contains(c);
    let plain = text.starts_with(char::is_alphanumeric)
        && text.chars().all(inner)
        && !text.contains(": ")
        && !text.ends_with([':', ' '])
        && !matches!(
            text.to_lowercase().as_str(),
            "null" | "true" | "false" | "yes" | "no" | "on" | "off"
        );
    if plain { text.to_owned() } else { quoted(text) }
}

/// A YAML scalar in double quotes.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control()
                || crate::source::is_dropped(c)
                || matches!(c, '\u{2028}' | '\u{2029}') =>
            {
                out.push_str(&format!("\\U{:08X}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
