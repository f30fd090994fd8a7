//! JSON as a tree that knows where each value stands.
//!
//! Damage stays local: where the syntax breaks off (a file that was cut short, a missing
//! quote), what is complete before that is kept. What hand-written JSON often has beside the
//! standard (comments, commas too many or too few) is read without a word.

use crate::{
    Diagnostic,
    draft::{At, Said, Span},
};
use jsonc_parser::{CollectOptions, ParseOptions, ast, errors::ParseErrorKind, parse_to_ast};
use std::fmt::Write as _;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Null,
    Bool(bool),
    /// As it is written.
    Number(String),
    Text(String),
    List(Vec<Node>),
    /// In order; names may repeat.
    Map(Vec<(At<String>, Node)>),
}

/// A value with its place.
pub(super) type Node = At<Value>;

impl Node {
    /// The field of that name, unless it is null; of equal names the first counts.
    pub(super) fn get(&self, name: &str) -> Option<&Node> {
        self.fields()
            .iter()
            .find(|(key, node)| key.value == name && node.value != Value::Null)
            .map(|(_, node)| node)
    }

    pub(super) fn fields(&self) -> &[(At<String>, Node)] {
        match &self.value {
            Value::Map(fields) => fields,
            _ => &[],
        }
    }

    pub(super) fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The field of that name, where it is a text with something in it.
    pub(super) fn text_of(&self, name: &str) -> Option<&str> {
        self.get(name)?
            .text()
            .filter(|text| !text.trim().is_empty())
    }

    /// The field of that name, where it is a whole number, written as one or in quotes.
    pub(super) fn number_of(&self, name: &str) -> Option<i64> {
        match &self.get(name)?.value {
            Value::Number(number) | Value::Text(number) => number
                .split('.')
                .next()
                .unwrap_or(number)
                .trim()
                .parse()
                .ok(),
            _ => None,
        }
    }

    /// What kind of value it is, for messages.
    pub(super) fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::Text(_) => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "an object",
        }
    }
}

/// Whether a text begins as the JSON of a digest does. An array is one of objects.
pub(super) fn begins(text: &str) -> bool {
    let text = &text[fenced(text)];
    let behind = |c| text.trim_start().strip_prefix(c).map(str::trim_start);
    let object = |rest: &str| rest.starts_with(['"', '}']);
    match (behind('{'), behind('[')) {
        (Some(rest), _) => object(rest),
        (_, Some(rest)) => {
            rest.strip_prefix('{')
                .is_some_and(|rest| object(rest.trim_start()))
                || rest.trim_end() == "]"
        }
        _ => false,
    }
}

/// The JSON within a code fence around the whole text, as models like to put it; else all.
fn fenced(text: &str) -> Span {
    let start = text.len()
        - text
            .trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t'])
            .len();
    let inside = || {
        let rest = text[start..].strip_prefix("```")?;
        let (info, _) = rest.split_once('\n')?;
        let known = ["", "json", "jsonl", "json5", "jsonc"];
        let from = start + 3 + info.len() + 1;
        let end = from + text[from..].trim_end().strip_suffix("```")?.len();
        let known = known.contains(&info.trim().to_ascii_lowercase().as_str());
        (known && !text[from..end].contains("\n```")).then_some(from..end)
    };
    inside().unwrap_or(start..text.len())
}

/// The values at the top of a text: one, or as many as JSON Lines has.
pub(super) fn parse(text: &str, said: &mut Said) -> Vec<Node> {
    let span = fenced(text);
    let mut roots = Vec::new();
    let mut at = span.start;
    while at < span.end {
        let end = at + value_end(&text[at..span.end]);
        roots.extend(value(text, at..end, said));
        at = end;
    }
    roots
}

fn value(text: &str, span: Span, said: &mut Said) -> Option<Node> {
    let part = &text[span.clone()];
    let error = match parse_part(part, span.start, part.len()) {
        Ok(node) => return node,
        Err(error) => error,
    };
    let at = error.range().start.min(part.len());
    let cut_short = matches!(
        error.kind(),
        ParseErrorKind::UnterminatedObject | ParseErrorKind::UnterminatedArray
    ) || part[at..].trim().is_empty()
        || matches!(error.kind(), ParseErrorKind::String(_)) && !part[at..].contains('\n');
    // Unclosed brackets are reported where they open: all that follows may be complete.
    let searched = match error.kind() {
        ParseErrorKind::UnterminatedObject
        | ParseErrorKind::UnterminatedArray
        | ParseErrorKind::UnterminatedCommentBlock => part.len(),
        _ => at,
    };
    let kept =
        repaired(part, searched).and_then(|(text, cut)| parse_part(&text, span.start, cut).ok()?);
    let place = if cut_short { part.trim_end().len() } else { at };
    let place = span.start + place;
    let end = text[place..].chars().next().map_or(0, char::len_utf8);
    let problem = error.kind().to_string();
    let mut message = if cut_short {
        "the JSON ends in the middle".to_owned()
    } else {
        let mut chars = problem.chars();
        let first = chars.next().map(|c| c.to_ascii_lowercase());
        format!(
            "the JSON is broken: {}{}",
            first.unwrap_or(' '),
            chars.as_str()
        )
    };
    message.push_str(match &kept {
        Some(_) => "; what is complete before that was kept",
        None => "; nothing before that is complete",
    });
    said.push(
        Diagnostic::error("broken-json", message)
            .help(if cut_short {
                "write the file anew: whatever wrote it stopped early"
            } else {
                "look at this place and just before it for a missing quote, comma or bracket; a quote within a text is written `\\\"`"
            })
            .at(place..place + end),
    );
    kept
}

/// What stands at `offset` in the text; behind `limit` are brackets that the text does not have.
fn parse_part(
    part: &str,
    offset: usize,
    limit: usize,
) -> Result<Option<Node>, jsonc_parser::errors::ParseError> {
    let parsed = parse_to_ast(part, &CollectOptions::default(), &ParseOptions::default())?;
    Ok(parsed.value.map(|value| node(value, offset, limit)))
}

/// The parser limits how deep values nest, so that this may recurse.
fn node(value: ast::Value<'_>, offset: usize, limit: usize) -> Node {
    let at = |at: usize| offset + at.min(limit);
    let place = |range: jsonc_parser::common::Range| at(range.start)..at(range.end);
    let (value, range) = match value {
        ast::Value::StringLit(text) => (Value::Text(text.value.into_owned()), text.range),
        ast::Value::NumberLit(number) => (Value::Number(number.value.to_owned()), number.range),
        ast::Value::BooleanLit(bool) => (Value::Bool(bool.value), bool.range),
        ast::Value::NullKeyword(null) => (Value::Null, null.range),
        ast::Value::Array(array) => (
            Value::List(
                array
                    .elements
                    .into_iter()
                    .map(|v| node(v, offset, limit))
                    .collect(),
            ),
            array.range,
        ),
        ast::Value::Object(object) => {
            let fields = object.properties.into_iter().map(|field| {
                let range = match &field.name {
                    ast::ObjectPropName::String(name) => name.range,
                    ast::ObjectPropName::Word(name) => name.range,
                };
                let name = At {
                    value: field.name.into_string(),
                    span: place(range),
                };
                (name, node(field.value, offset, limit))
            });
            (Value::Map(fields.collect()), object.range)
        }
    };
    At {
        value,
        span: place(range),
    }
}

/// What a scan of the brackets meets.
struct Scan {
    /// The closing brackets that are owed.
    open: Vec<u8>,
    in_string: Option<u8>,
    escaped: bool,
    in_comment: Option<&'static [u8]>,
}

impl Scan {
    fn new() -> Self {
        Self {
            open: vec![],
            in_string: None,
            escaped: false,
            in_comment: None,
        }
    }

    /// Takes a byte; true where it is outside texts and comments.
    fn step(&mut self, bytes: &[u8], at: usize) -> bool {
        let byte = bytes[at];
        if let Some(end) = self.in_comment {
            if bytes[..=at].ends_with(end) {
                self.in_comment = None;
            }
            return false;
        }
        if let Some(quote) = self.in_string {
            if self.escaped {
                self.escaped = false;
            } else if byte == b'\\' {
                self.escaped = true;
            } else if byte == quote {
                self.in_string = None;
            }
            return false;
        }
        match (byte, bytes.get(at + 1)) {
            (b'"', _) => self.in_string = Some(byte),
            (b'/', Some(b'/')) => self.in_comment = Some(b"\n"),
            (b'/', Some(b'*')) => self.in_comment = Some(b"*/"),
            (b'{', _) => self.open.push(b'}'),
            (b'[', _) => self.open.push(b']'),
            (b'}' | b']', _) if self.open.last() == Some(&byte) => {
                self.open.pop();
            }
            _ => {}
        }
        true
    }
}

/// Where the first value ends, with what is behind it and begins none.
fn value_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut scan = Scan::new();
    let mut ended = false;
    for at in 0..bytes.len() {
        if ended && scan.in_comment.is_none() && matches!(bytes[at], b'{' | b'[') {
            return at;
        }
        if scan.step(bytes, at) {
            ended |= matches!(bytes[at], b'}' | b']') && scan.open.is_empty();
        }
    }
    text.len()
}

/// How deep brackets may nest in what is repaired; the parser takes no deeper ones.
const DEEPEST: usize = 512;

/// The text up to the last complete value before `end`, with all brackets closed; and
/// its length without these.
fn repaired(text: &str, end: usize) -> Option<(String, usize)> {
    let bytes = text.as_bytes();
    let mut scan = Scan::new();
    let mut safe: Option<(usize, Vec<u8>)> = None;
    for at in 0..end.min(bytes.len()) {
        if !scan.step(bytes, at) {
            continue;
        }
        if scan.open.len() > DEEPEST {
            return None;
        }
        let cut = match bytes[at] {
            b',' => at,
            b'}' | b']' | b'{' | b'[' => at + 1,
            _ => continue,
        };
        match &mut safe {
            Some((last, open)) => {
                *last = cut;
                open.clone_from(&scan.open);
            }
            None => safe = Some((cut, scan.open.clone())),
        }
    }
    let (cut, open) = safe?;
    let mut out = text[..cut].to_owned();
    out.extend(open.iter().rev().map(|byte| char::from(*byte)));
    Some((out, cut))
}

/// Puts the JSON Pointer (RFC 6901) of its place before each message.
pub(super) fn name_places(root: &Node, said: &mut Said) {
    for diagnostic in said {
        if let Some(span) = &diagnostic.span {
            let pointer = pointer(root, span);
            diagnostic.message = match pointer.as_str() {
                "" => format!("the file: {}", diagnostic.message),
                pointer => format!("{pointer}: {}", diagnostic.message),
            };
        }
    }
}

/// The pointer of the innermost value, or name of a field, that covers the span.
fn pointer(root: &Node, span: &Span) -> String {
    let mut out = String::new();
    let mut node = root;
    loop {
        match &node.value {
            Value::Map(fields) => {
                let after = fields.partition_point(|(key, _)| key.span.start <= span.start);
                let Some((key, inner)) = after.checked_sub(1).map(|at| &fields[at]) else {
                    return out;
                };
                if span.start >= inner.span.end {
                    return out;
                }
                let name = key.value.replace('~', "~0").replace('/', "~1");
                let _ = write!(out, "/{name}");
                if span.start < inner.span.start {
                    return out;
                }
                node = inner;
            }
            Value::List(items) => {
                let after = items.partition_point(|item| item.span.start <= span.start);
                let Some(at) = after.checked_sub(1) else {
                    return out;
                };
                if span.start >= items[at].span.end {
                    return out;
                }
                let _ = write!(out, "/{at}");
                node = &items[at];
            }
            _ => return out,
        }
        // The value itself, not something in it.
        if *span == node.span {
            return out;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn print(node: &Node) -> String {
        match &node.value {
            Value::Null => "null".to_owned(),
            Value::Bool(value) => value.to_string(),
            Value::Number(number) => number.clone(),
            Value::Text(text) => format!("{text:?}"),
            Value::List(items) => {
                let items: Vec<_> = items.iter().map(print).collect();
                format!("[{}]", items.join(","))
            }
            Value::Map(fields) => {
                let fields: Vec<_> = fields
                    .iter()
                    .map(|(key, node)| format!("{}:{}", key.value, print(node)))
                    .collect();
                format!("{{{}}}", fields.join(","))
            }
        }
    }

    fn all(text: &str) -> (Vec<String>, usize) {
        let mut said = vec![];
        let roots = parse(text, &mut said);
        (roots.iter().map(print).collect(), said.len())
    }

    #[rstest]
    #[case(r#"{"a": 1, "b": [true, null, "x\n\ud83d\ude80"]}"#, &["{a:1,b:[true,null,\"x\\n🚀\"]}"], 0)]
    #[case("{\"a\": 1}\n{\"a\": 2}\n\n", &["{a:1}", "{a:2}"], 0)]
    #[case("// one\n{\"a\": 1,} /* } { */", &["{a:1}"], 0)]
    #[case("{\"a\": \"two\nlines\"}", &["{a:\"two\\nlines\"}"], 0)]
    #[case("```json\n{\"a\": 1}\n```", &["{a:1}"], 0)]
    // Cut short: in a text, behind a comma, behind a name.
    #[case(r#"{"a": 1, "b": [{"c": "x"}, {"c": "y"#, &["{a:1,b:[{c:\"x\"},{}]}"], 1)]
    #[case(r#"{"a": 1, "b": [{"c": "x"},"#, &["{a:1,b:[{c:\"x\"}]}"], 1)]
    #[case(r#"{"a": 1, "b":"#, &["{a:1}"], 1)]
    #[case("{", &["{}"], 1)]
    // Broken in the middle.
    #[case(r#"{"a": 1, "b": x y, "c": 3}"#, &["{a:1}"], 1)]
    #[case("{\"a\": 1}\n{\"a\": 2,\n{\"a\"", &["{a:1}", "{a:2}"], 1)]
    fn parses(#[case] text: &str, #[case] values: &[&str], #[case] said: usize) {
        let (found, count) = all(text);
        assert_eq!(
            (found, count),
            (values.iter().map(|v| (*v).to_owned()).collect(), said)
        );
    }

    #[test]
    fn places_are_named() {
        let text = r#"{"a": {"b/c": [1, {"d": 22}]}}"#;
        let root = &parse(text, &mut vec![])[0];
        let at = |part: &str| {
            let start = text.find(part).unwrap();
            pointer(root, &(start..start + part.len()))
        };
        assert_eq!(at("22"), "/a/b~1c/1/d");
        assert_eq!(at("\"d\""), "/a/b~1c/1/d");
        assert_eq!(at("1"), "/a/b~1c/0");
        assert_eq!(at(text), "");
    }

    #[test]
    fn places_of_what_is_cut_short_are_in_the_text() {
        for text in ["[{\"a\": 1}, {\"b\"é", "[[[[[\"é"] {
            let mut said = vec![];
            let root = &parse(text, &mut said)[0];
            assert!(text.get(root.span.clone()).is_some());
            assert!(text.get(root.items()[0].span.clone()).is_some());
        }
    }

    #[test]
    fn depth_has_a_limit() {
        for text in [
            "[{\"a\":".repeat(20_000),
            format!("{{\"a\":{}", "[".repeat(50_000)),
        ] {
            let mut said = vec![];
            parse(&text, &mut said);
            assert_eq!(said.len(), 1);
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in r#"[{}\[\]",:/*\\ua1 \né-]{0,60}"#) {
            let mut said = vec![];
            for root in parse(&text, &mut said) {
                pointer(&root, &root.span);
            }
        }
    }
}
