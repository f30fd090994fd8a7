//! The pages that only say something: nothing there, nothing yet, could not be fetched.

use crate::erased::any;
use crate::{api::Failure, paths::Route, reader::use_reader};
use dayfold_model::Word;
use leptos::{ev::MouseEvent, prelude::*};

/// There is no such page.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let reader = use_reader();
    any(view! {
        <div class="message">
            <h1 tabindex="-1">{reader.word(Word::NotFoundTitle)}</h1>
            <p>{reader.word(Word::NotFoundText)}</p>
            <p class="message-ways">
                <a href=reader.page(&Route::Home)>{reader.word(Word::LatestDay)}</a>
                <a href=reader.page(&Route::Archive)>{reader.word(Word::Archive)}</a>
            </p>
        </div>
    })
}

/// A page could not be fetched; `retry` tries again.
#[component]
pub fn FailedPage(failure: Failure, retry: impl FnMut(MouseEvent) + 'static) -> impl IntoView {
    let reader = use_reader();
    let why = match failure {
        Failure::Format => Word::FailedFormat,
        Failure::Network | Failure::NotFound => Word::FailedNetwork,
    };
    any(view! {
        <div class="message">
            <h1 tabindex="-1">{reader.word(Word::FailedTitle)}</h1>
            <p>{reader.word(why)}</p>
            <p class="message-ways">
                <button type="button" class="primary" on:click=retry>
                    {reader.word(Word::Retry)}
                </button>
            </p>
        </div>
    })
}
