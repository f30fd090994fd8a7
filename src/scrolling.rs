//! What comes into view and goes out of it, by an `IntersectionObserver`.

use crate::navigation;
use leptos::prelude::{StoredValue, WithValue, on_cleanup};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// Where something is seen to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sight {
    /// In view.
    In,
    /// Gone out at the top, having been in view.
    Past,
    /// Below.
    Below,
}

/// Tells, until the owner is cleaned up, whenever an element of `selector` comes into view or
/// goes out of it, by their ids. `margin` grows or shrinks what counts as the view, as in CSS.
pub(crate) fn watch(selector: &str, margin: &str, tell: impl Fn(Vec<(String, Sight)>) + 'static) {
    let callback = Closure::<dyn Fn(js_sys::Array)>::new(move |entries: js_sys::Array| {
        let entries = entries.iter().filter_map(|entry| {
            let entry: IntersectionObserverEntry = entry.unchecked_into();
            let bounds = entry.bounding_client_rect();
            let sight = if entry.is_intersecting() {
                Sight::In
            } else if bounds.bottom() <= 0.0 {
                Sight::Past
            } else {
                Sight::Below
            };
            // What is hidden is nowhere.
            (bounds.height() > 0.0).then(|| (entry.target().id(), sight))
        });
        tell(entries.collect());
    });
    let options = IntersectionObserverInit::new();
    options.set_root_margin(margin);
    let observer = IntersectionObserver::new_with_options(
        callback.as_ref().unchecked_ref::<js_sys::Function>(),
        &options,
    );
    let Ok(observer) = observer else { return };
    navigation::each(selector, |element| observer.observe(&element));
    let watched = StoredValue::new_local((observer, callback));
    on_cleanup(move || watched.with_value(|(observer, _)| observer.disconnect()));
}
