//! A day: its takeaways, then what concerns the reader, then the sources.

use crate::erased::{any, dynamic, effect};
use crate::{
    components::{Age, Contents, DayNav, Filters, Notices, Shown, Takeaways, Topic, blocks},
    content::Day,
    day_state::DayState,
    markup::Markup,
    navigation,
    reader::use_reader,
    scrolling::{self, Sight},
};
use dayfold_model::Word;
use leptos::prelude::*;
use std::sync::Arc;

/// A day's digest, with its filters.
#[component]
pub fn DayPage(day: Arc<Day>) -> impl IntoView {
    let reader = use_reader();
    let state = DayState::new(&day);
    follow(state);

    let mut first = 0;
    let sections = day.digest.sections.iter().enumerate();
    let sections = sections
        .map(|(at, section)| {
            let topic = any(view! { <Topic section=section.clone() at first day=state/> });
            first += section.stories.len();
            topic
        })
        .collect::<Vec<_>>();

    let head = &day.digest;
    // Only where they are not the page's own.
    let (lang, dir) = reader.with_settings(|settings| {
        let lang = (head.lang != settings.lang).then(|| head.lang.clone());
        (lang, (head.dir != settings.dir).then(|| head.dir.as_str()))
    });
    // A digest without a title has its day for one.
    let date = head.date.filter(|_| head.title != head.date_text);
    let date = date
        .map(|date| any(view! { <time datetime=date.to_string()>{head.date_text.clone()}</time> }));
    let publication = head
        .publication
        .clone()
        .map(|name| any(view! { <span class="publication">{name}</span> }));
    let minutes = (head.minutes > 0).then(|| {
        let text = reader.with_words(|words| words.minutes(head.minutes as usize));
        any(view! { <span class="minutes">{text}</span> })
    });
    // Beside what may have been written by a machine: readers are owed the word.
    let imprint =
        reader.with_settings(|settings| [&*settings.byline, &*settings.disclosure].join(" "));
    let imprint =
        (imprint.len() > 1).then(|| any(view! { <p class="imprint" inner_html=imprint></p> }));
    let summary = head.summary.clone().map(|html| {
        #[cfg(feature = "ssr")]
        let html = crate::components::headed(&html, "h2").into_owned();
        any(view! { <div class="summary" inner_html=html></div> })
    });
    // Said where the reader looks, too; for those who listen the status line has said it.
    let nothing = dynamic(move || {
        let none = state.selection.with(|selection| selection.is_empty());
        none.then(|| any(view! { <p class="nothing">{reader.word(Word::NothingShown)}</p> }))
    });
    let footer = (!head.footer.is_empty()).then(|| {
        let mut html = Markup::default();
        blocks(&mut html, &head.footer, "h3");
        any(view! { <footer class="sign-off" inner_html=html.0></footer> })
    });
    any(view! {
        <div class="day">
            <header class="day-head">
                <p class="overline">
                    {date} {publication} {minutes}
                </p>
                <h1 tabindex="-1" lang=lang.clone() dir=dir>{head.title.clone()}</h1>
                <Age digest=head/>
                {imprint}
                <DayNav day=day.clone()/>
            </header>
            <Contents day=state/>
            <div class="day-lead" lang=lang.clone() dir=dir>
                {summary}
                <Takeaways day=state/>
            </div>
            <Filters day=state/>
            <div class="day-text">
                <Shown day=state/>
                {nothing}
                <div lang=lang dir=dir>{sections} {footer}</div>
            </div>
            <Notices day=state shown=day/>
        </div>
    })
}

/// Follows the scroll: which topic is being read, and what has been scrolled past, which
/// counts as read. Unfolds what the reader wants unfolded at first.
fn follow(day: DayState) {
    let reader = day.reader;
    effect(move || {
        if !reader.is_alive() {
            return;
        }
        let unfolds = reader
            .reading
            .preferences
            .with_untracked(|chosen| chosen.get("open").to_owned());
        match &*unfolds {
            "all" => navigation::set_all_open(true),
            "takeaways" => navigation::set_open_all(".takeaway > details", true),
            _ => {}
        }
        let past = |seen: &Vec<(String, Sight)>| {
            let past = seen.iter().filter(|(_, sight)| *sight == Sight::Past);
            past.map(|(id, _)| id.clone()).collect::<Vec<_>>()
        };
        scrolling::watch(".story", "0px", move |seen| day.pass(&past(&seen)));
        // What crosses the upper third is what is being read.
        scrolling::watch(".topic", "0px 0px -66%", move |seen| {
            let mut entered = seen.iter().filter(|(_, sight)| *sight == Sight::In);
            if let Some((id, _)) = entered.next_back() {
                day.current.set(id.clone());
            }
        });
    });
}
