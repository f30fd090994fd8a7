//! How a line or item begins: what decorates it, and the bold words or the link that lead it.

use crate::{emoji, markdown::Ev, source::fold, vocabulary};
use pulldown_cmark::{Event, Tag, TagEnd};

/// How long what stands before the lead may be, in characters.
const DECORATION: usize = 90;

/// What leads an item.
#[derive(Clone, Debug)]
pub(super) struct Lead {
    /// The events that stand before it: a number, a score, emoji.
    pub(super) decoration: usize,
    /// Its events, with those that open and close it, as indexes.
    pub(super) events: std::ops::Range<usize>,
    /// Its text.
    pub(super) text: String,
    /// It is in bold letters, else a link alone.
    pub(super) bold: bool,
    /// Its address, if it is a link or has one.
    pub(super) url: Option<String>,
    /// What stands behind it.
    pub(super) follow: Follow,
}

/// What stands behind a lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Follow {
    /// Nothing on its line.
    End,
    /// A colon.
    Colon,
    /// A dash, a bar, a bracket, or the end of a sentence within the lead.
    Separator,
    /// The sentence goes on.
    Text,
}

impl Lead {
    /// Whether it is a label of what follows rather than a headline.
    pub(super) fn labels(&self) -> bool {
        self.follow == Follow::Colon || self.text.ends_with([':', '：'])
    }

    /// The label in a form to be compared.
    pub(super) fn label(&self) -> Option<String> {
        self.labels()
            .then(|| vocabulary::normal(&self.text))
            .flatten()
            .filter(|label| !label.is_empty())
    }

    /// Whether its words can be a headline.
    pub(super) fn is_headline(&self) -> bool {
        if is_name(&self.text) || vocabulary::is_call(&self.text) {
            return false;
        }
        let size = size(&self.text);
        match self.follow {
            Follow::End | Follow::Separator => size >= 1,
            Follow::Colon => size >= 2,
            // The sentence goes on: a name, unless it is long.
            Follow::Text if self.bold => size >= 5,
            Follow::Text => size >= 5,
        }
    }
}

/// What leads some inline events of one line or item.
pub(super) fn lead(events: &[Ev<'_>]) -> Option<Lead> {
    let mut at = 0;
    let mut before = String::new();
    loop {
        match &events.get(at)?.0 {
            Event::Text(piece) | Event::Code(piece) => {
                before.push_str(piece);
                if !is_decoration(&before) {
                    return None;
                }
                at += 1;
            }
            // A link without words, such as one around a picture or an emoji.
            Event::Start(Tag::Link { .. })
                if closes(events, at).is_some_and(|end| {
                    !plain(&events[at..=end]).contains(char::is_alphanumeric)
                }) =>
            {
                at = closes(events, at)? + 1;
            }
            Event::Start(Tag::Strong | Tag::Link { .. }) => break,
            // Emphasis around a link or bold words leads as these do.
            Event::Start(Tag::Emphasis)
                if matches!(
                    events.get(at + 1),
                    Some((Event::Start(Tag::Strong | Tag::Link { .. }), _))
                ) =>
            {
                at += 1;
            }
            Event::InlineHtml(_) | Event::Html(_) => at += 1,
            _ => return None,
        }
    }
    let end = closes(events, at)?;
    let inside = &events[at..=end];
    let words = plain(inside);
    if words.is_empty() {
        return None;
    }
    let bold = inside
        .iter()
        .any(|(event, _)| matches!(event, Event::Start(Tag::Strong)));
    let url = inside.iter().find_map(|(event, _)| match event {
        Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url.to_string()),
        _ => None,
    });
    let follow = follow(&events[end + 1..], &words);
    Some(Lead {
        decoration: at,
        events: at..end + 1,
        text: words,
        bold,
        url,
        follow,
    })
}

/// What follows a lead of those words.
fn follow(events: &[Ev<'_>], words: &str) -> Follow {
    let mut rest = String::new();
    for (event, _) in events {
        match event {
            Event::Text(piece) | Event::Code(piece) => rest.push_str(piece),
            Event::SoftBreak | Event::HardBreak => break,
            Event::Start(_) => rest.push('\u{1}'),
            _ => {}
        }
        if rest.trim_start().chars().count() > 2 {
            break;
        }
    }
    let rest = rest.trim_start();
    let ends = words.ends_with([
        '.', '!', '?', '。', '।', '！', '？', '؟', '…', '"', '”', '»',
    ]);
    match rest.chars().next() {
        None => Follow::End,
        Some(':' | '：') => Follow::Colon,
        _ if words.ends_with([':', '：']) => Follow::Colon,
        Some(
            '.' | '-' | '—' | '–' | '|' | '(' | '（' | '·' | '•' | '→' | '/' | '。' | '―' | '￨',
        ) => Follow::Separator,
        _ if ends || emoji::leading(rest).is_some() => Follow::Separator,
        Some(_) => Follow::Text,
    }
}

/// The index of the event that closes the one at `at`.
pub(super) fn closes(events: &[Ev<'_>], at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (offset, (event, _)) in events[at..].iter().enumerate() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return Some(at + offset);
        }
    }
    None
}

/// Whether a text before a lead is decoration: a number, a score, emoji, a time, tags; no
/// words of a sentence.
fn is_decoration(text: &str) -> bool {
    let text = text.trim();
    if text.chars().count() > DECORATION {
        return false;
    }
    let Some(first) = text.chars().next() else {
        return true;
    };
    if text.chars().all(|c| !c.is_alphabetic()) {
        return !text.starts_with(['"', '“', '「', '『', '《', '«']);
    }
    // Words after emoji, such as tags.
    !first.is_alphanumeric()
        && !matches!(
            first,
            '@' | '#' | '"' | '“' | '「' | '『' | '《' | '«' | '\'' | '‘'
        )
        || first.is_ascii_digit() && text.contains(['🏷', '▤'])
        || text.starts_with('[') && text.ends_with([']', '】'])
}

/// The text of some events in one line.
pub(super) fn plain(events: &[Ev<'_>]) -> String {
    let mut out = String::new();
    for (event, _) in events {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) => out.push(' '),
            _ => {}
        }
    }
    fold(&out)
}

/// How long a text is: words, where a character of a script without spaces counts as half.
pub(super) fn size(text: &str) -> usize {
    let mut halves = 0;
    let mut in_word = false;
    for c in text.chars() {
        if is_unspaced(c) {
            halves += 1;
            in_word = false;
        } else if c.is_alphanumeric() {
            halves += if in_word { 0 } else { 2 };
            in_word = true;
        } else if c.is_whitespace() {
            in_word = false;
        }
    }
    halves / 2 + halves % 2
}

/// Chinese, Japanese and Thai letters.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Whether a text is a handle, a forum, a site, a year or a time: what leads without being a
/// headline.
pub(super) fn is_name(text: &str) -> bool {
    let text = text.trim_matches(|c: char| matches!(c, ':' | '：' | '.' | '"' | '“' | '”' | ' '));
    if text.starts_with('@') && !text.contains(' ') {
        return true;
    }
    if ["r/", "u/"].iter().any(|mark| text.starts_with(mark)) && !text.contains(' ') {
        return true;
    }
    // A clock.
    if text.len() <= 5 && text.contains(':') && text.chars().all(|c| c.is_ascii_digit() || c == ':')
    {
        return true;
    }
    let site = !text.contains(' ')
        && text.rsplit_once('.').is_some_and(|(name, ending)| {
            name.len() > 1
                && (2..=6).contains(&ending.len())
                && ending.bytes().all(|byte| byte.is_ascii_lowercase())
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
                && name.bytes().any(|byte| byte.is_ascii_alphabetic())
                && !matches!(
                    ending,
                    "js" | "rs" | "py" | "md" | "cpp" | "net" | "ai" | "go"
                )
        });
    site || text.starts_with("http://") || text.starts_with("https://")
}
