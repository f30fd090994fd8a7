//! What the page of one story shows.

use crate::addresses::in_html;
use dayfold_app::{
    paths::{Paths, Route},
    render_story,
};
use dayfold_model::{Date, Digest, Settings, Story};

/// The HTML of the root element of a story's own page. What its text says of other stories of
/// the day leads to the day. `settings` are those with all words.
pub(crate) fn render(
    settings: &Settings,
    paths: &Paths,
    date: Date,
    digest: &Digest,
    story: &Story,
) -> String {
    let day = paths.page(&Route::Day(date));
    let mut story = story.clone();
    for block in &mut story.body {
        block.html = in_html(&block.html, "", &day);
    }
    render_story(settings.clone(), paths, date, digest, &story)
}
