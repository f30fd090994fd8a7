//! What happened while the page stood there: a newer day has come, this one was corrected.
//! Both are offered; nothing is swapped under the reader's eyes.

use super::shown::STATUS;
use crate::erased::{act, any, dynamic, effect, spawn};
use crate::{api, content::Day, day_state::DayState, navigation, paths::Route, reader::use_reader};
use dayfold_model::Word;
use leptos::{ev::MouseEvent, prelude::*};
use std::sync::Arc;
use web_sys::VisibilityState;

/// The notices of a day's page.
#[component]
pub fn Notices(day: DayState, shown: Arc<Day>) -> impl IntoView {
    let reader = use_reader();
    let corrected = RwSignal::new(false);
    let dismissed = RwSignal::new(false);
    let (date, is_newest) = (shown.digest.date, shown.next.is_none());
    // A tab is looked at again in the evening: what does the site say now?
    let look = move |_| {
        if document().visibility_state() != VisibilityState::Visible || !is_newest {
            return;
        }
        spawn(async move {
            let paths = reader.paths();
            if let Ok(site) = api::site(&paths).await {
                reader.learn(site);
            }
            let Some(date) = date else { return };
            if let Ok(now) = api::digest(&paths, date).await {
                let is_other = |digest: &_| *digest != now;
                let differs = day.digest.try_with_value(is_other);
                corrected.try_set(differs == Some(true));
            }
        });
    };
    effect(move || {
        let listener = window_event_listener_untyped("visibilitychange", look);
        on_cleanup(move || listener.remove());
    });
    let newer = move || {
        let newest = reader
            .site
            .with(|site| site.as_ref()?.latest.first().cloned())?;
        (is_newest && Some(newest.date) > date && date.is_some()).then_some(newest)
    };
    let dismiss = move || {
        dismissed.set(true);
        // The button goes, and the focus must not go with it: back to what is being read.
        day.current.with_untracked(|current| {
            let topic = Some(&**current).filter(|current| !current.is_empty());
            navigation::focus_on(topic.unwrap_or(STATUS));
        });
    };
    dynamic(move || {
        if dismissed.get() || !reader.is_worded() {
            return None;
        }
        let (text, way) = match newer() {
            Some(newest) => {
                let text = reader
                    .with_words(|words| words.fill(Word::NewerDay, &[("day", &newest.date_text)]));
                let address = reader.page(&Route::Day(newest.date));
                (
                    text,
                    any(view! { <a href=address>{reader.word(Word::ShowIt)}</a> }),
                )
            }
            None if corrected.get() => {
                let reload = act(|_: MouseEvent| _ = window().location().reload());
                let way = any(view! {
                    <button type="button" on:click=reload>{reader.word(Word::ShowIt)}</button>
                });
                (reader.word(Word::DayCorrected), way.into_any())
            }
            None => return None,
        };
        Some(any(view! {
            <aside class="notice">
                <p>{text}</p>
                {way}
                <button type="button" on:click=act(move |_: MouseEvent| dismiss())>
                    {reader.word(Word::Close)}
                </button>
            </aside>
        }))
    })
}
