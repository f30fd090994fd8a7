//! Stories, sections and takeaways that stand in the front matter as data, and not in the
//! text.

use super::{
    Node, Value,
    fields::{Fields, named},
    names,
};
use crate::{
    draft::{At, SectionDraft, StoryDraft, TakeawayDraft, listed as in_line, without_mark},
    entities::Entities,
    markdown,
    source::fold,
};
use dayfold_model::{Block, Source, plain_text};
use std::collections::HashMap;

/// The longest title that is made of a story's text, in characters.
const LONGEST_TITLE: usize = 120;

/// The stories of a list, in the sections that they name; or of a map, which has a list a
/// section. `None` where they are no stories.
pub(super) fn stories(node: &Node, entities: &mut Entities) -> Option<Vec<SectionDraft>> {
    let mut sections = Sections::default();
    match &node.value {
        Value::List(items) => {
            for item in items {
                if let Some((section, story)) = story(item, entities) {
                    sections.put(section, story);
                }
            }
        }
        Value::Map(map) => {
            for (title, node) in named_as_written(map) {
                let Value::List(items) = &node.value else {
                    continue;
                };
                for item in items {
                    if let Some((_, story)) = story(item, entities) {
                        sections.put(Some(title.clone()), story);
                    }
                }
            }
        }
        _ => {}
    }
    Some(sections.all).filter(|sections| !sections.is_empty())
}

/// A list of sections, each a map with its title and its stories.
pub(super) fn sections(node: &Node, entities: &mut Entities) -> Option<Vec<SectionDraft>> {
    let Value::List(items) = &node.value else {
        return None;
    };
    let mut sections = Vec::new();
    for item in items {
        let Value::Map(map) = &item.value else {
            continue;
        };
        let map = named(map);
        let fields = Fields(&map);
        let title = fields.text(names::ITEM_TITLE);
        let found = fields.first(names::STORIES, &mut vec![], |_, node, _| {
            stories(node, entities)
        });
        let Some(found) = found else { continue };
        let mut section = section(title);
        section.body = body(&fields, entities);
        // What the stories say of a section is the one that they stand in.
        section.stories = found.into_iter().flat_map(|found| found.stories).collect();
        sections.push(section);
    }
    Some(sections).filter(|sections| !sections.is_empty())
}

/// The points of a list, or of a text with a point a line.
pub(super) fn takeaways(node: &Node, entities: &mut Entities) -> Option<Vec<TakeawayDraft>> {
    let points: Vec<&str> = match &node.value {
        Value::Text(text) => text
            .lines()
            .map(|line| line.trim().trim_start_matches(['-', '*', '•']).trim())
            .collect(),
        Value::List(items) => items.iter().filter_map(as_text).collect(),
        _ => return None,
    };
    let takeaways: Vec<TakeawayDraft> = points
        .into_iter()
        .map(|point| markdown::inline_fragment(point, entities))
        .filter(|html| !html.is_empty())
        .map(|html| TakeawayDraft { html, story: None })
        .collect();
    Some(takeaways).filter(|takeaways| !takeaways.is_empty())
}

fn as_text(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Text(text) if !text.trim().is_empty() => Some(text),
        _ => None,
    }
}

fn named_as_written(map: &[(Node, Node)]) -> impl Iterator<Item = (String, &Node)> {
    map.iter()
        .filter_map(|(key, value)| as_text(key).map(|key| (fold(key), value)))
}

fn section(title: Option<String>) -> SectionDraft {
    SectionDraft {
        id: None,
        title,
        icon: None,
        body: vec![],
        stories: vec![],
    }
}

/// Sections, found again by their titles.
#[derive(Default)]
struct Sections {
    all: Vec<SectionDraft>,
    places: HashMap<Option<String>, usize>,
}

impl Sections {
    /// Puts a story into the section of that title, which is opened where it is new.
    fn put(&mut self, title: Option<String>, story: StoryDraft) {
        let place = *self.places.entry(title).or_insert_with_key(|title| {
            self.all.push(section(title.clone()));
            self.all.len() - 1
        });
        self.all[place].stories.push(story);
    }
}

/// A story, and the title of its section. Fields of other names are data, and not shown.
fn story(item: &Node, entities: &mut Entities) -> Option<(Option<String>, StoryDraft)> {
    let Value::Map(map) = &item.value else {
        return None;
    };
    let map = named(map);
    let fields = Fields(&map);
    let body = body(&fields, entities);
    let url = fields
        .text(names::ITEM_URL)
        .filter(|url| markdown::is_web(url));
    let title = fields
        .text(names::ITEM_TITLE)
        .map(|title| plain_text(&markdown::inline_fragment(&title, entities)))
        .filter(|title| !title.is_empty())
        .or_else(|| body.first().map(|block| first_sentence(&block.html)))
        .or_else(|| url.as_deref().map(|url| markdown::host(url).to_owned()))?;
    let mut story = StoryDraft::new(title);
    story.sources = sources(&fields, url.as_deref());
    story.kicker = kicker(&fields, &story.sources);
    story.url = url;
    story.body = body;
    story.tags = fields.first(names::ITEM_TAGS, &mut vec![], |_, node, _| tags(node));
    // A number counts the items of this list, and would name no story for ever.
    story.id = fields.first(names::ITEM_ID, &mut vec![], |_, node, _| {
        let id = as_text(node).filter(|id| id.contains(char::is_alphabetic))?;
        Some(At {
            value: fold(id),
            span: node.span.clone(),
        })
    });
    let section = fields.first(names::ITEM_SECTION, &mut vec![], |_, node, _| {
        let first = match &node.value {
            Value::List(items) => items.first().and_then(as_text),
            _ => as_text(node),
        };
        first.map(fold)
    });
    Some((section, story))
}

/// The texts of a story; one that another one has in it is not told twice.
fn body(fields: &Fields<'_>, entities: &mut Entities) -> Vec<Block> {
    let mut texts: Vec<&str> = Vec::new();
    for name in names::ITEM_TEXT {
        let found = fields.first(&[name], &mut vec![], |_, node, _| as_text(node));
        if let Some(text) = found.map(str::trim)
            && !texts.iter().any(|known| known.contains(text))
        {
            texts.retain(|known| !text.contains(known));
            texts.push(text);
        }
    }
    texts
        .into_iter()
        .flat_map(|text| markdown::fragment(text, entities))
        .map(|html| Block { label: None, html })
        .collect()
}

fn first_sentence(html: &str) -> String {
    let text = fold(&plain_text(html));
    let end = text
        .char_indices()
        .take(LONGEST_TITLE)
        .find(|(at, c)| {
            let rest = &text[at + c.len_utf8()..];
            matches!(c, '。' | '！' | '？')
                || matches!(c, '.' | '!' | '?') && (rest.is_empty() || rest.starts_with(' '))
        })
        .map(|(at, c)| at + if c == '.' { 0 } else { c.len_utf8() });
    match end {
        Some(end) => text[..end].to_owned(),
        None if text.chars().count() <= LONGEST_TITLE => text,
        None => text.chars().take(LONGEST_TITLE).chain(['…']).collect(),
    }
}

/// Names, addresses, or both; a name alone is that of the story's own address.
fn sources(fields: &Fields<'_>, url: Option<&str>) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    fields.first(names::ITEM_SOURCES, &mut vec![], |_, node, _| {
        let items = match &node.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        sources.extend(items.iter().filter_map(source));
        (!sources.is_empty()).then_some(())
    });
    if let (Some(url), [one]) = (url, sources.as_mut_slice())
        && one.url.is_none()
    {
        one.url = Some(url.to_owned());
    }
    sources
}

fn source(node: &Node) -> Option<Source> {
    let (name, url) = match &node.value {
        Value::Text(text) => {
            let text = fold(text);
            if markdown::is_web(&text) {
                (None, Some(text))
            } else {
                (Some(text), None)
            }
        }
        Value::Map(map) => {
            let map = named(map);
            let fields = Fields(&map);
            let url = fields.text(names::ITEM_URL);
            (
                fields.text(names::ITEM_TITLE),
                url.filter(|url| markdown::is_web(url)),
            )
        }
        _ => (None, None),
    };
    let name = name
        .or_else(|| url.as_deref().map(|url| markdown::host(url).to_owned()))
        .filter(|name| !name.is_empty())?;
    Some(Source { name, url })
}

fn kicker(fields: &Fields<'_>, sources: &[Source]) -> Vec<String> {
    let is_source = |value: &String| sources.iter().any(|source| source.name == *value);
    names::ITEM_KICKER
        .iter()
        .filter_map(|(name, sign)| {
            let value = fields.text(&[name]).filter(|value| !is_source(value))?;
            Some(format!("{sign}{}", value.trim_start_matches('#')))
        })
        .collect()
}

fn tags(node: &Node) -> Option<Vec<String>> {
    let labels = match &node.value {
        Value::Text(text) => in_line(text),
        Value::List(items) => items.iter().filter_map(as_text).map(fold).collect(),
        _ => return None,
    };
    Some(
        labels
            .iter()
            .map(|label| without_mark(label).to_owned())
            .collect(),
    )
}
