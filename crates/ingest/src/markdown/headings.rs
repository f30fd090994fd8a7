//! What headings open.

use super::{
    inline::{cut, span_of},
    lines,
    nodes::{Ev, Kind, Node},
    walk::{Place, Walk},
};
use crate::{
    Diagnostic,
    draft::{At, SectionDraft, Span, StoryDraft},
    emoji,
    html::Mode,
    vocabulary::{self, Part},
};
use pulldown_cmark::{Event, Tag};

impl<'t> Walk<'t, '_> {
    pub(crate) fn heading(&mut self, level: u8, node: &Node<'t>, rest: &[Node<'t>]) {
        self.separate();
        let inner = node.inner();
        let span = if inner.is_empty() {
            node.span.clone()
        } else {
            span_of(inner)
        };
        let (attributes, words) = lines::heading(self.text, &span, self.said);
        let shown = cut(inner, &words, self.text);
        let raw = self.text[words].trim();
        match level {
            1 if !self.seen_h1 && self.place == Place::Intro && self.draft.sections.is_empty() => {
                self.seen_h1 = true;
                self.title(&shown, span);
            }
            1 | 2 => {
                let own = attributes.id.is_none() && attributes.icon.is_none();
                let part = vocabulary::part(raw).filter(|_| own && !has_stories(rest));
                match part {
                    Some(Part::Takeaways) => self.place = Place::Takeaways,
                    Some(Part::Footer) => self.place = Place::Footer,
                    _ => self.section(&shown, raw, attributes),
                }
            }
            3 if self.place != Place::Footer => self.story_heading(&shown, attributes),
            _ => self.small_heading(&shown),
        }
    }

    fn title(&mut self, shown: &[Ev<'t>], span: Span) {
        let (title, _) = self.plain(shown);
        let known = self.draft.title.as_ref().map(|title| title.value.as_str());
        match known {
            _ if title.is_empty() => {}
            None => self.draft.title = Some(At { value: title, span }),
            Some(known) if known == title => {}
            Some(_) => {
                self.said.push(
                    Diagnostic::warning(
                        "second-title",
                        "the heading is not the title that the front matter gives; it became part of the summary",
                    )
                    .at(span),
                );
                let html = self.html(shown, Mode::Inline);
                self.draft.summary.push(format!("<h4>{html}</h4>"));
            }
        }
    }

    pub(crate) fn section(&mut self, shown: &[Ev<'t>], raw: &str, attributes: lines::Attributes) {
        self.place = Place::Section;
        let (title, _) = self.plain(shown);
        let bare = raw.trim_start_matches(['*', '_', ' ']);
        let (icon, title) = match emoji::leading(&title) {
            _ if attributes.icon.is_some() => (attributes.icon, title),
            Some((icon, rest)) if bare.starts_with(icon) => {
                (Some(icon.to_owned()), rest.to_owned())
            }
            _ => (None, title),
        };
        self.draft.sections.push(SectionDraft {
            id: attributes.id,
            title: Some(title).filter(|title| !title.is_empty()),
            icon,
            body: vec![],
            stories: vec![],
        });
    }

    fn story_heading(&mut self, shown: &[Ev<'t>], attributes: lines::Attributes) {
        let (title, named) = self.plain(shown);
        if matches!(self.place, Place::Intro | Place::Takeaways) {
            // Stories under no section of their own.
            self.place = Place::Section;
            self.draft.section();
        }
        let mut story = StoryDraft::new(title);
        for (event, place) in shown {
            if let Event::Start(Tag::Link { dest_url, .. }) = event
                && story.url.is_none()
            {
                story.url = lines::web_url(dest_url, place, self.said);
            }
        }
        story.id = attributes.id;
        story.title_entities = named;
        self.draft.section().stories.push(story);
        self.place = Place::Story;
    }

    /// A heading within a text: a label for what follows.
    pub(crate) fn small_heading(&mut self, shown: &[Ev<'t>]) {
        match self.place {
            Place::Intro => {
                let html = self.html(shown, Mode::Inline);
                self.draft.summary.push(format!("<h4>{html}</h4>"));
            }
            Place::Takeaways => self.takeaway(shown),
            _ => {
                let (label, named) = self.plain(shown);
                self.name(named);
                let label = label.strip_suffix([':', '：']).unwrap_or(&label).trim_end();
                if !label.is_empty() {
                    self.push(Some(label.to_owned()), String::new());
                    self.joining = true;
                }
            }
        }
    }
}

/// Whether stories follow before the next section, and before any list.
fn has_stories(rest: &[Node<'_>]) -> bool {
    rest.iter()
        .find_map(|node| match node.kind {
            Kind::Heading(1 | 2) | Kind::List => Some(false),
            Kind::Heading(3) => Some(true),
            _ => None,
        })
        .unwrap_or(false)
}
