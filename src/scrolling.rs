//! What comes into view and goes out of it, by an `IntersectionObserver`.

use crate::navigation;
use leptos::prelude::{StoredValue, UpdateValue, WithValue, on_cleanup};
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
    let been_in = StoredValue::new_local(Vec::<String>::new());
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
            let id = entry.target().id();
            let was_in = been_in.try_with_value(|known| known.contains(&id)) == Some(true);
            if sight == Sight::In && !was_in {
                been_in.try_update_value(|known| known.push(id.clone()));
            }
            // What is hidden is nowhere. What is above from the start, as where the page is
            // come to by a link to its end, has been passed by nobody.
            let is_told = bounds.height() > 0.0 && (sight != Sight::Past || was_in);
            is_told.then_some((id, sight))
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
