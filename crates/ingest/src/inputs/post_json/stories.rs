//! Sections and their stories.

use super::{
    super::json::{Node, Value},
    fields::{Reader, many},
};
use crate::{
    Diagnostic,
    draft::{At, SectionDraft, StoryDraft, listed},
    markdown::{host, is_web},
    source::fold,
};
use dayfold_model::{Source, lead, plain_text};

pub(super) const SECTION: &[&str] = &[
    "id", "title", "icon", "body", "stories", "md", "html", "summary",
];
pub(super) const STORY: &[&str] = &[
    "id", "title", "url", "kicker", "body", "sources", "tags", "entities", "labels", "md", "html",
    "summary",
];
pub(super) const SOURCE: &[&str] = &["name", "url"];

/// The longest headline that is made of a story's text, in characters.
const LONGEST_TITLE: usize = 80;

impl Reader<'_, '_> {
    /// Stories under no section.
    pub(super) fn loose_stories(&mut self, node: &Node) {
        let stories = self.stories(node);
        if !stories.is_empty() {
            self.draft.sections.push(SectionDraft {
                stories,
                ..SectionDraft::default()
            });
        }
    }

    pub(super) fn section(&mut self, node: &Node) {
        if !matches!(node.value, Value::Map(_)) {
            return self.wrong(node, "an object with `title` and `stories`");
        }
        self.known(node, SECTION);
        let mut body: Vec<_> = self.lead(node).into_iter().collect();
        body.extend(self.blocks(node, "body"));
        let section = SectionDraft {
            id: self.id(node),
            title: self.text(node, "title"),
            icon: self.text(node, "icon"),
            body,
            stories: node
                .get("stories")
                .map_or_else(Vec::new, |stories| self.stories(stories)),
        };
        self.draft.sections.push(section);
    }

    fn stories(&mut self, node: &Node) -> Vec<StoryDraft> {
        many(node)
            .iter()
            .filter_map(|node| self.story(node))
            .collect()
    }

    fn id(&mut self, node: &Node) -> Option<At<String>> {
        let value = self.text(node, "id")?;
        Some(At {
            value,
            span: node.get("id")?.span.clone(),
        })
    }

    fn story(&mut self, node: &Node) -> Option<StoryDraft> {
        match &node.value {
            Value::Null => return None,
            Value::Text(title) if !title.trim().is_empty() => {
                return Some(StoryDraft::new(fold(title)));
            }
            Value::Map(_) => {}
            _ => {
                self.wrong(node, "an object with `title`");
                return None;
            }
        }
        self.known(node, STORY);
        let mut body: Vec<_> = self.lead(node).into_iter().collect();
        body.extend(self.blocks(node, "body"));
        let title = self.text(node, "title").or_else(|| {
            let text = body.iter().map(|block| plain_text(&block.html));
            let title = text
                .map(|text| lead(&text, LONGEST_TITLE))
                .find(|text| !text.is_empty());
            let made = match title {
                Some(_) => "its first words stand in for it",
                None => "it was left out",
            };
            self.said.push(
                Diagnostic::warning("no-headline", format!("the story has no title; {made}"))
                    .at(node.span.clone()),
            );
            title
        })?;
        let mut story = StoryDraft::new(title);
        story.id = self.id(node);
        story.url = self.address(node);
        story.body = body;
        for item in node.get("kicker").map_or(&[][..], many) {
            match item.text() {
                Some(text) => story
                    .kicker
                    .extend(Some(fold(text)).filter(|text| !text.is_empty())),
                None => self.wrong(item, "a text"),
            }
        }
        for item in node.get("sources").map_or(&[][..], many) {
            story.sources.extend(self.source(item));
        }
        story.tags = self.story_tags(node);
        story.entities = self.story_entities(node);
        story.labels = self.labels(node);
        Some(story)
    }

    /// The field `url`.
    fn address(&mut self, node: &Node) -> Option<String> {
        let url = self.text(node, "url")?;
        if is_web(&url) {
            return Some(url);
        }
        let at = node.get("url")?;
        self.wrong(at, "a whole address that begins with `https://`");
        None
    }

    fn source(&mut self, node: &Node) -> Option<Source> {
        if let Some(text) = node.text().map(fold).filter(|text| !text.is_empty()) {
            return Some(if is_web(&text) {
                Source {
                    name: host(&text).to_owned(),
                    url: Some(text),
                }
            } else {
                Source {
                    name: text,
                    url: None,
                }
            });
        }
        if !matches!(node.value, Value::Map(_)) {
            self.wrong(
                node,
                "a name, an address, or an object with `name` and `url`",
            );
            return None;
        }
        self.known(node, SOURCE);
        let url = self.address(node);
        let name = self
            .text(node, "name")
            .or_else(|| url.as_deref().map(|url| host(url).to_owned()));
        match name {
            Some(name) => Some(Source { name, url }),
            None => {
                self.wrong(node, "an object with `name` and `url`");
                None
            }
        }
    }

    /// Ids of tags, or labels.
    fn story_tags(&mut self, node: &Node) -> Option<Vec<String>> {
        let tags = node.get("tags")?;
        let mut out = Vec::new();
        if let Some(list) = tags.text() {
            out = listed(list);
        } else {
            for item in many(tags) {
                match item.text().map(fold) {
                    Some(tag) if tag.is_empty() => {}
                    Some(tag) => out.push(tag),
                    None => match self.text(item, "label").or_else(|| self.text(item, "id")) {
                        Some(label) => out.push(label),
                        None => self.wrong(item, "a label or the id of a tag"),
                    },
                }
            }
        }
        // An id says so by its mark, since it may be the label of another tag.
        for tag in &mut out {
            if self.tag_ids.contains(tag.as_str()) {
                tag.insert(0, '#');
            }
        }
        Some(out)
    }

    /// Ids or names of entities; a name that is new makes an entity.
    fn story_entities(&mut self, node: &Node) -> Option<At<Vec<String>>> {
        let entities = node.get("entities")?;
        let mut ids = Vec::new();
        for item in many(entities) {
            let kind = self.text_quietly(item, "kind");
            let name = item
                .text()
                .map(fold)
                .or_else(|| self.text_quietly(item, "name"))
                .or_else(|| self.text_quietly(item, "id"));
            match name.filter(|name| !name.is_empty()) {
                Some(name) => {
                    let known = self.draft.entities.find(&name);
                    ids.push(known.unwrap_or_else(|| {
                        self.draft
                            .entities
                            .meet(kind.as_deref().unwrap_or(""), &name)
                    }));
                }
                None => self.wrong(item, "the id or name of an entity"),
            }
        }
        Some(At {
            value: ids,
            span: entities.span.clone(),
        })
    }

    fn text_quietly(&mut self, node: &Node, name: &str) -> Option<String> {
        node.text_of(name).map(fold)
    }
}
