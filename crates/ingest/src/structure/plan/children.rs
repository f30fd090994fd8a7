//! What the headings below another open.

use super::{Kind, Planner};
use crate::{
    markdown::Kind as Block,
    structure::{
        items::{self, Entry, entries, has_link, is_news, list_items},
        lead::{self, plain, size},
    },
    vocabulary::Part,
};

impl Planner<'_, '_> {
    pub(super) fn children(&mut self, at: usize) {
        let children = self.outline.heads[at].children.clone();
        let topics = self.outline.heads[at].part == Some(Part::Takeaways);
        // Where no other child has a link and news elsewhere has, these are text.
        let any_linked = children.iter().any(|child| self.is_linked(*child));
        let wrapper = self.kinds[at] == Kind::Wrapper;
        for child in &children {
            let head = &self.outline.heads[*child];
            let kind = match head.part {
                Some(Part::Takeaways) if wrapper && self.is_points(*child) => Kind::Takeaways,
                Some(Part::Aside | Part::Footer) if !self.is_linked(*child) => Kind::Label,
                Some(Part::Commentary) if !self.is_linked(*child) => Kind::Analysis,
                // Highlights by topic.
                _ if wrapper && topics && !head.linked => Kind::Section,
                _ if self.skips_a_level(at, *child) => Kind::Label,
                _ if self.is_subsection(*child) => Kind::Section,
                _ if !any_linked && self.habits.linked && !wrapper => Kind::Label,
                _ => Kind::Story,
            };
            self.kinds[*child] = kind;
            match kind {
                Kind::Section => self.children(*child),
                _ => self.set_all(*child, Kind::Label),
            }
        }
    }

    /// Whether a heading is deeper than those that stand directly below others in the file.
    fn skips_a_level(&self, parent: usize, child: usize) -> bool {
        let heads = &self.outline.heads;
        let next = heads[parent].level + 1;
        heads[child].level > next && !heads[child].linked && self.nested.contains(&next)
    }

    /// Whether a heading below a section is a section itself: over nothing but items of news,
    /// or over headings of stories.
    fn is_subsection(&self, at: usize) -> bool {
        let head = &self.outline.heads[at];
        if head.linked {
            return false;
        }
        if !head.children.is_empty() {
            let linked = head
                .children
                .iter()
                .filter(|child| self.is_linked(**child))
                .count();
            return !self.children_are_labels(at) && linked * 2 > head.children.len()
                || head
                    .children
                    .iter()
                    .any(|child| self.outline.heads[*child].linked);
        }
        let mut items = 0;
        let mut news = 0;
        for node in self.own_nodes(at) {
            let own = list_items(node);
            if own.is_empty() {
                let short = size(&plain(&node.events)) <= 14 && !has_link(&node.events);
                if node.kind == Block::Rule || node.kind == Block::Html || short {
                    continue;
                }
                return self.is_group_of_bold(at);
            }
            items += own.len();
            news += own
                .iter()
                .filter(|item| {
                    let first = items::first_inline(item);
                    let led = lead::lead(first).is_some_and(|lead| {
                        lead.is_headline() && !self.habits.is_label(&lead) && !lead.labels()
                    });
                    led || is_news(item, &self.habits) && has_link(item)
                })
                .count();
        }
        items > 0 && news * 2 > items
    }

    /// Whether what is under a heading is bold lines over text: stories of their own.
    fn is_group_of_bold(&self, at: usize) -> bool {
        if self.outline.heads[at].parent.is_none() {
            return false;
        }
        let own = self.own_nodes(at);
        let stories = entries(own, &self.habits)
            .iter()
            .filter(|entry| match entry {
                Entry::Story(blocks) => {
                    blocks.iter().any(|block| has_link(&block.events))
                        || !self.habits.linked
                            && blocks
                                .first()
                                .is_some_and(|block| items::is_bold_line(block, &self.habits))
                }
                Entry::Row(_) => true,
                _ => false,
            })
            .count();
        stories > 2 || stories > 0 && self.habits.bold > 2
    }
}
