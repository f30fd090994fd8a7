//! The reader, tried on a piece of Markdown.

use crate::{
    draft::{At, Draft, StoryDraft, TakeawayDraft},
    entities::Entities,
    markdown,
    source::is_dropped,
    templating,
};
use dayfold_model::{Block, Digest, Entity, Section, Story};
use std::cell::RefCell;

/// Reads pieces of a digest's Markdown.
pub(super) struct Probe {
    /// The digest's entities, lent to one reading after another.
    entities: RefCell<Entities>,
    /// How many these are in the digest.
    count: usize,
}

impl Probe {
    pub(super) fn new(digest: &Digest) -> Self {
        let mut entities = Entities::default();
        for entity in &digest.entities {
            entities.declare(&entity.id, &entity.kind, &entity.name);
        }
        Self {
            entities: RefCell::new(entities),
            count: digest.entities.len(),
        }
    }

    /// The entity of that id.
    pub(super) fn entity(&self, id: &str) -> Option<Entity> {
        self.entities.borrow().get(id).cloned()
    }

    /// The draft of a text, unless there is something to say about it.
    fn read(&self, markdown: &str) -> Option<Draft> {
        // They would be gone, or line feeds, before the Markdown is read.
        let altered = |c| is_dropped(c) || matches!(c, '\r' | '\u{2028}' | '\u{2029}');
        if markdown.contains(altered) || !templating::tags(markdown).is_empty() {
            return None;
        }
        let entities = self.entities.take();
        let before = entities.count();
        let mut draft = Draft {
            title: Some(At {
                value: String::new(),
                span: 0..0,
            }),
            entities,
            ..Draft::default()
        };
        let mut said = Vec::new();
        markdown::read(markdown, 0, &mut draft, &mut said);
        let mut entities = std::mem::take(&mut draft.entities);
        let same = entities.count() == self.count;
        entities.truncate(before);
        self.entities.replace(entities);
        (said.is_empty() && same).then_some(draft)
    }

    /// The one story of a text that stands under a story's headline.
    pub(super) fn story(&self, markdown: &str) -> Option<StoryDraft> {
        let draft = self.read(&format!("### x\n\n{markdown}"))?;
        let alone = draft.takeaways.is_empty() && draft.footer.is_empty() && draft.tags.is_empty();
        let mut sections = draft.sections;
        let section = sections.pop().filter(|_| sections.is_empty() && alone)?;
        let mut stories = section.stories;
        stories.pop().filter(|_| stories.is_empty())
    }

    /// Whether a text reads as these blocks, under a story's headline.
    pub(super) fn body(&self, markdown: &str, blocks: &[Block]) -> bool {
        self.story(markdown).is_some_and(|story| {
            story.body == blocks
                && story.sources.is_empty()
                && story.kicker.is_empty()
                && story.tags.is_none()
                && story.entities.is_none()
                && story.title_entities.is_empty()
        })
    }

    /// Whether two texts say the same of a story.
    pub(super) fn alike(&self, one: &str, other: &str) -> bool {
        let said = |markdown| {
            let story = self.story(markdown)?;
            let entities = story.entities.map(|entities| entities.value);
            Some((story.body, story.sources, story.tags, entities))
        };
        said(one) == said(other)
    }

    /// Whether a text before the first section reads as this summary.
    pub(super) fn summary(&self, markdown: &str, html: &str) -> bool {
        self.read(markdown).is_some_and(|draft| {
            draft.summary.concat() == html
                && draft.sections.is_empty()
                && draft.takeaways.is_empty()
                && draft.footer.is_empty()
                && draft.tags.is_empty()
        })
    }

    /// Whether an item of a list reads as this takeaway.
    pub(super) fn takeaway(&self, markdown: &str, html: &str, tied: bool) -> bool {
        self.read(&format!("## Takeaways\n\n{markdown}"))
            .is_some_and(|draft| {
                let fits = |read: &TakeawayDraft| read.html == html && read.story.is_some() == tied;
                matches!(draft.takeaways.as_slice(), [one] if fits(one))
                    && draft.sections.is_empty()
            })
    }

    /// Whether a heading reads as this section's.
    pub(super) fn section(&self, markdown: &str, section: &Section) -> bool {
        self.read(markdown).is_some_and(|draft| {
            matches!(draft.sections.as_slice(), [read]
                if read.title == section.title
                    && read.icon == section.icon
                    && read.id.as_ref().is_none_or(|id| id.value == section.id)
                    && read.stories.is_empty())
        })
    }

    /// Whether a heading reads as this story's, with an id of its own or not.
    pub(super) fn heading(&self, markdown: &str, story: &Story, id: &str) -> bool {
        self.read(markdown).is_some_and(|draft| {
            let stories: Vec<&StoryDraft> =
                draft.sections.iter().flat_map(|s| &s.stories).collect();
            matches!(stories.as_slice(), [read]
                if read.title == story.title
                    && read.url == story.url
                    && read.id.is_some() != id.is_empty()
                    && read.id.as_ref().is_none_or(|id| id.value == story.id)
                    && read.title_entities.is_empty()
                    && read.body.is_empty())
        })
    }
}
