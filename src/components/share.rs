//! Handing on: a story or a day, as a link or as its text.

use crate::erased::{act, any, state, text, whether};
use crate::{copy, day_state::DayState, navigation, paths::Route, reader::use_reader, sharing};
use dayfold_model::{Digest, Story, Word};
use leptos::{ev::MouseEvent, prelude::*};

/// Unfolds to the ways of handing on a story; the whole day where `story` is empty.
#[component]
pub fn Share(day: DayState, story: String) -> impl IntoView {
    let reader = use_reader();
    let id = StoredValue::new(story);
    // Its own address even on the front page: what is shared must be the same tomorrow.
    let page = move || sharing::absolute(&day.route.with_value(|route| reader.page(route)));
    // A story's own page shows itself where its link is shared; what has no day has none.
    let link = move || {
        let (route, id) = (day.route.get_value(), id.get_value());
        sharing::absolute(&match route {
            _ if id.is_empty() => reader.page(&route),
            Route::Day(date) => reader.paths().story_page(date, &id),
            _ => reader.story(&route, &id),
        })
    };
    let title = move || {
        day.digest.with_value(|digest| {
            let told = id.with_value(|id| digest.story(id).map(|story| story.title.clone()));
            told.unwrap_or_else(|| digest.title.clone())
        })
    };
    // The story's own text, or the day's where it is of that.
    let written = move |of_story: fn(&Story, &Digest, &str) -> String,
                        of_day: fn(&Digest, &str) -> String| {
        day.digest.with_value(|digest| {
            let told = id.with_value(|id| digest.story(id));
            match told {
                Some(story) => of_story(story, digest, &page()),
                None => of_day(digest, &page()),
            }
        })
    };
    let copied = RwSignal::new(false);
    let way = move |word, content: Box<dyn Fn() -> String>| {
        let copy = act(move |_: MouseEvent| {
            sharing::copy(&content());
            copied.set(true);
            navigation::announce(&reader.word(Word::Copied));
        });
        any(view! { <button type="button" on:click=copy>{reader.word(word)}</button> })
    };
    let said = text(move || {
        let word = || reader.word(Word::Copied);
        copied.get().then(word).unwrap_or_default()
    });
    let shared = act(move |_: MouseEvent| sharing::share(&title(), &link()));
    // No `<details>`: those are the cards, which are folded and unfolded all at once.
    let open = RwSignal::new(false);
    let unfold = act(move |_: MouseEvent| open.update(|open| *open = !*open));
    let native = sharing::can_share()
        .then(|| any(view! { <button type="button" on:click=shared>{reader.word(Word::ShareNatively)}</button> }));
    // What has no day is in no widget; a site without widgets does not have the word either.
    let embed = reader.word(Word::Embed);
    let embed = day.route.with_value(|route| match route {
        Route::Day(date) if !embed.is_empty() => {
            let address = id.with_value(|id| reader.paths().embedding(*date, id));
            Some(any(view! { <a href=address>{embed}</a> }))
        }
        _ => None,
    });
    any(view! {
        <div class="share">
            <button type="button" aria-expanded=state(move || open.get()) on:click=unfold>
                {reader.word(Word::Share)}
            </button>
            <div class="share-ways" hidden=whether(move || !open.get())>
                {native}
                {way(Word::CopyLink, Box::new(link))}
                {way(
                    Word::CopyMarkdown,
                    Box::new(move || written(copy::story_markdown, copy::day_markdown)),
                )}
                {way(Word::CopyText, Box::new(move || written(copy::story_text, copy::day_text)))}
                {embed}
                <span class="note" aria-hidden="true">{said}</span>
            </div>
        </div>
    })
}
