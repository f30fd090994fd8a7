//! Threads: what earlier days told of a story, and what later ones did.
//!
//! A story is compared with those of the last weeks by the words that it shares with them,
//! rare ones first; headlines, tags, entities and links count for more than the text. A wrong
//! tie is worse than a missing one, so several signs have to come together. Nothing here looks
//! ahead, and nothing further back than [`WINDOW_DAYS`]: a [`Tier`] gives each day the same
//! ties whatever follows it, and whatever was before.

mod features;
mod index;
mod judgement;
mod later;
mod links;
mod logarithm;
mod terms;
mod tier;
mod ties;

pub(crate) use index::WINDOW_DAYS;
pub(crate) use later::later;
pub(crate) use tier::Tier;
pub(crate) use ties::Ties;

#[cfg(test)]
mod tests;
