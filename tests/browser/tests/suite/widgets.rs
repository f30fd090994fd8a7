//! Widgets in pages of others: `fixtures/hosts`, each served from another origin than the site.

use anyhow::{Context, Result, ensure};
use dayfold_browser_tests::{
    Fault, Host, Outcome, Page, Role, Scheme, Site, Style, browse, sites, squeeze, until,
};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;
use thirtyfour::Key;

/// A site, and the pages of somebody else that show it.
struct Place {
    site: Host,
    /// Keeps the pages for as long as they are visited.
    _pages: TempDir,
}

/// Serves a site and beside it the pages of others; the latter is what is to be visited.
async fn place(site: &Site) -> Result<(Place, Host)> {
    let known = fs::read_to_string(site.dir.join("data/embed.json"))?;
    let known: Value = serde_json::from_str(&known)?;
    let known = |name: &str| known[name].as_str().with_context(|| format!("no {name}"));
    // The site was built for another address.
    let (_, pinned) = known("versioned")?
        .split_once("/assets/")
        .context("not an asset")?;
    let checksum = known("integrity")?;
    let site = Host::start(&site.dir, site.base, Style::Redirecting).await?;
    let pinned = site.url(&format!("assets/{pinned}"));
    let pages = tempfile::tempdir()?;
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/hosts");
    for entry in fs::read_dir(fixtures)? {
        let path = entry?.path();
        let page = fs::read_to_string(&path)?
            .replace("SITE", &site.url(""))
            .replace("PINNED", &pinned)
            .replace("CHECKSUM", checksum);
        let name = path.file_name().context("a file has a name")?;
        fs::write(pages.path().join(name), page)?;
    }
    let host = Host::start(pages.path(), "/", Style::Redirecting).await?;
    let place = Place {
        site,
        _pages: pages,
    };
    Ok((place, host))
}

/// What is to be seen of a widget from the page around it.
const STATE: &str = "(at) => {
    const widget = document.querySelectorAll('dayfold-digest')[at];
    const box = widget.shadowRoot?.querySelector('div');
    const frame = box?.querySelector('iframe');
    return {
        shown: box?.className === 'shown',
        frame: !!frame,
        height: frame?.offsetHeight ?? 0,
        box: box?.offsetHeight ?? 0,
        title: frame?.title,
        scheme: frame?.style.colorScheme,
        fallback: widget.querySelector('a').checkVisibility(),
    };
}";

async fn state(page: &Page, at: usize) -> Result<Value> {
    page.eval(&format!("({STATE})({at})")).await
}

/// Waits until a widget is shown.
async fn shown(page: &Page, at: usize) -> Result<Value> {
    let what = format!("widget {at} is shown");
    let shown = until(&what, async || {
        let state = state(page, at).await?;
        Ok((state["shown"] == true).then_some(state))
    });
    shown.await
}

/// All of its content is seen, and nothing else in its place.
async fn is_whole(page: &Page, at: usize) -> Result<Value> {
    shown(page, at).await?;
    until("all of it is seen", async || {
        let state = state(page, at).await?;
        ensure!(state["fallback"] == false, "both are shown: {state}");
        let needed = page
            .eval_in_widget(at, "document.documentElement.scrollHeight")
            .await?;
        let [height, needed] =
            [&state["height"], &needed].map(|value| value.as_f64().unwrap_or(0.0));
        ensure!(
            height > 100.0 && needed <= height,
            "{needed} pixels do not fit into {height}"
        );
        Ok(Some(state))
    })
    .await
}

async fn text(page: &Page, at: usize) -> Result<String> {
    let text = page.eval_in_widget(at, "document.body.innerText").await?;
    Ok(squeeze(text.as_str().context("no text")?))
}

async fn stands_in(name: &str, site: &Site, theme: &str) -> Outcome {
    let newest = site.digest(site.days()?[0])?;
    let (_place, host) = place(site).await?;
    browse(host, async |page| {
        for is_phone in [false, true] {
            match is_phone {
                true => page.phone().await?,
                false => page.desk().await?,
            }
            page.open(&format!("{name}.html")).await?;
            let state = is_whole(page, 0).await?;
            assert_eq!(state["scheme"], theme);
            let title = state["title"].as_str().unwrap_or_default();
            ensure!(title.starts_with(&newest.title), "it is called {title:?}");
            let shows = text(page, 0).await?;
            ensure!(shows.contains(&squeeze(&newest.title)), "it says {shows:?}");
            // Clear around its card, and no flash of another colour.
            let ground = "getComputedStyle(document.documentElement).backgroundColor";
            assert_eq!(page.eval_in_widget(0, ground).await?, "rgba(0, 0, 0, 0)");
            let size = if is_phone { "phone" } else { "desk" };
            page.picture(&format!("widget-{name}-{size}")).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn stands_in_a_plain_page() -> Outcome {
    stands_in("plain", &sites()?.news, "light").await
}

#[tokio::test]
async fn stands_in_a_page_without_a_doctype() -> Outcome {
    stands_in("quirks", &sites()?.root, "light").await
}

#[tokio::test]
async fn stands_in_a_page_with_hostile_styles() -> Outcome {
    stands_in("hostile", &sites()?.root, "light").await
}

#[tokio::test]
async fn stands_in_a_page_with_a_strict_policy() -> Outcome {
    stands_in("policy", &sites()?.root, "light").await
}

#[tokio::test]
async fn stands_in_a_dark_page() -> Outcome {
    stands_in("dark", &sites()?.root, "dark").await
}

#[tokio::test]
async fn stands_in_a_page_from_right_to_left() -> Outcome {
    stands_in("rtl", &sites()?.rtl, "light").await
}

/// By its checksum; and where the script is another, it does not run.
#[tokio::test]
async fn stands_in_a_page_that_knows_its_script() -> Outcome {
    let (place, host) = place(&sites()?.root).await?;
    browse(host, async |page| {
        page.open("pinned.html").await?;
        is_whole(page, 0).await?;
        place
            .site
            .fail(".js", Fault::Body(b"document.title = 'Taken'".to_vec()));
        page.expect_console(&["Failed to find a valid digest in the 'integrity' attribute"]);
        page.reload().await?;
        page.frames().await?;
        stays(page, 1).await?;
        assert_eq!(
            page.eval("document.title").await?,
            "A page that trusts no stranger"
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn follows_the_page_around_it() -> Outcome {
    let (_place, host) = place(&sites()?.root).await?;
    browse(host, async |page| {
        page.prefers(Scheme::Dark, true).await?;
        page.open("dark.html").await?;
        is_whole(page, 0).await?;
        page.eval("document.body.className = 'light'; 0").await?;
        until("the widget is light, too", async || {
            let theme = page
                .eval_in_widget(0, "document.documentElement.dataset.theme")
                .await?;
            let state = state(page, 0).await?;
            Ok((theme == "light" && state["scheme"] == "light").then_some(()))
        })
        .await
    })
    .await
}

/// How many items a widget shows.
async fn items(page: &Page, at: usize) -> Result<Value> {
    let shown = "[...document.querySelectorAll('.items > li')].filter((li) => !li.hidden).length";
    page.eval_in_widget(at, shown).await
}

#[tokio::test]
async fn attributes_count_at_once() -> Outcome {
    let (place, host) = place(&sites()?.root).await?;
    browse(host, async |page| {
        page.open("plain.html").await?;
        let before = is_whole(page, 0).await?;
        assert_eq!(items(page, 0).await?, 5);
        page.eval(
            "{
                window.widget = document.querySelector('dayfold-digest');
                widget.setAttribute('limit', '2');
                widget.setAttribute('theme', 'dark');
                widget.setAttribute('accent', '#123');
                widget.setAttribute('density', 'compact');
            } 0",
        )
        .await?;
        until("two are left", async || {
            Ok((items(page, 0).await? == 2).then_some(()))
        })
        .await?;
        until("it is lower", async || {
            let now = state(page, 0).await?;
            Ok((now["height"].as_f64() < before["height"].as_f64()).then_some(()))
        })
        .await?;
        is_whole(page, 0).await?;
        let root = "{ ...document.documentElement.dataset }";
        let root = page.eval_in_widget(0, root).await?;
        assert_eq!(
            (&root["theme"], &root["density"]),
            (&"dark".into(), &"compact".into())
        );
        // Too dark for a dark paper: made lighter until it can be read.
        let accent = "document.documentElement.style.getPropertyValue('--accent')";
        let accent = page.eval_in_widget(0, accent).await?;
        let accent = accent.as_str().context("no accent")?;
        ensure!(
            accent.starts_with("rgb(") && accent != "rgb(17,34,51)",
            "{accent}"
        );
        page.eval("widget.setAttribute('accent', 'red; } body {'); 0")
            .await?;
        until("what is no colour is passed over", async || {
            let accent = "document.documentElement.style.getPropertyValue('--accent')";
            Ok((page.eval_in_widget(0, accent).await? == "").then_some(()))
        })
        .await?;
        assert_eq!(
            place.site.requests("/embed/latest/"),
            1,
            "{:?}",
            place.site.log()
        );

        // Another page.
        page.eval("widget.setAttribute('show', 'headlines'); 0")
            .await?;
        until("it is asked for", async || {
            Ok((place.site.requests("/embed/headlines/") == 1).then_some(()))
        })
        .await?;
        is_whole(page, 0).await?;
        assert_eq!(items(page, 0).await?, 2);
        Ok(())
    })
    .await
}

/// As a client-side router does: no listener and no frame may be left.
#[tokio::test]
async fn comes_and_goes() -> Outcome {
    let (place, host) = place(&sites()?.root).await?;
    browse(host, async |page| {
        page.open("router.html").await?;
        until("the element is known", async || {
            let known = page.eval("!!customElements.get('dayfold-digest')").await?;
            Ok((known == true).then_some(()))
        })
        .await?;
        assert_eq!(place.site.requests("/embed.js"), 1, "loaded once");
        let globals =
            page.eval("Object.keys(window).filter((key) => /dayfold|df/i.test(key)).length");
        assert_eq!(globals.await?, 0);
        let add = format!(
            "view.innerHTML = '<dayfold-digest src=\"{}\"><a href=\"#\">It</a></dayfold-digest>'",
            place.site.url("")
        );
        let clean = page.listeners("window").await?;
        // Some are taken away before anything came, some while it loads, some when it is there.
        page.eval(&format!(
            "(async () => {{
                for (let time = 0; time < 100; time++) {{
                    {add};
                    if (time % 3) await new Promise((done) => setTimeout(done, (time % 7) * 10));
                    view.textContent = '';
                }}
            }})()"
        ))
        .await?;
        page.eval(&format!("{add}; 0")).await?;
        is_whole(page, 0).await?;
        assert_eq!(page.listeners("window").await?, clean + 1);
        // Moved, it is there again.
        page.eval("document.body.prepend(view.firstChild); 0")
            .await?;
        is_whole(page, 0).await?;
        page.eval("document.querySelector('dayfold-digest').remove(); 0")
            .await?;
        page.frames().await?;
        assert_eq!(page.listeners("window").await?, clean);
        let frames = "performance.getEntriesByType('navigation').length + window.length
            + document.querySelectorAll('iframe').length";
        assert_eq!(page.eval(frames).await?, 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn fifty_are_one_script_and_load_as_they_come_near() -> Outcome {
    let (place, host) = place(&sites()?.root).await?;
    browse(host, async |page| {
        page.open("many.html").await?;
        is_whole(page, 0).await?;
        let state = state(page, 49).await?;
        ensure!(state["frame"] == false, "the last one has loaded");
        page.eval(
            "(async () => {
                while (scrollY + innerHeight < document.documentElement.scrollHeight - 1) {
                    scrollBy(0, 600);
                    await new Promise((done) => setTimeout(done, 60));
                }
            })()",
        )
        .await?;
        for at in 0..50 {
            shown(page, at).await?;
        }
        assert_eq!(items(page, 48).await?, 4);
        assert_eq!(place.site.requests("/embed.js"), 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_hidden_loads_when_it_is_shown() -> Outcome {
    let (place, host) = place(&sites()?.root).await?;
    browse(host, async |page| {
        page.open("hidden.html").await?;
        until("the element is known", async || {
            Ok((page.eval("!!customElements.get('dayfold-digest')").await? == true).then_some(()))
        })
        .await?;
        page.frames().await?;
        assert_eq!(place.site.requests("/"), 0, "{:?}", place.site.log());
        page.find(Role::Summary, "Open it").await?.click().await?;
        is_whole(page, 0).await?;
        // Folded and unfolded again.
        for _ in 0..2 {
            page.find(Role::Summary, "Open it").await?.click().await?;
            page.frames().await?;
        }
        is_whole(page, 0).await?;
        page.eval("tab.hidden = false; 0").await?;
        is_whole(page, 1).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn without_scripts_there_are_links_and_words() -> Outcome {
    let site = &sites()?.root;
    let newest = site.digest(site.days()?[0])?;
    let (place, host) = place(site).await?;
    browse(host, async |page| {
        page.scripts_off().await?;
        page.open("plain.html").await?;
        let link = page.find(Role::Link, "The latest digest").await?;
        ensure!(link.get("href").await? == place.site.url("2025-11-22/"));
        page.go(&place.site.url("embed/latest/")).await?;
        assert_eq!(page.heading().await?, newest.title);
        let says = squeeze(&page.visible_text().await?);
        for takeaway in &newest.takeaways {
            let text = squeeze(&dayfold_model::plain_text(&takeaway.html));
            ensure!(says.contains(&text), "it lacks {text:?}");
        }
        Ok(())
    })
    .await
}

/// Lets the time pass for which a frame may be silent.
async fn given_up() {
    tokio::time::sleep(Duration::from_secs(13)).await;
}

/// What stands in its place stays, and one line says so.
async fn stays(page: &Page, widgets: usize) -> Result<()> {
    for at in 0..widgets {
        let link = format!("document.querySelectorAll('dayfold-digest a')[{at}].checkVisibility()");
        ensure!(page.eval(&link).await? == true, "widget {at} says nothing");
    }
    let lines = page.console().await?;
    let ours = lines.iter().filter(|line| line.contains("dayfold-digest:"));
    ensure!(ours.count() <= 1, "{lines:#?}");
    Ok(())
}

#[tokio::test]
async fn a_site_that_is_down_leaves_the_link() -> Outcome {
    let (place, host) = place(&sites()?.root).await?;
    browse(host, async |page| {
        // Nothing comes, not even the script.
        page.expect_console(&["(network)", "503"]);
        place.site.fail("", Fault::Status(503));
        page.open("plain.html").await?;
        page.frames().await?;
        stays(page, 1).await?;
        // The script comes, but nothing after it.
        place.site.recover();
        place.site.fail("/embed/latest/", Fault::Status(503));
        page.expect_console(&["dayfold-digest:", "no widget"]);
        page.open("plain.html").await?;
        given_up().await;
        assert_eq!(state(page, 0).await?["frame"], false);
        stays(page, 1).await
    })
    .await
}

#[tokio::test]
async fn a_site_that_is_gone_leaves_the_link() -> Outcome {
    let (place, host) = place(&sites()?.root).await?;
    browse(host, async |page| {
        page.open("hidden.html").await?;
        until("the element is known", async || {
            Ok((page.eval("!!customElements.get('dayfold-digest')").await? == true).then_some(()))
        })
        .await?;
        place.site.stop().await?;
        page.expect_console(&["ERR_CONNECTION_REFUSED"]);
        page.expect_console(&["dayfold-digest:", "no widget"]);
        // The frame alone is missing.
        page.find(Role::Summary, "Open it").await?.click().await?;
        given_up().await;
        assert_eq!(state(page, 0).await?["frame"], false);
        stays(page, 1).await?;
        // Not even the script comes.
        page.open("plain.html").await?;
        page.frames().await?;
        stays(page, 1).await
    })
    .await
}

#[tokio::test]
async fn a_policy_that_forbids_frames_leaves_the_links() -> Outcome {
    let (_place, host) = place(&sites()?.root).await?;
    browse(host, async |page| {
        page.expect_console(&["frame-src"]);
        page.expect_console(&["dayfold-digest:", "no widget"]);
        page.open("forbidden.html").await?;
        given_up().await;
        assert_eq!(state(page, 0).await?["frame"], false);
        stays(page, 2).await
    })
    .await
}

#[tokio::test]
async fn nobody_else_is_heard() -> Outcome {
    let (_place, host) = place(&sites()?.root).await?;
    browse(host, async |page| {
        page.open("plain.html").await?;
        let before = is_whole(page, 0).await?;
        // Even with the token: the page itself, and another frame of it.
        page.eval(
            "(async () => {
                const { token } = document.querySelector('dayfold-digest');
                postMessage({ dayfold: token, height: 4000, title: 'Forged' }, '*');
                const other = document.createElement('iframe');
                other.sandbox = 'allow-scripts';
                other.srcdoc = `<script>for (const dayfold of ['${token}', undefined, null, ''])
                    parent.postMessage({ dayfold, height: 4000, title: 'Forged' }, '*')<\\/script>`;
                document.body.append(other);
                await new Promise((done) => other.onload = done);
                await new Promise((done) => setTimeout(done, 200));
            })()",
        )
        .await?;
        // And its own frame only within bounds.
        page.eval_in_widget(
            0,
            "(() => {
                const dayfold = new URLSearchParams(location.hash.slice(1)).get('token');
                for (const height of [NaN, Infinity, -5, 0, 1e9, '4000', [4000], {}, null])
                    parent.postMessage({ dayfold, height, title: 'Forged' }, '*');
                for (const data of [null, 4000, 'height', undefined, [], { dayfold }])
                    parent.postMessage(data, '*');
                parent.postMessage({ dayfold: 'x', height: 4000 }, '*');
            })()",
        )
        .await?;
        page.frames().await?;
        let after = state(page, 0).await?;
        assert_eq!(before, after);
        Ok(())
    })
    .await
}

/// How much of the page has moved since it was there.
const SHIFT: &str = "new Promise((done) => new PerformanceObserver((list) => done(
        list.getEntries().reduce((sum, { value }) => sum + value, 0),
    )).observe({ type: 'layout-shift', buffered: true }) || setTimeout(() => done(0), 300))";

#[tokio::test]
async fn the_page_around_it_does_not_move() -> Outcome {
    let (place, host) = place(&sites()?.root).await?;
    // Quick, it might come before the page is painted, and could move nothing.
    let late = Fault::Delay(Duration::from_millis(500));
    place.site.fail("embed.js", late);
    browse(host, async |page| {
        for is_phone in [false, true] {
            if is_phone {
                page.phone().await?;
            }
            page.open("plain.html").await?;
            let is_late = "performance.getEntriesByType('resource')
                .find(({ name }) => name.endsWith('embed.js')).responseEnd
                > performance.getEntriesByName('first-contentful-paint')[0].startTime";
            ensure!(
                page.eval(is_late).await? == true,
                "the script came too soon"
            );
            let state = is_whole(page, 0).await?;
            page.frames().await?;
            let shift = page.eval(SHIFT).await?.as_f64().context("no shift")?;
            ensure!(shift < 0.05, "{shift}, on a phone: {is_phone}");
            // Where it stays while the reader goes elsewhere and comes back, it has its height.
            let add = "(async () => {
                const widget = document.querySelector('dayfold-digest');
                const place = widget.nextSibling;
                await new Promise((done) => setTimeout(done, 600));
                widget.setAttribute('show', 'takeaways');
                place.before(widget);
            })()";
            page.eval(add).await?;
            let again = is_whole(page, 0).await?;
            assert_eq!(state["box"], again["box"]);
            let after = page.eval(SHIFT).await?.as_f64().context("no shift")?;
            assert_eq!(shift, after);
        }
        Ok(())
    })
    .await
}

/// Where the page keeps a place for it, nothing moves at all.
#[tokio::test]
async fn a_page_that_keeps_its_place_does_not_move() -> Outcome {
    let (_place, host) = place(&sites()?.root).await?;
    browse(host, async |page| {
        page.open("policy.html").await?;
        is_whole(page, 0).await?;
        page.frames().await?;
        assert_eq!(page.eval(SHIFT).await?, 0);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_keyboard_goes_through_it() -> Outcome {
    let (_place, host) = place(&sites()?.root).await?;
    browse(host, async |page| {
        page.open("plain.html").await?;
        is_whole(page, 0).await?;
        page.find(Role::Link, "a link before")
            .await?
            .focus()
            .await?;
        let mut through = 0;
        for _ in 0..20 {
            page.press(Key::Tab).await?;
            let (element, name) = page.focused().await?;
            if element == "dayfold-digest" {
                through += 1;
            } else {
                assert_eq!(name, "a link after");
                break;
            }
        }
        // The site, the day, five takeaways, and the way to the whole.
        ensure!(through == 8, "{through} stops");
        page.type_with(Key::Shift, &String::from(char::from(Key::Tab)))
            .await?;
        assert_eq!(page.focused().await?.0, "dayfold-digest");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn it_can_be_used_by_all() -> Outcome {
    let site = &sites()?.root;
    let digest = site.digest(site.days()?[0])?;
    let story = digest.stories().next().context("no story")?;
    let tag = &site.data()?.tags[0].id;
    let (place, host) = place(site).await?;
    browse(host, async |page| {
        page.open("plain.html").await?;
        is_whole(page, 0).await?;
        page.check_accessibility("around a widget").await?;
        let day = digest.date.context("no date")?;
        for path in [
            "latest/".to_owned(),
            "headlines/".to_owned(),
            format!("{day}/{}/", story.id),
            format!("tags/{tag}/"),
        ] {
            for theme in ["light", "dark"] {
                let url = place.site.url(&format!("embed/{path}#theme={theme}"));
                page.go(&url).await?;
                page.reload().await?;
                page.check_accessibility(&format!("in {path}, {theme}"))
                    .await?;
            }
        }
        Ok(())
    })
    .await
}
