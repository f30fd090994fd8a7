//! Recognition by structure: digests in any shape of Markdown.
//!
//! The text is parsed once. Then it is seen how the file is organised (`outline`: what its
//! headings are used for; `items`: whether news are headings, bold lines, bullets, link lines
//! or rows; `lead`, `headline`: how an item begins), one reading is decided on for the whole
//! file (`plan`), and the draft is built from it (`build`). Words decide only where form says
//! too little; they are in [`vocabulary`](crate::vocabulary).

mod build;
mod fences;
mod headline;
mod items;
mod lead;
mod outline;
mod plan;
mod sources;
mod story;
mod takeaways;

pub(crate) use build::read;
pub(crate) use headline::first_sentence;
pub(crate) use sources::address;
