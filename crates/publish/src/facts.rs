//! What lists, feeds and threads need to know of a digest in its place, without its text.

use crate::{
    cache::{self, Cache, Ingredients, Key, Kind},
    name::Name,
    threads::Ties,
};
use dayfold_app::components::{story_lead, story_sources};
use dayfold_model::{Block, Date, Digest, Story, StoryLink, parse};
use serde::{Deserialize, Serialize};

/// What is known of a digest.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Facts {
    /// The key of all that it is made of.
    pub(crate) key: Key,
    pub(crate) title: String,
    pub(crate) date_text: String,
    pub(crate) lang: String,
    /// The moment that the text states.
    pub(crate) updated: Option<String>,
    /// The key of its words outside its stories.
    pub(crate) words: Key,
    pub(crate) stories: Vec<StoryFacts>,
    /// The tags of its stories: id and label.
    pub(crate) tags: Vec<(Name, Name)>,
    /// What its stories name: id and name.
    pub(crate) entities: Vec<(Name, Name)>,
}

/// What is known of a story.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct StoryFacts {
    pub(crate) id: Name,
    pub(crate) title: Name,
    /// The key of its words.
    pub(crate) words: Key,
    /// Which of its digest's tags it bears, in their order.
    pub(crate) tags: Vec<u16>,
    /// Which of its digest's entities it names, in their order.
    pub(crate) entities: Vec<u16>,
}

impl Facts {
    /// Of a digest that is made of what `key` says. How its stories are shown in lists is put
    /// into the cache.
    pub(crate) fn of(digest: &Digest, key: Key, cache: &Cache) -> Self {
        let stories = digest.stories().enumerate().map(|(at, story)| {
            if let Ok(json) = serde_json::to_vec(&link(digest, story)) {
                cache.put(Kind::Link, &cache::part(key, at), json);
            }
            let tags = places(digest.tags.iter().map(|tag| &tag.id), &story.tags);
            let entities = digest.entities.iter().map(|entity| &entity.id);
            StoryFacts {
                id: Name::from(&story.id),
                title: Name::from(&story.title),
                words: words_of_story(story),
                tags,
                entities: places(entities, &story.entities),
            }
        });
        let entities = digest.entities.iter();
        Self {
            key,
            title: digest.title.clone(),
            date_text: digest.date_text.clone(),
            lang: digest.lang.clone(),
            updated: digest.updated.clone(),
            words: words_outside(digest),
            stories: stories.collect(),
            tags: digest
                .tags
                .iter()
                .map(|tag| (Name::from(&tag.id), Name::from(&tag.label)))
                .collect(),
            entities: entities
                .map(|entity| (Name::from(&entity.id), Name::from(&entity.name)))
                .collect(),
        }
    }

    /// How one of its stories is shown in lists.
    pub(crate) fn link(&self, at: usize, cache: &Cache) -> Option<StoryLink> {
        let json = cache.get(Kind::Link, &cache::part(self.key, at))?;
        parse(std::str::from_utf8(&json).ok()?)
    }
}

/// Which of `all` are wanted.
fn places<'a>(all: impl Iterator<Item = &'a String>, wanted: &[String]) -> Vec<u16> {
    let all = all.enumerate().filter(|(_, id)| wanted.contains(id));
    all.filter_map(|(at, _)| u16::try_from(at).ok()).collect()
}

fn words_of_story(story: &Story) -> Key {
    let mut all = Ingredients::of("story");
    all.text(&story.title).value(&story.url);
    add_blocks(&mut all, &story.body);
    for source in &story.sources {
        all.text(&source.name).value(&source.url);
    }
    all.done()
}

fn words_outside(digest: &Digest) -> Key {
    let mut all = Ingredients::of("day");
    all.text(&digest.title).value(&digest.summary);
    for takeaway in &digest.takeaways {
        all.text(&takeaway.html);
    }
    for section in &digest.sections {
        all.value(&section.title);
        add_blocks(&mut all, &section.body);
    }
    add_blocks(&mut all, &digest.footer);
    all.done()
}

fn add_blocks(all: &mut Ingredients, blocks: &[Block]) {
    for block in blocks {
        all.value(&block.label).text(&block.html);
    }
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

/// A digest in its place in the site.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(crate) date: Option<Date>,
    pub(crate) slug: Option<String>,
    pub(crate) facts: Facts,
    pub(crate) ties: Ties,
}
