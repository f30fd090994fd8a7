//! Stories: their headline, their text, and where they are from.

use super::{
    build::Builder,
    headline::{self, Headline, without_separator},
    items::{has_link, item_blocks, list_items},
    lead::{self, Follow, plain, size},
    sources::{self, Found},
};
use crate::{
    draft::{At, StoryDraft},
    html::Mode,
    markdown::{
        Ev, Kind as Block, Node, inline, is_web,
        lines::{self, Line, is_blank},
        span_of,
        walk::{Place, Waiting, wrapped},
    },
    pieces::Part,
    vocabulary::{self, Meta},
};
use dayfold_model::{PartLabel, Source};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::HashSet;

/// The sources that the story has so far.
#[derive(Default)]
pub(super) struct Known {
    /// How many of them are among the names.
    len: usize,
    names: HashSet<(String, Option<String>)>,
}

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
        let attributes =
            lines::attributes(self.walk.text, &span, self.walk.said).unwrap_or_default();
        let end = if attributes.start > 0 {
            attributes.start
        } else {
            span.end
        };
        let shown = crate::markdown::cut(inner, &(span.start..end), self.walk.text);
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

    /// A row of a table: the cell with most words is the headline.
    pub(super) fn row(&mut self, cells: Vec<(String, Vec<Ev<'t>>)>, group: Option<&str>) {
        let weight = |cell: &[Ev<'_>]| size(&plain(cell)) * 2 + usize::from(has_link(cell));
        let Some(best) = (0..cells.len())
            .rev()
            .max_by_key(|at| weight(&cells[*at].1))
        else {
            return;
        };
        // The one link is the headline's, unless it is called "link" or its column "source".
        let named = |(name, cell): &(String, Vec<Ev<'t>>)| {
            let words = plain(cell);
            has_link(cell)
                && !vocabulary::is_call(&words)
                && !is_web(&words)
                && !vocabulary::names_sources(name)
                && words.contains(char::is_alphabetic)
        };
        let best = match cells.iter().filter(|cell| named(cell)).count() {
            1 => cells.iter().position(named).unwrap_or(best),
            _ => best,
        };
        let mut found = headline::take(&cells[best].1, self.walk.text);
        if let Some(group) = group {
            found.kicker.insert(0, group.to_owned());
        }
        let rest = std::mem::take(&mut found.rest);
        let span = span_of(&cells[best].1);
        self.open(found, &span);
        let all: Vec<Ev<'t>> = cells.iter().flat_map(|(_, cell)| cell.clone()).collect();
        if !is_blank(&rest) {
            let html = self.walk.html(&wrapped(&rest), Mode::Block);
            self.walk.push(None, html);
        }
        for (at, (name, cell)) in cells.into_iter().enumerate() {
            let words = plain(&cell);
            if at == best || words.is_empty() {
                continue;
            }
            if let Some(found) = sources::line(&cell) {
                self.add_sources(found);
            } else if vocabulary::names_sources(&name) && size(&words) <= 5 && !has_link(&cell) {
                self.add_sources(Found {
                    sources: vec![Source {
                        name: words,
                        url: None,
                    }],
                    ..Found::default()
                });
            } else if size(&words) <= 5 && !has_link(&cell) {
                if let Some(story) = self.walk.story() {
                    story.kicker.push(words);
                }
            } else {
                let html = self.walk.html(&wrapped(&cell), Mode::Block);
                self.walk.push(None, html);
            }
        }
        let node = Node {
            kind: Block::Paragraph,
            span,
            events: all,
        };
        self.harvest(&[node]);
    }

    /// Opens a story with that headline.
    fn open(&mut self, found: Headline<'t>, span: &crate::draft::Span) {
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
                Some(bare) if !bare.contains(['。', '।']) => bare.to_owned(),
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

    fn is_first_block(&mut self) -> bool {
        self.walk.waiting.is_none() && self.walk.story().is_some_and(|story| story.body.is_empty())
    }

    fn waits_for_sources(&self) -> bool {
        matches!(&self.walk.waiting, Some(Waiting::Label(label)) if vocabulary::names_sources(label))
    }

    fn list_of_sources(&mut self, label: Option<String>, list: &Node<'t>) {
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

    fn add_sources(&mut self, found: Found) {
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

    /// A paragraph of a story: lines of sources and tags, labelled lines, text.
    pub(super) fn story_paragraph(&mut self, node: &Node<'t>, rest: &[Node<'t>]) {
        let inner = node.inner();
        let text = self.walk.text;
        if self.is_first_block()
            && let Some(parts) = about(inner)
        {
            self.mark(node.span.clone(), Part::Kicker);
            if let Some(story) = self.walk.story() {
                story.kicker.extend(parts);
            }
            return;
        }
        let before_list = matches!(rest.first(), Some(next) if next.kind == Block::List);
        if before_list && let Some(label) = lines::plain_label(inner, text) {
            self.walk.settle();
            self.mark(node.span.clone(), Part::Label);
            self.walk.waiting = Some(Waiting::Label(label));
            return;
        }
        let mut gathered: Option<(Option<String>, Vec<Ev<'t>>)> = None;
        for range in inline::lines(inner) {
            let line = &inner[range.clone()];
            if is_blank(line) {
                continue;
            }
            if let Some(found) = sources::line(line) {
                self.gather(gathered.take());
                self.walk.joining = false;
                self.mark(span_of(line), Part::Sources);
                self.add_sources(found);
                continue;
            }
            if let Some((tags, kicker)) = tag_line(line) {
                self.gather(gathered.take());
                self.mark(span_of(line), Part::Tags);
                self.add_tags(tags, kicker);
                continue;
            }
            let mut named = vec![];
            let seen = lines::recognise(line, text, &mut self.walk.draft.entities, &mut named);
            match seen {
                Line::Meta(Meta::Tags, value) if !is_blank(&value) => {
                    self.gather(gathered.take());
                    self.mark(span_of(line), Part::Tags);
                    let (list, _) = self.walk.plain(&value);
                    let tags: Vec<String> = crate::draft::listed(&list)
                        .iter()
                        .map(|tag| crate::draft::without_mark(tag).to_owned())
                        .collect();
                    self.add_tags(tags.clone(), tags);
                    let label = label_of(line);
                    if let Some(story) = self.walk.story().filter(|_| label != "Tags") {
                        story.labels.push(PartLabel {
                            part: "tags".to_owned(),
                            label,
                        });
                    }
                }
                Line::Meta(Meta::Sources, value)
                    if !is_blank(&value) && vocabulary::names_sources(&label_of(line)) =>
                {
                    self.gather(gathered.take());
                    self.mark(span_of(line), Part::Sources);
                    self.walk.meta(Meta::Sources, &value, line);
                }
                Line::Meta(meta @ (Meta::Kicker | Meta::Entities), value) if !is_blank(&value) => {
                    self.gather(gathered.take());
                    self.mark(span_of(line), Part::Kicker);
                    self.walk.meta(meta, &value, line);
                }
                Line::Label(label, value) => {
                    self.gather(gathered.take());
                    self.walk.name(named);
                    gathered = Some((Some(label), value));
                }
                _ => match &mut gathered {
                    Some((_, events)) => {
                        events.extend_from_slice(&inner[range.start.saturating_sub(1)..range.end]);
                    }
                    None => gathered = Some((None, line.to_vec())),
                },
            }
        }
        self.gather(gathered.take());
    }

    /// Lines that belong together, with their label; the links that they end with are
    /// sources.
    fn gather(&mut self, lines: Option<(Option<String>, Vec<Ev<'t>>)>) {
        let Some((label, events)) = lines else { return };
        let text = self.walk.text;
        let (events, found) = match sources::trailing(&events, text) {
            Some((end, found)) => (sources::before(&events, end, text), Some(found)),
            None => (events, None),
        };
        self.mark(span_of(&events), Part::Text);
        self.walk.gather(Some((label, events)));
        if let Some(found) = found {
            self.add_sources(found);
        }
    }

    fn add_tags(&mut self, tags: Vec<String>, kicker: Vec<String>) {
        if let Some(story) = self.walk.story() {
            story.tags.get_or_insert_default().extend(tags);
            story.kicker.extend(kicker);
        }
    }

    /// The links within a story as its sources, named by their sites.
    fn harvest(&mut self, nodes: &[Node<'t>]) {
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
        _ = Source::clone;
    }
}

/// The word that leads a line, before its colon.
fn label_of(line: &[Ev<'_>]) -> String {
    let words = plain(line);
    let label = words.split([':', '：']).next().unwrap_or_default();
    label.trim_matches(['*', '_', ' ']).to_owned()
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

/// An item that is a source: links, an address, or a name with an address.
fn source_item(item: &[Ev<'_>]) -> Option<Found> {
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

/// A line that says when a story is from, or who tells it and how many have read it, in parts.
fn about(events: &[Ev<'_>]) -> Option<Vec<String>> {
    const LONGEST: usize = 90;
    let one_line = events.iter().all(|(event, _)| {
        matches!(
            event,
            Event::Text(_)
                | Event::Start(Tag::Emphasis | Tag::Strong)
                | Event::End(TagEnd::Emphasis | TagEnd::Strong)
        )
    });
    let words = plain(events);
    if !one_line || words.chars().count() > LONGEST || words.ends_with(['.', '。', '!', '?', ':'])
    {
        return None;
    }
    let parts: Vec<String> = words
        .split(['|', '·', '｜', '•'])
        .map(|part| {
            let part = part.trim();
            let (icon, rest) = crate::emoji::leading(part).unwrap_or(("", part));
            if icon.is_empty() {
                part.to_owned()
            } else {
                rest.trim().to_owned()
            }
        })
        .filter(|part| part.contains(char::is_alphanumeric))
        .collect();
    let short = parts
        .iter()
        .all(|part| size(part) <= 5 && !part.contains([':', '：']));
    let figures = words.contains(|c: char| c.is_ascii_digit());
    let dated = parts.len() == 1
        && crate::dates::find(&words).is_some_and(|found| found.span.len() + 3 >= words.len());
    (dated || parts.len() > 1 && short && figures).then_some(parts)
}

/// A list without the labelled lines of sources that it ends with, and these.
fn without_sources<'t>(list: &Node<'t>) -> (Option<Node<'t>>, Vec<Found>) {
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
pub(super) fn is_list_of_sources(node: &Node<'_>) -> bool {
    let items = list_items(node);
    !items.is_empty() && items.iter().all(|item| source_item(item).is_some())
}

/// A line of tags: code spans alone, or hashtags, with figures between them. The tags, and
/// the line's parts as they are shown.
fn tag_line(events: &[Ev<'_>]) -> Option<(Vec<String>, Vec<String>)> {
    let mut codes = Vec::new();
    let mut words = String::new();
    for (event, _) in events {
        match event {
            Event::Code(code) => codes.push(code.trim_start_matches('#').trim().to_owned()),
            Event::Text(text) => words.push_str(text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::Start(Tag::Emphasis | Tag::Strong)
            | Event::End(TagEnd::Emphasis | TagEnd::Strong) => {}
            _ => return None,
        }
    }
    codes.retain(|code| !code.is_empty());
    if !codes.is_empty() {
        // A name may stand behind them.
        let name = words.trim_matches(|c: char| !c.is_alphanumeric());
        let behind = matches!(events.first(), Some((Event::Code(_), _)));
        let mut shown = codes.clone();
        shown.extend(Some(name.to_owned()).filter(|name| !name.is_empty()));
        return (name.is_empty() || behind && codes.len() > 1 && size(name) <= 4)
            .then_some((codes, shown));
    }
    let mut tags = Vec::new();
    let mut kicker = Vec::new();
    for part in words.split(['|', '·']) {
        let mut others = Vec::new();
        for word in part.split_whitespace() {
            match word
                .strip_prefix('#')
                .map(|tag| tag.trim_end_matches([',', '，']))
            {
                Some(tag) if tag.starts_with(char::is_alphabetic) => tags.push(tag.to_owned()),
                _ => others.push(word),
            }
        }
        if others.iter().any(|word| word.contains(char::is_alphabetic)) {
            return None;
        }
        if others
            .iter()
            .any(|word| word.contains(char::is_alphanumeric))
        {
            kicker.push(others.join(" "));
        }
    }
    if tags.is_empty() {
        return None;
    }
    let mut shown = tags.clone();
    shown.extend(kicker);
    Some((tags, shown))
}
