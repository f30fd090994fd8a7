//! Tags and entities: all of them, and the stories of one, over all days.

use super::Links;
use crate::erased::any;
use crate::{components::CourseView, content::list_name, paths::Route, reader::use_reader};
use dayfold_model::{StoryLink, SubjectList, SubjectPage, Word};
use leptos::prelude::*;

/// Every tag or every entity of the site.
#[component]
pub fn SubjectsPage(list: SubjectList) -> impl IntoView {
    let reader = use_reader();
    let SubjectList { list, subjects, .. } = list;
    let links = subjects
        .into_iter()
        .map(|subject| {
            let stories = reader.stories(subject.count as usize);
            let address = reader.page(&Route::subject(list, subject.id, None));
            (address, subject.label, stories)
        })
        .collect();
    any(view! {
        <div class="list-page">
            <h1 tabindex="-1">{reader.word(list_name(list))}</h1>
            <Links class="tag-list" links/>
        </div>
    })
}

/// A page of the stories that bear a tag or name an entity, under the days that told them.
#[component]
pub fn SubjectStories(page: SubjectPage) -> impl IntoView {
    let reader = use_reader();
    let own = |number| Route::subject(page.list, page.id.clone(), number);
    let older = (page.page > 1).then(|| {
        any(view! {
            <a href=reader.page(&own(Some(page.page - 1)))>{reader.word(Word::OlderStories)}</a>
        })
    });
    // A page without a count is not the newest: the newest is at the subject's own address.
    let newest = page.count.is_none().then(|| {
        any(view! { <a href=reader.page(&own(None))>{reader.word(Word::NewerStories)}</a> })
    });
    let count = page.count.map(|count| {
        let stories = reader.stories(count as usize);
        let days = page.course.as_ref().map(|course| course.days as usize);
        let days = days.filter(|days| *days > 0);
        let days = days.map(|days| reader.with_words(|words| words.days(days)));
        any(view! { <p class="count">{stories} {days.map(|days| " · ".to_owned() + &days)}</p> })
    });
    let address = own(None);
    let course = page
        .course
        .clone()
        .map(|course| any(view! { <CourseView course address/> }));
    let days = page
        .stories
        .chunk_by(|a, b| a.date == b.date && a.slug == b.slug)
        .map(|stories| {
            let (route, text) = (route(&stories[0]), stories[0].date_text.clone());
            any(view! {
                <section class="tag-day">
                    <h2>
                        <a href=reader.page(&route)>{text}</a>
                    </h2>
                    {stories.iter().cloned().map(|story| any(view! { <ToldStory story/> })).collect::<Vec<_>>()}
                </section>
            })
        })
        .collect::<Vec<_>>();
    any(view! {
        <div class="list-page">
            <p class="overline">
                <a href=reader.page(&Route::subjects(page.list))>
                    {reader.word(list_name(page.list))}
                </a>
                {page.kind.map(|kind| any(view! { " " <span>{kind}</span> }))}
            </p>
            <h1 tabindex="-1">{page.label}</h1>
            {count}
            {course}
            {days}
            <p class="message-ways">{newest} {older}</p>
        </div>
    })
}

/// The page that tells a story.
fn route(story: &StoryLink) -> Route {
    Route::of_digest(story.date, &story.slug)
}

/// A story in a list, with how it begins.
#[component]
fn ToldStory(story: StoryLink) -> impl IntoView {
    let reader = use_reader();
    let address = reader.story(&route(&story), &story.id);
    any(view! {
        <article class="told">
            <h3><a href=address>{story.title}</a></h3>
            <p>{story.lead}</p>
            <p class="sources">{story.sources.join(" · ")}</p>
        </article>
    })
}
