//! The field that leads to a day.

use crate::erased::{act, any, dynamic, text};
use crate::{paths::Route, reader::use_reader};
use dayfold_model::{Date, Word};
use leptos::{
    ev::{Event, SubmitEvent},
    prelude::*,
};
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// A field for a day in figures. Only a page that is alive has it: it asks no server.
/// `example` shows how a day may be written.
#[component]
pub fn GoToDay(example: Date) -> impl IntoView {
    let reader = use_reader();
    let navigate = use_navigate();
    let written = RwSignal::new(String::new());
    let unclear = RwSignal::new(false);
    let go = StoredValue::new(move |event: SubmitEvent| {
        event.prevent_default();
        let day = written.with_untracked(|text| Date::read(text));
        unclear.set(day.is_none());
        if let Some(day) = day {
            let options = NavigateOptions {
                resolve: false,
                scroll: false,
                ..Default::default()
            };
            navigate(&reader.page(&Route::Day(day)), options);
        }
    });
    let say = text(move || {
        let example = example.to_string();
        let text = reader.with_words(|words| words.fill(Word::GoUnclear, &[("day", &example)]));
        if unclear.get() { text } else { String::new() }
    });
    dynamic(move || {
        reader.alive.get().then(|| {
            any(view! {
                <form class="go-to-day" on:submit=act(move |event: SubmitEvent| go.with_value(|go| go(event)))>
                    <label for="df-go">{reader.word(Word::GoToDay)}</label>
                    <input
                        id="df-go"
                        type="text"
                        inputmode="numeric"
                        autocomplete="off"
                        aria-describedby="df-go-unclear"
                        placeholder=example.to_string()
                        on:input=act(move |event: Event| written.set(event_target_value(&event)))
                    />
                    <button type="submit">{reader.word(Word::Go)}</button>
                    <p id="df-go-unclear" role="status">{say}</p>
                </form>
            })
        })
    })
}
