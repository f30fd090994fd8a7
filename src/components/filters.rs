//! The filters of a day: what it can be narrowed to, as toggle buttons, and what else can be
//! done with it as a whole. Beside the text on a wide screen, a sheet on a narrow one.

use super::Share;
use crate::erased::{act, any, dynamic, memo, state, text};
use crate::{
    day_state::DayState,
    facets::{Choice, Facet, facets},
    filter::{Filter, Kind},
    navigation,
    reader::use_reader,
};
use dayfold_model::Word;
use leptos::{
    ev::{Event, MouseEvent},
    prelude::*,
};

/// The id of the filters: a popover, as the table of contents is.
pub const FILTERS: &str = "df-filters";

/// The id of the field for words to find.
pub const FIND: &str = "df-find";

/// How many values of a kind are offered at once; the others unfold. Topics and tags are the
/// day's own, names and sources may be any number.
fn offered(kind: Kind) -> usize {
    match kind {
        Kind::Topic | Kind::Tag => 30,
        Kind::Entity | Kind::Source | Kind::Text => 8,
    }
}

/// The filters. None of it works before the page is alive, so none of it is there before; and
/// on the first page it comes in a step of its own.
#[component]
pub fn Filters(day: DayState) -> impl IntoView {
    let reader = use_reader();
    let ready = reader.is_alive_in_turn();
    let content = dynamic(move || ready.get().then(|| any(view! { <Panel day/> })));
    any(view! {
        <section class="filters sheet" id=FILTERS popover="">
            {content}
        </section>
    })
}

#[component]
fn Panel(day: DayState) -> impl IntoView {
    let reader = use_reader();
    let find = act(move |event: Event| {
        let words = event_target_value(&event);
        day.choose
            .run(day.filter.with_untracked(|filter| filter.finding(&words)));
    });
    let words = text(move || day.filter.with(|filter| filter.words().to_owned()));
    let whole = dynamic(move || reader.is_worded().then(|| any(view! { <WholeDay day/> })));
    let group = day.digest.with_value(facets);
    let counts = memo(move |_| {
        day.filter.with(|filter| {
            day.digest.with_value(|digest| {
                group
                    .iter()
                    .map(|facet| facet.count(digest, filter))
                    .collect::<Vec<_>>()
            })
        })
    });
    let group = day.digest.with_value(facets);
    let has_any = !group.is_empty();
    let group = group
        .into_iter()
        .enumerate()
        .map(|(at, facet)| any(view! { <Toggles facet at counts day/> }))
        .collect::<Vec<_>>();
    let group = has_any.then(|| {
        any(view! {
            <div class="filter-group" role="group" aria-labelledby="df-filter">{group}</div>
        })
    });
    any(view! {
        <h2 id="df-filter">{reader.word(Word::Filter)}</h2>
        <p class="find">
            <label for=FIND>{reader.word(Word::Find)}</label>
            <input type="search" id=FIND autocomplete="off" prop:value=words on:input=find/>
        </p>
        {group}
        <p class="folding">
            <button type="button" id="df-expand" on:click=act(move |_: MouseEvent| fold(day, true))>
                {reader.word(Word::ExpandAll)}
            </button>
            <button type="button" id="df-collapse" on:click=act(move |_: MouseEvent| fold(day, false))>
                {reader.word(Word::CollapseAll)}
            </button>
        </p>
        {whole}
    })
}

/// Folds or unfolds every card, now and on the days to come.
fn fold(day: DayState, open: bool) {
    navigation::set_all_open(open);
    day.reader
        .reading
        .prefer("open", if open { "all" } else { "" });
}

/// What can be done with the day as a whole.
#[component]
fn WholeDay(day: DayState) -> impl IntoView {
    let reader = use_reader();
    let pressed = state(move || day.hides_read.get());
    let hide = act(move |_: MouseEvent| {
        let hides = day.hides_read.get_untracked();
        reader
            .reading
            .prefer("read", if hides { "" } else { "hide" });
    });
    any(view! {
        <div class="whole-day">
            <button type="button" on:click=act(move |_: MouseEvent| day.mark_stories(true, |_| true))>
                {reader.word(Word::MarkAllRead)}
            </button>
            <button type="button" aria-pressed=pressed on:click=hide>
                {reader.word(Word::HideRead)}
            </button>
            <Share day story=String::new()/>
        </div>
    })
}

/// The toggle buttons of one kind.
#[component]
fn Toggles(facet: Facet, at: usize, counts: Memo<Vec<Vec<usize>>>, day: DayState) -> impl IntoView {
    let reader = use_reader();
    let kind = facet.kind;
    let title = match kind {
        Kind::Topic => Word::Topics,
        Kind::Tag => Word::Tags,
        Kind::Entity => Word::Names,
        Kind::Source | Kind::Text => Word::SourceNames,
    };
    let toggle = move |(index, option): (usize, Choice)| {
        // Most counts stay what they are when the filter changes, and so does what shows them.
        let count = memo(move |_| counts.with(|counts| counts[at][index]));
        any(view! { <Toggle kind option count=count.into() day/> })
    };
    let mut options = facet.options.into_iter().enumerate();
    let offered: Vec<_> = options.by_ref().take(offered(kind)).map(toggle).collect();
    let more: Vec<_> = options.collect();
    let more = (!more.is_empty()).then(|| {
        let n = more.len().to_string();
        let label = reader.with_words(|words| words.fill(Word::More, &[("n", &n)]));
        let open = RwSignal::new(false);
        let unfold = act(move |_: MouseEvent| open.update(|open| *open = !*open));
        // There may be hundreds of sources: they are there once somebody wants them.
        let list = dynamic(move || {
            open.get().then(|| {
                let toggles = more.iter().cloned().map(toggle);
                any(view! { <ul role="list">{toggles.collect::<Vec<_>>()}</ul> })
            })
        });
        any(view! {
            <button
                type="button"
                class="more"
                aria-expanded=state(move || open.get())
                on:click=unfold
            >
                {label}
            </button>
            {list}
        })
    });
    any(view! {
        <h3>{reader.word(title)}</h3>
        <ul role="list">{offered}</ul>
        {more}
    })
}

/// A value: one button that chooses it, one that excludes it.
#[component]
fn Toggle(kind: Kind, option: Choice, count: Signal<usize>, day: DayState) -> impl IntoView {
    let reader = use_reader();
    let Choice { value, label } = option;
    let value = StoredValue::new(value);
    let pressed = move |exclude| {
        let is = move |filter: &Filter| value.with_value(|value| filter.has(kind, value, exclude));
        state(move || day.filter.with(is))
    };
    let toggle = move |exclude| {
        act(move |_: MouseEvent| {
            let toggled =
                |filter: &Filter| value.with_value(|value| filter.toggled(kind, value, exclude));
            day.choose.run(day.filter.with_untracked(toggled));
        })
    };
    let spoken = label.clone();
    let name = text(move || [&*spoken, ", ", &reader.stories(count.get())].concat());
    let exclude = reader.with_words(|words| words.fill(Word::Exclude, &[("label", &label)]));
    any(view! {
        <li>
            <button
                type="button"
                aria-pressed=pressed(false)
                aria-label=name
                on:click=toggle(false)
            >
                {label} " "
                <span class="count">{text(move || count.get().to_string())}</span>
            </button>
            <button
                type="button"
                class="exclude"
                aria-pressed=pressed(true)
                aria-label=exclude
                on:click=toggle(true)
            ></button>
        </li>
    })
}
