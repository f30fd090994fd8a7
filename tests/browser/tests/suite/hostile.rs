//! Hostile content in a real browser, behind the real policy: nothing of it runs, opens a dialog or
//! asks another host for anything. And the policy is one that the site itself keeps: nothing of
//! ours is ever refused.

#[path = "../../../hostile/mod.rs"]
mod corpus;

use anyhow::{Context, Result, ensure};
use corpus::{Shape, attacks, days};
use dayfold_browser_tests::{
    Dated, Host, Outcome, Page, Role, Site, Style, browse, build, sample_with, sites, until,
};
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// In every document and frame, before all else: notes what must not happen.
const WATCH: &str = r#"{
    const seen = [];
    const note = (what) => { seen.push(what); if (window !== top) try { top.postMessage({ seen: what }, "*"); } catch {} };
    Object.defineProperty(window, "dfSeen", { value: seen });
    Object.defineProperty(window, "pwned", { value: () => note("something ran") });
    for (const name of ["alert", "confirm", "prompt", "print"])
        Object.defineProperty(window, name, { value: () => note(name + "()") });
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) =>
        note(`${effectiveDirective} refused ${blockedURI} ${sample}`));
    addEventListener("message", ({ data }) => data?.seen && seen.push("in a frame: " + data.seen));
}"#;

/// What was noted, and what was asked of another host.
const SEEN: &str = r#"[
    ...dfSeen,
    ...performance.getEntriesByType("resource").map(({ name }) => name).filter((name) =>
        !name.startsWith(location.origin + "/") && !name.startsWith("blob:" + location.origin)),
    ...[...document.querySelectorAll("a[href], area[href], form[action]")]
        .map((element) => (element.href?.baseVal ?? element.href) || element.action)
        .filter((address) => !/^(https?|mailto|blob):/.test(address)).map((address) => "leads to " + address),
    ...[...document.querySelectorAll("*")].filter(({ attributes }) =>
        [...attributes].some(({ name }) => /^on/.test(name))).map(({ outerHTML }) => outerHTML.slice(0, 200)),
]"#;

async fn check(page: &Page, at: &str) -> Result<()> {
    page.frames().await?;
    let seen = page.eval(SEEN).await.with_context(|| format!("at {at}"))?;
    ensure!(
        seen.as_array().is_some_and(Vec::is_empty),
        "at {at}: {seen}"
    );
    Ok(())
}

/// Every kind of page, what can be done on it, and where queries and fragments are hostile, too.
async fn go_about(page: &Page, site: &Site, query: &str) -> Result<()> {
    page.before_scripts(WATCH).await?;
    for kind in site.kinds()? {
        if kind.name == "missing" {
            page.expect_console(&["(network)", &page.host.url(&kind.path), "404"]);
        }
        page.open(&kind.path).await?;
        page.alive()
            .await
            .with_context(|| format!("at /{}", kind.path))?;
        check(page, &kind.path).await?;
    }
    let digests = site.digests()?;
    for digest in &digests {
        let path = format!("{}/", digest.day());
        page.open_alive(&path).await?;
        for details in ["details", "[popover]"] {
            page.eval(&format!(
                "document.querySelectorAll({details:?}).forEach((each) => each.showPopover ? (each.popover && each.showPopover(), each.open = true) : 0)"
            ))
            .await?;
        }
        check(page, &path).await?;
        // Filters, and what a reader keeps.
        page.eval("document.querySelectorAll('[aria-pressed]').forEach((button, at) => at < 6 && button.click())").await?;
        check(page, &format!("{path}, pressed")).await?;
    }
    for digest in digests.iter().take(2) {
        for story in digest.stories().take(4) {
            for path in [
                format!("{}/{}/", digest.day(), story.id),
                format!("embed/{}/{}/", digest.day(), story.id),
            ] {
                page.open(&path).await?;
                check(page, &path).await?;
            }
        }
    }
    for path in ["embed/latest/", "embed/headlines/", "feed.xml"] {
        page.open(path).await?;
        if path.ends_with('/') {
            check(page, path).await?;
        }
    }
    page.open_alive(&format!("search/?q={query}")).await?;
    page.wait_for(Role::Article, "").await.ok();
    check(page, "the search").await?;
    page.open_alive("saved/").await?;
    check(page, "what was saved").await
}

#[tokio::test]
async fn the_sample_keeps_its_own_policy() -> Outcome {
    let site = &sites()?.root;
    let host = Host::start(&site.dir, site.base, Style::Redirecting).await?;
    browse(host, async |page| go_about(page, site, "chip").await).await
}

/// In headers it is said by the host, of whatever it sends; so it is tried without the pages' own.
#[tokio::test]
async fn the_sample_keeps_the_policy_of_headers() -> Outcome {
    let folder = TempDir::new().context("no folder")?;
    let dir = sample_with(folder.path(), &[("host", "netlify")])?;
    let without = |html: &str| {
        let start = html.find("<meta http-equiv")?;
        let end = start + html[start..].find('>')? + 1;
        Some([&html[..start], &html[end..]].concat())
    };
    for path in html_files(&dir)? {
        let html = fs::read_to_string(&path).context("no page")?;
        fs::write(&path, without(&html).context("a page has no policy")?).context("no page")?;
    }
    let site = Site { dir, base: "/" };
    let host = Host::start_with_headers(&site.dir, site.base).await?;
    browse(host, async |page| {
        go_about(page, &site, "chip").await?;
        // It is there at all.
        page.open("archive/").await?;
        page.expect_console(&["Content Security Policy"]);
        let refused = "new Promise((done) => {
            document.addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective));
            document.body.append(Object.assign(document.createElement('script'), { text: 'pwned()' }));
        })";
        let refused = page.eval(refused).await?;
        ensure!(refused == "script-src-elem", "an inline script is refused by {refused}");
        Ok(())
    })
    .await
}

/// Every page of a site.
fn html_files(dir: &Path) -> Result<Vec<PathBuf>> {
    let (mut folders, mut files) = (vec![dir.to_owned()], vec![]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "html") {
                files.push(path);
            }
        }
    }
    Ok(files)
}

/// Others may show widgets, and nothing else: `frame-ancestors` can only be said in headers.
#[tokio::test]
async fn only_widgets_can_be_framed() -> Outcome {
    let folder = TempDir::new().context("no folder")?;
    let site = sample_with(folder.path(), &[("host", "netlify")])?;
    let host = Host::start_with_headers(&site, "/").await?;
    let around = folder.path().join("around");
    fs::create_dir_all(&around).context("no folder")?;
    for (name, path) in [("page", ""), ("widget", "embed/latest/")] {
        let frame = format!(
            "<!DOCTYPE html><title>A page</title><link rel=icon href=data:,><iframe title=A src={}></iframe>",
            host.url(path)
        );
        fs::write(around.join(format!("{name}.html")), frame).context("no page")?;
    }
    let other = Host::start(&around, "/", Style::Redirecting).await?;
    browse(host, async |page| {
        let styles = |host: &Host| host.requests(".css");
        page.expect_console(&["Refused to display", "in a frame"]);
        page.go(&other.url("page.html")).await?;
        page.frames().await?;
        ensure!(page.host.requests("/") == 1, "the frame asks for the page");
        ensure!(
            styles(&page.host) == 0,
            "the front page is shown in a frame"
        );
        page.go(&other.url("widget.html")).await?;
        until("the widget is shown", async || {
            Ok((styles(&page.host) > 0).then_some(()))
        })
        .await
    })
    .await
}

#[tokio::test]
async fn hostile_digests_do_nothing() -> Outcome {
    let folder = TempDir::new().context("no folder")?;
    let content = folder.path().join("content");
    fs::create_dir_all(&content).context("no folder")?;
    let short: Vec<_> = attacks()
        .into_iter()
        .filter(|(_, text)| text.len() < 1_000)
        .collect();
    for (name, text) in days(&[Shape::Json, Shape::Markdown], &short, 28) {
        fs::write(content.join(name), text).context("no file")?;
    }
    fs::write(
        content.join("dayfold.toml"),
        "title = \"</title><script>pwned()</script>\"\nurl = \"https://example.org/\"\nlanguages = \"one\"\nlang = \"en\"\n\
         byline = \"<img src=x onerror=pwned()> [x](javascript:pwned())\"\nfooter = \"<script>pwned()</script>\"\n",
    )
    .context("no settings")?;
    // It complains, of files that are no text among others, and publishes the rest.
    let dir = folder.path().join("site");
    ensure_built(build(&content, &dir), &dir)?;
    let site = Site { dir, base: "/" };
    let host = Host::start(&site.dir, site.base, Style::Redirecting).await?;
    browse(host, async |page| go_about(page, &site, "script").await).await
}

/// A text that turns its direction and never turns back, in all that a digest may say.
#[tokio::test]
async fn what_turns_the_direction_of_a_text_turns_nothing_beside_it() -> Outcome {
    const DAY: &str = "---\ntitle: A day <!>turned\ntags: [turned <!>tag, straight tag]\n---\n\n\
        ## Topic <!>turned\n\n### Story <!>turned\n\n**Label <!>turned:** It was <!>said, and more.\n\n\
        - an item <!>turned\n- an item that is straight\n\n\
        Sources: [Turned <!>source](https://a.example/), [Straight source](https://b.example/)\n\n\
        Tags: #turned<!>, #straight\n\n### Story that is straight\n\nIt was told as it is.\n";
    // Where two letters that follow each other stand the wrong way round.
    const TURNED: &str = r"[...document.querySelectorAll('body, body *:not(script, style, template)')]
        .flatMap((each) => [...each.childNodes]).filter((node) => node.nodeType === 3)
        .filter(({ parentElement }) => {
            const own = parentElement.closest(':not(mark)');
            return ![own, own.closest('a, button, summary, h1, h2, h3, h4')]
                .some((each) => each?.textContent.includes('\u202e'));
        })
        .filter((node) => {
            const at = node.data.search(/[a-z]{2}/);
            if (at < 0 || !node.parentElement.checkVisibility()) return false;
            const [first, second] = [0, 1].map((by) => {
                const range = document.createRange();
                range.setStart(node, at + by);
                range.setEnd(node, at + by + 1);
                return range.getBoundingClientRect();
            });
            return first.top === second.top && first.left > second.left;
        }).map((node) => node.data)";
    let folder = TempDir::new().context("no folder")?;
    let content = folder.path().join("content");
    fs::create_dir_all(&content).context("no folder")?;
    for (date, turns) in [
        ("2025-11-20", "\u{202e}"),
        ("2025-11-21", "\u{2067}\u{202e}"),
    ] {
        let day = DAY.replace("<!>", turns);
        fs::write(content.join(format!("{date}.md")), day).context("no file")?;
    }
    let dir = build(&content, &folder.path().join("site"))?;
    let site = Site { dir, base: "/" };
    let host = Host::start(&site.dir, site.base, Style::Redirecting).await?;
    browse(host, async |page| {
        for digest in site.digests()? {
            page.open_alive(&format!("{}/", digest.day())).await?;
            page.eval("document.querySelectorAll('details').forEach((each) => each.open = true)")
                .await?;
            let has = page.eval(r"/\u202e/.test(document.body.innerText)").await?;
            ensure!(has == true, "nothing on the page turns");
            let turned = page.eval(TURNED).await?;
            ensure!(
                turned.as_array().is_some_and(Vec::is_empty),
                "turned: {turned}"
            );
        }
        for path in [
            "archive/",
            "tags/",
            "search/?q=straight",
            "embed/latest/",
            "embed/headlines/",
        ] {
            page.open(path).await?;
            if !path.starts_with("embed") {
                page.alive().await?;
            }
            let turned = page.eval(TURNED).await?;
            ensure!(
                turned.as_array().is_some_and(Vec::is_empty),
                "/{path}: {turned}"
            );
        }
        Ok(())
    })
    .await
}

fn ensure_built(said: Result<PathBuf>, dir: &Path) -> Result<()> {
    match said {
        Err(error) if !dir.join("index.html").is_file() => Err(error),
        _ => Ok(()),
    }
}

/// What stands in an address, or in a browser's storage, is not the site's either.
#[tokio::test]
async fn hostile_addresses_and_storage_do_nothing() -> Outcome {
    let site = &sites()?.root;
    let host = Host::start(&site.dir, site.base, Style::Redirecting).await?;
    let day = site.middle()?.day();
    browse(host, async |page| {
        page.before_scripts(WATCH).await?;
        for text in ["%22%3E%3Cscript%3Epwned()%3C/script%3E", "%3Cimg%20src=x%20onerror=pwned()%3E", "javascript:pwned()", "%ff%00%0d%0a"] {
            for path in [
                format!("{day}/?tag={text}&topic={text}&-source={text}#{text}"),
                format!("search/?q={text}&tag={text}&from={text}"),
                format!("catch-up/?from={text}&to={text}"),
                format!("widgets/?show={text}&date={text}&id={text}&accent={text}"),
                format!("embed/latest/#theme={text}&accent={text}&limit={text}&token={text}"),
            ] {
                page.open(&path).await?;
                if !path.starts_with("embed") {
                    page.alive().await.with_context(|| format!("at /{path}"))?;
                }
                check(page, &path).await?;
            }
        }
        let stored = r#"{
            const evil = "\"><img src=x onerror=pwned()><script>pwned()<\/script>";
            const story = (page) => ({ page, id: evil, title: evil, date_text: evil, lead: evil });
            const pages = ["javascript:pwned()", "//evil.example/", "\t/evil.example", "\\\\evil.example", evil];
            localStorage["df:/saved"] = JSON.stringify(pages.map(story));
            localStorage["df:/muted"] = JSON.stringify({ version: 1, tags: [evil], words: [evil], sources: [evil] });
            localStorage["df:/preferences"] = JSON.stringify({ version: 1, theme: evil, size: evil, [evil]: evil, onclick: evil });
        }"#;
        page.open_alive("archive/").await?;
        page.eval(stored).await?;
        for path in ["saved/".to_owned(), format!("{day}/"), "search/?q=chip".to_owned(), "catch-up/".to_owned()] {
            page.open_alive(&path).await?;
            check(page, &path).await?;
            let hosts = page
                .eval("[...document.querySelectorAll('main a[href]')].filter((link) => link.host === 'evil.example').length")
                .await?;
            ensure!(hosts == 0, "{path} leads to a host that storage named");
        }
        Ok(())
    })
    .await
}
