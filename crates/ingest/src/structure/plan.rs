//! What each heading opens: decided for the whole file before anything is built, so that the
//! file is read in one way.

use super::{
    items::{self, Entry, Habits, entries, has_link, is_news, list_items},
    lead::{self, plain, size},
    outline::Outline,
    sources,
};
use crate::{
    markdown::{Kind as Block, Node, inline},
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
            inner: repeated_headings(outline),
            habits: habits(nodes),
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

/// The headings that stand under two or more others.
fn repeated_headings(outline: &Outline) -> HashSet<String> {
    let mut parents: HashMap<String, HashSet<Option<usize>>> = HashMap::new();
    for head in &outline.heads {
        if let (Some(word), Some(_)) = (vocabulary::normal(&head.text), head.parent) {
            parents.entry(word).or_default().insert(head.parent);
        }
    }
    parents
        .into_iter()
        .filter(|(_, parents)| parents.len() > 1)
        .map(|(word, _)| word)
        .collect()
}

/// The labels that repeat, and whether items have links.
fn habits(nodes: &[Node<'_>]) -> Habits {
    let mut habits = Habits::default();
    let mut seen: HashMap<String, HashSet<usize>> = HashMap::new();
    let mut lines: HashMap<String, usize> = HashMap::new();
    let mut all = 0;
    let mut linked = 0;
    let mut bold = 0;
    let mut leads = 0;
    for (at, node) in nodes.iter().enumerate() {
        let mut note = |events: &[crate::markdown::Ev<'_>]| {
            let Some(lead) = lead::lead(events) else {
                return;
            };
            if let Some(label) = lead.label() {
                seen.entry(label).or_default().insert(at);
            } else if lead.bold
                && lead.follow == lead::Follow::End
                && let Some(line) = vocabulary::normal(&lead.text)
            {
                *lines.entry(line).or_insert(0) += 1;
            }
        };
        match node.kind {
            Block::List | Block::Paragraph => {
                let items = list_items(node);
                for item in &items {
                    let first = items::first_inline(item);
                    note(first);
                    // Labels of the lines and sub-items within an item.
                    for line in inline::lines(first).into_iter().skip(1) {
                        note(&first[line]);
                    }
                    all += 1;
                    linked += usize::from(has_link(item));
                }
                if items.is_empty() {
                    let inner = node.inner();
                    let lines = inline::lines(inner);
                    let led = lead::lead(&inner[lines[0].clone()])
                        .filter(|lead| lead.bold && lead.is_headline() && !lead.labels());
                    bold += usize::from(has_link(inner) && led.is_some());
                    leads += usize::from(led.is_some_and(|lead| lead.follow != lead::Follow::End));
                    for line in lines {
                        note(&inner[line]);
                    }
                }
            }
            Block::Heading(_) if has_link(&node.events) => {
                all += 1;
                linked += 1;
            }
            _ => {}
        }
    }
    habits.labels = seen
        .into_iter()
        .map(|(label, places)| (label, places.len()))
        .collect();
    habits.lines = lines;
    habits.bold = bold;
    habits.leads = leads;
    habits.linked = all > 0 && linked * 2 >= all;
    habits
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

    fn children(&mut self, at: usize) {
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
    fn is_article(&self, title: Option<&str>, sourced: bool, named: bool) -> bool {
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

/// Whether the text under a heading has items of news.
pub(super) fn has_stories(nodes: &[Node<'_>], habits: &Habits) -> bool {
    entries(nodes, habits)
        .iter()
        .any(|entry| matches!(entry, Entry::Story(_) | Entry::Row(_)))
}
