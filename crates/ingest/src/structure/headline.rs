//! The headline of an item: its bold lead, its link, or its first sentence; and what was
//! taken off it.

use super::{
    lead::{self, Follow, Lead, plain},
    sources,
};
use crate::{
    draft::Span,
    emoji,
    markdown::{Ev, cut, is_web, span_of},
    source::fold,
};
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

/// A headline, and the rest of its line or item.
#[derive(Debug, Default)]
pub(super) struct Headline<'t> {
    /// What was taken off it: numbers, scores, handles.
    pub(super) kicker: Vec<String>,
    /// Tags that stood before it.
    pub(super) tags: Vec<String>,
    /// Its words.
    pub(super) title: Vec<Ev<'t>>,
    /// Where it links to.
    pub(super) url: Option<String>,
    /// What stands behind it.
    pub(super) rest: Vec<Ev<'t>>,
}

/// A first sentence ends here at the latest, in characters.
const LONGEST: usize = 400;
/// And not before it has so many: "U.S." is none.
const SHORTEST: usize = 12;

/// Takes the headline off the inline events of an item.
pub(super) fn take<'t>(events: &[Ev<'t>], text: &str) -> Headline<'t> {
    let lead = lead::lead(events);
    if let Some(lead) = lead.as_ref().filter(|lead| lead.is_headline())
        && !(lead.bold && lead.follow == Follow::Text && is_short_sentence(events, lead, text))
    {
        return by_lead(events, lead, text);
    }
    // A lead that is no headline stays with the sentence, what stands before it does not.
    let decoration = lead.map_or(0, |lead| lead.decoration);
    let (mut kicker, tags) = decorations(&plain(&events[..decoration]));
    let events = &events[decoration..];
    let (mark, events) = without_marks(events, text);
    kicker.extend(mark);
    let all = span_of(&events);
    let end = sentence_end(&events, text).unwrap_or(all.end);
    let title = cut(&events, &(all.start..end), text);
    Headline {
        kicker,
        tags,
        url: own_link(&title),
        rest: without_separator(cut(&events, &(end..all.end), text), text),
        title,
    }
}

fn by_lead<'t>(events: &[Ev<'t>], lead: &Lead, text: &str) -> Headline<'t> {
    let (mut kicker, tags) = decorations(&plain(&events[..lead.decoration]));
    let inside = &events[lead.events.clone()];
    let (mark, title) = without_marks(inside, text);
    kicker.extend(mark);
    let rest = events[lead.events.end..].to_vec();
    let mut rest = match lead.follow {
        Follow::End => rest,
        // Where the sentence goes on it may do so behind a comma.
        Follow::Colon | Follow::Separator | Follow::Text => without_separator(rest, text),
    };
    // Stars and the like behind it.
    if let Some((Event::Text(piece), span)) = rest.first()
        && text.get(span.clone()) == Some(&**piece)
        && !piece.contains(char::is_alphanumeric)
        && emoji::leading(piece.trim_start()).is_some()
    {
        kicker.push(piece.trim().to_owned());
        rest.remove(0);
    }
    // The end of emphasis that was around the lead.
    if matches!(rest.first(), Some((Event::End(TagEnd::Emphasis), _))) {
        rest.remove(0);
    }
    Headline {
        kicker,
        tags,
        url: lead.url.clone().filter(|url| is_web(url)),
        title,
        rest,
    }
}

/// A sentence of so many characters can be a headline as a whole.
const SENTENCE: usize = 130;

/// Whether the sentence that bold words run into is short enough to be the headline with
/// them, which alone would be half of it.
fn is_short_sentence(events: &[Ev<'_>], lead: &Lead, text: &str) -> bool {
    let events = &events[lead.decoration..];
    let all = span_of(events);
    let end = sentence_end(events, text).unwrap_or(all.end);
    let sentence = cut(events, &(all.start..end), text);
    plain(&sentence).chars().count() <= SENTENCE
}

/// The link that a whole headline is.
fn own_link(title: &[Ev<'_>]) -> Option<String> {
    let first = title.iter().position(|(event, _)| match event {
        Event::Text(text) => !text.trim().is_empty(),
        _ => true,
    })?;
    let (Event::Start(Tag::Link { dest_url, .. }), _) = &title[first] else {
        return None;
    };
    let end = lead::closes(title, first)?;
    let rest = plain(&title[end + 1..]);
    let whole = rest.chars().all(|c| !c.is_alphanumeric());
    (whole && is_web(dest_url)).then(|| dest_url.to_string())
}

/// What stands before a headline as parts of a kicker, and as tags.
pub(super) fn decorations(text: &str) -> (Vec<String>, Vec<String>) {
    let (before, tags) = match text.split_once('🏷') {
        Some((before, tags)) => (before, tags.trim_start_matches('\u{fe0f}')),
        None => (text, ""),
    };
    let tags: Vec<String> = tags
        .split([',', '，', '、'])
        .map(fold)
        .filter(|tag| !tag.is_empty())
        .collect();
    let before = tidy(before);
    let mut kicker: Vec<String> = Some(before)
        .filter(|part| !part.is_empty())
        .into_iter()
        .collect();
    kicker.extend(tags.iter().cloned());
    (kicker, tags)
}

/// A decoration without what only joined it to the headline.
fn tidy(text: &str) -> String {
    let text = fold(text);
    let text = text
        .trim_end_matches(|c: char| {
            matches!(
                c,
                ':' | '：' | '-' | '—' | '–' | '|' | '.' | ')' | '、' | '*' | ' '
            )
        })
        .trim_start_matches(['(', '*', '-', '•', '●', '▪', '‣', '◦', '・', ' ']);
    if text.chars().all(is_pointer) {
        return String::new();
    }
    text.trim().to_owned()
}

/// Marks that only say "here": no information of their own.
fn is_pointer(c: char) -> bool {
    matches!(
        c,
        '🔗' | '👉'
            | '➡'
            | '→'
            | '▶'
            | '🔹'
            | '🔸'
            | '▪'
            | '•'
            | '●'
            | '📎'
            | '📌'
            | '📰'
            | '📄'
            | '🌐'
            | '*'
            | '-'
            | '\u{fe0f}'
            | '['
            | ']'
            | ' '
    )
}

/// A headline's number and emoji, and what is left of it.
pub(super) fn marks<'t>(events: &[Ev<'t>], text: &str) -> (Vec<String>, Vec<Ev<'t>>) {
    without_marks(events, text)
}

/// A headline without its number and leading emoji.
pub(super) fn unmarked<'t>(events: &[Ev<'t>], text: &str) -> Vec<Ev<'t>> {
    without_marks(events, text).1
}

/// A headline without its number and leading emoji, and these. Digits that belong to the
/// words ("10 things") stay.
fn without_marks<'t>(events: &[Ev<'t>], text: &str) -> (Vec<String>, Vec<Ev<'t>>) {
    let words = plain(events);
    let end = marks_end(&words);
    if end == 0 {
        return (vec![], events.to_vec());
    }
    let mark = &words[..end];
    // The same characters in the source, spaces aside.
    let mut left = mark.chars().filter(|c| !c.is_whitespace()).count();
    let mut from = None;
    'events: for (event, span) in events {
        let Event::Text(piece) = event else { continue };
        if text.get(span.clone()) != Some(&**piece) {
            return (vec![], events.to_vec());
        }
        for (offset, c) in piece.char_indices() {
            if left == 0 && !c.is_whitespace() {
                from = Some(span.start + offset);
                break 'events;
            }
            left -= usize::from(!c.is_whitespace() && left > 0);
        }
    }
    let Some(from) = from else {
        return (vec![], events.to_vec());
    };
    let all = span_of(events);
    let kept = cut_from(events, from, all.end, text);
    let mark = tidy(mark.trim());
    let kicker = Some(mark).filter(|mark| !mark.is_empty());
    (kicker.into_iter().collect(), kept)
}

/// Some events from an offset on, with the elements that the offset is in.
fn cut_from<'t>(events: &[Ev<'t>], from: usize, end: usize, text: &str) -> Vec<Ev<'t>> {
    let mut out = Vec::with_capacity(events.len());
    for (event, span) in events {
        match event {
            // Elements that begin before stay, since only their first words go.
            Event::Start(_) | Event::End(_) => out.push((event.clone(), span.clone())),
            _ => out.extend(cut(
                std::slice::from_ref(&(event.clone(), span.clone())),
                &(from..end),
                text,
            )),
        }
    }
    out
}

/// Where a number or emoji at the beginning of a headline ends.
pub(super) fn marks_end(words: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &words[at..];
        let trimmed = rest.trim_start();
        let skip = rest.len() - trimmed.len();
        let length = number(trimmed).or_else(|| {
            emoji::leading(trimmed)
                .filter(|(_, after)| !after.is_empty())
                .map(|(icon, _)| icon.len())
        });
        match length {
            Some(length) => at += skip + length,
            None if at == 0 => return 0,
            None => return at + skip,
        }
    }
}

/// `1. `, `1) `, `12、`, `#3 `, `[2/6] – `, `1️⃣`, `第3条：`: the length of a number that is no part
/// of the words.
fn number(text: &str) -> Option<usize> {
    if let Some(inside) = text.strip_prefix('[') {
        // `[SUJET 1/6] – `
        let end = inside.find(']')?;
        let content = &inside[..end];
        let good = content.len() <= 24
            && content.contains(|c: char| c.is_ascii_digit())
            && content.contains('/');
        let rest = &inside[end + 1..];
        let mark = rest.trim_start_matches([' ', '-', '–', '—', ':', '：', '|']);
        return (good && !mark.is_empty() && !rest.starts_with('('))
            .then(|| text.len() - mark.len());
    }
    let sharp = usize::from(text.starts_with('#'));
    let digits = text[sharp..].bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 3 {
        return None;
    }
    let rest = &text[sharp + digits..];
    let mark = rest.chars().next()?;
    let length = sharp + digits + mark.len_utf8();
    let after = &rest[mark.len_utf8()..];
    match mark {
        '.' | ')' | ':' if after.starts_with(char::is_whitespace) => Some(length),
        '、' | '．' | '）' | '：' if !after.is_empty() => Some(length),
        '.' if after.starts_with(|c: char| !c.is_ascii_digit() && !c.is_whitespace())
            && after
                .chars()
                .next()
                .is_some_and(|c| c.is_alphabetic() && lead::is_unspaced(c)) =>
        {
            Some(length)
        }
        _ if sharp > 0 && mark.is_whitespace() => Some(length),
        _ => None,
    }
}

/// Where the first sentence of a plain text ends.
pub(crate) fn first_sentence(text: &str) -> usize {
    let event = (Event::Text(text.into()), 0..text.len());
    sentence_end(&[event], text).unwrap_or(text.len())
}

/// Where the first sentence ends in the text, if anything follows it. A line break ends it
/// where the next line is of another kind.
pub(super) fn sentence_end(events: &[Ev<'_>], text: &str) -> Option<usize> {
    // The characters so far, each with where it ends in the text.
    let mut chars: Vec<(char, usize)> = Vec::new();
    // Where a reader would pause, outside links and the like: after so many characters.
    let mut pauses: Vec<(usize, usize)> = Vec::new();
    let mut depth = 0_usize;
    let mut in_bare_link = false;
    for (at, (event, span)) in events.iter().enumerate() {
        match event {
            Event::Start(tag) => {
                depth += 1;
                in_bare_link |= matches!(
                    tag,
                    Tag::Link {
                        link_type: LinkType::Autolink,
                        ..
                    }
                );
                if matches!(tag, Tag::Image { .. }) && chars.len() >= SHORTEST && depth == 1 {
                    return Some(span.start);
                }
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                in_bare_link = false;
            }
            Event::Text(piece) => {
                let verbatim = text.get(span.clone()) == Some(&**piece);
                let address = piece.find("http://").or_else(|| piece.find("https://"));
                for (offset, c) in piece.char_indices() {
                    if address == Some(offset) && !in_bare_link && depth == 0 && verbatim {
                        // A bare address parts the sentence from what is behind it.
                        if chars.iter().filter(|(c, _)| c.is_alphanumeric()).count() >= SHORTEST {
                            return Some(span.start + offset);
                        }
                    }
                    let end = if verbatim {
                        span.start + offset + c.len_utf8()
                    } else {
                        span.end
                    };
                    if let Some(end) = ends(&chars, c) {
                        return Some(end);
                    }
                    chars.push((c, end));
                    if depth == 0 && matches!(c, ',' | ';' | '，' | '；' | '、' | ' ') {
                        pauses.push((chars.len(), end));
                    }
                }
            }
            Event::Code(piece) => {
                for c in piece.chars() {
                    chars.push((if c.is_alphanumeric() { c } else { '_' }, span.end));
                }
            }
            Event::HardBreak if !chars.is_empty() => return Some(span.start),
            Event::SoftBreak => {
                if let Some(end) = ends(&chars, '\n') {
                    return Some(end);
                }
                if is_other_line(events, at + 1) && !chars.is_empty() {
                    return Some(span.start);
                }
                chars.push((' ', span.end));
            }
            _ => {}
        }
        if chars.len() > LONGEST && depth == 0 {
            // No sentence: the words up to the last pause that is not too late.
            let before = pauses.partition_point(|(count, _)| *count <= LONGEST);
            return pauses
                .get(before.saturating_sub(1))
                .map(|(_, end)| *end)
                .or(Some(span.end));
        }
    }
    None
}

/// Whether the line that begins with the event at `at` is not the same sentence's next line:
/// one of links, tags, or with a label of its own.
fn is_other_line(events: &[Ev<'_>], at: usize) -> bool {
    let end = events[at..]
        .iter()
        .position(|(event, _)| matches!(event, Event::SoftBreak | Event::HardBreak))
        .map_or(events.len(), |end| at + end);
    let line = &events[at..end];
    match line.first().map(|(event, _)| event) {
        Some(Event::Start(Tag::Image { .. })) => true,
        Some(Event::Start(Tag::Link { .. })) => sources::line(line).is_some(),
        Some(Event::Start(Tag::Strong)) => lead::lead(line).is_some_and(|lead| lead.labels()),
        Some(Event::Code(_)) => line.iter().all(|(event, _)| match event {
            Event::Code(_) => true,
            Event::Text(text) => !text.contains(char::is_alphanumeric),
            _ => false,
        }),
        Some(Event::Text(text)) => {
            let text = text.trim_start();
            text.starts_with(['#', '→', '•', '👉', '🔗', '>'])
                || text.starts_with("http")
                || text.split_once([':', '：']).is_some_and(|(label, _)| {
                    label.len() <= 40 && crate::vocabulary::names_sources(label)
                })
        }
        _ => false,
    }
}

/// Where the sentence ended, now that `next` comes behind these characters.
fn ends(chars: &[(char, usize)], next: char) -> Option<usize> {
    let (last, end) = chars.last()?;
    let count = chars.len();
    match last {
        '。' | '！' | '？' | '．' | '।' => {
            let quoted = matches!(next, '」' | '』' | '”' | '"' | '）' | ')');
            (!quoted && count >= 4).then_some(*end)
        }
        '」' | '』' | '”' if count > 1 && matches!(chars[count - 2].0, '。' | '！' | '？') => {
            Some(*end)
        }
        '.' | '!' | '?' | '؟' | '…' if next.is_whitespace() && count >= SHORTEST => {
            // "U.S. ", "Dr. ", "vs. ", "No. 5": a short word before the point.
            let word = chars[..count - 1]
                .iter()
                .rev()
                .take_while(|(c, _)| c.is_alphanumeric() || *c == '.')
                .count();
            let word_start = count - 1 - word;
            let token: String = chars[word_start..count - 1]
                .iter()
                .map(|(c, _)| *c)
                .collect();
            let short = *last == '.'
                && (token.chars().count() == 1 && token.chars().all(char::is_alphabetic)
                    || token.contains('.')
                    || ABBREVIATIONS.contains(&token.to_lowercase().as_str()));
            (!short).then_some(*end)
        }
        '"' | ')' | '»'
            if next.is_whitespace()
                && count >= SHORTEST
                && matches!(chars[count - 2].0, '.' | '!' | '?') =>
        {
            Some(*end)
        }
        _ => None,
    }
}

/// Words whose full stop ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "vs", "no", "inc", "ltd", "co", "corp", "jan", "feb",
    "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "e.g", "i.e", "etc",
    "approx", "bzw", "ca", "nr", "z.b", "u.a", "p.ej", "sr", "sra", "art", "fig", "vol", "al",
    "млн", "млрд", "тыс", "руб", "т.д", "т.п", "см",
];

/// Some events without the dash, colon or point that they begin with.
pub(super) fn without_separator<'t>(events: Vec<Ev<'t>>, text: &str) -> Vec<Ev<'t>> {
    let all = span_of(&events);
    let mut from = None;
    for (event, span) in &events {
        match event {
            Event::Text(piece) if text.get(span.clone()) == Some(&**piece) => {
                let rest = piece.trim_start_matches(|c: char| {
                    c.is_whitespace()
                        || matches!(
                            c,
                            ':' | '：' | '-' | '—' | '–' | '|' | '.' | '。' | '·' | '―' | '￨' | ','
                        )
                });
                from = Some(span.start + (piece.len() - rest.len()));
                if !rest.is_empty() {
                    break;
                }
            }
            Event::SoftBreak | Event::HardBreak | Event::End(_) => {}
            _ => break,
        }
    }
    match from {
        Some(from) if from > all.start => cut_behind(&events, from, all.end, text),
        _ => events,
    }
}

/// Some events from an offset on; what ends there is left out.
fn cut_behind<'t>(events: &[Ev<'t>], from: usize, end: usize, text: &str) -> Vec<Ev<'t>> {
    let span: Span = from..end;
    let out = cut(events, &span, text);
    let skip = out
        .iter()
        .take_while(|(event, _)| matches!(event, Event::SoftBreak | Event::HardBreak))
        .count();
    out[skip..].to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::nodes;
    use rstest::rstest;

    #[rstest]
    #[case("The yard hires. Eighty welders.", "The yard hires.")]
    #[case("Dr. Brandt came. He left.", "Dr. Brandt came.")]
    #[case("The U.S. fleet is home. All of it.", "The U.S. fleet is home.")]
    #[case("It is ferry No. 5 now. Who knew?", "It is ferry No. 5 now.")]
    #[case("Up by 2.5 per cent! Again.", "Up by 2.5 per cent!")]
    #[case("Oh no. The yard hires. Now.", "Oh no. The yard hires.")]
    #[case("He said (twice.) And left.", "He said (twice.)")]
    #[case("船廠接單。首艘五月開工。", "船廠接單。")]
    #[case("「船廠接單。」首艘開工。", "「船廠接單。」")]
    #[case("पहली नाव शुरू होगी। और दूसरी।", "पहली नाव शुरू होगी।")]
    #[case("No end at all", "No end at all")]
    fn first_sentences(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(&text[..first_sentence(text)], expected);
    }

    #[test]
    fn a_sentence_without_end_is_cut_between_words() {
        let text = "harbour ".repeat(100);
        let end = first_sentence(&text);
        assert!(end <= LONGEST, "{end}");
        assert!(text[..end].ends_with(' '), "{end}");
    }

    #[rstest]
    #[case("1. Ferries", "1. ")]
    #[case("#3 Ferries", "#3 ")]
    #[case("12、渡輪", "12、")]
    #[case("3.渡輪", "3.")]
    #[case("[2/6] – Ferries", "[2/6] – ")]
    #[case("🚢 1. Ferries", "🚢 1. ")]
    #[case("10 ferries", "")]
    #[case("3.5 knots", "")]
    #[case("2030: a plan", "")]
    #[case("[sic] Ferries", "")]
    #[case("🚢", "")]
    fn marks_at_the_beginning(#[case] words: &str, #[case] expected: &str) {
        assert_eq!(&words[..marks_end(words)], expected);
    }

    #[rstest]
    #[case::bold("**The yard hires** — eighty", &[], "The yard hires", false, "eighty")]
    #[case::link("[The yard hires](https://y.example/): eighty", &[], "The yard hires", true, "eighty")]
    #[case::comma("[The yard hires eighty welders](https://y.example/), at last", &[], "The yard hires eighty welders", true, "at last")]
    #[case::number("**1. The yard hires** — eighty", &["1"], "The yard hires", false, "eighty")]
    #[case::score("4 🌱 🏷️ yard, sea **Boats sail.** Far", &["4 🌱", "yard", "sea"], "Boats sail.", false, "Far")]
    #[case::label("**@pilot** sees a whale. It is grey.", &[], "@pilot sees a whale.", false, "It is grey.")]
    #[case::run_in("**The yard hires eighty welders** to be done. Soon.", &[], "The yard hires eighty welders to be done.", false, "Soon.")]
    #[case::sentence("The yard hires. Eighty welders.", &[], "The yard hires.", false, "Eighty welders.")]
    #[case::stars("**The yard hires** ⭐⭐ eighty", &[], "The yard hires", false, "⭐⭐ eighty")]
    fn headlines(
        #[case] markdown: &str,
        #[case] kicker: &[&str],
        #[case] title: &str,
        #[case] linked: bool,
        #[case] rest: &str,
    ) {
        let nodes = nodes::parse(markdown, 0);
        let found = take(nodes[0].inner(), markdown);
        let got = (plain(&found.title), found.url.is_some(), plain(&found.rest));
        assert_eq!(got, (title.to_owned(), linked, rest.to_owned()));
        assert_eq!(found.kicker, kicker);
    }

    #[rstest]
    #[case::sources(
        "The yard hires again\n[Radio](https://r.example/)",
        "The yard hires again"
    )]
    #[case::tags("The yard hires again\n`yard` `work`", "The yard hires again")]
    #[case::wrapped("The yard hires\nagain and again", "The yard hires again and again")]
    #[case::address("The yard hires again https://y.example/", "The yard hires again")]
    fn line_breaks(#[case] markdown: &str, #[case] title: &str) {
        let nodes = nodes::parse(markdown, 0);
        assert_eq!(plain(&take(nodes[0].inner(), markdown).title), title);
    }
}
