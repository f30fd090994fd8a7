//! What lines and lists of values say of a story, and what takeaways say.

use super::{
    inline::{self, cut, span_of},
    lines,
    nodes::Ev,
    walk::{Place, Waiting, Walk},
};
use crate::{
    Diagnostic,
    draft::{At, Span, TakeawayDraft, day_tags, listed},
    html::Mode,
    vocabulary::{self, Meta},
};
use dayfold_model::{PartLabel, label_of};
use pulldown_cmark::Event;

impl<'t> Walk<'t, '_> {
    pub(crate) fn meta(&mut self, meta: Meta, value: &[Ev<'t>], line: &[Ev<'t>]) {
        self.joining = false;
        if lines::is_blank(value) {
            self.waiting = Some(Waiting::Meta(meta));
            if meta == Meta::Sources {
                self.name_sources(line);
            }
            return;
        }
        match meta {
            Meta::Sources => {
                let sources = lines::sources(value, self.text, self.said);
                if let Some(story) = self.story() {
                    story.sources.extend(sources);
                }
                self.name_sources(line);
            }
            Meta::Labels => {
                for part in inline::split(value, self.text, '|') {
                    let (named, _) = self.plain(&part);
                    if let Some((part, label)) = named.split_once('=')
                        && let Some(story) = self.story()
                    {
                        story.labels.push(PartLabel {
                            part: part.trim().to_owned(),
                            label: label.trim().to_owned(),
                        });
                    }
                }
            }
            Meta::Kicker => {
                for part in inline::split(value, self.text, '|') {
                    let (kicker, _) = self.plain(&part);
                    if let Some(story) = self.story().filter(|_| !kicker.is_empty()) {
                        story.kicker.push(kicker);
                    }
                }
            }
            Meta::Tags => {
                let (list, _) = self.plain(value);
                self.tags(listed(&list));
            }
            Meta::Entities => {
                let (list, _) = self.plain(value);
                self.entities(listed(&list), span_of(line));
            }
            Meta::Updated => {}
        }
    }

    /// What the text calls the story's sources, from the line that they stand on.
    fn name_sources(&mut self, line: &[Ev<'t>]) {
        let (words, _) = self.plain(line);
        let Some((label, _)) = words.split_once([':', '：']) else {
            return;
        };
        let label = label.trim();
        let none = !vocabulary::names_sources(label)
            || vocabulary::normal(label).as_deref() == Some(vocabulary::FROM);
        if let Some(story) = self.story().filter(|_| !none)
            && label_of(&story.labels, "sources").is_none()
        {
            story.labels.push(PartLabel {
                part: "sources".to_owned(),
                label: label.to_owned(),
            });
        }
    }

    /// Tags of the story, or of the day outside a story.
    pub(crate) fn tags(&mut self, labels: Vec<String>) {
        let in_story = self.place == Place::Story;
        match self.story().filter(|_| in_story) {
            Some(story) => story.tags.get_or_insert_default().extend(labels),
            None => self.draft.tags.extend(day_tags(labels)),
        }
    }

    pub(crate) fn entities(&mut self, names: Vec<String>, span: Span) {
        if let Some(story) = self.story() {
            story.entities = Some(At { value: names, span });
        }
    }

    /// Entities that a story names outside its text.
    pub(crate) fn name(&mut self, ids: Vec<String>) {
        if self.place == Place::Story
            && let Some(story) = self.story()
        {
            story.title_entities.extend(ids);
        }
    }

    pub(crate) fn outside_story(&mut self, line: &[Ev<'t>]) {
        self.said.push(
            Diagnostic::warning(
                "outside-story",
                "only a story has such a line; it was kept as text",
            )
            .help("move it below a story's heading (`###`)")
            .at(span_of(line)),
        );
    }

    pub(crate) fn takeaway(&mut self, events: &[Ev<'t>]) {
        // Braces at the end of the last text.
        let last = events.iter().rev().find_map(|(event, span)| match event {
            Event::Text(_) => Some(span.clone()),
            _ => None,
        });
        let all = span_of(events);
        let attributes = last
            .filter(|last| self.text[last.end..all.end].trim().is_empty())
            .and_then(|last| lines::attributes(self.text, &last, self.said))
            .filter(|found| found.story.is_some());
        let (shown, story) = match attributes {
            Some(found) => (
                cut(events, &(all.start..found.start), self.text),
                found.story,
            ),
            None => (events.to_vec(), None),
        };
        let html = self.html(&shown, Mode::Inline);
        if !html.is_empty() {
            self.draft.takeaways.push(TakeawayDraft { html, story });
        }
    }
}
