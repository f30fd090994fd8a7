//! Labelled pieces of text, with their labels as run-in heads.

use crate::markup::Markup;
use dayfold_model::Block;
use std::borrow::Cow;

/// Blocks in their order. Labels are headings, for those who go from heading to heading:
/// elements called `heading`. Headings within the text are of that level, too.
pub(crate) fn blocks(html: &mut Markup, blocks: &[Block], heading: &str) {
    for block in blocks {
        html.raw("<div class=\"block\">");
        if let Some(label) = &block.label {
            html.raw("<").raw(heading).raw(" class=\"label\">");
            html.say(labelled(label));
            html.raw("</").raw(heading).raw("> ");
        }
        html.raw(" <div class=\"text\">")
            .raw(&headed(&block.html, heading))
            .raw("</div></div>");
    }
}

/// A text with its headings from the level of `heading` on, so that no page skips one. In the
/// data they begin at the fourth, below a story's title.
///
/// Pages have it so that are prerendered. What is drawn later keeps the data's levels: that
/// would be code in every reader's download for what nobody sees.
pub(crate) fn headed<'h>(html: &'h str, heading: &str) -> Cow<'h, str> {
    #[cfg(feature = "ssr")]
    {
        let first = heading.trim_start_matches('h').parse().unwrap_or(4);
        if first < 4 && html.contains("<h") {
            // In vetted HTML every `<` begins a tag, and tags are in lower case.
            let levels = (4..=6).zip(first..);
            let raised = levels.fold(html.to_owned(), |html, (low, high)| {
                html.replace(&format!("<h{low}"), &format!("<h{high}"))
                    .replace(&format!("</h{low}"), &format!("</h{high}"))
            });
            return raised.into();
        }
    }
    _ = heading;
    html.into()
}

/// A label as it leads its text. Punctuation of its own (a question mark) stands in for the
/// colon.
pub fn labelled(label: &str) -> String {
    let ended = label.ends_with(['?', '!', '…', '.', ':', ';', '？', '！', '。', '：']);
    [label, if ended { "" } else { ":" }].concat()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("h2", "<h2>a</h2><p>x</p><h3>b</h3>")]
    #[case("h3", "<h3>a</h3><p>x</p><h4>b</h4>")]
    #[case("h4", "<h4>a</h4><p>x</p><h5>b</h5>")]
    fn headings_skip_no_level(#[case] heading: &str, #[case] expected: &str) {
        assert_eq!(headed("<h4>a</h4><p>x</p><h5>b</h5>", heading), expected);
    }
}
