//! From nodes to the draft.

use super::{
    inline::{self, span_of},
    lines::{self, Line},
    nodes::{Ev, Kind, Node, items},
};
use crate::{
    Diagnostic,
    draft::{Draft, Said, StoryDraft},
    entities::Entities,
    html::{Comment, Mode, vet_as},
    vocabulary::{self, Meta},
};
use dayfold_model::Block;
use pulldown_cmark::{Event, Tag};

/// The part of the digest that the walk is in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Place {
    /// Before the first section.
    Intro,
    Takeaways,
    /// In the last section, outside its stories.
    Section,
    /// In the last story of the last section.
    Story,
    Footer,
}

/// What was opened and waits for the next node.
pub(crate) enum Waiting {
    /// A label for a block.
    Label(String),
    /// One of our words for a list of values.
    Meta(Meta),
}

pub(crate) struct Walk<'t, 'd> {
    pub(crate) text: &'t str,
    pub(crate) draft: &'d mut Draft,
    pub(crate) said: &'d mut Said,
    pub(crate) place: Place,
    pub(crate) waiting: Option<Waiting>,
    /// Blocks without a label join the last one, which a small heading opened.
    pub(crate) joining: bool,
    pub(crate) seen_h1: bool,
    /// The shape is not the documented one: small parts are kept as they stand.
    pub(crate) loose: bool,
}

impl<'t, 'd> Walk<'t, 'd> {
    pub(crate) fn new(text: &'t str, draft: &'d mut Draft, said: &'d mut Said) -> Self {
        Self {
            text,
            draft,
            said,
            place: Place::Intro,
            waiting: None,
            joining: false,
            seen_h1: false,
            loose: false,
        }
    }

    pub(crate) fn run(mut self, nodes: Vec<Node<'t>>) {
        for (at, node) in nodes.iter().enumerate() {
            let rest = &nodes[at + 1..];
            match node.kind {
                Kind::Heading(level) => self.heading(level, node, rest),
                Kind::Rule => self.separate(),
                Kind::Html if is_comment(&node.raw_html()) => self.comment(node),
                Kind::Paragraph => self.paragraph(node, rest),
                Kind::List => self.list(node),
                Kind::Html | Kind::Other => self.block(node),
            }
        }
        self.settle();
    }

    pub(crate) fn separate(&mut self) {
        self.settle();
        self.joining = false;
    }

    /// A comment parts what is before it from what is behind.
    pub(crate) fn comment(&mut self, node: &Node<'t>) {
        let html = node.raw_html();
        let html = html.trim_end();
        if !["-->", "--!>"].iter().any(|end| html.ends_with(end)) {
            self.said.push(
                Diagnostic::warning(
                    "unclosed-comment",
                    "this comment is not closed: nothing behind it is shown",
                )
                .help("close it with `-->`")
                .at(node.span.start..node.span.start + 4),
            );
        }
        self.separate();
    }

    /// What waits gets nothing.
    pub(crate) fn settle(&mut self) {
        match self.waiting.take() {
            Some(Waiting::Label(label)) => self.push(Some(label), String::new()),
            Some(Waiting::Meta(Meta::Tags)) => self.tags(vec![]),
            Some(Waiting::Meta(Meta::Entities)) => self.entities(vec![], 0..0),
            _ => {}
        }
    }

    fn entities_of(&mut self) -> &mut Entities {
        &mut self.draft.entities
    }

    pub(crate) fn html(&mut self, events: &[Ev<'_>], mode: Mode) -> String {
        if self.loose {
            let linked = super::texts::linked(events);
            return inline::html(&linked, self.text, mode, &mut self.draft.entities);
        }
        inline::html(events, self.text, mode, &mut self.draft.entities)
    }

    pub(crate) fn plain(&mut self, events: &[Ev<'_>]) -> (String, Vec<String>) {
        let mut named = vec![];
        let text = self.text;
        let plain = inline::plain(events, text, self.entities_of(), &mut named);
        (plain, named)
    }

    pub(crate) fn story(&mut self) -> Option<&mut StoryDraft> {
        self.draft.sections.last_mut()?.stories.last_mut()
    }

    pub(crate) fn paragraph(&mut self, node: &Node<'t>, rest: &[Node<'t>]) {
        let inner = node.inner();
        match self.place {
            Place::Intro => return self.intro_paragraph(node),
            Place::Takeaways => return self.takeaway(inner),
            _ => {}
        }
        let before_list = matches!(
            rest.first(),
            Some(Node {
                kind: Kind::List,
                ..
            })
        );
        let label = lines::plain_label(inner, self.text).filter(|label| {
            let ours = vocabulary::meta(label).is_some_and(|meta| self.takes(meta));
            before_list && !ours
        });
        if label.is_some() {
            self.settle();
            self.waiting = label.map(Waiting::Label);
            return;
        }
        // The label of the lines gathered so far, and where they began.
        let mut gathered: Option<(Option<String>, Vec<Ev<'t>>)> = None;
        for range in inline::lines(inner) {
            let line = &inner[range.clone()];
            let mut named = vec![];
            let text = self.text;
            let seen = lines::recognise(line, text, self.entities_of(), &mut named);
            match seen {
                Line::Meta(meta, value) if self.takes(meta) => {
                    self.gather(gathered.take());
                    self.settle();
                    self.meta(meta, &value, line);
                }
                Line::Label(label, value) => {
                    self.gather(gathered.take());
                    self.name(named);
                    gathered = Some((Some(label), value));
                }
                other => {
                    if let Line::Meta(
                        Meta::Sources | Meta::Kicker | Meta::Labels | Meta::Entities,
                        _,
                    ) = other
                    {
                        self.outside_story(line);
                    }
                    match &mut gathered {
                        Some((_, events)) => {
                            // With the break before the line.
                            events.extend_from_slice(&inner[range.start - 1..range.end]);
                        }
                        None => gathered = Some((None, line.to_vec())),
                    }
                }
            }
        }
        self.gather(gathered.take());
    }

    /// Lines of a paragraph that belong together, with their label.
    pub(crate) fn gather(&mut self, lines: Option<(Option<String>, Vec<Ev<'t>>)>) {
        let Some((label, events)) = lines else { return };
        if label.is_some() {
            self.settle();
            self.joining = false;
            if lines::is_blank(&events) {
                self.waiting = label.map(Waiting::Label);
                return;
            }
        } else if lines::is_blank(&events) {
            return;
        }
        let html = self.html(&wrapped(&events), Mode::Block);
        let label = label.or_else(|| self.waiting_label());
        self.push(label, html);
    }

    fn waiting_label(&mut self) -> Option<String> {
        match self.waiting.take() {
            Some(Waiting::Label(label)) => {
                self.joining = false;
                Some(label)
            }
            waiting => {
                self.waiting = waiting;
                self.settle();
                None
            }
        }
    }

    /// Before the first section only a line of tags is not summary.
    fn intro_paragraph(&mut self, node: &Node<'t>) {
        let text = self.text;
        let seen = lines::recognise(node.inner(), text, self.entities_of(), &mut vec![]);
        if let Line::Meta(Meta::Tags, value) = seen {
            return self.meta(Meta::Tags, &value, node.inner());
        }
        let html = self.html(&node.events, Mode::Block);
        self.draft.summary.push(html);
    }

    /// Whether the word means something here.
    fn takes(&self, meta: Meta) -> bool {
        match meta {
            Meta::Tags => true,
            Meta::Updated => false,
            _ => self.place == Place::Story,
        }
    }

    pub(crate) fn list(&mut self, node: &Node<'t>) {
        if self.place == Place::Takeaways {
            for item in items(node.inner()) {
                self.takeaway(item);
            }
            return;
        }
        if let Some(Waiting::Meta(meta)) = self.waiting {
            self.waiting = None;
            for item in items(node.inner()) {
                match meta {
                    // A label may hold a comma here.
                    Meta::Tags => {
                        let (label, _) = self.plain(item);
                        self.tags(vec![label]);
                    }
                    _ => self.meta(meta, item, item),
                }
            }
            return;
        }
        self.block(node);
    }

    pub(crate) fn block(&mut self, node: &Node<'t>) {
        if self.place == Place::Takeaways {
            return self.takeaway(&node.events);
        }
        let html = if node.kind == Kind::Html {
            vet_as(&node.raw_html(), Mode::Block, &self.draft.entities)
        } else {
            self.html(&node.events, Mode::Block)
        };
        if html.is_empty() {
            return;
        }
        if self.place == Place::Intro {
            self.draft.summary.push(html);
            return;
        }
        let label = self.waiting_label();
        self.push(label, html);
    }

    pub(crate) fn push(&mut self, label: Option<String>, html: String) {
        if self.place == Place::Story && self.story().is_none() {
            return;
        }
        let joining = self.joining && label.is_none();
        let body = match self.place {
            Place::Footer => &mut self.draft.footer,
            Place::Story => match self
                .draft
                .sections
                .last_mut()
                .and_then(|s| s.stories.last_mut())
            {
                Some(story) => &mut story.body,
                None => return,
            },
            _ => &mut self.draft.section().body,
        };
        match body.last_mut() {
            Some(last) if joining => last.html.push_str(&html),
            _ => {
                if label.is_some() || !html.is_empty() {
                    body.push(Block { label, html });
                }
            }
        }
    }
}

/// Whether an HTML block is a comment alone.
pub(crate) fn is_comment(html: &str) -> bool {
    let mut rest = html.trim();
    while let Some(comment) = Comment::of(rest) {
        rest = comment.end.map_or("", |end| rest[end..].trim_start());
        if rest.is_empty() {
            return true;
        }
    }
    false
}

/// Some lines of a paragraph as a paragraph.
pub(crate) fn wrapped<'a>(events: &[Ev<'a>]) -> Vec<Ev<'a>> {
    let span = span_of(events);
    let mut out = Vec::with_capacity(events.len() + 2);
    out.push((Event::Start(Tag::Paragraph), span.clone()));
    out.extend_from_slice(events);
    out.push((Event::End(pulldown_cmark::TagEnd::Paragraph), span));
    out
}
