//! What other days told of a story: a small timeline.

use crate::erased::{any, dynamic, effect, spawn};
use crate::{api, paths::Route, reader::use_reader};
use dayfold_model::{Date, Told, Word};
use leptos::prelude::*;

/// What earlier days told of a story; and what later days did, which is asked for once the
/// story's card is `opened` in a page that is alive.
#[component]
pub fn Thread(
    /// The story's id.
    id: String,
    /// Its day; none has a thread without one.
    date: Option<Date>,
    /// What earlier days told, the oldest first.
    earlier: Vec<Told>,
    /// Whether its card is unfolded.
    opened: Signal<bool>,
) -> impl IntoView {
    let reader = use_reader();
    let later: RwSignal<Vec<Told>> = RwSignal::new(vec![]);
    let asked = StoredValue::new(false);
    effect(move || {
        let Some(date) = date.filter(|_| opened.get() && !asked.get_value()) else {
            return;
        };
        asked.set_value(true);
        let id = id.clone();
        spawn(async move {
            // Without what came later the story is as good as it was.
            if let Ok(threads) = api::threads(&reader.paths(), date).await {
                let found = threads.stories.into_iter().find(|story| story.id == id);
                // The page may be gone by now.
                _ = later.try_set(found.map_or_else(Vec::new, |story| story.later));
            }
        });
    });
    let before = (!earlier.is_empty()).then(|| timeline(Word::StorySoFar, earlier));
    let after = dynamic(move || {
        later.with(|later| (!later.is_empty()).then(|| timeline(Word::ToldLater, later.clone())))
    });
    any(view! {
        {before}
        {after}
    })
}

fn timeline(heading: Word, told: Vec<Told>) -> AnyView {
    let reader = use_reader();
    let items = told
        .into_iter()
        .map(|told| {
            let address = reader.story(&Route::Day(told.date), &told.id);
            any(view! {
                <li>
                    <time datetime=told.date.to_string()>{told.date_text}</time>
                    " "
                    <a href=address>{told.title}</a>
                </li>
            })
        })
        .collect::<Vec<_>>();
    any(view! {
        <section class="thread">
            <h4>{reader.word(heading)}</h4>
            <ol role="list">{items}</ol>
        </section>
    })
}
