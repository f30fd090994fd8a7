//! A static host in the test's own process, which can be told to fail.
//!
//! Sites are served by what hosts really differ in: whether a folder without its slash is
//! redirected, and what is sent for a path that does not exist.

use crate::{headers::Rules, wait::until};
use anyhow::Result;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::Response;
use futures_util::stream::{self, StreamExt};
use percent_encoding::percent_decode_str;
use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

/// How a host treats paths.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `/day` is sent on to `/day/`; 404.html for what does not exist.
    Redirecting,
    /// `/day` is served as `/day/` is, in its place; 404.html for what does not exist.
    InPlace,
    /// index.html, with status 200, for what does not exist: a host of single-page apps.
    Fallback,
}

/// What goes wrong for a path.
#[derive(Clone)]
pub enum Fault {
    /// This status, and a body that says nothing.
    Status(u16),
    /// The right status, the wrong bytes.
    Body(Vec<u8>),
    /// The right answer, but late.
    Delay(Duration),
    /// The first half of the right answer; then the line is cut.
    Cut,
    /// The right answer without any occurrence of a text.
    Without(&'static str),
}

/// A running host; it stops with the test's runtime, unless it is told to before.
pub struct Host {
    address: SocketAddr,
    inner: Arc<Inner>,
    stop: Arc<Notify>,
}

/// Files as they were compressed.
type Packed = Arc<Mutex<HashMap<PathBuf, Vec<u8>>>>;

struct Inner {
    dir: Mutex<PathBuf>,
    base: String,
    style: Style,
    requests: Mutex<Vec<String>>,
    faults: Mutex<Vec<(String, Fault)>>,
    /// What was compressed, where the host does that.
    packed: Option<Packed>,
    /// What is sent along, where the host reads that.
    headers: Option<Rules>,
}

/// How well a host compresses that does it once.
const QUALITY: i32 = 11;

impl Host {
    /// Serves a folder under a path that begins and ends with a slash.
    pub async fn start(dir: &Path, base: &str, style: Style) -> Result<Self> {
        Self::start_by(dir, base, style, None, None).await
    }

    /// The same as hosts do it that read `_headers`.
    pub async fn start_with_headers(dir: &Path, base: &str) -> Result<Self> {
        let headers = Rules::read(dir)?;
        Self::start_by(dir, base, Style::Redirecting, None, Some(headers)).await
    }

    /// The same as a good host on the web does it: compressed, and what is named by its
    /// content is kept for good.
    pub async fn start_packed(dir: &Path, base: &str) -> Result<Self> {
        Self::start_by(dir, base, Style::Redirecting, Some(Packed::default()), None).await
    }

    /// The same at another address, which to a browser is another site. What was compressed is
    /// not compressed again.
    pub async fn again(&self) -> Result<Self> {
        let dir = lock(&self.inner.dir).clone();
        let packed = self.inner.packed.clone();
        Self::start_by(&dir, &self.inner.base, self.inner.style, packed, None).await
    }

    async fn start_by(
        dir: &Path,
        base: &str,
        style: Style,
        packed: Option<Packed>,
        headers: Option<Rules>,
    ) -> Result<Self> {
        let inner = Arc::new(Inner {
            dir: Mutex::new(dir.to_owned()),
            base: base.to_owned(),
            style,
            requests: Mutex::default(),
            faults: Mutex::default(),
            packed,
            headers,
        });
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let host = Self {
            address: listener.local_addr()?,
            inner,
            stop: Arc::new(Notify::new()),
        };
        host.listen(listener);
        Ok(host)
    }

    fn listen(&self, listener: TcpListener) {
        let app = Router::new().fallback(answer);
        let app = app.with_state(self.inner.clone());
        let stopped = self.stop.clone().notified_owned();
        tokio::spawn(async move {
            let serving = axum::serve(listener, app);
            serving.with_graceful_shutdown(stopped).await
        });
    }

    /// After it was stopped: listens at its address again.
    pub async fn resume(&self) -> Result<()> {
        let listener = until("the address is free", async || {
            Ok(Some(TcpListener::bind(self.address).await?))
        });
        self.listen(listener.await?);
        Ok(())
    }

    /// From now on, serves another folder: the site was published anew.
    pub fn deploy(&self, dir: &Path) {
        dir.clone_into(&mut lock(&self.inner.dir));
    }

    /// From now on nobody listens at its address, and the lines that were open are cut.
    pub async fn stop(&self) -> Result<()> {
        self.stop.notify_one();
        until("the host has stopped", async || {
            let line = TcpStream::connect(self.address).await;
            Ok(line.is_err().then_some(()))
        })
        .await
    }

    /// The address of a path of the site, given without a leading slash.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{}{path}", self.address, self.inner.base)
    }

    /// The path under which the site is.
    pub fn base(&self) -> &str {
        &self.inner.base
    }

    /// From now on, paths that end so fail.
    pub fn fail(&self, ending: &str, fault: Fault) {
        lock(&self.inner.faults).push((ending.to_owned(), fault));
    }

    /// From now on, nothing fails.
    pub fn recover(&self) {
        lock(&self.inner.faults).clear();
    }

    /// How often a path that ends so was asked for.
    pub fn requests(&self, ending: &str) -> usize {
        let requests = lock(&self.inner.requests);
        requests
            .iter()
            .filter(|path| path.ends_with(ending))
            .count()
    }

    /// Every path that was asked for, in order.
    pub fn log(&self) -> Vec<String> {
        lock(&self.inner.requests).clone()
    }
}

async fn answer(State(host): State<Arc<Inner>>, request: Request) -> Response {
    let path = percent_decode_str(request.uri().path())
        .decode_utf8_lossy()
        .into_owned();
    lock(&host.requests).push(path.clone());
    let mut response = find(&host, &path, request.uri()).await;
    if let Some(rules) = &host.headers {
        rules.add(&path, response.headers_mut());
    }
    response
}

async fn find(host: &Inner, path: &str, uri: &Uri) -> Response {
    let fault = lock(&host.faults)
        .iter()
        .find(|(ending, _)| path.ends_with(ending))
        .map(|(_, fault)| fault.clone());

    let Some(inside) = path.strip_prefix(&host.base) else {
        // Another site's ground.
        return response(StatusCode::NOT_FOUND, "a.txt", b"nothing here".to_vec());
    };
    if let Some(Fault::Status(status)) = fault {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        return response(status, "a.txt", b"out of order".to_vec());
    }
    let (status, file) = match host.find(inside) {
        Found::File(status, file) => (status, file),
        Found::Redirect => {
            let mut response = response(StatusCode::MOVED_PERMANENTLY, "a.txt", Vec::new());
            let query = uri.query().map(|q| format!("?{q}"));
            let to = format!("{}/{}", uri.path(), query.unwrap_or_default());
            if let Ok(to) = to.parse() {
                response.headers_mut().insert(header::LOCATION, to);
            }
            return response;
        }
        Found::Nothing => {
            return response(StatusCode::NOT_FOUND, "a.txt", b"not found".to_vec());
        }
    };
    let mut bytes = std::fs::read(&file).unwrap_or_default();
    match fault {
        Some(Fault::Body(wrong)) => bytes = wrong,
        Some(Fault::Delay(time)) => tokio::time::sleep(time).await,
        Some(Fault::Cut) => {
            bytes.truncate(bytes.len() / 2);
            let mut response = response(status, &file.to_string_lossy(), vec![]);
            let cut = std::io::Error::other("the line was cut");
            let parts = [Ok(bytes), Err(cut)];
            // What was sent before has to be on its way.
            let parts = stream::iter(parts).then(async |part: std::io::Result<_>| {
                if part.is_err() {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
                part
            });
            *response.body_mut() = Body::from_stream(parts);
            return response;
        }
        Some(Fault::Without(text)) => {
            bytes = String::from_utf8_lossy(&bytes)
                .replace(text, "")
                .into_bytes();
        }
        Some(Fault::Status(_)) | None => {}
    }
    let Some(packed) = &host.packed else {
        return response(status, &file.to_string_lossy(), bytes);
    };
    let bytes = lock(packed)
        .entry(file.clone())
        .or_insert_with(|| pack(&bytes))
        .clone();
    let mut response = response(status, &file.to_string_lossy(), bytes);
    let kept = match inside.starts_with("assets/") {
        true => "public, max-age=31536000, immutable",
        false => "no-cache",
    };
    let headers = response.headers_mut();
    headers.insert(
        header::CACHE_CONTROL,
        header::HeaderValue::from_static(kept),
    );
    let br = header::HeaderValue::from_static("br");
    headers.insert(header::CONTENT_ENCODING, br);
    response
}

fn pack(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: QUALITY,
        ..Default::default()
    };
    // Into memory, which takes all there is.
    _ = brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters);
    packed
}

enum Found {
    File(StatusCode, PathBuf),
    Redirect,
    Nothing,
}

impl Inner {
    fn find(&self, path: &str) -> Found {
        let dir = lock(&self.dir).clone();
        let file = dir.join(path);
        let index = file.join("index.html");
        if file.is_file() {
            return Found::File(StatusCode::OK, file);
        }
        if index.is_file() {
            let is_folder = path.is_empty() || path.ends_with('/');
            if !is_folder && self.style == Style::Redirecting {
                return Found::Redirect;
            }
            return Found::File(StatusCode::OK, index);
        }
        let (status, name) = match self.style {
            Style::Fallback => (StatusCode::OK, "index.html"),
            Style::Redirecting | Style::InPlace => (StatusCode::NOT_FOUND, "404.html"),
        };
        let page = dir.join(name);
        if page.is_file() {
            Found::File(status, page)
        } else {
            Found::Nothing
        }
    }
}

fn response(status: StatusCode, name: &str, bytes: Vec<u8>) -> Response {
    let kind = match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/vnd.microsoft.icon",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(kind));
    // What the published headers say of everything, and hosts without headers do by themselves.
    let everybody = header::HeaderValue::from_static("*");
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, everybody);
    response
}

/// A panic elsewhere must not hide its own message behind a poisoned lock.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
