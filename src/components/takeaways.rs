//! The day in a minute: points that unfold to how their story begins.

use super::{SourceLine, story::story_lead};
use crate::reader::use_reader;
use dayfold_model::{Digest, Takeaway, Word};
use leptos::prelude::*;

/// The day's takeaways, as numbered cards. `shown` are the ids of the stories that a filter leaves.
#[component]
pub fn Takeaways(digest: StoredValue<Digest>, shown: Memo<Vec<String>>) -> impl IntoView {
    let reader = use_reader();
    let items = digest.with_value(|digest| digest.takeaways.clone());
    (!items.is_empty()).then(|| {
        let items = items
            .into_iter()
            .map(|takeaway| view! { <Point takeaway digest shown/> })
            .collect_view();
        view! {
            <section class="takeaways">
                <h2 id="df-takeaways">{reader.word(Word::Takeaways)}</h2>
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
        digest.with_value(|digest| digest.story(&id).map(|story| (digest.date, story.clone())))
    });
    match told {
        None => {
            view! { <li class="takeaway"><div class="point" inner_html=html></div></li> }.into_any()
        }
        Some((date, story)) => {
            let id = story.id.clone();
            let address = reader.story(date, &story.id);
            view! {
                <li class="takeaway" hidden=move || shown.with(|shown| !shown.contains(&id))>
                    <details>
                        <summary><span class="point" inner_html=html></span></summary>
                        <div class="takeaway-body">
                            <p>{story_lead(&story.body)}</p>
                            <SourceLine sources=story.sources/>
                            <p class="way">
                                <a href=address data-noscroll="">{reader.word(Word::ReadStory)}</a>
                            </p>
                        </div>
                    </details>
                </li>
            }
            .into_any()
        }
    }
}
