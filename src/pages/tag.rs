//! Tags: all of them, and the stories that bear one, over all days.

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
            view! {
                <li>
                    <a href=reader.page(&Route::Tag(tag.id))>{tag.label}</a>
                    " "
                    <span class="count">{reader.stories(tag.count as usize)}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="list-page">
            <h1 tabindex="-1">{reader.word(Word::Tags)}</h1>
            <ul class="tag-list" role="list">{tags}</ul>
        </div>
    }
}

/// A page of the stories that bear a tag, under the days that told them.
#[component]
pub fn TagStories(page: TagPage) -> impl IntoView {
    let reader = use_reader();
    let older = (page.page > 1).then(|| {
        view! {
            <a href=reader.page(&Route::TagPage(page.id.clone(), page.page - 1))>{reader.word(Word::OlderStories)}</a>
        }
    });
    // A page without a count is not the newest: the newest is at the tag's own address.
    let newest = page.count.is_none().then(|| {
        view! { <a href=reader.page(&Route::Tag(page.id.clone()))>{reader.word(Word::NewerStories)}</a> }
    });
    let count = page.count.map(|count| {
        view! { <p class="count">{reader.stories(count as usize)}</p> }
    });
    let days = page
        .stories
        .chunk_by(|a, b| a.date == b.date)
        .map(|stories| {
            let (date, text) = (stories[0].date, stories[0].date_text.clone());
            view! {
                <section class="tag-day">
                    <h2>
                        <a href=reader.page(&Route::Day(date))>{text}</a>
                    </h2>
                    {stories.iter().cloned().map(|story| view! { <ToldStory story/> }).collect_view()}
                </section>
            }
        })
        .collect_view();
    view! {
        <div class="list-page">
            <p class="overline">
                <a href=reader.page(&Route::Tags)>{reader.word(Word::Tags)}</a>
            </p>
            <h1 tabindex="-1">{page.label}</h1>
            {count}
            {days}
            <p class="message-ways">{newest} {older}</p>
        </div>
    }
}

/// A story in a list, with how it begins.
#[component]
fn ToldStory(story: StoryLink) -> impl IntoView {
    let reader = use_reader();
    let address = reader.story(story.date, &story.id);
    view! {
        <article class="told">
            <h3><a href=address>{story.title}</a></h3>
            <p>{story.lead}</p>
            <p class="sources">{story.sources.join(" · ")}</p>
        </article>
    }
}
