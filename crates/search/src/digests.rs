//! What of a digest is searched.

use crate::{
    Place,
    part::{Digest, Story},
};
use dayfold_model::{Block, Section, plain_text};

impl<'a> Digest<'a> {
    /// A digest as it is published. Behind its stories one more stands for what it says beside
    /// them: its headline, its summary and what sums up no story, the text of its topics.
    pub fn new(digest: &'a dayfold_model::Digest) -> Self {
        let place = match digest.date {
            Some(date) => Place::Day(date),
            None => Place::Undated(digest.slug.clone().unwrap_or_default()),
        };
        let sections = digest.sections.iter();
        let stories = sections.flat_map(|section| {
            let stories = section.stories.iter();
            stories.map(|told| story(digest, section, told))
        });
        Self {
            place,
            stories: stories.chain([beside(digest)]).collect(),
        }
    }
}

fn story<'a>(
    digest: &'a dayfold_model::Digest,
    section: &'a Section,
    told: &'a dayfold_model::Story,
) -> Story<'a> {
    let tags = digest.tags.iter().filter(|tag| told.tags.contains(&tag.id));
    let entities = digest.entities.iter();
    let entities = entities.filter(|entity| told.entities.contains(&entity.id));
    let mut text = String::new();
    blocks(&told.body, &mut text);
    for kicker in &told.kicker {
        add(kicker, &mut text);
    }
    for source in &told.sources {
        add(&source.name, &mut text);
    }
    Story {
        title: &told.title,
        topic: section.title.as_deref(),
        tags: tags.map(|tag| (&*tag.id, &*tag.label)).collect(),
        entities: entities
            .map(|entity| (&*entity.id, &*entity.name))
            .collect(),
        text,
    }
}

fn beside(digest: &dayfold_model::Digest) -> Story<'_> {
    let mut text = String::new();
    let takeaways = digest.takeaways.iter();
    let takeaways = takeaways.filter(|takeaway| takeaway.story.is_none());
    let own = digest.summary.iter();
    for html in own.chain(takeaways.map(|takeaway| &takeaway.html)) {
        add(&plain_text(html), &mut text);
    }
    for section in &digest.sections {
        if section.stories.is_empty() {
            add(section.title.as_deref().unwrap_or_default(), &mut text);
        }
        blocks(&section.body, &mut text);
    }
    blocks(&digest.footer, &mut text);
    Story {
        title: &digest.title,
        text,
        ..Story::default()
    }
}

fn blocks(blocks: &[Block], text: &mut String) {
    for block in blocks {
        add(block.label.as_deref().unwrap_or_default(), text);
        add(&plain_text(&block.html), text);
    }
}

fn add(more: &str, text: &mut String) {
    if !text.is_empty() && !more.is_empty() {
        text.push('\n');
    }
    text.push_str(more);
}
