//! TOML, as far as it can be read.

use super::{Node, Value};
use crate::{
    Diagnostic,
    draft::{At, Said, Span},
};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// The top-level table of `text[span]`, and where its first error is.
pub(super) fn parse(text: &str, span: Span, said: &mut Said) -> (Vec<(Node, Node)>, Option<usize>) {
    let (table, errors) = DeTable::parse_recoverable(&text[span.clone()]);
    let mut broken = None;
    // One mistake often makes several errors: the first is where to look.
    if let Some(error) = errors.first() {
        let place = error.span().unwrap_or(0..0);
        broken = Some((span.start + place.start).min(span.end));
        said.push(
            Diagnostic::error(
                "broken-front-matter",
                format!("the front matter is not TOML: {}", error.message()),
            )
            .at(span.start + place.start..span.start + place.end),
        );
    }
    (map(table.into_inner(), span.start), broken)
}

fn map(table: DeTable<'_>, base: usize) -> Vec<(Node, Node)> {
    table
        .into_iter()
        .map(|(key, value)| {
            let span = base + key.span().start..base + key.span().end;
            let key = At {
                value: Value::Text(key.into_inner().into_owned()),
                span,
            };
            (key, node(value, base))
        })
        .collect()
}

fn node(value: Spanned<DeValue<'_>>, base: usize) -> Node {
    let span = base + value.span().start..base + value.span().end;
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(number) => Value::Text(number.to_string()),
        DeValue::Float(number) => Value::Text(number.to_string()),
        DeValue::Boolean(yes) => Value::Text(yes.to_string()),
        DeValue::Datetime(moment) => Value::Text(moment.to_string()),
        DeValue::Array(items) => {
            Value::List(items.into_iter().map(|item| node(item, base)).collect())
        }
        DeValue::Table(table) => Value::Map(map(table, base)),
    };
    At { value, span }
}
