//! A site that nginx serves with the configuration that a build writes for it.

use anyhow::{Context, Result, bail, ensure};
use dayfold_browser_tests::{required, sample_with};
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;
use tempfile::TempDir;

/// A running nginx with a site; both end with the test.
struct Nginx {
    child: Child,
    port: u16,
    base: &'static str,
    site: PathBuf,
    _folder: TempDir,
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // It may be gone already.
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

impl Nginx {
    /// Builds the sample for a path and serves it there. With brotli as the configuration says
    /// it is switched on.
    fn start(base: &'static str, with_brotli: bool) -> Result<Self> {
        let folder = TempDir::new()?;
        let url = format!("https://example.org{base}");
        let built = sample_with(folder.path(), &[("url", &url), ("host", "nginx")])?;
        let root = folder.path().join("root");
        let site = root.join(base.trim_matches('/'));
        if base == "/" {
            fs::rename(&built, &root)?;
        } else {
            fs::create_dir_all(&root)?;
            fs::rename(&built, &site)?;
        }
        let included = site.join("nginx.conf");
        let mut modules = String::new();
        let packages = required("DAYFOLD_NGINX")?;
        if with_brotli {
            let text = fs::read_to_string(&included)?;
            ensure!(text.contains("#brotli_static on;"));
            fs::write(&included, text.replace("#brotli_static", "brotli_static"))?;
            let module = packages.join("usr/lib/nginx/modules/ngx_http_brotli_static_module.so");
            modules = format!("load_module {};\n", module.display());
        }
        // Some other program may take a port between our asking and nginx's.
        for _ in 0..5 {
            let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
            let text = configuration(folder.path(), &root, &included, &modules, port);
            let file = folder.path().join("nginx.conf");
            fs::write(&file, text)?;
            let mut child = Command::new(packages.join("usr/sbin/nginx"))
                .arg("-p")
                .arg(folder.path())
                .arg("-c")
                .arg(&file)
                .stdin(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .context("nginx does not run")?;
            for _ in 0..200 {
                if child.try_wait()?.is_some() {
                    break;
                }
                if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                    return Ok(Self {
                        child,
                        port,
                        base,
                        site,
                        _folder: folder,
                    });
                }
                sleep(Duration::from_millis(25));
            }
            let mut said = String::new();
            _ = child.kill();
            if let Some(mut stderr) = child.stderr.take() {
                stderr.read_to_string(&mut said)?;
            }
            ensure!(
                said.contains("Address already in use"),
                "nginx did not start: {said}"
            );
        }
        bail!("nginx found no port");
    }

    /// Asks for a path of the site, with more lines in the request's head.
    fn get(&self, path: &str, head: &[&str]) -> Result<Response> {
        self.ask(&format!("{}{path}", self.base), head)
    }

    fn ask(&self, path: &str, head: &[&str]) -> Result<Response> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        let more: String = head.iter().map(|line| format!("{line}\r\n")).collect();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n{more}\r\n"
        )?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n");
        let end = end.with_context(|| format!("{path} has no answer"))?;
        let head = String::from_utf8(bytes[..end].to_vec())?;
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1));
        Ok(Response {
            status: status.context("no status")?.parse()?,
            headers: lines
                .filter_map(|line| line.split_once(": "))
                .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
                .collect(),
            body: bytes[end + 4..].to_vec(),
        })
    }

    fn file(&self, path: &str) -> Result<Vec<u8>> {
        fs::read(self.site.join(path)).with_context(|| format!("there is no {path}"))
    }

    /// What a page names behind a text, as a path of the site.
    fn named(&self, before: &str) -> Result<String> {
        let page = String::from_utf8(self.file("index.html")?)?;
        let rest = page.split_once(before).map(|(_, rest)| rest);
        let address = rest.and_then(|rest| rest.split('"').next());
        let path = address.and_then(|address| address.strip_prefix(self.base));
        Ok(path.with_context(|| format!("no {before}"))?.to_owned())
    }
}

/// A whole configuration around the one that is tested.
fn configuration(folder: &Path, root: &Path, included: &Path, modules: &str, port: u16) -> String {
    let (folder, root, included) = (folder.display(), root.display(), included.display());
    format!(
        "{modules}daemon off;\nmaster_process off;\nerror_log stderr warn;\npid {folder}/pid;\n\
         events {{ worker_connections 64; }}\n\
         http {{\n    access_log off;\n    client_body_temp_path {folder}/body;\n    \
         proxy_temp_path {folder}/proxy;\n    fastcgi_temp_path {folder}/fastcgi;\n    \
         uwsgi_temp_path {folder}/uwsgi;\n    scgi_temp_path {folder}/scgi;\n    \
         server {{\n        listen 127.0.0.1:{port};\n        root {root};\n        \
         include {included};\n    }}\n}}\n"
    )
}

struct Response {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Response {
    /// A header's value; none where it is not sent, or more than once.
    fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(own, _)| own == name);
        let value = values.next().map(|(_, value)| value.as_str());
        value.filter(|_| values.next().is_none())
    }

    #[track_caller]
    fn has(&self, name: &str, value: &str) {
        assert_eq!(
            self.header(name),
            Some(value),
            "{name} in {:?}",
            self.headers
        );
    }

    /// What is sent with every file.
    #[track_caller]
    fn is_guarded(&self) {
        self.has("x-content-type-options", "nosniff");
        self.has("referrer-policy", "strict-origin-when-cross-origin");
        for name in ["content-security-policy", "permissions-policy"] {
            assert!(self.header(name).is_some(), "{name} in {:?}", self.headers);
        }
    }
}

const FOR_EVER: &str = "public, max-age=31536000, immutable";

#[test]
fn serves_under_a_path() -> Result<()> {
    serves(&Nginx::start("/news/", false)?, "gzip", ".gz")
}

/// With nginx's module for it, and at the root.
#[test]
fn serves_with_brotli() -> Result<()> {
    serves(&Nginx::start("/", true)?, "br", ".br")
}

/// All that is asked of a host; `best` is what it packs with at best, for files ending so.
fn serves(nginx: &Nginx, best: &str, ending: &str) -> Result<()> {
    let base = nginx.base;
    // Pages.
    let home = nginx.get("", &[])?;
    assert_eq!((home.status, &home.body), (200, &nginx.file("index.html")?));
    home.has("content-type", "text/html; charset=utf-8");
    home.has("cache-control", "no-cache");
    home.is_guarded();
    let page = String::from_utf8(home.body.clone())?;
    let policy = page.split_once("Content-Security-Policy\" content=\"");
    let policy = policy
        .and_then(|(_, rest)| rest.split('"').next())
        .unwrap_or_default();
    home.has(
        "content-security-policy",
        &format!("{policy}; frame-src 'self'; frame-ancestors 'self'"),
    );
    // Widgets, which all may frame.
    let widget = nginx.get("embed/latest/", &[])?;
    widget.has("cache-control", "no-cache");
    widget.is_guarded();
    let policy = widget.header("content-security-policy").unwrap_or_default();
    assert!(policy.ends_with("; frame-ancestors *"), "{policy}");
    let etag = home.header("etag").context("no etag")?;
    let again = nginx.get("", &[&format!("If-None-Match: {etag}")])?;
    assert_eq!(again.status, 304);
    let day = nginx.get("2025-11-22/", &[])?;
    assert_eq!(
        (day.status, day.body),
        (200, nginx.file("2025-11-22/index.html")?)
    );

    // Without their slash, and with a query.
    let slashless = nginx.get("2025-11-22?tag=x", &[])?;
    assert_eq!(slashless.status, 301);
    slashless.has("location", &format!("{base}2025-11-22/?tag=x"));
    if base != "/" {
        let bare = nginx.ask(base.trim_end_matches('/'), &[])?;
        assert_eq!(bare.status, 301);
        bare.has("location", base);
    }

    // Assets.
    let card = fs::read_dir(nginx.site.join("assets/cards"))?
        .next()
        .context("no card")??;
    let card = format!("assets/cards/{}", card.file_name().to_string_lossy());
    for (path, kind) in [
        (nginx.named("data-wasm=\"")?, "application/wasm"),
        (nginx.named("data-js=\"")?, "text/javascript; charset=utf-8"),
        (
            nginx.named("type=\"module\" src=\"")?,
            "text/javascript; charset=utf-8",
        ),
        (
            nginx.named("rel=\"stylesheet\" href=\"")?,
            "text/css; charset=utf-8",
        ),
        (nginx.named("rel=\"icon\" href=\"")?, "image/svg+xml"),
        (card.clone(), "image/png"),
    ] {
        let asset = nginx.get(&path, &[])?;
        assert_eq!(
            (asset.status, &asset.body),
            (200, &nginx.file(&path)?),
            "{path}"
        );
        asset.has("content-type", kind);
        asset.has("cache-control", FOR_EVER);
        asset.is_guarded();
    }

    // Data are for everybody.
    for path in ["data/site.json", "data/2025-11-22.json"] {
        let data = nginx.get(path, &[])?;
        assert_eq!((data.status, &data.body), (200, &nginx.file(path)?));
        data.has("content-type", "application/json; charset=utf-8");
        data.has("cache-control", "no-cache");
        data.has("access-control-allow-origin", "*");
        data.is_guarded();
    }
    assert_eq!(home.header("access-control-allow-origin"), None);

    // What is not there, and what is nobody's business.
    let missing = nginx.file("404.html")?;
    for path in [
        "assets/dayfold-reader-0000000000000000.js",
        "assets/",
        "data/2001-01-01.json",
        "data/",
        "no/such/page/",
        "404.html",
        "nginx.conf",
        ".dayfold-files",
    ] {
        let answer = nginx.get(path, &[])?;
        assert_eq!((answer.status, &answer.body), (404, &missing), "{path}");
        answer.has("content-type", "text/html; charset=utf-8");
        answer.has("cache-control", "no-cache");
        answer.is_guarded();
    }

    // Packed.
    let wasm = nginx.named("data-wasm=\"")?;
    for (path, kind) in [
        ("index.html", "text/html; charset=utf-8"),
        ("data/2025-11-22.json", "application/json; charset=utf-8"),
        (&wasm, "application/wasm"),
    ] {
        for (accepted, encoding, ending) in
            [("gzip, deflate, br", best, ending), ("gzip", "gzip", ".gz")]
        {
            let packed = nginx.get(path, &[&format!("Accept-Encoding: {accepted}")])?;
            packed.has("content-encoding", encoding);
            packed.has("content-type", kind);
            packed.has("vary", "Accept-Encoding");
            packed.is_guarded();
            assert_eq!(packed.body, nginx.file(&format!("{path}{ending}"))?);
        }
        let plain = nginx.get(path, &[])?;
        assert_eq!(plain.header("content-encoding"), None);
    }
    let picture = nginx.get(&card, &["Accept-Encoding: gzip, br"])?;
    assert_eq!(picture.header("content-encoding"), None);
    Ok(())
}
