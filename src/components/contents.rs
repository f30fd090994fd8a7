//! The table of contents: the day's topics.

use crate::reader::use_reader;
use dayfold_model::{Digest, Word};
use leptos::prelude::*;

/// Links to the day's topics, with how many stories each holds.
#[component]
pub fn Contents(digest: StoredValue<Digest>) -> impl IntoView {
    let reader = use_reader();
    let topics = digest.with_value(|digest| {
        let named = digest.sections.iter().filter_map(|section| {
            Some((
                section.id.clone(),
                section.title.clone()?,
                section.stories.len(),
            ))
        });
        named.collect::<Vec<_>>()
    });
    let links = topics
        .into_iter()
        .map(|(id, title, stories)| {
            let count = (stories > 1).then(|| view! { " " <span class="count">{stories}</span> });
            view! { <li><a href=format!("#{id}") rel="external">{title}</a>{count}</li> }
        })
        .collect_view();
    view! {
        <nav class="contents" aria-labelledby="df-contents">
            <h2 id="df-contents">{reader.word(Word::Contents)}</h2>
            <ul role="list">{links}</ul>
        </nav>
    }
}
