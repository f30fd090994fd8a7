//! The native rendering, for the publisher.

use crate::{
    App,
    components::Shell,
    content::Content,
    pages::StoryPage,
    paths::{Paths, Route},
    reader::Reader,
};
use dayfold_model::{Date, Digest, Settings, Story};
use futures_util::StreamExt;
use leptos::prelude::*;
use leptos_router::{components::Router, location::RequestUrl};

/// The one inline script, the same on every page: it sets what the reader prefers before the
/// first paint. Its element carries the path that the site lives at, as `data-root`.
///
/// Inline, since a theme that comes after the first paint is a flash; and one text for all
/// pages, so that the policy can allow it by its hash.
pub const EARLY_SCRIPT: &str = include_str!("early.js");

/// The HTML of the app's root element for a page at `route`.
///
/// It must go into the document byte by byte: hydration counts nodes, comments included.
pub fn render(settings: Settings, paths: &Paths, route: &Route, content: Content) -> String {
    written(paths, route, || {
        let reader = Reader::prerendered(settings, paths.clone(), content);
        view! { <App reader/> }
    })
}

/// The HTML of the root element for the page of one story, which is a document without the
/// app. `settings` have the words of files, too.
pub fn render_story(
    settings: Settings,
    paths: &Paths,
    date: Date,
    digest: &Digest,
    story: &Story,
) -> String {
    let route = Route::Story(date, story.id.clone());
    written(paths, &route, || {
        let reader = Reader::prerendered(settings, paths.clone(), Content::NotFound);
        provide_context(reader);
        let (base, digest, story) = (paths.router_base(), digest.clone(), story.clone());
        view! {
            <Router base>
                <Shell>
                    <StoryPage digest story/>
                </Shell>
            </Router>
        }
    })
}

/// What a view at an address is as HTML.
fn written<V: IntoView>(paths: &Paths, route: &Route, view: impl FnOnce() -> V) -> String {
    // One task, polled to its end here: nothing in the app waits when its data is at hand.
    _ = any_spawner::Executor::init_futures_executor();
    let owner = Owner::new();
    let html = owner.with(|| {
        provide_context(RequestUrl::new(&paths.page(route)));
        let stream = view().to_html_stream_in_order();
        futures_executor::block_on(stream.collect::<String>())
    });
    owner.unset_with_forced_cleanup();
    html
}

#[cfg(test)]
mod tests {
    use super::EARLY_SCRIPT;

    /// Trunk's page is a file of its own, which nothing is put into.
    #[test]
    fn the_page_for_trunk_has_the_same_script() {
        let page = include_str!("../index.html");
        assert!(page.contains(&["<script data-root=\"/\">", EARLY_SCRIPT, "</script>"].concat()));
    }
}
