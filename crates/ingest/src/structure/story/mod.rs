//! Stories: their headline, their text, and where they are from.

mod origins;
mod paragraph;
mod row;

pub(super) use origins::{Known, is_list_of_sources};

use super::{
    build::Builder,
    headline::{self, Headline, without_separator},
    items::{item_blocks, list_items},
    lead::{self, Follow, plain},
};
use crate::{
    draft::{At, StoryDraft},
    markdown::{
        Ev, Kind as Block, Node, is_web,
        lines::{self, is_blank},
        span_of,
        walk::{Place, Waiting, wrapped},
    },
    pieces::Part,
    vocabulary,
};
use origins::{source_item, without_sources};
use pulldown_cmark::{Event, Tag};

impl<'t> Builder<'_, 't, '_> {
    /// The whole file as one story.
    pub(super) fn article(&mut self) {
        let title = self
            .walk
            .draft
            .title
            .as_ref()
            .map(|title| title.value.clone());
        let mut story = StoryDraft::new(title.unwrap_or_default());
        if let Some(At { value, .. }) = self.walk.draft.source.take() {
            story.sources.push(value);
        }
        story.sources.append(&mut self.walk.draft.sources);
        self.walk.draft.section().stories.push(story);
        self.walk.place = Place::Story;
        let masts = &self.outline.mastheads;
        let nodes: Vec<Node<'t>> = self.nodes[..self.closing]
            .iter()
            .enumerate()
            .filter(|(at, _)| !masts.contains(at))
            .map(|(_, node)| node.clone())
            .collect();
        self.story_blocks(&nodes);
        self.harvest(&nodes);
    }

    /// A heading that is a headline, with all under it.
    pub(super) fn story(&mut self, at: usize) {
        let head = &self.outline.heads[at];
        let node = &self.nodes[head.node];
        let inner = node.inner();
        let span = span_of(inner);
        let (attributes, words) = lines::heading(self.walk.text, &span, self.walk.said);
        let shown = crate::markdown::cut(inner, &words, self.walk.text);
        let mut found = heading(&shown, self.walk.text);
        let rest = plain(&found.rest);
        if !rest.is_empty() {
            found.kicker.push(rest);
            found.rest.clear();
        }
        self.open(found, &node.span.clone());
        if let Some(story) = self.walk.story() {
            story.id = attributes.id;
        }
        let all = head.all.start..head.all.end.min(self.closing).max(head.all.start);
        let nodes = self.nodes[all].to_vec();
        self.story_blocks(&nodes);
        let mut events = vec![node.clone()];
        events.extend(nodes);
        self.harvest(&events);
    }

    /// An item of a list, a bold line with its text, a paragraph: its first block holds the
    /// headline.
    pub(super) fn item(&mut self, blocks: Vec<Node<'t>>, group: Option<&str>) {
        let Some(at) = blocks
            .iter()
            .position(|block| block.kind == Block::Paragraph && !plain(&block.events).is_empty())
        else {
            // No text: nothing to be a headline.
            self.walk.separate();
            if self.walk.place != Place::Story {
                self.walk.place = Place::Section;
            }
            for (at, block) in blocks.iter().enumerate() {
                self.text(block, &blocks[at + 1..]);
            }
            return;
        };
        let first = &blocks[at];
        let mut found = headline::take(first.inner(), self.walk.text);
        if let Some(group) = group {
            found.kicker.insert(0, group.to_owned());
        }
        let rest = std::mem::take(&mut found.rest);
        self.open(found, &first.span.clone());
        if !is_blank(&rest) {
            let node = Node {
                kind: Block::Paragraph,
                span: span_of(&rest),
                events: wrapped(&rest),
            };
            self.story_paragraph(&node, &blocks[at + 1..]);
        }
        let mut others = blocks.clone();
        others.remove(at);
        self.story_blocks(&others);
        self.harvest(&blocks);
    }

    /// Opens a story with that headline.
    pub(super) fn open(&mut self, found: Headline<'t>, span: &crate::draft::Span) {
        self.walk.separate();
        if matches!(
            self.walk.place,
            Place::Intro | Place::Takeaways | Place::Footer
        ) {
            self.walk.place = Place::Section;
        }
        let (title, named) = self.walk.plain(&found.title);
        let title = title
            .trim_end_matches([':', '：'])
            .trim_end_matches([' '])
            .to_owned();
        let title = match title.strip_suffix('.') {
            // A headline, not a sentence of several.
            Some(bare) if !bare.contains(". ") && !bare.ends_with('.') => {
                bare.trim_end().to_owned()
            }
            _ => match title.strip_suffix(['。', '।']) {
                Some(bare) if !bare.contains(['。', '।']) => bare.trim_end().to_owned(),
                _ => title,
            },
        };
        let mut story = StoryDraft::new(title);
        story.title_entities = named;
        story.url = found.url;
        story.kicker = found.kicker;
        if !found.tags.is_empty() {
            story.tags = Some(found.tags);
        }
        self.walk.draft.section().stories.push(story);
        self.known = Known::default();
        self.walk.place = Place::Story;
        self.mark(span.clone(), Part::Story);
    }

    /// The blocks of a story.
    fn story_blocks(&mut self, nodes: &[Node<'t>]) {
        let mut at = 0;
        while at < nodes.len() {
            let node = &nodes[at];
            at += 1;
            match node.kind {
                Block::Heading(_) => {
                    let words = plain(node.inner());
                    let list = nodes.get(at).filter(|next| {
                        let items = list_items(next);
                        !items.is_empty() && items.iter().all(|item| source_item(item).is_some())
                    });
                    if let Some(list) = list.filter(|_| vocabulary::names_sources(&words)) {
                        self.mark(node.span.clone(), Part::Label);
                        self.list_of_sources(Some(words), list);
                        at += 1;
                    } else {
                        self.label(node);
                    }
                }
                Block::List if self.waits_for_sources() => {
                    let label = match self.walk.waiting.take() {
                        Some(Waiting::Label(label)) => Some(label),
                        _ => None,
                    };
                    self.list_of_sources(label, node);
                }
                // A point alone is no list.
                Block::List if nodes.len() == 1 && self.is_first_block() => {
                    let items = list_items(node);
                    match &items[..] {
                        [item] => {
                            let blocks = item_blocks(item);
                            self.story_blocks(&blocks);
                        }
                        _ => self.text(node, &nodes[at..]),
                    }
                }
                Block::List => {
                    let (list, found) = without_sources(node);
                    if let Some(list) = list {
                        self.text(&list, &nodes[at..]);
                    }
                    for found in found {
                        self.add_sources(found);
                    }
                }
                _ => self.text(node, &nodes[at..]),
            }
        }
        self.walk.separate();
    }

    pub(super) fn is_first_block(&mut self) -> bool {
        self.walk.waiting.is_none() && self.walk.story().is_some_and(|story| story.body.is_empty())
    }
}

/// A heading that is a headline.
fn heading<'t>(events: &[Ev<'t>], text: &str) -> Headline<'t> {
    match lead::lead(events) {
        Some(found)
            if !lead::is_name(&found.text)
                && found.follow != Follow::Text
                && (found.url.is_some() || found.follow == Follow::End) =>
        {
            let (kicker, tags) = headline::decorations(&plain(&events[..found.decoration]));
            let inside = &events[found.events.clone()];
            let mut out = headline::take(inside, text);
            let mut all = kicker;
            all.extend(out.kicker);
            out.kicker = all;
            out.tags.extend(tags);
            out.url = found.url.filter(|url| is_web(url));
            // The whole of the lead, whatever sentences it has.
            let rest = std::mem::take(&mut out.rest);
            if !rest.is_empty() {
                out.title = headline::unmarked(inside, text);
            }
            out.rest = without_separator(events[found.events.end..].to_vec(), text);
            out
        }
        _ => {
            let (kicker, title) = headline::marks(events, text);
            let url = title.iter().find_map(|(event, _)| match event {
                Event::Start(Tag::Link { dest_url, .. }) if is_web(dest_url) => {
                    Some(dest_url.to_string())
                }
                _ => None,
            });
            Headline {
                kicker,
                title,
                url,
                ..Headline::default()
            }
        }
    }
}
