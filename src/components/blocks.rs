//! Labelled pieces of text, with their labels as run-in heads.

use crate::markup::Markup;
use dayfold_model::Block;

/// Blocks in their order. Labels are headings of `level` 3 or 4, for those who go from
/// heading to heading.
pub(crate) fn blocks(html: &mut Markup, blocks: &[Block], level: u8) {
    for block in blocks {
        html.raw("<div class=\"block\">");
        if let Some(label) = &block.label {
            let tag = if level == 3 { "h3" } else { "h4" };
            html.raw("<").raw(tag).raw(" class=\"label\">");
            html.say(labelled(label));
            html.raw("</").raw(tag).raw("> ");
        }
        html.raw(" <div class=\"text\">")
            .raw(&block.html)
            .raw("</div></div>");
    }
}

/// A label as it leads its text. Punctuation of its own (a question mark) stands in for the
/// colon.
pub(crate) fn labelled(label: &str) -> String {
    let ended = label.ends_with(['?', '!', '…', '.', ':', ';', '？', '！', '。', '：']);
    [label, if ended { "" } else { ":" }].concat()
}
