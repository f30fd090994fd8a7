//! The archive: months, and the days of each.

use super::Links;
use crate::erased::any;
use crate::{content::Archive, paths::Route, reader::use_reader};
use dayfold_model::{MonthDays, Word};
use leptos::prelude::*;

/// The months that have days; the latest show theirs.
#[component]
pub fn ArchivePage(archive: Archive) -> impl IntoView {
    let reader = use_reader();
    let months = archive
        .latest
        .into_iter()
        .map(|month| {
            let text = month.month_text.clone();
            any(view! {
                <section class="month">
                    <h2>
                        <a href=reader.page(&Route::Month(month.month))>{text}</a>
                    </h2>
                    <Days month/>
                </section>
            })
        })
        .collect::<Vec<_>>();
    let earlier = (!archive.earlier.is_empty()).then(|| {
        let months = archive.earlier.into_iter().map(|month| {
            let days = reader.with_words(|words| words.days(month.days as usize));
            (reader.page(&Route::Month(month.month)), month.text, days)
        });
        any(view! { <Links class="months" links=months.collect()/> })
    });
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
            {months}
            {earlier}
            {undated}
        </div>
    })
}

/// The days of one month.
#[component]
pub fn MonthPage(month: MonthDays) -> impl IntoView {
    let reader = use_reader();
    any(view! {
        <div class="list-page">
            <p class="overline">
                <a href=reader.page(&Route::Archive)>{reader.word(Word::Archive)}</a>
            </p>
            <h1 tabindex="-1">{month.month_text.clone()}</h1>
            <Days month/>
        </div>
    })
}

/// The days of a month, the newest first.
#[component]
fn Days(month: MonthDays) -> impl IntoView {
    let reader = use_reader();
    let days = month
        .days
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
