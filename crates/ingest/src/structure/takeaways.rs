//! The takeaways under a heading that says that they are.

use super::{
    build::Builder,
    items::{Entry, entries, has_link, list_items},
    lead::plain,
};
use crate::{
    draft::TakeawayDraft,
    emoji,
    html::Mode,
    markdown::{
        Kind as Block, Node, inline_fragment,
        walk::{Place, is_comment},
    },
    pieces::Part,
};
use pulldown_cmark::{Event, Tag};

/// Behind so many rules the news is looked for: each look goes through all that is left.
const RULES: usize = 8;

fn has_linked_story(entry: &Entry<'_>) -> bool {
    matches!(entry, Entry::Story(blocks) if blocks.iter().any(|block| has_link(&block.events)))
}

impl<'t> Builder<'_, 't, '_> {
    /// The heading, and the short points under it.
    pub(super) fn takeaways(&mut self, at: usize) {
        let head = &self.outline.heads[at];
        let node = &self.nodes[head.node];
        let words = emoji::leading(&head.text).map_or(head.text.as_str(), |(_, rest)| rest);
        // The documented word is the interface's own.
        if words != "Takeaways" {
            self.name_part("takeaways", words.to_owned());
        }
        self.mark(node.span.clone(), Part::TakeawaysHeading);
        self.walk.place = Place::Takeaways;
        let all = head.all.start..head.all.end.min(self.closing).max(head.all.start);
        let nodes = &self.nodes[all];
        let before = self.walk.draft.takeaways.len();
        let last_link = nodes.iter().rposition(|node| has_link(&node.events));
        let mut rules = 0;
        for (at, node) in nodes.iter().enumerate() {
            // Behind a rule the news may begin, without a heading.
            if node.kind == Block::Rule
                && self.walk.draft.takeaways.len() > before
                && rules < RULES
                && last_link.is_some_and(|last| last > at)
            {
                rules += 1;
                let entries = entries(&nodes[at + 1..], &self.plan.habits);
                if entries.iter().any(has_linked_story) {
                    self.untitled_for_stories();
                    return self.entries(entries);
                }
            }
            let next = nodes.get(at + 1);
            self.points(node, next);
        }
    }

    /// A line that says that the list below it is takeaways.
    pub(super) fn labelled_takeaways(&mut self, label: &Node<'t>, list: &Node<'t>) {
        let words = plain(label.inner());
        let words = words.trim_end_matches([':', '：', ' ']);
        self.name_part("takeaways", words.to_owned());
        self.mark(label.span.clone(), Part::TakeawaysHeading);
        self.walk.place = Place::Takeaways;
        self.points(list, None);
    }

    fn points(&mut self, node: &Node<'t>, next: Option<&Node<'t>>) {
        let items = list_items(node);
        if !items.is_empty() {
            for item in &items {
                self.mark(crate::markdown::span_of(item), Part::Takeaway);
                self.walk.takeaway(item);
            }
            return;
        }
        match node.kind {
            Block::Rule => {}
            Block::Html if is_comment(&node.raw_html()) => self.walk.comment(node),
            Block::Paragraph => {
                let words = plain(node.inner());
                let leads_list = next.is_some_and(|next| next.kind == Block::List)
                    && words.ends_with([':', '：']);
                if leads_list {
                    let html = self.walk.html(&node.events, Mode::Block);
                    self.walk.draft.summary.push(html);
                    self.mark(node.span.clone(), Part::Summary);
                } else {
                    self.mark(node.span.clone(), Part::Takeaway);
                    self.walk.takeaway(node.inner());
                }
            }
            Block::Other
                if matches!(
                    node.events.first(),
                    Some((Event::Start(Tag::CodeBlock(_)), _))
                ) =>
            {
                self.lines(node);
            }
            Block::Other
                if matches!(
                    node.events.first(),
                    Some((Event::Start(Tag::BlockQuote(_)), _))
                ) =>
            {
                let inside = crate::markdown::nodes::blocks(node.inner().iter().cloned());
                for (at, inner) in inside.iter().enumerate() {
                    self.points(inner, inside.get(at + 1));
                }
            }
            _ => {
                self.mark(node.span.clone(), Part::Takeaway);
                self.walk.takeaway(&node.events);
            }
        }
    }

    /// Each line of a code block.
    fn lines(&mut self, node: &Node<'t>) {
        let text: String = node
            .inner()
            .iter()
            .filter_map(|(event, _)| match event {
                Event::Text(text) => Some(&**text),
                _ => None,
            })
            .collect();
        self.mark(node.span.clone(), Part::Takeaway);
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let line = line
                .trim_start_matches(['•', '-', '*'])
                .trim_start()
                .to_owned();
            // Fenced for its looks, not as code.
            let html = inline_fragment(&line, &mut self.walk.draft.entities);
            if !html.is_empty() {
                self.walk
                    .draft
                    .takeaways
                    .push(TakeawayDraft { html, story: None });
            }
        }
    }
}
