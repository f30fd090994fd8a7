//! What readers meet, in Chromium: `cargo xtask test browser`.
//!
//! One of them: `cargo xtask test browser -- filter`.

mod accessibility;
mod archive;
mod catch_up;
mod client_drawn;
mod console;
mod deploys;
mod editions;
mod failures;
mod filter;
mod harness;
mod hostile;
mod keyboard;
mod layout;
mod nginx;

mod odd_browsers;
mod offline;
mod place;
mod preferences;
mod reading;
mod routing;
mod saved;
mod scripts_off;
mod search;
mod serve;
mod shortcuts;
mod story_pages;
mod tags;
mod threads;
mod widget_builder;
mod widgets;
mod without_wasm;
