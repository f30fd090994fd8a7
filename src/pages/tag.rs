//! Tags: all of them, and the stories that bear one, over all days.

use super::Links;
use crate::erased::any;
use crate::{paths::Route, reader::use_reader};
use dayfold_model::{StoryLink, TagList, TagPage, Word};
use leptos::prelude::*;

/// Every tag of the site.
#[component]
pub fn TagsPage(list: TagList) -> impl IntoView {
    let reader = use_reader();
    let tags = list
        .tags
        .into_iter()
        .map(|tag| {
            let stories = reader.stories(tag.count as usize);
            (reader.page(&Route::Tag(tag.id)), tag.label, stories)
        })
        .collect();
    any(view! {
        <div class="list-page">
            <h1 tabindex="-1">{reader.word(Word::Tags)}</h1>
            <Links class="tag-list" links=tags/>
        </div>
    })
}

/// A page of the stories that bear a tag, under the days that told them.
#[component]
pub fn TagStories(page: TagPage) -> impl IntoView {
    let reader = use_reader();
    let older = (page.page > 1).then(|| {
        any(view! {
            <a href=reader.page(&Route::TagPage(page.id.clone(), page.page - 1))>{reader.word(Word::OlderStories)}</a>
        })
    });
    // A page without a count is not the newest: the newest is at the tag's own address.
    let newest = page.count.is_none().then(|| {
        any(view! { <a href=reader.page(&Route::Tag(page.id.clone()))>{reader.word(Word::NewerStories)}</a> })
    });
    let count = page
        .count
        .map(|count| any(view! { <p class="count">{reader.stories(count as usize)}</p> }));
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
                <a href=reader.page(&Route::Tags)>{reader.word(Word::Tags)}</a>
            </p>
            <h1 tabindex="-1">{page.label}</h1>
            {count}
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
