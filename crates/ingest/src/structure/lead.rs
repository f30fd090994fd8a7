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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::nodes;
    use rstest::rstest;

    fn lead_of(markdown: &str) -> Option<Lead> {
        let nodes = nodes::parse(markdown, 0);
        lead(nodes[0].inner())
    }

    #[rstest]
    #[case::bold("**The yard** hires", "", "The yard", true, Follow::Text)]
    #[case::alone("**The yard hires**", "", "The yard hires", true, Follow::End)]
    #[case::line("**The yard hires**\nEighty", "", "The yard hires", true, Follow::End)]
    #[case::colon("**Hulls**: twelve", "", "Hulls", true, Follow::Colon)]
    #[case::colon_inside("**Hulls:** twelve", "", "Hulls:", true, Follow::Colon)]
    #[case::dash("**The yard** — hires", "", "The yard", true, Follow::Separator)]
    #[case::sentence(
        "**The yard hires.** Now",
        "",
        "The yard hires.",
        true,
        Follow::Separator
    )]
    #[case::danda("**काम मिला।** अब", "", "काम मिला।", true, Follow::Separator)]
    #[case::link(
        "[The yard](https://y.example/) hires",
        "",
        "The yard",
        false,
        Follow::Text
    )]
    #[case::bold_link("**[Yard](https://y.example/)**", "", "Yard", true, Follow::End)]
    #[case::score(
        "4 🌱 **Ferries.** Twelve",
        "4 🌱 ",
        "Ferries.",
        true,
        Follow::Separator
    )]
    #[case::tags(
        "3 🏷️ yard, sea **Boats** sail",
        "3 🏷️ yard, sea ",
        "Boats",
        true,
        Follow::Text
    )]
    #[case::emphasis("*[Yard](https://y.example/)*", "", "Yard", false, Follow::End)]
    fn leads(
        #[case] markdown: &str,
        #[case] before: &str,
        #[case] text: &str,
        #[case] bold: bool,
        #[case] follow: Follow,
    ) {
        let found = lead_of(markdown).unwrap();
        let nodes = nodes::parse(markdown, 0);
        let decoration: String = nodes[0].inner()[..found.decoration]
            .iter()
            .filter_map(|(event, _)| match event {
                Event::Text(text) => Some(&**text),
                _ => None,
            })
            .collect();
        let got = (&*decoration, &*found.text, found.bold, found.follow);
        assert_eq!(got, (before, text, bold, follow));
    }

    #[rstest]
    #[case::words("In the end **the yard** hires")]
    #[case::quote("“So **the yard** hires")]
    #[case::handle("@yard **hires**")]
    #[case::no_words("[🔗](https://y.example/) The yard hires")]
    #[case::image("![A boat](https://y.example/boat.png)")]
    fn leads_nothing(#[case] markdown: &str) {
        assert!(lead_of(markdown).is_none());
    }

    #[rstest]
    #[case("**Twelve hulls** — by May", true)]
    #[case("**Hulls:** twelve", false)]
    #[case("**New hulls:** twelve", true)]
    #[case("**The yard** hires eighty welders", false)]
    #[case("**The yard hires eighty welders** before autumn", true)]
    #[case("[Coast Radio](https://r.example/) has heard of it", false)]
    #[case("[Two streets swap their names](https://t.example/) for a week", true)]
    #[case("[Read more](https://t.example/)", false)]
    #[case("**@yard** — hires", false)]
    fn headlines(#[case] markdown: &str, #[case] expected: bool) {
        assert_eq!(lead_of(markdown).unwrap().is_headline(), expected);
    }

    #[rstest]
    #[case("The ferry's twelve hulls", 4)]
    #[case("Half-timbered houses", 2)]
    #[case("造船所", 2)]
    #[case("十二隻のferry", 3)]
    #[case("전기 여객선", 2)]
    #[case("नमक के भंडार", 3)]
    #[case("— · —", 0)]
    fn sizes(#[case] text: &str, #[case] expected: usize) {
        assert_eq!(size(text), expected);
    }

    #[rstest]
    #[case("@harbour", true)]
    #[case("@harbour opens", false)]
    #[case("r/ferries", true)]
    #[case("u/pilot:", true)]
    #[case("06:30", true)]
    #[case("tide.test", true)]
    #[case("https://tide.example/a b", true)]
    #[case("Marlin opens. Again", false)]
    #[case("marlin.rs", false)]
    #[case("Node.js", false)]
    #[case("12.5", false)]
    fn names(#[case] text: &str, #[case] expected: bool) {
        assert_eq!(is_name(text), expected);
    }
}
