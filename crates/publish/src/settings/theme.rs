//! `[theme]`: the design tokens that a site has of its own.

use super::fields::Fields;
use crate::theme::{Colour, Moved, Pair, TEXT, Theme};
use dayfold_ingest::Diagnostic;
use std::ops::Range;
use toml::{Spanned, de::DeValue};

/// Reads the table.
pub(super) fn read(mut fields: Fields<'_, '_, '_>) -> Theme {
    let mut colour = |name: &'static str| {
        let value = fields.get(name);
        let (pair, span) =
            value.map_or_else(Default::default, |value| pair(&mut fields, name, value));
        (name, pair, span)
    };
    let places = [colour("accent"), colour("paper"), colour("ink")];
    let [accent, paper, ink] = places.clone().map(|(_, pair, _)| pair);
    let headings = fields.one_of("headings");
    let theme = Theme {
        accent,
        paper,
        ink,
        headings,
        text: fields.one_of("text"),
        measure: fields.number("measure"),
    };
    let mut said = vec![];
    for moved in theme.css().1 {
        let place = places.iter().find(|(name, ..)| *name == moved.name);
        let span = place.map_or(0..0, |(_, _, span)| span.clone());
        let told = told(&moved).at(span);
        // A paper may be unfit in both schemes for the same reason.
        if !said.contains(&told) {
            said.push(told);
        }
    }
    said.into_iter().for_each(|told| fields.say(told));
    fields.unknown();
    theme
}

/// A colour for the light scheme, from which that of the dark one is derived; or both.
fn pair(
    fields: &mut Fields<'_, '_, '_>,
    name: &str,
    value: &Spanned<DeValue<'_>>,
) -> (Pair, Range<usize>) {
    let mut pair = Pair::default();
    match value.get_ref() {
        DeValue::String(_) => pair.light = colour(fields, name, value),
        DeValue::Table(table) => {
            for (key, value) in table.iter() {
                match &**key.get_ref() {
                    "light" => pair.light = colour(fields, name, value),
                    "dark" => pair.dark = colour(fields, name, value),
                    other => {
                        let text = format!(
                            "there is no setting `theme.{name}.{other}`; it is passed over"
                        );
                        fields.say(
                            Diagnostic::warning("settings-unknown", text)
                                .help("known are: light, dark")
                                .at(key.span()),
                        );
                    }
                }
            }
        }
        _ => {
            let help = format!(
                "write {name} = \"#0b5394\", or {name} = {{ light = \"…\", dark = \"…\" }}"
            );
            fields.wrong_kind(name, "a colour", value, help);
        }
    }
    (pair, value.span())
}

fn colour(
    fields: &mut Fields<'_, '_, '_>,
    name: &str,
    value: &Spanned<DeValue<'_>>,
) -> Option<Colour> {
    let DeValue::String(text) = value.get_ref() else {
        let help = format!("put it in quotes: {name} = \"#0b5394\"");
        fields.wrong_kind(name, "a colour", value, help);
        return None;
    };
    let colour = Colour::parse(text);
    if colour.is_none() {
        fields.say(
            Diagnostic::error("settings-colour", format!("“{text}” is no opaque colour"))
                .help("write it as CSS does, for example \"#0b5394\", \"rebeccapurple\" or \"oklch(0.4 0.1 250)\"")
                .at(value.span()),
        );
    }
    colour
}

fn told(moved: &Moved) -> Diagnostic {
    let Moved {
        name,
        from,
        contrast,
        to,
    } = moved;
    // Cut, not rounded: 6.96 is not 7.
    let contrast = (contrast * 10.0).floor() / 10.0;
    match to {
        Some(to) => Diagnostic::warning(
            "settings-contrast",
            format!("the {name} {from} has a contrast of {contrast}:1 on the paper, and text needs {TEXT}:1; it is shown as {to}"),
        )
        .help(format!("set {to}, or another that is darker on light paper and lighter on dark paper")),
        None => Diagnostic::error(
            "settings-contrast",
            format!("no text can be read at {TEXT}:1 on that paper"),
        )
        .help("take a paper that is nearly white, or nearly black for the dark scheme"),
    }
}
