//! How old an edition is, and when it was last changed.

use crate::erased::{any, text};
use crate::{clock, reader::use_reader};
use dayfold_model::{Digest, Word};
use leptos::prelude::*;

/// One line, whatever it has to say, so that nothing moves when the page comes alive and
/// writes the moment in the reader's own zone in place of the site's.
#[component]
pub fn Age<'a>(digest: &'a Digest) -> impl IntoView + use<> {
    let reader = use_reader();
    let (date, updated) = (digest.date, digest.updated.clone());
    let site_text = digest.updated_text.clone();
    let told =
        move |when: &str| reader.with_words(|words| words.fill(Word::Updated, &[("when", when)]));
    // Of a day that says no moment its age is told.
    let datetime = updated
        .clone()
        .or_else(|| date.map(|date| date.to_string()));
    let is_known = datetime.is_some();
    // The first that a browser formats in a language takes it some 15 ms, and 60 on a slow phone.
    let ready = reader.is_alive_in_turn();
    let text = text(move || {
        let site_text = site_text.as_deref().map(told);
        if !ready.get() {
            return site_text.unwrap_or_default();
        }
        let lang = reader.with_settings(|settings| settings.lang.clone());
        let moment = updated.as_deref().and_then(clock::moment);
        let ago = match moment {
            Some(moment) => clock::ago(moment, &lang),
            None => date.and_then(|date| clock::day_ago(date, &lang)),
        };
        let own = moment.and_then(|moment| clock::written(moment, &lang));
        let parts = [ago, own.as_deref().map(told).or(site_text)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    });
    is_known.then(|| {
        any(view! {
            <p class="age">
                <time datetime=datetime>{text}</time>
            </p>
        })
    })
}
