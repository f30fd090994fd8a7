//! The line that says what is shown of a day and what is not, and why; with the way to get
//! all back.

use crate::erased::{act, any, dynamic, text, whether};
use crate::{
    day_state::DayState,
    filter::{Filter, Kind},
    navigation,
    reader::use_reader,
    reading::Rule,
    selection::Fate,
};
use dayfold_model::{Digest, Word};
use leptos::{ev::MouseEvent, prelude::*};

/// The id of the line.
pub(super) const STATUS: &str = "df-status";

/// What is shown, and the buttons that change that.
#[component]
pub fn Shown(day: DayState) -> impl IntoView {
    let reader = use_reader();
    let clear = move || {
        day.choose.run(day.filter.with_untracked(Filter::cleared));
        // The button goes, and the focus must not go with it.
        navigation::focus_on(STATUS);
    };
    // Whoever excludes the same every morning may want never to see it again.
    let mute = dynamic(move || {
        let excludes = day.filter.with(|filter| filter.excluded().next().is_some());
        let mute = move |_: MouseEvent| {
            let rules: Vec<_> = day.filter.with_untracked(|filter| {
                let rules = filter.excluded();
                rules
                    .filter_map(|(kind, value)| rule(day, kind, value))
                    .collect()
            });
            reader
                .reading
                .mute(|muted| rules.into_iter().for_each(|rule| muted.add(rule)));
            clear();
        };
        (excludes && reader.is_worded()).then(|| {
            any(view! { <button type="button" on:click=act(mute)>{reader.word(Word::MuteExcluded)}</button> })
        })
    });
    any(view! {
        <div class="shown">
            <p id=STATUS role="status" tabindex="-1">{text(move || status(day))}</p>
            <button
                type="button"
                hidden=whether(move || day.filter.with(Filter::is_empty))
                on:click=act(move |_: MouseEvent| clear())
            >
                {reader.word(Word::ClearFilters)}
            </button>
            {mute}
        </div>
    })
}

/// What is excluded, as a rule to mute it.
fn rule(day: DayState, kind: Kind, value: &str) -> Option<Rule> {
    match kind {
        Kind::Source => Rule::new("source", value),
        Kind::Tag => Rule::new(
            "tag",
            &day.digest.with_value(|digest| label(digest, kind, value))?,
        ),
        _ => Rule::new("word", value),
    }
}

/// The sentence. The first render's is that of a day without a filter.
fn status(day: DayState) -> String {
    let all = day.digest.with_value(|digest| digest.stories().count());
    let filters = day.filter.with(|filter| {
        filter.describe(|kind, value| day.digest.with_value(|digest| label(digest, kind, value)))
    });
    let count = |fate| day.selection.with(|selection| selection.count(fate));
    let (filtered, muted, read) = (count(Fate::Filtered), count(Fate::Muted), count(Fate::Read));
    day.reader.with_words(|words| {
        let total = words.stories(all);
        let shown = all - filtered - muted - read;
        let values = [
            ("n", &*shown.to_string()),
            ("all", &*total),
            ("filters", &*filters),
        ];
        let mut status = match shown {
            _ if all == 0 => return words.get(Word::NoStories).to_owned(),
            _ if shown == all && filters.is_empty() => words.fill(Word::ShowingAll, &values),
            _ if filters.is_empty() => words.fill(Word::ShowingPart, &values),
            0 => words.fill(Word::ShowingNone, &values),
            _ => words.fill(Word::ShowingSome, &values),
        };
        for (n, why) in [(muted, Word::HiddenMuted), (read, Word::HiddenRead)] {
            if n > 0 {
                status.push(' ');
                status.push_str(&words.fill(why, &[("n", &n.to_string())]));
            }
        }
        status
    })
}

/// What a value of the query is called on this day.
fn label(digest: &Digest, kind: Kind, value: &str) -> Option<String> {
    match kind {
        Kind::Tag => {
            let tag = digest.tags.iter().find(|tag| tag.id == value);
            tag.map(|tag| tag.label.clone())
        }
        Kind::Topic => {
            let mut sections = digest.sections.iter();
            sections.find(|section| section.id == value)?.title.clone()
        }
        Kind::Entity => {
            let entity = digest.entities.iter().find(|entity| entity.id == value);
            entity.map(|entity| entity.name.clone())
        }
        Kind::Source | Kind::Text => None,
    }
}
