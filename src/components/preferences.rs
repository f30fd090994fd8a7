//! The panel in which a reader says how the app is to be: its tables, and the text of it.

use super::{KEY_HELP, muted_rules};
use crate::{markup::Markup, reader::Reader};
use dayfold_model::Word;

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
pub(super) type Switch = (&'static str, [&'static str; 2], Word);

const SWITCHES: &[Switch] = &[
    ("read", ["hide", ""], Word::HideRead),
    ("motion", ["none", ""], Word::WithoutMotion),
];

/// The themes, in the order in which a key goes through them.
pub(crate) fn themes() -> &'static [(&'static str, Word)] {
    CHOICES[0].2
}

/// What the panel holds.
pub(super) fn content(reader: Reader) -> String {
    let mut html = Markup::default();
    for choice in CHOICES {
        radios(reader, choice, &mut html);
    }
    html.raw("<div class=\"switches\">");
    for choice in SWITCHES {
        switch(reader, choice, &mut html);
    }
    html.raw("</div><p class=\"ways\"><button type=\"button\" popovertarget=\"")
        .raw(KEY_HELP)
        .raw("\">")
        .say(reader.word(Word::Keyboard))
        .raw("</button> <button type=\"button\" data-reset>")
        .say(reader.word(Word::Reset))
        .raw("</button></p>");
    muted_rules::frame(reader, &mut html, |html| radios(reader, &MUTED, html));
    html.0
}

/// A preference as a group of radio buttons.
fn radios(reader: Reader, (name, legend, options): &Choice, html: &mut Markup) {
    html.raw("<fieldset><legend>")
        .say(reader.word(*legend))
        .raw("</legend><div>");
    for (value, word) in *options {
        html.raw("<label><input type=\"radio\" name=\"df-")
            .raw(name)
            .raw("\" value=\"")
            .raw(value)
            .raw("\"> <span>")
            .say(reader.word(*word))
            .raw("</span></label>");
    }
    html.raw("</div></fieldset>");
}

/// A preference as a box to tick. What it stands for when it is not ticked is its `data-off`.
pub(super) fn switch(reader: Reader, (name, [on, off], word): &Switch, html: &mut Markup) {
    html.raw("<label><input type=\"checkbox\" name=\"df-")
        .raw(name)
        .raw("\" value=\"")
        .raw(on)
        .raw("\" data-off=\"")
        .raw(off)
        .raw("\"> <span>")
        .say(reader.word(*word))
        .raw("</span></label>");
}
