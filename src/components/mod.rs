//! What pages are made of. A file a component.

mod age;
mod blocks;
mod contents;
mod day_nav;
mod filters;
mod key_help;
mod muted_rules;
mod notices;
#[cfg(feature = "later")]
mod offline_panel;
mod panel;
mod preferences;
mod quick_open;
mod screen;
mod share;
mod shell;
mod shown;
mod source_line;
mod story;
mod story_tools;
mod takeaways;
mod thread;
mod topic;
mod transfer;

pub use age::Age;
pub(crate) use blocks::blocks;
#[cfg(feature = "ssr")]
pub(crate) use blocks::headed;
pub use blocks::labelled;
pub use contents::{CONTENTS, Contents};
pub use day_nav::DayNav;
pub use filters::{FILTERS, FIND, Filters};
pub(crate) use key_help::KEY_HELP;
pub use notices::Notices;
#[cfg(feature = "later")]
pub use offline_panel::OfflinePanel;
pub(crate) use panel::PREFERENCES;
pub use panel::Panels;
pub(crate) use preferences::themes;
pub(crate) use quick_open::QUICK_OPEN;
pub use quick_open::QuickOpen;
pub use screen::Screen;
pub use share::Share;
pub use shell::Shell;
pub use shown::Shown;
pub use source_line::SourceLine;
#[cfg(feature = "ssr")]
pub use story::kicker;
pub use story::{StoryCard, sources_label, story_lead, story_sources};
#[cfg(feature = "ssr")]
pub(crate) use story::{named, tag_links};
pub use story_tools::StoryTools;
pub use takeaways::Takeaways;
#[cfg(feature = "ssr")]
pub(crate) use thread::thread;
pub(crate) use thread::unfolded;
pub use topic::Topic;
pub use transfer::Transfer;
