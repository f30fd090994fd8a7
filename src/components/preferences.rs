//! The panel in which a reader says how the app is to be.

use super::{KEY_HELP, MutedRules, Panel};
use crate::erased::{act, any, whether};
use crate::reader::use_reader;
use dayfold_model::Word;
use leptos::{
    ev::{Event, MouseEvent},
    prelude::*,
};

/// The panel's id, for the buttons that open it.
pub(crate) const PREFERENCES: &str = "df-preferences";

/// A preference of which one value is chosen: its name, what it is called, its values and
/// what those are called. The empty value is the default.
type Choice = (&'static str, Word, &'static [(&'static str, Word)]);

/// In the order of the panel. The names and values are what styles, the script in the page's
/// head and the day's page go by.
const CHOICES: &[Choice] = &[
    (
        "theme",
        Word::Theme,
        &[
            ("", Word::ThemeSystem),
            ("light", Word::ThemeLight),
            ("dark", Word::ThemeDark),
            ("sepia", Word::ThemeSepia),
            ("contrast", Word::ThemeContrast),
        ],
    ),
    (
        "size",
        Word::TextSize,
        &[
            ("small", Word::SizeSmall),
            ("", Word::Normal),
            ("large", Word::SizeLarge),
            ("huge", Word::SizeHuge),
        ],
    ),
    (
        "font",
        Word::Typeface,
        &[("", Word::Sans), ("serif", Word::Serif)],
    ),
    (
        "measure",
        Word::LineLength,
        &[
            ("narrow", Word::LineShort),
            ("", Word::Normal),
            ("wide", Word::LineLong),
        ],
    ),
    (
        "density",
        Word::Spacing,
        &[
            ("compact", Word::SpacingCompact),
            ("", Word::Normal),
            ("airy", Word::SpacingAiry),
        ],
    ),
    (
        "open",
        Word::OpenAtFirst,
        &[
            ("", Word::OpenNothing),
            ("takeaways", Word::Takeaways),
            ("all", Word::OpenEverything),
        ],
    ),
];

/// What becomes of muted stories.
const MUTED: Choice = (
    "muted",
    Word::MutedStories,
    &[("", Word::MutedFolded), ("hide", Word::MutedHidden)],
);

/// Preferences that are on or off: the name, the value that stands for a ticked box and the
/// one for an empty one, and what it is called.
type Switch = (&'static str, [&'static str; 2], Word);

const SWITCHES: &[Switch] = &[
    ("read", ["hide", ""], Word::HideRead),
    ("motion", ["none", ""], Word::WithoutMotion),
];

/// The themes, in the order in which a key goes through them.
pub(crate) fn themes() -> &'static [(&'static str, Word)] {
    CHOICES[0].2
}

/// The panel. Whatever is chosen holds at once.
#[component]
pub fn PreferencesPanel() -> impl IntoView {
    let reader = use_reader();
    any(view! {
        <Panel id=PREFERENCES title=Word::Preferences>
            {CHOICES.iter().map(radios).collect::<Vec<_>>()}
            <div class="switches">{SWITCHES.iter().map(switch).collect::<Vec<_>>()}</div>
            <p class="ways">
                <button type="button" popovertarget=KEY_HELP>{reader.word(Word::Keyboard)}</button>
                <button type="button" on:click=act(move |_: MouseEvent| reader.reading.reset())>
                    {reader.word(Word::Reset)}
                </button>
            </p>
            <MutedRules>{radios(&MUTED)}</MutedRules>
        </Panel>
    })
}

/// A preference as a group of radio buttons.
fn radios(&(name, legend, options): &'static Choice) -> AnyView {
    let reader = use_reader();
    let options = options.iter().map(|&(value, word)| {
        let chosen = whether(move || reader.reading.preferences.with(|all| all.is(name, value)));
        any(view! {
            <label>
                <input
                    type="radio"
                    name=["df-", name].concat()
                    value=value
                    prop:checked=chosen
                    on:change=act(move |_: Event| reader.reading.prefer(name, value))
                />
                <span>{reader.word(word)}</span>
            </label>
        })
    });
    any(view! {
        <fieldset>
            <legend>{reader.word(legend)}</legend>
            <div>{options.collect::<Vec<_>>()}</div>
        </fieldset>
    })
}

/// A preference as a box to tick.
pub(super) fn switch(&(name, [on, off], word): &'static Switch) -> AnyView {
    let reader = use_reader();
    let ticked = whether(move || reader.reading.preferences.with(|all| all.is(name, on)));
    let change = act(move |_: Event| {
        let value = if ticked.get_untracked() { off } else { on };
        reader.reading.prefer(name, value);
    });
    any(view! {
        <label>
            <input type="checkbox" prop:checked=ticked on:change=change/>
            <span>{reader.word(word)}</span>
        </label>
    })
}
