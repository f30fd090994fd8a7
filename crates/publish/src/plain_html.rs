//! The parts of a story as HTML without the reader's classes, for what is read elsewhere: feeds,
//! and widgets in other pages.

use crate::document::attribute;
use dayfold_app::components::{labelled, sources_label, story_sources};
use dayfold_model::{Block, Story};

/// Texts with their labels.
pub(crate) fn blocks(html: &mut String, blocks: &[Block]) {
    for block in blocks {
        let Some(label) = &block.label else {
            *html += &block.html;
            continue;
        };
        let label = format!("<strong>{}</strong>", attribute(&labelled(label)));
        // It leads the first line, as on the page.
        match block.html.strip_prefix("<p>") {
            Some(rest) => *html += &format!("<p>{label} {rest}"),
            None => *html += &format!("<p>{label}</p>{}", block.html),
        }
    }
}

/// Where a story is from; `lead_in` comes first, unless the text has its own word for that.
pub(crate) fn sources(story: &Story, lead_in: &str) -> Option<String> {
    let sources = story_sources(story).into_iter().map(|source| {
        let name = attribute(&source.name);
        match source.url {
            Some(url) => format!("<a href=\"{}\">{name}</a>", attribute(&url)),
            None => name,
        }
    });
    let sources: Vec<String> = sources.collect();
    let own = sources_label(story).map(|label| labelled(&label));
    let lead_in = attribute(own.as_deref().unwrap_or(lead_in));
    (!sources.is_empty()).then(|| format!("{lead_in} {}", sources.join(" · ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_leads_its_text() {
        let block = |label: Option<&str>, html: &str| Block {
            label: label.map(str::to_owned),
            html: html.to_owned(),
        };
        let mut html = String::new();
        blocks(
            &mut html,
            &[
                block(None, "<p>a</p>"),
                block(Some("Why <now>?"), "<p>b</p>"),
                block(Some("Next"), "<ul><li>c</li></ul>"),
            ],
        );
        assert_eq!(
            html,
            "<p>a</p><p><strong>Why &lt;now&gt;?</strong> b</p>\
             <p><strong>Next:</strong></p><ul><li>c</li></ul>"
        );
    }
}
