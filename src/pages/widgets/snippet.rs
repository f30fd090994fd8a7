//! The snippet, in four kinds, and the button that copies it.

use super::{Builder, controls::toggles, fallback::fallback};
use crate::{
    api,
    embedding::{Script, Show, Widget, element, frame, markdown, picture},
    erased::{act, any, effect, memo, spawn, text, whether},
    navigation, sharing,
};
use dayfold_model::Word;
use leptos::{
    ev::{Event, MouseEvent},
    prelude::*,
};

/// What each kind is called, and what it is good for.
const KINDS: [(Word, Word); 4] = [
    (Word::WidgetElement, Word::WidgetElementText),
    (Word::WidgetFrame, Word::WidgetFrameText),
    (Word::WidgetPicture, Word::WidgetPictureText),
    (Word::WidgetMarkdown, Word::WidgetMarkdownText),
];

/// The id of the field.
const FIELD: &str = "df-snippet";

/// The snippet of what is chosen.
#[component]
pub(super) fn Snippet(builder: Builder) -> impl IntoView {
    let Builder {
        reader,
        own,
        widget,
        title,
        height,
        ..
    } = builder;
    let word = move |word| builder.word(word);
    let kind = RwSignal::new(0);
    let pinned = RwSignal::new(false);
    let card = card(builder);
    let fallback = fallback(builder);
    let snippet = memo(move |_| {
        let url = builder.url();
        let title = title.get();
        let card = card.get();
        widget.with(|widget| {
            let widget = widget.as_ref()?;
            Some(match kind.get() {
                0 => own.with_value(|own| {
                    let versioned = own.versioned.as_ref().filter(|_| pinned.get());
                    let address = sharing::absolute(versioned.unwrap_or(&own.script));
                    let script = Script {
                        address: &address,
                        integrity: own.integrity.as_deref().filter(|_| versioned.is_some()),
                    };
                    fallback.with(|fallback| element(&url, widget, fallback, script))
                }),
                1 => frame(&url, widget, &title, height.get()),
                2 => match card {
                    Some(card) => picture(&url, widget, &title, &card),
                    None => word(Word::WidgetNoPicture),
                },
                _ => markdown(&url, widget, &title, card.as_deref()),
            })
        })
    });
    let copied = RwSignal::new(false);
    effect(move || {
        snippet.track();
        copied.set(false);
    });
    let copy = act(move |_: MouseEvent| {
        if let Some(snippet) = snippet.get_untracked() {
            sharing::copy(&snippet);
            copied.set(true);
            navigation::announce(&reader.word(Word::Copied));
        }
    });
    let said = text(move || {
        let word = || reader.word(Word::Copied);
        copied.get().then(word).unwrap_or_default()
    });
    let about = text(move || word(KINDS[kind.get()].1));
    let value = text(move || snippet.get().unwrap_or_default());
    let nothing = whether(move || kind.get() == 2 && card.with(Option::is_none));
    let unpinnable =
        whether(move || kind.get() != 0 || own.with_value(|own| own.versioned.is_none()));
    let pin = act(move |event: Event| pinned.set(event_target_checked(&event)));
    any(view! {
        <section aria-labelledby="df-snippets">
            <h2 id="df-snippets">{word(Word::WidgetSnippet)}</h2>
            {toggles(word(Word::WidgetKind), KINDS.map(|(name, _)| word(name)).into(), kind)}
            <p class="note" id="df-kind">{about}</p>
            <label class="visually-hidden" for=FIELD>{word(Word::WidgetSnippet)}</label>
            <textarea
                id=FIELD
                class="snippet"
                readonly
                rows="8"
                spellcheck="false"
                aria-describedby="df-kind"
                prop:value=value
            ></textarea>
            <p class="tick" hidden=unpinnable>
                <label>
                    <input type="checkbox" prop:checked=pinned on:change=pin/>
                    <span>{word(Word::WidgetPinned)}</span>
                </label>
            </p>
            <p class="copying">
                <button type="button" class="plain-button" disabled=nothing on:click=copy>
                    {word(Word::WidgetCopy)}
                </button>
                " "
                <span class="note" aria-hidden="true">{said}</span>
            </p>
        </section>
    })
}

/// The picture of what is chosen, once it is known.
fn card(builder: Builder) -> RwSignal<Option<String>> {
    let card = RwSignal::new(None::<String>);
    let page = memo(move |_| builder.widget.with(|widget| pictured(widget.as_ref()?)));
    effect(move || {
        card.set(None);
        if let Some(wanted) = page.get() {
            spawn(async move {
                let found = api::card(&builder.reader.paths(), &wanted).await.ok();
                // Something else may be chosen by then.
                if page.try_get_untracked() == Some(Some(wanted)) {
                    card.try_set(found);
                }
            });
        }
    });
    card
}

/// The page whose picture stands for a widget: days and stories have some, lists have none.
fn pictured(widget: &Widget) -> Option<String> {
    matches!(widget.show, Show::Takeaways | Show::Story).then(|| widget.page())
}
