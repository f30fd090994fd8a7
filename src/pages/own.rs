//! A page of the publisher's own, such as one about the site. It is rendered natively alone.

use crate::{content, erased::any};
use leptos::prelude::*;

/// A title and a text.
#[component]
pub fn OwnPage(page: content::OwnPage) -> impl IntoView {
    any(view! {
        <article class="own-page">
            <h1 tabindex="-1">{page.title}</h1>
            <div inner_html=page.html></div>
        </article>
    })
}
