//! What stands around a digest: the code fence and the chat that a model put it in, and the
//! lines that a console printed before it.
//!
//! Told by form, more than by words: a fence that holds most of the file and in which there
//! is Markdown; short prose before a fence, front matter or heading; lines that begin as logs
//! do.

mod console;

use crate::{
    Diagnostic, dates,
    draft::{Said, Span},
    vocabulary,
};
use console::{is_log, is_progress};

/// Where the digest stands in the text, and what is before and behind it.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Wrapping {
    /// The digest; `None` where nothing is around it.
    pub(crate) digest: Option<Span>,
    /// Text around it that is no part of it.
    pub(crate) outside: Vec<Span>,
}

/// So much of what is not blank is in a fence that wraps the digest: this many of 10 lines.
const MOST: usize = 6;
/// A reply before a digest is no longer than this, in lines and in bytes.
const LONGEST_REPLY: (usize, usize) = (3, 400);
/// So many lines of Markdown tell that a text is Markdown where no heading does.
const ENOUGH_LINKS: usize = 2;

/// Finds the digest in the text behind `from`. `bare`: nothing has been recognised before
/// that, so that the file's first lines may be a reply or a log.
pub(crate) fn find(text: &str, from: usize, bare: bool) -> Wrapping {
    let lines = lines(text, from);
    let Some(first) = lines.iter().position(|line| !line.is_blank()) else {
        return Wrapping::default();
    };
    let before = if bare { preamble(&lines, first) } else { first };
    fence(text, &lines, before, !bare)
        .or_else(|| (bare && before > first).then(|| behind(text, &lines, before)))
        .or_else(|| {
            if bare {
                stray_fence(text, &lines)
            } else {
                None
            }
        })
        .unwrap_or_default()
}

/// What to say of it.
pub(crate) fn tell(wrapping: &Wrapping, text: &str, said: &mut Said) {
    let Some(digest) = &wrapping.digest else {
        return;
    };
    let fenced = text[..digest.start].trim_end().ends_with(['`', '~'])
        || text[..digest.start]
            .lines()
            .next_back()
            .is_some_and(|line| fence_mark(line).is_some());
    let message = match (fenced, wrapping.outside.is_empty()) {
        (true, true) => "the digest stands in a code fence",
        (true, false) => {
            "the digest stands in a code fence; the text around it was moved to its end"
        }
        (false, true) => "the digest ends with a code fence that closes nothing",
        (false, false) => {
            "text around the digest that is no part of it was moved to the digest's end"
        }
    };
    let place = match wrapping.outside.first() {
        Some(outside) => outside.clone(),
        None if digest.start > 0 => {
            let end = text[..digest.start].trim_end().len();
            text[..end].rfind('\n').map_or(0, |at| at + 1)..end
        }
        None => {
            let start = digest.end;
            start..text.trim_end().len().max(start)
        }
    };
    said.push(
        Diagnostic::warning("wrapped-digest", message)
            .help("write the digest alone into its file")
            .at(place),
    );
}

/// A line without its end.
struct Line<'a> {
    text: &'a str,
    span: Span,
}

impl Line<'_> {
    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    fn is_heading(&self) -> bool {
        let hashes = self.text.len() - self.text.trim_start_matches('#').len();
        (1..=6).contains(&hashes) && self.text[hashes..].starts_with([' ', '\t'])
    }

    fn is_front_matter(&self) -> bool {
        matches!(self.text.trim_end(), "---" | "+++")
    }

    fn has_link_in_list(&self) -> bool {
        let line = self.text.trim_start();
        let item = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_item = line.starts_with(['-', '*', '+'])
            || item.len() < line.len() && item.starts_with(['.', ')']);
        is_item && (line.contains("](http") || line.contains("**"))
    }
}

fn lines(text: &str, from: usize) -> Vec<Line<'_>> {
    let mut at = from;
    text[from..]
        .split_inclusive('\n')
        .map(|line| {
            let content = line.strip_suffix('\n').unwrap_or(line);
            let span = at..at + content.len();
            at += line.len();
            Line {
                text: content,
                span,
            }
        })
        .collect()
}

/// The first line that does not belong to what stands before the digest.
fn preamble(lines: &[Line<'_>], first: usize) -> usize {
    let mut at = first;
    let mut is_logged = false;
    while let Some(line) = lines.get(at) {
        if is_log(line.text) {
            is_logged = true;
        } else if !line.is_blank() && !is_progress(line.text) {
            break;
        }
        at += 1;
    }
    // Without a line that only a console has, the others may be anything.
    if !is_logged {
        at = first;
    }
    let reply_at = at;
    let mut prose = Vec::new();
    while let Some(line) = lines.get(at)
        && !line.is_blank()
        && !line.is_heading()
        && !line.is_front_matter()
        && fence_mark(line.text).is_none()
    {
        prose.push(line.text);
        at += 1;
    }
    while lines.get(at).is_some_and(Line::is_blank) {
        at += 1;
    }
    let Some(next) = lines.get(at) else {
        return if is_logged { reply_at } else { first };
    };
    // A rule between the reply and the digest is no front matter.
    let is_rule = next.is_front_matter()
        && lines[at + 1..]
            .iter()
            .find(|line| !line.is_blank())
            .is_some_and(Line::is_heading);
    let begins = next.is_heading() || is_rule || fence_mark(next.text).is_some();
    if prose.is_empty() {
        return if is_logged && (begins || next.is_front_matter()) {
            at
        } else {
            first
        };
    }
    if is_reply(&prose, begins) && (begins || next.is_front_matter()) {
        at + usize::from(is_rule)
    } else if is_logged {
        reply_at
    } else {
        first
    }
}

/// Short prose that leads to what follows. Before front matter, which nothing else can stand
/// before, any is a reply; before a heading it might be a lead.
fn is_reply(prose: &[&str], before_text: bool) -> bool {
    let length: usize = prose.iter().map(|line| line.len()).sum();
    let (most_lines, most_bytes) = LONGEST_REPLY;
    if prose.len() > most_lines || length > most_bytes {
        return false;
    }
    let plain = prose.iter().all(|line| {
        !line.starts_with([' ', '\t', '>', '|', '<', '-', '*', '+', '!', '['])
            && !line.contains("](")
            && !line.contains("://")
    });
    if !plain {
        return false;
    }
    let leads = prose
        .last()
        .is_some_and(|line| line.trim_end().ends_with([':', '：']));
    !before_text
        || vocabulary::is_reply(prose[0])
        || leads && !prose.iter().any(|line| dates::find(line).is_some())
}

/// A line that opens or closes a code block: its mark, its length, and what is behind it.
fn fence_mark(line: &str) -> Option<(char, usize, &str)> {
    let content = line.trim_start_matches(' ');
    if line.len() - content.len() > 3 {
        return None;
    }
    ['`', '~'].into_iter().find_map(|c| {
        let rest = content.trim_start_matches(c);
        let length = content.len() - rest.len();
        (length >= 3 && !(c == '`' && rest.contains('`'))).then_some((c, length, rest.trim()))
    })
}

/// A fence that opens in line `at` and holds the digest. `named`: only one that says so.
fn fence(text: &str, lines: &[Line<'_>], at: usize, named: bool) -> Option<Wrapping> {
    let (mark, length, info) = fence_mark(lines.get(at)?.text)?;
    let says_so = matches!(
        info.to_lowercase().as_str(),
        "markdown" | "md" | "mdx" | "gfm"
    );
    let other = info.is_empty() || matches!(info, "text" | "txt" | "plain" | "plaintext");
    if !says_so && (named || !other) {
        return None;
    }
    // An indent is that of the whole block, and would have to be taken off it.
    if lines[at].text.starts_with(' ') {
        return None;
    }
    let close = closing(lines, at + 1, mark, length);
    let inside = &lines[at + 1..close.unwrap_or(lines.len())];
    // A fence without a name is a code block like others, unless its text begins as a digest.
    let begins = inside
        .iter()
        .position(|line| fence_mark(line.text).is_some())
        .unwrap_or(inside.len());
    if !says_so && !is_markdown(&inside[..begins]) {
        return None;
    }
    let count = |lines: &[Line<'_>]| lines.iter().filter(|line| !line.is_blank()).count();
    let held = count(inside);
    if held * 10 < (count(lines).saturating_sub(2)) * MOST || !is_markdown(inside) {
        return None;
    }
    let start = inside.first()?.span.start;
    let end = close.map_or(text.len(), |close| lines[close].span.start);
    let before = lines[0].span.start..lines[at].span.start;
    let after = close.map_or(text.len(), |close| lines[close].span.end)..text.len();
    Some(wrapping(text, start..end, [before, after]))
}

/// The line that closes the fence: the last that can, with the fences inside in pairs. None
/// where the pairs leave none.
fn closing(lines: &[Line<'_>], from: usize, mark: char, length: usize) -> Option<usize> {
    let mut inner = false;
    // A fence without a name that seems to open a block: the last of them closes the wrapper.
    let mut bare = None;
    for (at, line) in lines.iter().enumerate().skip(from) {
        let Some((c, size, info)) = fence_mark(line.text) else {
            continue;
        };
        if c != mark || size < length {
            continue;
        }
        if info.is_empty() {
            inner = !inner;
            bare = inner.then_some(at);
        } else if bare.is_some() {
            // A block that opens within another: that one closed the wrapper.
            return bare;
        } else {
            inner = true;
        }
    }
    bare
}

/// Whether lines are those of a digest, and not of a program or a picture in letters.
fn is_markdown(lines: &[Line<'_>]) -> bool {
    let Some(first) = lines.iter().find(|line| !line.is_blank()) else {
        return false;
    };
    let blank = |at: Option<usize>| at.and_then(|at| lines.get(at)).is_none_or(Line::is_blank);
    let has_heading = lines
        .iter()
        .enumerate()
        .any(|(at, line)| line.is_heading() && (blank(at.checked_sub(1)) || blank(Some(at + 1))));
    let links = lines.iter().filter(|line| line.has_link_in_list()).count();
    has_heading || links >= ENOUGH_LINKS || first.is_front_matter()
}

/// The digest behind a preamble that ends before line `at`, without the reply's last words.
fn behind(text: &str, lines: &[Line<'_>], at: usize) -> Wrapping {
    let start = lines.get(at).map_or(text.len(), |line| line.span.start);
    let mut end = text.len();
    // The last paragraph, if it is short.
    let last = lines.iter().rposition(|line| !line.is_blank());
    let first = last.and_then(|last| {
        let from = lines[..last].iter().rposition(Line::is_blank)? + 1;
        (from > at && last - from < LONGEST_REPLY.0).then_some(from)
    });
    if let Some(first) = first
        && vocabulary::is_farewell(lines[first].text)
    {
        end = lines[first].span.start;
    }
    let before = lines[0].span.start..start;
    wrapping(text, start..end, [before, end..text.len()])
}

/// A digest whose wrapper lost its beginning: the file's last fence opens what has no line.
fn stray_fence(text: &str, lines: &[Line<'_>]) -> Option<Wrapping> {
    let mut open: Option<(usize, char, usize)> = None;
    for (at, line) in lines.iter().enumerate() {
        let Some((mark, length, info)) = fence_mark(line.text) else {
            continue;
        };
        open = match open {
            Some((_, c, size)) if c == mark && length >= size && info.is_empty() => None,
            Some(open) => Some(open),
            None => Some((at, mark, length)),
        };
    }
    let (at, ..) = open?;
    let (_, _, info) = fence_mark(lines[at].text)?;
    let rest: Vec<&Line<'_>> = lines[at + 1..].iter().filter(|l| !l.is_blank()).collect();
    let is_end = match rest.as_slice() {
        [] => true,
        [one, ..] => rest.len() <= LONGEST_REPLY.0 && vocabulary::is_farewell(one.text),
    };
    (info.is_empty() && is_end && is_markdown(&lines[..at])).then(|| {
        let (start, end) = (lines[0].span.start, lines[at].span.start);
        let after = lines[at].span.end..text.len();
        wrapping(text, start..end, [start..start, after])
    })
}

/// With the blank ends of the text outside taken off.
fn wrapping(text: &str, digest: Span, outside: [Span; 2]) -> Wrapping {
    let trimmed = outside.into_iter().map(|span| {
        let piece = &text[span.clone()];
        // The rule that a model puts between its words and the digest.
        let piece = piece.trim().trim_end_matches("\n---").trim_end();
        let start = span.start + (text[span.clone()].len() - text[span.clone()].trim_start().len());
        start..start + piece.len()
    });
    Wrapping {
        digest: Some(digest),
        outside: trimmed.filter(|span| !span.is_empty()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    // Nothing around it.
    #[case("# A\n\n## B\n", None)]
    #[case("Three days of news.\n\n## B\n", None)]
    #[case("```\n12 hulls\n```\n\n## B\n\n```\nx\n```\n", None)]
    #[case("```python\n# a\n\nb\n```\n", None)]
    #[case("> Quoted:\n\n# A\n", None)]
    #[case("Digest for 2026-03-14:\n\n# A\n", None)]
    #[case("To be continued...\n\n# A\n", None)]
    // A fence.
    #[case("```md\n# A\n\nb\n```\n", Some("# A\n\nb\n"))]
    #[case("~~~\n# A\n\nb\n~~~\nBye\n", Some("# A\n\nb\n"))]
    #[case("```md\n# A\n\nb\n", Some("# A\n\nb\n"))]
    #[case("````md\n# A\n\n```\nb\n```\n````\n", Some("# A\n\n```\nb\n```\n"))]
    #[case("```md\n# A\n\n```sh\nb\n```\n```\n", Some("# A\n\n```sh\nb\n```\n"))]
    #[case(
        "```md\n# A\n\nb\nc\nd\ne\nf\n```\nX:\n```json\n1\n```\n",
        Some("# A\n\nb\nc\nd\ne\nf\n")
    )]
    // A reply or a log.
    #[case("Gerne!\n\n# A\n\nb", Some("# A\n\nb"))]
    #[case("以下は本日の要約です。\n\n# A\n\nb", Some("# A\n\nb"))]
    #[case(
        "This took a while.\n\n---\ntitle: a\n---\nb",
        Some("---\ntitle: a\n---\nb")
    )]
    #[case("[1/2] get\n[2/2] write\n100%\n# A\n", Some("# A\n"))]
    #[case("2026-03-14 06:00:01 start\nBoats sail.\n", Some("Boats sail.\n"))]
    // What is left of a fence.
    #[case("# A\n\nb\n```\n", Some("# A\n\nb\n"))]
    fn finds(#[case] text: &str, #[case] digest: Option<&str>) {
        let wrapping = find(text, 0, true);
        assert_eq!(wrapping.digest.map(|span| &text[span]), digest);
    }

    #[test]
    fn behind_front_matter_only_a_fence_that_says_so() {
        let text = "---\ntitle: a\n---\n```markdown\n# A\n\nb\n```\n";
        let found = find(text, 17, false).digest;
        assert_eq!(found.map(|span| &text[span]), Some("# A\n\nb\n"));
        assert_eq!(find("Sure:\n\n# A\n", 0, false), Wrapping::default());
    }

    proptest! {
        #[test]
        fn keeps_every_word(text in "([#`~a: \n-]|```|\n# a\n|\\$ b\n|Sure:\n){0,30}", bare: bool) {
            let wrapping = find(&text, 0, bare);
            let Some(digest) = wrapping.digest else { return Ok(()) };
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
            let kept: usize = wrapping.outside.iter().map(|span| letters(&text[span.clone()])).sum();
            let fences: usize = text
                .lines()
                .filter_map(fence_mark)
                .map(|(_, _, info)| letters(info))
                .sum();
            prop_assert!(kept + letters(&text[digest]) + fences >= letters(&text));
        }
    }
}
