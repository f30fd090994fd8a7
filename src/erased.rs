//! One type for everything that changes.
//!
//! A closure is a type of its own, and for each in a view, an effect or a task the compiler
//! writes anew how it is rendered, hydrated, run and dropped: some kilobytes. So what changes
//! in this app goes through the types here, and the wasm holds that code once: a `Signal` in
//! an attribute, [`dynamic`] between elements, [`act`] for events. What does not change is of
//! few types, too: every view goes through [`any`]. All of it together made the script of a
//! page 25 kB lighter, of 215 (brotli).

use leptos::{ev::Event, prelude::*, task::spawn_local};
use std::pin::Pin;

/// A piece of a page, whatever it is made of. `view!` gives a type for each kind of element
/// with each kind of content around it; without its wrapping, and with nothing but this in
/// options and lists, it is one for each kind of element.
pub fn any<T: IntoAny + RenderHtml>(view: View<T>) -> AnyView {
    view.into_inner().into_any()
}

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

/// What follows when the signals that it reads change; first once the page is alive.
pub fn effect(run: impl FnMut() + 'static) {
    let run: Box<dyn FnMut()> = Box::new(run);
    Effect::new(run);
}

/// A value that is worked out anew when the signals that it reads change.
pub fn memo<T: PartialEq + Send + Sync + 'static>(
    value: impl Fn(Option<&T>) -> T + Send + Sync + 'static,
) -> Memo<T> {
    type Value<T> = Box<dyn Fn(Option<&T>) -> T + Send + Sync>;
    let value: Value<T> = Box::new(value);
    Memo::new(value)
}

/// Begins what takes time.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    let task: Pin<Box<dyn Future<Output = ()>>> = Box::pin(task);
    spawn_local(task);
}

/// What is done on an event.
pub fn act<E>(act: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)>
where
    E: AsRef<Event>,
{
    Box::new(act)
}
