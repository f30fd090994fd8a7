//! `dayfold serve`: the site as it will be, kept current while one writes.

use anyhow::{Context, Result, ensure};
use dayfold_browser_tests::{
    Dated, Host, Outcome, Role, Style, browse, copy_tree, required, sites, until,
};
use std::fs;
use std::net::TcpListener;
use std::process::Stdio;
use tokio::process::{Child, Command};

/// A running `dayfold serve` on a copy of the content.
struct Served {
    _child: Child,
    content: tempfile::TempDir,
    url: String,
}

async fn serve() -> Result<Served> {
    let content = tempfile::tempdir()?;
    copy_tree(
        &required("DAYFOLD_SCRATCH")?.join("news-content"),
        content.path(),
    )?;
    // Free now, and unlikely to be taken in the next second.
    let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
    let child = Command::new(required("DAYFOLD_BIN")?)
        .arg("serve")
        .arg(content.path())
        .args(["--port", &port.to_string()])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    until("the server listens", async || {
        Ok(Some(
            tokio::net::TcpStream::connect(("127.0.0.1", port)).await?,
        ))
    })
    .await?;
    Ok(Served {
        _child: child,
        content,
        url: format!("http://127.0.0.1:{port}/news/"),
    })
}

#[tokio::test]
async fn serves_under_the_path_of_the_sites_address() -> Outcome {
    let days = sites()?.news.digests()?;
    let host = Host::start(&sites()?.news.dir, "/unused/", Style::Redirecting).await?;
    let served = serve().await?;
    browse(host, async |page| {
        page.go(&served.url).await?;
        page.alive().await?;
        page.wait_for_heading(&days[0].title).await?;
        page.mark().await?;
        page.find(Role::Link, "Previous day").await?.click().await?;
        page.wait_for_heading(&days[1].title).await?;
        page.check_same_document().await?;
        page.reload().await?;
        page.alive().await?;
        page.wait_for_heading(&days[1].title).await?;
        // Without its slash, too, and still below the path.
        page.go(&format!("{}{}", served.url, days[2].day())).await?;
        page.wait_for_heading(&days[2].title).await?;
        page.check_console().await?;
        page.expect_console(&["404"]);
        page.go(&format!("{}no/such/page/", served.url)).await?;
        let words = sites()?.news.data()?.settings.words;
        page.wait_for_heading(words.get(dayfold_model::Word::NotFoundTitle))
            .await
    })
    .await
}

#[tokio::test]
async fn reloads_the_browser_when_a_file_changes() -> Outcome {
    let days = sites()?.news.digests()?;
    let host = Host::start(&sites()?.news.dir, "/unused/", Style::Redirecting).await?;
    let served = serve().await?;
    browse(host, async |page| {
        page.go(&served.url).await?;
        page.alive().await?;
        page.wait_for_heading(&days[0].title).await?;
        page.mark().await?;

        let file = fs::read_dir(served.content.path())?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .find(|path| path.to_string_lossy().contains(&days[0].day()))
            .context("the newest day has no file")?;
        let text = fs::read_to_string(&file)?;
        ensure!(text.contains(&days[0].title), "the file holds no title");
        fs::write(
            &file,
            text.replacen(&days[0].title, "Something else happened", 1),
        )?;

        page.wait_for_heading("Something else happened").await?;
        page.alive().await?;
        Ok(())
    })
    .await
}
