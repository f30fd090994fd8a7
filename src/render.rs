//! The native rendering, for the publisher.

use crate::{
    App,
    content::Content,
    paths::{Paths, Route},
    reader::Reader,
};
use dayfold_model::Settings;
use futures_util::StreamExt;
use leptos::prelude::*;
use leptos_router::location::RequestUrl;

/// The HTML of the app's root element for a page at `route`.
///
/// It must go into the document byte by byte: hydration counts nodes, comments included.
pub fn render(settings: Settings, paths: &Paths, route: &Route, content: Content) -> String {
    // One task, polled to its end here: nothing in the app waits when its data is at hand.
    _ = any_spawner::Executor::init_futures_executor();
    let owner = Owner::new();
    let html = owner.with(|| {
        provide_context(RequestUrl::new(&paths.page(route)));
        let reader = Reader::prerendered(settings, paths.clone(), content);
        let stream = view! { <App reader/> }.to_html_stream_in_order();
        futures_executor::block_on(stream.collect::<String>())
    });
    owner.unset_with_forced_cleanup();
    html
}
