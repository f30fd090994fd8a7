//! Handing on: a story or a day, as a link or as its text.

use crate::erased::{act, any, state, whether};
use crate::{day_state::DayState, navigation, reader::use_reader, sharing};
use dayfold_model::Word;
use leptos::{ev::MouseEvent, prelude::*};

/// Unfolds to the ways of handing on a story; the whole day where `story` is empty.
#[component]
pub fn Share(day: DayState, story: String) -> impl IntoView {
    let reader = use_reader();
    let story = StoredValue::new(story);
    // Its own address even on the front page: what is shared must be the same tomorrow.
    let link = move || {
        let page = day.route.with_value(|route| reader.page(route));
        let path = story.with_value(|id| match &**id {
            "" => page,
            id => [&page, "#", id].concat(),
        });
        sharing::absolute(&path)
    };
    let title = move || {
        day.digest.with_value(|digest| {
            let told = story.with_value(|id| digest.story(id).map(|story| story.title.clone()));
            told.unwrap_or_else(|| digest.title.clone())
        })
    };
    let copy = move |text: String| {
        sharing::copy(&text);
        navigation::announce(&reader.word(Word::Copied));
    };
    let shared = act(move |_: MouseEvent| sharing::share(&title(), &link()));
    // No `<details>`: those are the cards, which are folded and unfolded all at once.
    let open = RwSignal::new(false);
    let unfold = act(move |_: MouseEvent| open.update(|open| *open = !*open));
    let native = sharing::can_share()
        .then(|| any(view! { <button type="button" on:click=shared>{reader.word(Word::ShareNatively)}</button> }));
    any(view! {
        <div class="share">
            <button type="button" aria-expanded=state(move || open.get()) on:click=unfold>
                {reader.word(Word::Share)}
            </button>
            <div class="share-ways" hidden=whether(move || !open.get())>
                {native}
                <button type="button" on:click=act(move |_: MouseEvent| copy(link()))>{reader.word(Word::CopyLink)}</button>
            </div>
        </div>
    })
}
