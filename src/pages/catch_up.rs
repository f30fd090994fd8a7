//! The days since the last visit, on one page.

use crate::erased::any;
use crate::reader::use_reader;
use dayfold_model::Word;
use leptos::prelude::*;

/// The days since the last visit, on one page.
#[component]
pub fn CatchUpPage() -> impl IntoView {
    let reader = use_reader();
    any(view! {
        <div class="list-page">
            <h1 tabindex="-1">{reader.word(Word::CatchUp)}</h1>
        </div>
    })
}
