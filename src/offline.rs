//! What is kept for reading without a network, as far as a page has to do with it: the service
//! worker (`public/sw.js`) keeps what is read, and the archive is taken along from here, since
//! a page lives as long as that takes, and can tell how far it is.
//!
//! Of the archive the data is kept, which the worker and the reader make every page of.

use crate::{api, content::Archive, paths::Paths};
use dayfold_model::{FromJson, MonthDays, Words, from_json, parse};
use futures_util::future::join_all;
use gloo_net::http::Request;
use js_sys::{JSON, Object, Promise, Reflect};
use leptos::prelude::window;
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, CacheStorage, Event, RequestCache, Response, ResponseInit};

/// How many files are fetched at a time.
const AT_ONCE: usize = 4;

/// How often a file is asked for, and the first pause between, in milliseconds.
const TRIES: u32 = 3;
const PAUSE_MS: f64 = 500.0;

/// How many of the newest months may have changed since they were taken along.
const CHANGING: usize = 2;

/// The preference that stands for keeping nothing, and its value.
pub const PREFERENCE: &str = "offline";
/// See [`PREFERENCE`].
pub const NOTHING: &str = "none";

/// `data/offline.json`: how much whoever takes the archive along takes. It does not grow with
/// the archive, and is asked for by the page of what was saved alone.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Offline {
    /// The version of this format.
    pub version: u32,
    /// How many digests there are.
    pub days: u32,
    /// How large they are together, as they are kept, in thousands of bytes.
    pub kilobytes: u32,
    /// The words that are needed for it alone.
    pub words: Words,
}

from_json!(Offline {
    version,
    days,
    kilobytes,
    words
});

impl Offline {
    /// How many megabytes it takes at most.
    pub fn megabytes(&self) -> u32 {
        self.kilobytes.div_ceil(1000)
    }
}

/// What became of taking the archive along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// All of it is there.
    All,
    /// It was stopped, or the network failed.
    Part,
    /// The browser takes no more.
    Full,
}

/// What the browser keeps, where the site has it keep anything, and it does: none without a safe line, and some nothing
/// in private windows.
fn storage() -> Option<CacheStorage> {
    let window = window();
    let loader = window.document()?.query_selector("script[data-worker]");
    loader.ok()??;
    let caches = Reflect::get(&window, &JsValue::from_str("caches")).ok()?;
    let works = Reflect::has(&window.navigator(), &JsValue::from_str("serviceWorker")).ok()?;
    (works && caches.is_object()).then(|| caches.unchecked_into())
}

/// Whether the browser keeps anything.
pub fn is_able() -> bool {
    storage().is_some()
}

async fn done<T: JsCast>(promise: Promise) -> Result<T, JsValue> {
    JsFuture::from(promise).await.map(JsCast::unchecked_into)
}

/// As the worker calls it, which looks there. `root` is where the site lives.
fn archive_name(root: &str) -> String {
    ["df:", root, ":archive"].concat()
}

/// Whether anything of the archive is there.
pub async fn is_taken(root: &str) -> bool {
    let Some(storage) = storage() else {
        return false;
    };
    let has = done::<JsValue>(storage.has(&archive_name(root))).await;
    has.is_ok_and(|has| has.is_truthy())
}

/// Deletes the archive.
pub async fn remove(root: &str) {
    if let Some(storage) = storage() {
        _ = done::<JsValue>(storage.delete(&archive_name(root))).await;
    }
}

/// Tells the loader (`public/boot.js`) that the reader has chosen whether anything is kept.
pub fn chosen() {
    if let Ok(event) = Event::new("df-offline") {
        _ = window().dispatch_event(&event);
    }
}

/// Fetches every day there is, and what leads to them, and keeps them. `progress` is told how
/// many days are there, and says whether to go on. What is there already is not fetched again.
pub async fn take(paths: &Paths, root: &str, progress: impl Fn(u32) -> bool) -> Taken {
    match take_all(paths, root, progress).await {
        Ok(()) => Taken::All,
        Err(taken) => taken,
    }
}

async fn take_all(paths: &Paths, root: &str, progress: impl Fn(u32) -> bool) -> Result<(), Taken> {
    let storage = storage().ok_or(Taken::Full)?;
    let cache = done::<Cache>(storage.open(&archive_name(root))).await;
    let cache = cache.map_err(|_| Taken::Full)?;
    let site = api::site(paths).await.map_err(|_| Taken::Part)?;
    keep(&cache, &paths.site_data(), true).await?;
    let archive: Archive = read(&cache, &paths.archive_data(), true).await?;

    let mut there = 0;
    let undated = archive.undated.iter();
    let mut batches = vec![undated.map(|link| paths.undated_data(&link.id)).collect()];
    for (at, month) in site.months.iter().enumerate() {
        let address = paths.month_data(month.month);
        let month: MonthDays = read(&cache, &address, at < CHANGING).await?;
        batches.push(
            month
                .days
                .iter()
                .map(|day| paths.day_data(day.date))
                .collect(),
        );
        for files in batches.drain(..) {
            let files: Vec<String> = files;
            for some in files.chunks(AT_ONCE) {
                let kept = join_all(some.iter().map(|file| keep(&cache, file, false))).await;
                there += kept.iter().filter(|kept| kept.is_ok()).count() as u32;
                let goes_on = progress(there);
                kept.into_iter().collect::<Result<Vec<()>, _>>()?;
                if !goes_on {
                    return Err(Taken::Part);
                }
            }
        }
    }
    Ok(())
}

/// Reads a file of the archive, which is kept from then on.
async fn read<T: FromJson>(cache: &Cache, address: &str, anew: bool) -> Result<T, Taken> {
    keep(cache, address, anew).await?;
    let response = done::<Response>(cache.match_with_str(address)).await;
    let text = response.and_then(|response| response.text());
    let text = done::<JsValue>(text.map_err(|_| Taken::Part)?).await;
    let text = text.ok().and_then(|text| text.as_string());
    text.and_then(|text| parse(&text)).ok_or(Taken::Part)
}

/// Sees to it that a file is there.
async fn keep(cache: &Cache, address: &str, anew: bool) -> Result<(), Taken> {
    let known = done::<JsValue>(cache.match_with_str(address)).await;
    let is_there = known.is_ok_and(|known| known.is_truthy());
    if is_there && !anew {
        return Ok(());
    }
    let Some(text) = fetch(address).await else {
        // An old one is better than none.
        return if is_there { Ok(()) } else { Err(Taken::Part) };
    };
    let headers = Object::new();
    let (name, kind) = ("Content-Type".into(), "application/json".into());
    _ = Reflect::set(&headers, &name, &kind);
    let init = ResponseInit::new();
    init.set_headers(&headers);
    let response = Response::new_with_opt_str_and_init(Some(&text), &init);
    let response = response.map_err(|_| Taken::Part)?;
    let kept = done::<JsValue>(cache.put_with_str(address, &response)).await;
    // What else could be wrong with it, is that there is no room.
    kept.map(drop).map_err(|_| Taken::Full)
}

/// Fetches a file past the worker, which would keep it a second time.
async fn fetch(address: &str) -> Option<String> {
    let mut pause = PAUSE_MS;
    for _ in 0..TRIES {
        let asked = Request::get(address)
            .cache(RequestCache::NoCache)
            .send()
            .await;
        if let Ok(response) = asked
            && response.ok()
            && let Ok(text) = response.text().await
            && JSON::parse(&text).is_ok()
        {
            return Some(text);
        }
        api::rest(pause * (0.5 + js_sys::Math::random())).await;
        pause *= 2.0;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(0, 0)]
    #[case(1, 1)]
    #[case(1_000, 1)]
    #[case(123_456, 124)]
    fn no_less_is_said_than_it_takes(#[case] kilobytes: u32, #[case] megabytes: u32) {
        let known = Offline {
            kilobytes,
            ..Offline::default()
        };
        assert_eq!(known.megabytes(), megabytes);
    }
}
