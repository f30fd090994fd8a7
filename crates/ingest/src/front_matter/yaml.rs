//! YAML, up to its first error.

use super::{Node, Value};
use crate::{
    Diagnostic,
    draft::{At, Said, Span},
};
use saphyr_parser::{Event, Parser, ScalarStyle};

/// Values nested deeper than this are read as nothing.
const DEEPEST: usize = 32;

/// A list or map in the making.
struct Open {
    start: usize,
    items: Vec<Node>,
    is_map: bool,
}

/// The top-level map of `text[span]`, and where an error cut it short.
pub(super) fn parse(text: &str, span: Span, said: &mut Said) -> (Vec<(Node, Node)>, Option<usize>) {
    let yaml = &text[span.clone()];
    // The parser counts characters.
    let mut offsets: Vec<usize> = yaml.char_indices().map(|(at, _)| span.start + at).collect();
    offsets.push(span.end);
    let byte = |index: usize| offsets.get(index).copied().unwrap_or(span.end);
    let mut open: Vec<Open> = Vec::new();
    let mut root = None;
    let mut broken = None;
    for event in Parser::new_from_str(yaml) {
        let (event, place) = match event {
            Ok(event) => event,
            Err(error) => {
                let at = byte(error.marker().index());
                said.push(
                    Diagnostic::error(
                        "broken-front-matter",
                        format!("the front matter is not YAML: {}", error.info()),
                    )
                    .help("put values with `: ` or ` #` in them, or with quotes, in double quotes")
                    .at(at..at),
                );
                broken = Some(at);
                break;
            }
        };
        let place = byte(place.start.index())..byte(place.end.index());
        let done = match event {
            Event::Scalar(value, style, ..) => {
                let null = style == ScalarStyle::Plain
                    && matches!(&*value, "" | "~" | "null" | "Null" | "NULL");
                Some(At {
                    value: if null {
                        Value::Null
                    } else {
                        Value::Text(value.into_owned())
                    },
                    span: place,
                })
            }
            Event::Alias(_) => Some(At {
                value: Value::Null,
                span: place,
            }),
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                open.push(Open {
                    start: place.start,
                    items: vec![],
                    is_map: matches!(event, Event::MappingStart(..)),
                });
                None
            }
            Event::SequenceEnd | Event::MappingEnd => open.pop().map(|done| At {
                span: done.start..place.end,
                value: if open.len() < DEEPEST {
                    close(done.items, done.is_map)
                } else {
                    Value::Null
                },
            }),
            _ => None,
        };
        let Some(node) = done else { continue };
        match open.last_mut() {
            Some(parent) => parent.items.push(node),
            None => root = root.or(Some(node)),
        }
    }
    if broken.is_some()
        && let Some(outer) = open.into_iter().next()
    {
        // What was complete before the error; a key without its value is not.
        root = Some(At {
            value: close(outer.items, outer.is_map),
            span: span.clone(),
        });
    }
    match root {
        Some(At {
            value: Value::Map(map),
            ..
        }) => (map, broken),
        Some(At {
            value: Value::Null, ..
        })
        | None => (vec![], broken),
        Some(node) => {
            let start = node.span.start;
            said.push(
                Diagnostic::error("broken-front-matter", "the front matter has no fields")
                    .help("write a field a line, `name: value`")
                    .at(node.span),
            );
            (vec![], Some(start))
        }
    }
}

fn close(items: Vec<Node>, is_map: bool) -> Value {
    if !is_map {
        return Value::List(items);
    }
    let mut pairs = Vec::with_capacity(items.len() / 2);
    let mut items = items.into_iter();
    while let (Some(key), Some(value)) = (items.next(), items.next()) {
        pairs.push((key, value));
    }
    Value::Map(pairs)
}
