//! Text within a block: entities marked, cut, split into lines, rendered.

use super::{direct, nodes::Ev};
use crate::{
    draft::Span,
    entities::{Entities, find_mention},
    html::{Mode, escape_attribute, vanishes, vet_as},
    source::fold,
};
use pulldown_cmark::{CowStr, Event, Tag, TagEnd, html::push_html};
use std::iter::once;

/// Vetted HTML of some events, with their entities marked.
pub(crate) fn html(events: &[Ev<'_>], text: &str, mode: Mode, entities: &mut Entities) -> String {
    let marked = mark_entities(events, text, entities, &mut vec![]);
    if !has_html(events)
        && let Some(html) = direct::html(&marked, mode, entities)
    {
        return html;
    }
    let mut html = String::new();
    push_html(&mut html, told(marked).into_iter());
    vet_as(&html, mode, entities)
}

/// The name of an element that vanishes with all that is in it, where an event opens one.
fn opens(event: &Event<'_>) -> Option<String> {
    let (Event::InlineHtml(html) | Event::Html(html)) = event else {
        return None;
    };
    let rest = html.strip_prefix('<')?;
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric());
    let name = rest[..end.unwrap_or(rest.len())].to_ascii_lowercase();
    vanishes(&name).then_some(name)
}

/// Whether one of some events ends an element in the block that they begin in.
fn closes<'e, 'a: 'e>(events: impl Iterator<Item = &'e Event<'a>>, name: &str) -> bool {
    let end = format!("</{name}");
    let ends = |event: &Event<'_>| match event {
        Event::InlineHtml(html) | Event::Html(html) => html.to_ascii_lowercase().contains(&end),
        _ => false,
    };
    events
        .take_while(|event| {
            !matches!(
                event,
                Event::End(
                    TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell | TagEnd::HtmlBlock
                )
            )
        })
        .any(ends)
}

/// The events with a tag as text that would swallow all behind it, since nothing closes it in
/// its block: people write *of* `<iframe>` too.
fn told(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let swallows = |at: usize| {
        opens(&events[at]).is_some_and(|name| {
            // A block of code for the browser is no text, closed or not.
            let code = matches!(events[at], Event::Html(_)) && matches!(&*name, "script" | "style");
            !code && !closes(events[at..].iter(), &name)
        })
    };
    let swallows: Vec<bool> = (0..events.len()).map(swallows).collect();
    let one = |(event, swallows)| match event {
        Event::InlineHtml(html) | Event::Html(html) if swallows => Event::Text(html),
        event => event,
    };
    events.into_iter().zip(swallows).map(one).collect()
}

/// For each of some events whether it is in an element that vanishes with all that is in it, such
/// as a script in a line of text: an address in there is none that the text gives.
pub(crate) fn vanishing(events: &[Ev<'_>]) -> Vec<bool> {
    let mut inside: Option<String> = None;
    let mut out = Vec::with_capacity(events.len());
    for (at, (event, _)) in events.iter().enumerate() {
        out.push(inside.is_some());
        inside = match inside {
            Some(name) => Some(name).filter(|name| !closes(once(event), name)),
            None => {
                let rest = || events[at..].iter().map(|(event, _)| event);
                opens(event).filter(|name| closes(rest(), name))
            }
        };
    }
    out
}

/// Whether any of some events is raw HTML.
pub(super) fn has_html(events: &[Ev<'_>]) -> bool {
    events
        .iter()
        .any(|(event, _)| matches!(event, Event::Html(_) | Event::InlineHtml(_)))
}

/// The text of some events on one line, entities without their brackets; the ids of the
/// entities are added to `named`.
pub(crate) fn plain(
    events: &[Ev<'_>],
    text: &str,
    entities: &mut Entities,
    named: &mut Vec<String>,
) -> String {
    let mut out = String::new();
    for event in mark_entities(events, text, entities, named) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => {}
        }
    }
    fold(&out)
}

/// Neighbouring text events as one text.
#[derive(Default)]
struct Run {
    text: String,
    /// Where each event's text begins, and whether its first character, and the others,
    /// stand for themselves.
    pieces: Vec<(usize, bool, bool)>,
}

impl Run {
    fn is_plain(&self, offset: usize) -> bool {
        let at = self.pieces.partition_point(|(start, ..)| *start <= offset);
        self.pieces
            .get(at.wrapping_sub(1))
            .is_some_and(
                |(start, first, others)| {
                    if *start == offset { *first } else { *others }
                },
            )
    }
}

/// Whether an event's text stands in the source as it is, and whether its first character
/// is not escaped by a backslash.
fn literal(piece: &str, span: &Span, text: &str, previous_end: usize) -> (bool, bool) {
    let same = text.get(span.clone()) == Some(piece);
    let escaped = span.start > previous_end
        && text.as_bytes().get(span.start.wrapping_sub(1)) == Some(&b'\\');
    (same && !escaped, same)
}

/// The events with their entities marked. `named` gets the entities' ids, in the order of the
/// text, each as often as it is named.
pub(super) fn mark_entities<'a>(
    events: &[Ev<'a>],
    text: &str,
    entities: &mut Entities,
    named: &mut Vec<String>,
) -> Vec<Event<'a>> {
    let mut out: Vec<Event<'a>> = Vec::with_capacity(events.len());
    // Where the inline elements that are open began, and the one closed last, in `out`.
    let mut open: Vec<usize> = Vec::new();
    let mut closed = None;
    let mut verbatim = 0_usize;
    let mut run = Run::default();
    let mut previous_end = 0;
    // What is still to be put before an event of `out`.
    let mut before = Vec::new();
    for (event, span) in events {
        let piece = match event {
            Event::Text(piece) if verbatim == 0 => Some(&**piece),
            Event::SoftBreak => Some("\n"),
            _ => None,
        };
        if let Some(piece) = piece {
            let (first, others) = literal(piece, span, text, previous_end);
            run.pieces.push((run.text.len(), first, others));
            run.text.push_str(piece);
            previous_end = span.end;
            continue;
        }
        flush(&mut run, &mut out, &mut before, closed, entities, named);
        previous_end = span.end;
        closed = None;
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => verbatim += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => {
                verbatim = verbatim.saturating_sub(1);
            }
            Event::Start(_) => open.push(out.len()),
            Event::End(end) => {
                let start = open.pop();
                if is_inline(*end) {
                    closed = start;
                }
            }
            Event::Code(_) => closed = Some(out.len()),
            _ => {}
        }
        out.push(event.clone());
    }
    flush(&mut run, &mut out, &mut before, closed, entities, named);
    inserted(out, before)
}

/// Some events with others put before those at these indexes.
fn inserted<'a>(events: Vec<Event<'a>>, mut before: Vec<(usize, Event<'a>)>) -> Vec<Event<'a>> {
    if before.is_empty() {
        return events;
    }
    before.sort_by_key(|(at, _)| *at);
    let mut all = Vec::with_capacity(events.len() + before.len());
    let mut before = before.into_iter().peekable();
    for (at, event) in events.into_iter().enumerate() {
        while let Some((_, event)) = before.next_if(|(before, _)| *before <= at) {
            all.push(event);
        }
        all.push(event);
    }
    all.extend(before.map(|(_, event)| event));
    all
}

fn is_inline(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link | TagEnd::Strikethrough
    )
}

/// Writes a run of text with its entities marked. `closed`: where the inline element that
/// ends directly before it began; what has to stand there is added to `before`.
fn flush<'a>(
    run: &mut Run,
    out: &mut Vec<Event<'a>>,
    before: &mut Vec<(usize, Event<'a>)>,
    closed: Option<usize>,
    entities: &mut Entities,
    named: &mut Vec<String>,
) {
    let run = std::mem::take(run);
    if run.text.is_empty() {
        return;
    }
    let push = |out: &mut Vec<Event<'a>>, text: &str| {
        if !text.is_empty() {
            out.push(Event::Text(CowStr::from(text.to_owned())));
        }
    };
    let mut from = 0;
    while let Some(mention) = find_mention(&run.text, from, closed.is_some(), |at| run.is_plain(at))
    {
        let id = entities.meet(&mention.kind, &mention.name);
        let tag = Event::InlineHtml(format!("<data value=\"{}\">", escape_attribute(&id)).into());
        named.push(id);
        push(out, &run.text[from..mention.words.start]);
        if mention.words.is_empty() {
            before.push((closed.unwrap_or(out.len()), tag));
        } else {
            out.push(tag);
            push(out, &run.text[mention.words]);
        }
        out.push(Event::InlineHtml("</data>".into()));
        from = mention.bracket.end;
    }
    push(out, &run.text[from..]);
}

/// The lines of a paragraph, as ranges of its events; breaks within a link or other inline
/// element part no lines.
pub(crate) fn lines(events: &[Ev<'_>]) -> Vec<std::ops::Range<usize>> {
    let mut lines = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    for (at, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::SoftBreak | Event::HardBreak if depth == 0 => {
                lines.push(start..at);
                start = at + 1;
            }
            _ => {}
        }
    }
    lines.push(start..events.len());
    lines
}

/// The place of some events in the text.
pub(crate) fn span_of(events: &[Ev<'_>]) -> Span {
    let start = events.iter().map(|(_, span)| span.start).min();
    let end = events.iter().map(|(_, span)| span.end).max();
    start.unwrap_or(0)..end.unwrap_or(0)
}

/// The events within `keep`, a part of the text: those outside are left out, text across
/// its ends is cut, and elements across them lose their tags.
pub(crate) fn cut<'a>(events: &[Ev<'a>], keep: &Span, text: &str) -> Vec<Ev<'a>> {
    let mut out = Vec::with_capacity(events.len());
    let mut kept = Vec::new();
    for (event, span) in events {
        let inside = keep.start <= span.start && span.end <= keep.end;
        match event {
            Event::Start(_) => {
                kept.push(inside);
                if inside {
                    out.push((event.clone(), span.clone()));
                }
            }
            Event::End(_) => {
                let opened = kept.pop().unwrap_or(inside);
                out.extend(opened.then(|| (event.clone(), span.clone())));
            }
            _ if inside => out.push((event.clone(), span.clone())),
            Event::Text(piece) if text.get(span.clone()) == Some(&**piece) => {
                let part = span.start.max(keep.start)..span.end.min(keep.end);
                if part.start < part.end
                    && text.is_char_boundary(part.start)
                    && text.is_char_boundary(part.end)
                {
                    out.push((Event::Text(text[part.clone()].to_owned().into()), part));
                }
            }
            _ => {}
        }
    }
    out
}

/// Splits at a character where it stands for itself in text outside inline elements.
pub(crate) fn split<'a>(events: &[Ev<'a>], text: &str, at: char) -> Vec<Vec<Ev<'a>>> {
    let mut parts = vec![vec![]];
    let mut depth = 0_usize;
    let mut previous_end = 0;
    for (event, span) in events {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        let same = match event {
            Event::Text(piece) if depth == 0 => {
                let (first, others) = literal(piece, span, text, previous_end);
                others.then_some((piece, first))
            }
            _ => None,
        };
        let mut add = |event: Ev<'a>, new: bool| {
            if new {
                parts.push(vec![]);
            }
            if let Some(part) = parts.last_mut() {
                part.push(event);
            }
        };
        match same {
            None => add((event.clone(), span.clone()), false),
            Some((piece, first)) => {
                let mut start = 0;
                let mut new = false;
                for (offset, _) in piece.match_indices(at) {
                    if offset == 0 && !first {
                        continue;
                    }
                    let part = span.start + start..span.start + offset;
                    add(
                        (Event::Text(text[part.clone()].to_owned().into()), part),
                        new,
                    );
                    start = offset + at.len_utf8();
                    new = true;
                }
                let part = span.start + start..span.end;
                add(
                    (Event::Text(text[part.clone()].to_owned().into()), part),
                    new,
                );
            }
        }
        previous_end = span.end;
    }
    parts
}
