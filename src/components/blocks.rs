//! Labelled pieces of text, with their labels as run-in heads.

use crate::markup::Markup;
use dayfold_model::Block;

/// Blocks in their order. Labels are headings, for those who go from heading to heading:
/// elements called `heading`.
pub(crate) fn blocks(html: &mut Markup, blocks: &[Block], heading: &str) {
    for block in blocks {
        html.raw("<div class=\"block\">");
        if let Some(label) = &block.label {
            html.raw("<").raw(heading).raw(" class=\"label\">");
            html.say(labelled(label));
            html.raw("</").raw(heading).raw("> ");
        }
        html.raw(" <div class=\"text\">")
            .raw(&block.html)
            .raw("</div></div>");
    }
}

/// A label as it leads its text. Punctuation of its own (a question mark) stands in for the
/// colon.
pub fn labelled(label: &str) -> String {
    let ended = label.ends_with(['?', '!', '…', '.', ':', ';', '？', '！', '。', '：']);
    [label, if ended { "" } else { ":" }].concat()
}
