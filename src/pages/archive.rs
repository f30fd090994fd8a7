//! The archive: the latest months as calendars, earlier ones by year, and the days of each.

use super::Links;
use crate::erased::any;
use crate::{
    components::{Calendar, GoToDay, shade},
    content::Archive,
    paths::Route,
    reader::use_reader,
};
use dayfold_model::{DayLink, MonthCount, MonthDays, Word};
use leptos::prelude::*;

/// The months that have days; the latest show theirs.
#[component]
pub fn ArchivePage(archive: Archive) -> impl IntoView {
    let reader = use_reader();
    let newest = archive.latest.first().and_then(|month| month.days.first());
    let field = newest.map(|day| any(view! { <GoToDay example=day.date/> }));
    let months = archive
        .latest
        .into_iter()
        .map(|month| {
            let address = reader.page(&Route::Month(month.month));
            let text = month.month_text.clone();
            let caption = any(view! { <h2><a href=address>{text}</a></h2> });
            any(view! { <Calendar month caption/> })
        })
        .collect::<Vec<_>>();
    let years = archive
        .earlier
        .chunk_by(|a, b| a.month.year() == b.month.year())
        .map(|months| any(view! { <Year months=months.to_vec()/> }))
        .collect::<Vec<_>>();
    let undated = (!archive.undated.is_empty()).then(|| {
        let digests = archive.undated.into_iter().map(|digest| {
            let stories = reader.stories(digest.count as usize);
            (
                reader.page(&Route::Undated(digest.id)),
                digest.label,
                stories,
            )
        });
        any(view! {
            <section class="month">
                <h2>{reader.word(Word::Undated)}</h2>
                <Links class="months" links=digests.collect()/>
            </section>
        })
    });
    any(view! {
        <div class="list-page">
            <h1 tabindex="-1">{reader.word(Word::Archive)}</h1>
            {field}
            <div class="calendars">{months}</div>
            {years}
            {undated}
        </div>
    })
}

/// The months of a year.
#[component]
fn Year(months: Vec<MonthCount>) -> impl IntoView {
    let reader = use_reader();
    let year = months.first().map(|month| month.month.year());
    let months = months
        .into_iter()
        .map(|month| {
            let days = reader.with_words(|words| words.days(month.days as usize));
            let name = month.text.clone() + ", " + &days;
            let shade = shade(month.days, u32::from(month.month.length()));
            any(view! {
                <li>
                    <a class=shade href=reader.page(&Route::Month(month.month)) aria-label=name>
                        {month.text}
                        " "
                        <span>{days}</span>
                    </a>
                </li>
            })
        })
        .collect::<Vec<_>>();
    any(view! {
        <section class="month">
            <h2>{year}</h2>
            <ul class="year" role="list">{months}</ul>
        </section>
    })
}

/// The days of one month.
#[component]
pub fn MonthPage(month: MonthDays) -> impl IntoView {
    let reader = use_reader();
    let text = month.month_text.clone();
    let caption = any(view! { <span class="visually-hidden">{text.clone()}</span> });
    let days = month.days.clone();
    any(view! {
        <div class="list-page">
            <p class="overline">
                <a href=reader.page(&Route::Archive)>{reader.word(Word::Archive)}</a>
            </p>
            <h1 tabindex="-1">{text}</h1>
            <div class="calendars">
                <Calendar month caption/>
            </div>
            <Days days/>
        </div>
    })
}

/// The days of a month, the newest first.
#[component]
fn Days(days: Vec<DayLink>) -> impl IntoView {
    let reader = use_reader();
    let days = days
        .into_iter()
        .map(|day| {
            any(view! {
                <li>
                    <time datetime=day.date.to_string()>{day.date_text}</time>
                    <a href=reader.page(&Route::Day(day.date))>{day.title}</a>
                    <span class="count">{reader.stories(day.stories as usize)}</span>
                </li>
            })
        })
        .collect::<Vec<_>>();
    any(view! { <ul class="days" role="list">{days}</ul> })
}
