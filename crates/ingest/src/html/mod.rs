//! HTML as it may stand in a digest: vetted, and in one canonical form.

mod builder;
mod limits;
pub(crate) mod tokens;
mod urls;
mod vet;

pub use vet::vet;
pub(crate) use vet::{Known, Mode, is_inline, vet_as};

/// Escapes text for HTML.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\u{a0}' => out.push_str("&nbsp;"),
            c => out.push(c),
        }
    }
    out
}

/// Escapes the value of an attribute in double quotes.
pub(crate) fn escape_attribute(text: &str) -> String {
    escape(text).replace('"', "&quot;")
}
