//! The choice of what a widget shows, and how.

use super::{Builder, known::day_text};
use crate::{
    embedding::{DENSITIES, ITEMS, MOST, Show, THEMES, is_colour},
    erased::{act, any, text, whether},
    markup::Markup,
};
use dayfold_model::Word;
use leptos::{ev::Event, prelude::*};

/// The colour that is offered where none was chosen.
const ACCENT: &str = "#8a3324";

/// The fields, in two groups.
#[component]
pub(super) fn Controls(builder: Builder) -> impl IntoView {
    let Builder {
        reader,
        asked,
        widget,
        known,
        ..
    } = builder;
    let word = move |word| builder.word(word);
    // Which one it came to, which may be the first of them.
    let id = move || widget.with(|widget| widget.as_ref().map(|widget| widget.id.clone()));
    let shown = move || asked.with(|asked| asked.show);
    let is = move |one: Show| whether(move || shown() != one);

    let shows = text(move || {
        let names = Show::ALL.map(|show| (show.as_str().to_owned(), name(builder, show)));
        options(names, shown().as_str())
    });
    let show = act(move |event: Event| {
        let value = event_target_value(&event);
        builder.change(|widget| {
            let mut all = Show::ALL.into_iter();
            widget.show = all.find(|show| show.as_str() == value).unwrap_or_default();
            widget.id.clear();
        });
    });

    let days = text(move || {
        let latest = (String::new(), reader.word(Word::LatestDay));
        let days: Vec<_> = known.days.with(|days| {
            let days = days.iter();
            days.map(|day| (day.date.to_string(), day_text(day, true)))
                .collect()
        });
        // A widget of one story is of the day that told it.
        let latest = (shown() != Show::Story).then_some(latest);
        let date = match shown() {
            Show::Story => widget.with(|widget| widget.as_ref().and_then(|widget| widget.date)),
            _ => asked.with(|asked| asked.date),
        };
        let date = date.map_or_else(String::new, |date| date.to_string());
        options(latest.into_iter().chain(days), &date)
    });
    let dateless = whether(move || !matches!(shown(), Show::Takeaways | Show::Story));
    let day = act(move |event: Event| {
        let date = event_target_value(&event).parse().ok();
        builder.change(|widget| {
            widget.date = date;
            widget.id.clear();
        });
    });

    let stories = text(move || {
        let all = known.stories.with(|(_, stories)| stories.clone());
        options(all, &id().unwrap_or_default())
    });
    let tags = text(move || options(known.tags.get(), &id().unwrap_or_default()));
    let entities = text(move || options(known.entities.get(), &id().unwrap_or_default()));
    let choose = move || {
        act(move |event: Event| {
            let id = event_target_value(&event);
            builder.change(|widget| widget.id = id);
        })
    };

    let themes = text(move || {
        let names = [
            word(Word::WidgetThemeAuto),
            reader.word(Word::ThemeLight),
            reader.word(Word::ThemeDark),
        ];
        let chosen = asked.with(|asked| asked.theme.clone());
        options(values(THEMES).into_iter().zip(names), &chosen)
    });
    let theme = act(move |event: Event| {
        let value = event_target_value(&event);
        builder.change(|widget| widget.theme = value);
    });
    let densities = text(move || {
        let names = [reader.word(Word::Normal), reader.word(Word::SpacingCompact)];
        let chosen = asked.with(|asked| asked.density.clone());
        options(values(DENSITIES).into_iter().zip(names), &chosen)
    });
    let density = act(move |event: Event| {
        let value = event_target_value(&event);
        builder.change(|widget| widget.density = value);
    });
    let single = is(Show::Story);
    let unlimited = whether(move || !single.get());
    let limit_text = text(move || {
        let limit = asked.with(|asked| asked.limit);
        limit.map_or_else(String::new, |limit| limit.to_string())
    });
    let limit = act(move |event: Event| {
        let limit = event_target_value(&event).parse().ok();
        builder.change(|widget| widget.limit = limit.filter(|limit| (1..=MOST).contains(limit)));
    });
    let accent = text(move || asked.with(|asked| asked.accent.clone()));
    let has_accent = whether(move || !accent.get().is_empty());
    let colour = text(move || match accent.get() {
        none if none.is_empty() => ACCENT.to_owned(),
        accent => accent,
    });
    let paint = act(move |event: Event| {
        let value = event_target_value(&event);
        builder.change(|widget| widget.accent = value);
    });
    let own_accent = act(move |event: Event| {
        let ticked = event_target_checked(&event);
        let value = if ticked { ACCENT } else { "" };
        builder.change(|widget| widget.accent = value.to_owned());
    });
    debug_assert!(is_colour(ACCENT));
    let plain = whether(move || !has_accent.get());
    let always = whether(|| false);
    any(view! {
        <div class="controls">
            <fieldset>
                <legend>{word(Word::WidgetWhat)}</legend>
                {select("df-show", word(Word::WidgetShow), shows, always, show)}
                {select("df-day", word(Word::WidgetDay), days, dateless, day)}
                {select("df-story", word(Word::WidgetStory), stories, is(Show::Story), choose())}
                {select("df-tag", word(Word::WidgetTag), tags, is(Show::Tag), choose())}
                {select("df-entity", word(Word::WidgetEntity), entities, is(Show::Entity), choose())}
            </fieldset>
            <fieldset>
                <legend>{word(Word::WidgetHow)}</legend>
                {select("df-theme", reader.word(Word::Theme), themes, always, theme)}
                {select("df-density", reader.word(Word::Spacing), densities, always, density)}
                <p class="field" hidden=unlimited>
                    <label for="df-limit">{word(Word::WidgetLimit)}</label>
                    <input
                        type="number"
                        id="df-limit"
                        min="1"
                        max=MOST.to_string()
                        placeholder=ITEMS.to_string()
                        prop:value=limit_text
                        on:change=limit
                    />
                </p>
                <p class="tick">
                    <label>
                        <input type="checkbox" prop:checked=has_accent on:change=own_accent/>
                        <span>{word(Word::WidgetOwnAccent)}</span>
                    </label>
                </p>
                <p class="field" hidden=plain>
                    <label for="df-accent">{word(Word::WidgetAccent)}</label>
                    <input type="color" id="df-accent" prop:value=colour on:change=paint/>
                </p>
            </fieldset>
        </div>
    })
}

/// What is called in a choice.
fn name(builder: Builder, show: Show) -> String {
    match show {
        Show::Takeaways => builder.reader.word(Word::Takeaways),
        Show::Story => builder.word(Word::WidgetStory),
        Show::Headlines => builder.word(Word::WidgetHeadlines),
        Show::Tag => builder.word(Word::WidgetTag),
        Show::Entity => builder.word(Word::WidgetEntity),
    }
}

/// The values of a choice whose first is the default, which is not said.
fn values<const N: usize>(mut names: [&str; N]) -> [String; N] {
    names[0] = "";
    names.map(str::to_owned)
}

/// A choice of one of many.
fn select(
    id: &'static str,
    label: String,
    options: Signal<String>,
    gone: Signal<bool>,
    change: Box<dyn FnMut(Event)>,
) -> AnyView {
    any(view! {
        <p class="field" hidden=gone>
            <label for=id>{label}</label>
            <select id=id inner_html=options on:change=change></select>
        </p>
    })
}

/// Values and what they are called, one of which is chosen. One that is not among them, such
/// as a day that is long past, is there all the same.
fn options(all: impl IntoIterator<Item = (String, String)>, chosen: &str) -> String {
    let mut html = Markup::default();
    let mut is_there = chosen.is_empty();
    for (value, label) in all {
        is_there |= value == chosen;
        option(&mut html, &value, &label, value == chosen);
    }
    if !is_there {
        option(&mut html, chosen, chosen, true);
    }
    html.0
}

fn option(html: &mut Markup, value: &str, label: &str, is_chosen: bool) {
    html.raw("<option value=\"")
        .text(value)
        .raw(match is_chosen {
            true => "\" selected>",
            false => "\">",
        });
    html.text(label).raw("</option>");
}

/// Buttons of which one is pressed: a choice that changes nothing but what is seen here.
pub(super) fn toggles(label: String, names: Vec<String>, chosen: RwSignal<usize>) -> AnyView {
    let buttons = names.into_iter().enumerate().map(|(at, name)| {
        let pressed = crate::erased::state(move || chosen.get() == at);
        let press = act(move |_: leptos::ev::MouseEvent| chosen.set(at));
        any(view! { <button type="button" aria-pressed=pressed on:click=press>{name}</button> })
    });
    let buttons = buttons.collect::<Vec<_>>();
    let name = label.clone();
    any(view! {
        <div class="toggles" role="group" aria-label=name>
            <span aria-hidden="true">{label}</span>
            {buttons}
        </div>
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_is_there() {
        let all = || [("a".to_owned(), "A & \"b\"".to_owned())];
        assert_eq!(
            options(all(), "a"),
            "<option value=\"a\" selected>A &amp; &quot;b&quot;</option>"
        );
        assert_eq!(
            options(all(), "2025-01-01"),
            "<option value=\"a\">A &amp; &quot;b&quot;</option>\
             <option value=\"2025-01-01\" selected>2025-01-01</option>"
        );
        assert_eq!(values(THEMES), ["", "light", "dark"]);
    }
}
