//! The headlines that are still unread, and the one button that is done with them.

use super::days::Told;
use crate::{
    erased::{act, any, dynamic},
    navigation,
    paths::Route,
    reader::use_reader,
};
use dayfold_model::{Digest, Story, Word};
use leptos::{ev::MouseEvent, prelude::*};
use std::sync::Arc;

/// The id of the button that marks everything.
const MARK_ALL: &str = "df-mark-all";

/// The id of the button that takes the marking back.
const UNDO: &str = "df-undo-read";

/// The id of the line that says that nothing is unread.
const ALL_READ: &str = "df-all-read";

/// A day and the ids of some of its stories.
type Stories = (Told, Arc<Digest>, Vec<String>);

/// What is unread, by day. Marking all of it as read can be taken back.
#[component]
pub(super) fn StillUnread(
    /// The days that have come.
    days: Vec<Told>,
) -> impl IntoView {
    let reader = use_reader();
    let reading = reader.reading;
    let days = StoredValue::new(days);
    let unread = move || {
        days.with_value(|days| {
            let some = days.iter().filter_map(|told| {
                let digest = told.digest()?;
                let unread = told.unread(reader, &digest);
                let ids: Vec<_> = unread.iter().map(|story| story.id.clone()).collect();
                (!ids.is_empty()).then(|| (told.clone(), digest, ids))
            });
            some.collect::<Vec<Stories>>()
        })
    };
    let mark = move |all: &[Stories], read: bool| {
        for (told, digest, ids) in all {
            let stories: Vec<&Story> = ids.iter().filter_map(|id| digest.story(id)).collect();
            reading.mark(&told.page, &stories, read);
        }
    };
    // What the button marked, until it is taken back.
    let marked = RwSignal::new(None::<Vec<Stories>>);
    let mark_all = move |_: MouseEvent| {
        let all = untrack(unread);
        mark(&all, true);
        marked.set(Some(all));
        navigation::focus_soon(UNDO);
    };
    let undo = move |_: MouseEvent| {
        if let Some(all) = marked.try_update(Option::take).flatten() {
            mark(&all, false);
            navigation::focus_soon(MARK_ALL);
        }
    };
    dynamic(move || {
        let unread = unread();
        let is_done = unread.is_empty();
        let done = is_done.then(|| {
            let undo = marked.with(Option::is_some).then(|| {
                any(view! {
                    <button
                        id=UNDO
                        type="button"
                        class="quiet-button"
                        aria-describedby=ALL_READ
                        on:click=act(undo)
                    >
                        {reader.word(Word::Undo)}
                    </button>
                })
            });
            any(view! {
                <div class="removed">
                    <p id=ALL_READ>{reader.word(Word::AllRead)}</p>
                    {undo}
                </div>
            })
        });
        let button = (!is_done).then(|| {
            any(view! {
                <button id=MARK_ALL type="button" class="plain-button" on:click=act(mark_all)>
                    {reader.word(Word::MarkAllRead)}
                </button>
            })
        });
        let lists = unread.into_iter().map(|(told, digest, ids)| {
            let links = ids.iter().filter_map(|id| {
                let title = digest.story(id)?.title.clone();
                let address = reader.story(&Route::Day(told.link.date), id);
                Some(any(view! { <li><a href=address>{title}</a></li> }))
            });
            let links = links.collect::<Vec<_>>();
            any(view! {
                <h3>{told.link.date_text.clone()}</h3>
                <ul class="headlines" role="list">{links}</ul>
            })
        });
        let lists = lists.collect::<Vec<_>>();
        Some(any(view! {
            <section class="still-unread">
                <h2>{reader.word(Word::StillUnread)}</h2>
                {done}
                {lists}
                {button}
            </section>
        }))
    })
}
