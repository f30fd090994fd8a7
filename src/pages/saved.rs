//! What the reader saved.

use crate::{
    components::{OfflinePanel, Transfer},
    erased::{act, any, dynamic, memo, whether},
    navigation,
    paths::Route,
    reader::use_reader,
    reading::{Saved, SavedStory},
};
use dayfold_model::Word;
use leptos::{ev::MouseEvent, prelude::*};

/// The id of the button that takes a removal back.
const UNDO: &str = "df-undo";

/// The id of the line that says what was removed.
const REMOVED: &str = "df-removed";

/// How many stories show at first, and how many more each time more are asked for. What is
/// kept can be thousands, which take seconds to draw.
const STEP: usize = 200;

/// What the reader saved, under the days that told it, and the way to take it elsewhere.
///
/// The list shows as soon as the page is alive; what takes words waits for them.
#[component]
pub fn SavedPage() -> impl IntoView {
    let reader = use_reader();
    let worded = memo(move |_| reader.is_worded());
    let gone = whether(move || reader.is_alive());
    let stories = dynamic(move || {
        reader
            .is_alive()
            .then(|| any(view! { <SavedStories worded/> }))
    });
    let transfer = dynamic(move || worded.get().then(|| any(view! { <Transfer/> })));
    // Last: it comes after the others, and nothing is to move for it.
    let offline = dynamic(move || worded.get().then(|| any(view! { <OfflinePanel/> })));
    any(view! {
        <div class="list-page">
            <h1 tabindex="-1">{reader.word(Word::Saved)}</h1>
            <p class="static-only" hidden=gone>{reader.word(Word::SavedStatic)}</p>
            {stories}
            {transfer}
            {offline}
        </div>
    })
}

/// The stories. One that was just removed leaves a line in its place, which takes that back.
#[component]
fn SavedStories(worded: Memo<bool>) -> impl IntoView {
    let reader = use_reader();
    let saved = reader.reading.saved;
    let removed = RwSignal::new(None::<(usize, SavedStory)>);
    let remove = Callback::new(move |story: SavedStory| {
        let mut place = None;
        reader
            .reading
            .save(|saved| place = saved.remove(&story.page, &story.id));
        removed.set(place.map(|at| (at, story)));
        // The button that was pressed is gone, and what takes its place comes with the frame.
        navigation::focus_soon(UNDO);
    });
    let undo = Callback::new(move |()| {
        if let Some((at, story)) = removed.get_untracked() {
            let link = link_id(&story);
            removed.set(None);
            reader.reading.save(|saved| saved.put_back(at, story));
            request_animation_frame(move || navigation::focus_on(&link));
        }
    });
    let most = RwSignal::new(STEP);
    let is_all = whether(move || saved.with(|saved| saved.stories().len()) <= most.get());
    let days = move |saved: &Saved| {
        let mut all = saved.clone();
        if let Some((at, story)) = removed.get() {
            all.put_back(at, story);
        }
        let days = all.days(most.get()).into_iter();
        days.map(|stories| {
            let page = reader.reading.address(&stories[0].page);
            let text = stories[0].date_text.clone();
            let stories = stories.into_iter().map(|story| {
                let story = story.clone();
                if saved.has(&story.page, &story.id) {
                    any(view! { <Kept story worded remove/> })
                } else {
                    any(view! { <Gone title=story.title undo/> })
                }
            });
            let stories = stories.collect::<Vec<_>>();
            any(view! {
                <section class="saved-day">
                    <h2>
                        <a href=page>{text}</a>
                    </h2>
                    {stories}
                </section>
            })
        })
        .collect::<Vec<_>>()
    };
    let list = dynamic(move || {
        let nothing = removed.with(Option::is_none)
            && saved.with(|saved| saved.stories().is_empty())
            && worded.get();
        let nothing = nothing.then(|| {
            any(view! {
                <p class="nothing">{reader.word(Word::NothingSaved)}</p>
                <p class="message-ways">
                    <a href=reader.page(&Route::Home)>{reader.word(Word::ReadLatest)}</a>
                </p>
            })
        });
        let days = saved.with(days);
        Some(any(view! { {nothing} {days} }))
    });
    // Stays where it is, and has the focus on, while more is drawn before it.
    let more = dynamic(move || {
        worded.get().then(|| {
            any(view! {
                <button
                    type="button"
                    class="plain-button"
                    hidden=is_all
                    on:click=act(move |_: MouseEvent| most.update(|most| *most += STEP))
                >
                    {reader.word(Word::ShowMore)}
                </button>
            })
        })
    });
    any(view! { {list} {more} })
}

/// The id of a story's link.
fn link_id(story: &SavedStory) -> String {
    ["df-saved-", &story.page, "-", &story.id].concat()
}

/// A story that is saved.
#[component]
fn Kept(story: SavedStory, worded: Memo<bool>, remove: Callback<SavedStory>) -> impl IntoView {
    let reader = use_reader();
    let id = link_id(&story);
    let address = [&reader.reading.address(&story.page), "#", &story.id].concat();
    let (title, lead) = (story.title.clone(), story.lead.clone());
    let button = dynamic(move || {
        worded.get().then(|| {
            let name = reader
                .with_words(|words| words.fill(Word::RemoveNamed, &[("title", &story.title)]));
            let story = story.clone();
            any(view! {
                <button
                    type="button"
                    class="quiet-button"
                    aria-label=name
                    on:click=act(move |_: MouseEvent| remove.run(story.clone()))
                >
                    {reader.word(Word::Remove)}
                </button>
            })
        })
    });
    any(view! {
        <article class="told">
            <h3>
                <a id=id href=address>{title}</a>
            </h3>
            <p>{lead}</p>
            {button}
        </article>
    })
}

/// What stands in the place of a story that was removed.
#[component]
fn Gone(title: String, undo: Callback<()>) -> impl IntoView {
    let reader = use_reader();
    let text = reader.with_words(|words| words.fill(Word::Removed, &[("title", &title)]));
    any(view! {
        <div class="told removed">
            <p id=REMOVED>{text}</p>
            <button
                id=UNDO
                type="button"
                class="quiet-button"
                aria-describedby=REMOVED
                on:click=act(move |_: MouseEvent| undo.run(()))
            >
                {reader.word(Word::Undo)}
            </button>
        </div>
    })
}
