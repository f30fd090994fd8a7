//! What each heading opens: decided for the whole file before anything is built, so that the
//! file is read in one way.

mod article;
mod children;
mod habits;

use super::{
    items::{self, Entry, Habits, entries, has_link, list_items},
    lead::plain,
    outline::Outline,
    sources,
};
use crate::{
    markdown::{Kind as Block, Node},
    vocabulary::{self, Part},
};
use pulldown_cmark::{Event, Tag};
use std::{
    cell::OnceCell,
    collections::{HashMap, HashSet},
};

/// What a heading opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Takeaways,
    /// Sign-offs.
    Footer,
    /// Figures, logs, navigation.
    Aside,
    /// Holds others together, and is shown as a line.
    Wrapper,
    /// A section; what it holds is decided by its items.
    Section,
    /// A section whose points are no news.
    Analysis,
    Story,
    /// A label within a story or section.
    Label,
}

/// How a file is read.
#[derive(Debug)]
pub(super) struct Plan {
    /// What each heading opens.
    pub(super) kinds: Vec<Kind>,
    pub(super) habits: Habits,
    /// The whole file is one story.
    pub(super) article: bool,
}

impl Plan {
    /// `title`: what is known of it; `sourced`: the file says where it, as a whole, is from;
    /// `named`: the file is named after its title.
    pub(super) fn new(
        outline: &Outline,
        nodes: &[Node<'_>],
        title: Option<&str>,
        sourced: bool,
        named: bool,
    ) -> Self {
        let mut planner = Planner {
            outline,
            nodes,
            inner: habits::repeated_headings(outline),
            habits: habits::habits(nodes),
            kinds: vec![Kind::Label; outline.heads.len()],
            nested: outline
                .heads
                .iter()
                .filter(|head| head.parent.is_some())
                .map(|head| head.level)
                .collect(),
            links: links(nodes),
            first: OnceCell::new(),
        };
        if planner.is_article(title, sourced, named) {
            let Planner { kinds, habits, .. } = planner;
            return Self {
                kinds,
                habits,
                article: true,
            };
        }
        for root in &outline.roots {
            planner.root(*root);
        }
        planner.headlines();
        let Planner { kinds, habits, .. } = planner;
        Self {
            kinds,
            habits,
            article: false,
        }
    }
}

struct Planner<'o, 't> {
    outline: &'o Outline,
    nodes: &'o [Node<'t>],
    /// Headings that stand under several others: labels within stories.
    inner: HashSet<String>,
    habits: Habits,
    kinds: Vec<Kind>,
    /// The levels of headings that stand under others.
    nested: HashSet<u8>,
    /// How many nodes before each have a link.
    links: Vec<usize>,
    /// The first node that each address stands in.
    first: OnceCell<HashMap<String, usize>>,
}

/// How many nodes before each have a link, and how many there are.
fn links(nodes: &[Node<'_>]) -> Vec<usize> {
    let mut links = vec![0];
    let mut count = 0;
    links.extend(nodes.iter().map(|node| {
        count += usize::from(has_link(&node.events));
        count
    }));
    links
}

impl Planner<'_, '_> {
    fn nodes_of(&self, head: usize) -> &[Node<'_>] {
        &self.nodes[self.outline.heads[head].all.clone()]
    }

    fn own_nodes(&self, head: usize) -> &[Node<'_>] {
        &self.nodes[self.outline.heads[head].own.clone()]
    }

    fn is_linked(&self, head: usize) -> bool {
        let own = &self.outline.heads[head];
        own.linked || self.links[own.all.start] < self.links[own.all.end]
    }

    /// Whether a heading is a label within a story.
    fn is_label(&self, head: usize) -> bool {
        let head = &self.outline.heads[head];
        !head.linked
            && (vocabulary::is_inner(&head.text)
                || vocabulary::normal(&head.text).is_some_and(|word| self.inner.contains(&word)))
    }

    fn children_are_labels(&self, head: usize) -> bool {
        let children = &self.outline.heads[head].children;
        !children.is_empty() && children.iter().all(|child| self.is_label(*child))
    }

    fn set_all(&mut self, head: usize, kind: Kind) {
        for child in self.outline.heads[head].children.clone() {
            self.kinds[child] = kind;
            self.set_all(child, kind);
        }
    }

    /// Whether there is news under a heading: deeper headings or items with links.
    fn has_news(&self, head: usize) -> bool {
        let children = &self.outline.heads[head].children;
        children.iter().any(|child| self.is_linked(*child)) && !self.children_are_labels(head)
    }

    fn root(&mut self, at: usize) {
        let head = &self.outline.heads[at];
        let leaf = head.children.is_empty();
        let kind = match head.part {
            // Highlights by topic.
            Some(Part::Takeaways) if head.children.len() > 1 && self.are_topics(at) => {
                Kind::Wrapper
            }
            // Highlights that are stories.
            Some(Part::Takeaways) if head.children.len() > 1 && !self.children_are_labels(at) => {
                Kind::Section
            }
            Some(Part::Takeaways) if !self.has_news(at) && self.is_points(at) => Kind::Takeaways,
            Some(Part::Footer) if !self.has_news(at) && !head.linked => Kind::Footer,
            Some(Part::Takeaways) if !self.has_news(at) => Kind::Aside,
            Some(Part::Aside) if !head.linked => Kind::Aside,
            Some(Part::Lead) if leaf && !self.is_linked(at) => Kind::Aside,
            _ if leaf && self.repeats(at) => Kind::Aside,
            Some(Part::Wrapper) if !leaf && !self.children_are_labels(at) => Kind::Wrapper,
            // Followed by what it names, of the same level.
            Some(Part::Wrapper)
                if self
                    .own_nodes(at)
                    .iter()
                    .all(|node| node.kind == Block::Rule) =>
            {
                Kind::Wrapper
            }
            Some(Part::Commentary) if leaf && self.is_comment(at) => Kind::Analysis,
            _ => Kind::Section,
        };
        self.kinds[at] = kind;
        match kind {
            Kind::Section | Kind::Wrapper => self.children(at),
            _ => self.set_all(at, Kind::Label),
        }
    }

    /// Whether the headings below one hold several items each, rather than being headlines.
    fn are_topics(&self, at: usize) -> bool {
        let several = |head: usize| {
            let own = self.own_nodes(head);
            let items: usize = own.iter().map(|node| list_items(node).len()).sum();
            let bold = own
                .iter()
                .any(|node| items::is_bold_line(node, &self.habits));
            let only = own
                .iter()
                .all(|node| !list_items(node).is_empty() || plain(&node.events).is_empty());
            items > 1 || items > 0 && only || bold
        };
        let children = &self.outline.heads[at].children;
        let topics = children.iter().filter(|child| several(**child)).count();
        !self.children_are_labels(at) && topics * 2 > children.len()
    }

    /// Whether what is under a heading can be takeaways: something, and short.
    fn is_points(&self, at: usize) -> bool {
        let nodes = self.nodes_of(at);
        nodes.iter().any(|node| {
            let table = matches!(node.events.first(), Some((Event::Start(Tag::Table(_)), _)));
            !table && !plain(&node.events).is_empty()
        })
    }

    /// Whether the points of a part that sounds like comment are comment: they have no links,
    /// where the file's news has.
    fn is_comment(&self, at: usize) -> bool {
        let nodes = self.own_nodes(at);
        let items: Vec<_> = nodes.iter().flat_map(list_items).collect();
        let linked = items.iter().filter(|item| has_link(item)).count();
        linked * 2 < items.len().max(1)
    }

    /// Whether a part only repeats links that stand before it.
    fn repeats(&self, at: usize) -> bool {
        let head = &self.outline.heads[at];
        let own: HashSet<String> = self
            .own_nodes(at)
            .iter()
            .flat_map(|node| sources::all(&node.events))
            .collect();
        if own.len() < 3 {
            return false;
        }
        let first = self.first.get_or_init(|| {
            let mut first = HashMap::new();
            for (at, node) in self.nodes.iter().enumerate() {
                for url in sources::all(&node.events) {
                    first.entry(url).or_insert(at);
                }
            }
            first
        });
        let is_new = |url: &&String| first.get(*url).is_none_or(|at| *at >= head.node);
        own.iter().filter(is_new).count() * 5 <= own.len()
    }

    /// Where headings of one level stand over prose with links and nothing else is news,
    /// they are the headlines.
    fn headlines(&mut self) {
        self.stories_before_sections();
        let roots = &self.outline.roots;
        let mut with_stories = 0;
        let mut prose = Vec::new();
        let mut labelled = 0;
        for root in roots {
            if self.kinds[*root] != Kind::Section {
                continue;
            }
            let head = &self.outline.heads[*root];
            let labels = self.children_are_labels(*root);
            let stories = head
                .children
                .iter()
                .any(|child| matches!(self.kinds[*child], Kind::Story | Kind::Section));
            let items = !labels && has_stories(self.own_nodes(*root), &self.habits);
            if labels && self.is_linked(*root) {
                labelled += 1;
                prose.push(*root);
            } else if stories || items && !self.is_list_of_points(*root) {
                with_stories += 1;
            } else if self.is_linked(*root) {
                prose.push(*root);
            }
        }
        if with_stories == 0 && !prose.is_empty()
            || labelled > 1
            || labelled > 0 && with_stories == 0
        {
            for root in prose {
                let head = &self.outline.heads[root];
                let leaf = head.children.is_empty() && with_stories > 0;
                if leaf || head.part.is_some() {
                    continue;
                }
                self.kinds[root] = Kind::Story;
                self.set_all(root, Kind::Label);
            }
        }
    }

    /// Headings that stand under none, of the level that stories have elsewhere in the file,
    /// are stories; so is one of the documented level, where nothing under it says otherwise.
    fn stories_before_sections(&mut self) {
        let level_of = |kind: Kind, kinds: &[Kind]| {
            let heads = self.outline.heads.iter().zip(kinds);
            heads
                .filter(|(_, other)| **other == kind)
                .map(|(head, _)| head.level)
                .min()
        };
        let stories = level_of(Kind::Story, &self.kinds);
        let highest = self.outline.heads.iter().map(|head| head.level).min();
        let mut found = Vec::new();
        for root in &self.outline.roots {
            let head = &self.outline.heads[*root];
            let plain = self.kinds[*root] == Kind::Section
                && head.part.is_none()
                && head.children.is_empty();
            let deep = match stories {
                Some(stories) => {
                    head.level == stories && highest.is_some_and(|highest| highest < head.level)
                }
                None => head.level == 3,
            };
            if plain && deep && !self.holds_items(*root) {
                found.push(*root);
            }
        }
        for root in found {
            self.kinds[root] = Kind::Story;
        }
    }

    /// Whether the text under a heading is made of items. Points without links behind a
    /// paragraph are no items, but the rest of what it says.
    fn holds_items(&self, at: usize) -> bool {
        let own = self.own_nodes(at);
        let prose = own
            .first()
            .is_some_and(|node| node.kind == Block::Paragraph && list_items(node).is_empty());
        let linked = own.iter().any(|node| has_link(&node.events));
        let bold = own
            .iter()
            .filter(|node| items::is_bold_line(node, &self.habits))
            .count();
        has_stories(own, &self.habits) && (linked || !prose || bold > 1)
    }

    /// Whether the items under a heading have no link, but its prose has: points of a story.
    fn is_list_of_points(&self, at: usize) -> bool {
        let own = self.own_nodes(at);
        let items: Vec<_> = own.iter().flat_map(list_items).collect();
        let prose = own.iter().any(|node| {
            list_items(node).is_empty() && has_link(&node.events) && !items::is_link_line(node)
        });
        !items.is_empty() && items.iter().all(|item| !has_link(item)) && prose
    }
}

/// Whether the text under a heading has items of news.
pub(super) fn has_stories(nodes: &[Node<'_>], habits: &Habits) -> bool {
    entries(nodes, habits)
        .iter()
        .any(|entry| matches!(entry, Entry::Story(_) | Entry::Row(_)))
}

#[cfg(test)]
mod tests;
