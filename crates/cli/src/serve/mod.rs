//! `dayfold serve`: the site on this machine, as a static host would serve it, which reloads
//! when a file changes, and shows over the page what is wrong with a file.

mod home;
mod news;

use crate::{build, cache, reader, report};
use anyhow::{Context, Result};
use axum::{
    Router,
    http::{HeaderValue, StatusCode, Uri, header},
    response::{
        IntoResponse, Redirect, Response,
        sse::{Event, KeepAlive, Sse},
    },
    routing::get,
};
use dayfold_publish::{Folder, Options, ReadOptions, Summary, publish};
use futures_util::StreamExt;
use home::Home;
use jiff::Timestamp;
use news::News;
use notify_debouncer_full::{DebounceEventResult, new_debouncer, notify::RecursiveMode};
use percent_encoding::percent_decode_str;
use std::{
    convert::Infallible,
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{net::TcpListener, sync::watch};
use tokio_stream::wrappers::WatchStream;
use tower_http::{services::ServeDir, set_header::SetResponseHeaderLayer};

/// The script that listens for changes, and where it hears of them.
const RELOAD_SCRIPT: &str = include_str!("reload.js");
const RELOAD_PATH: &str = "/df-reload.js";
const CHANGES_PATH: &str = "/df-changes";

/// How long a folder must be quiet before it is built again: editors write in several steps.
const QUIET: Duration = Duration::from_millis(150);

/// Builds, serves and watches, until it is stopped.
pub(crate) fn serve(folder: &Path, port: u16) -> Result<()> {
    let home = Home::open(folder, port)?;
    let site = Arc::new(Site {
        folder: folder.to_owned(),
        root: home.root().to_owned(),
        base: Mutex::new(home.base()),
        home,
    });
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let address = format!("127.0.0.1:{port}");
        let listener = TcpListener::bind(&address)
            .await
            .with_context(|| format!("cannot listen on {address}; --port takes another"))?;
        let address = listener.local_addr()?;
        let (changed, _) = watch::channel(News::default());
        let changed = Arc::new(changed);
        // Before the first build, so that nothing is missed between the two.
        let _watcher = follow(site.clone(), changed.clone())?;
        let (summary, news) = site.build()?;
        changed.send_replace(news);
        println!(
            "http://{address}{} shows {} days of {}. Stop it with Ctrl-C.",
            site.base(),
            summary.days,
            folder.display()
        );
        tokio::select! {
            served = axum::serve(listener, routes(site, changed)) => served.context("serving failed"),
            // Returning removes the site from where it was put.
            stopped = tokio::signal::ctrl_c() => stopped.context("cannot be stopped in order"),
        }
    })
}

/// The site that is served, and where it lives: a folder in `root` that is named like the
/// path of its address, so that the folder can be served as it is.
struct Site {
    folder: PathBuf,
    root: PathBuf,
    base: Mutex<String>,
    home: Home,
}

impl Site {
    /// The path that the site lives at now.
    fn base(&self) -> String {
        self.base.lock().map_or_else(
            |poisoned| poisoned.into_inner().clone(),
            |base| base.clone(),
        )
    }

    /// Where the site of a base path is put: the server resolves escapes.
    fn place(&self, base: &str) -> PathBuf {
        let path = percent_decode_str(base.trim_matches('/')).decode_utf8_lossy();
        self.root.join(&*path)
    }

    /// Builds the site; with what there is to say of the folder.
    fn build(&self) -> Result<(Summary, News)> {
        let now = Timestamp::now();
        let read = Folder::read(
            &self.folder,
            ReadOptions {
                cache: cache::Options::default().open(&self.folder)?,
                now: Some(now),
                ..ReadOptions::default()
            },
        )?;
        build::tell(&read);
        build::must_have_some(&read, &self.folder)?;
        let options = Options {
            extra_script: Some(RELOAD_PATH.to_owned()),
            now,
            ..Options::default()
        };
        let before = self.base();
        if !before.is_empty() && before != read.base() {
            // What was there lived at another path.
            for entry in fs::read_dir(&self.root)? {
                let path = entry?.path();
                if path.is_dir() {
                    fs::remove_dir_all(path)?;
                } else {
                    fs::remove_file(path)?;
                }
            }
            println!("The site lives at {} now.", read.base());
        }
        let place = self.place(read.base());
        let summary = publish(&read, &reader::bundle()?, &place, &options)?;
        if let Ok(mut base) = self.base.lock() {
            read.base().clone_into(&mut base);
            self.home.keep_base(&base);
        }
        Ok((summary, News::of(&read)))
    }
}

fn routes(site: Arc<Site>, changed: Arc<watch::Sender<News>>) -> Router {
    let files = ServeDir::new(&site.root);
    let missing = get(move |uri: Uri| async move { not_found(&site, &uri) });
    let files = files.not_found_service(missing);
    let script = || async { ([(header::CONTENT_TYPE, "text/javascript")], RELOAD_SCRIPT) };
    let changes = move || async move {
        // The latest comes at once: a page that has just been loaded shows it, too.
        let events = WatchStream::new(changed.subscribe());
        let events = events.map(|news| Ok::<_, Infallible>(Event::default().data(news.json())));
        Sse::new(events).keep_alive(KeepAlive::default())
    };
    let router = Router::new()
        .route(RELOAD_PATH, get(script))
        .route(CHANGES_PATH, get(changes));
    // What is being written must never come from a cache.
    let never_kept = HeaderValue::from_static("no-store");
    router
        .fallback_service(files)
        .layer(SetResponseHeaderLayer::overriding(
            header::CACHE_CONTROL,
            never_kept,
        ))
}

/// The site's own page for what is not there; at the root, the way to a site that lives
/// elsewhere.
fn not_found(site: &Site, uri: &Uri) -> Response {
    let base = site.base();
    if uri.path() == "/" && base != "/" {
        return Redirect::temporary(&base).into_response();
    }
    let page = site.place(&base).join("404.html");
    let html = fs::read_to_string(page).unwrap_or_default();
    let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    (StatusCode::NOT_FOUND, kind, html).into_response()
}

/// Builds again whenever something in the folder changes. A build that fails says why, and
/// the last good site stays.
fn follow(site: Arc<Site>, changed: Arc<watch::Sender<News>>) -> Result<impl Drop> {
    let folder = site.folder.clone();
    let mut debouncer = new_debouncer(QUIET, None, move |events: DebounceEventResult| {
        let mut events = events.into_iter().flatten();
        if !events.any(|event| !event.kind.is_access()) {
            return;
        }
        match site.build() {
            Ok((summary, news)) => {
                let files = summary.changed + summary.removed;
                if files > 0 {
                    println!("Built again: {files} files changed.");
                }
                changed.send_modify(|before| before.follow(news, files > 0));
            }
            Err(error) => {
                report::failure(&error);
                changed.send_modify(|before| before.follow(News::failed(&error), false));
            }
        }
    })
    .context("cannot watch for changes")?;
    debouncer
        .watch(&folder, RecursiveMode::Recursive)
        .with_context(|| format!("cannot watch {}", folder.display()))?;
    Ok(debouncer)
}
