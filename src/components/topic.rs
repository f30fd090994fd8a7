//! A topic of the day: its heading, its own text, its stories.

use super::{StoryCard, blocks};
use crate::erased::{act, any, dynamic, whether};
use crate::{
    day_state::{DayState, Mark},
    markup::Markup,
    navigation,
    piecewise::piece,
    reader::use_reader,
};
use dayfold_model::{Section, Word};
use leptos::{ev::MouseEvent, prelude::*};

/// The section at index `at` of the digest, whose first story is at index `first` of the day.
#[component]
pub fn Topic(section: Section, at: usize, first: usize, day: DayState) -> impl IntoView {
    let reader = use_reader();
    let Section {
        id,
        title,
        icon,
        body,
        stories,
    } = section;
    let topic = id.clone();
    let text_hidden = whether(move || day.filter.with(|filter| !filter.keeps_text(&topic)));
    let gone = whether(move || day.selection.with(|selection| selection.is_emptied(at)));
    let icon =
        icon.map(|icon| any(view! { <span class="icon" aria-hidden="true">{icon}</span> " " }));
    let count = stories.len();
    let heading = title.map(|title| {
        let name = title.clone();
        // Beside the heading, so that its coming moves nothing.
        let mark = dynamic(move || {
            let unread = || (first..first + count).any(|at| day.mark(at) != Mark::Read);
            (reader.is_worded() && unread()).then(|| {
                let label =
                    reader.with_words(|words| words.fill(Word::MarkTopic, &[("topic", &name)]));
                let topic = id_of(day, at);
                let mark = act(move |_: MouseEvent| {
                    let ids = day.digest.with_value(|digest| {
                        let stories = digest.sections.get(at).into_iter();
                        let stories = stories.flat_map(|section| &section.stories);
                        stories.map(|story| story.id.clone()).collect::<Vec<_>>()
                    });
                    day.mark_stories(true, |story| ids.contains(&story.id));
                    navigation::focus_on(&topic);
                });
                any(view! {
                    <button type="button" class="mark-topic" aria-label=label on:click=mark>
                        {reader.word(Word::MarkRead)}
                    </button>
                })
            })
        });
        any(view! { <div class="topic-head"><h2>{icon} {title}</h2> {mark}</div> })
    });
    let own = (!body.is_empty()).then(|| {
        let mut html = Markup::default();
        blocks(&mut html, &body, "h3");
        any(view! { <div class="topic-body" hidden=text_hidden inner_html=html.0></div> })
    });
    let stories = stories
        .into_iter()
        .enumerate()
        .map(|(index, story)| piece(move || any(view! { <StoryCard story at=first + index day/> })))
        .collect::<Vec<_>>();
    any(view! {
        <section class="topic" id=id hidden=gone>
            {heading} {own} {stories}
        </section>
    })
}

/// The id of the section at an index.
fn id_of(day: DayState, at: usize) -> String {
    day.digest.with_value(|digest| {
        let section = digest.sections.get(at);
        section.map_or_else(String::new, |section| section.id.clone())
    })
}
