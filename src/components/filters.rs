//! The filters of a day: its topics and tags as toggle buttons, and a line that says what
//! is shown.

use crate::{
    filter::{Filter, Kind},
    navigation,
    reader::use_reader,
};
use dayfold_model::{Digest, Word};
use leptos::prelude::*;

/// The id of the line that says what is shown.
const STATUS: &str = "df-status";

/// The filter group, the buttons that fold and unfold, and the status line.
#[component]
pub fn Filters(
    digest: StoredValue<Digest>,
    filter: Memo<Filter>,
    /// The ids of what the filter leaves.
    shown: Memo<Vec<String>>,
    /// Takes the filter that the reader chose.
    choose: Callback<Filter>,
) -> impl IntoView {
    let reader = use_reader();
    let (all, topics, tags) =
        digest.with_value(|digest| (digest.stories().count(), topics(digest), tags(digest)));
    let status = move || {
        let filters =
            filter.with(|filter| filter.describe(|kind, value| label(digest, kind, value)));
        let shown = shown.with(|shown| {
            digest.with_value(|digest| {
                digest
                    .stories()
                    .filter(|story| shown.contains(&story.id))
                    .count()
            })
        });
        reader.with_words(|words| {
            let total = words.stories(all);
            match shown {
                _ if all == 0 => words.get(Word::NoStories).to_owned(),
                _ if filters.is_empty() => words.fill(Word::ShowingAll, &[("all", &total)]),
                0 => words.fill(Word::ShowingNone, &[("filters", &filters)]),
                n => words.fill(
                    Word::ShowingSome,
                    &[
                        ("n", &n.to_string()),
                        ("all", &total),
                        ("filters", &filters),
                    ],
                ),
            }
        })
    };
    let clear = move |_| {
        choose.run(filter.with_untracked(Filter::cleared));
        // The button goes, and the focus must not go with it.
        navigation::focus_on(STATUS);
    };
    let group = (topics.len() + tags.len() > 0).then(|| {
        view! {
            <div class="filter-group" role="group" aria-labelledby="df-filter">
                <Toggles kind=Kind::Topic title=Word::Topics options=topics filter choose/>
                <Toggles kind=Kind::Tag title=Word::Tags options=tags filter choose/>
            </div>
        }
    });
    view! {
        <div class="filters">
            <h2 id="df-filter">{reader.word(Word::Filter)}</h2>
            <div class="shown">
                <p id=STATUS role="status" tabindex="-1">{status}</p>
                <button type="button" hidden=move || filter.with(Filter::is_empty) on:click=clear>
                    {reader.word(Word::ClearFilters)}
                </button>
            </div>
            {group}
            <p class="folding">
                <button type="button" on:click=move |_| navigation::set_all_open(true)>
                    {reader.word(Word::ExpandAll)}
                </button>
                <button type="button" on:click=move |_| navigation::set_all_open(false)>
                    {reader.word(Word::CollapseAll)}
                </button>
            </p>
        </div>
    }
}

/// What can be chosen: a value of the query, its label, and how many stories have it.
struct Choosable {
    value: String,
    label: String,
    stories: usize,
}

fn topics(digest: &Digest) -> Vec<Choosable> {
    let told = digest
        .sections
        .iter()
        .filter(|section| !section.stories.is_empty());
    told.filter_map(|section| {
        let label = section.title.clone()?;
        Some(Choosable {
            value: section.id.clone(),
            label,
            stories: section.stories.len(),
        })
    })
    .collect()
}

fn tags(digest: &Digest) -> Vec<Choosable> {
    let count = |id: &str| {
        digest
            .stories()
            .filter(|story| story.tags.iter().any(|tag| tag == id))
            .count()
    };
    let tags = digest.tags.iter().map(|tag| Choosable {
        value: tag.id.clone(),
        label: tag.label.clone(),
        stories: count(&tag.id),
    });
    tags.filter(|tag| tag.stories > 0).collect()
}

/// What a value of the query is called on this day.
fn label(digest: StoredValue<Digest>, kind: Kind, value: &str) -> Option<String> {
    digest.with_value(|digest| match kind {
        Kind::Tag => digest
            .tags
            .iter()
            .find(|tag| tag.id == value)
            .map(|tag| tag.label.clone()),
        Kind::Topic => digest
            .sections
            .iter()
            .find(|section| section.id == value)?
            .title
            .clone(),
        Kind::Entity => digest
            .entities
            .iter()
            .find(|entity| entity.id == value)
            .map(|entity| entity.name.clone()),
        Kind::Source => None,
    })
}

/// The toggle buttons of one kind.
#[component]
fn Toggles(
    kind: Kind,
    title: Word,
    options: Vec<Choosable>,
    filter: Memo<Filter>,
    choose: Callback<Filter>,
) -> impl IntoView {
    let reader = use_reader();
    let buttons = options
        .into_iter()
        .map(|Choosable { value, label, stories }| {
            let chosen = value.clone();
            let name = format!("{label}, {}", reader.stories(stories));
            let pressed = move || if filter.with(|filter| filter.has(kind, &value)) { "true" } else { "false" };
            view! {
                <li>
                    <button
                        type="button"
                        aria-pressed=pressed
                        aria-label=name
                        on:click=move |_| choose.run(filter.with_untracked(|filter| filter.toggled(kind, &chosen)))
                    >
                        {label} " "
                        <span class="count">{stories}</span>
                    </button>
                </li>
            }
        })
        .collect::<Vec<_>>();
    (!buttons.is_empty()).then(|| {
        view! {
            <h3>{reader.word(title)}</h3>
            <ul role="list">{buttons}</ul>
        }
    })
}
