//! All fetching of published JSON.
//!
//! A file is asked for once, however many want it at the same time, and kept for
//! [`KEPT_MS`], so that what was prefetched on hover is there on the click and going back
//! asks for nothing. What failed is forgotten, so that trying again tries; but what was there
//! before stands in for what the network does not give. A line that breaks off for a moment is
//! no failure: what cannot be had is asked for again a few times, after growing pauses.

use crate::{
    clock::ticks,
    content::{Content, Day},
    paths::{Paths, Route},
};
use dayfold_model::{Date, Digest, FromJson, Month, MonthDays, Site, Threads, VERSION};
use futures_util::{
    FutureExt,
    future::{LocalBoxFuture, Shared, join},
};
use gloo_net::http::Request;
use js_sys::Promise;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, RequestInit};

/// How long a fetched file is taken for current, in milliseconds. A reader who comes back
/// to a tab after breakfast gets the news, not the tab's memory.
const KEPT_MS: f64 = 5.0 * 60.0 * 1000.0;

/// How many files are kept.
const MOST: usize = 40;

/// How long a fetch may take before it counts as failed, in milliseconds.
const TIMEOUT_MS: u32 = 20_000;

/// The pause before a fetch is tried again, in milliseconds: the first one, and how much longer
/// each later one is. It is cut or drawn out by up to a half, so that not all who lost the
/// same host come back at once.
const PAUSE_MS: f64 = 400.0;
const LONGER: f64 = 3.0;

/// How often a file is asked for, at most.
const TRIES: u32 = 3;

/// After how many milliseconds nothing is tried again: somebody waits.
const TRYING_MS: f64 = 5_000.0;

/// Why a page could not be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The site has no such file.
    NotFound,
    /// No answer, or one that the host calls an error.
    Network,
    /// An answer that is not what it should be.
    Format,
}

type Body = Result<Rc<str>, Failure>;

struct Entry {
    url: String,
    since: f64,
    body: Shared<LocalBoxFuture<'static, Body>>,
}

thread_local! {
    // A handful at a time: looking through them is quicker than a map is large.
    static FILES: RefCell<Vec<Entry>> = const { RefCell::new(Vec::new()) };
}

/// Asks for a file, again where the network fails. `before` is what it was when it was last
/// asked for.
async fn request(url: String, before: Option<Rc<str>>) -> Body {
    let began = ticks();
    let mut pause = PAUSE_MS;
    for tries in 1.. {
        let body = ask(&url).await;
        if !matches!(body, Err(Failure::Network)) {
            return body;
        }
        if tries == TRIES || ticks() - began > TRYING_MS {
            break;
        }
        rest(pause * (0.5 + js_sys::Math::random())).await;
        pause *= LONGER;
    }
    before.ok_or(Failure::Network)
}

/// Waits some milliseconds.
pub(crate) async fn rest(time: f64) {
    let wait = Promise::new(&mut |done, _| {
        if let Some(window) = web_sys::window() {
            _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, time as i32);
        }
    });
    _ = JsFuture::from(wait).await;
}

async fn ask(url: &str) -> Body {
    let signal = AbortSignal::timeout_with_u32(TIMEOUT_MS);
    // Put together by hand: what builds requests can do much more, and is a kilobyte.
    let options = RequestInit::new();
    options.set_signal(Some(&signal));
    let request = web_sys::Request::new_with_str_and_init(url, &options);
    let request = Request::from(request.map_err(|_| Failure::Network)?);
    let response = request.send().await.map_err(|_| Failure::Network)?;
    match response.status() {
        404 | 410 => Err(Failure::NotFound),
        200..=299 => response
            .text()
            .await
            .map(Rc::from)
            .map_err(|_| Failure::Network),
        _ => Err(Failure::Network),
    }
}

async fn file(url: String) -> Body {
    let mut before = None;
    let known = FILES.with_borrow_mut(|files| {
        let at = files.iter().position(|entry| entry.url == url)?;
        if ticks() - files[at].since < KEPT_MS {
            return Some(files[at].body.clone());
        }
        before = files.remove(at).body.peek().cloned().and_then(Result::ok);
        None
    });
    let body = known.unwrap_or_else(|| {
        let body = request(url.clone(), before).boxed_local().shared();
        let entry = Entry {
            url: url.clone(),
            since: ticks(),
            body: body.clone(),
        };
        FILES.with_borrow_mut(|files| {
            if files.len() >= MOST {
                files.remove(0);
            }
            files.push(entry);
        });
        body
    });
    let result = body.clone().await;
    if result.is_err() {
        // This very request: another may be under way by now.
        FILES.with_borrow_mut(|files| files.retain(|entry| !entry.body.ptr_eq(&body)));
    }
    result
}

fn forget(url: &str) {
    FILES.with_borrow_mut(|files| files.retain(|entry| entry.url != url));
}

/// Reads a file; one that cannot be read is forgotten, since the next may be better.
fn parse<T: FromJson>(url: &str, body: &str) -> Result<T, Failure> {
    dayfold_model::parse(body).ok_or_else(|| unreadable(url))
}

fn unreadable(url: &str) -> Failure {
    forget(url);
    Failure::Format
}

/// The site's settings, latest days and months.
pub async fn site(paths: &Paths) -> Result<Site, Failure> {
    let url = paths.site_data();
    let body = file(url.clone()).await?;
    let site: Site = parse(&url, &body)?;
    understood(&url, site.version).map(|()| site)
}

/// What the site said of itself a moment ago does not count any more: something does not fit.
pub(crate) fn forget_site(paths: &Paths) {
    forget(&paths.site_data());
}

/// What is of a later version was made for a later reader.
fn understood(url: &str, version: u32) -> Result<(), Failure> {
    if version > VERSION {
        Err(unreadable(url))
    } else {
        Ok(())
    }
}

/// All that a page shows: what leads to its files, those files together, and the reading.
///
/// A day has two, its digest and its month; everything else is in one.
pub async fn content(paths: &Paths, route: &Route) -> Result<Content, Failure> {
    let mut day = None;
    let url = match route {
        Route::NotFound => return Ok(Content::NotFound),
        Route::Saved => return Ok(Content::Saved),
        Route::CatchUp => return Ok(Content::CatchUp),
        Route::Search => return Ok(Content::Search),
        Route::Home => {
            let site = site(paths).await?;
            day = site.latest.first().map(|day| day.date);
            match day {
                Some(date) => paths.day_data(date),
                None => paths.archive_data(),
            }
        }
        Route::Day(date) => {
            day = Some(*date);
            paths.day_data(*date)
        }
        Route::Undated(slug) => paths.undated_data(slug),
        Route::Archive => paths.archive_data(),
        Route::Month(month) => paths.month_data(*month),
        // A list of subjects, or one of them.
        _ => paths.subject_data(route),
    };
    let beside = async {
        let month = day.ok_or(Failure::NotFound)?.month();
        month_of(paths, month).await
    };
    let (body, month) = join(file(url.clone()), beside).await;
    let body = body?;
    if day.is_some() || matches!(route, Route::Undated(_)) {
        let digest: Digest = parse(&url, &body)?;
        understood(&url, digest.version)?;
        // A day without its neighbours is still worth reading.
        let (previous, next) = match (month, day) {
            (Ok(month), Some(date)) => month.neighbours(date),
            _ => (None, None),
        };
        return Ok(Content::Day(
            Day {
                digest,
                previous,
                next,
            }
            .into(),
        ));
    }
    Content::from_json(route, &body).ok_or_else(|| unreadable(&url))
}

/// A day's digest as it is now.
pub async fn digest(paths: &Paths, date: Date) -> Result<Digest, Failure> {
    let url = paths.day_data(date);
    let body = file(url.clone()).await?;
    let digest: Digest = parse(&url, &body)?;
    understood(&url, digest.version).map(|()| digest)
}

/// How much whoever takes the archive along takes.
#[cfg(feature = "later")]
pub(crate) async fn offline(paths: &Paths) -> Result<crate::offline::Offline, Failure> {
    let url = paths.data("offline.json");
    let body = file(url.clone()).await?;
    parse(&url, &body)
}

/// A file of the search, as it is.
#[cfg(feature = "later")]
pub(crate) async fn search(paths: &Paths, name: &str) -> Result<Rc<str>, Failure> {
    file(paths.search_data(name)).await
}

/// The picture that stands for a page where its link is shared, as oEmbed tells it. `page` is
/// its path below the site's.
#[cfg(feature = "later")]
pub(crate) async fn card(paths: &Paths, page: &str) -> Result<String, Failure> {
    let url = paths.oembed(page);
    let body = file(url.clone()).await?;
    parse::<Card>(&url, &body).map(|card| card.thumbnail_url)
}

#[cfg(feature = "later")]
struct Card {
    thumbnail_url: String,
}

#[cfg(feature = "later")]
dayfold_model::from_json!(Card { thumbnail_url });

/// What later days told of a day's stories.
pub async fn threads(paths: &Paths, date: Date) -> Result<Threads, Failure> {
    let url = paths.threads_data(date);
    let body = file(url.clone()).await?;
    parse(&url, &body)
}

/// The month that a day would be in, or the nearest one: it knows the days before and after.
pub async fn nearest_month(paths: &Paths, date: Date) -> Result<MonthDays, Failure> {
    let months = site(paths).await?.months;
    let before = months.iter().find(|month| month.month <= date.month());
    let month = before.or(months.last()).ok_or(Failure::NotFound)?.month;
    month_of(paths, month).await
}

/// A month's days.
async fn month_of(paths: &Paths, month: Month) -> Result<MonthDays, Failure> {
    let url = paths.month_data(month);
    let body = file(url.clone()).await?;
    parse(&url, &body)
}

/// Fetches what a page will need, for whoever goes there next; failures are not told.
pub async fn prefetch(paths: Paths, route: Route) {
    _ = content(&paths, &route).await;
}
