//! The day in a minute: points that unfold to how their story begins.

use super::{SourceLine, sources_label, story_lead, story_sources};
use crate::{paths::Route, reader::use_reader};
use dayfold_model::{Digest, Takeaway, Word, label_of};
use leptos::prelude::*;

/// The day's takeaways, as numbered cards. `shown` are the ids of what a filter leaves.
#[component]
pub fn Takeaways(digest: StoredValue<Digest>, shown: Memo<Vec<String>>) -> impl IntoView {
    let reader = use_reader();
    let items = digest.with_value(|digest| digest.takeaways.clone());
    let heading = digest.with_value(|digest| {
        label_of(&digest.labels, "takeaways")
            .map_or_else(|| reader.word(Word::Takeaways), str::to_owned)
    });
    (!items.is_empty()).then(|| {
        let stories: Vec<_> = items
            .iter()
            .map(|takeaway| takeaway.story.clone())
            .collect();
        // Those that no story tells stay whatever is chosen.
        let gone = move || {
            let stays = |shown: &Vec<String>, story: &Option<String>| {
                story.as_ref().is_none_or(|id| shown.contains(id))
            };
            shown.with(|shown| !stories.iter().any(|story| stays(shown, story)))
        };
        let items = items
            .into_iter()
            .map(|takeaway| view! { <Point takeaway digest shown/> })
            .collect_view();
        view! {
            <section class="takeaways" hidden=gone>
                <h2 id="df-takeaways">{heading}</h2>
                <ol role="list" aria-labelledby="df-takeaways">{items}</ol>
            </section>
        }
    })
}

/// One takeaway. One that no story tells has nothing to unfold.
#[component]
fn Point(
    takeaway: Takeaway,
    digest: StoredValue<Digest>,
    shown: Memo<Vec<String>>,
) -> impl IntoView {
    let reader = use_reader();
    let Takeaway { html, story } = takeaway;
    let told = story.and_then(|id| {
        digest.with_value(|digest| {
            let route = Route::of_digest(digest.date, &digest.slug);
            Some((route, digest.story(&id)?.clone()))
        })
    });
    match told {
        None => {
            view! { <li class="takeaway"><div class="point" inner_html=html></div></li> }.into_any()
        }
        Some((route, story)) => {
            let id = story.id.clone();
            let address = reader.story(&route, &story.id);
            view! {
                <li class="takeaway" hidden=move || shown.with(|shown| !shown.contains(&id))>
                    <details>
                        <summary><span class="point" inner_html=html></span></summary>
                        <div class="takeaway-body">
                            <p>{story_lead(&story.body)}</p>
                            <SourceLine sources=story_sources(&story) label=sources_label(&story)/>
                            <p class="way">
                                <a href=address>{reader.word(Word::ReadStory)}</a>
                            </p>
                        </div>
                    </details>
                </li>
            }
            .into_any()
        }
    }
}
