//! How a reader wants the app to be: one small record, which the script in the page's head
//! reads, too, to set the theme before the first paint.

use dayfold_model::{Json, parse};

/// The version of the record. One of a later version is left as it is, and not used.
const VERSION: u32 = 1;

/// What was chosen, by name. What stands at its default is not there.
///
/// Names and values are those of the attributes that styles know: `data-theme="dark"` on the
/// root element is the preference `theme` with the value `dark`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preferences(Vec<(String, String)>);

impl Preferences {
    /// Under which key they are stored, and are part of an export.
    pub const KEY: &str = "preferences";

    /// Reads the record. What cannot be read is no preference.
    pub fn from_text(text: &str) -> Self {
        let Some(Json::Object(fields)) = parse(text) else {
            return Self::default();
        };
        let version = fields.iter().find(|(name, _)| name == "version");
        if version.is_none_or(|(_, version)| *version != Json::Number(VERSION)) {
            return Self::default();
        }
        let texts = fields.into_iter().filter_map(|(name, value)| match value {
            Json::Text(value) => Some((name, value)),
            _ => None,
        });
        Self(texts.collect())
    }

    /// The record as it is stored.
    pub fn to_text(&self) -> String {
        self.to_json().to_string()
    }

    /// The record.
    pub fn to_json(&self) -> Json {
        let version = ("version".to_owned(), Json::Number(VERSION));
        let texts = self.0.iter().cloned();
        let texts = texts.map(|(name, value)| (name, Json::Text(value)));
        Json::Object([version].into_iter().chain(texts).collect())
    }

    /// What was chosen; empty where nothing was.
    pub fn get(&self, name: &str) -> &str {
        let chosen = self.0.iter().find(|(known, _)| known == name);
        chosen.map_or("", |(_, value)| value)
    }

    /// Whether that was chosen.
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.get(name) == value
    }

    /// Chooses; the empty value is the default.
    pub fn set(&mut self, name: &str, value: &str) {
        self.0.retain(|(known, _)| known != name);
        if !value.is_empty() {
            self.0.push((name.to_owned(), value.to_owned()));
        }
    }

    /// All that was chosen.
    pub fn iter(&self) -> impl Iterator<Item = &(String, String)> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[test]
    fn what_was_chosen_comes_back() {
        let mut chosen = Preferences::default();
        chosen.set("theme", "dark");
        chosen.set("size", "large");
        chosen.set("theme", "sepia");
        assert_eq!(
            chosen.to_text(),
            r#"{"version":1,"size":"large","theme":"sepia"}"#
        );
        assert_eq!(Preferences::from_text(&chosen.to_text()), chosen);
        chosen.set("theme", "");
        assert_eq!(chosen.get("theme"), "");
    }

    #[rstest]
    #[case::nothing("")]
    #[case::no_json("{theme")]
    #[case::no_record("[1]")]
    #[case::no_version(r#"{"theme":"dark"}"#)]
    #[case::a_later_version(r#"{"version":2,"theme":"dark"}"#)]
    fn what_cannot_be_read_is_no_preference(#[case] text: &str) {
        assert_eq!(Preferences::from_text(text), Preferences::default());
    }

    #[test]
    fn one_bad_field_costs_that_field() {
        let read = Preferences::from_text(r#"{"version":1,"theme":7,"size":"large"}"#);
        assert_eq!(read.get("theme"), "");
        assert_eq!(read.get("size"), "large");
    }
}
