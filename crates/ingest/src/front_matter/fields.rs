//! What the fields of front matter say of the digest.

use super::{FrontMatter, Node, Value};
use crate::{
    Context, Diagnostic, dates,
    draft::{At, Draft, Said, Span, TagDraft, day_tags, listed},
    ids::{self, ENTITY, TAG},
    markdown, moments,
    source::fold,
};

/// Puts the fields into the draft. Fields of other names are the business of other tools.
pub(crate) fn apply(front: FrontMatter, draft: &mut Draft, context: &Context, said: &mut Said) {
    let mut summary = None;
    for (name, node) in front.fields {
        if node.value == Value::Null {
            continue;
        }
        match name.as_str() {
            "title" => {
                draft.title = text(&name, &node, said).map(|value| At {
                    value,
                    span: node.span.clone(),
                });
            }
            "dayfold" => draft.documented = true,
            "publication" => draft.publication = text(&name, &node, said),
            "summary" => summary = long_text(&name, &node, said),
            "lang" => {
                draft.lang =
                    text(&name, &node, said).and_then(|lang| language(lang, &node.span, said))
            }
            "date" => date(&node, draft, said),
            "updated" => {
                if let Some(value) = text(&name, &node, said) {
                    draft.updated = moment(&value, &node.span, context, said);
                }
            }
            "tags" => tags(&node, draft, said),
            "entities" => entities(&node, draft, said),
            "draft" => {
                let value = text(&name, &node, said);
                match value.unwrap_or_default().to_lowercase().as_str() {
                    "true" | "yes" | "on" => draft.draft = true,
                    "false" | "no" | "off" | "" => {}
                    _ => {
                        // A draft that slips out is the worse mistake of the two.
                        draft.draft = true;
                        said.push(
                            Diagnostic::warning(
                                "wrong-field",
                                "`draft` in the front matter is neither true nor false; the file is taken for a draft",
                            )
                            .help("write `draft: false` to publish it")
                            .at(node.span.clone()),
                        );
                    }
                }
            }
            _ => {}
        }
    }
    // Last, since it may name entities.
    if let Some(summary) = summary {
        draft
            .summary
            .extend(markdown::fragment(&summary, &mut draft.entities));
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

fn language(lang: String, span: &Span, said: &mut Said) -> Option<String> {
    let lang = lang.replace('_', "-");
    if icu_locale::Locale::try_from_str(&lang).is_ok() {
        Some(lang)
    } else {
        wrong("lang", "a language tag such as `en` or `pt-BR`", span, said);
        None
    }
}

fn date(node: &Node, draft: &mut Draft, said: &mut Said) {
    let Some(value) = text("date", node, said) else {
        return;
    };
    match dates::find(&value) {
        Some(found) => {
            draft.date = Some(At {
                value: found.day(&value),
                span: node.span.clone(),
            });
        }
        None => wrong("date", "a day such as `2025-11-22`", &node.span, said),
    }
}

/// The moment that a text gives, with a warning where it is doubtful or none.
pub(crate) fn moment(
    value: &str,
    span: &Span,
    context: &Context,
    said: &mut Said,
) -> Option<String> {
    let Some(moment) = moments::read(value, context) else {
        wrong(
            "updated",
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

fn tags(node: &Node, draft: &mut Draft, said: &mut Said) {
    match &node.value {
        Value::Text(text) => draft.tags.extend(day_tags(listed(text))),
        Value::List(items) => {
            let mut add = |id: Option<String>, label: String| {
                if !label.is_empty() {
                    draft.tags.push(TagDraft { id, label });
                }
            };
            for item in items {
                match &item.value {
                    Value::Text(text) => add(None, fold(text)),
                    Value::Map(map) => match entry(map, "label") {
                        Some(label) => {
                            add(given_id(map, TAG, said).map(|id| id.value), label);
                        }
                        None => wrong("tags", "a list of labels", &item.span, said),
                    },
                    _ => wrong("tags", "a list of labels", &item.span, said),
                }
            }
        }
        _ => wrong("tags", "a list of labels", &node.span, said),
    }
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
