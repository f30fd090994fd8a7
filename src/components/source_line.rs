//! Where a story is from.

use crate::reader::use_reader;
use dayfold_model::{Source, Word};
use leptos::prelude::*;

/// The names of a story's sources, as links where they have an address. A story without any
/// says so: the reader should know.
#[component]
pub fn SourceLine(
    sources: Vec<Source>,
    /// What the text calls them.
    label: Option<String>,
) -> impl IntoView {
    let reader = use_reader();
    if sources.is_empty() {
        return view! { <p class="sources none">{reader.word(Word::NoSource)}</p> }.into_any();
    }
    let names = sources
        .into_iter()
        .map(|Source { name, url }| match url {
            Some(url) => {
                view! { <li><a href=url rel="external noopener">{name}</a></li> }.into_any()
            }
            None => view! { <li>{name}</li> }.into_any(),
        })
        .collect_view();
    view! {
        <div class="sources">
            <span class="lead-in">{label.map_or_else(|| reader.word(Word::Sources), |label| label + ":")}</span>
            " "
            <ul role="list">{names}</ul>
        </div>
    }
    .into_any()
}
