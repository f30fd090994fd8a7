//! `dayfold serve`: the site on this machine, as a static host would serve it, which reloads
//! when a file changes.

use crate::build::build_with;
use anyhow::{Context, Result};
use axum::{
    Router,
    http::{HeaderValue, header},
    response::{
        IntoResponse, Redirect,
        sse::{Event, KeepAlive, Sse},
    },
    routing::get,
};
use dayfold_publish::{Folder, Options};
use futures_util::StreamExt;
use notify_debouncer_full::{DebounceEventResult, new_debouncer, notify::RecursiveMode};
use std::{convert::Infallible, path::Path, time::Duration};
use tokio::{net::TcpListener, sync::broadcast};
use tokio_stream::wrappers::BroadcastStream;
use tower_http::{
    services::{ServeDir, ServeFile},
    set_header::SetResponseHeaderLayer,
};

/// The script that listens for changes, and where it hears of them.
const RELOAD_SCRIPT: &str = include_str!("reload.js");
const RELOAD_PATH: &str = "df-reload.js";
const CHANGES_PATH: &str = "df-changes";

/// How long a folder must be quiet before it is built again: editors write in several steps.
const QUIET: Duration = Duration::from_millis(150);

/// Builds, serves and watches, until it is stopped.
pub(crate) fn serve(folder: &Path, port: u16) -> Result<()> {
    let site = tempfile::tempdir().context("there is no place for the site")?;
    let out = site.path().join("site");
    let options = Options {
        extra_script: Some(RELOAD_PATH.to_owned()),
    };
    let base = Folder::read(folder, None)?.base().to_owned();
    let (_, summary) = build_with(folder, &out, &options)?;

    let (changed, _) = broadcast::channel::<()>(4);
    let _watcher = watch(folder, &out, options, changed.clone())?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let address = format!("127.0.0.1:{port}");
        let listener = TcpListener::bind(&address)
            .await
            .with_context(|| format!("cannot listen on {address}; --port takes another"))?;
        let address = listener.local_addr()?;
        println!(
            "http://{address}{base} shows {} days of {}. Stop it with Ctrl-C.",
            summary.days,
            folder.display()
        );
        axum::serve(listener, routes(&base, &out, changed))
            .await
            .context("serving failed")
    })
}

fn routes(base: &str, out: &Path, changed: broadcast::Sender<()>) -> Router {
    let files = ServeDir::new(out).not_found_service(ServeFile::new(out.join("404.html")));
    let script =
        || async { ([(header::CONTENT_TYPE, "text/javascript")], RELOAD_SCRIPT).into_response() };
    let changes = move || async move {
        let events = BroadcastStream::new(changed.subscribe());
        let events = events.map(|_| Ok::<_, Infallible>(Event::default().data("changed")));
        Sse::new(events).keep_alive(KeepAlive::default())
    };
    let router = Router::new()
        .route(&format!("{base}{RELOAD_PATH}"), get(script))
        .route(&format!("{base}{CHANGES_PATH}"), get(changes));
    let router = if base == "/" {
        router.fallback_service(files)
    } else {
        let home = base.to_owned();
        router
            .nest_service(base.trim_end_matches('/'), files)
            .fallback(move || async move { Redirect::temporary(&home) })
    };
    // What is being written must never come from a cache.
    router.layer(SetResponseHeaderLayer::overriding(
        header::CACHE_CONTROL,
        HeaderValue::from_static("no-store"),
    ))
}

/// Builds again whenever something in `folder` changes. A build that fails says why, and the
/// last good site stays.
fn watch(
    folder: &Path,
    out: &Path,
    options: Options,
    changed: broadcast::Sender<()>,
) -> Result<impl Drop + use<>> {
    let (source, out) = (folder.to_owned(), out.to_owned());
    let mut debouncer = new_debouncer(QUIET, None, move |events: DebounceEventResult| {
        let relevant =
            events.is_ok_and(|events| events.iter().any(|event| !event.kind.is_access()));
        if !relevant {
            return;
        }
        match build_with(&source, &out, &options) {
            Ok((_, summary)) if summary.changed + summary.removed > 0 => {
                println!(
                    "Built again: {} files changed.",
                    summary.changed + summary.removed
                );
                // Nobody may be listening.
                _ = changed.send(());
            }
            Ok(_) => {}
            Err(error) => crate::report::failure(&error),
        }
    })
    .context("cannot watch for changes")?;
    debouncer
        .watch(folder, RecursiveMode::Recursive)
        .with_context(|| format!("cannot watch {}", folder.display()))?;
    Ok(debouncer)
}
