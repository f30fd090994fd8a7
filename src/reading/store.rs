//! The browser's storage under a site's prefix. Whatever fails there counts as nothing stored.

use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Storage, StorageEvent};

/// What leads every key, before the path that the site lives at: several sites may share a
/// host, and so its storage.
const PREFIX: &str = "df:";

/// The storage of one site. The default one holds nothing and keeps nothing.
#[derive(Default)]
pub(super) struct Store {
    /// Where the site lives, all its languages together: `/` or `/news/`.
    root: String,
    open: bool,
}

impl Store {
    /// The storage of the site that the page is of. The script that sets the theme before
    /// the first paint tells where that lives.
    pub(super) fn open() -> Self {
        let script = document()
            .query_selector("script[data-root]")
            .ok()
            .flatten();
        let root = script.and_then(|script| script.get_attribute("data-root"));
        Self {
            root: root.unwrap_or_else(|| "/".to_owned()),
            open: true,
        }
    }

    /// Storage, where the reader allows it: asking may throw.
    fn storage(&self) -> Option<Storage> {
        if self.open {
            window().local_storage().ok()?
        } else {
            None
        }
    }

    fn full(&self, key: &str) -> String {
        [PREFIX, &self.root, key].concat()
    }

    pub(super) fn get(&self, key: &str) -> Option<String> {
        self.storage()?.get_item(&self.full(key)).ok()?
    }

    /// Stores a text; an empty one removes what was there. False where storage is full or
    /// forbidden: then the signals still know, until the page goes.
    pub(super) fn set(&self, key: &str, text: &str) -> bool {
        let key = self.full(key);
        self.storage().is_some_and(|storage| {
            let stored = if text.is_empty() {
                storage.remove_item(&key)
            } else {
                storage.set_item(&key, text)
            };
            stored.is_ok()
        })
    }

    /// The keys that begin so, without the site's prefix.
    pub(super) fn keys(&self, start: &str) -> Vec<String> {
        let Some(storage) = self.storage() else {
            return vec![];
        };
        let own = self.full("");
        let all = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok()?);
        all.filter_map(|key| Some(key.strip_prefix(&own)?.to_owned()))
            .filter(|key| key.starts_with(start))
            .collect()
    }

    /// Which of the site's values another tab changed under that full key: one; every one
    /// (`Some(None)`) where it emptied the storage; none where the key is of another site.
    pub(super) fn own(&self, key: Option<&str>) -> Option<Option<String>> {
        match key {
            None => Some(None),
            Some(key) => {
                let own = key.strip_prefix(&self.full(""))?;
                Some(Some(own.to_owned()))
            }
        }
    }

    /// Where the site lives.
    pub(super) fn root(&self) -> &str {
        &self.root
    }

    /// Where a page is that is called so. Such a name may come from a file, and must not lead
    /// to another host.
    pub(super) fn address(&self, page: &str) -> String {
        // Of what a browser passes over, too: a second slash would begin the name of a host.
        let page = page.trim_start_matches(|c: char| matches!(c, '/' | '\\') || c <= ' ');
        [&self.root, page, "/"].concat()
    }

    /// An address without the site's path and the slashes at its ends.
    pub(super) fn page(&self, address: &str) -> String {
        let own = address.strip_prefix(&self.root).unwrap_or(address);
        own.trim_matches('/').to_owned()
    }
}

/// Calls back when another tab changes the storage, with the full key; without one when it
/// emptied it.
pub(super) fn on_change(callback: impl Fn(Option<String>) + 'static) {
    let listener = Closure::<dyn Fn(StorageEvent)>::new(move |event: StorageEvent| {
        callback(event.key());
    });
    let listener = listener.into_js_value();
    _ = window().add_event_listener_with_callback("storage", listener.unchecked_ref());
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("/", "2025-11-22", "/2025-11-22/")]
    #[case("/news/", "de/2025-11-22", "/news/de/2025-11-22/")]
    #[case("/", "/\\elsewhere.example", "/elsewhere.example/")]
    #[case("/", "\t/elsewhere.example", "/elsewhere.example/")]
    #[case("/", "/\n\r \\elsewhere.example", "/elsewhere.example/")]
    fn a_page_is_on_the_site(#[case] root: &str, #[case] page: &str, #[case] address: &str) {
        let store = Store {
            root: root.to_owned(),
            open: false,
        };
        assert_eq!(store.address(page), address);
    }
}
