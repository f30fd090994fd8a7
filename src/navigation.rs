//! What a browser does on going from page to page, and an app has to do itself: the scroll
//! position on back, the focus, the title, and saying aloud that something changed.

use crate::{api, reader::Reader};
use leptos::{
    prelude::{GetUntracked, document, window},
    task::spawn_local,
};
use leptos_router::location::Url;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{
    AddEventListenerOptions, Element, Event, EventTarget, FocusOptions, HtmlAnchorElement,
    HtmlDetailsElement, HtmlElement, ScrollRestoration,
};

/// The id of the element that says aloud what page has come.
pub(crate) const ANNOUNCER: &str = "df-announcer";

#[derive(Default)]
struct State {
    /// How far each page was scrolled, by path and query.
    positions: Vec<(String, f64)>,
    /// The path that was arrived at last.
    path: String,
    /// Whether the page that is coming was asked for by back or forward.
    popped: bool,
    /// Whether a page has come already: the first one is the browser's to focus.
    arrived: bool,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

/// Listens from now on. Once, when the app has come alive.
pub(crate) fn install(reader: Reader) {
    set_scroll_restoration(ScrollRestoration::Manual);
    STATE.with_borrow_mut(|state| {
        state.path = location(false);
        state.arrived = !reader.alive.get_untracked();
    });
    let window: EventTarget = window().into();
    listen(&window, "scroll", |_| remember());
    // A click may replace the query, and with it the key that the position stands under.
    listen(&window, "click", |_| remember());
    listen(&window, "popstate", |_| {
        STATE.with_borrow_mut(|state| {
            // Back to a fragment of the same page brings no new page.
            state.popped = state.path != location(false);
        });
    });
    // Leaving and reloading are the browser's own, and it restores those better.
    listen(&window, "pagehide", |_| {
        set_scroll_restoration(ScrollRestoration::Auto)
    });
    listen(&window, "pageshow", |_| {
        set_scroll_restoration(ScrollRestoration::Manual)
    });
    for name in ["pointerover", "focusin"] {
        listen(&window, name, move |event| prefetch(reader, &event));
    }
    _ = reveal_target();
}

fn listen(target: &EventTarget, name: &str, callback: impl FnMut(Event) + 'static) {
    let options = AddEventListenerOptions::new();
    options.set_capture(true);
    options.set_passive(true);
    let callback = Closure::<dyn FnMut(Event)>::new(callback).into_js_value();
    _ = target.add_event_listener_with_callback_and_add_event_listener_options(
        name,
        callback.unchecked_ref(),
        &options,
    );
}

fn set_scroll_restoration(value: ScrollRestoration) {
    if let Ok(history) = window().history() {
        _ = history.set_scroll_restoration(value);
    }
}

/// The path that the browser is at, with the query where `query`.
fn location(query: bool) -> String {
    let location = window().location();
    let mut path = location.pathname().unwrap_or_default();
    if query {
        path += &location.search().unwrap_or_default();
    }
    path
}

fn remember() {
    let top = window().scroll_y().unwrap_or_default();
    STATE.with_borrow_mut(|state| {
        // Until the page that was gone back to is there, what scrolls is the one before.
        if !state.popped {
            let page = location(true);
            state.positions.retain(|(known, _)| *known != page);
            state.positions.push((page, top));
        }
    });
}

/// Fetches ahead what the link needs that a pointer or the focus came upon.
fn prefetch(reader: Reader, event: &Event) {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let Some(Ok(Some(link))) = target.map(|target| target.closest("a[href]")) else {
        return;
    };
    let link: HtmlAnchorElement = link.unchecked_into();
    let page = link.pathname();
    if link.host() == window().location().host().unwrap_or_default() && page != location(false) {
        let route = reader.paths().route(&decoded(&page));
        spawn_local(api::prefetch(reader.paths(), route));
    }
}

/// A path with its escapes resolved, as [`Paths`](crate::paths::Paths) builds it.
pub(crate) fn decoded(path: &str) -> String {
    Url::unescape_minimal(path)
}

/// Says that another page stands there now. `url` is its canonical address, if it has one.
pub(crate) fn arrive(title: &str, url: Option<&str>) {
    let document = document();
    document.set_title(title);
    if let (Some(url), Ok(Some(link))) = (url, document.query_selector("link[rel=canonical]")) {
        _ = link.set_attribute("href", url);
    }
    if STATE.with_borrow_mut(|state| std::mem::replace(&mut state.arrived, true)) {
        if let Some(announcer) = document.get_element_by_id(ANNOUNCER) {
            announcer.set_text_content(Some(title));
        }
        if let Ok(Some(heading)) = document.query_selector("main h1") {
            focus(heading);
        }
    }
    let restored = STATE.with_borrow_mut(|state| {
        state.path = location(false);
        let popped = std::mem::take(&mut state.popped);
        let page = location(true);
        let known = || state.positions.iter().find(|(known, _)| *known == page);
        popped.then(|| known().map_or(0.0, |(_, top)| *top))
    });
    match restored {
        Some(top) => window().scroll_to_with_x_and_y(0.0, top),
        None => {
            if reveal_target().is_none() {
                window().scroll_to_with_x_and_y(0.0, 0.0);
            }
        }
    }
}

fn focus(element: Element) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    _ = element
        .unchecked_into::<HtmlElement>()
        .focus_with_options(&options);
}

/// Unfolds and shows the story that the URL's fragment names, and goes on from there with
/// the keyboard.
pub(crate) fn reveal_target() -> Option<()> {
    let hash = window().location().hash().ok()?;
    let id = js_sys::decode_uri_component(hash.strip_prefix('#')?)
        .ok()?
        .as_string()?;
    let target = document().get_element_by_id(&id)?;
    if let Ok(Some(details)) = target.query_selector("details") {
        set_open(&details, true);
    }
    if let Ok(Some(summary)) = target.query_selector("summary") {
        focus(summary);
    }
    target.scroll_into_view();
    Some(())
}

/// Folds or unfolds every card on the page.
pub(crate) fn set_all_open(open: bool) {
    let Ok(cards) = document().query_selector_all("main details") else {
        return;
    };
    for index in 0..cards.length() {
        if let Some(card) = cards.get(index) {
            set_open(card.unchecked_ref(), open);
        }
    }
}

fn set_open(card: &Element, open: bool) {
    if let Some(card) = card.dyn_ref::<HtmlDetailsElement>() {
        card.set_open(open);
    }
}
