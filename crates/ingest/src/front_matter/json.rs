//! JSON, with the places of its values.
//!
//! Kinder than the standard: a comma may be too many, and a comment in between.

use super::{Node, Value};
use crate::draft::At;

/// Values nested deeper than this are no front matter.
const DEEPEST: usize = 32;

/// The value that begins at `start`, and where it ends; or where it is broken, with what is
/// wrong there.
pub(super) fn parse(text: &str, start: usize) -> Result<(Node, usize), (usize, &'static str)> {
    let mut reader = Reader { text, at: start };
    let node = reader.value(0)?;
    Ok((node, reader.at))
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

type Broken = (usize, &'static str);

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn space(&mut self) {
        loop {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start().len();
            let end = match self.rest() {
                rest if rest.starts_with("//") => rest.find('\n'),
                rest if rest.starts_with("/*") => rest.find("*/").map(|at| at + 2),
                _ => return,
            };
            self.at = end.map_or(self.text.len(), |end| self.at + end);
        }
    }

    fn eat(&mut self, mark: char) -> bool {
        self.space();
        let found = self.rest().starts_with(mark);
        self.at += if found { mark.len_utf8() } else { 0 };
        found
    }

    fn value(&mut self, depth: usize) -> Result<Node, Broken> {
        self.space();
        let start = self.at;
        if depth > DEEPEST {
            return Err((start, "values are nested too deep"));
        }
        let value = match self.rest().chars().next() {
            Some('{') => self.map(depth)?,
            Some('[') => self.list(depth)?,
            Some('"') => Value::Text(self.string()?),
            Some(c) if c.is_ascii_alphanumeric() || matches!(c, '-' | '+') => {
                let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.');
                let rest = self.rest();
                let word = &rest[..rest.find(|c| !word(c)).unwrap_or(rest.len())];
                let value = match word {
                    "null" => Value::Null,
                    word => Value::Text(word.to_owned()),
                };
                self.at += word.len();
                value
            }
            _ => return Err((start, "a value is missing")),
        };
        let span = start..self.at;
        Ok(At { value, span })
    }

    fn map(&mut self, depth: usize) -> Result<Value, Broken> {
        let mut pairs = Vec::new();
        self.at += 1;
        while !self.eat('}') {
            if !self.rest().starts_with('"') {
                return Err((self.at, "a name in double quotes is missing"));
            }
            let key = self.value(depth + 1)?;
            if !self.eat(':') {
                return Err((self.at, "a colon is missing"));
            }
            pairs.push((key, self.value(depth + 1)?));
            self.comma('}')?;
        }
        Ok(Value::Map(pairs))
    }

    fn list(&mut self, depth: usize) -> Result<Value, Broken> {
        let mut items = Vec::new();
        self.at += 1;
        while !self.eat(']') {
            items.push(self.value(depth + 1)?);
            self.comma(']')?;
        }
        Ok(Value::List(items))
    }

    fn comma(&mut self, end: char) -> Result<(), Broken> {
        if self.eat(',') || self.rest().starts_with(end) {
            return Ok(());
        }
        Err((self.at, "a comma is missing"))
    }

    fn string(&mut self) -> Result<String, Broken> {
        let start = self.at;
        self.at += 1;
        let mut out = String::new();
        loop {
            let rest = self.rest();
            let Some(plain) = rest.find(['"', '\\']) else {
                return Err((start, "a text has no closing quotes"));
            };
            out.push_str(&rest[..plain]);
            let is_end = rest[plain..].starts_with('"');
            self.at += plain + 1;
            if is_end {
                return Ok(out);
            }
            let Some(c) = self.rest().chars().next() else {
                return Err((start, "a text has no closing quotes"));
            };
            self.at += c.len_utf8();
            match c {
                'n' => out.push('\n'),
                't' => out.push('\t'),
                'r' | 'b' | 'f' => {}
                'u' => out.push(self.code()),
                c => out.push(c),
            }
        }
    }

    /// The character of `\uXXXX`, which may be one half of a pair.
    fn code(&mut self) -> char {
        let Some(high) = self.unit() else {
            return '\u{fffd}';
        };
        let mut units = vec![high];
        if (0xd800..0xdc00).contains(&high) && self.rest().starts_with("\\u") {
            self.at += 2;
            units.extend(self.unit());
        }
        char::decode_utf16(units)
            .next()
            .and_then(Result::ok)
            .unwrap_or('\u{fffd}')
    }

    fn unit(&mut self) -> Option<u16> {
        let unit = u16::from_str_radix(self.rest().get(..4)?, 16).ok()?;
        self.at += 4;
        Some(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads() {
        let text = r#"x {"a": ["b\n\ud83d\ude80", 1.5, null,], /* no */ "c": {"d": true}} rest"#;
        let (node, end) = parse(text, 2).unwrap();
        assert_eq!(&text[end..], " rest");
        let Value::Map(map) = node.value else {
            panic!("no map");
        };
        let Value::List(items) = &map[0].1.value else {
            panic!("no list");
        };
        assert_eq!(items[0].value, Value::Text("b\n🚀".to_owned()));
        assert_eq!(&text[items[1].span.clone()], "1.5");
        assert_eq!(items[2].value, Value::Null);
        assert_eq!(&text[map[1].1.span.clone()], r#"{"d": true}"#);
    }

    proptest! {
        #[test]
        fn never_panics(text in r#"[{}\[\]":,a\\u0-9dé/* \n]{0,40}"#) {
            let _ = parse(&text, 0);
        }
    }
}
