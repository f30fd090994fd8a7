//! One story by itself, for whoever was sent its link: quick, and leading to its day.
//!
//! It is rendered natively alone. The document that it stands in loads no app, so nothing here
//! is ever hydrated, and no reader downloads a byte of it.

use crate::erased::any;
use crate::{
    components::{
        SourceLine, blocks, kicker, named, sources_label, story_sources, tag_links, thread,
    },
    markup::Markup,
    paths::Route,
    reader::use_reader,
};
use dayfold_model::{Digest, Story, Word};
use leptos::prelude::*;

/// A story of a day.
#[component]
pub fn StoryPage(digest: Digest, story: Story) -> impl IntoView {
    let reader = use_reader();
    let day = Route::of_digest(digest.date, &digest.slug);
    let address = reader.story(&day, &story.id);
    let (lang, dir) = reader.with_settings(|settings| {
        let lang = (digest.lang != settings.lang).then(|| digest.lang.clone());
        (
            lang,
            (digest.dir != settings.dir).then(|| digest.dir.as_str()),
        )
    });
    let mut overline = Markup::default();
    overline.open_link(address.clone()).raw("\">");
    match digest.date {
        Some(date) => overline.time(date, &digest.date_text),
        None => overline.text(&digest.title),
    };
    overline.raw("</a>");
    let sections = digest.sections.iter();
    let mut sections =
        sections.filter(|section| section.stories.iter().any(|told| told.id == story.id));
    if let Some(topic) = sections.next().and_then(|section| section.title.as_ref()) {
        overline.raw(" <span class=\"publication\">").text(topic);
        overline.raw("</span>");
    }
    // A number tells the story's place among the others, and nothing where it stands alone.
    let mut story = story;
    story
        .kicker
        .retain(|part| part.contains(char::is_alphabetic));
    let kicker = kicker(&story, &digest);
    let kicker = (!kicker.is_empty()).then(|| any(view! { <p class="kicker">{kicker}</p> }));
    let mut body = Markup::default();
    blocks(&mut body, &story.body, "h2");
    named(reader, &mut body, &story.entities, &digest);
    thread(reader, &mut body, "h2", digest.date, &story.earlier);
    let tags = tag_links(reader, &story.tags, &digest);
    let tags = (!tags.is_empty()).then(|| {
        any(view! {
            <ul class="story-tags" role="list" aria-label=reader.word(Word::Tags) inner_html=tags></ul>
        })
    });
    // The heading of the day, where that says more than the date does.
    let name = if digest.title == digest.date_text || digest.title.is_empty() {
        digest.date_text.clone()
    } else {
        digest.title.clone()
    };
    let onward = reader.with_words(|words| words.fill(Word::ReadInDay, &[("day", &name)]));
    let sources = story_sources(&story);
    let label = sources_label(&story);
    any(view! {
        <article class="story-page">
            <header class="day-head">
                <p class="overline" inner_html=overline.0></p>
                {kicker}
                <h1 tabindex="-1" lang=lang.clone() dir=dir>{story.title}</h1>
            </header>
            <div class="day-text" lang=lang dir=dir>
                <div class="story-body" inner_html=body.0></div>
                <SourceLine sources label muting=None/>
                {tags}
            </div>
            <p class="day-text whole-day"><a href=address>{onward}</a></p>
        </article>
    })
}
