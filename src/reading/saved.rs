//! What a reader keeps for later: enough of each story to list it without fetching its day.

use dayfold_model::{Json, from_json, parse};
use std::collections::HashMap;

/// A story that was saved.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedStory {
    /// Its page, as [`Reading::page`](super::Reading::page) calls it.
    pub page: String,
    /// The story's id within the page.
    pub id: String,
    /// Its headline.
    pub title: String,
    /// The day that told it, written out.
    pub date_text: String,
    /// How it begins.
    pub lead: String,
}

from_json!(SavedStory { page, id, title, date_text; lead });

impl SavedStory {
    fn to_json(&self) -> Json {
        let fields = [
            ("page", &self.page),
            ("id", &self.id),
            ("title", &self.title),
            ("date_text", &self.date_text),
            ("lead", &self.lead),
        ];
        let fields = fields.map(|(name, text)| (name.to_owned(), Json::Text(text.clone())));
        Json::Object(fields.into())
    }
}

/// All that was saved, the latest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Saved(Vec<SavedStory>);

impl Saved {
    /// Under which key it is stored, and part of an export.
    pub const KEY: &str = "saved";

    /// Reads the list. A story that cannot be read is left out.
    pub fn from_text(text: &str) -> Self {
        parse(text).map_or_else(Self::default, Self::from_json)
    }

    /// The same from an export.
    pub fn from_json(json: Json) -> Self {
        let Json::List(stories) = json else {
            return Self::default();
        };
        let stories = stories
            .into_iter()
            .filter_map(<SavedStory as dayfold_model::FromJson>::from_json);
        Self(stories.collect())
    }

    /// The list as it is stored.
    pub fn to_text(&self) -> String {
        if self.0.is_empty() {
            String::new()
        } else {
            self.to_json().to_string()
        }
    }

    /// The list.
    pub fn to_json(&self) -> Json {
        Json::List(self.0.iter().map(SavedStory::to_json).collect())
    }

    /// The stories.
    pub fn stories(&self) -> &[SavedStory] {
        &self.0
    }

    /// The stories by the page that told them: the page of the story saved last comes first,
    /// and within a page the story saved last. `most` stories of them.
    pub fn days(&self, most: usize) -> Vec<Vec<&SavedStory>> {
        let mut days: Vec<Vec<&SavedStory>> = vec![];
        let mut at = HashMap::new();
        for story in &self.0 {
            let at = *at.entry(&*story.page).or_insert(days.len());
            match days.get_mut(at) {
                Some(day) => day.push(story),
                None => days.push(vec![story]),
            }
        }
        let mut left = most;
        for day in &mut days {
            day.truncate(left);
            left -= day.len();
        }
        days.retain(|day| !day.is_empty());
        days
    }

    /// Whether a story is there.
    pub fn has(&self, page: &str, id: &str) -> bool {
        self.0
            .iter()
            .any(|story| story.page == page && story.id == id)
    }

    /// Puts a story first, or takes it out if it is there.
    pub fn toggle(&mut self, story: SavedStory) {
        if self.has(&story.page, &story.id) {
            _ = self.remove(&story.page, &story.id);
        } else {
            self.0.insert(0, story);
        }
    }

    /// Takes a story out, and says at which place it was.
    pub fn remove(&mut self, page: &str, id: &str) -> Option<usize> {
        let is = |story: &SavedStory| story.page == page && story.id == id;
        let at = self.0.iter().position(is)?;
        self.0.remove(at);
        Some(at)
    }

    /// Puts a story back at its place, unless it is there.
    pub fn put_back(&mut self, at: usize, story: SavedStory) {
        if !self.has(&story.page, &story.id) {
            self.0.insert(at.min(self.0.len()), story);
        }
    }

    /// Puts those of another list behind, unless they are there.
    pub fn merge(&mut self, other: Self) {
        for story in other.0 {
            if !self.has(&story.page, &story.id) {
                self.0.push(story);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story(id: &str) -> SavedStory {
        SavedStory {
            page: "2025-11-22".to_owned(),
            id: id.to_owned(),
            title: "A \"bridge\"\n\u{1}".to_owned(),
            date_text: "Saturday".to_owned(),
            lead: "It is shut. 桥".to_owned(),
        }
    }

    #[test]
    fn what_was_saved_comes_back() {
        let mut saved = Saved::default();
        saved.toggle(story("a"));
        saved.toggle(story("b"));
        let again = Saved::from_text(&saved.to_text());
        assert_eq!(again, saved);
        assert_eq!(again.stories()[0].id, "b");
        saved.toggle(story("b"));
        saved.toggle(story("a"));
        assert_eq!(saved.to_text(), "");
    }

    #[test]
    fn what_was_removed_comes_back_to_its_place() {
        let mut saved = Saved::default();
        for id in ["c", "b", "a"] {
            saved.toggle(story(id));
        }
        let before = saved.clone();
        assert_eq!(saved.remove("2025-11-22", "d"), None);
        assert_eq!(saved.remove("2025-11-22", "b"), Some(1));
        saved.put_back(1, story("b"));
        saved.put_back(0, story("b"));
        assert_eq!(saved, before);
    }

    #[test]
    fn days_come_in_the_order_of_their_last_saving() {
        let mut saved = Saved::default();
        for (page, id) in [("1", "a"), ("2", "b"), ("1", "c")] {
            let page = page.to_owned();
            saved.toggle(SavedStory { page, ..story(id) });
        }
        let ids = |day: &Vec<&SavedStory>| day.iter().map(|story| &*story.id).collect::<String>();
        let days = |most| saved.days(most).iter().map(ids).collect::<Vec<_>>();
        assert_eq!(days(9), ["ca", "b"]);
        assert_eq!(days(3), ["ca", "b"]);
        assert_eq!(days(2), ["ca"]);
        assert_eq!(days(1), ["c"]);
    }

    #[test]
    fn one_bad_story_costs_that_story() {
        let text = r#"[{"page":"x"},{"page":"p","id":"i","title":"t","date_text":"d"},7]"#;
        assert_eq!(Saved::from_text(text).stories().len(), 1);
        assert_eq!(Saved::from_text("{").stories().len(), 0);
    }
}
