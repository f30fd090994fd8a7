//! Letters without their case.

/// A text in lower case, for comparing. The browser has the tables for that already; the
/// library's would be some kilobytes in the wasm.
pub(crate) fn lower_case(text: &str) -> String {
    #[cfg(target_arch = "wasm32")]
    return js_sys::JsString::from(text).to_lower_case().into();
    #[cfg(not(target_arch = "wasm32"))]
    return text.to_lowercase();
}
