//! The days that are caught up on: fetched a few at a time, each shown when it has come.

use super::range::{MOST_DAYS, Span};
use crate::{
    api::{self, Failure},
    content::Content,
    erased::{act, any, dynamic, spawn, text},
    navigation,
    paths::Route,
    reader::{Reader, use_reader},
};
use dayfold_model::{DayLink, Digest, Site, Story, Word};
use futures_util::future::join_all;
use leptos::{ev::MouseEvent, prelude::*};
use std::{cell::Cell, sync::Arc};

/// How many days are fetched at the same time.
const AT_ONCE: usize = 4;

/// How many headlines stand for a day without takeaways.
const HEADLINES: usize = 3;

/// What came of fetching a day.
#[derive(Clone)]
pub(super) enum Fetched {
    /// Nothing yet.
    Waiting,
    Here(Arc<Digest>),
    Failed,
}

/// A day of the page.
#[derive(Clone)]
pub(super) struct Told {
    pub(super) link: DayLink,
    /// What it is called in what the browser remembers.
    pub(super) page: String,
    pub(super) fetched: ArcRwSignal<Fetched>,
}

impl Told {
    pub(super) fn new(reader: Reader, link: DayLink) -> Self {
        let route = Route::Day(link.date);
        Self {
            page: reader.reading.page(&reader.paths(), &route),
            link,
            fetched: ArcRwSignal::new(Fetched::Waiting),
        }
    }

    /// Its digest, if that has come.
    pub(super) fn digest(&self) -> Option<Arc<Digest>> {
        self.fetched.with(|fetched| match fetched {
            Fetched::Here(digest) => Some(digest.clone()),
            _ => None,
        })
    }

    /// Its stories that are neither read nor muted.
    pub(super) fn unread<'d>(&self, reader: Reader, digest: &'d Digest) -> Vec<&'d Story> {
        let reading = reader.reading;
        let stories = digest.stories();
        let stories = stories
            .filter(|story| !reading.marks.with(|marks| marks.has(&self.page, &story.id)))
            .filter(|story| !is_muted(reader, story, digest));
        stories.collect()
    }

    async fn fetch(&self, reader: Reader) {
        self.fetched.set(Fetched::Waiting);
        let fetched = match api::digest(&reader.paths(), self.link.date).await {
            Ok(digest) => Fetched::Here(digest.into()),
            Err(_) => Fetched::Failed,
        };
        reader.reading.know(&self.page);
        self.fetched.set(fetched);
    }
}

fn is_muted(reader: Reader, story: &Story, digest: &Digest) -> bool {
    let muted = reader.reading.muted;
    muted.with(|muted| muted.reason(story, digest).is_some())
}

/// The site's days in a span, the newest first, and whether there are more than are shown.
/// What the site's own data does not reach is in that of the months.
pub(super) async fn days_of(
    reader: Reader,
    site: &Site,
    span: Span,
) -> Result<(Vec<DayLink>, bool), Failure> {
    let mut days = site.latest.clone();
    let all: u32 = site.months.iter().map(|month| month.days).sum();
    let oldest = days.last().map(|day| day.date);
    if all as usize > days.len() && oldest.is_some_and(|oldest| span.reaches_before(oldest)) {
        days.clear();
        for month in &site.months {
            if days.len() <= MOST_DAYS && span.has_month(month.month) {
                let route = Route::Month(month.month);
                if let Content::Month(month) = api::content(&reader.paths(), &route).await? {
                    days.extend(month.days.into_iter().filter(|day| span.has(day.date)));
                }
            }
        }
    }
    days.retain(|day| span.has(day.date));
    let more = days.len() > MOST_DAYS;
    days.truncate(MOST_DAYS);
    Ok((days, more))
}

/// Fetches days while that is still wanted, in their order.
pub(super) async fn fetch(reader: Reader, days: &[Told], wanted: impl Fn() -> bool) {
    let next = Cell::new(0);
    let one_by_one = async || {
        while let Some(day) = days.get(next.replace(next.get() + 1))
            && wanted()
        {
            day.fetch(reader).await;
        }
    };
    join_all((0..AT_ONCE).map(|_| one_by_one())).await;
}

/// A day with its takeaways; where it has none, with how its headlines begin.
#[component]
pub(super) fn CaughtDay(
    told: Told,
    /// While a day above it has not come yet.
    hidden: Signal<bool>,
) -> impl IntoView {
    let reader = use_reader();
    let Told { link, .. } = told.clone();
    let route = Route::Day(link.date);
    let id = ["df-day-", &link.date.to_string()].concat();
    let heading = id.clone();
    let stories = reader.stories(link.stories as usize);
    let read = {
        let told = told.clone();
        text(move || {
            let is_read = told.digest().is_some_and(|digest| {
                let told_any = digest.stories().next().is_some();
                told_any && told.unread(reader, &digest).is_empty()
            });
            if is_read {
                [&stories, " · ", &reader.word(Word::DayRead)].concat()
            } else {
                stories.clone()
            }
        })
    };
    let date_text = link.date_text.clone();
    let content = dynamic(move || match told.fetched.get() {
        Fetched::Waiting => None,
        Fetched::Here(digest) => Some(points(reader, &digest)),
        Fetched::Failed => {
            let told = told.clone();
            let heading = heading.clone();
            let values = [("day", &*link.date_text)];
            let (failed, retry) = reader.with_words(|words| {
                let failed = words.fill(Word::DayFailed, &values);
                (failed, words.fill(Word::RetryNamed, &values))
            });
            let again = act(move |_: MouseEvent| {
                // The button goes, and the focus must not go with it.
                navigation::focus_on(&heading);
                let told = told.clone();
                spawn(async move { told.fetch(reader).await });
            });
            Some(any(view! {
                <p class="day-failed">{failed}</p>
                <button type="button" class="plain-button" aria-label=retry on:click=again>
                    {reader.word(Word::Retry)}
                </button>
            }))
        }
    });
    any(view! {
        <section class="tag-day" hidden=hidden>
            <h2>
                <a id=id href=reader.page(&route)>{date_text}</a>
            </h2>
            <p class="count">{read}</p>
            {content}
        </section>
    })
}

/// What a day's takeaways say. Those of muted stories are left out.
///
/// No component: its body would not hear of what is muted meanwhile.
fn points(reader: Reader, digest: &Digest) -> AnyView {
    let route = Route::of_digest(digest.date, &digest.slug);
    let way = reader.word(Word::ReadStory);
    let points = digest.takeaways.iter().filter_map(|takeaway| {
        let story = takeaway.story.as_ref().and_then(|id| digest.story(id));
        if story.is_some_and(|story| is_muted(reader, story, digest)) {
            return None;
        }
        let way = story.map(|story| {
            let name = [&way, ": ", &story.title].concat();
            // Bound to the last word: an arrow alone on a line leads from nowhere.
            any(view! { "\u{a0}" <a class="onward" href=reader.story(&route, &story.id) aria-label=name></a> })
        });
        let html = takeaway.html.clone();
        Some(any(view! { <li><span inner_html=html></span>{way}</li> }))
    });
    let points = points.collect::<Vec<_>>();
    if points.is_empty() {
        let stories = digest
            .stories()
            .filter(|story| !is_muted(reader, story, digest));
        let links = stories.take(HEADLINES).map(|story| {
            let title = story.title.clone();
            any(view! { <li><a href=reader.story(&route, &story.id)>{title}</a></li> })
        });
        let links = links.collect::<Vec<_>>();
        any(view! { <ul class="headlines" role="list">{links}</ul> })
    } else {
        any(view! { <ol class="points" role="list">{points}</ol> })
    }
}
