//! What a reader has muted, to be looked through and changed.

use crate::erased::{act, any, dynamic};
use crate::{
    navigation,
    reader::use_reader,
    reading::{Rule, RuleKind},
};
use dayfold_model::Word;
use leptos::{
    ev::{MouseEvent, SubmitEvent},
    html,
    prelude::*,
};

/// The heading's id.
const HEADING: &str = "df-muted";

/// What the kinds of rules are called.
fn kind_word(kind: RuleKind) -> Word {
    match kind {
        RuleKind::Word => Word::KindWord,
        RuleKind::Tag => Word::KindTag,
        RuleKind::Source => Word::KindSource,
    }
}

/// The list of what is muted, each with a button that ends that, and a form for more. The
/// children say what becomes of muted stories.
#[component]
pub fn MutedRules(children: Children) -> impl IntoView {
    let reader = use_reader();
    let reading = reader.reading;
    let item = move |rule: &Rule| {
        let Rule { kind, value } = rule.clone();
        let rule = rule.clone();
        let name = reader.with_words(|words| words.fill(Word::RemoveNamed, &[("title", &value)]));
        let remove = act(move |_: MouseEvent| {
            reading.mute(|muted| muted.remove(&rule));
            // The button goes, and the focus must not go with it.
            navigation::focus_on(HEADING);
        });
        any(view! {
            <li>
                <span class="kind">{reader.word(kind_word(kind))}</span>
                <span class="rule">{value}</span>
                <button type="button" aria-label=name on:click=remove>
                    {reader.word(Word::Remove)}
                </button>
            </li>
        })
    };
    let list = dynamic(move || {
        Some(reading.muted.with(|muted| match muted.rules() {
            [] => any(view! { <p class="none">{reader.word(Word::NothingMuted)}</p> }),
            rules => {
                let items = rules.iter().map(item).collect::<Vec<_>>();
                any(view! { <ul role="list">{items}</ul> })
            }
        }))
    });
    let kinds = RuleKind::ALL.map(|kind| {
        any(view! { <option value=kind.name()>{reader.word(kind_word(kind))}</option> })
    });
    let (kind, field) = (
        NodeRef::<html::Select>::new(),
        NodeRef::<html::Input>::new(),
    );
    let add = act(move |event: SubmitEvent| {
        event.prevent_default();
        if let (Some(kind), Some(field)) = (kind.get_untracked(), field.get_untracked())
            && let Some(rule) = Rule::new(&kind.value(), &field.value())
        {
            field.set_value("");
            let said = [&*reader.word(Word::Muted), ": ", &rule.value].concat();
            navigation::announce(&said);
            reading.mute(|muted| muted.add(rule));
        }
    });
    any(view! {
        <section class="muted" aria-labelledby=HEADING>
            <h3 id=HEADING tabindex="-1">{reader.word(Word::Muted)}</h3>
            {list}
            <form on:submit=add>
                <select node_ref=kind aria-label=reader.word(Word::MuteKind)>
                    {kinds.into_iter().collect::<Vec<_>>()}
                </select>
                <input
                    node_ref=field
                    type="text"
                    required
                    maxlength="80"
                    autocomplete="off"
                    aria-label=reader.word(Word::MuteWhat)
                />
                <button type="submit">{reader.word(Word::Mute)}</button>
            </form>
            {children()}
        </section>
    })
}
