//! What can be done with a story: mark it, save it, hand it on.

use super::Share;
use crate::erased::{act as act_on, any, state};
use crate::{
    day_state::{DayState, Mark},
    reader::{StoryAct, use_reader},
};
use dayfold_model::Word;
use leptos::{ev::MouseEvent, prelude::*};

/// The buttons of the story at index `at`, whose id is `own`.
#[component]
pub fn StoryTools(at: usize, own: StoredValue<String>, day: DayState) -> impl IntoView {
    let reader = use_reader();
    let toggle = move |act, word, is: Signal<bool>| {
        let pressed = state(move || is.get());
        let on_click = act_on(move |_: MouseEvent| day.act(act, &own.get_value()));
        any(view! {
            <button
                type="button"
                aria-pressed=pressed
                on:click=on_click
            >
                {reader.word(word)}
            </button>
        })
    };
    let read = Signal::derive(move || day.mark(at) != Mark::Unread);
    let saved = Signal::derive(move || day.is_saved(at));
    any(view! {
        <div class="tools">
            {toggle(StoryAct::Save, Word::Save, saved)}
            {toggle(StoryAct::Read, Word::Read, read)}
            <Share day story=own.get_value()/>
        </div>
    })
}
