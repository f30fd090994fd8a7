//! YAML as people and pipelines write it.
//!
//! What the parser takes is taken from it. What it does not take is read part by part: the
//! fields each by itself, the items of a list each by itself; and a value that is no YAML at
//! all (a colon too many, quotes that are not closed, a line that is not indented) is text
//! as it stands. So a mistake costs no more than the value that it is in.

use super::{Node, Value, field, line, names, next};
use crate::{
    Diagnostic,
    draft::{At, Said, Span},
};
use saphyr_parser::{Event, Parser, ScalarStyle};

/// Values nested deeper than this are read as nothing.
const DEEPEST: usize = 32;
/// How deep broken values are taken apart: each level reads its text again.
const DEEPEST_BROKEN: usize = 4;

/// A list or map in the making.
struct Open {
    start: usize,
    items: Vec<Node>,
    is_map: bool,
}

/// The top-level map of `text[span]`.
pub(super) fn parse(text: &str, span: Span, said: &mut Said) -> Vec<(Node, Node)> {
    let yaml = prepared(&text[span.clone()]);
    let whole = Block {
        text: &yaml,
        base: span.start,
        span: 0..yaml.len(),
    };
    match whole.strict() {
        Ok(Some(At {
            value: Value::Map(map),
            ..
        })) => map,
        Ok(
            None
            | Some(At {
                value: Value::Null, ..
            }),
        ) => vec![],
        _ => match whole.lenient(0, said) {
            Some(Value::Map(map)) => map,
            _ => {
                said.push(
                    Diagnostic::error("broken-front-matter", "the front matter has no fields")
                        .help("write a field a line, `name: value`")
                        .at(span),
                );
                vec![]
            }
        },
    }
}

/// The YAML with what the parser trips over replaced by something as long: tabs by spaces,
/// and a line of dots, which would end the document wherever it stands, by an ellipsis.
fn prepared(yaml: &str) -> String {
    let mut out = String::with_capacity(yaml.len());
    for line in yaml.split_inclusive('\n') {
        if line.trim() == "..." {
            out.push_str(&line.replace("...", "…"));
        } else {
            out.push_str(line);
        }
    }
    out.replace('\t', " ")
}

/// A piece of YAML, and where the text that it is of stands in the file.
struct Block<'a> {
    text: &'a str,
    base: usize,
    span: Span,
}

impl<'a> Block<'a> {
    fn part(&self, span: Span) -> Block<'a> {
        Block {
            text: self.text,
            base: self.base,
            span,
        }
    }

    fn place(&self, span: &Span) -> Span {
        self.base + span.start..self.base + span.end
    }

    fn lines(&self) -> impl Iterator<Item = Span> + use<'a> {
        let (text, end) = (self.text, self.span.end);
        let mut at = self.span.start;
        std::iter::from_fn(move || {
            if at >= end {
                return None;
            }
            let mut current = line(text, at);
            at = next(text, &current);
            current.end = current.end.min(end);
            Some(current)
        })
    }

    /// What the parser makes of it; or where it gives up, and why.
    fn strict(&self) -> Result<Option<Node>, (usize, String)> {
        strict(&self.text[self.span.clone()], self.base + self.span.start)
    }

    /// What there is of it, part by part.
    fn lenient(&self, depth: usize, said: &mut Said) -> Option<Value> {
        let first = self.lines().find(|line| {
            let line = self.text[line.clone()].trim();
            !line.is_empty() && !line.starts_with('#')
        })?;
        let content = &self.text[first.clone()];
        let indent = content.len() - content.trim_start().len();
        if depth > DEEPEST_BROKEN {
            return None;
        }
        let content = content.trim_start();
        if content == "-" || content.starts_with("- ") {
            return Some(Value::List(self.items(indent, depth, said)));
        }
        field(content, false).map(|_| Value::Map(self.fields(indent, depth, said)))
    }

    /// Pieces that begin with the lines that `begins` says, at that indent.
    fn split(&self, indent: usize, begins: impl Fn(&str) -> bool) -> Vec<Span> {
        let mut pieces: Vec<Span> = Vec::new();
        for line in self.lines() {
            let content = &self.text[line.clone()];
            let at = content.len() - content.trim_start().len();
            let end = next(self.text, &line).min(self.span.end);
            match pieces.last_mut() {
                _ if at == indent && begins(content.trim_start()) => pieces.push(line.start..end),
                Some(last) => last.end = end,
                None => {}
            }
        }
        pieces
    }

    fn items(&self, indent: usize, depth: usize, said: &mut Said) -> Vec<Node> {
        self.split(indent, |line| line == "-" || line.starts_with("- "))
            .into_iter()
            .filter_map(|piece| {
                // With the dash gone, what is behind it is a block of its own indent.
                let mut item = String::with_capacity(piece.len());
                item.push_str(&" ".repeat(indent + 1));
                item.push_str(&self.text[piece.start + indent + 1..piece.end]);
                let item = Block {
                    text: &item,
                    base: self.base + piece.start,
                    span: 0..item.len(),
                };
                let value = match item.strict() {
                    Ok(node) => node.map(|node| node.value),
                    Err((at, why)) => item
                        .lenient(depth + 1, said)
                        .or_else(|| Some(item.as_written(0, None, at, &why, said).value)),
                };
                Some(At {
                    value: value?,
                    span: self.place(&piece),
                })
            })
            .collect()
    }

    fn fields(&self, indent: usize, depth: usize, said: &mut Said) -> Vec<(Node, Node)> {
        let mut out = Vec::new();
        for piece in self.split(indent, |line| field(line, false).is_some()) {
            let first = line(self.text, piece.start);
            let content = &self.text[piece.start + indent..first.end.min(piece.end)];
            let Some((name, value_at)) = field(content, false) else {
                continue;
            };
            let part = self.part(piece.clone());
            let (at, why) = match part.strict() {
                Ok(Some(At {
                    value: Value::Map(map),
                    ..
                })) => {
                    out.extend(map);
                    continue;
                }
                Err(broken) => broken,
                Ok(_) => (
                    self.base + piece.start,
                    "a space is missing behind the colon".to_owned(),
                ),
            };
            let start = piece.start + indent;
            let key = At {
                value: Value::Text(name.to_owned()),
                span: self.place(&(start..start + name.len())),
            };
            let value_at = start + value_at;
            let below = self.part(next(self.text, &first).min(piece.end)..piece.end);
            let is_nested = self.text[value_at..first.end.min(piece.end)]
                .trim()
                .is_empty();
            let nested = is_nested
                .then(|| below.lenient(depth + 1, said))
                .flatten()
                .map(|value| At {
                    value,
                    span: self.place(&below.span),
                });
            let value =
                nested.unwrap_or_else(|| part.as_written(value_at, Some(name), at, &why, said));
            out.push((key, value));
        }
        out
    }

    /// A value that is no YAML, as text: its lines without what would be quotes.
    fn as_written(
        &self,
        from: usize,
        name: Option<&str>,
        at: usize,
        why: &str,
        said: &mut Said,
    ) -> Node {
        let from = from.max(self.span.start);
        let raw = &self.text[from..self.span.end];
        let start = from + (raw.len() - raw.trim_start().len());
        let value = raw.trim();
        let span = self.place(&(start..start + value.len()));
        let what = name.map_or("an item".to_owned(), |name| format!("`{name}`"));
        said.push(
            Diagnostic::warning(
                "broken-front-matter",
                format!("{what} in the front matter is not YAML: {why}; it was taken as it stands"),
            )
            .help("put values with `: ` or ` #` in them, or with quotes, in double quotes")
            .at(at..at),
        );
        let value = value
            .strip_prefix(['|', '>'])
            .filter(|rest| rest.starts_with(['\n', '-', '+', ' ']))
            .map_or(value, |rest| rest.trim_start_matches(['-', '+']).trim());
        let lines: Vec<&str> = value.lines().map(str::trim).collect();
        At {
            value: Value::Text(unquoted(&lines.join("\n")).to_owned()),
            span,
        }
    }
}

/// A value without the quotes around it, also where one of them is missing.
pub(super) fn unquoted(value: &str) -> &str {
    for quote in ['"', '\''] {
        if let Some(rest) = value.strip_prefix(quote) {
            return rest.strip_suffix(quote).unwrap_or(rest);
        }
        // Quotes that close what they open belong to the text.
        if let Some(rest) = value.strip_suffix(quote)
            && !rest.contains(quote)
            && quote == '"'
        {
            return rest;
        }
    }
    value
}

/// What the parser makes of a piece of YAML that stands at `base`.
fn strict(yaml: &str, base: usize) -> Result<Option<Node>, (usize, String)> {
    // The parser counts characters.
    let mut offsets: Vec<usize> = yaml.char_indices().map(|(at, _)| base + at).collect();
    let end = base + yaml.len();
    offsets.push(end);
    let byte = |index: usize| offsets.get(index).copied().unwrap_or(end);
    let mut open: Vec<Open> = Vec::new();
    let mut root = None;
    for event in Parser::new_from_str(yaml) {
        let (event, place) =
            event.map_err(|error| (byte(error.marker().index()), error.info().to_owned()))?;
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
    Ok(root)
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

/// Whether a line that is not indented can be a field although no space follows the colon:
/// `date:2026-03-14`, but not `https://example.org`.
pub(super) fn is_tight_field(name: &str, rest: &str) -> bool {
    names::is_known(name) && !rest.starts_with("//") && !rest.starts_with(':')
}
