//! What a browser does on going from page to page, and an app has to do itself: the scroll
//! position on back, the focus, the title, and saying aloud that something changed.

use crate::{
    api, components,
    erased::spawn,
    go_to_day,
    paths::{Route, decoded},
    reader::Reader,
};
use leptos::prelude::{GetUntracked, document, request_animation_frame, window};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    AddEventListenerOptions, Element, Event, EventTarget, FocusOptions, HtmlAnchorElement,
    HtmlDetailsElement, HtmlElement, PerformanceNavigation, ScrollRestoration,
};

/// The id of the element that says aloud what page has come.
pub(crate) const ANNOUNCER: &str = "df-announcer";

/// What the document says of itself, beside the page.
pub(crate) struct Head {
    /// The title, as tabs and bookmarks show it.
    pub(crate) title: String,
    /// The canonical address; none where there is no such page.
    pub(crate) url: Option<String>,
}

/// What made the address change.
#[derive(Clone, Copy, Default, PartialEq)]
enum Cause {
    /// The app itself: a filter, another try.
    #[default]
    App,
    /// A click on a link.
    Link,
    /// Back or forward.
    Traversal,
}

#[derive(Default)]
struct State {
    /// How far each address was scrolled when it was left.
    positions: Vec<(String, f64)>,
    cause: Cause,
    /// Whether a page has come already: the first one is the browser's to focus.
    arrived: bool,
    /// The link that was fetched ahead last.
    prefetched: String,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

/// Listens from now on. Once, when the app has come alive.
pub(crate) fn install(reader: Reader) {
    set_scroll_restoration(ScrollRestoration::Manual);
    STATE.with_borrow_mut(|state| state.arrived = !reader.alive.get_untracked());
    let window: EventTarget = window().into();
    listen(&window, "scroll", |_| remember());
    listen(&window, "click", move |event| clicked(reader, &event));
    listen(&window, "popstate", |_| {
        STATE.with_borrow_mut(|state| state.cause = Cause::Traversal);
    });
    // Leaving and reloading are the browser's own, and it restores those better.
    listen(&window, "pagehide", |_| {
        set_scroll_restoration(ScrollRestoration::Auto)
    });
    listen(&window, "pageshow", |_| {
        set_scroll_restoration(ScrollRestoration::Manual)
    });
    // It does not rise from the card to the window, but it comes by on its way down.
    listen(&window, "toggle", move |event| {
        components::unfolded(reader, &event);
    });
    let submitted = Closure::<dyn FnMut(Event)>::new(move |event| {
        go_to_day::submitted(reader, &event);
    });
    // Not with the others: it keeps the browser from sending the form itself.
    let submitted = submitted.into_js_value();
    _ = window.add_event_listener_with_callback("submit", submitted.unchecked_ref());
    for name in ["pointerover", "focusin"] {
        listen(&window, name, move |event| prefetch(reader, &event));
    }
    // The browser has gone to the fragment already, or back to where the reader was; here the
    // story is unfolded, and where filters have moved it, followed.
    let fresh = window_navigation() == PerformanceNavigation::TYPE_NAVIGATE;
    request_animation_frame(move || {
        if let Some(target) = target() {
            unfold(&target);
            if fresh {
                target.scroll_into_view();
            }
        }
    });
}

/// How the document was come to: by a link, by reloading, by back or forward.
fn window_navigation() -> u16 {
    let performance = window().performance();
    performance.map_or(0, |performance| performance.navigation().type_())
}

fn listen(target: &EventTarget, name: &str, callback: impl FnMut(Event) + 'static) {
    // Before the router, which scrolls and swallows.
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

/// Has the address bar say something else, without going there.
pub(crate) fn replace_address(address: &str) {
    if let Ok(history) = window().history() {
        _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// Has the address bar say the path that links use, where it was come by in another form. Of
/// a story that has no page of its own any more, what is behind the day's path is its id there.
pub(crate) fn straighten(path: &str) {
    let location = window().location();
    let here = decoded(&location.pathname().unwrap_or_default());
    let behind = here.strip_prefix(&decoded(path));
    if behind != Some("") {
        let story = behind.filter(|id| !id.contains('.'));
        let fragment = match story {
            Some(id) => ["#", id.trim_end_matches('/')].concat(),
            None => location.hash().unwrap_or_default(),
        };
        replace_address(&[path, &location.search().unwrap_or_default(), &fragment].concat());
    }
}

/// The page that the address bar names.
pub(crate) fn route_here(reader: Reader) -> Route {
    let path = window().location().pathname().unwrap_or_default();
    reader.paths().route(&decoded(&path))
}

/// The address that the browser is at: path, query and fragment.
fn address() -> String {
    let location = window().location();
    let part = |part: Result<String, _>| part.unwrap_or_default();
    part(location.pathname()) + &part(location.search()) + &part(location.hash())
}

fn remember() {
    let top = window().scroll_y().unwrap_or_default();
    STATE.with_borrow_mut(|state| {
        // Until the page that was gone back to is there, what scrolls is the one before.
        if state.cause != Cause::Traversal {
            let here = address();
            state.positions.retain(|(known, _)| *known != here);
            state.positions.push((here, top));
        }
    });
}

/// The link that an event came upon.
fn link(event: &Event) -> Option<HtmlAnchorElement> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest("a[href]").ok()??.dyn_into().ok()
}

/// The page of this site that a link leads to.
fn route(reader: Reader, link: &HtmlAnchorElement) -> Option<Route> {
    let here = link.host() == window().location().host().ok()?;
    let route = here.then(|| reader.paths().route(&decoded(&link.pathname())))?;
    let is_other =
        matches!(route, Route::Saved | Route::CatchUp | Route::Search) && !cfg!(feature = "later");
    (route != Route::NotFound && !is_other).then_some(route)
}

/// Prepares a click for the router, which takes every link on this host for its own and
/// scrolls before the page is there.
fn clicked(reader: Reader, event: &Event) {
    STATE.with_borrow_mut(|state| state.cause = Cause::App);
    remember();
    let Some(link) = link(event) else { return };
    if route(reader, &link).is_none() {
        _ = link.set_attribute("rel", "external noopener");
        return;
    }
    STATE.with_borrow_mut(|state| state.cause = Cause::Link);
    _ = link.set_attribute("data-noscroll", "");
    if window().location().href().ok() == Some(link.href()) {
        // The address will not change, so nobody else will act.
        request_animation_frame(|| settle(false));
    }
}

/// Notes what the site's pages load by now, for the loader (`public/boot.js`): where that is
/// something else than what this page has loaded, the next link loads a document.
pub(crate) fn note_programs(programs: &str) {
    if let Some(root) = document().document_element() {
        _ = root.set_attribute("data-programs", programs);
    }
}

/// Follows a link to where the reader is. That leads to nothing else, but for a page that is to
/// be loaded anew.
pub(crate) fn follow_here() {
    follow(&address());
}

/// Fetches ahead what the link needs that a pointer or the focus came upon.
fn prefetch(reader: Reader, event: &Event) {
    let Some(link) = link(event) else { return };
    let page = link.pathname();
    let known = STATE.with_borrow_mut(|state| {
        let known = state.prefetched == page;
        state.prefetched.clone_from(&page);
        known
    });
    if !known
        && page != window().location().pathname().unwrap_or_default()
        && let Some(route) = route(reader, &link)
    {
        spawn(api::prefetch(reader.paths(), route));
    }
}

/// Says that another page stands there now.
pub(crate) fn arrive(head: Head) {
    describe(&head);
    // After the page has been drawn and the router has put the address right, and before
    // either is painted.
    request_animation_frame(move || {
        if STATE.with_borrow_mut(|state| std::mem::replace(&mut state.arrived, true)) {
            announce(&head.title);
            if let Ok(Some(heading)) = document().query_selector("main h1") {
                focus(&heading);
            }
        }
        settle(true);
    });
}

/// Says something to those who listen.
pub(crate) fn announce(text: &str) {
    if let Some(announcer) = document().get_element_by_id(ANNOUNCER) {
        announcer.set_text_content(Some(text));
    }
}

/// Says that the same page stands there, at another address.
pub(crate) fn stay(head: Head) {
    describe(&head);
    request_animation_frame(|| settle(false));
}

/// Brings what the document says of itself up to date. What only crawlers read stays that of
/// the page that they asked for.
fn describe(head: &Head) {
    document().set_title(&head.title);
    let title = Some(head.title.as_str());
    let url = head.url.as_deref();
    for (selector, attribute, value) in [
        ("link[rel=canonical]", "href", url),
        ("meta[property='og:url']", "content", url),
        ("meta[property='og:title']", "content", title),
    ] {
        if let Ok(Some(element)) = document().query_selector(selector) {
            _ = match value {
                Some(value) => element.set_attribute(attribute, value),
                None => element.remove_attribute(attribute),
            };
        }
    }
}

/// Scrolls to where the reader should be: where they were, the story that the address names,
/// or the top.
fn settle(is_new: bool) {
    let here = address();
    let (cause, known) = STATE.with_borrow_mut(|state| {
        let known = state.positions.iter().find(|(known, _)| *known == here);
        let top = known.map(|(_, top)| *top);
        (std::mem::take(&mut state.cause), top)
    });
    let to = |top| window().scroll_to_with_x_and_y(0.0, top);
    match (cause, known, target()) {
        (Cause::Traversal, Some(top), _) => to(top),
        (Cause::App, ..) if !is_new => {}
        (_, _, Some(target)) => {
            unfold(&target);
            focus_into(&target);
            target.scroll_into_view();
        }
        _ => to(0.0),
    }
}

/// The element that the address's fragment names.
fn target() -> Option<Element> {
    let hash = window().location().hash().ok()?;
    let id = js_sys::decode_uri_component(hash.strip_prefix('#')?).ok()?;
    document().get_element_by_id(&id.as_string()?)
}

fn is_story(element: &Element) -> bool {
    element.tag_name() == "ARTICLE"
}

/// Unfolds a story that was asked for by its address.
fn unfold(target: &Element) {
    if is_story(target)
        && let Ok(Some(card)) = target.query_selector("details")
    {
        set_open(&card, true);
    }
}

/// Moves the focus, without scrolling.
pub(crate) fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        if element.tab_index() < 0 && !element.has_attribute("tabindex") {
            _ = element.set_attribute("tabindex", "-1");
        }
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        _ = element.focus_with_options(&options);
    }
}

/// Moves the focus, without scrolling, to what has that id; of a story to its headline.
pub(crate) fn focus_on(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        focus_into(&element);
    }
}

/// Moves the focus once what was caused has been drawn, as on a sheet that opens.
pub(crate) fn focus_soon(id: impl AsRef<str> + 'static) {
    request_animation_frame(move || focus_on(id.as_ref()));
}

/// A story takes the focus by its headline, which says what it is.
fn focus_into(element: &Element) {
    let summary = element.query_selector("summary").ok().flatten();
    let summary = summary.filter(|_| is_story(element));
    focus(summary.as_ref().unwrap_or(element));
}

/// Closes the sheet or the panel that a link was followed from.
pub(crate) fn close_sheet(event: &Event) {
    let sheet = link(event).and_then(|link| link.closest(":popover-open").ok()?);
    if let Some(sheet) = sheet {
        _ = sheet.unchecked_ref::<HtmlElement>().hide_popover();
    }
}

/// Whether an element stands below what is on the screen.
pub(crate) fn is_below(id: &str) -> bool {
    let height = window()
        .inner_height()
        .ok()
        .and_then(|height| height.as_f64());
    let element = document().get_element_by_id(id);
    element.is_some_and(|element| {
        element.get_bounding_client_rect().top() > height.unwrap_or_default()
    })
}

/// Goes to an address as if a link had been clicked.
pub(crate) fn follow(address: &str) {
    let document = document();
    if let (Ok(link), Some(body)) = (document.create_element("a"), document.body()) {
        _ = link.set_attribute("href", address);
        _ = body.append_child(&link);
        link.unchecked_ref::<HtmlElement>().click();
        link.remove();
    }
}

/// Folds or unfolds every card on the page.
pub(crate) fn set_all_open(open: bool) {
    set_open_all(".takeaway > details, .story > details", open);
}

/// Folds or unfolds all that match.
pub(crate) fn set_open_all(selector: &str, open: bool) {
    each(selector, |card| set_open(&card, open));
}

/// Does something to all elements that match.
pub(crate) fn each(selector: &str, mut act: impl FnMut(Element)) {
    if let Ok(found) = document().query_selector_all(selector) {
        for at in 0..found.length() {
            if let Some(element) = found.get(at) {
                act(element.unchecked_into());
            }
        }
    }
}

/// Puts HTML that was written as text into what has that id.
pub(crate) fn fill(id: &str, html: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.set_inner_html(html);
    }
}

/// Whether a click on a card's summary is about to unfold the card.
pub(crate) fn unfolds(click: &Event) -> bool {
    let target = click.target().and_then(|target| target.dyn_into().ok());
    let card = target.and_then(|target: Element| target.closest("details").ok()?);
    card.is_some_and(|card| !card.has_attribute("open"))
}

/// Folds or unfolds a card.
fn set_open(card: &Element, open: bool) {
    if let Some(card) = card.dyn_ref::<HtmlDetailsElement>() {
        card.set_open(open);
    }
}
