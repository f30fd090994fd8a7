//! The box that opens what one types: a search of the archive, the day on the page, a day, a
//! tag.
//!
//! It is a form in a popover of the browser's own, and leads to the page of the search before
//! anything here is alive; what it lists under the field is for a page that is. The popover is
//! a `<dialog>`, since of those alone the first field takes the focus (HTML Standard, 6.12,
//! popover focusing steps); `autofocus` would be tried on every page, as soon as it is loaded.

use crate::erased::{act, any};
use crate::{
    components::FIND,
    filter::Filter,
    letters::lower_case,
    markup::Markup,
    navigation,
    paths::Route,
    reader::{Reader, use_reader},
};
use dayfold_model::{Date, Word};
use leptos::{
    ev::{Event, MouseEvent},
    prelude::*,
};

/// The id of the box, for what opens it.
pub(crate) const QUICK_OPEN: &str = "df-quick-open";

/// The id of the list.
const LIST: &str = "df-quick-list";

/// How many tags are listed.
const TAGS: usize = 5;

/// The box.
#[component]
pub fn QuickOpen() -> impl IntoView {
    let reader = use_reader();
    let mut html = Markup::default();
    html.raw("<form role=\"search\" class=\"search-field\" action=\"")
        .say(reader.page(&Route::Search))
        .raw("\"><input type=\"search\" name=\"q\" autocomplete=\"off\" enterkeyhint=\"search\" aria-label=\"")
        .say(reader.word(Word::Search))
        .raw("\"><button type=\"submit\">")
        .say(reader.word(Word::Search))
        .raw("</button></form><ul role=\"list\" id=\"")
        .raw(LIST)
        .raw("\"></ul>");
    let typed = act(move |event: Event| {
        navigation::fill(LIST, &list(reader, &event_target_value(&event)));
    });
    any(view! {
        <dialog
            id=QUICK_OPEN
            class="panel quick-open"
            popover="auto"
            aria-label=reader.word(Word::Search)
            on:input=typed
            on:click=act(|event: MouseEvent| navigation::close_sheet(&event))
            inner_html=html.0
        ></dialog>
    })
}

/// Where what was typed may lead.
fn list(reader: Reader, typed: &str) -> String {
    let typed = typed.trim();
    let mut html = Markup::default();
    if typed.is_empty() {
        return html.0;
    }
    let mut item = |address: String, text: &str| {
        html.raw("<li>").link(address, text).raw("</li>");
    };
    let words = |word| reader.with_words(|words| words.fill(word, &[("words", typed)]));
    let query = Filter::default().finding(typed).query();
    let search = reader.page(&Route::Search) + &query;
    item(search, &words(Word::SearchArchive));
    if document().get_element_by_id(FIND).is_some() {
        item(query, &words(Word::SearchHere));
    }
    if let Some(day) = Date::read(typed) {
        item(reader.page(&Route::Day(day)), &day.to_string());
    }
    if let Some(site) = reader.site.get_untracked() {
        let typed = lower_case(typed);
        let tags = site.tags.iter();
        let tags = tags.filter(|tag| lower_case(&tag.label).contains(&typed));
        for tag in tags.take(TAGS) {
            item(reader.page(&Route::Tag(tag.id.clone())), &tag.label);
        }
    }
    html.0
}
