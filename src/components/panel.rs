//! The panels that any page can open over itself: preferences, and the keys.
//!
//! A panel is a popover of the browser's own, which any button opens that names its id as
//! `popovertarget`. So Escape and a click beside it close it, and the focus goes back to where
//! it was, without a line of code here; on opening it goes to the heading.
//!
//! What is in a panel is written as text once (see [`markup`](crate::markup)), and one listener
//! for each kind of event serves all that is in it.

use super::{KEY_HELP, key_help, muted_rules, preferences};
use crate::erased::{act, any, effect};
use crate::{markup::Markup, navigation, reader::use_reader};
use dayfold_model::Word;
use leptos::{
    ev::{Event, MouseEvent, SubmitEvent},
    prelude::*,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

/// The panel's id, for the buttons that open it.
pub(crate) const PREFERENCES: &str = "df-preferences";

/// Both panels.
#[component]
pub fn Panels() -> impl IntoView {
    let reader = use_reader();
    let preferences = preferences::content(reader);
    let keys = key_help::content(reader);
    // In step with what was chosen, here or in another tab.
    effect(move || {
        reader.reading.preferences.with(|chosen| {
            navigation::each(".panel input[name]", |input| {
                let input = input.unchecked_into::<HtmlInputElement>();
                let name = input.name();
                let name = name.strip_prefix("df-").unwrap_or_default();
                input.set_checked(chosen.is(name, &input.value()));
            });
        });
    });
    effect(move || muted_rules::list(reader));
    any(view! {
        <Panel id=PREFERENCES title=Word::Preferences content=preferences/>
        <Panel id=KEY_HELP title=Word::Keyboard content=keys/>
    })
}

/// A panel with a heading and a button that closes it.
#[component]
fn Panel(id: &'static str, title: Word, content: String) -> impl IntoView {
    let reader = use_reader();
    let heading = [id, "-title"].concat();
    let mut html = Markup::default();
    html.raw("<div class=\"panel-head\"><h2 tabindex=\"-1\" id=\"")
        .raw(&heading)
        .raw("\">")
        .say(reader.word(title))
        .raw("</h2> <button type=\"button\" popovertargetaction=\"hide\" popovertarget=\"")
        .raw(id)
        .raw("\">")
        .say(reader.word(Word::Close))
        .raw("</button></div>")
        .raw(&content);
    let name = heading.clone();
    let toggled = act(move |event: Event| {
        let sheet = target(&event);
        if sheet.is_some_and(|sheet| sheet.matches(":popover-open").unwrap_or(false)) {
            navigation::focus_on(&heading);
        }
    });
    let changed = act(move |event: Event| {
        let Some(input) = target(&event).filter(|input| input.has_attribute("name")) else {
            return;
        };
        let input = input.unchecked_into::<HtmlInputElement>();
        let off = input.get_attribute("data-off").unwrap_or_default();
        let value = if input.checked() { input.value() } else { off };
        let name = input.name();
        let name = name.strip_prefix("df-").unwrap_or_default();
        reader.reading.prefer(name, &value);
    });
    let clicked = act(move |event: MouseEvent| {
        let Some(button) = target(&event) else { return };
        if let Some(at) = button.get_attribute("data-rule") {
            muted_rules::remove(reader, &at);
        } else if button.has_attribute("data-reset") {
            reader.reading.reset();
        }
    });
    let submitted = act(move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(form) = target(&event) {
            _ = muted_rules::add(reader, &form);
        }
    });
    any(view! {
        <div
            id=id
            class="panel"
            popover="auto"
            role="dialog"
            aria-labelledby=name
            on:toggle=toggled
            on:change=changed
            on:click=clicked
            on:submit=submitted
            inner_html=html.0
        ></div>
    })
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
