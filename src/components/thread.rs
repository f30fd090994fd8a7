//! What other days told of a story: a small timeline.

use crate::erased::spawn;
use crate::{api, markup::Markup, paths::Route, reader::Reader};
use dayfold_model::{Date, Told, Word};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

/// Where the day stands that later days are asked about.
const DAY: &str = "data-day";

/// Adds what earlier days told of a story of `date`, the oldest first, under a `heading` of
/// that name. A story that has no day has no thread.
///
/// What later days told is added when the card is unfolded: see [`unfolded`].
pub(crate) fn thread(
    reader: Reader,
    html: &mut Markup,
    heading: &str,
    date: Option<Date>,
    earlier: &[Told],
) {
    if let Some(date) = date {
        html.raw("<div class=\"thread\" data-day=\"")
            .say(date.to_string())
            .raw("\">");
        timeline(reader, html, heading, Word::StorySoFar, earlier);
        html.raw("</div>");
    }
}

/// Asks what later days told of a story whose card was unfolded, once. Without an answer the
/// story is as good as it was.
pub(crate) fn unfolded(reader: Reader, event: &Event) {
    _ = ask_later(reader, event);
}

fn ask_later(reader: Reader, event: &Event) -> Option<()> {
    let card: Element = event.target()?.dyn_into().ok()?;
    let id = card.closest("article").ok()??.id();
    let thread = card.query_selector(".thread[data-day]").ok()??;
    let date = thread.get_attribute(DAY)?.parse().ok()?;
    thread.remove_attribute(DAY).ok()?;
    spawn(async move {
        let Ok(threads) = api::threads(&reader.paths(), date).await else {
            return;
        };
        let mut stories = threads.stories.iter();
        if let Some(story) = stories.find(|story| story.id == id) {
            let mut html = Markup::default();
            timeline(reader, &mut html, "h4", Word::ToldLater, &story.later);
            _ = thread.insert_adjacent_html("beforeend", &html.0);
        }
    });
    Some(())
}

/// A heading and a list of tellings; nothing where there is none.
fn timeline(reader: Reader, html: &mut Markup, heading: &str, word: Word, told: &[Told]) {
    if !told.is_empty() {
        html.raw("<").raw(heading).raw(">").say(reader.word(word));
        html.raw("</").raw(heading).raw("><ol role=\"list\">");
        for told in told {
            html.raw("<li>")
                .time(told.date, &told.date_text)
                .raw(" ")
                .link(reader.story(&Route::Day(told.date), &told.id), &told.title)
                .raw("</li>");
        }
        html.raw("</ol>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{content::Content, paths::Paths};
    use dayfold_model::{Dir, Settings, Words};
    use leptos::prelude::Owner;

    fn written(earlier: &[&str]) -> String {
        let settings = Settings {
            title: String::new(),
            tagline: None,
            url: None,
            lang: "en".into(),
            dir: Dir::Ltr,
            words: Words(vec![("story_so_far".into(), "So far".into())]),
            languages: String::new(),
            entities: false,
            untagged: false,
            logo: String::new(),
            navigation: String::new(),
            byline: String::new(),
            disclosure: String::new(),
            footer: String::new(),
        };
        let told = |day: &&str| Told {
            date: day.parse().unwrap(),
            date_text: format!("Day {day}"),
            id: "a".into(),
            title: "It began".into(),
        };
        let earlier: Vec<_> = earlier.iter().map(told).collect();
        Owner::new().with(|| {
            let reader = Reader::prerendered(settings, Paths::new("/news/"), Content::NotFound);
            let mut html = Markup::default();
            thread(reader, &mut html, "h4", "2025-11-22".parse().ok(), &earlier);
            html.0
        })
    }

    #[test]
    fn a_thread_is_a_list_of_links() {
        assert_eq!(
            written(&["2025-11-20"]),
            "<div class=\"thread\" data-day=\"2025-11-22\"><h4>So far</h4><ol role=\"list\">\
             <li><time datetime=\"2025-11-20\">Day 2025-11-20</time> \
             <a href=\"/news/2025-11-20/#a\">It began</a></li></ol></div>"
        );
    }

    #[test]
    fn later_days_are_asked_about_whatever_earlier_ones_told() {
        assert_eq!(
            written(&[]),
            "<div class=\"thread\" data-day=\"2025-11-22\"></div>"
        );
    }
}
