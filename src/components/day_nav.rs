//! From day to day; on a narrow screen the bar at the bottom, with what else a thumb needs.

use super::{CONTENTS, FILTERS, QUICK_OPEN};
use crate::erased::any;
use crate::{content::Day, paths::Route, reader::use_reader};
use dayfold_model::Word;
use leptos::prelude::*;
use std::sync::Arc;

/// Links to the days before and after, and to the newest day where this is another; between
/// them the buttons that open the sheets.
#[component]
pub fn DayNav(day: Arc<Day>) -> impl IntoView {
    let reader = use_reader();
    let previous = day.previous.map(|date| {
        any(view! { <a href=reader.page(&Route::Day(date)) rel="prev">{reader.word(Word::PreviousDay)}</a> })
    });
    let next = day.next.map(|date| {
        any(view! { <a href=reader.page(&Route::Day(date)) rel="next">{reader.word(Word::NextDay)}</a> })
    });
    let latest = (day.next.is_some() || day.digest.date.is_none()).then(|| {
        any(view! { <a class="latest" href=reader.page(&Route::Home)>{reader.word(Word::LatestDay)}</a> })
    });
    let sections = &day.digest.sections;
    let contents = sections
        .iter()
        .any(|section| section.title.is_some())
        .then(|| {
            any(view! {
                <button type="button" class="to-contents" popovertarget=CONTENTS>
                    {reader.word(Word::Contents)}
                </button>
            })
        });
    any(view! {
        <nav class="day-nav" aria-label=reader.word(Word::Days)>
            {previous}
            {contents}
            <button type="button" class="to-filters" popovertarget=FILTERS>
                {reader.word(Word::Filters)}
            </button>
            <button
                type="button"
                class="to-search"
                popovertarget=QUICK_OPEN
                aria-haspopup="dialog"
            >
                {reader.word(Word::Search)}
            </button>
            {next}
            {latest}
        </nav>
    })
}
