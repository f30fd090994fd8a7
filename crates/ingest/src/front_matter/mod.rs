//! The data before the text: YAML between lines of `---`, TOML between lines of `+++`, JSON,
//! bare lines of `Name: value`, or any of them in a comment.
//!
//! Damage stays local: an error in the syntax loses no field but the one that it is in, and a
//! value of the wrong type loses that value alone. What only looks like front matter, such as
//! a paragraph between two rules, is text.

mod fenced;
mod fields;
mod json;
mod listed;
mod names;
mod summary;
mod toml;
mod yaml;

pub(crate) use fields::{PageFields, apply, moment, page};

use fenced::fenced;

use crate::{
    Diagnostic,
    draft::{At, Said, Span},
    html::Comment,
};
use std::collections::{HashMap, HashSet, hash_map::Entry};

/// A value, with scalars as they are written: what a field means is decided where it is used.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Null,
    Text(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

pub(crate) type Node = At<Value>;

/// Front matter, and where the text begins.
#[derive(Debug, Default)]
pub(crate) struct FrontMatter {
    /// The fields, in order; of equal names the first counts.
    pub(crate) fields: Vec<(String, Node)>,
    /// Where the text behind it begins.
    pub(crate) end: usize,
}

/// Reads the front matter that stands at `from`, if there is any; in front of it there may be
/// comments, and such that hold fields count too.
pub(crate) fn read(text: &str, from: usize, said: &mut Said) -> Option<FrontMatter> {
    let mut found = Found::default();
    let mut at = from;
    while let Some((inside, end)) = comment(text, at) {
        if let Some(fields) = in_comment(text, inside, said) {
            found.add(fields, end, said);
        }
        at = end;
    }
    let (head, in_comments) = (head(text, at), found.any);
    let block = match text[line(text, head)].trim_end() {
        "---" => fenced(text, head, false, said),
        "+++" => fenced(text, head, true, said),
        first if first.starts_with('{') => braces(text, head, said),
        // Fields in a comment are enough of a head for a text.
        _ if !in_comments => header(text, head),
        _ => None,
    };
    if let Some(block) = block {
        found.add(block.fields, block.end, said);
    }
    found.any.then_some(found.front)
}

/// What was found so far.
#[derive(Default)]
struct Found {
    any: bool,
    front: FrontMatter,
    /// Where each name stands among the fields.
    places: HashMap<String, usize>,
}

impl Found {
    /// Adds fields to those found before; the first of a name counts, unless it is empty.
    fn add(&mut self, fields: Vec<(String, Node)>, end: usize, said: &mut Said) {
        self.any = true;
        self.front.end = end;
        for (name, node) in fields {
            let known = match self.places.entry(name.clone()) {
                Entry::Vacant(place) => {
                    place.insert(self.front.fields.len());
                    self.front.fields.push((name, node));
                    continue;
                }
                Entry::Occupied(place) => &mut self.front.fields[*place.get()].1,
            };
            if known.value == Value::Null {
                *known = node;
            } else if node.value != Value::Null {
                said.push(
                    Diagnostic::warning(
                        "repeated-field",
                        format!("`{name}` stands in the front matter twice; the first counts"),
                    )
                    .at(node.span),
                );
            }
        }
    }
}

/// Where the first line that is not blank begins.
fn head(text: &str, from: usize) -> usize {
    let blank = text[from..].len() - text[from..].trim_start().len();
    text[from..from + blank]
        .rfind('\n')
        .map_or(from, |at| from + at + 1)
}

/// The line that begins at `start`, without its end.
fn line(text: &str, start: usize) -> Span {
    start..text[start..].find('\n').map_or(text.len(), |at| start + at)
}

/// Where the line after this one begins.
fn next(text: &str, line: &Span) -> usize {
    (line.end + 1).min(text.len())
}

/// The lines of a piece of the text.
fn lines(text: &str, span: &Span) -> impl Iterator<Item = Span> {
    let (mut at, end) = (span.start, span.end);
    std::iter::from_fn(move || {
        if at >= end {
            return None;
        }
        let current = line(text, at);
        at = next(text, &current);
        Some(current.start..current.end.min(end))
    })
}

/// The fields of a map, by name.
fn by_name(map: Vec<(Node, Node)>) -> Vec<(String, Node)> {
    map.into_iter()
        .filter_map(|(key, value)| match key.value {
            Value::Text(name) => Some((name.to_lowercase(), value)),
            _ => None,
        })
        .collect()
}

fn parse(text: &str, span: Span, is_toml: bool, said: &mut Said) -> Vec<(String, Node)> {
    if !is_toml {
        return by_name(yaml::parse(text, span, said));
    }
    let (mut map, broken) = toml::parse(text, span.clone(), said);
    let Some(at) = broken else {
        return by_name(map);
    };
    // What stands where the error is was cut short; its whole line is read again.
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let end = line(text, start).end;
    map.retain(|(key, _)| !(start..=end).contains(&key.span.start));
    let mut fields = by_name(map);
    let mut known: HashSet<String> = fields.iter().map(|(name, _)| name.clone()).collect();
    for (name, value) in plain_fields(text, span, true) {
        if known.insert(name.clone()) {
            fields.push((name, value));
        }
    }
    fields
}

/// JSON at the head of the text. A text may begin with a brace, too: the first thing in this
/// one is a name in quotes, and one that we know is among the names.
fn braces(text: &str, head: usize, said: &mut Said) -> Option<FrontMatter> {
    text[head + 1..].trim_start().strip_prefix('"')?;
    let (fields, end) = match json::parse(text, head) {
        Ok((node, end)) => match node.value {
            Value::Map(map) => (by_name(map), end),
            _ => return None,
        },
        Err((at, why)) => {
            let end = head + text[head..].find("\n}")? + 2;
            let fields = plain_fields(text, head..end, false);
            said.push(
                Diagnostic::warning(
                    "broken-front-matter",
                    format!("the front matter is not JSON: {why}; its simple fields were read"),
                )
                .at(at..at),
            );
            (fields, end)
        }
    };
    let rest = line(text, end);
    let good = text[rest.clone()].trim().is_empty()
        && fields.iter().any(|(name, _)| names::is_known(name));
    good.then(|| FrontMatter {
        fields,
        end: next(text, &rest),
    })
}

/// Bare lines of `Name: value` at the head of the text, up to a blank line: the first is a
/// title or a date, and two are known, lest it be a paragraph.
fn header(text: &str, head: usize) -> Option<FrontMatter> {
    let (first, _) = field(&text[line(text, head)], false)?;
    if !names::is_known(first) {
        return None;
    }
    let mut end = head;
    let (mut known, mut says_what) = (0, false);
    for current in lines(text, &(head..text.len())) {
        let content = &text[current.clone()];
        if content.trim().is_empty() {
            break;
        }
        match field(content, false) {
            Some((name, _)) => {
                known += usize::from(names::is_known(name));
                says_what |= names::is_head(name);
            }
            None if content.starts_with([' ', '\t']) => {}
            None => return None,
        }
        end = next(text, &current);
    }
    (known >= 2 && says_what).then(|| FrontMatter {
        fields: plain_fields(text, head..end, false),
        end,
    })
}

/// The comment that stands at the head of what follows `from`: its inside, and where the text
/// behind it begins.
fn comment(text: &str, from: usize) -> Option<(Span, usize)> {
    let start = from + (text[from..].len() - text[from..].trim_start().len());
    let comment = Comment::of(&text[start..])?;
    let inside = start + comment.inside.start..start + comment.inside.end;
    // What begins so is raw HTML.
    if text[inside.clone()].trim() == "html" {
        return None;
    }
    let end = start + comment.end?;
    let rest = line(text, end);
    let is_alone = text[rest.clone()].trim().is_empty();
    let after = if is_alone { next(text, &rest) } else { end };
    Some((inside, after))
}

/// The fields in a comment, if it holds nothing else.
fn in_comment(text: &str, inside: Span, said: &mut Said) -> Option<Vec<(String, Node)>> {
    let raw = &text[inside.clone()];
    let content = raw.trim();
    let start = inside.start + (raw.len() - raw.trim_start().len());
    let end = start + content.len();
    if content.starts_with('{') {
        let (node, _) = json::parse(text, start).ok()?;
        return match node.value {
            Value::Map(map) => Some(by_name(map)),
            _ => None,
        };
    }
    let span = match content.strip_prefix("---\n") {
        Some(rest) => start + 4..end - if rest.ends_with("\n---") { 3 } else { 0 },
        None => start..end,
    };
    let mut known = false;
    for current in lines(text, &span) {
        let content = &text[current.clone()];
        // The first line stands behind the mark of the comment, the others may be indented.
        match field(content.trim_start(), false) {
            Some((name, _)) => known |= names::is_known(name),
            None if content.trim().is_empty() => {}
            None if content.starts_with([' ', '\t', '-']) && current.start > start => {}
            None => return None,
        }
    }
    if !known {
        return None;
    }
    // All lines of YAML need the same indent, which the first has not behind the mark.
    let first = text[..span.start].trim_end_matches([' ', '\t']).len();
    if first == 0 || text[..first].ends_with('\n') {
        return Some(by_name(yaml::parse(text, first..span.end, said)));
    }
    let below = next(text, &line(text, span.start)).min(span.end);
    if field(text[below..span.end].trim_start(), false).is_none() {
        return Some(by_name(yaml::parse(text, span, said)));
    }
    let mut fields = by_name(yaml::parse(text, span.start..below, said));
    fields.extend(by_name(yaml::parse(text, below..span.end, said)));
    Some(fields)
}

/// A plain field in one line: its name, and where its value begins in the line.
fn field(line: &str, is_toml: bool) -> Option<(&str, usize)> {
    let at = line.find(if is_toml { '=' } else { ':' })?;
    let name = line[..at].trim();
    let good = !name.is_empty()
        && !line.starts_with([' ', '\t', '#'])
        && name.len() <= 40
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let rest = &line[at + 1..];
    // `https://…` is no field.
    let apart = is_toml || rest.is_empty() || rest.starts_with([' ', '\t']);
    (good && (apart || yaml::is_tight_field(name, rest))).then_some((name, at + 1))
}

/// The fields that a block has beyond doubt, line by line; indented lines continue the text
/// above them.
fn plain_fields(text: &str, span: Span, is_toml: bool) -> Vec<(String, Node)> {
    let mut out: Vec<(String, Node)> = Vec::new();
    for current in lines(text, &span) {
        let content = &text[current.clone()];
        let value_at = |from: usize| {
            let rest = &content[from..];
            let value = rest.trim();
            let start = current.start + from + (rest.len() - rest.trim_start().len());
            At {
                value: Value::Text(yaml::unquoted(value.trim_end_matches(',')).to_owned()),
                span: start..start + value.len(),
            }
        };
        let trimmed = content.trim_start();
        let indent = content.len() - trimmed.len();
        // `"name": value,` of JSON.
        let quoted = trimmed.strip_prefix('"').and_then(|rest| {
            let (name, value) = rest.split_once("\":")?;
            Some((name, content.len() - value.len()))
        });
        if let Some((name, from)) = field(content, is_toml).or(quoted) {
            out.push((name.to_lowercase(), value_at(from)));
        } else if let Some((_, node)) = out.last_mut() {
            let item = trimmed.strip_prefix("- ").map(|_| value_at(indent + 2));
            match (&mut node.value, item) {
                (Value::List(items), Some(item)) => items.push(item),
                (Value::Text(text), Some(item)) if text.is_empty() => {
                    node.value = Value::List(vec![item]);
                }
                (Value::Text(text), None) if indent > 0 && !is_toml => {
                    text.push('\n');
                    text.push_str(trimmed);
                    node.span.end = current.end;
                }
                _ => {}
            }
        }
    }
    out
}
