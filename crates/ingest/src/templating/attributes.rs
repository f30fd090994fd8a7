//! Lists of attributes in braces, behind what they are about.

use super::reach;
use std::ops::Range;

/// A longer `{: … }` is no list of attributes.
const LONGEST_ATTRIBUTES: usize = 300;

/// `{:.class}`: alone in its line, at the end of one, behind the mark of a list's item, or
/// behind an inline element.
pub(super) fn attributes(text: &str, at: usize, line: &Range<usize>) -> Option<Range<usize>> {
    let rest = reach(text, at, line, LONGEST_ATTRIBUTES);
    let length = rest.find('}')?;
    let before = &text[line.start..at];
    let behind = text[at + length + 1..line.end].trim_start();
    // What a mark of a list takes, at most.
    let near = before
        .get(before.len().saturating_sub(20)..)
        .unwrap_or(before);
    let is_alone = before.trim_start().is_empty() && behind.is_empty();
    let is_item = near.trim_start().len() <= 2 && matches!(before.trim(), "-" | "*" | "+");
    let is_inline = before.ends_with([')', ']', '*', '_', '`', '>']);
    let content = rest[2..length].trim();
    // `{::options … /}`
    let is_extension = content.starts_with(':') || content.starts_with('/');
    let good = is_extension && is_alone
        || (behind.is_empty() || is_item || is_inline) && are_attributes(content, is_alone);
    if !good {
        return None;
    }
    // The line goes as a whole where it would part what belongs together otherwise.
    let next = text[line.end..].lines().next().unwrap_or("").trim_start();
    let goes = is_alone && (next.is_empty() || next.starts_with(['-', '*', '+', '#']));
    let above = line.start.saturating_sub(1);
    let start = if goes && !text[..above].ends_with('\n') && above > 0 {
        above
    } else {
        at
    };
    Some(start..at + length + 1)
}

/// `.class #id key="value"`; bare words only where nothing else is in the line.
fn are_attributes(content: &str, bare: bool) -> bool {
    let word = |text: &str| {
        text.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && text
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '.'))
    };
    let mut rest = content;
    while !rest.is_empty() {
        let end = rest
            .find(|c: char| c.is_whitespace() || c == '=')
            .unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let marked = name.strip_prefix(['.', '#']);
        rest = if let Some(value) = after.strip_prefix('=') {
            if !word(name) {
                return false;
            }
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            let end = match quote {
                Some(quote) => value[1..].find(quote).map(|end| end + 2),
                None => Some(value.find(char::is_whitespace).unwrap_or(value.len())),
            };
            let Some(end) = end else { return false };
            value[end..].trim_start()
        } else {
            // `.a.b` is two classes.
            let good = match marked {
                Some(marked) => {
                    !marked.is_empty() && !marked.contains(['{', '}', '"', '\'', '`', '<', '('])
                }
                None => bare && word(name),
            };
            if !good {
                return false;
            }
            after.trim_start()
        };
    }
    !content.is_empty()
}

/// `{target="_blank"}` or `{.class}` behind a link. Ids, stories and icons are Dayfold's own.
pub(super) fn link_attributes(text: &str, at: usize, line: &Range<usize>) -> Option<Range<usize>> {
    let rest = reach(text, at, line, LONGEST_ATTRIBUTES);
    let length = rest.find('}')?;
    let content = &rest[1..length];
    let good = text[line.start..at].ends_with(')')
        && ["target=", "rel=", "."]
            .iter()
            .any(|mark| content.trim_start().starts_with(mark))
        && are_attributes(content.trim(), false)
        && !content.contains("story=")
        && !content.contains("icon=");
    good.then(|| at..at + length + 1)
}
