//! Front matter between two lines of `---` or `+++`: where it ends, and whether it is any.

use super::{FrontMatter, field, line, lines, names, next, parse};
use crate::{
    Diagnostic,
    draft::{Said, Span},
};

/// Front matter between lines of `---` or `+++`, of which the first begins at `head`.
pub(super) fn fenced(
    text: &str,
    head: usize,
    is_toml: bool,
    said: &mut Said,
) -> Option<FrontMatter> {
    let first = line(text, head);
    let body = next(text, &first);
    let Some(closing) = closing(text, body, is_toml) else {
        return unclosed(text, first, body, is_toml, said);
    };
    let span = body..closing.start;
    if !is_toml && !has_fields(text, &span) {
        return None;
    }
    Some(FrontMatter {
        fields: parse(text, span, is_toml, said),
        end: next(text, &closing),
    })
}

/// The line that closes the front matter.
fn closing(text: &str, body: usize, is_toml: bool) -> Option<Span> {
    let mut dots: Option<Span> = None;
    let mut undecided = false;
    let mut blank = true;
    let mut heading = false;
    for current in lines(text, &(body..text.len())) {
        let content = text[current.clone()].trim_end();
        if content == if is_toml { "+++" } else { "---" } {
            return Some(current);
        }
        if is_toml {
            continue;
        }
        // Dots in the middle of a text are no end: there, more fields or the rule follow.
        if undecided && !content.is_empty() {
            undecided = false;
            if field(content, false).is_none() {
                return dots;
            }
        }
        if content == "..." {
            undecided = dots.is_none();
            dots = dots.or(Some(current));
        }
        // A heading, and then a text: the rule further down is not ours. A line of YAML that
        // begins so is a comment, which has fields below it.
        if heading && !content.is_empty() && !content.starts_with('#') {
            if field(content, false).is_none() && !content.starts_with([' ', '\t']) {
                return None;
            }
            heading = false;
        }
        let hashes = content.len() - content.trim_start_matches('#').len();
        heading |= blank && (1..=6).contains(&hashes) && content[hashes..].starts_with(' ');
        blank = content.is_empty();
    }
    dots
}

/// Whether what stands between two rules is front matter and not a paragraph: it has a field
/// that we know, or it begins with a field and all other lines are such as YAML has.
fn has_fields(text: &str, span: &Span) -> bool {
    let mut first = None;
    let mut strays = 0;
    let mut known = false;
    for current in lines(text, span) {
        let content = &text[current];
        let trimmed = content.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        let name = field(content.trim_start(), false).map(|(name, _)| name);
        let quoted = content.starts_with(['"', '\'', '{', '}', '?']) && content.contains(':');
        first = first.or(Some(name.is_some() || quoted));
        known |= name.is_some_and(names::is_known);
        let nested = content.starts_with([' ', '\t', '-', '}', ']']);
        strays += usize::from(name.is_none() && !quoted && !nested);
    }
    match first {
        None => true,
        Some(is_field) => known || is_field && strays == 0,
    }
}

/// Without a closing line, the front matter is what looks like it: fields up to the first
/// line that is none.
fn unclosed(
    text: &str,
    first: Span,
    body: usize,
    is_toml: bool,
    said: &mut Said,
) -> Option<FrontMatter> {
    let mut at = body;
    for current in lines(text, &(body..text.len())) {
        let content = &text[current.clone()];
        let nested = content.starts_with([' ', '\t']) || content.starts_with("- ");
        let continues = at > body && nested && !content.trim().is_empty();
        if !continues && field(content, is_toml).is_none() {
            break;
        }
        at = next(text, &current);
    }
    if at == body {
        // A rule at the head of the text.
        return None;
    }
    let mark = if is_toml { "+++" } else { "---" };
    said.push(
        Diagnostic::warning("unclosed-front-matter", "the front matter is not closed")
            .help(format!("write a line of `{mark}` behind its last field"))
            .at(first),
    );
    Some(FrontMatter {
        fields: parse(text, body..at, is_toml, said),
        end: at,
    })
}
