//! The Dayfold reader: an app in Leptos that shows a site's days.
//!
//! The same components are rendered twice. The publisher renders them natively (feature
//! `ssr`), so that every page is complete HTML before any script arrives; in the browser
//! (feature `browser`) the wasm takes that page over and routes by itself from then on.
//!
//! How it hangs together: [`paths`] knows every URL, [`api`] fetches what stands at them,
//! [`content`] is what a page shows, [`components::Screen`] brings the three together.

#![forbid(unsafe_code)]
// A page's type is as deep as its HTML.
#![recursion_limit = "256"]
// The `component` macro writes items that are public wherever they stand.
#![allow(unreachable_pub)]

#[cfg(all(feature = "ssr", target_arch = "wasm32"))]
compile_error!("the wasm must not carry the native rendering: build the reader alone");

#[cfg(not(erase_components))]
compile_error!(
    "the reader is built with `--cfg erase_components`, natively and for the browser alike, which \
     .cargo/config.toml sees to; RUSTFLAGS in the environment replaces what stands there"
);

pub mod api;
mod app;
mod clock;
pub mod components;
pub mod content;
pub mod copy;
pub mod day_state;
#[cfg(feature = "later")]
pub mod embedding;
mod erased;
pub mod facets;
pub mod filter;
mod go_to_day;
pub mod keyboard;
mod letters;
mod markup;
mod navigation;
#[cfg(feature = "later")]
pub mod offline;
pub mod pages;
pub mod paths;
mod piecewise;
pub mod reader;
pub mod reading;
#[cfg(feature = "ssr")]
mod render;
mod scrolling;
pub mod selection;
mod sharing;
#[cfg(all(feature = "browser", target_arch = "wasm32"))]
mod start;

pub use app::App;
#[cfg(feature = "ssr")]
pub use render::{EARLY_SCRIPT, render, render_story};
#[cfg(all(feature = "browser", target_arch = "wasm32"))]
pub use start::start;
