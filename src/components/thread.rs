//! What other days told of a story: a small timeline.

use crate::erased::{any, spawn};
use crate::{
    api,
    markup::Markup,
    paths::Route,
    reader::{Reader, use_reader},
};
use dayfold_model::{Date, Told, Word};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

/// Where the day stands that later days are asked about.
const DAY: &str = "data-day";

/// What earlier days told of a story of `date`, for its unfolded card. A story that has no
/// day has no thread.
///
/// What later days told is added here when the card is unfolded: see [`unfolded`].
#[component]
pub fn Thread(
    date: Option<Date>,
    /// What earlier days told, the oldest first.
    earlier: Vec<Told>,
) -> impl IntoView {
    date.map(|date| {
        let html = timeline(use_reader(), Word::StorySoFar, &earlier);
        any(view! { <div class="thread" data-day=date.to_string() inner_html=html></div> })
    })
}

/// Asks what later days told of a story whose card was unfolded, once. Without an answer the
/// story is as good as it was.
pub(crate) fn unfolded(reader: Reader, event: &Event) {
    _ = ask_later(reader, event);
}

fn ask_later(reader: Reader, event: &Event) -> Option<()> {
    let card: Element = event.target()?.dyn_into().ok()?;
    let id = card.closest("article").ok()??.id();
    let thread = card.query_selector(".thread[data-day]").ok()??;
    let date = thread.get_attribute(DAY)?.parse().ok()?;
    thread.remove_attribute(DAY).ok()?;
    spawn(async move {
        let Ok(threads) = api::threads(&reader.paths(), date).await else {
            return;
        };
        let mut stories = threads.stories.iter();
        if let Some(story) = stories.find(|story| story.id == id) {
            let html = timeline(reader, Word::ToldLater, &story.later);
            _ = thread.insert_adjacent_html("beforeend", &html);
        }
    });
    Some(())
}

/// A heading and a list of tellings; nothing where there is none.
fn timeline(reader: Reader, heading: Word, told: &[Told]) -> String {
    let mut html = Markup::default();
    if !told.is_empty() {
        html.raw("<h4>")
            .say(reader.word(heading))
            .raw("</h4><ol role=\"list\">");
        for told in told {
            html.raw("<li>")
                .time(told.date, &told.date_text)
                .raw(" ")
                .link(reader.story(&Route::Day(told.date), &told.id), &told.title)
                .raw("</li>");
        }
        html.raw("</ol>");
    }
    html.0
}
