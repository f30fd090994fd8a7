//! Coming alive in the browser: take over the prerendered page, or draw one.

use crate::{
    App, api,
    content::Content,
    navigation::replace_address,
    paths::{Paths, Route, decoded},
    piecewise::step,
    reader::Reader,
};
use dayfold_model::parse;
use leptos::{mount, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Starts the reader. The page says with what: a root element that carries its base path
/// and its route was prerendered and brings its data along; one without is drawn here.
pub fn start() {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    let document = document();
    let Some(root) = document.get_element_by_id("df-root") else {
        return;
    };
    if prerendered(&root).is_none() {
        draw(root);
    }
}

/// Takes over the page as it stands, if it was prerendered.
///
/// The first render must match it, whatever address it was served at (without its slash,
/// with `index.html`, or any at all for the 404 page). The router reads the address, so the
/// page's own route stands there for the time of that render; for a page that was found,
/// it stays.
fn prerendered(root: &Element) -> Option<()> {
    let paths = Paths::new(&root.get_attribute("data-base")?);
    let own = root.get_attribute("data-route")?;
    let route = paths.route(&decoded(&own));
    let settings = parse(&inlined("df-settings")?)?;
    let content = Content::from_json(&route, &inlined("df-content")?)?;

    let root = root.clone().unchecked_into::<HtmlElement>();
    // Reading what came along is a task, and this is another.
    step(move || {
        let location = window().location();
        let path = location.pathname().unwrap_or_default();
        let rest = location.search().unwrap_or_default() + &location.hash().unwrap_or_default();
        let moved = decoded(&path) != decoded(&own);
        if moved {
            replace_address(&format!("{own}{rest}"));
        }
        let app = move || view! { <App reader=Reader::prerendered(settings, paths, content)/> };
        mount::hydrate_from(root, app).forget();
        if moved && route == Route::NotFound {
            replace_address(&format!("{path}{rest}"));
        }
    });
    Some(())
}

/// The JSON that the page brought along.
fn inlined(id: &str) -> Option<String> {
    document().get_element_by_id(id)?.text_content()
}

/// Draws the page from the published JSON. Until the site's words have come there are none
/// to show; where they cannot be had, the document's own failure message is shown.
fn draw(root: Element) {
    let base = document()
        .query_selector("script[data-base]")
        .ok()
        .flatten()
        .and_then(|script| script.get_attribute("data-base"))
        .unwrap_or_default();
    let paths = Paths::new(&base);
    wasm_bindgen_futures::spawn_local(async move {
        match api::site(&paths).await {
            Ok(site) => {
                root.set_text_content(None);
                if let Some(html) = document().document_element() {
                    _ = html.set_attribute("lang", &site.settings.lang);
                    _ = html.set_attribute("dir", site.settings.dir.as_str());
                }
                let app = move || view! { <App reader=Reader::drawn(site, paths)/> };
                mount::mount_to(root.unchecked_into::<HtmlElement>(), app).forget();
            }
            Err(_) => {
                if let Some(message) = document().get_element_by_id("df-failed") {
                    _ = message.remove_attribute("hidden");
                }
            }
        }
    });
}
