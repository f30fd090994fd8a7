//! Reading without a network: whether anything is kept for that, and taking the archive along.

use crate::{
    api,
    erased::{act, any, dynamic, effect, spawn, text, whether},
    offline::{self, NOTHING, Offline, PREFERENCE, Taken},
    reader::{Reader, use_reader},
};
use dayfold_model::Word;
use leptos::{
    ev::{Event, MouseEvent},
    prelude::*,
};
use web_sys::HtmlInputElement;

/// How it goes.
#[derive(Clone, Copy)]
struct Taking {
    /// How many days are there, while it goes on.
    there: RwSignal<Option<u32>>,
    /// Whether it is to go on.
    goes_on: RwSignal<bool>,
    /// Whether anything of the archive is there.
    is_taken: RwSignal<bool>,
    /// What there is to say of it.
    said: RwSignal<String>,
}

/// The choice and the buttons. Nothing where the site or the browser keeps nothing.
#[component]
pub fn OfflinePanel() -> impl IntoView {
    let reader = use_reader();
    let known = RwSignal::new(None::<Offline>);
    let is_taken = RwSignal::new(false);
    effect(move || {
        if !offline::is_able() {
            return;
        }
        spawn(async move {
            is_taken.set(offline::is_taken(&reader.reading.root()).await);
            if let Ok(offline) = api::offline(&reader.paths()).await {
                known.try_set(Some(offline));
            }
        });
    });
    dynamic(move || {
        known
            .get()
            .map(|known| any(view! { <Known known is_taken/> }))
    })
}

#[component]
fn Known(known: Offline, is_taken: RwSignal<bool>) -> impl IntoView {
    let reader = use_reader();
    let word = |word| known.words.get(word).to_owned();
    let taking = Taking {
        there: RwSignal::new(None),
        goes_on: RwSignal::new(false),
        is_taken,
        said: RwSignal::new(String::new()),
    };
    let reading = reader.reading;
    let keeps = whether(move || {
        let chosen = reading.preferences;
        chosen.with(|chosen| !chosen.is(PREFERENCE, NOTHING))
    });
    let choose = act(move |event: Event| {
        let input: HtmlInputElement = event_target(&event);
        let value = if input.checked() { "" } else { NOTHING };
        reading.prefer(PREFERENCE, value);
        if !input.checked() {
            taking.goes_on.set(false);
            taking.is_taken.set(false);
            taking.said.set(String::new());
        }
        // The root element says what was chosen once the effects have run.
        request_animation_frame(offline::chosen);
    });
    let (days, size) = (known.days as usize, known.megabytes().to_string());
    let days = reader.with_words(|words| words.days(days));
    let size = known
        .words
        .fill(Word::OfflineSize, &[("days", &days), ("size", &size)]);
    let begin = {
        let known = known.clone();
        act(move |_: MouseEvent| begin(reader, known.clone(), taking))
    };
    let stop = act(move |_: MouseEvent| taking.goes_on.set(false));
    let removed = word(Word::OfflineRemoved);
    let remove = act(move |_: MouseEvent| {
        let removed = removed.clone();
        spawn(async move {
            offline::remove(&reading.root()).await;
            taking.is_taken.set(false);
            taking.said.set(removed);
        });
    });
    let goes = whether(move || taking.there.with(Option::is_some));
    let rests = whether(move || !goes.get());
    let may_not = whether(move || goes.get() || !keeps.get());
    let nothing = whether(move || goes.get() || !taking.is_taken.get());
    let said = text(move || taking.said.get());
    let there = text(move || taking.there.get().unwrap_or_default().to_string());
    any(view! {
        <section class="transfer">
            <h2>{word(Word::OfflineTitle)}</h2>
            <p>{word(Word::OfflineText)}</p>
            <p>
                <label>
                    <input type="checkbox" prop:checked=keeps on:change=choose/>
                    " "
                    {word(Word::OfflineKeep)}
                </label>
            </p>
            <div class="transfer-ways">
                <button type="button" class="plain-button" hidden=may_not on:click=begin aria-describedby="df-size">
                    {word(Word::OfflineTake)}
                </button>
                <button type="button" class="plain-button" hidden=rests on:click=stop>
                    {word(Word::OfflineStop)}
                </button>
                <button type="button" class="plain-button" hidden=nothing on:click=remove>
                    {word(Word::OfflineRemove)}
                </button>
            </div>
            <p id="df-size" hidden=may_not>{size}</p>
            <progress
                aria-label=word(Word::OfflineTake)
                hidden=rests
                max=known.days.to_string()
                value=there
            ></progress>
            <p class="transfer-said" role="status">{said}</p>
        </section>
    })
}

fn begin(reader: Reader, known: Offline, taking: Taking) {
    let paths = reader.paths();
    let all = known.days;
    taking.goes_on.set(true);
    taking.there.set(Some(0));
    taking.is_taken.set(true);
    taking.said.set(String::new());
    spawn(async move {
        // Of a page that is gone nothing can be asked.
        let progress = |n| {
            taking.there.try_set(Some(n));
            taking.goes_on.try_get_untracked() == Some(true)
        };
        let taken = offline::take(&paths, &reader.reading.root(), progress).await;
        let there = taking
            .there
            .try_get_untracked()
            .flatten()
            .unwrap_or_default();
        let word = match taken {
            Taken::All => Word::OfflineDone,
            Taken::Part => Word::OfflineBroken,
            Taken::Full => Word::OfflineFull,
        };
        let counts = [("n", &*there.to_string()), ("all", &all.to_string())];
        taking.there.try_set(None);
        taking.said.try_set(known.words.fill(word, &counts));
        // What else it takes to read the archive is for the worker to fetch.
        offline::chosen();
    });
}
