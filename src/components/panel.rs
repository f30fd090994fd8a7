//! A panel that any page can open over itself.

use crate::erased::{act, any};
use crate::{navigation, reader::use_reader};
use dayfold_model::Word;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

/// A panel with a heading and a button that closes it.
///
/// It is a popover of the browser's own, which any button opens that names its id as
/// `popovertarget`. So Escape and a click beside it close it, and the focus goes back to
/// where it was, without a line of code here; on opening it goes to the heading.
#[component]
pub fn Panel(id: &'static str, title: Word, children: Children) -> impl IntoView {
    let reader = use_reader();
    let heading = [id, "-title"].concat();
    let (name, own) = (heading.clone(), heading.clone());
    let toggled = act(move |event: Event| {
        let sheet = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        if sheet.is_some_and(|sheet| sheet.matches(":popover-open").unwrap_or(false)) {
            navigation::focus_on(&heading);
        }
    });
    any(view! {
        <div id=id class="panel" popover="auto" role="dialog" aria-labelledby=name on:toggle=toggled>
            <div class="panel-head">
                <h2 id=own tabindex="-1">{reader.word(title)}</h2>
                <button type="button" popovertarget=id popovertargetaction="hide">
                    {reader.word(Word::Close)}
                </button>
            </div>
            {children()}
        </div>
    })
}
