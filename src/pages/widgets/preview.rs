//! How a widget looks: the very page that it would show, in a frame, at several widths and on
//! light and dark.

use super::{Builder, HEIGHT, controls::toggles};
use crate::erased::{act, any, dynamic, memo, text};
use dayfold_model::Word;
use leptos::{ev::Event, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{HtmlIFrameElement, ResizeObserver};

/// The widths, as the styles know them.
const WIDTHS: [&str; 3] = ["phone", "column", "full"];

/// What is behind it, as themes are called.
const GROUNDS: [&str; 2] = ["light", "dark"];

/// Who is told when what is in the frame gets higher.
type Watch = (ResizeObserver, Closure<dyn FnMut()>);

/// The widget as it would be.
#[component]
pub(super) fn Preview(builder: Builder) -> impl IntoView {
    let Builder {
        reader,
        widget,
        title,
        height,
        ..
    } = builder;
    let word = move |word| builder.word(word);
    let width = RwSignal::new(1);
    let ground = RwSignal::new(0);
    let source = memo(move |_| {
        let mut widget = widget.get()?;
        if widget.theme.is_empty() {
            // As the page around it is: here, what is behind it.
            widget.theme = GROUNDS[ground.get()].to_owned();
        }
        let address = [reader.paths().base(), &*widget.frame()].concat();
        Some((address, widget.theme))
    });
    let watch = StoredValue::new_local(None::<Watch>);
    let stop = move || {
        if let Some(Some((observer, _))) = watch.try_update_value(Option::take) {
            observer.disconnect();
        }
    };
    on_cleanup(stop);
    let frame = dynamic(move || {
        // Only its fragment may have changed, of which a page that stands there need not take
        // notice: so it is another frame.
        let (source, theme) = source.get()?;
        stop();
        height.set(HEIGHT);
        let load = act(move |event: Event| {
            let frame = event.target().and_then(|target| target.dyn_into().ok());
            watch.set_value(frame.and_then(|frame| watched(frame, height)));
        });
        let height = text(move || height.get().to_string());
        Some(any(view! {
            <iframe src=source class=theme title=title.get_untracked() height=height on:load=load></iframe>
        }))
    });
    let class =
        text(move || ["preview ", WIDTHS[width.get()], " ", GROUNDS[ground.get()]].concat());
    let widths = [Word::WidgetPhone, Word::WidgetColumn, Word::WidgetFull].map(word);
    let grounds = [Word::ThemeLight, Word::ThemeDark].map(|word| reader.word(word));
    any(view! {
        <section aria-labelledby="df-preview">
            <h2 id="df-preview">{word(Word::WidgetPreview)}</h2>
            <div class="views">
                {toggles(word(Word::WidgetWidth), widths.into(), width)}
                {toggles(word(Word::WidgetGround), grounds.into(), ground)}
            </div>
            <div class=class>{frame}</div>
        </section>
    })
}

/// Has the frame be as high as what it shows, from now on. That is the text in the main part,
/// and as much room below as above: the page itself fills any frame.
fn watched(frame: HtmlIFrameElement, height: RwSignal<u32>) -> Option<Watch> {
    // One on another host cannot be looked into.
    let shown = frame.content_document()?;
    let shown = shown.query_selector("main").ok()??;
    let measured = shown.clone();
    let callback = Closure::<dyn FnMut()>::new(move || {
        let place = measured.get_bounding_client_rect();
        let now = (place.top() + place.bottom()).ceil();
        if now > 0.0 {
            height.try_set(now as u32);
        }
    });
    let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
    observer.observe(&shown);
    Some((observer, callback))
}
