//! Every setting there is, described once: by this the reader of settings knows which names
//! there are, and editors what they mean.

use dayfold_model::Word;
use serde_json::{Map, Value, json};

/// What a setting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A text.
    Text,
    /// A text, or one for each language by its tag.
    Localized,
    /// Yes or no.
    Flag,
    /// A whole number between two.
    Number(i64, i64),
    /// One of some words.
    Choice(&'static [&'static str]),
    /// A colour, or one for light and one for dark.
    Colour,
    /// Links, each with these fields; the first two are needed.
    Links(&'static [Setting]),
    /// Addresses of sites, each without a path.
    Origins,
    /// Settings under one name.
    Table(&'static [Setting]),
    /// A table by the headings of sections, of an icon or of these.
    Sections(&'static [Setting]),
    /// The words of the interface, by their keys, and in tables by languages.
    Words,
}

/// A setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Setting {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// What it is, in a sentence.
    pub(super) about: &'static str,
    pub(super) example: &'static str,
}

const fn setting(
    name: &'static str,
    kind: Kind,
    about: &'static str,
    example: &'static str,
) -> Setting {
    Setting {
        name,
        kind,
        about,
        example,
    }
}

/// The fonts that a theme chooses from, all of which are on the reader's own machine.
pub(super) const FONTS: &[&str] = &["serif", "sans", "humanist", "rounded", "slab", "mono"];

const LINK: &[Setting] = &[
    setting(
        "label",
        Kind::Text,
        "What the link says.",
        "Archive of 2025",
    ),
    setting(
        "href",
        Kind::Text,
        "Where it leads: an address, or a path in the site that begins with a slash.",
        "https://example.org/",
    ),
];

const FOLLOW: &[Setting] = &[
    LINK[0],
    LINK[1],
    setting(
        "rel",
        Kind::Text,
        "What it is to the site; `me` proves to Mastodon and others that both are yours.",
        "me",
    ),
];

const SHOW: &[Setting] = &[
    setting(
        "entities",
        Kind::Flag,
        "Whether there are pages of the people, companies and places that stories name.",
        "true",
    ),
    setting(
        "reading-time",
        Kind::Flag,
        "Whether a day says how many minutes it takes to read.",
        "true",
    ),
    setting(
        "threads",
        Kind::Flag,
        "Whether a story leads to what earlier and later days told of it.",
        "true",
    ),
    setting(
        "widgets",
        Kind::Flag,
        "Whether pages of others can show the site's digests in a frame.",
        "true",
    ),
    setting(
        "offline",
        Kind::Flag,
        "Whether browsers keep what was read, and the newest days, for when there is no network.",
        "true",
    ),
];

const THEME: &[Setting] = &[
    setting(
        "accent",
        Kind::Colour,
        "The colour of what can be touched. It is made darker or lighter until it can be read.",
        "#0b5394",
    ),
    setting(
        "paper",
        Kind::Colour,
        "The colour of the page.",
        "oklch(0.98 0.01 85)",
    ),
    setting(
        "ink",
        Kind::Colour,
        "The colour of text. It is made darker or lighter until it can be read.",
        "#222",
    ),
    setting(
        "headings",
        Kind::Choice(FONTS),
        "What headlines are set in.",
        "serif",
    ),
    setting("text", Kind::Choice(FONTS), "What text is set in.", "sans"),
    setting(
        "measure",
        Kind::Number(40, 90),
        "How long a line of text is, in characters.",
        "66",
    ),
];

const SECTION: &[Setting] = &[
    setting("icon", Kind::Text, "The icon, in place of its own.", "📈"),
    setting(
        "order",
        Kind::Number(-1000, 1000),
        "Sections with a number come first, the lowest before the others.",
        "1",
    ),
    setting(
        "hidden",
        Kind::Flag,
        "Whether the section and its stories are left out.",
        "true",
    ),
];

/// All settings, in the order in which they are documented.
pub(super) const SETTINGS: &[Setting] = &[
    setting(
        "title",
        Kind::Text,
        "The site's name; else its folder's.",
        "The Fold",
    ),
    setting(
        "tagline",
        Kind::Localized,
        "One line under the name.",
        "One day, folded small",
    ),
    setting(
        "url",
        Kind::Text,
        "The site's address, with the path that it lives at.",
        "https://example.org/news/",
    ),
    setting(
        "lang",
        Kind::Text,
        "The main language, as a BCP 47 tag.",
        "en",
    ),
    setting(
        "timezone",
        Kind::Text,
        "The time zone of days and of times without an offset, by its IANA name.",
        "America/Chicago",
    ),
    setting(
        "languages",
        Kind::Choice(&["each", "one"]),
        "Whether each language of the digests has a site of its own, or all are one.",
        "each",
    ),
    setting(
        "host",
        Kind::Choice(&["other", "netlify", "cloudflare", "github", "nginx"]),
        "Who serves the site: decides what is written beside it for that host.",
        "\"netlify\"",
    ),
    setting(
        "images",
        Kind::Choice(&["links", "remote"]),
        "Whether images on other hosts are links or shown.",
        "links",
    ),
    setting(
        "logo",
        Kind::Text,
        "A file in the folder, SVG or PNG, that stands in the place of the title.",
        "logo.svg",
    ),
    setting(
        "icon",
        Kind::Text,
        "A file in the folder, SVG, that browsers show on the tab.",
        "icon.svg",
    ),
    setting(
        "navigation",
        Kind::Links(LINK),
        "Links beside those to the archive and the tags.",
        "",
    ),
    setting(
        "links",
        Kind::Links(FOLLOW),
        "Where else the site can be followed; at the end of every page.",
        "",
    ),
    setting(
        "byline",
        Kind::Localized,
        "Who makes the site, in a line of Markdown on every day.",
        "Edited by [Ada](https://example.org/ada)",
    ),
    setting(
        "disclosure",
        Kind::Localized,
        "How it is made, in a line of Markdown on every day: readers are owed the word where machines write.",
        "Summaries are written by a language model.",
    ),
    setting(
        "footer",
        Kind::Localized,
        "A line of Markdown at the end of every page.",
        "© The Fold, CC BY 4.0",
    ),
    setting(
        "stylesheet",
        Kind::Text,
        "A file in the folder, CSS, that every page loads last.",
        "style.css",
    ),
    setting(
        "widget-sites",
        Kind::Origins,
        "The sites whose pages may show widgets, where the host sends headers; else all may.",
        "https://example.com",
    ),
    setting("show", Kind::Table(SHOW), "What there is to see.", ""),
    setting("theme", Kind::Table(THEME), "How it looks.", ""),
    setting(
        "sections",
        Kind::Sections(SECTION),
        "Sections by their headings: icons, order, and what is left out.",
        "",
    ),
    setting(
        "words",
        Kind::Words,
        "Words of the interface in place of the shipped ones, by their keys; in a table by its tag for each other language.",
        "",
    ),
];

/// The JSON Schema of `dayfold.toml` for editors, as pretty JSON with a final line end.
///
/// The committed copy is `docs/schema/dayfold.schema.json`; `dayfold schema` prints it.
pub fn settings_schema() -> String {
    let mut schema = object(SETTINGS, &[]);
    if let Value::Object(fields) = &mut schema {
        let mut all = Map::new();
        all.insert(
            "$schema".into(),
            "http://json-schema.org/draft-07/schema#".into(),
        );
        all.insert("title".into(), "The settings of a Dayfold site".into());
        all.append(fields);
        *fields = all;
    }
    format!("{schema:#}\n")
}

fn object(settings: &[Setting], required: &[&str]) -> Value {
    let properties: Map<String, Value> = settings
        .iter()
        .map(|setting| (setting.name.to_owned(), property(setting)))
        .collect();
    let mut object = json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    object
}

fn property(setting: &Setting) -> Value {
    let text = json!({ "type": "string" });
    let mut property = match setting.kind {
        Kind::Text => text,
        Kind::Localized => json!({
            "anyOf": [text, { "type": "object", "additionalProperties": text }],
        }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Origins => json!({ "type": "array", "items": text }),
        Kind::Number(least, most) => {
            json!({ "type": "integer", "minimum": least, "maximum": most })
        }
        Kind::Choice(words) => json!({ "type": "string", "enum": words }),
        Kind::Colour => json!({
            "anyOf": [text, {
                "type": "object",
                "properties": { "light": text, "dark": text },
                "additionalProperties": false,
            }],
        }),
        Kind::Links(fields) => {
            json!({ "type": "array", "items": object(fields, &["label", "href"]) })
        }
        Kind::Table(settings) => object(settings, &[]),
        Kind::Sections(settings) => json!({
            "type": "object",
            "additionalProperties": { "anyOf": [text, object(settings, &[])] },
        }),
        Kind::Words => {
            let words: Map<String, Value> = Word::ALL
                .iter()
                .map(|word| (word.key().to_owned(), text.clone()))
                .collect();
            json!({
                "type": "object",
                "properties": words,
                "additionalProperties": { "type": "object", "additionalProperties": text },
            })
        }
    };
    property["description"] = setting.about.into();
    let example = match setting.kind {
        Kind::Flag => json!(setting.example == "true"),
        Kind::Origins => json!([setting.example]),
        Kind::Number(..) => json!(setting.example.parse::<i64>().unwrap_or_default()),
        _ => json!(setting.example),
    };
    if !setting.example.is_empty() {
        property["examples"] = json!([example]);
    }
    property
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::read;
    use std::path::Path;

    /// A text that gives a setting the wrong kind of value, for each in a table under `path`.
    fn wrong(settings: &[Setting], path: &str, texts: &mut Vec<(String, String)>) {
        for Setting { name, kind, .. } in settings {
            let text = format!("{path}{name} = [[]]\n");
            texts.push((text, (*name).to_owned()));
            match kind {
                Kind::Table(inner) => wrong(inner, &format!("{name}."), texts),
                Kind::Sections(inner) => wrong(inner, &format!("{name}.X."), texts),
                Kind::Links(inner) => {
                    for Setting { name: field, .. } in *inner {
                        let all = inner.iter().map(|setting| match setting.name {
                            own if own == *field => format!("{own} = [[]]"),
                            other => format!("{other} = \"https://example.org/\""),
                        });
                        let all = all.collect::<Vec<_>>().join(", ");
                        texts.push((format!("{name} = [{{ {all} }}]\n"), (*field).to_owned()));
                    }
                }
                _ => {}
            }
        }
    }

    /// Whoever does not read a setting cannot tell that it is of the wrong kind.
    #[test]
    fn every_described_setting_is_read() {
        let mut texts = vec![];
        wrong(SETTINGS, "", &mut texts);
        assert!(texts.len() > 30, "{}", texts.len());
        for (text, name) in texts {
            let text = format!("{text}url = \"https://example.org/\"\n");
            let text = if name == "url" {
                text.lines().next().unwrap().to_owned()
            } else {
                text
            };
            let (_, said) = read(&text, Path::new("/somewhere/news"));
            let codes: Vec<_> = said.iter().map(|said| said.code).collect();
            assert_eq!(codes, ["settings-type"], "{text}{said:#?}");
        }
    }

    /// Run with `DAYFOLD_BLESS=1` to write the file anew after a change to the settings.
    #[test]
    fn committed_schema_is_current() {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../docs/schema/dayfold.schema.json"
        );
        let current = settings_schema();
        if std::env::var_os("DAYFOLD_BLESS").is_some() {
            std::fs::write(path, &current).unwrap();
        }
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            committed == current,
            "{path} is behind the settings: DAYFOLD_BLESS=1 cargo test -p dayfold-publish"
        );
    }
}
