//! Where a story is from.

use crate::erased::{any, text};
use crate::{markup::Markup, reader::use_reader, reading::Muted};
use dayfold_model::{Source, Word};
use leptos::prelude::*;

/// The names of a story's sources, as links where they have an address. A story without any
/// says so: the reader should know.
#[component]
pub fn SourceLine(
    sources: Vec<Source>,
    /// What the text calls them.
    label: Option<String>,
    /// What changes with what is muted; nothing where nothing can be.
    muting: Option<RwSignal<bool>>,
) -> impl IntoView {
    let reader = use_reader();
    if sources.is_empty() {
        return any(view! { <p class="sources none">{reader.word(Word::NoSource)}</p> });
    }
    let label = label.map_or_else(|| reader.word(Word::Sources), |label| label + ":");
    let names = text(move || {
        if let Some(muting) = muting {
            muting.get();
        }
        let mut html = Markup::default();
        html.raw("<span class=\"lead-in\">").text(&label);
        html.raw("</span> <ul role=\"list\">");
        for source in &sources {
            // A source that is muted is not shown; where no other tells the story, the story
            // is not.
            let is_muted = |muted: &Muted| muted.has_source(&source.name);
            if reader.reading.muted.with_untracked(is_muted) {
                continue;
            }
            html.raw("<li>");
            match &source.url {
                Some(url) => html
                    .open_link(url.clone())
                    .raw("\" rel=\"external noopener\">")
                    .text(&source.name)
                    .raw("</a>"),
                None => html.text(&source.name),
            };
            html.raw("</li>");
        }
        html.raw("</ul>");
        html.0
    });
    any(view! { <div class="sources" inner_html=names></div> })
}
