//! Whether a file is a single article.

use super::{Planner, has_stories};
use crate::{
    markdown::Kind as Block,
    structure::{
        items::{self, has_link, list_items},
        lead,
    },
    vocabulary::{self, Part},
};

impl Planner<'_, '_> {
    /// Whether the only links of a file are in a list of references at its end, and it has
    /// no other list: prose, whatever it is called.
    fn is_essay(&self) -> bool {
        let Some(last) = self
            .outline
            .heads
            .iter()
            .rev()
            .find(|head| vocabulary::names_sources(&head.text) && head.children.is_empty())
        else {
            return false;
        };
        let before = &self.nodes[..last.node];
        self.nodes[last.own.clone()]
            .iter()
            .any(|node| has_link(&node.events))
            && !before
                .iter()
                .any(|node| has_link(&node.events) || node.kind == Block::List)
    }

    /// Whether the whole file is one story.
    pub(super) fn is_article(&self, title: Option<&str>, sourced: bool, named: bool) -> bool {
        let Some(title) = title else { return false };
        let roots = &self.outline.roots;
        let inner = roots
            .iter()
            .filter(|root| vocabulary::is_inner(&self.outline.heads[**root].text))
            .count();
        // Most of its headings are those of an article.
        let sure = inner > 2 && inner * 2 >= roots.len();
        let dated = crate::dates::find(title).is_some();
        if dated || vocabulary::names_digest(title) && !sure {
            return self.is_essay();
        }
        let mut news = 0;
        let mut inner = 0;
        for root in &self.outline.roots {
            let head = &self.outline.heads[*root];
            if vocabulary::is_inner(&head.text) {
                inner += 1;
                continue;
            }
            if matches!(
                head.part,
                Some(Part::Aside | Part::Footer | Part::Commentary)
            ) {
                continue;
            }
            if head.linked {
                news += 1;
            }
            for node in self.nodes_of(*root) {
                news += match node.kind {
                    Block::List | Block::Paragraph => list_items(node)
                        .iter()
                        .filter(|item| {
                            has_link(item)
                                && lead::lead(items::first_inline(item))
                                    .is_some_and(|lead| lead.is_headline())
                        })
                        .count(),
                    Block::Heading(_) => usize::from(has_link(&node.events)),
                    _ => 0,
                };
            }
        }
        let roots = self.outline.roots.len();
        if sourced {
            return news <= 2;
        }
        let intro = &self.nodes[self.outline.intro.clone()];
        let head_linked = intro.iter().any(|node| has_link(&node.events));
        let items: usize = intro
            .iter()
            .map(|node| {
                list_items(node)
                    .iter()
                    .filter(|item| has_link(item))
                    .count()
            })
            .sum();
        if roots == 0 {
            // Prose alone.
            return named && items <= 2 || !has_stories(intro, &self.habits);
        }
        // Headings of stories, as documented, below those of sections.
        let stories = self.outline.heads.iter().any(|head| {
            head.level == 3
                && head
                    .parent
                    .is_some_and(|parent| self.outline.heads[parent].level == 2)
                && !vocabulary::is_inner(&head.text)
        });
        let inner_of_sections = self
            .outline
            .heads
            .iter()
            .filter(|head| head.parent.is_some() && vocabulary::is_inner(&head.text))
            .count();
        if !named && stories && inner * 2 < roots && inner_of_sections == 0 {
            return false;
        }
        news == 0 && items <= 2 && (named || inner * 2 >= roots || head_linked && inner > 0)
    }
}
