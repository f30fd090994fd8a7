//! Hostile content: what somebody would write who wants a site to do what its publisher did not
//! mean. The same is tried natively, on every file that is written, and in a browser.

#![allow(dead_code, unused_imports, reason = "not every test uses all of it")]

pub(crate) mod attacks;
pub(crate) mod shapes;

pub(crate) use attacks::attacks;
pub(crate) use shapes::{Shape, days, files};
