//! The pages: each is a component over data that is there. A file a kind of page.
//!
//! Which one is shown, and how its data comes, is for [`Screen`](crate::components::Screen).

mod archive;
mod calendar;
mod catch_up;
mod course;
mod day;
mod message;
#[cfg(feature = "ssr")]
mod own;
#[cfg(feature = "later")]
mod saved;
#[cfg(feature = "later")]
mod search;
#[cfg(feature = "ssr")]
mod story;
mod subject;
#[cfg(feature = "later")]
mod widgets;

pub use archive::{ArchivePage, MonthPage};
pub use catch_up::CatchUpPage;
pub use day::DayPage;
pub use message::{FailedPage, NotFoundPage, nearest};
#[cfg(feature = "ssr")]
pub use own::OwnPage;
#[cfg(feature = "later")]
pub use saved::SavedPage;
#[cfg(feature = "later")]
pub use search::SearchPage;
#[cfg(feature = "ssr")]
pub use story::StoryPage;
pub use subject::{SubjectStories, SubjectsPage};
#[cfg(feature = "later")]
pub use widgets::WidgetsPage;
