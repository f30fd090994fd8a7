//! The lines of a story: sources, tags, labelled lines, text.

use crate::{
    draft::listed,
    markdown::{
        Ev, Kind as Block, Node, inline,
        lines::{self, Line, is_blank},
        span_of,
        walk::Waiting,
    },
    pieces::Part,
    structure::{
        build::Builder,
        lead::{plain, size},
        sources,
    },
    vocabulary::{self, Meta},
};
use dayfold_model::PartLabel;
use pulldown_cmark::{Event, Tag, TagEnd};

impl<'t> Builder<'_, 't, '_> {
    /// A paragraph of a story: lines of sources and tags, labelled lines, text.
    pub(in crate::structure) fn story_paragraph(&mut self, node: &Node<'t>, rest: &[Node<'t>]) {
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
                    let tags: Vec<String> = listed(&list)
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
}

/// The word that leads a line, before its colon.
fn label_of(line: &[Ev<'_>]) -> String {
    let words = plain(line);
    let label = words.split([':', '：']).next().unwrap_or_default();
    label.trim_matches(['*', '_', ' ']).to_owned()
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
