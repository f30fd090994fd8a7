//! The choice of days: links for what is asked for most, and two fields for all else.

use super::range::Range;
use crate::{
    erased::{act, any, state, text},
    paths::Route,
    reader::use_reader,
};
use dayfold_model::{Date, Site, Word};
use leptos::{ev::SubmitEvent, html::Input, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// How many days back the links lead.
const LAST: [u32; 3] = [3, 7, 14];

/// The ways to other ranges of days of a site.
#[component]
pub(super) fn Choice(site: Site, range: Memo<Range>) -> impl IntoView {
    let reader = use_reader();
    let page = reader.page(&Route::CatchUp);
    let (Some(newest), Some(oldest)) = (
        site.latest.first().map(|day| day.date),
        site.months.last().map(|month| month.month.first()),
    ) else {
        return ().into_any();
    };
    let last = LAST.map(|days| {
        let text = reader.with_words(|words| words.days(days as usize));
        (Range::last(days, newest), text)
    });
    let month = Range::Between(newest.month().first(), newest);
    let links = [(Range::SinceVisit, reader.word(Word::SinceVisit))]
        .into_iter()
        .chain(last)
        .chain([(month, reader.word(Word::ThisMonth))]);
    let links = links.map(|(own, text)| {
        let address = [&*page, &own.query()].concat();
        let current = state(move || range.get() == own);
        any(view! { <a href=address aria-current=current>{text}</a> })
    });
    let links = links.collect::<Vec<_>>();

    let (from, to) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let navigate = use_navigate();
    let show = act(move |event: SubmitEvent| {
        event.prevent_default();
        let day = |field: NodeRef<Input>| field.get_untracked()?.value().parse::<Date>().ok();
        if let (Some(from), Some(to)) = (day(from), day(to)) {
            let options = NavigateOptions {
                resolve: false,
                scroll: false,
                ..Default::default()
            };
            let range = Range::Between(from.min(to), from.max(to));
            navigate(&[&*page, &range.query()].concat(), options);
        }
    });
    // What is shown, where days were asked for.
    let first = text(move || match range.get() {
        Range::Between(from, _) => from.to_string(),
        Range::SinceVisit => String::new(),
    });
    let second = text(move || match range.get() {
        Range::Between(_, to) => to.to_string(),
        Range::SinceVisit => String::new(),
    });
    let (min, max) = (oldest.to_string(), newest.to_string());
    any(view! {
        <nav class="ranges" aria-label=reader.word(Word::Ranges)>{links}</nav>
        <form class="range" on:submit=show>
            <label>
                {reader.word(Word::From)} " "
                <input
                    type="date"
                    required
                    node_ref=from
                    min=min.clone()
                    max=max.clone()
                    prop:value=first
                />
            </label>
            <label>
                {reader.word(Word::To)} " "
                <input type="date" required node_ref=to min=min max=max prop:value=second/>
            </label>
            <button type="submit" class="quiet-button">{reader.word(Word::Show)}</button>
        </form>
    })
}
