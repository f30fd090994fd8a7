//! Whole sites out of small folders.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod beside;
mod files;
mod languages;
mod place;
mod undated;
mod whole;
