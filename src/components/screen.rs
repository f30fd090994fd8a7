//! Shows the page at an address: what is at hand at once, what has to be fetched when it has come.

use crate::{
    api::{self, Failure},
    content::{Content, document_title},
    navigation,
    pages::{
        ArchivePage, DayPage, EmptyPage, FailedPage, MonthPage, NotFoundPage, TagStories, TagsPage,
    },
    paths::Route,
    reader::{Reader, use_reader},
};
use dayfold_model::Word;
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{hooks::use_location, location::Location};
use std::{cell::Cell, rc::Rc, time::Duration};

/// For how long a page that is being fetched shows nothing of that: most
/// come sooner, and a flash of grey lines is worse than none.
const PATIENCE: Duration = Duration::from_millis(300);

#[derive(Clone)]
enum State {
    /// Nothing to show yet, and not long enough to say so.
    Waiting,
    /// Being fetched, and it takes its time.
    Loading,
    Shown(Content),
    Failed(Failure),
}

/// Shows what is at the address, and goes on to what is there when it changes.
#[component]
pub fn Screen() -> impl IntoView {
    let reader = use_reader();
    let first = reader.take_first();
    let mut settled = first.is_some();
    let state = RwSignal::new(first.map_or(State::Waiting, State::Shown));
    let attempt = RwSignal::new(0_u32);
    let Location {
        pathname: path,
        hash,
        ..
    } = use_location();

    Effect::new(move || {
        attempt.track();
        let wanted = path.with(|path| reader.paths().route(&navigation::decoded(path)));
        // The page came with its first content, and what is shown may be at another address
        // already: a filter on the newest day leads to that day's own.
        if std::mem::take(&mut settled) || state.with_untracked(|state| shows(state, &wanted)) {
            return;
        }
        let (here, this) = (path.get_untracked(), attempt.get_untracked());
        // Still wanted: the address is the same, and nobody tried again since.
        let current = move || path.get_untracked() == here && attempt.get_untracked() == this;
        load(reader, wanted, state, current);
    });

    // Within a page the router scrolls, and no more.
    Effect::new(move |before: Option<()>| {
        if hash.with(|hash| !hash.is_empty()) && before.is_some() {
            request_animation_frame(|| _ = navigation::reveal_target());
        }
    });

    move || match state.get() {
        State::Waiting => ().into_any(),
        State::Loading => view! { <Skeleton label=reader.word(Word::Loading)/> }.into_any(),
        State::Failed(Failure::NotFound) => view! { <NotFoundPage/> }.into_any(),
        State::Failed(failure) => {
            let retry = move |_| attempt.update(|n| *n += 1);
            view! { <FailedPage failure retry/> }.into_any()
        }
        State::Shown(content) => show(content),
    }
}

/// Whether that very day is on the screen already.
fn shows(state: &State, route: &Route) -> bool {
    matches!((state, route), (State::Shown(Content::Day(day)), Route::Day(date)) if day.digest.date == *date)
}

fn show(content: Content) -> AnyView {
    match content {
        Content::Day(day) => view! { <DayPage day/> }.into_any(),
        Content::Empty => view! { <EmptyPage/> }.into_any(),
        Content::Archive(archive) => view! { <ArchivePage archive/> }.into_any(),
        Content::Month(month) => view! { <MonthPage month/> }.into_any(),
        Content::Tags(list) => view! { <TagsPage list/> }.into_any(),
        Content::Tag(page) => view! { <TagStories page/> }.into_any(),
        Content::NotFound => view! { <NotFoundPage/> }.into_any(),
    }
}

fn load(
    reader: Reader,
    wanted: Route,
    state: RwSignal<State>,
    current: impl Fn() -> bool + Clone + 'static,
) {
    let waiting = Rc::new(Cell::new(true));
    set_timeout(
        {
            let (waiting, current) = (waiting.clone(), current.clone());
            move || {
                if waiting.get() && current() {
                    state.set(State::Loading);
                }
            }
        },
        PATIENCE,
    );
    spawn_local(async move {
        let result = api::content(&reader.paths(), &wanted).await;
        waiting.set(false);
        if !current() {
            return;
        }
        let (title, canonical) = reader.with_settings(|settings| {
            let title = match &result {
                Ok(content) => content.document_title(settings),
                Err(Failure::NotFound) => Content::NotFound.document_title(settings),
                Err(_) => document_title(settings.words.get(Word::FailedTitle), settings),
            };
            let canonical = settings
                .url
                .as_deref()
                .map(|url| reader.paths().absolute(url, &wanted));
            (title, canonical)
        });
        state.set(result.map_or_else(State::Failed, State::Shown));
        // After the page has been drawn and the router has put the address right, and before
        // either is painted.
        request_animation_frame(move || navigation::arrive(&title, canonical.as_deref()));
    });
}

/// Quiet lines in the shape of what comes.
#[component]
fn Skeleton(label: String) -> impl IntoView {
    view! {
        <div class="skeleton">
            <p class="visually-hidden" role="status">{label}</p>
            <div aria-hidden="true">
                <span></span><span></span><span></span><span></span><span></span><span></span>
            </div>
        </div>
    }
}
