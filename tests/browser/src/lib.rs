//! What the browser tests stand on: sites to visit, hosts that serve them, and a page that
//! is used as a reader uses it.
//!
//! The tests themselves are in `tests/suite`, a file a subject. They find what they use by
//! its role and name, as assistive tools do, and take what they expect from the published
//! data, so that neither a new class name nor a new sample breaks them. Every test ends in
//! "the console is empty".
//!
//! They need a built binary, a browser and more; `cargo xtask test browser` provides it all.

mod axe;
mod browser;
mod console;
mod cost;
mod environment;
mod expect;
mod headers;
mod host;
mod line;
mod node;
mod outcome;
mod page;
mod site;
mod wait;

pub use browser::browse;
pub use cost::{Busy, Memory};
pub use environment::{leave, measured, required};
pub use expect::{Filter, digest_texts, squeeze};
pub use host::{Fault, Host, Style};
pub use line::Line;
pub use node::{Node, Role};
pub use outcome::{Failure, Outcome};
pub use page::{Page, Scheme};
pub use site::{
    Dated, Kind, Site, Sites, build, copy_tree, deployed_anew, sample_and, sample_with, sites,
};
pub use wait::until;
