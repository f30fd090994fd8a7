//! What pages are made of. A file a component.

mod age;
mod blocks;
mod contents;
mod day_nav;
mod filters;
mod notices;
mod screen;
mod share;
mod shell;
mod shown;
mod source_line;
mod story;
mod story_tools;
mod takeaways;
mod topic;

pub use age::Age;
pub use blocks::Blocks;
pub use contents::{CONTENTS, Contents};
pub use day_nav::DayNav;
pub use filters::{FILTERS, FIND, Filters};
pub use notices::Notices;
pub use screen::Screen;
pub use share::Share;
pub use shell::Shell;
pub use shown::Shown;
pub use source_line::SourceLine;
pub use story::{StoryCard, sources_label, story_lead, story_sources};
pub use story_tools::StoryTools;
pub use takeaways::Takeaways;
pub use topic::Topic;
