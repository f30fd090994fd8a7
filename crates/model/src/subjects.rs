//! What stories can be listed by, over all days: the tags that they bear, and the entities
//! that they name. Both have the same pages and the same files.

use crate::{Date, FromJson, Json, StoryLink, from_json};
use serde::{Serialize, Serializer, ser::SerializeMap};

/// Which of the two lists of subjects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Subjects {
    /// What publishers sort their stories by.
    #[default]
    Tags,
    /// The people, companies and places named in the text.
    Entities,
}

impl Subjects {
    /// Its name in JSON, and its part of addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tags => "tags",
            Self::Entities => "entities",
        }
    }

    /// Whether it is what a file is of that does not say it.
    fn is_default(&self) -> bool {
        *self == Self::Tags
    }
}

impl Serialize for Subjects {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl FromJson for Subjects {
    fn from_json(json: Json) -> Option<Self> {
        let text = String::from_json(json)?;
        [Self::Tags, Self::Entities]
            .into_iter()
            .find(|list| list.as_str() == text)
    }
}

/// A tag or an entity, and how many stories there are of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SubjectCount {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// How many stories bear the tag or name the entity.
    pub count: u32,
}

from_json!(SubjectCount { id, label, count });

/// `data/tags.json` and `data/entities.json`: every tag or entity of the site. They stand in a
/// field named as the list is: first those that several days tell of, then the others, each by
/// kind and in the order of what they are called.
#[derive(Clone, Debug, PartialEq)]
pub struct SubjectList {
    /// The version of this format.
    pub version: u32,
    /// Which list this is.
    pub list: Subjects,
    /// How many of them several days tell of. A short list tells none apart, and counts all
    /// here.
    pub often: u32,
    /// The kinds of these, in order, each with how many there are. Empty where they are of one
    /// kind, or of none.
    pub kinds: Vec<SubjectCount>,
    /// What is in it.
    pub subjects: Vec<SubjectCount>,
}

impl Serialize for SubjectList {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("version", &self.version)?;
        map.serialize_entry("often", &self.often)?;
        if !self.kinds.is_empty() {
            map.serialize_entry("kinds", &self.kinds)?;
        }
        map.serialize_entry(self.list.as_str(), &self.subjects)?;
        map.end()
    }
}

impl FromJson for SubjectList {
    fn from_json(mut json: Json) -> Option<Self> {
        let version = json.field("version")?;
        let often: Option<u32> = json.field("often");
        let kinds = json.field_or_default("kinds")?;
        [Subjects::Tags, Subjects::Entities]
            .into_iter()
            .find_map(|list| {
                let subjects: Vec<SubjectCount> = json.field(list.as_str())?;
                Some((list, subjects))
            })
            .map(|(list, subjects)| Self {
                version,
                list,
                // Of a file that tells none apart, all.
                often: often.unwrap_or(subjects.len() as u32),
                kinds,
                subjects,
            })
    }
}

/// `data/tags/ID/N.json` and `data/entities/ID/N.json`: the stories of a tag or an entity, in
/// pages of at most 50.
///
/// Pages are numbered from the oldest, from 1, so that a new story changes the last page
/// alone; within a page the newest story comes first. What the front page shows is
/// `data/tags/ID.json`, which is the last page with `count` set.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SubjectPage {
    /// The version of this format.
    pub version: u32,
    /// Which list it is from; where that is not said, the tags.
    #[serde(skip_serializing_if = "Subjects::is_default")]
    pub list: Subjects,
    /// The id of the tag or the entity.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// What kind of thing it is, as the text or the site's `tags.toml` says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Its home page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Where its shares are traded, and as what, for example "NASDAQ:NVDA".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ticker: Option<String>,
    /// These three as the page shows them, in the site's language, as HTML; empty where there
    /// is none of them. So no reader downloads how that is written.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// Which page this is, from 1.
    pub page: u32,
    /// How many stories there are; only on the front page, since it changes every day.
    pub count: Option<u32>,
    /// How it was told of over time; only on the front page, as `count` is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub course: Option<Course>,
    /// The stories, the newest first.
    pub stories: Vec<StoryLink>,
}

from_json!(SubjectPage {
    version, id, label, page, stories;
    list, about, count, course;
    kind, url, ticker
});

/// How a tag or an entity was told of over time. All of it follows from its own stories, so
/// that a day that does not tell of it changes nothing here.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Course {
    /// On how many days.
    pub days: u32,
    /// The first of them, where any story has a day.
    pub first: Option<DayName>,
    /// The last of them.
    pub latest: Option<DayName>,
    /// The 52 weeks that end with the week of the latest story, as the path of an SVG image
    /// of 208 by 40: a bar for each week that has stories.
    pub chart: String,
    /// The same in numbers, the latest week first; weeks without stories are left out.
    pub weeks: Vec<WeekCount>,
    /// The tags that several of its stories bear, the most borne first, at most 8.
    pub with: Vec<SubjectCount>,
}

impl Course {
    /// Whether a feed goes with it. What one day alone told of has none: most tags are never
    /// used again, and nobody follows them.
    pub fn has_feed(&self) -> bool {
        self.days > 1
    }
}

from_json!(Course { days, chart, weeks, with; first, latest });

/// A day, and how it is written out in the site's language.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DayName {
    /// The day.
    pub date: Date,
    /// The day written out.
    pub text: String,
}

from_json!(DayName { date, text });

/// A week and how many stories it has.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WeekCount {
    /// Its first day written out in the site's language.
    pub text: String,
    /// How many stories.
    pub count: u32,
}

from_json!(WeekCount { text, count });

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(
        Subjects::Tags,
        r#"{"version":1,"often":1,"tags":[{"id":"ai","label":"AI","count":2}]}"#
    )]
    #[case(
        Subjects::Entities,
        r#"{"version":1,"often":1,"entities":[{"id":"ai","label":"AI","count":2}]}"#
    )]
    fn a_list_stands_under_its_name(#[case] list: Subjects, #[case] json: &str) {
        let subjects = SubjectList {
            version: 1,
            list,
            often: 1,
            kinds: vec![],
            subjects: vec![SubjectCount {
                id: "ai".into(),
                label: "AI".into(),
                count: 2,
            }],
        };
        assert_eq!(serde_json::to_string(&subjects).unwrap(), json);
        assert_eq!(crate::parse(json), Some(subjects));
    }

    #[rstest]
    #[case(
        Subjects::Tags,
        r#"{"version":1,"id":"a","label":"A","page":2,"count":null,"stories":[]}"#
    )]
    #[case(
        Subjects::Entities,
        r#"{"version":1,"list":"entities","id":"a","label":"A","page":2,"count":null,"stories":[]}"#
    )]
    fn a_page_of_tags_need_not_say_so(#[case] list: Subjects, #[case] json: &str) {
        let page = SubjectPage {
            version: 1,
            list,
            id: "a".into(),
            label: "A".into(),
            kind: None,
            url: None,
            ticker: None,
            about: String::new(),
            page: 2,
            count: None,
            course: None,
            stories: vec![],
        };
        assert_eq!(serde_json::to_string(&page).unwrap(), json);
        assert_eq!(crate::parse(json), Some(page));
    }
}
