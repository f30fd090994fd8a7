//! What stands on lines of its own: labels, sources, tags, attributes in braces.

use super::{
    inline::{self, cut, span_of},
    nodes::Ev,
};
use crate::{
    Diagnostic,
    draft::{At, Said, Span},
    entities::Entities,
    vocabulary::{self, Meta},
};
use dayfold_model::Source;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

/// The longest label, in characters.
const LONGEST_LABEL: usize = 120;
/// A label without bold letters is short.
const PLAIN_LABEL: (usize, usize) = (60, 8);

/// What a line is.
pub(crate) enum Line<'a> {
    /// One of our words before a value.
    Meta(Meta, Vec<Ev<'a>>),
    /// A label in bold letters, and the text behind it.
    Label(String, Vec<Ev<'a>>),
    /// Anything else.
    Plain,
}

/// Recognises a line of a paragraph.
pub(crate) fn recognise<'a>(
    events: &[Ev<'a>],
    text: &str,
    entities: &mut Entities,
    named: &mut Vec<String>,
) -> Line<'a> {
    let span = span_of(events);
    // Only what is written plainly is one of our words, so that there is a way to write
    // them as text: `&#83;ource:`.
    let raw = &text[span.clone()];
    if let Some(colon) = raw.find([':', '：'])
        && let Some(meta) = vocabulary::meta(&raw[..colon])
        && let Some(mark) = raw[colon..].chars().next()
    {
        let start = span.start + colon + mark.len_utf8();
        // The end of the bold letters that the word may be in.
        let rest = &text[start..span.end];
        let start = start + (rest.len() - rest.trim_start_matches(['*', '_']).len());
        return Line::Meta(meta, cut(events, &(start..span.end), text));
    }
    label(events, text, entities, named)
        .map_or(Line::Plain, |(label, rest)| Line::Label(label, rest))
}

/// `**Label:** text` or `**Label**: text`.
fn label<'a>(
    events: &[Ev<'a>],
    text: &str,
    entities: &mut Entities,
    named: &mut Vec<String>,
) -> Option<(String, Vec<Ev<'a>>)> {
    if !matches!(events.first(), Some((Event::Start(Tag::Strong), _))) {
        return None;
    }
    let mut depth = 0_usize;
    let end = events.iter().position(|(event, _)| {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        depth == 0
    })?;
    let inside = &events[1..end];
    let simple = inside.iter().all(|(event, _)| {
        matches!(
            event,
            Event::Text(_)
                | Event::Code(_)
                | Event::Start(Tag::Emphasis)
                | Event::End(TagEnd::Emphasis)
        )
    });
    if !simple {
        return None;
    }
    let mut new = vec![];
    let label = inline::plain(inside, text, entities, &mut new);
    let rest_from = events[end].1.end;
    let all = span_of(events);
    let rest = &text[rest_from..all.end];
    let (label, start) = if let Some(label) = label.strip_suffix([':', '：']) {
        (label, rest_from)
    } else {
        let mark = rest.chars().next().filter(|c| matches!(c, ':' | '：'))?;
        (label.as_str(), rest_from + mark.len_utf8())
    };
    let label = label.trim_end().to_owned();
    if label.is_empty() || label.chars().count() > LONGEST_LABEL {
        return None;
    }
    named.extend(new);
    Some((label, cut(events, &(start..all.end), text)))
}

/// `Label:` without bold letters, which is a label over a list.
pub(crate) fn plain_label(events: &[Ev<'_>], text: &str) -> Option<String> {
    let plain = events
        .iter()
        .all(|(event, _)| matches!(event, Event::Text(_)));
    let span = span_of(events);
    if !plain || span.len() > PLAIN_LABEL.0 * 4 {
        return None;
    }
    let raw = &text[span];
    let label: String = events
        .iter()
        .filter_map(|(event, _)| match event {
            Event::Text(text) => Some(&**text),
            _ => None,
        })
        .collect();
    if !raw.ends_with([':', '：']) {
        return None;
    }
    let label = crate::source::fold(label.strip_suffix([':', '：'])?);
    let short = label.chars().count() <= PLAIN_LABEL.0 && label.split(' ').count() <= PLAIN_LABEL.1;
    (short && !label.is_empty() && !label.contains(['.', ':', '：', '[', ']'])).then_some(label)
}

/// Whether some events show nothing.
pub(crate) fn is_blank(events: &[Ev<'_>]) -> bool {
    events.iter().all(|(event, _)| match event {
        Event::Text(text) => text.trim().is_empty(),
        Event::SoftBreak | Event::HardBreak => true,
        _ => false,
    })
}

/// `[A](url) | B`.
pub(crate) fn sources(events: &[Ev<'_>], text: &str, said: &mut Said) -> Vec<Source> {
    inline::split(events, text, '|')
        .iter()
        .flat_map(|part| by_link(part))
        .filter_map(|part| source(&part, text, said))
        .collect()
}

/// Several links in one part are sources of their own.
fn by_link<'a>(events: &[Ev<'a>]) -> Vec<Vec<Ev<'a>>> {
    let starts: Vec<usize> = events
        .iter()
        .enumerate()
        .filter(|(_, (event, _))| matches!(event, Event::Start(Tag::Link { .. })))
        .map(|(at, _)| at)
        .collect();
    if starts.len() < 2 {
        return vec![events.to_vec()];
    }
    let mut parts = Vec::new();
    let mut from = 0;
    for start in starts.into_iter().skip(1) {
        parts.push(without_separator(&events[from..start]));
        from = start;
    }
    parts.push(events[from..].to_vec());
    parts
}

fn without_separator<'a>(events: &[Ev<'a>]) -> Vec<Ev<'a>> {
    let mut events = events.to_vec();
    if let Some((Event::Text(text), _)) = events.last() {
        let trimmed = text.trim_end_matches([' ', ',', ';', '·', '/', '&', '、', '，', '•']);
        let trimmed = trimmed.strip_suffix(" and").unwrap_or(trimmed).to_owned();
        if let Some((event, _)) = events.last_mut() {
            *event = Event::Text(trimmed.into());
        }
    }
    events
}

fn source(events: &[Ev<'_>], text: &str, said: &mut Said) -> Option<Source> {
    let mut url = None;
    let mut name = String::new();
    let mut is_auto = false;
    for (event, span) in events {
        match event {
            Event::Start(Tag::Link {
                dest_url,
                link_type,
                ..
            }) => {
                is_auto = matches!(link_type, LinkType::Autolink | LinkType::Email);
                url = url.or_else(|| web_url(dest_url, span, said));
            }
            Event::End(TagEnd::Link) => is_auto = false,
            Event::Text(piece) if is_auto && url.is_some() => {
                let _ = piece;
            }
            Event::Text(piece) | Event::Code(piece) => name.push_str(piece),
            Event::SoftBreak | Event::HardBreak => name.push(' '),
            _ => {}
        }
    }
    let name = crate::source::fold(&name);
    let span = span_of(events);
    // An address by itself; written otherwise (escaped) it is a name.
    if url.is_none() && is_web(&name) && text[span.clone()].trim() == name {
        url = Some(name.clone());
        return Some(Source {
            name: host(&name).to_owned(),
            url,
        });
    }
    source_of(name, url)
}

/// A source of that name, or of its address alone.
pub(crate) fn source_of(name: String, url: Option<String>) -> Option<Source> {
    match (name.is_empty(), url) {
        (false, url) => Some(Source { name, url }),
        (true, Some(url)) => Some(Source {
            name: host(&url).to_owned(),
            url: Some(url),
        }),
        (true, None) => None,
    }
}

/// An address that may stand in a `url` field, or a warning.
pub(crate) fn web_url(url: &str, span: &Span, said: &mut Said) -> Option<String> {
    if is_web(url) {
        return Some(url.to_owned());
    }
    said.push(
        Diagnostic::warning(
            "no-web-address",
            format!("`{url}` is no web address; the link was left out"),
        )
        .help("write a whole address that begins with `https://`")
        .at(span.clone()),
    );
    None
}

/// `http:` or `https:` with a host, and nothing in it that is no part of an address.
pub(crate) fn is_web(url: &str) -> bool {
    let rest = ["https://", "http://"].iter().find_map(|scheme| {
        url.get(..scheme.len())
            .filter(|start| start.eq_ignore_ascii_case(scheme))
            .map(|_| &url[scheme.len()..])
    });
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '['))
        && !url.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// The site's name in an address: `https://www.example.org/a` gives `example.org`. It is the one
/// that a browser goes to, so neither a name before `@` nor what stands behind `\` counts (URL
/// Standard, 4.4).
pub(crate) fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '\\', '?', '#']).next().unwrap_or(rest);
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    host.strip_prefix("www.").unwrap_or(host)
}

/// Attributes in braces at the end of a heading or takeaway.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Attributes {
    pub(crate) id: Option<At<String>>,
    pub(crate) icon: Option<String>,
    /// Empty where it says that there is none.
    pub(crate) story: Option<At<String>>,
    /// Where they begin.
    pub(crate) start: usize,
}

/// A heading's attributes, and where its words stand without them.
pub(crate) fn heading(text: &str, span: &Span, said: &mut Said) -> (Attributes, Span) {
    let attributes = attributes(text, span, said).unwrap_or_default();
    let end = if attributes.start > 0 {
        attributes.start
    } else {
        span.end
    };
    (attributes, span.start..end)
}

/// `{#id}`, `{story=id}`, `{icon=X}` at the end of `text[span]`; all else in braces is text.
pub(crate) fn attributes(text: &str, span: &Span, said: &mut Said) -> Option<Attributes> {
    let raw = text[span.clone()].trim_end();
    let inside = raw.strip_suffix('}')?;
    let open = inside.rfind('{')?;
    let escaped = raw[..open].ends_with('\\') && !raw[..open].ends_with("\\\\");
    let content = &inside[open + 1..];
    if escaped || content.contains(['<', '\n', '`']) || content.trim().is_empty() {
        return None;
    }
    let mut found = Attributes {
        start: span.start + open,
        ..Attributes::default()
    };
    for word in content.split_whitespace() {
        let place = span.start..span.start + raw.len();
        let at = |value: &str| {
            Some(At {
                value: value.to_owned(),
                span: place.start + open..place.end,
            })
        };
        if let Some(id) = word.strip_prefix('#').filter(|id| !id.is_empty()) {
            found.id = at(id);
        } else if let Some(id) = word.strip_prefix("story=") {
            found.story = at(id.trim_start_matches('#'));
        } else if let Some(icon) = word.strip_prefix("icon=").filter(|icon| !icon.is_empty()) {
            found.icon = Some(icon.to_owned());
        } else {
            let ours = ["#", "story=", "icon="]
                .iter()
                .any(|mark| content.starts_with(mark));
            if ours {
                said.push(
                    Diagnostic::warning(
                        "bad-attributes",
                        format!("`{{{content}}}` was not understood and kept as text"),
                    )
                    .help("an id has no spaces: `{#id}`, `{story=id}`")
                    .at(found.start..place.end),
                );
            }
            return None;
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::host;
    use rstest::rstest;

    #[rstest]
    #[case("https://www.example.org/a", "example.org")]
    #[case("https://example.org", "example.org")]
    #[case("https://example.org:8080/a", "example.org:8080")]
    #[case("https://bank.example@example.org/@a", "example.org")]
    #[case("https://a:b@example.org?c@d", "example.org")]
    #[case("https://example.org\\@bank.example/", "example.org")]
    fn names_who_is_gone_to(#[case] url: &str, #[case] expected: &str) {
        assert_eq!(host(url), expected);
    }
}
