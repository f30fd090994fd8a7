//! Tags that a line begins with.

use crate::html::Comment;

/// Places for a table of contents, which generators fill in.
const CONTENTS: &[&str] = &["[toc]", "[[toc]]", "[[_toc_]]", "{:toc}", "{{toc}}"];

/// The length of the tag that a line begins with, if there is one: a place for a table of
/// contents, or a comment with text behind it, of which Markdown would make raw HTML as well.
pub(super) fn tag(line: &str) -> Option<usize> {
    let content = line.trim_end();
    if CONTENTS.contains(&content.trim_start().to_lowercase().as_str()) {
        return Some(content.len());
    }
    let comment = Comment::of(content)?;
    let end = comment.end?;
    let rest = content[end..].trim_start();
    // `<!-- html -->` is the documented way to write raw HTML, and where a comment or a tag
    // follows the line is HTML anyway.
    let ours = content[comment.inside].trim() == "html";
    (!ours && !rest.is_empty() && !rest.starts_with('<')).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("[TOC]\n", Some(5))]
    #[case("<!-- mode: plain -->> quote\n", Some(20))]
    #[case("<!--> text\n", Some(5))]
    #[case("<!-- alone -->\n", None)]
    #[case("<!-- html --><b>x</b>\n", None)]
    #[case("<!-- html --> text\n", None)]
    #[case("text [TOC]\n", None)]
    fn begins(#[case] line: &str, #[case] expected: Option<usize>) {
        assert_eq!(tag(line), expected);
    }
}
