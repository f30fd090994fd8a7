//! Preferences as the styles see them: `theme` with the value `dark` is `data-theme="dark"`
//! on the root element.
//!
//! The script in the page's head has set them before the first paint; from then on they
//! follow the signal, which another tab may change, too.

use super::Preferences;
use leptos::prelude::{Effect, Get, RwSignal, document};

/// Keeps the attributes in step. To be called once the signal holds what is stored.
pub(super) fn follow(preferences: RwSignal<Preferences>) {
    Effect::new(move |before: Option<Preferences>| {
        let chosen = preferences.get();
        if let Some(root) = document().document_element() {
            let attribute = |name: &str| ["data-", name].concat();
            for (name, _) in before.iter().flat_map(Preferences::iter) {
                if chosen.get(name).is_empty() {
                    _ = root.remove_attribute(&attribute(name));
                }
            }
            for (name, value) in chosen.iter() {
                _ = root.set_attribute(&attribute(name), value);
            }
        }
        chosen
    });
}
