//! Labelled pieces of text, with their labels as run-in heads.

use crate::erased::any;
use dayfold_model::Block;
use leptos::prelude::*;

/// Blocks in their order. Labels are headings of `level` 3 or 4, for those who go from
/// heading to heading.
#[component]
pub fn Blocks(blocks: Vec<Block>, level: u8) -> impl IntoView {
    blocks
        .into_iter()
        .map(|Block { label, html }| {
            let label = label.map(|label| {
                let text = labelled(&label);
                match level {
                    3 => any(view! { <h3 class="label">{text}</h3> " " }),
                    _ => any(view! { <h4 class="label">{text}</h4> " " }),
                }
            });
            any(view! {
                <div class="block">{label} <div class="text" inner_html=html></div></div>
            })
        })
        .collect::<Vec<_>>()
}

/// A label as it leads its text. Punctuation of its own (a question mark) stands in for the
/// colon.
pub(crate) fn labelled(label: &str) -> String {
    let ended = label.ends_with(['?', '!', '…', '.', ':', ';', '？', '！', '。', '：']);
    [label, if ended { "" } else { ":" }].concat()
}
