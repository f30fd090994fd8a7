//! The field that leads to a day that somebody writes in figures.
//!
//! It asks no server and is for a page that is alive; others do not show it (`calendar.css`).

use crate::{markup::Markup, navigation, paths::Route, reader::Reader};
use dayfold_model::{Date, Word};
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement};

/// The ids of the field, and of what is said of what was written in it.
const FIELD: &str = "df-go";
const SAID: &str = "df-go-said";

/// Writes the field. `example` shows how a day may be written.
pub(crate) fn field(html: &mut Markup, reader: Reader, example: Date) {
    html.raw("<form class=\"go-to-day\"><label for=\"")
        .raw(FIELD)
        .raw("\">")
        .say(reader.word(Word::GoToDay))
        .raw("</label><input id=\"")
        .raw(FIELD)
        .raw("\" type=\"text\" inputmode=\"numeric\" autocomplete=\"off\" aria-describedby=\"")
        .raw(SAID)
        .raw("\" placeholder=\"")
        .say(example.to_string())
        .raw("\"><button type=\"submit\">")
        .say(reader.word(Word::Go))
        .raw("</button><p id=\"")
        .raw(SAID)
        .raw("\" role=\"status\"></p></form>");
}

/// Goes to the day that was written, or says that there is none in what was.
pub(crate) fn submitted(reader: Reader, event: &Event) {
    let form = event
        .target()
        .and_then(|form| form.dyn_into::<Element>().ok());
    // Other forms lead elsewhere.
    let field = form.and_then(|form| form.query_selector("#df-go").ok()?);
    let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) else {
        return;
    };
    event.prevent_default();
    if let Some(day) = Date::read(&field.value()) {
        return navigation::follow(&reader.page(&Route::Day(day)));
    }
    let example = field.placeholder();
    let text = reader.with_words(|words| words.fill(Word::GoUnclear, &[("day", &example)]));
    if let Some(said) = document().get_element_by_id(SAID) {
        said.set_text_content(Some(&text));
    }
}
