//! Where a story is from.

use crate::erased::{any, dynamic};
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
        return any(view! { <p class="sources none">{reader.word(Word::NoSource)}</p> });
    }
    let sources = StoredValue::new(sources);
    // A source that is muted is not shown; where no other tells the story, the story is not.
    let is_muted = move |name: &str| reader.reading.muted.with(|muted| muted.has_source(name));
    let names = dynamic(move || {
        let sources = sources.get_value().into_iter();
        let shown = sources.filter(|source| !is_muted(&source.name));
        let names = shown.map(|Source { name, url }| match url {
            Some(url) => any(view! { <li><a href=url rel="external noopener">{name}</a></li> }),
            None => any(view! { <li>{name}</li> }),
        });
        Some(names.collect::<Vec<_>>().into_any())
    });
    any(view! {
        <div class="sources">
            <span class="lead-in">{label.map_or_else(|| reader.word(Word::Sources), |label| label + ":")}</span>
            " "
            <ul role="list">{names}</ul>
        </div>
    })
}
