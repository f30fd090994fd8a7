//! The frame of every page: masthead, main, and the panels that any page can open.

use super::{PREFERENCES, Panels, QUICK_OPEN, QuickOpen};
use crate::erased::{any, dynamic, memo, text};
use crate::{
    markup::Markup,
    navigation::ANNOUNCER,
    paths::{Route, decoded},
    reader::use_reader,
};
use dayfold_model::Word;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The pages that the masthead leads to. The last two are of no use to a page that is not
/// alive, and are not offered there: the styles see to that by `data-needs-app`.
const WAYS: [(Route, Word, Option<&str>); 5] = [
    (Route::Archive, Word::Archive, None),
    (Route::Tags, Word::Tags, None),
    (Route::Entities, Word::Names, None),
    (Route::CatchUp, Word::CatchUp, Some("")),
    (Route::Saved, Word::Saved, Some("")),
];

/// The frame of every page; its children are what routes show.
#[component]
pub fn Shell(children: Children) -> impl IntoView {
    let reader = use_reader();
    let label = reader.with_settings(|settings| settings.title.clone());
    // HTML that the publisher put together, so that nothing of it is built here.
    let mut title = Markup::default();
    let (navigation, footer) = reader.with_settings(|settings| {
        match settings.logo.is_empty() {
            true => title.text(&settings.title),
            false => title.raw(&settings.logo),
        };
        (settings.navigation.clone(), settings.footer.clone())
    });
    let navigation = (!navigation.is_empty())
        .then(|| any(view! { <span class="site-ways" inner_html=navigation></span> }));
    let footer = (!footer.is_empty())
        .then(|| any(view! { <footer class="colophon" inner_html=footer></footer> }));
    let tagline = reader.with_settings(|settings| settings.tagline.clone());
    let tagline = tagline.map(|line| any(view! { <p class="tagline">{line}</p> }));
    let path = use_location().pathname;
    let here = memo(move |_| path.with(|path| reader.paths().route(&decoded(path))));
    // Nor is a list with nothing in it.
    let (names, tags) = reader.with_settings(|settings| (settings.entities, !settings.untagged));
    let ways = WAYS.into_iter().filter(|(route, ..)| match route {
        Route::Entities => names,
        Route::Tags => tags,
        _ => true,
    });
    let ways = ways.map(|(route, word, needs_app)| {
        let address = reader.page(&route);
        let current = text(move || here.with(|here| if *here == route { "page" } else { "false" }.to_owned()));
        any(view! { <a href=address data-needs-app=needs_app aria-current=current>{reader.word(word)}</a> })
    });
    // Site data that comes again must not close an open panel.
    let ready = memo(move |_| reader.is_alive() && reader.is_worded());
    let waiting = text(move || if ready.get() { "" } else { "waiting" }.to_owned());
    any(view! {
        <a class="skip" href="#df-main">{reader.word(Word::Skip)}</a>
        <header class="masthead">
            <p class="site-name">
                <a href=reader.page(&Route::Home) inner_html=title.0></a>
            </p>
            {tagline}
            <nav aria-label=label>
                {ways.collect::<Vec<_>>()}
                {navigation}
                <span class="own-ways" data-needs-app="">
                    <button
                        type="button"
                        class="to-quick-open"
                        popovertarget=QUICK_OPEN
                        aria-haspopup="dialog"
                    >
                        {reader.word(Word::Search)}
                    </button>
                    // It has its place from the start, so that nothing moves when it appears.
                    <button
                        type="button"
                        class=waiting
                        popovertarget=PREFERENCES
                        aria-haspopup="dialog"
                    >
                        {reader.word(Word::Preferences)}
                    </button>
                </span>
            </nav>
        </header>
        <QuickOpen/>
        <main id="df-main" tabindex="-1">{children()}</main>
        {footer}
        <p id=ANNOUNCER class="visually-hidden" aria-live="polite"></p>
        {dynamic(move || ready.get().then(|| any(view! { <Panels/> })))}
    })
}
