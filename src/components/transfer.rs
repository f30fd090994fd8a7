//! Taking what the browser remembers elsewhere, and bringing it in from there.

use crate::{
    copy::saved_markdown,
    erased::{act, any, spawn, text, whether},
    reader::{Reader, use_reader},
    reading::{Added, Record, Unreadable},
};
use dayfold_model::{Date, Word};
use leptos::{
    ev::{Event, MouseEvent},
    prelude::*,
};
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlInputElement, Url};

/// How long a file may take to be saved before its address goes.
const SAVING: Duration = Duration::from_secs(60);

/// Buttons that export and import, and a line that says what came in.
#[component]
pub fn Transfer() -> impl IntoView {
    let reader = use_reader();
    let reading = reader.reading;
    let said = RwSignal::new(String::new());
    let export =
        act(move |_: MouseEvent| download("json", "application/json", &reading.record().to_text()));
    let markdown = act(move |_: MouseEvent| {
        let text = reading.saved.with_untracked(|saved| {
            let host = window().location().origin().unwrap_or_default();
            saved_markdown(&reader.word(Word::Saved), saved, |story| {
                [&host, &reading.address(&story.page), "#", &story.id].concat()
            })
        });
        download("md", "text/markdown", &text);
    });
    let import = act(move |event: Event| {
        let input: HtmlInputElement = event_target(&event);
        let Some(file) = input.files().and_then(|files| files.get(0)) else {
            return;
        };
        spawn(async move {
            let text = JsFuture::from(file.text()).await;
            let text = text.ok().and_then(|text| text.as_string());
            said.set(take_in(reader, &text.unwrap_or_default()));
            // So that the same file can be chosen again.
            input.set_value("");
        });
    });
    let nothing = whether(move || reading.saved.with(|saved| saved.stories().is_empty()));
    let status = text(move || said.get());
    any(view! {
        <section class="transfer">
            <h2>{reader.word(Word::TransferTitle)}</h2>
            <p>{reader.word(Word::TransferText)}</p>
            <div class="transfer-ways">
                <button type="button" class="plain-button" on:click=export>
                    {reader.word(Word::Export)}
                </button>
                <button
                    type="button"
                    class="plain-button"
                    hidden=nothing
                    on:click=markdown
                >
                    {reader.word(Word::ExportMarkdown)}
                </button>
                <label class="plain-button">
                    <span>{reader.word(Word::Import)}</span>
                    <input
                        type="file"
                        accept=".json,application/json"
                        class="visually-hidden"
                        on:change=import
                    />
                </label>
            </div>
            <p class="transfer-said" role="status">{status}</p>
        </section>
    })
}

/// Adds what a file holds, and says what that was.
fn take_in(reader: Reader, file: &str) -> String {
    let record = match Record::from_text(file) {
        Ok(record) => record,
        Err(Unreadable::Other) => return reader.word(Word::ImportOther),
        Err(Unreadable::Later) => return reader.word(Word::ImportLater),
    };
    let (added, stored) = reader.reading.import(record);
    let text = describe(reader, added);
    if stored {
        text
    } else {
        [&text, " ", &reader.word(Word::ImportRefused)].concat()
    }
}

fn describe(reader: Reader, added: Added) -> String {
    let saved = if added.saved == 1 {
        Word::SavedOne
    } else {
        Word::SavedOther
    };
    let counts = [
        (added.saved, saved),
        (added.muted, Word::MutedCount),
        (added.read, Word::ReadCount),
    ];
    reader.with_words(|words| {
        let counts = counts.into_iter().filter(|(n, _)| *n > 0);
        let parts: Vec<String> = counts
            .map(|(n, word)| words.fill(word, &[("n", &n.to_string())]))
            .collect();
        if !parts.is_empty() {
            words.fill(Word::Imported, &[("what", &parts.join(", "))])
        } else if added.preferences {
            words.get(Word::ImportedPreferences).to_owned()
        } else {
            words.get(Word::ImportedNothing).to_owned()
        }
    })
}

/// Gives the reader a file, named by the day on their own clock. Where the browser makes no
/// files there is nothing to be said that its own message would not say.
fn download(ending: &str, kind: &str, text: &str) {
    let make = || {
        let now = js_sys::Date::new_0();
        let (year, month, day) = (now.get_full_year(), now.get_month() + 1, now.get_date());
        let today = Date::new(year as u16, month as u8, day as u8).ok()?;

        let options = BlobPropertyBag::new();
        options.set_type(kind);
        let parts = js_sys::Array::of1(&JsValue::from_str(text));
        let file = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
        let url = Url::create_object_url_with_blob(&file).ok()?;
        let link = document().create_element("a").ok()?;
        let link = link.unchecked_into::<HtmlAnchorElement>();
        link.set_href(&url);
        link.set_download(&["dayfold-", &today.to_string(), ".", ending].concat());
        link.click();
        set_timeout(move || _ = Url::revoke_object_url(&url), SAVING);
        Some(())
    };
    _ = make();
}
