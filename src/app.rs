//! The app: the frame that every page has, and what it shows.

use crate::{
    clock,
    components::{Screen, Shell},
    erased::effect,
    keyboard, navigation,
    piecewise::step,
    reader::Reader,
};
use leptos::prelude::*;
use leptos_router::components::Router;

/// The whole app. What it shows first comes with the `reader`.
///
/// It has no `<Routes>`: [`Screen`] reads the address, by
/// [`Paths::route`](crate::paths::Paths::route). A route a page would tear the old page down
/// before the new one has been fetched; so the old one stays until then, links can tell what
/// to fetch ahead, and nothing about URLs is said twice. (It is some fifteen kilobytes less,
/// too.)
#[component]
pub fn App(reader: Reader) -> impl IntoView {
    let base = reader.paths().router_base();
    let alive = reader.alive;
    provide_context(reader);
    // Effects run after hydration, and never natively.
    effect(move || {
        // What is remembered is not yet shown by pieces that have not come alive.
        step(move || {
            navigation::install(reader);
            keyboard::install(reader);
            reader.reading.open();
        });
        step(move || alive.set(true));
        step(move || {
            reader.ask();
            step(clock::mark_alive);
        });
    });
    view! {
        <Router base>
            <Shell>
                <Screen/>
            </Shell>
        </Router>
    }
}
