//! Putting a widget together: what it shows and how, how that looks, and the snippet for a
//! page of one's own.
//!
//! What is asked for stands in the address, so that the share menu of a story can lead to the
//! snippet of that story. Everything else follows from that and from the published lists.

mod controls;
mod fallback;
mod known;
mod preview;
mod snippet;

use crate::{
    content,
    embedding::{Fallback, Script, Widget, element},
    erased::{any, dynamic, memo, whether},
    paths::{Route, decoded},
    reader::{Reader, use_reader},
    sharing,
};
use controls::Controls;
use dayfold_model::Word;
use known::Known;
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};
use preview::Preview;
use snippet::Snippet;

/// How high a frame is until it is known how high what it shows is, in pixels.
const HEIGHT: u32 = 480;

/// What all parts of the page go by.
#[derive(Clone, Copy)]
struct Builder {
    reader: Reader,
    own: StoredValue<content::Widgets>,
    /// What the address asks for.
    asked: Memo<Widget>,
    /// What that comes to: with the first story of the day where none is named, and the like.
    /// Nothing until that is known.
    widget: Memo<Option<Widget>>,
    /// What it is called.
    title: Memo<String>,
    known: Known,
    /// Asks for another.
    ask: Callback<Widget>,
    /// How high what it shows was last seen to be, in pixels.
    height: RwSignal<u32>,
}

impl Builder {
    /// Under the owner that the page has.
    fn new(own: StoredValue<content::Widgets>) -> Self {
        let reader = use_reader();
        let location = use_location();
        let asked = memo(move |before: Option<&Widget>| {
            let here = location
                .pathname
                .with(|path| reader.paths().route(&decoded(path)) == Route::Widgets);
            match before {
                // The address is the next page's already, and this one stands until that has
                // come.
                Some(before) if !here => before.clone(),
                _ => location.search.with(|query| Widget::parse(query)),
            }
        });
        let navigate = use_navigate();
        let page = reader.page(&Route::Widgets);
        let ask = Callback::new(move |widget: Widget| {
            let options = NavigateOptions {
                resolve: false,
                replace: true,
                scroll: false,
                ..Default::default()
            };
            navigate(&[&*page, &widget.query()].concat(), options);
        });
        let known = Known::new(reader, asked);
        let widget = memo(move |_| known.complete(asked.get()));
        let title = memo(move |_| {
            let own = widget.with(|widget| known.title(widget.as_ref()?));
            own.unwrap_or_else(|| reader.with_settings(|settings| settings.title.clone()))
        });
        Self {
            reader,
            own,
            asked,
            widget,
            title,
            known,
            ask,
            height: RwSignal::new(HEIGHT),
        }
    }

    /// A word that this page alone has.
    fn word(self, word: Word) -> String {
        self.own.with_value(|own| own.words.get(word).to_owned())
    }

    /// Asks for the same with a change.
    fn change(self, change: impl FnOnce(&mut Widget)) {
        let mut widget = self.asked.get_untracked();
        change(&mut widget);
        self.ask.run(widget);
    }

    /// The site's address.
    fn url(self) -> String {
        let url = self.reader.with_settings(|settings| settings.url.clone());
        url.unwrap_or_else(|| sharing::absolute(self.reader.paths().base()))
    }
}

/// The page. Where scripts do not run, it has one snippet to copy.
#[component]
pub fn WidgetsPage(own: content::Widgets) -> impl IntoView {
    let reader = use_reader();
    let own = StoredValue::new(own);
    let word = move |word| own.with_value(|own| own.words.get(word).to_owned());
    let gone = whether(move || reader.is_alive());
    let plain = reader.with_settings(|settings| {
        let snippet = own.with_value(|own| {
            let script = Script {
                address: &own.script,
                integrity: None,
            };
            let url = settings.url.as_ref()?;
            let fallback = Fallback {
                title: settings.title.clone(),
                ..Fallback::default()
            };
            Some(element(url, &Widget::default(), &fallback, script))
        });
        snippet.map(|snippet| any(view! { <pre class="snippet" tabindex="0">{snippet}</pre> }))
    });
    let worded = memo(move |_| reader.is_worded());
    let builder = dynamic(move || worded.get().then(|| any(view! { <Parts own/> })));
    any(view! {
        <div class="list-page widgets-page">
            <h1 tabindex="-1">{word(Word::Widgets)}</h1>
            <p class="widgets-lead">{word(Word::WidgetsText)}</p>
            <div class="static-only" hidden=gone>
                <p>{word(Word::WidgetsStatic)}</p>
                {plain}
            </div>
            {builder}
        </div>
    })
}

#[component]
fn Parts(own: StoredValue<content::Widgets>) -> impl IntoView {
    let builder = Builder::new(own);
    any(view! {
        <div class="builder">
            <Controls builder/>
            <div class="outcome">
                <Preview builder/>
                <Snippet builder/>
            </div>
        </div>
    })
}
