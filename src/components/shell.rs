//! The frame of every page: masthead, main, foot.

use crate::erased::any;
use crate::{navigation::ANNOUNCER, paths::Route, reader::use_reader};
use dayfold_model::Word;
use leptos::prelude::*;

/// The frame of every page; its children are what routes show.
#[component]
pub fn Shell(children: Children) -> impl IntoView {
    let reader = use_reader();
    let title = reader.with_settings(|settings| settings.title.clone());
    let label = title.clone();
    let tagline = reader.with_settings(|settings| settings.tagline.clone());
    let tagline = tagline.map(|line| any(view! { <p class="tagline">{line}</p> }));
    any(view! {
        <a class="skip" href="#df-main">{reader.word(Word::Skip)}</a>
        <header class="masthead">
            <p class="site-name">
                <a href=reader.page(&Route::Home)>{title}</a>
            </p>
            {tagline}
            <nav aria-label=label>
                <a href=reader.page(&Route::Archive)>{reader.word(Word::Archive)}</a>
                <a href=reader.page(&Route::Tags)>{reader.word(Word::Tags)}</a>
            </nav>
        </header>
        <main id="df-main" tabindex="-1">{children()}</main>
        <p id=ANNOUNCER class="visually-hidden" aria-live="polite"></p>
    })
}
