//! From day to day.

use crate::{content::Day, paths::Route, reader::use_reader};
use dayfold_model::Word;
use leptos::prelude::*;
use std::sync::Arc;

/// Links to the days before and after, and to the newest day where this is another.
#[component]
pub fn DayNav(day: Arc<Day>) -> impl IntoView {
    let reader = use_reader();
    let previous = day.previous.map(|date| {
        view! { <a href=reader.page(&Route::Day(date)) rel="prev">{reader.word(Word::PreviousDay)}</a> }
    });
    let next = day.next.map(|date| {
        view! { <a href=reader.page(&Route::Day(date)) rel="next">{reader.word(Word::NextDay)}</a> }
    });
    let latest = (day.next.is_some() || day.digest.date.is_none()).then(|| {
        view! { <a href=reader.page(&Route::Home)>{reader.word(Word::LatestDay)}</a> }
    });
    view! {
        <nav class="day-nav" aria-label=reader.word(Word::Days)>
            {previous} {next} {latest}
        </nav>
    }
}
