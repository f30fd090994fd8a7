//! What pages are made of. A file a component.

mod blocks;
mod contents;
mod day_nav;
mod filters;
mod screen;
mod shell;
mod source_line;
mod story;
mod takeaways;
mod topic;

pub use blocks::Blocks;
pub use contents::Contents;
pub use day_nav::DayNav;
pub use filters::Filters;
pub use screen::Screen;
pub use shell::Shell;
pub use source_line::SourceLine;
pub use story::{StoryCard, sources_label, story_lead, story_sources};
pub use takeaways::Takeaways;
pub use topic::Topic;
