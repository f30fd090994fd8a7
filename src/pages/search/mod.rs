//! Searching the archive: the page, and the way from what is asked for to what is shown.
//!
//! What is asked for stands in the address. Everything else follows from that: the front file
//! of the search, the lists of the words, then the days of the best stories (see the crate
//! `dayfold-search`).

mod asked;
mod narrow;
mod results;

use crate::{
    api::{self, Failure},
    erased::{act, any, dynamic, effect, memo, spawn, text, whether},
    navigation,
    paths::{Route, decoded},
    reader::{Reader, use_reader},
};
use asked::{Asked, KINDS};
use dayfold_model::{Date, Word};
use dayfold_search::{Count, FRONT, Found, Hit, Index, Place, Query, files, find};
use futures_util::future::join_all;
use leptos::{
    ev::{Event, MouseEvent, SubmitEvent},
    html::Input,
    prelude::*,
};
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};
use results::STEP;
use std::{sync::Arc, time::Duration};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDetailsElement};

/// How long somebody who types pauses before it is searched for.
const PAUSE: Duration = Duration::from_millis(200);

/// The id of the field.
const FIELD: &str = "df-words";

/// What a search came to.
struct Answer {
    index: Index,
    query: Query,
    found: Found,
    /// How many requests that took.
    requests: usize,
}

impl Answer {
    fn hits(&self) -> &[Hit] {
        &self.found.hits
    }

    fn place(&self, hit: Hit) -> Option<(&Place, usize)> {
        self.index.place(hit.story)
    }

    /// The days of the oldest and of the newest story that was found.
    fn span(&self) -> Option<(Date, Date)> {
        let day = |story| match self.index.place(story) {
            Some((Place::Day(date), _)) => Some(*date),
            _ => None,
        };
        let days = || self.hits().iter().filter_map(|hit| day(hit.story));
        Some((days().min()?, days().max()?))
    }
}

/// What is shown of a search.
#[derive(Clone)]
enum State {
    /// Nothing yet.
    Waiting,
    /// Nothing is asked for: what could be.
    Open(String),
    /// It could not be found out.
    Failed(Failure),
    /// What was found.
    Shown(Arc<Answer>),
}

/// The search, and what it finds.
#[component]
pub fn SearchPage() -> impl IntoView {
    let reader = use_reader();
    let worded = memo(move |_| reader.is_worded());
    let gone = whether(move || reader.is_alive());
    let search = dynamic(move || worded.get().then(|| any(view! { <Searching/> })));
    any(view! {
        <div class="list-page search-page">
            <h1 tabindex="-1">{reader.word(Word::Search)}</h1>
            <div class="static-only" hidden=gone>
                <p>{reader.word(Word::SearchStatic)}</p>
                <p class="message-ways">
                    <a href=reader.page(&Route::Archive)>{reader.word(Word::Archive)}</a>
                    " "
                    <a href=reader.page(&Route::Tags)>{reader.word(Word::Tags)}</a>
                </p>
            </div>
            {search}
        </div>
    })
}

/// The field, and under it what was found. What was found before stays until that has come.
#[component]
fn Searching() -> impl IntoView {
    let reader = use_reader();
    let location = use_location();
    let asked = memo(move |before: Option<&Asked>| {
        let here = location
            .pathname
            .with(|path| reader.paths().route(&decoded(path)) == Route::Search);
        match before {
            // The address is the next page's already, and this one stands until that has come.
            Some(before) if !here => before.clone(),
            _ => location.search.with(|query| Asked::parse(query)),
        }
    });
    let navigate = use_navigate();
    let page = reader.page(&Route::Search);
    let ask = Callback::new(move |(asked, replace): (Asked, bool)| {
        let options = NavigateOptions {
            resolve: false,
            replace,
            scroll: false,
            ..Default::default()
        };
        navigate(&[&*page, &asked.query()].concat(), options);
    });
    let state = RwSignal::new(State::Waiting);
    let list = RwSignal::new(String::new());
    let attempt = RwSignal::new(0_u32);
    let turn = StoredValue::new(0_u32);
    effect(move || {
        attempt.track();
        let asked = asked.get();
        turn.update_value(|turn| *turn += 1);
        let this = turn.get_value();
        spawn(async move {
            // The page may be gone by then.
            let is_wanted = || turn.try_get_value() == Some(this);
            let found = match asked.is_empty() {
                true => open(reader).await,
                false => look(reader, &asked)
                    .await
                    .map(|answer| State::Shown(answer.into())),
            };
            if !is_wanted() {
                return;
            }
            results::clear(list);
            let found = found.unwrap_or_else(State::Failed);
            state.set(found.clone());
            if let State::Shown(answer) = found {
                results::show(reader, &answer, 0, list, is_wanted).await;
            }
        });
    });
    let again = Callback::new(move |()| attempt.update(|n| *n += 1));
    any(view! {
        <Field asked ask/>
        <Status state again/>
        <Narrowing asked ask state/>
        <List state list turn/>
    })
}

/// What could be searched for.
async fn open(reader: Reader) -> Result<State, Failure> {
    let front = api::search(&reader.paths(), FRONT).await?;
    let index = Index::parse(&front).ok_or(Failure::Format)?;
    let oldest = reader.site.with_untracked(|site| {
        let month = site.as_ref()?.months.last()?;
        Some(month.text.clone())
    });
    let Some(oldest) = oldest else {
        return Ok(State::Open(String::new()));
    };
    let stories = reader.stories(index.told());
    let values = [("stories", &*stories), ("from", &oldest)];
    let hint = reader.with_words(|words| words.fill(Word::SearchHint, &values));
    Ok(State::Open(hint))
}

/// Searches.
async fn look(reader: Reader, asked: &Asked) -> Result<Answer, Failure> {
    let paths = reader.paths();
    let front = api::search(&paths, FRONT).await?;
    let index = Index::parse(&front).ok_or(Failure::Format)?;
    let query = Query::new(&asked.words);
    let narrowing = asked.narrowing(&index);
    let wanted = files(&index, &query, &narrowing);
    let names: Vec<String> = wanted.iter().map(|number| index.file(*number)).collect();
    let lists = join_all(names.iter().map(|name| api::search(&paths, name))).await;
    let lists = lists.into_iter().collect::<Result<Vec<_>, _>>()?;
    let read = |number: usize| {
        let at = wanted.iter().position(|known| *known == number)?;
        lists.get(at).map(|list| &**list)
    };
    let found = find(&index, &query, &narrowing, read);
    Ok(Answer {
        found,
        query,
        requests: 1 + wanted.len(),
        index,
    })
}

/// The field for the words. What is typed is searched for after a pause, what is sent at once.
#[component]
fn Field(asked: Memo<Asked>, ask: Callback<(Asked, bool)>) -> impl IntoView {
    let reader = use_reader();
    let field = NodeRef::<Input>::new();
    let typed = StoredValue::new(String::new());
    let sent = StoredValue::new(String::new());
    let turn = StoredValue::new(0_u32);
    // The address may change by going back; then it is not what was sent from here. Who types
    // on while that is searched for is not disturbed.
    effect(move || {
        let words = asked.with(|asked| asked.words.clone());
        if let Some(field) = field.get()
            && sent.with_value(|sent| *sent != words)
        {
            field.set_value(&words);
            typed.set_value(words.clone());
            sent.set_value(words);
        }
    });
    effect(move || {
        // Who opened the search wants to type.
        if asked.with_untracked(Asked::is_empty)
            && let Some(field) = field.get()
        {
            _ = field.focus();
        }
    });
    let send = move |replace| {
        let words = typed.get_value();
        let next = asked.with_untracked(|asked| asked.saying(&words));
        if asked.with_untracked(|asked| *asked != next) {
            sent.set_value(words);
            ask.run((next, replace));
        }
    };
    let input = act(move |event: Event| {
        typed.set_value(event_target_value(&event));
        turn.update_value(|turn| *turn += 1);
        let this = turn.get_value();
        let search = move || {
            if turn.try_get_value() == Some(this) {
                send(true);
            }
        };
        set_timeout(search, PAUSE);
    });
    let submit = act(move |event: SubmitEvent| {
        event.prevent_default();
        turn.update_value(|turn| *turn += 1);
        send(false);
    });
    any(view! {
        <form role="search" class="search-field" on:submit=submit>
            <label for=FIELD class="visually-hidden">{reader.word(Word::Search)}</label>
            <input
                type="search"
                id=FIELD
                autocomplete="off"
                enterkeyhint="search"
                node_ref=field
                on:input=input
            />
            <button type="submit" class="quiet-button">{reader.word(Word::Search)}</button>
        </form>
    })
}

/// The line that says what was found, and the button where it could not be found out.
#[component]
fn Status(state: RwSignal<State>, again: Callback<()>) -> impl IntoView {
    let reader = use_reader();
    let status = text(move || {
        state.with(|state| match state {
            State::Waiting => reader.word(Word::Loading),
            State::Open(hint) => hint.clone(),
            State::Failed(Failure::Format) => reader.word(Word::FailedFormat),
            State::Failed(_) => reader.word(Word::FailedNetwork),
            State::Shown(answer) => said(reader, answer),
        })
    });
    let retry = dynamic(move || {
        let failed = state.with(|state| matches!(state, State::Failed(_)));
        failed.then(|| {
            any(view! {
                <button
                    type="button"
                    class="plain-button"
                    on:click=act(move |_: MouseEvent| again.run(()))
                >
                    {reader.word(Word::Retry)}
                </button>
            })
        })
    });
    any(view! {
        <p class="count" role="status">{status}</p>
        {retry}
    })
}

/// How many were found, and of what span.
fn said(reader: Reader, answer: &Answer) -> String {
    let stories = reader.stories(answer.hits().len());
    if answer.hits().is_empty() {
        return reader.word(Word::SearchNothing);
    }
    let month = |date: Date| {
        reader.site.with_untracked(|site| {
            let months = site.as_ref().map(|site| site.months.iter());
            let known = months.and_then(|mut all| all.find(|month| month.month == date.month()));
            known.map_or_else(|| date.to_string(), |month| month.text.clone())
        })
    };
    reader.with_words(|words| match answer.span() {
        _ if answer.found.is_part => words.fill(Word::SearchPart, &[("stories", &stories)]),
        Some((from, to)) if from.month() == to.month() => [&*stories, " · ", &month(to)].concat(),
        Some((from, to)) => {
            let values = [
                ("stories", &*stories),
                ("from", &month(from)),
                ("to", &month(to)),
            ];
            words.fill(Word::SearchFound, &values)
        }
        None => stories.clone(),
    })
}

/// The stories, and the button for more of them.
#[component]
fn List(state: RwSignal<State>, list: RwSignal<String>, turn: StoredValue<u32>) -> impl IntoView {
    let reader = use_reader();
    let shown = RwSignal::new(STEP);
    effect(move || {
        state.track();
        shown.set(STEP);
    });
    let more = act(move |_: MouseEvent| {
        let State::Shown(answer) = state.get_untracked() else {
            return;
        };
        let from = shown.get_untracked();
        shown.set(from + STEP);
        let this = turn.get_value();
        spawn(async move {
            let is_wanted = || turn.try_get_value() == Some(this);
            results::show(reader, &answer, from, list, is_wanted).await;
        });
    });
    let is_all = whether(move || {
        let found = state.with(|state| match state {
            State::Shown(answer) => answer.hits().len(),
            _ => 0,
        });
        found <= shown.get()
    });
    any(view! {
        <ol class="found" role="list" inner_html=list></ol>
        <button type="button" class="plain-button" hidden=is_all on:click=more>
            {reader.word(Word::ShowMore)}
        </button>
    })
}

/// What the search can be narrowed to; counted when it is unfolded.
#[component]
fn Narrowing(
    asked: Memo<Asked>,
    ask: Callback<(Asked, bool)>,
    state: RwSignal<State>,
) -> impl IntoView {
    let reader = use_reader();
    let is_open = RwSignal::new(asked.with_untracked(Asked::is_narrowed));
    let years = RwSignal::new(narrow::YEARS);
    let html = RwSignal::new(String::new());
    let counted = RwSignal::new((String::new(), false));
    let pressed = StoredValue::new(String::new());
    let turn = StoredValue::new(0_u32);
    effect(move || {
        let (State::Shown(answer), true) = (state.get(), is_open.get()) else {
            return;
        };
        let count = years.get();
        turn.update_value(|turn| *turn += 1);
        let this = turn.get_value();
        spawn(async move {
            let all = narrow::years(&answer);
            let newest = &all[..count.min(all.len())];
            let counts: Vec<Count> = narrow::counted(reader, &answer, newest).await;
            if turn.try_get_value() != Some(this) {
                return;
            }
            let asked = asked.get_untracked();
            let Some(site) = reader.site.get_untracked() else {
                return;
            };
            html.set(narrow::groups(reader, &site, &asked, &answer, &counts));
            let rest = newest.len() < all.len();
            let text = match (newest.last(), newest.first()) {
                (Some(from), Some(to)) if rest => {
                    let (from, to) = (from.to_string(), to.to_string());
                    let values = [("from", &*from), ("to", &*to)];
                    reader.with_words(|words| words.fill(Word::SearchCounted, &values))
                }
                _ => String::new(),
            };
            counted.set((text, rest));
            let focus = pressed.get_value();
            if !focus.is_empty() {
                pressed.set_value(String::new());
                navigation::focus_soon(focus);
            }
        });
    });
    let toggled = act(move |event: Event| {
        let card = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlDetailsElement>().ok());
        if let Some(card) = card {
            is_open.set(card.open());
        }
    });
    let clicked = act(move |event: MouseEvent| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let button = target.and_then(|target| target.closest("[data-kind]").ok()?);
        let Some(button) = button else { return };
        let attribute = |name| button.get_attribute(name).unwrap_or_default();
        let (kind, value) = (attribute("data-kind"), attribute("data-value"));
        if let Some(own) = KINDS.into_iter().find(|known| asked::name(*known) == kind) {
            pressed.set_value(narrow::button_id(&kind, &value));
            ask.run((
                asked.with_untracked(|asked| asked.toggled(own, &value)),
                false,
            ));
        }
    });
    let clear = act(move |_: MouseEvent| {
        ask.run((asked.with_untracked(Asked::cleared), false));
        navigation::focus_soon(FIELD);
    });
    let nothing = whether(move || !state.with(|state| matches!(state, State::Shown(_))));
    let older = act(move |_: MouseEvent| years.update(|years| *years += narrow::YEARS));
    any(view! {
        <details class="narrowing" hidden=nothing open=is_open.get_untracked() on:toggle=toggled>
            <summary>{reader.word(Word::Filter)}</summary>
            <div class="groups" on:click=clicked inner_html=html></div>
            <p class="counted">
                {text(move || counted.with(|(text, _)| text.clone()))}
                " "
                <button
                    type="button"
                    class="quiet-button"
                    hidden=whether(move || !counted.with(|(_, rest)| *rest))
                    on:click=older
                >
                    {reader.word(Word::SearchOlder)}
                </button>
            </p>
        </details>
        <button
            type="button"
            class="quiet-button"
            hidden=whether(move || !asked.with(Asked::is_narrowed))
            on:click=clear
        >
            {reader.word(Word::ClearFilters)}
        </button>
    })
}
