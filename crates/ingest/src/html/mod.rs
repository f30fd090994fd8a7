//! HTML as it may stand in a digest: vetted, and in one canonical form.

mod builder;
mod comments;
mod image;
mod limits;
mod resolve;
mod tags;
pub(crate) mod tokens;
mod urls;
mod vet;
mod writer;

pub(crate) use comments::Comment;
pub(crate) use limits::with_breaks;
pub(crate) use resolve::Linked;
pub use resolve::{Becomes, Reference, Resolve, references, resolve};
pub use vet::vet;
pub(crate) use vet::{Foreign, Known, Mode, is_inline, vanishes, vet_as};
pub(crate) use writer::Writer;

/// Escapes text for HTML.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut kept = 0;
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let (reference, length) = match byte {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            // A no-break space in UTF-8.
            0xc2 if bytes.get(at + 1) == Some(&0xa0) => ("&nbsp;", 2),
            _ => continue,
        };
        out.push_str(&text[kept..at]);
        out.push_str(reference);
        kept = at + length;
    }
    out.push_str(&text[kept..]);
    out
}

/// Escapes the value of an attribute in double quotes.
pub(crate) fn escape_attribute(text: &str) -> String {
    escape(text).replace('"', "&quot;")
}
