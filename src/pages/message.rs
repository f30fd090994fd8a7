//! The pages that only say something: nothing there, nothing yet, could not be fetched.

use crate::erased::{act, any, dynamic, effect, spawn};
use crate::{
    api::{self, Failure},
    paths::{Route, decoded},
    reader::use_reader,
};
use dayfold_model::{Date, MonthDays, Word};
use leptos::{ev::MouseEvent, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// There is no such page.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let reader = use_reader();
    any(view! {
        <div class="message">
            <h1 tabindex="-1">{reader.word(Word::NotFoundTitle)}</h1>
            <p>{reader.word(Word::NotFoundText)}</p>
            <Nearest/>
            <p class="message-ways">
                <a href=reader.page(&Route::Home)>{reader.word(Word::LatestDay)}</a>
                <a href=reader.page(&Route::Archive)>{reader.word(Word::Archive)}</a>
            </p>
        </div>
    })
}

/// Where the address is of a day that the site does not have: the days before and after it.
/// Where it is of one that it does have, in a form that no file is called by, it goes there.
#[component]
fn Nearest() -> impl IntoView {
    let reader = use_reader();
    let navigate = use_navigate();
    let near: RwSignal<Option<(Date, MonthDays)>> = RwSignal::new(None);
    effect(move || {
        // Until then the address is that of the file that is served for every such page.
        if !reader.alive.get() {
            return;
        }
        let path = window().location().pathname().unwrap_or_default();
        let Route::Day(date) = reader.paths().route(&decoded(&path)) else {
            return;
        };
        let navigate = navigate.clone();
        spawn(async move {
            let Ok(month) = api::nearest_month(&reader.paths(), date).await else {
                return;
            };
            if month.days.iter().all(|day| day.date != date) {
                // The page may be gone by now.
                _ = near.try_set(Some((date, month)));
                return;
            }
            let options = NavigateOptions {
                resolve: false,
                replace: true,
                scroll: false,
                ..Default::default()
            };
            navigate(&reader.page(&Route::Day(date)), options);
        });
    });
    dynamic(move || {
        near.get().map(|(date, month)| {
            let (previous, next) = month.neighbours(date);
            let link = |word: Word, day: Option<Date>| {
                day.map(|day| {
                    let known = month.days.iter().find(|known| known.date == day);
                    let text = known.map_or_else(|| day.to_string(), |day| day.date_text.clone());
                    any(view! {
                        <a href=reader.page(&Route::Day(day))>
                            {reader.word(word)}
                            " "
                            <time datetime=day.to_string()>{text}</time>
                        </a>
                    })
                })
            };
            any(view! {
                <p class="message-ways nearest">
                    {link(Word::PreviousDay, previous)} {link(Word::NextDay, next)}
                </p>
            })
        })
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
                <button type="button" class="primary" on:click=act(retry)>
                    {reader.word(Word::Retry)}
                </button>
            </p>
        </div>
    })
}
