//! Shows the page at an address: what is at hand at once, what has to be fetched when it has come.

use crate::erased::{any, dynamic, effect, spawn};
use crate::{
    api::{self, Failure},
    content::{Content, document_title},
    navigation::{self, Head},
    pages::{
        ArchivePage, DayPage, FailedPage, MonthPage, NotFoundPage, SubjectStories, SubjectsPage,
        nearest,
    },
    paths::{Route, decoded},
    reader::{Reader, use_reader},
};
use dayfold_model::Word;
use leptos::{prelude::*, task::tick};
use leptos_router::{
    hooks::{use_location, use_url},
    location::{BrowserUrl, Location, LocationProvider, Url},
};
use std::{cell::Cell, rc::Rc, time::Duration};

/// For how long a page that is being fetched shows nothing of that: most come sooner, and a
/// flash of grey lines is worse than none.
const PATIENCE: Duration = Duration::from_millis(300);

#[derive(Clone)]
enum State {
    /// Nothing to show yet, and not long enough to say so.
    Waiting,
    /// Being fetched, and it takes its time.
    Loading,
    Shown(Content),
    Failed(Failure),
    /// There is no such page; with links to what may be meant.
    Missing(String),
}

/// Shows what is at the address, and goes on to what is there when it changes.
#[component]
pub fn Screen() -> impl IntoView {
    let reader = use_reader();
    let first = reader.take_first();
    let mut settled = first.is_some();
    let state = RwSignal::new(first.map_or(State::Waiting, State::Shown));
    let attempt = RwSignal::new(false);
    let turn = StoredValue::new(0_u32);
    let Location {
        pathname,
        search,
        hash,
        ..
    } = use_location();

    let url = use_url();
    let browser = use_context::<BrowserUrl>();
    effect(move || {
        attempt.track();
        // A memo that is not read does not tell of changes.
        search.with(|_| ());
        hash.with(|_| ());
        let wanted = pathname.with(|path| reader.paths().route(&decoded(path)));
        // Whoever routes tells the router, which then writes the address into the bar.
        if let Some(browser) = &browser {
            browser.ready_to_complete();
        }
        // What is being fetched for an earlier address comes too late from now on.
        turn.update_value(|turn| *turn += 1);
        if std::mem::take(&mut settled) {
            // The page for what is missing is one for all addresses: this one may still be
            // that of a day, or of a story that is no more and was told that day; or of what
            // is kept without its page, where there is no network.
            let missing =
                state.with_untracked(|state| matches!(state, State::Shown(Content::NotFound)));
            let wanted = navigation::route_here(reader);
            let may_be = matches!(
                wanted,
                Route::Home | Route::Day(_) | Route::Undated(_) | Route::Archive | Route::Month(_)
            );
            if missing && may_be {
                load(reader, wanted, state, turn, url);
            }
            return;
        }
        let stays = state.with_untracked(|state| match state {
            State::Shown(content) if is_of(content, &wanted) => {
                Some(head(reader, Ok(content), &wanted))
            }
            _ => None,
        });
        match stays {
            Some(head) => navigation::stay(head),
            None => load(reader, wanted, state, turn, url),
        }
    });

    // A day on the screen is a visit, or the going on of one.
    effect(move || {
        let day = state.with(|state| matches!(state, State::Shown(Content::Day(_))));
        let newest = reader.site.with(|site| {
            let newest = site.as_ref()?.latest.first()?;
            day.then_some(newest.date)
        });
        if let Some(newest) = newest {
            reader.reading.shown(newest);
        }
    });

    dynamic(move || {
        Some(match state.get() {
            State::Waiting => return None,
            State::Loading => any(view! { <Skeleton label=reader.word(Word::Loading)/> }),
            State::Missing(near) => any(view! { <NotFoundPage near/> }),
            State::Failed(failure) => {
                let retry = move |_| {
                    navigation::follow_here();
                    attempt.update(|again| *again = !*again);
                };
                any(view! { <FailedPage failure retry/> })
            }
            State::Shown(content) => {
                let languages = languages(reader, &content);
                (show(content), languages).into_any()
            }
        })
    })
}

/// Whether that is what stands at that address. The newest day stands at two.
fn is_of(content: &Content, route: &Route) -> bool {
    match (content, route) {
        (Content::Day(day), Route::Home) => day.digest.date.is_some() && day.next.is_none(),
        (Content::Day(day), own) => Route::of_digest(day.digest.date, &day.digest.slug) == *own,
        (Content::Archive(_), Route::Archive)
        | (Content::Saved, Route::Saved)
        | (Content::CatchUp, Route::CatchUp)
        | (Content::Search, Route::Search) => true,
        #[cfg(feature = "later")]
        (Content::Widgets(_), Route::Widgets) => true,
        (Content::Month(shown), Route::Month(month)) => shown.month == *month,
        (Content::Subjects(shown), own) => Route::subjects(shown.list) == *own,
        (Content::Subject(shown), own) => {
            let page = shown.count.is_none().then_some(shown.page);
            Route::subject(shown.list, shown.id.clone(), page) == *own
        }
        _ => false,
    }
}

fn show(content: Content) -> AnyView {
    match content {
        Content::Day(day) => any(view! { <DayPage day/> }),
        Content::Archive(archive) => any(view! { <ArchivePage archive/> }),
        Content::Month(month) => any(view! { <MonthPage month/> }),
        Content::Subjects(list) => any(view! { <SubjectsPage list/> }),
        Content::Subject(page) => any(view! { <SubjectStories page=*page/> }),
        #[cfg(feature = "later")]
        Content::Saved => any(view! { <crate::pages::SavedPage/> }),
        #[cfg(feature = "later")]
        Content::CatchUp => any(view! { <crate::pages::CatchUpPage/> }),
        #[cfg(feature = "later")]
        Content::Search => any(view! { <crate::pages::SearchPage/> }),
        #[cfg(feature = "later")]
        Content::Widgets(own) => any(view! { <crate::pages::WidgetsPage own=*own/> }),
        // Links to these load a document of their own.
        #[cfg(not(feature = "later"))]
        Content::Saved | Content::CatchUp | Content::Search => {
            any(view! { <NotFoundPage near=String::new()/> })
        }
        #[cfg(feature = "ssr")]
        Content::Page(page) => any(view! { <crate::pages::OwnPage page/> }),
        Content::NotFound => any(view! { <NotFoundPage near=String::new()/> }),
    }
}

/// The site's other languages: each with the same day where it tells that, else with its own
/// front page.
fn languages(reader: Reader, content: &Content) -> Option<impl IntoView + use<>> {
    let mut html = reader.with_settings(|settings| settings.languages.clone());
    if let Content::Day(day) = content
        && let Some(date) = day.digest.date
    {
        for lang in &day.digest.translations {
            let behind = format!("\" lang=\"{lang}\"");
            html = html.replace(&behind, &format!("{date}/{behind}"));
        }
    }
    (!html.is_empty()).then(|| {
        any(view! { <nav class="languages" aria-label=reader.word(Word::Languages) inner_html=html></nav> })
    })
}

/// Fetches the page, and shows what came of it unless something else was wanted meanwhile.
fn load(
    reader: Reader,
    wanted: Route,
    state: RwSignal<State>,
    turn: StoredValue<u32>,
    url: ReadSignal<Url>,
) {
    let this = turn.get_value();
    let current = move || turn.get_value() == this;
    let waiting = Rc::new(Cell::new(true));
    let still = waiting.clone();
    let say_so = move || {
        if still.get() && current() {
            state.set(State::Loading);
        }
    };
    set_timeout(say_so, PATIENCE);
    spawn(async move {
        let result = api::content(&reader.paths(), &wanted).await;
        let mut near = String::new();
        if let (Err(Failure::NotFound), Route::Day(date)) = (&result, &wanted)
            && let Ok(month) = api::nearest_month(&reader.paths(), *date).await
        {
            near = nearest(reader, *date, &month);
        }
        waiting.set(false);
        if !current() {
            return;
        }
        if result.is_ok() && matches!(wanted, Route::Day(_)) {
            navigation::straighten(&reader.page(&wanted));
        }
        // The site may have been published anew since this page was loaded.
        if result == Err(Failure::Format) {
            api::forget_site(&reader.paths());
        }
        reader.ask();
        let head = head(reader, result.as_ref(), &wanted);
        // A page of its own, not the last one with other words in it: what was unfolded or
        // scrolled there must not be so here. Nothing is painted in between.
        state.set(State::Waiting);
        tick().await;
        reader.forget_watchers(url);
        state.set(match result {
            Ok(content) => State::Shown(content),
            Err(Failure::NotFound) => State::Missing(near),
            Err(failure) => State::Failed(failure),
        });
        navigation::arrive(head);
    });
}

/// What the document says of itself while that is shown.
fn head(reader: Reader, shown: Result<&Content, &Failure>, route: &Route) -> Head {
    reader.with_settings(|settings| {
        let title = match shown {
            Ok(content) => content.document_title(settings),
            Err(Failure::NotFound) => Content::NotFound.document_title(settings),
            Err(_) => document_title(settings.words.get(Word::FailedTitle), settings),
        };
        let url = settings.url.as_deref().filter(|_| shown.is_ok());
        Head {
            title,
            url: url.map(|url| reader.paths().absolute(url, route)),
        }
    })
}

/// Quiet lines in the shape of what comes.
#[component]
fn Skeleton(label: String) -> impl IntoView {
    any(view! {
        <div class="skeleton">
            <p class="visually-hidden" role="status">{label}</p>
            <div aria-hidden="true">
                <span></span><span></span><span></span><span></span><span></span><span></span>
            </div>
        </div>
    })
}
