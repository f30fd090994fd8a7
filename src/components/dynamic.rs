//! One type for everything that changes.
//!
//! A closure in a view is a type of its own, and for each the compiler writes anew how it is
//! rendered, hydrated and changed: some kilobytes. So what changes in this app goes through
//! the three types here, and the wasm holds that code once: a `Signal` in an attribute,
//! [`dynamic`] between elements, [`act`] for events.

use leptos::{ev::Event, prelude::*};

/// Content that changes with the signals that it reads; nothing where there is `None`.
pub fn dynamic(content: impl FnMut() -> Option<AnyView> + Send + 'static) -> AnyView {
    let content: Box<dyn FnMut() -> Option<AnyView> + Send> = Box::new(content);
    content.into_any()
}

/// A text that changes.
pub fn text(content: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(content)
}

/// Whether something is so, as it changes.
pub fn whether(is: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    Signal::derive(is)
}

/// Whether something is so, as it changes, in the words that ARIA has for it. Unlike
/// `hidden`, a state such as `aria-pressed` is said when it is false, too.
pub fn state(is: impl Fn() -> bool + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(move || if is() { "true" } else { "false" }.to_owned())
}

/// What is done on an event.
pub fn act<E>(act: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)>
where
    E: AsRef<Event>,
{
    Box::new(act)
}
