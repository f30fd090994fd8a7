//! One item of news: a headline that unfolds, how it begins, and where it is from.

use super::{SourceLine, StoryTools, blocks, thread::thread};
use crate::erased::{act, any, dynamic, memo, text, whether};
use crate::{
    day_state::{DayState, Mark},
    markup::Markup,
    navigation,
    paths::Route,
    reader::{Reader, use_reader},
    selection::Fate,
};
use dayfold_model::{Block, Digest, Source, Story, Word, label_of, lead, plain_text};
use leptos::{
    ev::{Event, MouseEvent},
    prelude::*,
};

/// How much of a story stands on its folded card, in characters.
const LEAD_CHARS: usize = 220;

/// What counts as a few words, in bytes.
const SHORT_BYTES: usize = 60;

/// A story's card, of the story at index `at` of the day.
///
/// The summary holds the headline alone, so that it is what assistive tools call the
/// disclosure. While the card is folded, how the story begins stands below it; once unfolded,
/// the whole text does instead. What can be done with the story is there once it was opened.
#[component]
pub fn StoryCard(story: Story, at: usize, day: DayState) -> impl IntoView {
    let reader = use_reader();
    let sources = story_sources(&story);
    let label = sources_label(&story);
    let kicker = day.digest.with_value(|digest| kicker(&story, digest));
    let Story {
        id,
        title,
        body,
        tags,
        entities,
        earlier,
        corrected_text,
        ..
    } = story;
    let folds = folds(&body);
    let begins = story_lead(&body);
    let kicker = (!kicker.is_empty()).then(|| any(view! { <p class="kicker">{kicker}</p> }));
    let opened = RwSignal::new(false);
    let own = StoredValue::new(id.clone());
    let mut html = Markup::default();
    blocks(&mut html, &body, "h4");
    day.digest.with_value(|digest| {
        named(reader, &mut html, &entities, digest);
        thread(reader, &mut html, "h4", digest.date, &earlier);
    });
    if let Some(when) = corrected_text {
        let text = reader.with_words(|words| words.fill(Word::CorrectedAt, &[("when", &when)]));
        html.raw("<p class=\"note\">").say(text).raw("</p>");
    }
    let body = html.0;
    let telling = if folds {
        // Every time, also after all were unfolded and folded.
        let unfold = act(move |event: MouseEvent| {
            if navigation::unfolds(&event) {
                own.with_value(|own| day.mark_stories(true, |story| story.id == *own));
            }
        });
        any(view! {
            <details on:toggle=act(move |_: Event| opened.set(true))>
                <summary on:click=unfold><h3>{title}</h3></summary>
                <div class="story-body" inner_html=body></div>
            </details>
            <p class="story-lead">{begins}</p>
        })
    } else {
        any(view! {
            <h3>{title}</h3>
            <div class="story-body" inner_html=body></div>
        })
    };
    let fate = memo(move |_| day.selection.with(|selection| selection.fate(at)));
    let hidden = whether(move || match fate.get() {
        Fate::Shown => false,
        Fate::Muted => !day.folds_muted.get(),
        Fate::Filtered | Fate::Read => true,
    });
    // One attribute and one effect for all states: there may be hundreds of cards.
    let class = text(move || {
        let muted = if fate.get() == Fate::Muted {
            " muted"
        } else {
            ""
        };
        let mark = match day.mark(at) {
            _ if !reader.is_alive() => "",
            Mark::Unread => " unread",
            Mark::Read => " read",
            Mark::Corrected => " unread corrected",
        };
        let saved = if day.is_saved(at) { " saved" } else { "" };
        ["story", muted, mark, saved].concat()
    });
    let notes = dynamic(move || {
        let corrected = day.mark(at) == Mark::Corrected;
        let muted = fate.get() == Fate::Muted;
        (reader.is_worded() && (corrected || muted)).then(|| {
            if muted {
                any(view! { <MutedNote at own day/> })
            } else {
                any(view! { <p class="note">{reader.word(Word::Corrected)}</p> })
            }
        })
    });
    let tools = dynamic(move || {
        let opened = if folds { opened.get() } else { true };
        (opened && reader.is_worded()).then(|| any(view! { <StoryTools at own day/> }))
    });
    any(view! {
        <article class=class id=id hidden=hidden>
            {notes}
            {kicker}
            {telling}
            <SourceLine sources label muting=Some(day.muting)/>
            <StoryTags ids=tags day/>
            {tools}
        </article>
    })
}

/// Why a story is muted, and the way to see it.
#[component]
fn MutedNote(at: usize, own: StoredValue<String>, day: DayState) -> impl IntoView {
    let reader = use_reader();
    let why = untrack(|| day.reason(at));
    let text = reader.with_words(|words| words.fill(Word::MutedBecause, &[("why", &why)]));
    let show = act(move |_: MouseEvent| {
        own.with_value(|own| {
            day.show_anyway(own);
            // The button goes, and the focus must not go with it; the headline is there to
            // take it once the story has been drawn.
            navigation::focus_soon(own.clone());
        });
    });
    any(view! {
        <p class="note muted-note">
            {text} " "
            <button type="button" on:click=show>{reader.word(Word::ShowAnyway)}</button>
        </p>
    })
}

/// Whether a story has more to say than its card shows folded.
fn folds(body: &[Block]) -> bool {
    match body {
        [] => false,
        [block] => block.label.is_some() || plain_text(&block.html).chars().count() > LEAD_CHARS,
        _ => true,
    }
}

/// How a story begins, plain text. A few words alone get their label, without which they may
/// say nothing ("8 December").
pub fn story_lead(body: &[Block]) -> String {
    let Some(block) = body.first() else {
        return String::new();
    };
    let text = plain_text(&block.html);
    match &block.label {
        Some(label) if text.len() < SHORT_BYTES => format!("{label}: {text}"),
        _ => lead(&text, LEAD_CHARS),
    }
}

/// What was taken off the headline, in one line. What is one of the story's tags, too, is
/// shown as that.
pub fn kicker(story: &Story, digest: &Digest) -> String {
    let is_tag = |part: &str| {
        digest
            .tags
            .iter()
            .any(|tag| tag.label == part && story.tags.contains(&tag.id))
    };
    let parts: Vec<&str> = story
        .kicker
        .iter()
        .map(String::as_str)
        .filter(|part| !is_tag(part))
        .collect();
    parts.join(" · ")
}

/// What the text calls a story's sources.
pub fn sources_label(story: &Story) -> Option<String> {
    label_of(&story.labels, "sources").map(str::to_owned)
}

/// Where a story is from. The headline's own link is a source like the others, unless it is
/// among them.
pub fn story_sources(story: &Story) -> Vec<Source> {
    let mut sources = story.sources.clone();
    if let Some(url) = &story.url
        && !sources
            .iter()
            .any(|source| source.url.as_ref() == Some(url))
    {
        let name = site_name(url);
        sources.insert(
            0,
            Source {
                name,
                url: Some(url.clone()),
            },
        );
    }
    sources
}

/// What a link is called that has no name: its site.
fn site_name(url: &str) -> String {
    let host = url.split_once("//").map_or(url, |(_, rest)| rest);
    let host = host.split(['/', '?', '#']).next().unwrap_or(host);
    host.trim_start_matches("www.").to_owned()
}

/// Adds the entities that a story names.
pub(crate) fn named(reader: Reader, html: &mut Markup, ids: &[String], digest: &Digest) {
    let mut is_first = true;
    for entity in &digest.entities {
        if !ids.contains(&entity.id) {
            continue;
        }
        if std::mem::take(&mut is_first) {
            html.raw("<div class=\"entities\"><span class=\"lead-in\">")
                .say(reader.word(Word::Entities))
                .raw("</span> <ul role=\"list\">");
        }
        html.raw("<li>")
            .link(reader.page(&Route::Entity(entity.id.clone())), &entity.name)
            .raw("</li>");
    }
    if !is_first {
        html.raw("</ul></div>");
    }
}

/// The tags that a story bears, as links to all that bears them.
#[component]
fn StoryTags(ids: Vec<String>, day: DayState) -> impl IntoView {
    let reader = use_reader();
    let html = day
        .digest
        .with_value(|digest| tag_links(reader, &ids, digest));
    (!html.is_empty()).then(|| {
        any(view! {
            <ul class="story-tags" role="list" aria-label=reader.word(Word::Tags) inner_html=html></ul>
        })
    })
}

/// The items of a list of these tags.
pub(crate) fn tag_links(reader: Reader, ids: &[String], digest: &Digest) -> String {
    let mut html = Markup::default();
    for tag in digest.tags.iter().filter(|tag| ids.contains(&tag.id)) {
        html.raw("<li>")
            .link(reader.page(&Route::Tag(tag.id.clone())), &tag.label)
            .raw("</li>");
    }
    html.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("https://www.example.org/a?b#c", "example.org")]
    #[case("http://news.example.org", "news.example.org")]
    #[case("https://example.org?x", "example.org")]
    fn names_a_site(#[case] url: &str, #[case] name: &str) {
        assert_eq!(site_name(url), name);
    }

    #[rstest]
    #[case(Some("Closes"), "<p>8 December 2025</p>", "Closes: 8 December 2025")]
    #[case(None, "<p>8 December 2025</p>", "8 December 2025")]
    #[case(
        Some("New"),
        "<ul><li>one 0.36</li><li>two 0.12</li></ul>",
        "New: one 0.36 · two 0.12"
    )]
    #[case(
        Some("What happened"),
        "<p>Something that is long enough to be understood by itself happened.</p>",
        "Something that is long enough to be understood by itself happened."
    )]
    fn leads(#[case] label: Option<&str>, #[case] html: &str, #[case] expected: &str) {
        let block = Block {
            label: label.map(Into::into),
            html: html.into(),
        };
        assert_eq!(story_lead(&[block]), expected);
    }

    #[test]
    fn a_short_story_does_not_fold() {
        let block = |label: Option<&str>, html: &str| Block {
            label: label.map(Into::into),
            html: html.into(),
        };
        assert!(!folds(&[]));
        assert!(!folds(&[block(None, "<p>Short.</p>")]));
        assert!(folds(&[block(Some("Label"), "<p>Short.</p>")]));
        assert!(folds(&[
            block(None, "<p>One.</p>"),
            block(None, "<p>Two.</p>")
        ]));
        assert!(folds(&[block(
            None,
            &format!("<p>{}</p>", "long ".repeat(60))
        )]));
    }
}
