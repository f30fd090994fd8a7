//! How a tag or an entity was told of over time.

use crate::erased::any;
use crate::{paths::Route, reader::use_reader};
use dayfold_model::{Course, DayName, Word};
use leptos::prelude::*;

/// When it was told of, how often by week, what goes with it, and the way to follow it.
/// `address` is that of its page.
#[component]
pub fn CourseView(course: Course, address: Route) -> impl IntoView {
    let reader = use_reader();
    let has_url = reader.with_settings(|settings| settings.url.is_some());
    let feed = (has_url && course.latest.is_some()).then(|| {
        let feed = reader.paths().feed(&address);
        any(view! {
            <p class="follow">
                <a href=feed type="application/atom+xml" rel="external">{reader.word(Word::Follow)}</a>
            </p>
        })
    });
    let told = |word: Word, day: Option<DayName>| {
        day.map(|day| {
            any(view! {
                <dt>{reader.word(word)}</dt>
                <dd>
                    <a href=reader.page(&Route::Day(day.date))>
                        <time datetime=day.date.to_string()>{day.text}</time>
                    </a>
                </dd>
            })
        })
    };
    // Told on one day, that day is the last too.
    let first = course.first.filter(|_| course.days > 1);
    let days = (course.days > 0).then(|| {
        any(view! { <dl class="facts">{told(Word::FirstTold, first)} {told(Word::LastTold, course.latest)}</dl> })
    });
    let with = (!course.with.is_empty()).then(|| {
        let links = course.with.into_iter().map(|tag| {
            let address = reader.page(&Route::Tag(tag.id));
            any(view! {
                <li>
                    <a href=address>{tag.label}</a>
                    " "
                    <span class="count">{tag.count}</span>
                </li>
            })
        });
        any(view! {
            <div class="with">
                <h2 id="df-with">{reader.word(Word::OftenWith)}</h2>
                <ul role="list" aria-labelledby="df-with">{links.collect::<Vec<_>>()}</ul>
            </div>
        })
    });
    // One week is no course.
    let weeks = (course.weeks.len() > 1).then(|| {
        let rows = course.weeks.into_iter().map(|week| {
            any(view! {
                <tr>
                    <th scope="row">{week.text}</th>
                    <td>{week.count}</td>
                </tr>
            })
        });
        any(view! {
            <figure class="weeks">
                <svg viewBox="0 0 208 40" preserveAspectRatio="none" aria-hidden="true">
                    <path d=course.chart></path>
                </svg>
                <figcaption>{reader.word(Word::ByWeek)}</figcaption>
                <details>
                    <summary>{reader.word(Word::InFigures)}</summary>
                    <table>
                        <caption class="visually-hidden">{reader.word(Word::ByWeek)}</caption>
                        <thead>
                            <tr>
                                <th scope="col">{reader.word(Word::WeekFrom)}</th>
                                <th scope="col">{reader.word(Word::Stories)}</th>
                            </tr>
                        </thead>
                        <tbody>{rows.collect::<Vec<_>>()}</tbody>
                    </table>
                </details>
            </figure>
        })
    });
    any(view! {
        <div class="course">{days} {weeks} {with} {feed}</div>
    })
}
