//! The table of contents: the day's topics.

use crate::reader::use_reader;
use dayfold_model::{Digest, Word};
use leptos::prelude::*;

/// Links to the day's topics, with how many stories each holds. `shown` are the ids of those
/// that a filter leaves. `shown` are the ids of those
/// that a filter leaves.
#[component]
pub fn Contents(digest: StoredValue<Digest>, shown: Memo<Vec<String>>) -> impl IntoView {
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
            let address = format!("#{id}");
            view! {
                <li hidden=move || shown.with(|shown| !shown.contains(&id))>
                    <a href=address>{title}</a>
                    {count}
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="contents" aria-labelledby="df-contents">
            <h2 id="df-contents">{reader.word(Word::Contents)}</h2>
            <ul role="list">{links}</ul>
        </nav>
    }
}
