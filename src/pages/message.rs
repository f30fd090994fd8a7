//! The pages that only say something: nothing there, nothing yet, could not be fetched.

use crate::erased::any;
use crate::{
    api::Failure,
    markup::Markup,
    paths::Route,
    reader::{Reader, use_reader},
};
use dayfold_model::{Date, MonthDays, Word};
use leptos::{ev::MouseEvent, prelude::*};

/// There is no such page. `near` is HTML: links to what may be meant.
#[component]
pub fn NotFoundPage(near: String) -> impl IntoView {
    let reader = use_reader();
    let mut ways = Markup(near);
    for (route, word) in [
        (Route::Home, Word::LatestDay),
        (Route::Archive, Word::Archive),
    ] {
        ways.raw(" ").link(reader.page(&route), &reader.word(word));
    }
    any(view! {
        <div class="message">
            <h1 tabindex="-1">{reader.word(Word::NotFoundTitle)}</h1>
            <p>{reader.word(Word::NotFoundText)}</p>
            <p class="message-ways" inner_html=ways.0></p>
        </div>
    })
}

/// Links to the days before and after one that the site does not have, by the month that
/// knows them. In another month the day is told in figures alone.
pub fn nearest(reader: Reader, date: Date, month: &MonthDays) -> String {
    let (previous, next) = month.neighbours(date);
    let mut html = Markup::default();
    for (word, day) in [(Word::PreviousDay, previous), (Word::NextDay, next)] {
        let Some(day) = day else { continue };
        let known = month.days.iter().find(|known| known.date == day);
        let figures = day.to_string();
        let text = known.map_or(&figures, |day| &day.date_text);
        html.open_link(reader.page(&Route::Day(day)))
            .raw("\">")
            .say(reader.word(word))
            .raw(" ")
            .time(day, text)
            .raw("</a> ");
    }
    html.0
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
                <button type="button" class="primary" on:click=retry>
                    {reader.word(Word::Retry)}
                </button>
            </p>
        </div>
    })
}
