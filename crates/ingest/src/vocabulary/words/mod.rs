//! The words, by what they say. To teach another language, add its words here.
//!
//! All are in lower case and without punctuation at their ends, the form that
//! [`normal`](super::normal) brings a heading or label into.

mod headings;
mod labels;
mod phrases;

pub(super) use headings::*;
pub(super) use labels::*;
pub(super) use phrases::*;
