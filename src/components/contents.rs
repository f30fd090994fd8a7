//! The table of contents: the day's topics, and which of them is being read.

use crate::erased::{act, any, state, whether};
use crate::{day_state::DayState, navigation, reader::use_reader};
use dayfold_model::Word;
use leptos::{ev::MouseEvent, prelude::*};

/// The id of the table of contents. On a narrow screen it is a sheet that a button opens: a
/// popover, so that this needs no script.
pub const CONTENTS: &str = "df-contents";

/// Links to the day's topics, with how many stories each holds.
#[component]
pub fn Contents(day: DayState) -> impl IntoView {
    let reader = use_reader();
    let topics = day.digest.with_value(|digest| {
        let sections = digest.sections.iter().enumerate();
        let named = sections.filter_map(|(at, section)| {
            let title = section.title.clone()?;
            Some((at, section.id.clone(), title, section.stories.len()))
        });
        named.collect::<Vec<_>>()
    });
    let links = topics
        .into_iter()
        .map(|(at, id, title, stories)| {
            let count =
                (stories > 1).then(|| any(view! { " " <span class="count">{stories}</span> }));
            let address = ["#", &id].concat();
            let gone = whether(move || day.selection.with(|selection| selection.is_emptied(at)));
            let current = state(move || day.current.with(|current| *current == id));
            any(view! {
                <li hidden=gone>
                    <a href=address aria-current=current>{title}</a>
                    {count}
                </li>
            })
        })
        .collect::<Vec<_>>();
    any(view! {
        <nav
            class="contents sheet"
            id=CONTENTS
            popover=""
            aria-labelledby="df-contents-title"
            on:click=act(|event: MouseEvent| navigation::close_sheet(&event))
        >
            <h2 id="df-contents-title">{reader.word(Word::Contents)}</h2>
            <ul role="list">{links}</ul>
        </nav>
    })
}
