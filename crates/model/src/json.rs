//! Reading the published JSON, in two steps: any JSON becomes a [`Json`], and each type takes
//! its fields out of that.
//!
//! What serde derives reads in one step, with a parser for each type; the reader would have
//! to download some ten thousand bytes more.

use crate::{Date, Dir, Month, Words};
use serde::{Deserialize, Deserializer, de};
use std::fmt;

/// Any JSON.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Json {
    /// `null`.
    #[default]
    Null,
    /// A number of the kind that the published types have.
    Number(u32),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object.
    Object(Vec<(String, Json)>),
    /// Whether something is so.
    Flag(bool),
    /// What no published type has: another number.
    Other,
}

impl Json {
    #[inline(never)]
    fn take(&mut self, name: &str) -> Option<Json> {
        let Self::Object(fields) = self else {
            return None;
        };
        let (_, value) = fields.iter_mut().find(|(field, _)| field == name)?;
        Some(std::mem::take(value))
    }

    /// Takes a field out of an object.
    #[inline(never)]
    pub fn field<T: FromJson>(&mut self, name: &str) -> Option<T> {
        T::from_json(self.take(name)?)
    }

    /// Takes a field that may be missing out of an object.
    #[inline(never)]
    pub fn field_or_default<T: FromJson + Default>(&mut self, name: &str) -> Option<T> {
        match self.take(name) {
            Some(value) => T::from_json(value),
            None => Some(T::default()),
        }
    }
}

/// As it is stored: the shortest text that says it.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        write(self, &mut text);
        f.write_str(&text)
    }
}

fn write(json: &Json, to: &mut String) {
    match json {
        Json::Null | Json::Other => to.push_str("null"),
        Json::Flag(flag) => to.push_str(if *flag { "true" } else { "false" }),
        Json::Number(number) => to.push_str(&number.to_string()),
        Json::Text(text) => write_text(text, to),
        Json::List(items) => {
            to.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    to.push(',');
                }
                write(item, to);
            }
            to.push(']');
        }
        Json::Object(fields) => {
            to.push('{');
            for (at, (name, value)) in fields.iter().enumerate() {
                if at > 0 {
                    to.push(',');
                }
                write_text(name, to);
                to.push(':');
                write(value, to);
            }
            to.push('}');
        }
    }
}

/// A text in quotes (RFC 8259, section 7).
fn write_text(text: &str, to: &mut String) {
    to.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => to.extend(['\\', c]),
            '\n' => to.push_str("\\n"),
            // All others that must be escaped are below 32, and have two digits.
            ..'\u{20}' => {
                let digit = |n: u32| char::from_digit(n, 16).unwrap_or('0');
                let n = u32::from(c);
                to.push_str("\\u00");
                to.extend([digit(n / 16), digit(n % 16)]);
            }
            c => to.push(c),
        }
    }
    to.push('"');
}

/// What can be read from JSON.
pub trait FromJson: Sized {
    /// Reads it; `None` where the JSON is of something else.
    fn from_json(json: Json) -> Option<Self>;
}

/// Reads a published file; `None` where it is none of that type.
pub fn parse<T: FromJson>(json: &str) -> Option<T> {
    T::from_json(read(json)?)
}

#[cfg(not(target_arch = "wasm32"))]
fn read(json: &str) -> Option<Json> {
    serde_json::from_str(json).ok()
}

/// The browser has a parser already, and a quick one: none is in the wasm.
#[cfg(target_arch = "wasm32")]
fn read(json: &str) -> Option<Json> {
    let value = js_sys::JSON::parse(json).ok()?;
    Some(convert(value, DEEPEST))
}

/// How deep lists and objects are read into each other. Nothing of ours is half as deep; and what
/// is deep enough would be the end of the stack, and of the app.
#[cfg(target_arch = "wasm32")]
const DEEPEST: u32 = 32;

#[cfg(target_arch = "wasm32")]
fn convert(value: wasm_bindgen::JsValue, depth: u32) -> Json {
    use js_sys::{Array, Object};
    use wasm_bindgen::JsCast;
    if let Some(text) = value.as_string() {
        Json::Text(text)
    } else if let Some(flag) = value.as_bool() {
        Json::Flag(flag)
    } else if let Some(number) = value.as_f64() {
        let whole = number as u32;
        if f64::from(whole) == number {
            Json::Number(whole)
        } else {
            Json::Other
        }
    } else if depth == 0 {
        Json::Other
    } else if let Some(list) = value.dyn_ref::<Array>() {
        Json::List(list.iter().map(|item| convert(item, depth - 1)).collect())
    } else if let Some(object) = value.dyn_ref::<Object>() {
        let entries = Object::entries(object);
        let fields = entries.iter().map(|field| {
            let field: Array = field.unchecked_into();
            let name = field.get(0).as_string().unwrap_or_default();
            (name, convert(field.get(1), depth - 1))
        });
        Json::Object(fields.collect())
    } else {
        Json::Null
    }
}

/// Implements [`FromJson`] for a type with named fields. Those in the second list may be
/// missing; whatever else is there is skipped. Those in the third list may be missing, too, and
/// the reader in the browser does without them: they are for other programs, and what reads
/// them would be downloaded for nothing.
#[macro_export]
macro_rules! from_json {
    ($type:ident { $($field:ident),* $(; $($absent:ident),*)? }) => {
        $crate::from_json!($type { $($field),* ; $($($absent),*)? ; });
    };
    ($type:ident { $($field:ident),* ; $($absent:ident),* ; $($unread:ident),* }) => {
        impl $crate::FromJson for $type {
            fn from_json(mut json: $crate::Json) -> Option<Self> {
                Some(Self {
                    $($field: json.field(stringify!($field))?,)*
                    $($absent: json.field_or_default(stringify!($absent))?,)*
                    $(
                        #[cfg(not(target_arch = "wasm32"))]
                        $unread: json.field_or_default(stringify!($unread))?,
                        #[cfg(target_arch = "wasm32")]
                        $unread: Default::default(),
                    )*
                })
            }
        }
    };
}

impl FromJson for Json {
    fn from_json(json: Json) -> Option<Self> {
        Some(json)
    }
}

impl FromJson for u32 {
    fn from_json(json: Json) -> Option<Self> {
        match json {
            Json::Number(number) => Some(number),
            _ => None,
        }
    }
}

impl FromJson for bool {
    fn from_json(json: Json) -> Option<Self> {
        match json {
            Json::Flag(flag) => Some(flag),
            _ => None,
        }
    }
}

impl FromJson for String {
    fn from_json(json: Json) -> Option<Self> {
        match json {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl FromJson for Date {
    fn from_json(json: Json) -> Option<Self> {
        String::from_json(json)?.parse().ok()
    }
}

impl FromJson for Month {
    fn from_json(json: Json) -> Option<Self> {
        String::from_json(json)?.parse().ok()
    }
}

impl FromJson for Dir {
    fn from_json(json: Json) -> Option<Self> {
        let text = String::from_json(json)?;
        [Self::Ltr, Self::Rtl]
            .into_iter()
            .find(|dir| dir.as_str() == text)
    }
}

impl FromJson for Words {
    fn from_json(json: Json) -> Option<Self> {
        let Json::Object(fields) = json else {
            return None;
        };
        let mut words = Vec::with_capacity(fields.len());
        for (key, text) in fields {
            words.push((key, String::from_json(text)?));
        }
        Some(Self(words))
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(json: Json) -> Option<Self> {
        match json {
            Json::Null => Some(None),
            json => T::from_json(json).map(Some),
        }
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: Json) -> Option<Self> {
        let Json::List(items) = json else {
            return None;
        };
        let mut list = Vec::with_capacity(items.len());
        for item in items {
            list.push(T::from_json(item)?);
        }
        Some(list)
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Visitor)
    }
}

struct Visitor;

impl<'de> de::Visitor<'de> for Visitor {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Json, E> {
        Ok(Json::Flag(flag))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(u32::try_from(number).map_or(Json::Other, Json::Number))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut fields: A) -> Result<Json, A::Error> {
        let mut object = Vec::new();
        while let Some(field) = fields.next_entry()? {
            object.push(field);
        }
        Ok(Json::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Block, StoryLink, SubjectCount};
    use rstest::rstest;

    fn block(label: Option<&str>) -> Option<Block> {
        Some(Block {
            label: label.map(Into::into),
            html: "é\n".into(),
        })
    }

    #[rstest]
    #[case::null(r#"{"label":null,"html":"\u00e9\n"}"#, block(None))]
    #[case::whole(r#"{"html":"é\n","label":"A"}"#, block(Some("A")))]
    #[case::more(
        r#"{"label":"A","new":[1,-1,0.5,true,{"x":1e400}],"html":"é\n"}"#,
        None
    )]
    #[case::unknown(
        r#"{"label":"A","new":[1,-1,0.5,true,{"x":[]}],"html":"é\n"}"#,
        block(Some("A"))
    )]
    #[case::missing(r#"{"label":"A"}"#, None)]
    #[case::of_another_type(r#"{"label":"A","html":1}"#, None)]
    #[case::no_object(r#"["A","é\n"]"#, None)]
    #[case::no_json(r#"{"label":"#, None)]
    fn reads_an_object(#[case] json: &str, #[case] expected: Option<Block>) {
        assert_eq!(parse(json), expected);
    }

    #[rstest]
    #[case("3", Some(3))]
    #[case("-3", None)]
    #[case("4294967296", None)]
    #[case("3.5", None)]
    fn reads_a_number(#[case] number: &str, #[case] expected: Option<u32>) {
        let json = format!(r#"{{"id":"a","label":"A","count":{number}}}"#);
        assert_eq!(parse::<SubjectCount>(&json).map(|tag| tag.count), expected);
    }

    #[test]
    fn what_is_written_reads_back() {
        let story = StoryLink {
            date: Date::new(2025, 11, 22).ok(),
            slug: None,
            date_text: "Saturday".into(),
            id: "a".into(),
            title: "A \"b\" <c>".into(),
            lead: String::new(),
            sources: vec!["AP".into()],
        };
        let json = serde_json::to_string(&story).unwrap();
        assert_eq!(parse(&json), Some(story));
    }
}
