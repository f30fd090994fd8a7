//! All that a browser remembers as one file: to be kept, or to be taken to another browser.
//!
//! What comes in adds to what is there: nothing is lost by it, and a part of the file that
//! cannot be read costs that part alone.

use super::{Marks, Muted, Preferences, Rule, Saved, Visit};
use dayfold_model::{FromJson, Json, parse};

/// The version of the file. One of a later version is not read.
const VERSION: u32 = 1;

/// What a browser remembers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// Where the site lives; only told, since a site may move.
    pub site: String,
    /// How the reader wants the app to be.
    pub preferences: Preferences,
    /// What the reader does not want to see.
    pub muted: Muted,
    /// What the reader keeps for later.
    pub saved: Saved,
    /// Which stories were read.
    pub marks: Marks,
    /// The visit.
    pub visit: Option<Visit>,
}

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is something else.
    Other,
    /// It was written by a later version of the reader.
    Later,
}

/// What was new in a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// How many saved stories.
    pub saved: usize,
    /// How many rules of what is muted.
    pub muted: usize,
    /// How many marks of stories as read.
    pub read: usize,
    /// Whether preferences changed.
    pub preferences: bool,
}

impl Record {
    /// The record as a file.
    pub fn to_text(&self) -> String {
        let text = |text: &str| Json::Text(text.to_owned());
        let rules = self.muted.rules().iter().map(|rule| {
            Json::Object(vec![
                ("kind".to_owned(), text(rule.kind.name())),
                ("value".to_owned(), text(&rule.value)),
            ])
        });
        let pages = self.marks.pages().map(|page| {
            let stories = self.marks.to_text(page);
            (
                page.to_owned(),
                Json::List(stories.lines().map(text).collect()),
            )
        });
        let visit = self
            .visit
            .map_or(Json::Null, |visit| text(&visit.to_text()));
        let fields = [
            ("dayfold", Json::Number(VERSION)),
            ("site", text(&self.site)),
            (Preferences::KEY, self.preferences.to_json()),
            (Muted::KEY, Json::List(rules.collect())),
            (Saved::KEY, self.saved.to_json()),
            ("read", Json::Object(pages.collect())),
            (Visit::KEY, visit),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value));
        Json::Object(fields.into()).to_string()
    }

    /// Reads a file.
    pub fn from_text(file: &str) -> Result<Self, Unreadable> {
        // Editors of some systems put a mark before a text.
        let mut json: Json = parse(file.trim_start_matches('\u{feff}')).ok_or(Unreadable::Other)?;
        match json.field("dayfold") {
            Some(VERSION) => {}
            Some(later) if later > VERSION => return Err(Unreadable::Later),
            _ => return Err(Unreadable::Other),
        }
        let mut part = |name| json.field::<Json>(name).unwrap_or_default();
        let mut record = Self {
            site: String::from_json(part("site")).unwrap_or_default(),
            preferences: Preferences::from_text(&part(Preferences::KEY).to_string()),
            saved: Saved::from_json(part(Saved::KEY)),
            visit: String::from_json(part(Visit::KEY)).and_then(|text| Visit::from_text(&text)),
            ..Self::default()
        };
        if let Json::List(rules) = part(Muted::KEY) {
            for mut rule in rules {
                let mut text = |name| rule.field::<String>(name).unwrap_or_default();
                if let Some(rule) = Rule::new(&text("kind"), &text("value")) {
                    record.muted.add(rule);
                }
            }
        }
        if let Json::Object(pages) = part("read") {
            for (page, stories) in pages {
                if let Some(stories) = Vec::<String>::from_json(stories) {
                    record.marks.put(&page, &stories.join("\n"));
                }
            }
        }
        Ok(record)
    }

    /// Adds another record to this one, whose preferences win, and counts what was new.
    pub fn merge(&mut self, other: Self) -> Added {
        let before = self.preferences.clone();
        for (name, value) in other.preferences.iter() {
            self.preferences.set(name, value);
        }
        let (saved, muted) = (self.saved.stories().len(), self.muted.rules().len());
        self.saved.merge(other.saved);
        for rule in other.muted.rules() {
            self.muted.add(rule.clone());
        }
        self.visit = match (self.visit, other.visit) {
            (Some(own), Some(other)) => Some(own.merged(other)),
            (own, other) => own.or(other),
        };
        Added {
            saved: self.saved.stories().len() - saved,
            muted: self.muted.rules().len() - muted,
            read: self.marks.merge(&other.marks),
            preferences: self.preferences != before,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::SavedStory;
    use proptest::{collection::vec, option, prelude::*, sample::select};
    use rstest::rstest;

    prop_compose! {
        fn any_story()(page in "[a-c]", id in "[a-c]", text in "\\PC{0,9}") -> SavedStory {
            SavedStory { page, id, title: text.clone(), date_text: text.clone(), lead: text }
        }
    }

    prop_compose! {
        fn any_record()(
            site in "/[a-z/]{0,5}",
            preferences in vec(("[a-u]{1,3}", "\\PC{1,5}"), 0..4),
            rules in vec((select(vec!["word", "tag", "source"]), "\\PC{0,8}"), 0..5),
            stories in vec(any_story(), 0..6),
            read in vec(("[a-d/0-9-]{1,4}", vec("[a-d]{1,2}( [a-p]{8})?", 0..5)), 0..5),
            visit in option::of((1u8..29, any::<u32>(), option::of(1u8..29))),
        ) -> Record {
            let date = |day: u8| dayfold_model::Date::new(2025, 11, day).unwrap();
            let mut record = Record { site, ..Record::default() };
            for (name, value) in preferences {
                record.preferences.set(&name, &value);
            }
            rules.iter().filter_map(|(kind, value)| Rule::new(kind, value))
                .for_each(|rule| record.muted.add(rule));
            for story in stories {
                if !record.saved.has(&story.page, &story.id) {
                    record.saved.toggle(story);
                }
            }
            for (page, stories) in read {
                record.marks.put(&page, &stories.join("\n"));
            }
            record.visit = visit.and_then(|(seen, active, since)| {
                let mut text = [date(seen).to_string(), active.to_string()].join(" ");
                if let Some(since) = since {
                    text = [text, date(since).to_string()].join(" ");
                }
                Visit::from_text(&text)
            });
            record
        }
    }

    proptest! {
        #[test]
        fn comes_back_from_its_file(record in any_record()) {
            prop_assert_eq!(Record::from_text(&record.to_text()), Ok(record));
        }

        #[test]
        fn nothing_is_lost(own in any_record(), other in any_record()) {
            let mut merged = own.clone();
            merged.merge(other.clone());
            for record in [&own, &other] {
                for story in record.saved.stories() {
                    prop_assert!(merged.saved.has(&story.page, &story.id));
                }
                for rule in record.muted.rules() {
                    prop_assert!(merged.muted.rules().contains(rule));
                }
                for page in record.marks.pages() {
                    for line in record.marks.to_text(page).lines() {
                        let id = line.split(' ').next().unwrap();
                        prop_assert!(merged.marks.has(page, id));
                    }
                }
            }
            for (name, value) in other.preferences.iter() {
                prop_assert!(merged.preferences.is(name, value));
            }
            // A second time nothing is new.
            prop_assert_eq!(merged.clone().merge(other), Added::default());
        }

        #[test]
        fn reading_never_panics(text in "\\PC{0,60}") {
            _ = Record::from_text(&text);
        }
    }

    #[rstest]
    #[case::nothing("", Unreadable::Other)]
    #[case::no_json("PNG", Unreadable::Other)]
    #[case::another("{\"version\":1}", Unreadable::Other)]
    #[case::a_list("[1]", Unreadable::Other)]
    #[case::of_no_version("{\"dayfold\":0}", Unreadable::Other)]
    #[case::later("{\"dayfold\":2,\"saved\":[]}", Unreadable::Later)]
    fn says_why_a_file_is_not_read(#[case] text: &str, #[case] why: Unreadable) {
        assert_eq!(Record::from_text(text), Err(why));
    }

    #[test]
    fn a_bad_part_costs_that_part() {
        let text = r#"{"dayfold":1,"site":7,"preferences":[],"muted":[{"kind":"word","value":"war"},
            {"kind":"smell","value":"x"},7],"saved":{"a":1},"read":{"2025-11-22":["a xyz","b"],
            "2025-11-21":7},"visit":true,"more":{}}"#;
        let record = Record::from_text(&["\u{feff}", text].concat()).unwrap();
        assert_eq!(record.muted.to_text(), "word war\n");
        assert!(record.marks.has("2025-11-22", "b"));
        assert!(!record.marks.has("2025-11-21", "b"));
        assert_eq!((record.visit, record.saved.stories().len()), (None, 0));
    }
}
