//! What the keys do, by what the page offers anyway: its buttons, its links, its cards.

use super::{Command, FILTERS, Places, Press};
use crate::{
    components::{KEY_HELP, QUICK_OPEN, themes},
    navigation,
    reader::{Reader, StoryAct},
};
use dayfold_model::Word;
use leptos::prelude::{Callable, GetUntracked, WithUntracked, document, window};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// Fields that take text.
const FIELDS: &str =
    "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";

/// Listens from now on. Once, when the app has come alive.
pub(crate) fn install(reader: Reader) {
    let listener = move |event: KeyboardEvent| {
        let off = |all: &crate::reading::Preferences| all.is("keys", "off");
        if event.default_prevented() || reader.reading.preferences.with_untracked(off) {
            return;
        }
        let (key, code) = (event.key(), event.code());
        let panel = query(":popover-open").map(|panel| panel.id());
        let press = Press {
            key: &key,
            code: &code,
            is_modified: event.ctrl_key() || event.alt_key() || event.meta_key(),
            is_repeated: event.repeat(),
            is_composing: event.is_composing(),
            is_typing: focused_in(FIELDS).is_some(),
            panel: panel.as_deref(),
        };
        if let Some(command) = press.command()
            && run(reader, command).is_some()
        {
            event.prevent_default();
        }
    };
    let listener = Closure::<dyn FnMut(KeyboardEvent)>::new(listener).into_js_value();
    _ = document().add_event_listener_with_callback("keydown", listener.unchecked_ref());
}

/// Does it; `None` where there was nothing to do it with.
fn run(reader: Reader, command: Command) -> Option<()> {
    match command {
        Command::NextStory => go(Places::next),
        Command::PreviousStory => go(Places::previous),
        Command::Fold => {
            let own = || story(Places::current)?.query_selector("details").ok()?;
            let card = focused_in("main details").or_else(own)?;
            // As a click does, by which opening counts as reading.
            click(card.query_selector("summary").ok()??)
        }
        Command::FoldAll => {
            let buttons = ["#df-expand", "#df-collapse"].map(shown);
            let [expand, collapse] = buttons;
            if shown("main details:not([open])").is_some() {
                click(expand.or(collapse)?)
            } else {
                click(collapse.or(expand)?)
            }
        }
        Command::Read => act(reader, StoryAct::Read),
        Command::Save => act(reader, StoryAct::Save),
        Command::NextDay => click(query("main a[rel=next]")?),
        Command::PreviousDay => click(query("main a[rel=prev]")?),
        Command::Filters => {
            open_filters().or_else(|| focus(shown(&["#", FILTERS, " button"].concat())?))
        }
        Command::Search => click(shown(&opens(QUICK_OPEN))?),
        Command::Theme => {
            let chosen = |all: &crate::reading::Preferences| {
                let at = themes().iter().position(|(name, _)| all.is("theme", name));
                at.unwrap_or_default()
            };
            let at = reader.reading.preferences.with_untracked(chosen) + 1;
            let (name, word) = themes()[at % themes().len()];
            reader.reading.prefer("theme", name);
            let said = [&*reader.word(Word::Theme), ": ", &reader.word(word)].concat();
            navigation::announce(&said);
            Some(())
        }
        Command::Help => {
            let panel = html(query(&["#", KEY_HELP].concat())?)?;
            panel.toggle_popover().ok().map(drop)
        }
        Command::Leave => html(document().active_element()?)?.blur().ok(),
    }
}

/// Moves the focus to a story: to what unfolds it, or to its heading where it does not fold.
fn go(to: fn(&Places) -> Option<usize>) -> Option<()> {
    let story = story(to)?;
    let heading = story.query_selector("summary, h3").ok()??;
    navigation::focus(&heading);
    story.scroll_into_view();
    Some(())
}

fn act(reader: Reader, act: StoryAct) -> Option<()> {
    let callback = reader.act.get_untracked()?;
    callback.run((act, story(Places::current)?.id()));
    Some(())
}

/// One of the stories that are shown.
fn story(which: fn(&Places) -> Option<usize>) -> Option<Element> {
    let mut stories = all("main article.story");
    let own = focused_in("article.story");
    let window = window().inner_height().ok()?.as_f64()?;
    let places = Places {
        stories: stories
            .iter()
            .map(|story| {
                let bounds = story.get_bounding_client_rect();
                [bounds.top(), bounds.bottom()]
            })
            .collect(),
        window,
        focus: stories.iter().position(|story| Some(story) == own.as_ref()),
    };
    which(&places).map(|at| stories.swap_remove(at))
}

/// The filters, where they are in a panel of their own.
fn open_filters() -> Option<()> {
    click(shown(&opens(FILTERS))?)
}

/// What opens a panel.
fn opens(panel: &str) -> String {
    ["button[popovertarget=", panel, "]"].concat()
}

fn click(element: Element) -> Option<()> {
    html(element)?.click();
    Some(())
}

fn focus(element: Element) -> Option<()> {
    html(element)?.focus().ok()
}

fn html(element: Element) -> Option<HtmlElement> {
    element.dyn_into().ok()
}

/// What has the focus, or the nearest around it that is such.
fn focused_in(selector: &str) -> Option<Element> {
    document().active_element()?.closest(selector).ok()?
}

fn query(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok()?
}

/// The first such element that is shown.
fn shown(selector: &str) -> Option<Element> {
    all(selector).into_iter().next()
}

/// All such elements that are shown.
fn all(selector: &str) -> Vec<Element> {
    let Ok(found) = document().query_selector_all(selector) else {
        return vec![];
    };
    let elements = (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<Element>().ok());
    elements
        .filter(|element| element.get_bounding_client_rect().height() > 0.0)
        .collect()
}
