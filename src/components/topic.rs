//! A topic of the day: its heading, its own text, its stories.

use super::{Blocks, StoryCard};
use crate::filter::Filter;
use dayfold_model::{Digest, Section};
use leptos::prelude::*;

/// A section of the digest. `shown` are the ids of the stories and sections that the filter
/// leaves.
#[component]
pub fn Topic(
    section: Section,
    digest: StoredValue<Digest>,
    filter: Memo<Filter>,
    shown: Memo<Vec<String>>,
) -> impl IntoView {
    let Section {
        id,
        title,
        icon,
        body,
        stories,
    } = section;
    let topic = id.clone();
    let text_hidden = Memo::new(move |_| filter.with(|filter| !filter.keeps_text(&topic)));
    let own_id = id.clone();
    let gone = move || shown.with(|shown| !shown.contains(&own_id));
    let icon = icon.map(|icon| view! { <span class="icon" aria-hidden="true">{icon}</span> " " });
    let heading = title.map(|title| view! { <h2>{icon} {title}</h2> });
    let own = (!body.is_empty()).then(|| {
        view! {
            <div class="topic-body" hidden=move || text_hidden.get()>
                <Blocks blocks=body level=3/>
            </div>
        }
    });
    let stories = stories
        .into_iter()
        .map(|story| view! { <StoryCard story digest shown/> })
        .collect_view();
    view! {
        <section class="topic" id=id hidden=gone>
            {heading} {own} {stories}
        </section>
    }
}
