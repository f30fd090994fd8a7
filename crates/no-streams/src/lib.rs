//! As much of the crate `wasm-streams` as Leptos' server functions need to compile.
//!
//! Leptos brings server functions along, and those bring streams. Nothing here calls either, but
//! the classes that `wasm-streams` exports to JavaScript cannot be left out by the linker. So
//! Cargo.toml puts this crate in its place.

#![forbid(unsafe_code)]

use futures_util::stream::{self, Stream};
use wasm_bindgen::JsValue;
use web_sys::ReadableStream as Raw;

/// A stream that nobody reads.
#[derive(Debug)]
pub struct ReadableStream(Raw);

impl ReadableStream {
    /// Wraps JavaScript's own.
    pub fn from_raw(raw: Raw) -> Self {
        Self(raw)
    }

    /// Gives JavaScript's own.
    pub fn into_raw(self) -> Raw {
        self.0
    }

    /// What a server function would send.
    ///
    /// # Panics
    ///
    /// Always: there are no server functions.
    pub fn from_stream(_: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> Self {
        panic!("{NONE}")
    }

    /// What a server function would receive.
    ///
    /// # Panics
    ///
    /// Always: there are no server functions.
    pub fn into_stream(self) -> stream::Empty<Result<JsValue, JsValue>> {
        panic!("{NONE}")
    }
}

const NONE: &str = "the reader has no server functions";
