//! What the reader saved.

use crate::erased::any;
use crate::reader::use_reader;
use dayfold_model::Word;
use leptos::prelude::*;

/// What the reader saved.
#[component]
pub fn SavedPage() -> impl IntoView {
    let reader = use_reader();
    any(view! {
        <div class="list-page">
            <h1 tabindex="-1">{reader.word(Word::Saved)}</h1>
        </div>
    })
}
