//! Tags and entities: all of them, and the stories of one, over all days.

use super::course::course;
use crate::erased::any;
use crate::{
    content::list_name,
    markup::Markup,
    paths::Route,
    reader::{Reader, use_reader},
};
use dayfold_model::{StoryLink, SubjectCount, SubjectList, SubjectPage, Subjects, Word};
use leptos::prelude::*;

/// Every tag or every entity of the site: those that several days tell of by kind, the others
/// folded behind them.
#[component]
pub fn SubjectsPage(list: SubjectList) -> impl IntoView {
    let reader = use_reader();
    let mut html = Markup::default();
    html.raw("<h1 tabindex=\"-1\">")
        .say(reader.word(list_name(list.list)))
        .raw("</h1>");
    let often = list.often as usize;
    let (mut often, once) = list.subjects.split_at(often.min(list.subjects.len()));
    for kind in &list.kinds {
        let (group, rest) = often.split_at(often.len().min(kind.count as usize));
        often = rest;
        html.raw("<h2>").text(&kind.label).raw("</h2>");
        members(&mut html, reader, list.list, group);
    }
    members(&mut html, reader, list.list, often);
    if !once.is_empty() {
        html.raw("<details><summary>")
            .say(reader.word(Word::OnOneDay))
            .count(once.len().to_string())
            .raw("</summary>");
        members(&mut html, reader, list.list, once);
        html.raw("</details>");
    }
    any(view! { <div class="list-page" inner_html=html.0></div> })
}

fn members(html: &mut Markup, reader: Reader, list: Subjects, subjects: &[SubjectCount]) {
    if subjects.is_empty() {
        return;
    }
    html.raw("<ul class=\"tag-list\" role=\"list\">");
    for subject in subjects {
        let address = reader.page(&Route::subject(list, subject.id.clone(), None));
        html.raw("<li>").link(address, &subject.label);
        // What was used once needs no number to say so.
        if subject.count > 1 {
            html.count(reader.stories(subject.count as usize));
        }
        html.raw("</li>");
    }
    html.raw("</ul>");
}

/// A page of the stories that bear a tag or name an entity, under the days that told them.
#[component]
pub fn SubjectStories(page: SubjectPage) -> impl IntoView {
    let reader = use_reader();
    let own = |number| Route::subject(page.list, page.id.clone(), number);
    let mut html = Markup::default();
    html.raw("<p class=\"overline\">").link(
        reader.page(&Route::subjects(page.list)),
        &reader.word(list_name(page.list)),
    );
    html.raw(&page.about);
    html.raw("</p><h1 tabindex=\"-1\">")
        .text(&page.label)
        .raw("</h1>");
    if let Some(count) = page.count {
        html.raw("<p class=\"count\">")
            .say(reader.stories(count as usize));
        if let Some(course) = page.course.as_ref().filter(|course| course.days > 0) {
            html.raw(" · ")
                .say(reader.with_words(|words| words.days(course.days as usize)));
        }
        html.raw("</p>");
    }
    if let Some(told) = &page.course {
        course(&mut html, reader, told, &own(None));
    }
    for stories in page
        .stories
        .chunk_by(|a, b| a.date == b.date && a.slug == b.slug)
    {
        day(&mut html, reader, stories);
    }
    html.raw("<p class=\"message-ways\">");
    // A page without a count is not the newest: the newest is at the subject's own address.
    if page.count.is_none() {
        html.link(reader.page(&own(None)), &reader.word(Word::NewerStories));
    }
    if page.page > 1 {
        let older = own(Some(page.page - 1));
        html.raw(" ")
            .link(reader.page(&older), &reader.word(Word::OlderStories));
    }
    html.raw("</p>");
    any(view! { <div class="list-page" inner_html=html.0></div> })
}

/// What one day told.
fn day(html: &mut Markup, reader: Reader, stories: &[StoryLink]) {
    let Some(first) = stories.first() else {
        return;
    };
    let route = Route::of_digest(first.date, &first.slug);
    html.raw("<section class=\"tag-day\"><h2>")
        .link(reader.page(&route), &first.date_text)
        .raw("</h2>");
    for story in stories {
        html.raw("<article class=\"told\"><h3>")
            .link(reader.story(&route, &story.id), &story.title)
            .raw("</h3><p>")
            .text(&story.lead)
            .raw("</p><p class=\"sources\">");
        for (at, source) in story.sources.iter().enumerate() {
            html.raw(if at > 0 { " · " } else { "" }).text(source);
        }
        html.raw("</p></article>");
    }
    html.raw("</section>");
}
