//! What a line of pasted text is, by its form alone.

use crate::{
    draft::Span,
    emoji,
    vocabulary::{self, Meta},
};

/// The longest label: characters and words.
const LABEL: (usize, usize) = (60, 8);
/// The longest heading or headline, in characters.
const HEADLINE: usize = 160;

/// A line that is not blank.
#[derive(Clone, Debug)]
pub(super) struct Line<'t> {
    /// Without white space at its ends.
    pub(super) text: &'t str,
    pub(super) span: Span,
    pub(super) form: Form<'t>,
}

/// What a line looks like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Form<'t> {
    /// An emoji before a few words.
    Icon(&'t str, &'t str),
    /// An item of a list, without its mark.
    Item(&'t str),
    /// One of our words before a value.
    Meta(Meta, &'t str),
    /// A label before a text, or before nothing.
    Label(&'t str, &'t str),
    Text,
}

/// The lines of a text that are not blank.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut at = 0;
    text.split('\n').filter_map(move |raw| {
        let start = at + (raw.len() - raw.trim_start().len());
        at += raw.len() + 1;
        let text = raw.trim();
        // A line of strokes parts nothing that a blank line does not.
        let strokes = text
            .chars()
            .all(|c| matches!(c, '─' | '━' | '—' | '=' | '_' | '-' | '*' | '═'));
        (!text.is_empty() && !strokes).then(|| Line {
            text,
            span: start..start + text.len(),
            form: form(text),
        })
    })
}

pub(super) fn form(line: &str) -> Form<'_> {
    for mark in ["- ", "* ", "• ", "– ", "· "] {
        if let Some(item) = line.strip_prefix(mark) {
            return Form::Item(item.trim_start());
        }
    }
    // Nothing below is longer than this, except for what a label leads.
    let head = head(line);
    if line.len() == head.len()
        && !ends_sentence(line)
        && !line.ends_with([':', '：'])
        && let Some((icon, rest)) = emoji::leading(line)
        && !rest.is_empty()
    {
        return Form::Icon(icon, rest);
    }
    let Some((label, value)) = split_label(head, line) else {
        return Form::Text;
    };
    match vocabulary::meta(label) {
        Some(meta) => Form::Meta(meta, value),
        None if is_label(label) => Form::Label(label, value),
        None => Form::Text,
    }
}

/// The beginning of a line, long enough for any heading or label.
fn head(line: &str) -> &str {
    let end = line
        .char_indices()
        .nth(HEADLINE)
        .map_or(line.len(), |(at, _)| at);
    &line[..end]
}

/// `Label: value`, where a space or nothing stands behind an ASCII colon.
fn split_label<'t>(head: &str, line: &'t str) -> Option<(&'t str, &'t str)> {
    head.char_indices()
        .filter(|(_, c)| matches!(c, ':' | '：'))
        .map(|(at, c)| (&line[..at], &line[at + c.len_utf8()..], c))
        .find(|(_, value, c)| {
            *c == '：' || value.is_empty() || value.starts_with(char::is_whitespace)
        })
        .map(|(label, value, _)| (label.trim_end(), value.trim_start()))
}

fn is_label(label: &str) -> bool {
    label.chars().count() <= LABEL.0
        && label.split_whitespace().count() <= LABEL.1
        && label.starts_with(|c: char| c.is_alphanumeric() || c == '(')
        && !label.contains(['.', '!', '?', '[', ']', '|', ';'])
}

/// Whether a line ends as a sentence does.
pub(super) fn ends_sentence(line: &str) -> bool {
    let end = line.trim_end_matches(['"', '”', '’', '\'', ')', '»', '」', '』']);
    end.ends_with(['.', '。', '!', '！', ';', '…'])
}

/// Whether a line could be a headline: short, and no sentence.
pub(super) fn is_headline(line: &str) -> bool {
    line.chars().count() <= HEADLINE && !ends_sentence(line) && !line.ends_with([':', '：', ','])
}
