//! A list of links, each with how much there is behind it.

use crate::erased::any;
use leptos::prelude::*;

/// Address, text, and how much there is, of each.
#[component]
pub fn Links(class: &'static str, links: Vec<(String, String, String)>) -> impl IntoView {
    let links = links
        .into_iter()
        .map(|(address, text, count)| {
            any(view! {
                <li>
                    <a href=address>{text}</a>
                    " "
                    <span class="count">{count}</span>
                </li>
            })
        })
        .collect::<Vec<_>>();
    any(view! { <ul class=class role="list">{links}</ul> })
}
