//! What the fields of front matter say of the digest.

use super::{FrontMatter, Node, Value, listed, names, summary};
use crate::{
    Context, Diagnostic, dates,
    draft::{At, Draft, Said, Span, TagDraft, day_tags, listed as in_line},
    ids::{self, ENTITY, TAG},
    markdown, moments,
    source::fold,
};
use dayfold_model::{PartLabel, Source};

/// Puts the fields into the draft; `body` is the text behind them. Fields of other names are
/// the business of other tools.
pub(crate) fn apply(
    front: &FrontMatter,
    draft: &mut Draft,
    body: &str,
    context: &Context,
    said: &mut Said,
) {
    let fields = Fields(&front.fields);
    draft.title = fields.first(names::TITLE, said, |name, node, said| {
        let value = text(name, node, said)?;
        let span = node.span.clone();
        Some(At { value, span })
    });
    draft.publication = fields.first(names::PUBLICATION, said, publication);
    draft.lang = fields.first(names::LANG, said, language);
    draft.date = fields
        .first(names::DATE, said, date)
        .or_else(|| nested_date(&front.fields));
    draft.updated = fields.first(names::UPDATED, said, |name, node, said| {
        moment(name, &text(name, node, said)?, &node.span, context, said)
    });
    draft.tags = fields.first(names::TAGS, said, tags).unwrap_or_default();
    fields.first(names::ENTITIES, said, |_, node, said| {
        entities(node, draft, said);
        Some(())
    });
    draft.documented = fields.text(names::DOCUMENTED).is_some();
    draft.labels = fields
        .first(names::LABELS, &mut vec![], |_, node, _| Some(labels(node)))
        .unwrap_or_default();
    draft.draft = is_draft(&fields, said);
    draft.source = source(&fields);
    draft.sources = fields
        .first(names::SOURCES, &mut vec![], |_, node, _| {
            Some(sources(node))
        })
        .unwrap_or_default();
    // Behind the entities, since texts may name them.
    let text = fields.first(names::SUMMARY, said, |name, node, said| {
        long_text(name, node, said).filter(|text| !summary::is_copy(name, text, body))
    });
    if let Some(text) = text {
        let html = markdown::fragment(&text, &mut draft.entities);
        draft.summary.extend(html);
    }
    draft.listed = fields
        .first(names::STORIES, &mut vec![], |_, node, _| {
            listed::stories(node, &mut draft.entities)
        })
        .or_else(|| {
            fields.first(names::SECTIONS, &mut vec![], |_, node, _| {
                listed::sections(node, &mut draft.entities)
            })
        })
        .unwrap_or_default();
    draft.listed_takeaways = fields
        .first(names::TAKEAWAYS, &mut vec![], |_, node, _| {
            listed::takeaways(node, &mut draft.entities)
        })
        .unwrap_or_default();
}

/// What the fields say of a page that is no digest.
#[derive(Debug, Default)]
pub(crate) struct PageFields {
    pub(crate) title: Option<String>,
    pub(crate) lang: Option<String>,
    pub(crate) order: Option<i64>,
    pub(crate) draft: bool,
}

/// Reads them.
pub(crate) fn page(front: &FrontMatter, said: &mut Said) -> PageFields {
    let fields = Fields(&front.fields);
    PageFields {
        title: fields.first(names::TITLE, said, text),
        lang: fields.first(names::LANG, said, language),
        order: fields.first(names::ORDER, said, |name, node, said| {
            let number = text(name, node, said)?.parse().ok();
            if number.is_none() {
                wrong(name, "a whole number", &node.span, said);
            }
            number
        }),
        draft: is_draft(&fields, said),
    }
}

/// Fields, found by what they may be called.
pub(super) struct Fields<'a>(pub(super) &'a [(String, Node)]);

impl<'a> Fields<'a> {
    /// What the first field makes that can be used, in the order of the names. Of a wrong
    /// value only the documented name is told: the others may be the business of other tools.
    pub(super) fn first<T>(
        &self,
        names: &[&str],
        said: &mut Said,
        mut read: impl FnMut(&'a str, &'a Node, &mut Said) -> Option<T>,
    ) -> Option<T> {
        names.iter().enumerate().find_map(|(rank, wanted)| {
            let (name, node) = self.0.iter().find(|(name, node)| {
                node.value != Value::Null && names::normal(name) == **wanted
            })?;
            if rank == 0 {
                return read(name, node, said);
            }
            let mut doubts = Vec::new();
            let value = read(name, node, &mut doubts)?;
            said.append(&mut doubts);
            Some(value)
        })
    }

    /// The text of the first field of such a name that has one.
    pub(super) fn text(&self, names: &[&str]) -> Option<String> {
        self.first(names, &mut vec![], |name, node, said| {
            text(name, node, said)
        })
    }
}

fn wrong(name: &str, wanted: &str, span: &Span, said: &mut Said) {
    said.push(
        Diagnostic::warning(
            "wrong-field",
            format!("`{name}` in the front matter should be {wanted}; it was left out"),
        )
        .at(span.clone()),
    );
}

fn long_text(name: &str, node: &Node, said: &mut Said) -> Option<String> {
    match &node.value {
        Value::Text(text) if text.trim().is_empty() => None,
        Value::Text(text) => Some(text.trim().to_owned()),
        _ => {
            wrong(name, "a text", &node.span, said);
            None
        }
    }
}

fn text(name: &str, node: &Node, said: &mut Said) -> Option<String> {
    long_text(name, node, said)
        .map(|text| fold(&text))
        .filter(|text| !text.is_empty())
}

/// A name, not a switch, a number or an address, which other tools have in such fields.
fn publication(name: &str, node: &Node, said: &mut Said) -> Option<String> {
    let value = text(name, node, said)?;
    let is_name = name == names::PUBLICATION[0]
        || value.contains(char::is_alphabetic)
            && !matches!(value.as_str(), "true" | "false")
            && !markdown::is_web(&value);
    is_name.then_some(value)
}

fn language(name: &str, node: &Node, said: &mut Said) -> Option<String> {
    let value = text(name, node, said)?;
    let lower = value.to_lowercase();
    if let Some((_, tag)) = names::LANGUAGES.iter().find(|(name, _)| *name == lower) {
        return Some((*tag).to_owned());
    }
    // `en_US.UTF-8`, as systems write it.
    let lang = value.split('.').next().unwrap_or(&value).replace('_', "-");
    if icu_locale::Locale::try_from_str(&lang).is_ok() {
        return Some(lang);
    }
    let wanted = "a language tag such as `en` or `pt-BR`";
    wrong(name, wanted, &node.span, said);
    None
}

fn date(name: &str, node: &Node, said: &mut Said) -> Option<At<crate::draft::Day>> {
    let value = text(name, node, said)?;
    let Some(found) = dates::find(&value) else {
        wrong(name, "a day such as `2025-11-22`", &node.span, said);
        return None;
    };
    Some(At {
        value: found.day(&value),
        span: node.span.clone(),
    })
}

/// The day in a table of fields of the writer's own, such as `[extra]`.
fn nested_date(fields: &[(String, Node)]) -> Option<At<crate::draft::Day>> {
    fields.iter().find_map(|(_, node)| match &node.value {
        Value::Map(map) => Fields(&named(map)).first(names::DATE, &mut vec![], |name, node, _| {
            date(name, node, &mut vec![])
        }),
        _ => None,
    })
}

/// The fields of a map.
pub(super) fn named(map: &[(Node, Node)]) -> Vec<(String, Node)> {
    super::by_name(map.to_vec())
}

/// The moment that a text gives, with a warning where it is doubtful or none.
pub(crate) fn moment(
    name: &str,
    value: &str,
    span: &Span,
    context: &Context,
    said: &mut Said,
) -> Option<String> {
    let Some(moment) = moments::read(value, context) else {
        wrong(
            name,
            "a moment such as `2025-11-22T19:21:00-06:00`",
            span,
            said,
        );
        return None;
    };
    if let Some((message, help)) = moment.doubt {
        said.push(
            Diagnostic::warning("doubtful-time-zone", message)
                .help(help)
                .at(span.clone()),
        );
    }
    Some(moment.text)
}

/// Whether the file is not to be published yet: it says so, or another tool's field does.
fn is_draft(fields: &Fields<'_>, said: &mut Said) -> bool {
    let word = |name: &str| fields.text(&[name]).map(|word| word.to_lowercase());
    if word("published").is_some_and(|word| word == "false")
        || word("status").is_some_and(|word| word == "draft")
    {
        return true;
    }
    let said_so = fields.first(names::DRAFT, said, |name, node, said| {
        match text(name, node, said)?.to_lowercase().as_str() {
            "true" | "yes" | "on" => Some(true),
            "false" | "no" | "off" => Some(false),
            _ => {
                // A draft that slips out is the worse mistake of the two.
                said.push(
                    Diagnostic::warning(
                        "wrong-field",
                        "`draft` in the front matter is neither true nor false; the file is taken for a draft",
                    )
                    .help("write `draft: false` to publish it")
                    .at(node.span.clone()),
                );
                Some(true)
            }
        }
    });
    said_so.unwrap_or_default()
}

/// Where the story of a file with one story is from.
fn source(fields: &Fields<'_>) -> Option<At<Source>> {
    let name = |names: &[&str]| {
        let is_name = |name: &String| !markdown::is_web(name);
        fields.first(names, &mut vec![], |name, node, said| {
            text(name, node, said).filter(is_name)
        })
    };
    let address = fields.first(names::URL, &mut vec![], |name, node, said| {
        let value = text(name, node, said).filter(|url| markdown::is_web(url))?;
        let span = node.span.clone();
        Some(At { value, span })
    });
    if let Some(At { value: url, span }) = address {
        let host = || markdown::host(&url).to_owned();
        let name = name(names::SOURCE_NAME).unwrap_or_else(host);
        let url = Some(url);
        return Some(At {
            value: Source { name, url },
            span,
        });
    }
    // An author alone wrote the digest, and is no source.
    let named = &names::SOURCE_NAME[..2];
    let span = fields.first(named, &mut vec![], |_, node, _| Some(node.span.clone()))?;
    Some(At {
        value: Source {
            name: name(named)?,
            url: None,
        },
        span,
    })
}

/// A list of sources: addresses, or each with a name and an address.
fn sources(node: &Node) -> Vec<Source> {
    let Value::List(items) = &node.value else {
        return vec![];
    };
    items
        .iter()
        .filter_map(|item| {
            let (name, url) = match &item.value {
                Value::Text(url) => (None, Some(fold(url))),
                Value::Map(map) => (
                    entry(map, "name").or_else(|| entry(map, "title")),
                    entry(map, "url"),
                ),
                _ => (None, None),
            };
            let url = url.filter(|url| markdown::is_web(url))?;
            let name = name.unwrap_or_else(|| markdown::host(&url).to_owned());
            Some(Source {
                name,
                url: Some(url),
            })
        })
        .collect()
}

/// What parts are called: `{part: takeaways, label: TL;DR}`. Other tools have other labels.
fn labels(node: &Node) -> Vec<PartLabel> {
    let Value::List(items) = &node.value else {
        return vec![];
    };
    items
        .iter()
        .filter_map(|item| match &item.value {
            Value::Map(map) => Some(PartLabel {
                part: entry(map, "part")?,
                label: entry(map, "label")?,
            }),
            _ => None,
        })
        .collect()
}

/// A field of a map, as text.
fn entry(map: &[(Node, Node)], wanted: &str) -> Option<String> {
    map.iter()
        .find_map(|(key, value)| match (&key.value, &value.value) {
            (Value::Text(key), Value::Text(text)) if key == wanted => Some(fold(text)),
            _ => None,
        })
}

/// The field `id` of a map, in the form that ids have, and its place.
fn given_id(map: &[(Node, Node)], kind: &str, said: &mut Said) -> Option<At<String>> {
    map.iter()
        .find_map(|(key, value)| match (&key.value, &value.value) {
            (Value::Text(key), Value::Text(text)) if key == "id" && !text.is_empty() => Some(At {
                value: ids::given(text, kind, &value.span, said),
                span: value.span.clone(),
            }),
            _ => None,
        })
}

/// `None` where there are none, so that a field of another name may have them.
fn tags(name: &str, node: &Node, said: &mut Said) -> Option<Vec<TagDraft>> {
    let mut tags = Vec::new();
    match &node.value {
        Value::Text(text) => tags.extend(day_tags(in_line(text))),
        Value::List(items) => {
            let mut add = |id: Option<String>, label: String| {
                if !label.is_empty() {
                    tags.push(TagDraft { id, label });
                }
            };
            for item in items {
                match &item.value {
                    Value::Text(text) => add(None, fold(text)),
                    Value::Map(map) => {
                        let label = ["label", "name", "title"]
                            .iter()
                            .find_map(|wanted| entry(map, wanted));
                        match label {
                            Some(label) => {
                                add(given_id(map, TAG, said).map(|id| id.value), label);
                            }
                            // `- Yard: work` is a label with a colon, to its writer.
                            None => match map.as_slice() {
                                [
                                    (
                                        At {
                                            value: Value::Text(key),
                                            ..
                                        },
                                        At {
                                            value: Value::Text(value),
                                            ..
                                        },
                                    ),
                                ] => {
                                    add(None, fold(&format!("{key}: {value}")));
                                }
                                _ => wrong(name, "a list of labels", &item.span, said),
                            },
                        }
                    }
                    _ => wrong(name, "a list of labels", &item.span, said),
                }
            }
        }
        _ => wrong(name, "a list of labels", &node.span, said),
    }
    Some(tags).filter(|tags| !tags.is_empty())
}

fn entities(node: &Node, draft: &mut Draft, said: &mut Said) {
    const WANTED: &str = "a list of entities, each with a `name` and a `kind`";
    let Value::List(items) = &node.value else {
        return wrong("entities", WANTED, &node.span, said);
    };
    for item in items {
        let Value::Map(map) = &item.value else {
            wrong("entities", WANTED, &item.span, said);
            continue;
        };
        let (Some(name), Some(kind)) = (entry(map, "name"), entry(map, "kind")) else {
            wrong("entities", WANTED, &item.span, said);
            continue;
        };
        match given_id(map, ENTITY, said) {
            Some(id) => {
                if !draft.entities.declare(&id.value, &kind, &name) {
                    said.push(
                        Diagnostic::warning(
                            "repeated-id",
                            format!("two entities have the id `{}`; the first counts", id.value),
                        )
                        .at(id.span),
                    );
                }
            }
            None => {
                draft.entities.meet(&kind, &name);
            }
        }
    }
}
