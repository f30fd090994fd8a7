//! Text as it stands in the source, in one piece, and the addresses in it as links.
//!
//! The parser parts a text wherever a mark could have meant something, so that an address
//! with underscores comes in many pieces.

use super::{inline::vanishing, nodes::Ev};
use crate::structure::address;
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};
use std::borrow::Cow;

/// The same events, with neighbouring texts as one where both stand in the source as they
/// are.
pub(super) fn joined<'a>(events: impl Iterator<Item = Ev<'a>>) -> impl Iterator<Item = Ev<'a>> {
    let mut events = events.peekable();
    std::iter::from_fn(move || {
        let (event, mut span) = events.next()?;
        let Event::Text(first) = event else {
            return Some((event, span));
        };
        let mut whole: Option<String> = None;
        while let Some((Event::Text(next), place)) = events.peek()
            && first.len().min(span.len()) > 0
            && span.len() == whole.as_ref().map_or(first.len(), String::len)
            && place.start == span.end
            && next.len() == place.len()
        {
            whole
                .get_or_insert_with(|| first.to_string())
                .push_str(next);
            span.end = place.end;
            events.next();
        }
        let text = whole.map_or(first, CowStr::from);
        Some((Event::Text(text), span))
    })
}

/// The same events, with pairs of `**` in their texts as bold letters. The rules of Markdown
/// leave them as they stand where letters of a script without spaces touch punctuation:
/// `**“x”**的`.
pub(crate) fn bold(events: &mut Vec<Ev<'_>>) {
    let is_pair = |event: &Event<'_>| matches!(event, Event::Text(text) if pair(text).is_some());
    if !events.iter().any(|(event, _)| is_pair(event)) {
        return;
    }
    let mut out = Vec::with_capacity(events.len() + 4);
    let mut inside = 0_usize;
    for (event, span) in events.drain(..) {
        match &event {
            Event::Start(Tag::Strong | Tag::CodeBlock(_) | Tag::HtmlBlock) => inside += 1,
            Event::End(TagEnd::Strong | TagEnd::CodeBlock | TagEnd::HtmlBlock) => {
                inside = inside.saturating_sub(1);
            }
            Event::Text(text) if inside == 0 && text.len() == span.len() => {
                let text = text.to_string();
                let mut at = 0;
                let piece = |from: usize, to: usize| {
                    let span = span.start + from..span.start + to;
                    (Event::Text(text[from..to].to_owned().into()), span)
                };
                while let Some((open, close)) = pair(&text[at..]) {
                    let (open, close) = (at + open, at + close);
                    if open > at {
                        out.push(piece(at, open));
                    }
                    let whole = span.start + open..span.start + close + 2;
                    out.push((Event::Start(Tag::Strong), whole.clone()));
                    out.push(piece(open + 2, close));
                    out.push((Event::End(TagEnd::Strong), whole));
                    at = close + 2;
                }
                if at < text.len() {
                    out.push(piece(at, text.len()));
                }
                continue;
            }
            _ => {}
        }
        out.push((event, span));
    }
    *events = out;
}

/// Where a pair of `**` stands around words beside letters of a script without spaces.
fn pair(text: &str) -> Option<(usize, usize)> {
    let open = text.find("**")?;
    let close = open + 2 + text[open + 2..].find("**")?;
    let words = &text[open + 2..close];
    let wide = |c: char| ('\u{2e80}'..='\u{ffef}').contains(&c);
    let good = !words.is_empty()
        && !words.starts_with(['*', ' '])
        && !words.ends_with(['*', ' '])
        && !text[close + 2..].starts_with('*')
        && words.chars().any(wide);
    good.then_some((open, close))
}

/// The same events, with the addresses in their texts as links. What is shown of an address
/// is without the parameters that only follow readers around.
pub(super) fn linked<'e, 'a>(events: &'e [Ev<'a>]) -> Cow<'e, [Ev<'a>]> {
    let has_address =
        |event: &Event<'_>| matches!(event, Event::Text(text) if address(text).is_some());
    if !events.iter().any(|(event, _)| has_address(event)) {
        return Cow::Borrowed(events);
    }
    let mut out = Vec::with_capacity(events.len() + 8);
    let mut inside = 0_usize;
    for ((event, span), vanishes) in events.iter().zip(vanishing(events)) {
        match event {
            Event::Start(Tag::Link { .. } | Tag::CodeBlock(_) | Tag::Image { .. }) => inside += 1,
            Event::End(TagEnd::Link | TagEnd::CodeBlock | TagEnd::Image) => {
                inside = inside.saturating_sub(1);
            }
            Event::Text(text) if inside == 0 && !vanishes && text.len() == span.len() => {
                link(text, span.start, &mut out);
                continue;
            }
            _ => {}
        }
        out.push((event.clone(), span.clone()));
    }
    Cow::Owned(out)
}

fn link<'a>(text: &str, start: usize, out: &mut Vec<Ev<'a>>) {
    let mut at = 0;
    while let Some((begin, end)) = address(&text[at..]) {
        let (begin, end) = (at + begin, at + end);
        if begin > at {
            out.push((
                Event::Text(text[at..begin].to_owned().into()),
                start + at..start + begin,
            ));
        }
        let url = &text[begin..end];
        let span = start + begin..start + end;
        let tag = Tag::Link {
            link_type: LinkType::Autolink,
            dest_url: url.to_owned().into(),
            title: "".into(),
            id: "".into(),
        };
        let close = Event::End(tag.to_end());
        out.push((Event::Start(tag), span.clone()));
        out.push((Event::Text(untracked(url).into()), span.clone()));
        out.push((close, span));
        at = end;
    }
    if at < text.len() {
        out.push((
            Event::Text(text[at..].to_owned().into()),
            start + at..start + text.len(),
        ));
    }
}

/// Parameters that say where a reader came from, not what is to be read.
const TRACKING: &[&str] = &[
    "utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "ref_src", "ref_url", "spm", "yclid",
    "msclkid", "cmpid", "mkt_tok", "_hsenc", "_hsmi", "vero_id", "wt_mc",
];

/// An address without its tracking parameters.
fn untracked(url: &str) -> String {
    let Some((page, query)) = url.split_once('?') else {
        return url.to_owned();
    };
    let (query, fragment) = query.split_once('#').map_or((query, ""), |(q, f)| (q, f));
    let kept: Vec<&str> = query
        .split('&')
        .filter(|part| !TRACKING.iter().any(|name| part.starts_with(name)))
        .collect();
    let mut out = page.to_owned();
    if !kept.is_empty() {
        out.push('?');
        out.push_str(&kept.join("&"));
    }
    if !fragment.is_empty() {
        out.push('#');
        out.push_str(fragment);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("处理**“杂务”**的挑战", Some((6, 20)))]
    #[case("2**3**4", None)]
    #[case("一** 二 **三", None)]
    #[case("**only", None)]
    fn pairs(#[case] text: &str, #[case] expected: Option<(usize, usize)>) {
        assert_eq!(pair(text), expected);
    }

    #[rstest]
    #[case("https://a.example/x?utm_source=b&id=3", "https://a.example/x?id=3")]
    #[case("https://a.example/x?utm_source=b#c", "https://a.example/x#c")]
    #[case("https://a.example/x?id=3", "https://a.example/x?id=3")]
    fn tracking_is_not_shown(#[case] url: &str, #[case] shown: &str) {
        assert_eq!(untracked(url), shown);
    }
}
