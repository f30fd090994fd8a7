//! The list of keys that do something by themselves, and the way to have none.

use super::{Panel, preferences::switch};
use crate::erased::any;
use crate::keyboard::KEYS;
use crate::reader::use_reader;
use dayfold_model::Word;
use leptos::prelude::*;

/// The list's id, for what opens it.
pub(crate) const KEY_HELP: &str = "df-keys";

/// The list of keys. Who speaks to a computer, or touches keys by accident, can switch them
/// off (WCAG 2.1.4).
#[component]
pub fn KeyHelp() -> impl IntoView {
    let reader = use_reader();
    let keys = KEYS.iter().map(move |&(key, _, word)| {
        any(view! { <div><dt><kbd>{key}</kbd></dt><dd>{reader.word(word)}</dd></div> })
    });
    any(view! {
        <Panel id=KEY_HELP title=Word::Keyboard>
            <div class="switches">{switch(&("keys", ["", "off"], Word::UseKeys))}</div>
            <dl class="keys">{keys.collect::<Vec<_>>()}</dl>
        </Panel>
    })
}
