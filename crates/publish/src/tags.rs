//! The stories of each tag, over all days.

use crate::editions::Edition;
use dayfold_app::components::{story_lead, story_sources};
use dayfold_model::{Digest, Story, StoryLink, TagCount, TagPage, VERSION};
use std::collections::BTreeMap;

/// How many stories a page of a tag holds.
const PER_PAGE: usize = 50;

/// A tag with its stories, the oldest first.
pub(crate) struct TagStories {
    id: String,
    label: String,
    stories: Vec<StoryLink>,
}

/// Every tag that a story bears, by id.
pub(crate) fn collect(edition: &Edition) -> Vec<TagStories> {
    let mut tags: BTreeMap<&str, TagStories> = BTreeMap::new();
    // What has no day counts as older than any.
    for digest in edition.undated.values().chain(edition.days.values()) {
        for tag in &digest.tags {
            let mut stories = digest
                .stories()
                .filter(|story| story.tags.contains(&tag.id))
                .map(|story| link(digest, story))
                .peekable();
            if stories.peek().is_none() {
                continue;
            }
            let known = tags.entry(&tag.id).or_insert_with(|| TagStories {
                id: tag.id.clone(),
                label: String::new(),
                stories: Vec::new(),
            });
            // As it was written last.
            known.label.clone_from(&tag.label);
            known.stories.extend(stories);
        }
    }
    tags.into_values().collect()
}

fn link(digest: &Digest, story: &Story) -> StoryLink {
    StoryLink {
        date: digest.date,
        slug: digest.slug.clone(),
        date_text: if digest.date.is_some() {
            digest.date_text.clone()
        } else {
            digest.title.clone()
        },
        id: story.id.clone(),
        title: story.title.clone(),
        lead: story_lead(&story.body),
        sources: story_sources(story)
            .into_iter()
            .map(|source| source.name)
            .collect(),
    }
}

impl TagStories {
    /// The tag's id.
    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    /// The tag and how often it is used.
    pub(crate) fn count(&self) -> TagCount {
        TagCount {
            id: self.id.clone(),
            label: self.label.clone(),
            count: self.stories.len() as u32,
        }
    }

    /// Its pages, from the oldest.
    pub(crate) fn pages(&self) -> impl ExactSizeIterator<Item = TagPage> + '_ {
        self.stories
            .chunks(PER_PAGE)
            .enumerate()
            .map(|(index, stories)| TagPage {
                version: VERSION,
                id: self.id.clone(),
                label: self.label.clone(),
                page: index as u32 + 1,
                count: None,
                stories: newest_first(stories),
            })
    }

    /// Its front page: the newest page, with the count.
    pub(crate) fn front(&self) -> Option<TagPage> {
        let mut page = self.pages().last()?;
        page.count = Some(self.stories.len() as u32);
        Some(page)
    }
}

/// The newest day first; within a day in the order of the text.
fn newest_first(stories: &[StoryLink]) -> Vec<StoryLink> {
    let mut stories = stories.to_vec();
    stories.sort_by_key(|story| std::cmp::Reverse(story.date));
    stories
}
