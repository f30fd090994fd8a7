//! The day in a minute: points that unfold to how their story begins.

use super::{SourceLine, sources_label, story_lead, story_sources};
use crate::erased::{any, whether};
use crate::{day_state::DayState, piecewise::piece, reader::use_reader, selection::Fate};
use dayfold_model::{Takeaway, Word, label_of};
use leptos::prelude::*;

/// The day's takeaways, as numbered cards. Each follows its story.
#[component]
pub fn Takeaways(day: DayState) -> impl IntoView {
    let reader = use_reader();
    let digest = day.digest;
    let items = digest.with_value(|digest| digest.takeaways.clone());
    let heading = digest.with_value(|digest| {
        label_of(&digest.labels, "takeaways")
            .map_or_else(|| reader.word(Word::Takeaways), str::to_owned)
    });
    (!items.is_empty()).then(|| {
        let stories: Vec<_> = items
            .iter()
            .map(|takeaway| day.position(takeaway.story.as_deref()?))
            .collect();
        // Those that no story tells stay whatever is chosen.
        let gone = whether(move || {
            day.selection.with(|selection| {
                let is_gone =
                    |at: &Option<usize>| at.is_some_and(|at| selection.fate(at) != Fate::Shown);
                stories.iter().all(is_gone)
            })
        });
        let items = items
            .into_iter()
            .map(|takeaway| piece(move || any(view! { <Point takeaway day/> })))
            .collect::<Vec<_>>();
        any(view! {
            <section class="takeaways" hidden=gone>
                <h2 id="df-takeaways">{heading}</h2>
                <ol role="list" aria-labelledby="df-takeaways">{items}</ol>
            </section>
        })
    })
}

/// One takeaway. One that no story tells has nothing to unfold.
#[component]
fn Point(takeaway: Takeaway, day: DayState) -> impl IntoView {
    let reader = use_reader();
    let Takeaway { html, story } = takeaway;
    let told = story.and_then(|id| {
        let at = day.position(&id)?;
        let story = day.digest.with_value(|digest| digest.story(&id).cloned())?;
        Some((at, story))
    });
    match told {
        None => any(view! { <li class="takeaway"><div class="point" inner_html=html></div></li> }),
        Some((at, story)) => {
            let address = day.route.with_value(|route| reader.story(route, &story.id));
            let gone = whether(move || {
                day.selection
                    .with(|selection| selection.fate(at) != Fate::Shown)
            });
            any(view! {
                <li class="takeaway" hidden=gone>
                    <details>
                        <summary><span class="point" inner_html=html></span></summary>
                        <div class="takeaway-body">
                            <p>{story_lead(&story.body)}</p>
                            <SourceLine
                                sources=story_sources(&story)
                                label=sources_label(&story)
                                muting=Some(day.muting)
                            />
                            <p class="way">
                                <a href=address>{reader.word(Word::ReadStory)}</a>
                            </p>
                        </div>
                    </details>
                </li>
            })
        }
    }
}
