//! Where a story is from: lists of sources, and the links within it.

use crate::{
    markdown::Ev,
    markdown::{Kind as Block, Node, lines, walk::Waiting},
    pieces::Part,
    structure::{
        build::Builder,
        items::{has_link, item_blocks, list_items},
        lead::{plain, size},
        sources::{self, Found},
    },
    vocabulary,
};
use dayfold_model::{PartLabel, Source};
use pulldown_cmark::{Event, TagEnd};
use std::collections::HashSet;

/// The sources that the story has so far.
#[derive(Default)]
pub(in crate::structure) struct Known {
    /// How many of them are among the names.
    len: usize,
    names: HashSet<(String, Option<String>)>,
}

impl<'t> Builder<'_, 't, '_> {
    pub(in crate::structure) fn waits_for_sources(&self) -> bool {
        matches!(&self.walk.waiting, Some(Waiting::Label(label)) if vocabulary::names_sources(label))
    }

    pub(in crate::structure) fn list_of_sources(&mut self, label: Option<String>, list: &Node<'t>) {
        self.mark(list.span.clone(), Part::Sources);
        let mut found = Found {
            label,
            ..Found::default()
        };
        let mut others = Vec::new();
        for item in list_items(list) {
            match source_item(&item) {
                Some(more) => {
                    found.sources.extend(more.sources);
                    found.kicker.extend(more.kicker);
                }
                // Names alone.
                None if found.label.is_some() && !has_link(&item) && size(&plain(&item)) <= 12 => {
                    let names = lines::sources(&item, self.walk.text, self.walk.said);
                    found.sources.extend(names);
                }
                None => others.push(item),
            }
        }
        self.add_sources(found);
        for item in others {
            for block in item_blocks(&item) {
                self.text(&block, &[]);
            }
        }
    }

    pub(in crate::structure) fn add_sources(&mut self, found: Found) {
        let Some(story) = self.walk.draft.sections.last_mut() else {
            return;
        };
        let Some(story) = story.stories.last_mut() else {
            return;
        };
        for source in found.sources {
            // Lines of the documented form add sources, too.
            for known in &story.sources[self.known.len..] {
                self.known
                    .names
                    .insert((known.name.clone(), known.url.clone()));
            }
            self.known.len = story.sources.len();
            let is_known = self
                .known
                .names
                .contains(&(source.name.clone(), source.url.clone()));
            if source.url.is_none() || !is_known {
                story.sources.push(source);
            }
        }
        story.kicker.extend(found.kicker);
        if let Some(label) = found.label {
            story.labels.push(PartLabel {
                part: "sources".to_owned(),
                label,
            });
        }
    }

    /// The links within a story as its sources, named by their sites.
    pub(in crate::structure) fn harvest(&mut self, nodes: &[Node<'t>]) {
        let urls: Vec<String> = nodes
            .iter()
            .flat_map(|node| sources::all(&node.events))
            .filter(|url| sources::is_source(url))
            .collect();
        let Some(story) = self.walk.story() else {
            return;
        };
        let mut known: HashSet<String> = story
            .sources
            .iter()
            .filter_map(|source| source.url.clone())
            .collect();
        known.extend(story.url.clone());
        for url in urls {
            if known.insert(url.clone()) {
                story.sources.push(sources::named("", &url));
            }
        }
    }
}

/// An item that is a source: links, an address, or a name with an address.
pub(super) fn source_item(item: &[Ev<'_>]) -> Option<Found> {
    let blocks = item_blocks(item);
    let [block] = &blocks[..] else { return None };
    if block.kind != Block::Paragraph {
        return None;
    }
    let inner = block.inner();
    if let Some(found) = sources::line(inner) {
        return Some(found);
    }
    // "Name – https://…", "[1] Title: address"
    let urls = sources::all(inner);
    let [url] = &urls[..] else { return None };
    let mut name = plain(inner).replace(url.as_str(), " ");
    name = crate::source::fold(&name);
    let name = name
        .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '”' | '"' | '?' | '!'));
    (name.chars().count() <= 200).then(|| Found {
        sources: vec![if name.is_empty() {
            sources::named("", url)
        } else {
            Source {
                name: name.to_owned(),
                url: Some(url.clone()),
            }
        }],
        ..Found::default()
    })
}

/// A list without the labelled lines of sources that it ends with, and these.
pub(super) fn without_sources<'t>(list: &Node<'t>) -> (Option<Node<'t>>, Vec<Found>) {
    let mut found = Vec::new();
    let items = list_items(list);
    for item in items.iter().rev() {
        match source_item(item).filter(|found| found.label.is_some() && has_link(item)) {
            Some(one) => found.insert(0, one),
            None => break,
        }
    }
    if found.is_empty() {
        return (Some(list.clone()), found);
    }
    if found.len() == items.len() {
        return (None, found);
    }
    let mut kept = list.clone();
    let mut left = items.len() - found.len();
    let mut depth = 0_usize;
    let end = list.inner().iter().position(|(event, _)| {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        left -= usize::from(depth == 0 && matches!(event, Event::End(TagEnd::Item)));
        left == 0
    });
    if let (Some(end), Some(close)) = (end, kept.events.pop()) {
        kept.events.truncate(end + 2);
        kept.events.push(close);
    }
    (Some(kept), found)
}

/// Whether all items of a list are sources.
pub(in crate::structure) fn is_list_of_sources(node: &Node<'_>) -> bool {
    let items = list_items(node);
    !items.is_empty() && items.iter().all(|item| source_item(item).is_some())
}
