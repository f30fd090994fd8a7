//! One `dayfold serve`, and a file that changes again and again.

use crate::run::say;
use crate::serve;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail, ensure};
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// For how long a change may take to be seen.
const PATIENCE: Duration = Duration::from_secs(30);
/// After how many rebuilds memory is at its height: by then each of its caches has been filled.
const WARM: u32 = 50;
/// By how much it may be more at the end, in MB: what an allocator keeps in hand.
const SPARE: f64 = 16.0;

/// How often.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// How many rebuilds.
    #[arg(long, default_value_t = 500)]
    rebuilds: u32,
    /// The dayfold to try; without it, it is built as `cargo xtask dist` does.
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
}

/// Ends the server, however this ends.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        _ = self.0.kill();
        _ = self.0.wait();
    }
}

pub(super) fn rebuilds(workspace: &Workspace, options: &Options) -> Result<()> {
    let binary = match &options.binary {
        Some(binary) => binary.clone(),
        None => serve::dist(workspace, &serve::DistOptions::default())?,
    };
    let content = workspace.target.join("soak/content");
    if content.exists() {
        fs::remove_dir_all(&content)?;
    }
    copy(&workspace.root.join("content"), &content)?;
    let newest = newest(&content)?;
    let own = fs::read_to_string(&newest)?;

    let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
    let child = Command::new(&binary)
        .arg("serve")
        .arg(&content)
        .args(["--port", &port.to_string()])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot run {}", binary.display()))?;
    let server = Server(child);
    wait_for(port, "</html>")?;

    say(format!("{} rebuilds", options.rebuilds));
    let (mut warm, mut last) = (0.0, 0.0);
    for at in 1..=options.rebuilds {
        let text = format!("{own}\n\nAdded by rebuild number {at}.\n");
        fs::write(&newest, text)?;
        wait_for(port, &format!("rebuild number {at}."))?;
        last = memory(server.0.id())?;
        if at == WARM.min(options.rebuilds) {
            warm = last;
        }
        if at % 50 == 0 || at == 1 {
            println!("{at:>8} rebuilds {last:>8.1} MB");
        }
    }
    ensure!(
        last <= warm + SPARE,
        "memory has grown from {warm:.1} to {last:.1} MB"
    );
    Ok(())
}

/// Waits until the front page has a text.
fn wait_for(port: u16, text: &str) -> Result<()> {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        if page(port).is_ok_and(|page| page.contains(text)) {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    bail!("the front page has no {text:?} after {PATIENCE:?}")
}

fn page(port: u16) -> Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    stream.write_all(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
    let mut answer = vec![];
    stream.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

/// What a process holds, in MB; Linux alone says so in a file.
fn memory(process: u32) -> Result<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))
        .context("what a process holds is only known on Linux")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix("kB"));
    let kilobytes: f64 = kilobytes.context("VmRSS is not there")?.trim().parse()?;
    Ok(kilobytes / 1e3)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            fs::copy(&path, &target)?;
        }
    }
    Ok(())
}

/// The newest digest: the last file by name.
fn newest(content: &Path) -> Result<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(content)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .filter(|path| {
            path.file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with("20"))
        })
        .collect();
    files.sort();
    files.pop().context("there are no digests")
}
