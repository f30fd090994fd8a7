//! The data before the text: YAML between lines of `---`, or TOML between lines of `+++`.
//!
//! Damage stays local: an error in the syntax loses no field that stands before it, and none
//! after it that is a plain `key: value`; a value of the wrong type loses that value alone.

mod fields;
mod toml;
mod yaml;

pub(crate) use fields::{apply, moment};

use crate::{
    Diagnostic,
    draft::{At, Said, Span},
};
use std::collections::HashSet;

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

/// Reads the front matter of a text, if it has any.
pub(crate) fn read(text: &str, said: &mut Said) -> Option<FrontMatter> {
    let blank = text.len() - text.trim_start().len();
    let start = text[..blank].rfind('\n').map_or(0, |at| at + 1);
    let first = line(text, start);
    let is_toml = match text[first.clone()].trim_end() {
        "---" => false,
        "+++" => true,
        _ => return None,
    };
    let closing: &[&str] = if is_toml { &["+++"] } else { &["---", "..."] };
    let body = next(text, &first);
    let mut at = body;
    while at < text.len() {
        let current = line(text, at);
        if closing.contains(&text[current.clone()].trim_end()) {
            let fields = parse(text, body..at, is_toml, said);
            return Some(FrontMatter {
                fields,
                end: next(text, &current),
            });
        }
        at = next(text, &current);
    }
    unclosed(text, first, body, is_toml, said)
}

/// Without a closing line, the front matter is what looks like it: fields up to the first
/// line that is none.
fn unclosed(
    text: &str,
    first: Span,
    body: usize,
    is_toml: bool,
    said: &mut Said,
) -> Option<FrontMatter> {
    let mut at = body;
    while at < text.len() {
        let current = line(text, at);
        let content = &text[current.clone()];
        let nested = content.starts_with([' ', '\t']) || content.starts_with("- ");
        let continues = at > body && nested && !content.trim().is_empty();
        if !continues && field(content, is_toml).is_none() {
            break;
        }
        at = next(text, &current);
    }
    if at == body {
        // A rule at the head of the text.
        return None;
    }
    let mark = if is_toml { "+++" } else { "---" };
    said.push(
        Diagnostic::warning("unclosed-front-matter", "the front matter is not closed")
            .help(format!("write a line of `{mark}` behind its last field"))
            .at(first),
    );
    Some(FrontMatter {
        fields: parse(text, body..at, is_toml, said),
        end: at,
    })
}

/// The line that begins at `start`, without its end.
fn line(text: &str, start: usize) -> Span {
    start..text[start..].find('\n').map_or(text.len(), |at| start + at)
}

/// Where the line after this one begins.
fn next(text: &str, line: &Span) -> usize {
    (line.end + 1).min(text.len())
}

fn parse(text: &str, span: Span, is_toml: bool, said: &mut Said) -> Vec<(String, Node)> {
    let (mut map, broken) = if is_toml {
        toml::parse(text, span.clone(), said)
    } else {
        yaml::parse(text, span.clone(), said)
    };
    // What stands where the error is was cut short; its whole line is read again below.
    if let Some(at) = broken {
        let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
        let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
        map.retain(|(key, _)| !(start..=end).contains(&key.span.start));
    }
    let mut fields: Vec<(String, Node)> = Vec::new();
    let mut known = HashSet::new();
    let mut add = |name: String, node: Node| {
        if known.insert(name.clone()) {
            fields.push((name, node));
        }
    };
    for (key, value) in map {
        if let Value::Text(name) = key.value {
            add(name.to_lowercase(), value);
        }
    }
    if broken.is_some() {
        for (name, value) in plain_fields(text, span, is_toml) {
            add(name, value);
        }
    }
    fields
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
    (good && (is_toml || rest.is_empty() || rest.starts_with(' '))).then_some((name, at + 1))
}

/// The fields that broken front matter has beyond doubt, line by line.
fn plain_fields(text: &str, span: Span, is_toml: bool) -> Vec<(String, Node)> {
    let mut out: Vec<(String, Node)> = Vec::new();
    let mut at = span.start;
    while at < span.end {
        let current = line(text, at);
        let content = &text[current.clone()];
        let value_at = |from: usize| {
            let rest = &content[from..];
            let value = rest.trim();
            let start = current.start + from + (rest.len() - rest.trim_start().len());
            let span = start..start + value.len();
            let value = value.trim_matches(|c| matches!(c, '"' | '\''));
            At {
                value: Value::Text(value.to_owned()),
                span,
            }
        };
        if let Some((name, from)) = field(content, is_toml) {
            out.push((name.to_lowercase(), value_at(from)));
        } else if let Some(item) = content.trim_start().strip_prefix("- ")
            && let Some((_, node)) = out.last_mut()
        {
            let item = value_at(content.len() - item.len());
            match &mut node.value {
                Value::List(items) => items.push(item),
                Value::Text(text) if text.is_empty() => node.value = Value::List(vec![item]),
                _ => {}
            }
        }
        at = next(text, &current);
    }
    out
}
