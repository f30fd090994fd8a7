//! Where a story is from: lines of links, links behind a text, and links within it.

use super::lead::{plain, size};
use crate::{
    markdown::{Ev, cut, host, inline::vanishing, is_web, span_of},
    source::fold,
    vocabulary,
};
use dayfold_model::Source;
use pulldown_cmark::{Event, Tag, TagEnd};

/// What a text says of its sources.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Found {
    /// The text's word for them.
    pub(super) label: Option<String>,
    pub(super) sources: Vec<Source>,
    /// What else stood on the line: a time, a score.
    pub(super) kicker: Vec<String>,
}

/// A link as a source, named by its text, or by its site where the text names nothing.
pub(super) fn named(text: &str, url: &str) -> Source {
    let text = fold(text);
    let bare = text.trim_matches(|c: char| {
        !c.is_alphanumeric()
            && !matches!(c, ')' | '(' | '+' | '#' | '@' | '»' | '”' | '"' | '?' | '!')
    });
    let site = host(url);
    let name = if bare.is_empty() || is_web(&text) || bare == site {
        site.to_owned()
    } else if vocabulary::is_call(bare) {
        format!("{site} · {bare}")
    } else {
        bare.to_owned()
    };
    Source {
        name,
        url: Some(url.to_owned()),
    }
}

/// A piece of a line: text outside links, or a link.
enum Piece {
    Text(String),
    Link { text: String, url: String },
}

/// The pieces of a line, bare addresses as links; `None` where it has an image or an address
/// that is no web address.
fn pieces(events: &[Ev<'_>]) -> Option<Vec<Piece>> {
    let mut out = Vec::new();
    let mut text = String::new();
    let mut link: Option<(String, String)> = None;
    for (event, _) in events {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                out.push(Piece::Text(std::mem::take(&mut text)));
                link = Some((dest_url.to_string(), String::new()));
            }
            Event::End(TagEnd::Link) => {
                let (url, text) = link.take()?;
                if !is_web(&url) {
                    return None;
                }
                out.push(Piece::Link { text, url });
            }
            Event::Start(Tag::Image { .. }) => return None,
            Event::Text(piece) | Event::Code(piece) => match &mut link {
                Some((_, text)) => text.push_str(piece),
                None => text.push_str(piece),
            },
            Event::SoftBreak | Event::HardBreak => match &mut link {
                Some((_, text)) => text.push(' '),
                None => text.push(' '),
            },
            _ => {}
        }
    }
    out.push(Piece::Text(text));
    Some(out.into_iter().flat_map(bare_addresses).collect())
}

/// The addresses in a text as links.
fn bare_addresses(piece: Piece) -> Vec<Piece> {
    let Piece::Text(text) = piece else {
        return vec![piece];
    };
    let mut out = Vec::new();
    let mut rest = text.as_str();
    while let Some((start, end)) = address(rest) {
        out.push(Piece::Text(rest[..start].to_owned()));
        out.push(Piece::Link {
            text: String::new(),
            url: rest[start..end].to_owned(),
        });
        rest = &rest[end..];
    }
    out.push(Piece::Text(rest.to_owned()));
    out
}

/// The first bare address in a text, without the punctuation behind it.
pub(crate) fn address(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    loop {
        let start = from + text[from..].find("http")?;
        let rest = &text[start..];
        let length = rest
            .find(|c: char| {
                c.is_whitespace()
                    || matches!(
                        c,
                        '<' | '>' | '"' | '`' | ']' | '）' | '」' | '】' | '。' | '，' | '、' | '|'
                    )
            })
            .unwrap_or(rest.len());
        let mut url =
            rest[..length].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '\'']);
        if url.ends_with(')') && !url.contains('(') {
            url = &url[..url.len() - 1];
        }
        if is_web(url) {
            return Some((start, start + url.len()));
        }
        from = start + 4;
    }
}

/// Whether a line has a label or an address, which both have a colon, or nothing but links:
/// no other is one of sources.
fn may_be_line(events: &[Ev<'_>]) -> bool {
    let (mut in_link, mut links, mut words) = (false, false, false);
    for (event, _) in events {
        match event {
            Event::Start(Tag::Link { .. }) => (in_link, links) = (true, true),
            Event::End(TagEnd::Link) => in_link = false,
            Event::Text(text) | Event::Code(text) if !in_link => {
                if text.contains([':', '：']) {
                    return true;
                }
                words = words || text.contains(char::is_alphanumeric);
            }
            _ => {}
        }
    }
    links && !words
}

/// The sources that a line consists of, if it is one of sources: a label and names, or
/// nothing but links.
pub(super) fn line(events: &[Ev<'_>]) -> Option<Found> {
    if !may_be_line(events) {
        return None;
    }
    let pieces = pieces(events)?;
    let links = pieces
        .iter()
        .filter(|piece| matches!(piece, Piece::Link { .. }))
        .count();
    let Piece::Text(first) = pieces.first()? else {
        return None;
    };
    let (label, start) = match first.split_once([':', '：']) {
        Some((label, rest)) if vocabulary::names_sources(label) => {
            (Some(tidy(label)), rest.to_owned())
        }
        _ => (None, first.clone()),
    };
    if label.is_none() && links == 0 {
        return None;
    }
    let has_words =
        |piece: &Piece| matches!(piece, Piece::Text(text) if text.contains(char::is_alphanumeric));
    if label.is_none() && pieces.iter().any(has_words) {
        return None;
    }
    // Parts between bars, each a name, a link, or something else.
    let mut found = Found {
        label,
        ..Found::default()
    };
    let mut name: Option<String> = None;
    let mut words = start;
    let mut loose = 0;
    for piece in &pieces[1..] {
        match piece {
            Piece::Text(text) => words.push_str(text),
            Piece::Link { text, url } => {
                loose += parts(&words, &mut name, &mut found);
                words.clear();
                let mut source = named(text, url);
                if let Some(name) = name.take() {
                    let call = fold(text);
                    source.name = if call.is_empty() || is_web(&call) {
                        name
                    } else if vocabulary::is_call(&call) {
                        format!("{name} · {}", tidy(&call))
                    } else {
                        found.sources.push(Source { name, url: None });
                        source.name
                    };
                }
                found.sources.push(source);
            }
        }
    }
    loose += parts(&words, &mut name, &mut found);
    found
        .sources
        .extend(name.map(|name| Source { name, url: None }));
    let fits = match found.label {
        // Words of a sentence are no names.
        Some(_) => loose <= 24 && !found.sources.is_empty(),
        None => loose == 0,
    };
    fits.then_some(found)
}

/// Sorts the words between links; gives how many words there are.
fn parts(text: &str, name: &mut Option<String>, found: &mut Found) -> usize {
    let mut loose = 0;
    for part in text.split(['|', '·', '｜', '•']) {
        let part = tidy(part);
        if !part.chars().any(char::is_alphanumeric) {
            continue;
        }
        loose += size(&part);
        let first = found.sources.is_empty() && found.kicker.is_empty();
        match name {
            None if first || !part.contains(|c: char| c.is_ascii_digit()) => *name = Some(part),
            Some(_) if !part.contains(|c: char| c.is_ascii_digit()) => {
                let before = name.replace(part);
                found
                    .sources
                    .extend(before.map(|name| Source { name, url: None }));
            }
            _ => found.kicker.push(part),
        }
    }
    loose
}

/// Words without what only joins them.
fn tidy(text: &str) -> String {
    let text = fold(text);
    let text = text.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '-' | '—'
                    | '–'
                    | ','
                    | '，'
                    | '、'
                    | ';'
                    | ':'
                    | '：'
                    | '('
                    | ')'
                    | '（'
                    | '）'
                    | '['
                    | ']'
                    | '*'
                    | '→'
                    | '🔗'
                    | '📍'
                    | '📰'
                    | '📎'
                    | '👉'
                    | '📖'
                    | '🌐'
                    | '.'
                    | '。'
                    | '\u{fe0f}'
            )
    });
    text.to_owned()
}

/// The links that a text ends with, and the offset that it ends at without them.
pub(super) fn trailing(events: &[Ev<'_>], text: &str) -> Option<(usize, Found)> {
    let mut at = events.len();
    let mut links: Vec<(String, String)> = Vec::new();
    let mut between = String::new();
    let mut cut_at = span_of(events).end;
    while at > 0 {
        match &events[at - 1].0 {
            Event::End(TagEnd::Link) => {
                let start = opens(events, at - 1)?;
                let Event::Start(Tag::Link { dest_url, .. }) = &events[start].0 else {
                    return None;
                };
                if !is_web(dest_url) || has_image(&events[start..at]) {
                    break;
                }
                links.push((plain(&events[start..at]), dest_url.to_string()));
                between.clear();
                at = start;
                cut_at = events[start].1.start;
            }
            Event::Text(piece) if !piece.contains(char::is_alphanumeric) => {
                between.insert_str(0, piece);
                at -= 1;
            }
            Event::SoftBreak | Event::HardBreak => {
                between.insert(0, ' ');
                at -= 1;
            }
            _ => break,
        }
    }
    links.reverse();
    let last = at.checked_sub(1).map(|at| &events[at]);
    if links.is_empty() {
        return bare(events, text);
    }
    let mut found = Found {
        label: None,
        sources: links.iter().map(|(text, url)| named(text, url)).collect(),
        kicker: vec![],
    };
    let Some((event, span)) = last else {
        // Nothing but links: the caller sees to that.
        return None;
    };
    // "**Sources:** [A](…)"
    if matches!(event, Event::End(TagEnd::Strong | TagEnd::Emphasis)) {
        let start = opens(events, at - 1)?;
        let words = plain(&events[start..at]);
        let colon = words.ends_with([':', '：']) || between.trim_start().starts_with([':', '：']);
        if colon && start > 0 && vocabulary::names_sources(&words) {
            found.label = Some(tidy(&words));
            return Some((events[start].1.start, found));
        }
    }
    let Event::Text(piece) = event else {
        let separated = ends_apart(&between);
        return (separated && all_short(&links)).then_some((cut_at, found));
    };
    if text.get(span.clone()) != Some(&**piece) {
        return None;
    }
    let all = format!("{piece}{between}");
    let words = all.trim_end();
    if let Some(before) = words.strip_suffix(['(', '（', '[']) {
        // A bracket of links; whatever else is in it would have ended the search.
        let kept = before.trim_end().len().min(piece.len());
        let closed = plain(&events[at..]).contains([')', '）', ']']) || closes_after(events, at);
        return closed.then_some((span.start + kept, found));
    }
    if let Some(before) = words.strip_suffix([':', '：']) {
        let start = before
            .rfind([
                '.', '。', '।', '!', '?', '！', '？', '؟', '—', '–', '|', '·', '(', '（', ']', ')',
                '"', '”',
            ])
            .map_or(0, |at| {
                at + before[at..].chars().next().map_or(1, char::len_utf8)
            });
        if vocabulary::names_sources(&before[start..]) && start < piece.len() {
            found.label = Some(tidy(&before[start..]));
            return Some((span.start + start, found));
        }
        return None;
    }
    let kept = piece.trim_end();
    let kept = kept.trim_end_matches(['·', '|', '—', '–', '→', '-', ' ', '•']);
    let separated = ends_apart(&all)
        || kept.ends_with([
            '.', '!', '?', '。', '।', '！', '？', '؟', '"', '”', ')', '」', '…',
        ]);
    let called = links.iter().all(|(text, _)| {
        vocabulary::is_call(text) && !text.starts_with(|c: char| c.is_ascii_lowercase())
    });
    (separated && all_short(&links) || called).then_some((span.start + kept.len(), found))
}

/// Whether the text behind the links closes a bracket.
fn closes_after(events: &[Ev<'_>], at: usize) -> bool {
    events[at..]
        .iter()
        .any(|(event, _)| matches!(event, Event::Text(text) if text.contains([')', '）', ']'])))
}

/// Whether a mark parts what is before from the links.
fn ends_apart(text: &str) -> bool {
    text.trim_end()
        .ends_with(['·', '|', '—', '–', '→', '-', '•', '｜'])
}

fn all_short(links: &[(String, String)]) -> bool {
    links
        .iter()
        .all(|(text, _)| size(text) <= 5 || is_web(text) || vocabulary::is_call(text))
}

/// Bare addresses that end a text.
fn bare(events: &[Ev<'_>], text: &str) -> Option<(usize, Found)> {
    let (Event::Text(piece), span) = events.last()? else {
        return None;
    };
    if text.get(span.clone()) != Some(&**piece) {
        return None;
    }
    let mut found = Found::default();
    let mut end =
        piece.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ')' | '）' | '.' | '。'));
    let mut kept = None;
    while let Some(start) = end.rfind("http") {
        let (first, last) = address(&end[start..])?;
        if first != 0 || start + last < end.len() {
            break;
        }
        found
            .sources
            .insert(0, named("", &end[start..start + last]));
        let before = end[..start].trim_end_matches(|c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    '(' | '（' | '→' | '|' | '·' | '-' | '—' | '–' | ',' | '，' | '🔗' | '<'
                )
        });
        kept = Some(before.len());
        end = before;
    }
    let mut kept = kept?;
    // "Source: https://…"
    if let Some(before) = piece[..kept].strip_suffix([':', '：']) {
        let start = before
            .rfind([
                '.', '。', '।', '!', '?', '！', '？', '؟', '—', '|', '·', '(',
            ])
            .map_or(0, |at| {
                at + before[at..].chars().next().map_or(1, char::len_utf8)
            });
        if vocabulary::names_sources(&before[start..]) {
            found.label = Some(tidy(&before[start..]));
            kept = start;
        }
    }
    Some((span.start + kept, found))
}

/// The event that opens what the one at `at` closes.
fn opens(events: &[Ev<'_>], at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for index in (0..=at).rev() {
        match events[index].0 {
            Event::End(_) => depth += 1,
            Event::Start(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return Some(index);
        }
    }
    None
}

fn has_image(events: &[Ev<'_>]) -> bool {
    events
        .iter()
        .any(|(event, _)| matches!(event, Event::Start(Tag::Image { .. })))
}

/// Every web address in some events, in order, links and bare ones; no images.
pub(super) fn all(events: &[Ev<'_>]) -> Vec<String> {
    let mut out = Vec::new();
    let mut in_code = false;
    for ((event, _), vanishes) in events.iter().zip(vanishing(events)) {
        match event {
            _ if vanishes => {}
            Event::Start(Tag::Link { dest_url, .. }) if is_web(dest_url) => {
                out.push(dest_url.to_string());
            }
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(text) if !in_code => {
                let mut rest = &**text;
                while let Some((start, end)) = address(rest) {
                    out.push(rest[start..end].to_owned());
                    rest = &rest[end..];
                }
            }
            Event::InlineHtml(html) | Event::Html(html) => {
                let mut rest = &**html;
                while let Some(at) = rest.find("href=\"") {
                    rest = &rest[at + 6..];
                    let end = rest.find('"').unwrap_or(rest.len());
                    if is_web(&rest[..end]) {
                        out.push(rest[..end].replace("&amp;", "&"));
                    }
                }
            }
            _ => {}
        }
    }
    out
}

/// Whether an address is one for sharing or of a picture: no source of news.
pub(super) fn is_source(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    let path = lower.split(['?', '#']).next().unwrap_or("");
    let picture = [
        ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".mp4",
    ]
    .iter()
    .any(|ending| path.ends_with(ending));
    let share = [
        "/intent/",
        "/sharer",
        "/share?",
        "sharearticle",
        "/submit?url",
    ]
    .iter()
    .any(|mark| lower.contains(mark));
    !picture && !share
}

/// The text of some events without what stands from `end` on.
pub(super) fn before<'t>(events: &[Ev<'t>], end: usize, text: &str) -> Vec<Ev<'t>> {
    let start = span_of(events).start;
    cut(events, &(start..end.max(start)), text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::nodes;
    use rstest::rstest;

    fn names(found: &Found) -> Vec<String> {
        let name = |source: &Source| match source.url {
            Some(_) => source.name.clone(),
            None => format!("{} (no link)", source.name),
        };
        found.sources.iter().map(name).collect()
    }

    #[rstest]
    #[case("See https://a.example/b.", Some("https://a.example/b"))]
    #[case("(https://a.example/b)", Some("https://a.example/b"))]
    #[case("https://a.example/b_(c)", Some("https://a.example/b_(c)"))]
    #[case("<https://a.example/>", Some("https://a.example/"))]
    #[case("http and https://a.example/", Some("https://a.example/"))]
    #[case("看https://a.example/、這裡", Some("https://a.example/"))]
    #[case("no address", None)]
    fn addresses(#[case] text: &str, #[case] expected: Option<&str>) {
        assert_eq!(
            address(text).map(|(start, end)| &text[start..end]),
            expected
        );
    }

    #[rstest]
    #[case("The Tide", "The Tide")]
    #[case("🔗 The Tide →", "The Tide")]
    #[case("https://tide.example/a", "tide.example")]
    #[case("Read more", "tide.example · Read more")]
    #[case("", "tide.example")]
    fn name_of_link(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(named(text, "https://tide.example/a").name, expected);
    }

    #[rstest]
    #[case("Source: [Radio](https://r.example/)", Some("Source"), &["Radio"], &[])]
    #[case("**来源：** [電台](https://r.example/)、[潮報](https://t.example/)", Some("来源"), &["電台", "潮報"], &[])]
    #[case("Source: Coast Radio", Some("Source"), &["Coast Radio (no link)"], &[])]
    #[case("[Radio](https://r.example/) | [Tide](https://t.example/)", None, &["Radio", "Tide"], &[])]
    #[case("Source: Coast Radio | 14:30 | [Link](https://r.example/)", Some("Source"), &["Coast Radio · Link"], &["14:30"])]
    #[case("Source: Coast Radio — https://r.example/a", Some("Source"), &["Coast Radio"], &[])]
    #[case("https://r.example/a", None, &["r.example"], &[])]
    fn lines(
        #[case] markdown: &str,
        #[case] label: Option<&str>,
        #[case] expected: &[&str],
        #[case] kicker: &[&str],
    ) {
        let nodes = nodes::parse(markdown, 0);
        let found = line(nodes[0].inner()).unwrap();
        assert_eq!(found.label.as_deref(), label);
        assert_eq!(names(&found), expected);
        assert_eq!(found.kicker, kicker);
    }

    #[rstest]
    #[case("The yard hires, says [Radio](https://r.example/)")]
    #[case("Hulls: [twelve](https://y.example/)")]
    #[case("Source: ![boat](https://y.example/a.png)")]
    #[case("[Harbour](#harbour)")]
    #[case("Source:")]
    fn no_lines(#[case] markdown: &str) {
        let nodes = nodes::parse(markdown, 0);
        assert_eq!(line(nodes[0].inner()), None);
    }

    #[rstest]
    #[case("It sails. ([Radio](https://r.example/))", "It sails.", None, &["Radio"])]
    #[case("It sails. Sources: [A](https://a.example/), [B](https://b.example/)", "It sails.", Some("Sources"), &["A", "B"])]
    #[case("चली। स्रोत: [तट](https://r.example/)", "चली।", Some("स्रोत"), &["तट"])]
    #[case("It sails. **Source:** [A](https://a.example/)", "It sails.", Some("Source"), &["A"])]
    #[case("It sails — [Radio](https://r.example/)", "It sails", None, &["Radio"])]
    #[case("It sails [Read more](https://r.example/)", "It sails", None, &["r.example · Read more"])]
    #[case("It sails. https://r.example/a", "It sails.", None, &["r.example"])]
    #[case("It sails. Source: https://r.example/a", "It sails.", Some("Source"), &["r.example"])]
    fn behind_a_text(
        #[case] markdown: &str,
        #[case] kept: &str,
        #[case] label: Option<&str>,
        #[case] expected: &[&str],
    ) {
        let nodes = nodes::parse(markdown, 0);
        let (end, found) = trailing(nodes[0].inner(), markdown).unwrap();
        assert_eq!(markdown[..end].trim_end(), kept);
        assert_eq!(found.label.as_deref(), label);
        assert_eq!(names(&found), expected);
    }

    #[rstest]
    #[case::sentence("It sails from [pier two](https://p.example/)")]
    #[case::goes_on("It [sails](https://p.example/) at noon")]
    #[case::alone("[Radio](https://r.example/)")]
    #[case::long("It sails. [A whole sentence that tells of it](https://r.example/)")]
    fn nothing_behind_a_text(#[case] markdown: &str) {
        let nodes = nodes::parse(markdown, 0);
        assert_eq!(trailing(nodes[0].inner(), markdown), None);
    }

    #[rstest]
    #[case("https://a.example/boat.png", false)]
    #[case("https://a.example/boat.png?size=2", false)]
    #[case("https://a.example/intent/post?url=x", false)]
    #[case("https://a.example/boat", true)]
    fn what_is_a_source(#[case] url: &str, #[case] expected: bool) {
        assert_eq!(is_source(url), expected);
    }
}
