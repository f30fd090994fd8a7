//! The browser's own ways to hand something on: its share sheet and its clipboard.

use leptos::prelude::{document, window};
use wasm_bindgen::JsValue;
use web_sys::ShareData;

/// Whether the browser has a share sheet. Elsewhere copying has to do.
pub(crate) fn can_share() -> bool {
    js_sys::Reflect::has(&window().navigator(), &JsValue::from_str("share")).unwrap_or(false)
}

/// Opens the share sheet. A reader who closes it again has changed their mind, and nothing
/// is to be said about that.
pub(crate) fn share(title: &str, url: &str) {
    let data = ShareData::new();
    data.set_title(title);
    data.set_url(url);
    _ = window().navigator().share_with_data(&data);
}

/// Copies a text. Where the page may not (it is framed, or came by plain HTTP), nothing is
/// copied.
pub(crate) fn copy(text: &str) {
    let navigator = window().navigator();
    let has = js_sys::Reflect::has(&navigator, &JsValue::from_str("clipboard"));
    if has.unwrap_or(false) {
        _ = navigator.clipboard().write_text(text);
    }
}

/// A path's full address on this host.
pub(crate) fn absolute(path: &str) -> String {
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    web_sys::Url::new_with_base(path, &base).map_or_else(|_| path.to_owned(), |url| url.href())
}
