//! The days since the last visit, or some others, on one page.

mod choice;
mod days;
mod often;
mod range;
mod unread;

use crate::{
    api::{self, Failure},
    erased::{act, any, dynamic, effect, memo, spawn, text, whether},
    paths::{Route, decoded},
    reader::{Reader, use_reader},
};
use choice::Choice;
use dayfold_model::Word;
use days::{CaughtDay, Fetched, Told};
use leptos::{ev::MouseEvent, prelude::*};
use leptos_router::hooks::use_location;
use often::ToldOften;
use range::{Range, Span};
use unread::StillUnread;

/// The days since the last visit, on one page.
#[component]
pub fn CatchUpPage() -> impl IntoView {
    let reader = use_reader();
    let worded = memo(move |_| reader.is_worded());
    let gone = whether(move || reader.is_alive());
    let days = dynamic(move || worded.get().then(|| any(view! { <CatchingUp/> })));
    any(view! {
        <div class="list-page">
            <h1 tabindex="-1">{reader.word(Word::CatchUp)}</h1>
            <div class="static-only" hidden=gone>
                <p>{reader.word(Word::CatchUpStatic)}</p>
                <p class="message-ways">
                    <a href=reader.page(&Route::Archive)>{reader.word(Word::Archive)}</a>
                </p>
            </div>
            {days}
        </div>
    })
}

/// What is shown of a range.
#[derive(Clone)]
enum State {
    /// Nothing yet.
    Waiting,
    /// What the days are could not be found out.
    Failed(Failure),
    /// What the page covers, and its days.
    Shown(String, Vec<Told>),
}

/// The choice of days, and what they told. What was shown stays until what was chosen next
/// can be.
#[component]
fn CatchingUp() -> impl IntoView {
    let reader = use_reader();
    let location = use_location();
    let range = memo(move |before: Option<&Range>| {
        let here = location
            .pathname
            .with(|path| reader.paths().route(&decoded(path)) == Route::CatchUp);
        match before {
            // The address is the next page's already, and this one stands until that has come.
            Some(before) if !here => *before,
            _ => location.search.with(|query| Range::parse(query)),
        }
    });
    let state = RwSignal::new(State::Waiting);
    let attempt = RwSignal::new(0_u32);
    let turn = StoredValue::new(0_u32);
    effect(move || {
        attempt.track();
        let range = range.get();
        turn.update_value(|turn| *turn += 1);
        let this = turn.get_value();
        spawn(async move {
            // The page may be gone by then.
            let is_wanted = || turn.try_get_value() == Some(this);
            let found = find(reader, range).await;
            if !is_wanted() {
                return;
            }
            match found {
                Ok((covers, days)) => {
                    state.set(State::Shown(covers, days.clone()));
                    days::fetch(reader, &days, is_wanted).await;
                }
                Err(failure) => state.set(State::Failed(failure)),
            }
        });
    });
    let choice = dynamic(move || {
        let site = reader.site.get()?;
        Some(any(view! { <Choice site=(*site).clone() range/> }))
    });
    let shown = dynamic(move || {
        Some(match state.get() {
            State::Waiting => any(view! { <p role="status">{reader.word(Word::Loading)}</p> }),
            State::Failed(failure) => {
                let why = match failure {
                    Failure::Format => Word::FailedFormat,
                    Failure::Network | Failure::NotFound => Word::FailedNetwork,
                };
                let again = act(move |_: MouseEvent| attempt.update(|n| *n += 1));
                any(view! {
                    <p role="status">{reader.word(why)}</p>
                    <button
                        type="button"
                        class="plain-button"
                        on:click=again
                    >
                        {reader.word(Word::Retry)}
                    </button>
                })
            }
            State::Shown(covers, days) => any(view! { <Caught covers days/> }),
        })
    });
    any(view! { {choice} {shown} })
}

/// Finds out which days there are, and says what that covers. This is a visit: what has come
/// since the one before is decided by it.
async fn find(reader: Reader, range: Range) -> Result<(String, Vec<Told>), Failure> {
    let site = api::site(&reader.paths()).await?;
    if reader
        .site
        .with_untracked(|known| known.as_deref() != Some(&site))
    {
        // A tab that was left open knows of no later day.
        reader.learn(site.clone());
    }
    let Some(newest) = site.latest.first().map(|day| day.date) else {
        return Ok((reader.word(Word::NoStories), vec![]));
    };
    reader.reading.shown(newest);
    let since = reader.reading.visit.get_untracked();
    let span = Span::new(range, newest, since.and_then(|visit| visit.since()));
    let (days, more) = days::days_of(reader, &site, span).await?;
    let covers = reader.with_words(|words| {
        let text = |day| {
            let known = days.iter().chain(&site.latest);
            range::day_text(day, known)
        };
        span.describe(words, days.len(), more, text)
    });
    let days = days.into_iter().map(|link| Told::new(reader, link));
    Ok((covers, days.collect()))
}

/// The days, then what they have in common, then what is left to read.
#[component]
fn Caught(covers: String, days: Vec<Told>) -> impl IntoView {
    let reader = use_reader();
    let all = StoredValue::new(days.clone());
    let settled = memo(move |_| {
        let waits = |told: &Told| told.fetched.with(|state| matches!(state, Fetched::Waiting));
        all.with_value(|days| !days.iter().any(waits))
    });
    let status = text(move || {
        if !settled.get() {
            return reader.word(Word::Loading);
        }
        let counts = all.with_value(|days| {
            let here = days.iter().filter_map(|told| Some((told, told.digest()?)));
            let counts = here.map(|(told, digest)| {
                let unread = told.unread(reader, &digest).len();
                (unread, digest.stories().count())
            });
            counts.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
        });
        if counts.1 == 0 {
            return String::new();
        }
        reader.with_words(|words| {
            let values = [
                ("n", &*counts.0.to_string()),
                ("all", &words.stories(counts.1)),
            ];
            words.fill(Word::UnreadOf, &values)
        })
    });
    let often = dynamic(move || {
        settled.get().then(|| {
            let here: Vec<_> =
                all.with_value(|days| days.iter().filter_map(Told::digest).collect());
            let digests: Vec<_> = here.iter().map(|digest| &**digest).collect();
            let muted = reader.reading.muted;
            let often = muted.with(|muted| often::told_often(&digests, muted));
            any(view! { <ToldOften often/> })
        })
    });
    let unread = dynamic(move || {
        let some = all.with_value(|days| days.iter().any(|told| told.digest().is_some()));
        (settled.get() && some).then(|| any(view! { <StillUnread days=all.get_value()/> }))
    });
    // A day is shown once all above it are there, so that none pushes another down.
    let there = memo(move |before: Option<&usize>| {
        let waits = |told: &Told| told.fetched.with(|state| matches!(state, Fetched::Waiting));
        let there = all.with_value(|days| {
            let first = days.iter().position(waits);
            first.unwrap_or(days.len())
        });
        there.max(before.copied().unwrap_or_default())
    });
    let days = days.into_iter().enumerate();
    let days = days.map(|(at, told)| {
        let hidden = whether(move || there.get() <= at);
        any(view! { <CaughtDay told hidden/> })
    });
    let days = days.collect::<Vec<_>>();
    any(view! {
        <p class="covers">{covers}</p>
        <p class="count" role="status">{status}</p>
        {days}
        {often}
        {unread}
    })
}
