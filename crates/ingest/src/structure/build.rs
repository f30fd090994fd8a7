//! From the plan to the draft: parts, sections, and what stands between them.

use super::{
    items::{Entry, entries, has_link},
    lead::plain,
    outline::{Outline, similar},
    plan::{Kind, Plan},
};
use crate::{
    dates,
    draft::{At, Draft, Said, SectionDraft, Span},
    html::{Mode, escape, escape_attribute, vet_as},
    markdown::{
        Ev, Kind as Block, Node, lines, nodes, texts,
        walk::{Place, Walk, is_comment},
    },
    pieces::Part,
    vocabulary,
};
use dayfold_model::PartLabel;
use pulldown_cmark::{Event, Tag, TagEnd};

/// Reads `text` from `start` on into the draft.
pub(crate) fn read(text: &str, start: usize, name: &str, draft: &mut Draft, said: &mut Said) {
    let whole = super::fences::without_stray(text, start);
    let text = &*whole;
    let mut nodes = nodes::parse(text, start);
    for node in &mut nodes {
        texts::bold(&mut node.events);
    }
    promote(&mut nodes);
    let known = draft.title.as_ref().map(|title| title.value.clone());
    let mut outline = Outline::new(&nodes, known.as_deref());
    let title = known.or_else(|| {
        let first = outline.mastheads.first()?;
        Some(plain(nodes[*first].inner()))
    });
    // A page, not a site or a feed.
    let sourced = draft
        .source
        .as_ref()
        .and_then(|source| source.value.url.as_deref())
        .and_then(|url| url.splitn(4, '/').nth(3))
        .is_some_and(|path| path.len() > 1 && !path.contains("rss") && !path.contains("feed"));
    let named = title
        .as_deref()
        .is_some_and(|title| is_named_after(name, title));
    // With stories in the front matter, a text without headings or links is about these.
    let listed = !draft.listed.is_empty()
        && outline.roots.is_empty()
        && !nodes.iter().any(|node| has_link(&node.events));
    let end = closing(&nodes, &outline, false);
    outline.end_at(end);
    let mut plan = Plan::new(&outline, &nodes, title.as_deref(), sourced, named);
    plan.article &= !listed;
    let closing = if plan.article {
        closing(&nodes, &outline, true)
    } else {
        end
    };
    let mut walk = Walk::new(text, draft, said);
    walk.loose = true;
    Builder {
        walk,
        nodes: &nodes,
        outline: &outline,
        plan: &plan,
        closing,
        listed,
        known: super::story::Known::default(),
    }
    .run();
}

pub(super) struct Builder<'b, 't, 'd> {
    pub(super) walk: Walk<'t, 'd>,
    pub(super) nodes: &'b [Node<'t>],
    pub(super) outline: &'b Outline,
    pub(super) plan: &'b Plan,
    /// The first of the nodes that close the file.
    pub(super) closing: usize,
    /// The news stands in the front matter.
    listed: bool,
    /// The sources of the story that is open.
    pub(super) known: super::story::Known,
}

impl<'t> Builder<'_, 't, '_> {
    fn run(mut self) {
        self.mastheads();
        if self.plan.article {
            self.article();
        } else {
            self.intro();
            for root in &self.outline.roots {
                self.head(*root);
            }
        }
        self.close();
        self.walk.settle();
    }

    pub(super) fn mark(&mut self, span: Span, part: Part) {
        self.walk.draft.pieces.push((span, part));
    }

    /// The headings that name the file.
    fn mastheads(&mut self) {
        for (number, at) in self.outline.mastheads.iter().enumerate() {
            let node = &self.nodes[*at];
            let span = crate::markdown::span_of(node.inner());
            let (words, _) = self.walk.plain(node.inner());
            // A mark without words names nothing.
            if words.is_empty() {
                continue;
            }
            let draft = &mut self.walk.draft;
            match &draft.title {
                None if number == 0 => {
                    draft.title = Some(At { value: words, span });
                    self.mark(node.span.clone(), Part::Title);
                }
                Some(title) if title.value == words => {
                    self.mark(node.span.clone(), Part::Title);
                }
                _ if number == 0
                    && draft.publication.is_none()
                    && dates::find(&words).is_none() =>
                {
                    draft.publication = Some(words);
                    self.mark(node.span.clone(), Part::Publication);
                }
                _ => {
                    let html = self.walk.html(node.inner(), Mode::Inline);
                    self.walk.draft.summary.push(format!("<p>{html}</p>"));
                    self.mark(node.span.clone(), Part::Summary);
                }
            }
        }
    }

    /// What stands before the first part.
    fn intro(&mut self) {
        let range = self.outline.intro.clone();
        let range = range.start..range.end.min(self.closing);
        let nodes: Vec<Node<'t>> = self.nodes[range]
            .iter()
            .filter(|node| !matches!(node.kind, Block::Heading(_)))
            .cloned()
            .collect();
        let entries = entries(&nodes, &self.plan.habits);
        let linked = entries
            .iter()
            .filter(|entry| match entry {
                Entry::Story(blocks) => blocks.iter().any(|block| has_link(&block.events)),
                Entry::Row(_) => true,
                _ => false,
            })
            .count();
        let stories = entries
            .iter()
            .filter(|entry| matches!(entry, Entry::Story(_) | Entry::Row(_)))
            .count();
        let news = if self.listed {
            false
        } else if self.outline.roots.is_empty() {
            stories > 0
        } else {
            // Before the parts of a file, a list is news only where it clearly is.
            linked > 2 && linked * 2 > stories
        };
        if news {
            return self.entries(entries);
        }
        let mut at = 0;
        while let Some(node) = nodes.get(at) {
            at += 1;
            let words = plain(node.inner());
            let over_list = node.kind == Block::Paragraph
                && nodes.get(at).is_some_and(|next| next.kind == Block::List)
                && vocabulary::part(&words) == Some(vocabulary::Part::Takeaways);
            if over_list {
                self.labelled_takeaways(node, &nodes[at]);
                at += 1;
            } else {
                self.walk.place = Place::Intro;
                self.text(node, &nodes[at..]);
            }
        }
    }

    /// A heading and all that is under it.
    fn head(&mut self, at: usize) {
        let head = &self.outline.heads[at];
        let node = &self.nodes[head.node];
        if head.node >= self.closing {
            return;
        }
        self.walk.separate();
        match self.plan.kinds[at] {
            Kind::Takeaways => self.takeaways(at),
            Kind::Footer => {
                self.walk.place = Place::Footer;
                self.part(at, Part::Footer);
            }
            Kind::Aside => {
                if self.walk.draft.sections.is_empty() {
                    self.walk.place = Place::Intro;
                    self.part(at, Part::Summary);
                } else {
                    self.walk.place = Place::Footer;
                    self.part(at, Part::Footer);
                }
            }
            Kind::Wrapper => {
                self.untitled();
                self.part(at, Part::Label);
                for child in &head.children {
                    self.head(*child);
                }
            }
            Kind::Section => {
                self.section(node);
                self.own(at);
                for child in &head.children {
                    self.head(*child);
                }
            }
            Kind::Analysis => {
                self.section(node);
                self.texts(at);
            }
            Kind::Story => {
                if head
                    .parent
                    .is_none_or(|parent| self.plan.kinds[parent] == Kind::Wrapper)
                    || self.walk.draft.sections.is_empty()
                {
                    self.untitled_for_stories();
                }
                self.story(at);
            }
            Kind::Label => {
                if self.walk.place == Place::Story {
                    self.walk.place = Place::Section;
                }
                self.label(node);
                self.texts(at);
            }
        }
    }

    /// A heading as a label, with its text.
    fn part(&mut self, at: usize, part: Part) {
        let head = &self.outline.heads[at];
        let node = &self.nodes[head.node];
        self.mark(node.span.clone(), part);
        // The documented word for it says nothing.
        if head.part != Some(vocabulary::Part::Footer) || head.text != "Footer" {
            self.walk.small_heading(node.inner());
        }
        if part == Part::Label {
            let own = self.outline.heads[at].own.clone();
            self.run_of(own);
        } else {
            self.texts(at);
        }
    }

    /// Everything under a heading as text, deeper headings as labels.
    pub(super) fn texts(&mut self, at: usize) {
        let all = self.outline.heads[at].all.clone();
        self.run_of(all);
    }

    fn run_of(&mut self, range: std::ops::Range<usize>) {
        let range = range.start..range.end.min(self.closing).max(range.start);
        let nodes = &self.nodes[range];
        for (at, node) in nodes.iter().enumerate() {
            match node.kind {
                Block::Heading(_) => self.label(node),
                _ => self.text(node, &nodes[at + 1..]),
            }
        }
    }

    pub(super) fn label(&mut self, node: &Node<'t>) {
        self.walk.separate();
        self.walk.small_heading(node.inner());
        self.mark(node.span.clone(), Part::Label);
    }

    fn section(&mut self, node: &Node<'t>) {
        let inner = node.inner();
        let span = crate::markdown::span_of(inner);
        let (attributes, words) = lines::heading(self.walk.text, &span, self.walk.said);
        let shown = crate::markdown::cut(inner, &words, self.walk.text);
        let raw = self.walk.text[words].trim().to_owned();
        self.walk.section(&shown, &raw, attributes);
        self.mark(node.span.clone(), Part::Section);
        // A section's title is no link: where it leads stands below.
        for url in super::sources::all(inner) {
            let name = super::sources::named("", &url).name;
            let html = format!(
                "<a href=\"{}\">{}</a>",
                escape_attribute(&url),
                escape(&name)
            );
            let html = vet_as(&html, Mode::Block, &());
            self.walk.push(None, html);
        }
    }

    /// A section without a title.
    fn untitled(&mut self) {
        self.walk.draft.sections.push(SectionDraft {
            id: None,
            title: None,
            icon: None,
            body: vec![],
            stories: vec![],
        });
        self.walk.place = Place::Section;
    }

    /// The same, unless the last one is such a section already.
    pub(super) fn untitled_for_stories(&mut self) {
        let last = self.walk.draft.sections.last();
        if last.is_none_or(|section| section.title.is_some()) {
            self.untitled();
        }
        self.walk.place = Place::Section;
    }

    /// What stands under a section's heading before any deeper one.
    fn own(&mut self, at: usize) {
        let head = &self.outline.heads[at];
        let own = head.own.start..head.own.end.min(self.closing).max(head.own.start);
        let nodes = &self.nodes[own];
        let entries = entries(nodes, &self.plan.habits);
        let deeper = head
            .children
            .iter()
            .any(|child| matches!(self.plan.kinds[*child], Kind::Story | Kind::Section));
        let sure = entries.iter().all(|entry| match entry {
            Entry::Story(blocks) => blocks.iter().any(|block| has_link(&block.events)),
            _ => true,
        });
        if !deeper || sure {
            return self.entries(entries);
        }
        for (at, node) in nodes.iter().enumerate() {
            self.text(node, &nodes[at + 1..]);
        }
    }

    pub(super) fn entries(&mut self, entries: Vec<Entry<'t>>) {
        let mut group: Option<String> = None;
        let mut texts: Vec<Node<'t>> = Vec::new();
        for entry in entries {
            match entry {
                Entry::Text(node) => {
                    texts.push(node);
                    continue;
                }
                other => {
                    self.flush(&mut texts);
                    match other {
                        Entry::Group(name, node) => {
                            self.mark(node.span, Part::Label);
                            group = Some(name);
                        }
                        Entry::Story(blocks) => self.item(blocks, group.as_deref()),
                        Entry::Row(cells) => self.row(cells, group.as_deref()),
                        Entry::Columns(names) => {
                            self.walk.separate();
                            self.walk.place = Place::Section;
                            self.walk.push(None, format!("<p>{}</p>", escape(&names)));
                        }
                        Entry::Text(_) => {}
                    }
                }
            }
        }
        self.flush(&mut texts);
    }

    /// Text between the items of a section.
    fn flush(&mut self, texts: &mut Vec<Node<'t>>) {
        if texts.is_empty() {
            return;
        }
        if self.walk.place == Place::Story {
            self.walk.separate();
            self.walk.place = Place::Section;
        }
        let nodes = std::mem::take(texts);
        for (at, node) in nodes.iter().enumerate() {
            self.text(node, &nodes[at + 1..]);
        }
    }

    /// A block of text where the walk is now.
    pub(super) fn text(&mut self, node: &Node<'t>, rest: &[Node<'t>]) {
        match node.kind {
            Block::Rule => self.walk.separate(),
            Block::Html if is_comment(&node.raw_html()) => {
                self.walk.comment(node);
                self.mark(node.span.clone(), Part::LeftOut);
            }
            Block::Paragraph if self.walk.place == Place::Story => {
                self.story_paragraph(node, rest);
            }
            Block::Paragraph => {
                let part = match self.walk.place {
                    Place::Intro => Part::Summary,
                    Place::Footer => Part::Footer,
                    _ => Part::Text,
                };
                self.mark(node.span.clone(), part);
                self.walk.paragraph(node, rest);
            }
            Block::List => {
                self.mark(node.span.clone(), Part::Text);
                self.walk.list(node);
            }
            _ => {
                self.mark(node.span.clone(), Part::Text);
                self.walk.block(node);
            }
        }
    }

    /// The nodes that close the file, as its footer.
    fn close(&mut self) {
        if self.closing >= self.nodes.len() {
            return;
        }
        self.walk.separate();
        self.walk.place = Place::Footer;
        let nodes = &self.nodes[self.closing..];
        for (at, node) in nodes.iter().enumerate() {
            match node.kind {
                Block::Heading(_) => self.label(node),
                _ => self.text(node, &nodes[at + 1..]),
            }
        }
    }

    /// Words of the text for one of the digest's parts.
    pub(super) fn name_part(&mut self, part: &str, label: String) {
        self.walk.draft.labels.push(PartLabel {
            part: part.to_owned(),
            label,
        });
    }
}

/// Whether a file is named after its title, and not only by its day: it is one article then.
fn is_named_after(name: &str, title: &str) -> bool {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let words: Vec<&str> = stem
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.contains(char::is_alphabetic))
        .collect();
    words.len() > 3 && similar(&words.join(" "), title)
}

/// Lines that stand for headings, as such: in a text where two or more short lines that begin
/// with an emoji stand directly over lists, or, if it has no headings, bold lines do.
fn promote(nodes: &mut [Node<'_>]) {
    const LONGEST: usize = 60;
    let bare = nodes
        .iter()
        .filter(|node| matches!(node.kind, Block::Heading(level) if level > 1))
        .count()
        == 0;
    let stands = |at: usize, nodes: &[Node<'_>]| {
        let node = &nodes[at];
        if node.kind != Block::Paragraph
            || nodes
                .get(at + 1)
                .is_none_or(|next| next.kind != Block::List)
        {
            return false;
        }
        let inner = node.inner();
        let words = plain(inner);
        if words.chars().count() > LONGEST
            || crate::markdown::inline::lines(inner).len() > 1
            || has_link(inner)
            || words.ends_with(['.', '。', ':', '：', '!', '?'])
            || vocabulary::part(&words) == Some(vocabulary::Part::Takeaways)
        {
            return false;
        }
        let icon = crate::emoji::leading(&words).is_some_and(|(_, rest)| !rest.is_empty());
        let bold = super::lead::lead(inner).is_some_and(|lead| {
            lead.bold && lead.follow == super::lead::Follow::End && !lead.labels()
        });
        icon || bold && bare
    };
    let found: Vec<usize> = (0..nodes.len()).filter(|at| stands(*at, nodes)).collect();
    if found.len() > 1 {
        for at in found {
            nodes[at].kind = Block::Heading(2);
        }
    }
}

/// Where the lines begin that close a file: behind the last rule, or at its very end, short,
/// and without news.
fn closing(nodes: &[Node<'_>], outline: &Outline, only_story: bool) -> usize {
    let first_part = outline
        .roots
        .first()
        .map_or(outline.intro.start, |root| outline.heads[*root].node + 1);
    let last_heading = nodes
        .iter()
        .rposition(|node| matches!(node.kind, Block::Heading(_)))
        .map_or(0, |at| at + 1);
    let from = first_part.max(last_heading);
    // Whether there is nothing but paragraphs between a node and the last rule before it.
    let mut behind_rule = vec![false; nodes.len() + 1];
    for at in from..nodes.len() {
        behind_rule[at + 1] = match nodes[at].kind {
            Block::Paragraph => behind_rule[at],
            kind => kind == Block::Rule,
        };
    }
    let mut closing = nodes.len();
    for at in (from..nodes.len()).rev() {
        let node = &nodes[at];
        let closes = match node.kind {
            Block::Rule => true,
            Block::Html => is_comment(&node.raw_html()) || plain(&node.events).is_empty(),
            // The sources of the whole file.
            Block::List => {
                let named = at.checked_sub(1).is_some_and(|before| {
                    nodes[before].kind == Block::Paragraph
                        && vocabulary::names_sources(&plain(nodes[before].inner()))
                });
                named && !only_story && super::story::is_list_of_sources(node)
            }
            Block::Paragraph if vocabulary::names_sources(&plain(node.inner())) => {
                closing == at + 1
                    && nodes
                        .get(at + 1)
                        .is_some_and(|next| next.kind == Block::List)
            }
            Block::Paragraph => {
                let words = plain(node.inner());
                let short = words.chars().count() <= 400;
                let behind_rule = behind_rule[at];
                short
                    && (is_emphasis(node.inner()) && (behind_rule || at + 1 >= closing)
                        || vocabulary::signs_off(&words)
                        || behind_rule && words.chars().count() <= 160 && !led(node))
            }
            _ => false,
        };
        if !closes {
            break;
        }
        closing = at;
    }
    // Something must be left, and a rule alone closes nothing.
    let any = nodes[closing..]
        .iter()
        .any(|node| node.kind == Block::Paragraph);
    if any && closing > from {
        closing
    } else {
        nodes.len()
    }
}

/// Whether a paragraph is led by bold words or a link: rather news than a sign-off.
fn led(node: &Node<'_>) -> bool {
    super::lead::lead(node.inner()).is_some_and(|lead| lead.is_headline() && !lead.labels())
}

/// Whether a line is in italics as a whole.
fn is_emphasis(events: &[Ev<'_>]) -> bool {
    matches!(events.first(), Some((Event::Start(Tag::Emphasis), _)))
        && matches!(events.last(), Some((Event::End(TagEnd::Emphasis), _)))
}
