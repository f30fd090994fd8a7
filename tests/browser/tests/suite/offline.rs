//! Without a network: what was read is there, and what was taken along; and all of it can be
//! got rid of.

use anyhow::{Context, Result, ensure};
use dayfold_browser_tests::{
    Dated, Fault, Host, Outcome, Page, Role, Style, browse, deployed_anew, sample_and, sites, until,
};
use dayfold_model::Digest;
use serde_json::json;
use std::time::{Duration, Instant};

async fn host() -> Result<Host> {
    let site = &sites()?.news;
    Host::start(&site.dir, site.base, Style::Redirecting).await
}

/// Has the worker do what it does while a page is at rest, and waits until a file is kept.
async fn keeps(page: &Page, path: &str) -> Result<()> {
    let path = format!("{}{path}", page.host.base());
    until(&format!("{path} is kept"), async || {
        page.eval("dispatchEvent(new Event('df-offline'))").await?;
        tokio::time::sleep(Duration::from_millis(200)).await;
        let kept = format!("caches.match({path:?}).then(Boolean)");
        Ok((page.eval(&kept).await? == true).then_some(()))
    })
    .await
}

/// Waits until the worker has the newest page, and the seven days, and says which those are.
async fn ready(page: &Page) -> Result<Vec<Digest>> {
    let days = sites()?.news.digests()?;
    page.open_alive("").await?;
    for day in &days {
        keeps(page, &format!("data/{}.json", day.day())).await?;
        keeps(page, &format!("{}/", day.day())).await?;
    }
    keeps(page, "").await?;
    Ok(days)
}

async fn forget(page: &Page, cache: &str) -> Result<()> {
    let forget = format!(
        "caches.keys().then((names) => Promise.all(names.filter((name) =>
            name.includes(':{cache}')).map((name) => caches.delete(name))))"
    );
    page.eval(&forget).await.map(drop)
}

/// From now on nothing is to be had, and the console says so.
async fn cut_off(page: &Page) -> Result<()> {
    page.expect_console(&[""]);
    page.host.stop().await
}

#[tokio::test]
async fn the_newest_days_are_there() -> Outcome {
    browse(host().await?, async |page| {
        let days = ready(page).await?;
        cut_off(page).await?;
        page.open_alive("").await?;
        page.wait_for_heading(&days[0].title).await?;
        page.mark().await?;
        page.find(Role::Link, "Previous day").await?.click().await?;
        page.wait_for_heading(&days[1].title).await?;
        page.check_same_document().await?;
        page.reload().await?;
        page.alive().await?;
        page.wait_for_heading(&days[1].title).await?;
        // With what it asks for, and from far away.
        let last = days.last().context("no day")?;
        page.open_alive(&format!("{}/?topic=x", last.day())).await?;
        page.wait_for_heading(&last.title).await
    })
    .await
}

#[tokio::test]
async fn what_is_not_there_says_so_and_leads_to_what_is() -> Outcome {
    browse(host().await?, async |page| {
        let days = ready(page).await?;
        cut_off(page).await?;
        page.open("tags/").await?;
        page.wait_for_heading("There is no network").await?;
        page.check_accessibility("a page that is not kept").await?;
        page.picture("offline").await?;
        page.find(Role::Link, &days[2].date_text)
            .await?
            .click()
            .await?;
        page.wait_for_heading(&days[2].title).await?;
        page.alive().await?;

        page.host.resume().await?;
        page.open_alive("tags/").await?;
        page.wait_for_heading("Tags").await
    })
    .await
}

#[tokio::test]
async fn a_saved_day_stays() -> Outcome {
    browse(host().await?, async |page| {
        let days = ready(page).await?;
        let last = days.last().context("no day")?;
        let story = last.stories().next().context("no story")?;
        let saved = json!([{
            "page": last.day(), "id": story.id, "title": story.title,
            "date_text": last.date_text, "lead": "",
        }]);
        page.eval(&format!(
            "localStorage['df:/news/saved'] = {}",
            json!(saved.to_string())
        ))
        .await?;
        keeps(page, "saved/").await?;
        // As when many others were read since, or the site was published anew.
        forget(page, "data").await?;
        forget(page, "pages").await?;
        keeps(page, "saved/").await?;
        forget(page, "data").await?;
        cut_off(page).await?;
        page.open(&format!("{}/#{}", last.day(), story.id)).await?;
        page.wait_for_heading(&last.title).await?;
        page.alive().await?;
        page.open_alive("saved/").await?;
        page.wait_for(Role::Link, &story.title).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_archive_can_be_taken_along_and_left_behind() -> Outcome {
    browse(host().await?, async |page| {
        let days = ready(page).await?;
        page.open_alive("saved/").await?;
        let take = page
            .wait_for(Role::Button, "Take the archive along")
            .await?;
        let text = page.visible_text().await?;
        let size = format!("{} days, up to 1 MB", days.len());
        ensure!(text.contains(&size), "the size is not told: {text}");
        page.check_accessibility("the archive's size").await?;
        page.picture("saved-offline").await?;
        take.click().await?;
        until("it is there", async || {
            let text = page.visible_text().await?;
            Ok(text
                .contains("The whole archive is in this browser.")
                .then_some(()))
        })
        .await?;
        let alike = page.host.requests(&format!("data/{}.json", days[3].day()));
        page.find(Role::Button, "Take the archive along")
            .await?
            .click()
            .await?;
        page.frames().await?;
        page.wait_for(Role::Button, "Take the archive along")
            .await?;
        let again = page.host.requests(&format!("data/{}.json", days[3].day()));
        assert_eq!(alike, again, "what is there was fetched again");

        keeps(page, "saved/").await?;
        forget(page, "data").await?;
        forget(page, "pages").await?;
        page.expect_console(&[""]);
        page.host.stop().await?;
        for (path, title) in [
            (format!("{}/", days[4].day()), &*days[4].title),
            ("archive/".to_owned(), "Archive"),
            ("2025/11/".to_owned(), "November 2025"),
            (String::new(), &days[0].title),
        ] {
            page.open(&path).await?;
            page.wait_for_heading(title).await?;
        }
        page.host.resume().await?;
        page.open_alive("saved/").await?;
        page.wait_for(Role::Button, "Remove the archive")
            .await?
            .click()
            .await?;
        until("it is gone", async || {
            let gone = page.eval("caches.has('df:/news/:archive').then((has) => !has)");
            Ok((gone.await? == true).then_some(()))
        })
        .await
    })
    .await
}

#[tokio::test]
async fn an_archive_that_breaks_off_goes_on() -> Outcome {
    browse(host().await?, async |page| {
        let days = ready(page).await?;
        let json = format!("data/{}.json", days[5].day());
        page.open_alive("saved/").await?;
        page.expect_console(&["(network)", &json]);
        page.expect_console(&["(javascript)", "quota"]);
        page.host.fail(&json, Fault::Cut);
        let take = "Take the archive along";
        page.wait_for(Role::Button, take).await?.click().await?;
        until("it says so", async || {
            let text = page.visible_text().await?;
            Ok(text.contains("It broke off: ").then_some(()))
        })
        .await?;
        page.host.recover();
        page.eval("Cache.prototype.put = async () => { throw new DOMException('', 'QuotaExceededError') }")
            .await?;
        page.find(Role::Button, take).await?.click().await?;
        until("it says that there is no room", async || {
            let text = page.visible_text().await?;
            Ok(text.contains("no room for more").then_some(()))
        })
        .await
    })
    .await
}

/// A train's network: it is there, and gives nothing.
#[tokio::test]
async fn a_slow_network_is_not_waited_for() -> Outcome {
    browse(host().await?, async |page| {
        let days = ready(page).await?;
        page.host.fail("/", Fault::Delay(Duration::from_secs(9)));
        let start = Instant::now();
        page.open(&format!("{}/", days[1].day())).await?;
        page.wait_for_heading(&days[1].title).await?;
        let took = start.elapsed();
        ensure!(took < Duration::from_secs(8), "it took {took:?}");
        Ok(())
    })
    .await
}

/// What a hotel's network gives in the place of everything is not kept.
#[tokio::test]
async fn what_is_no_page_of_the_site_is_not_kept() -> Outcome {
    browse(host().await?, async |page| {
        let days = ready(page).await?;
        let path = format!("{}/", days[1].day());
        let portal = b"<!doctype html><title>Sign in</title><h1>Sign in</h1>";
        page.host.fail("/", Fault::Body(portal.to_vec()));
        page.host.fail(".json", Fault::Body(portal.to_vec()));
        page.open(&path).await?;
        page.wait_for_heading("Sign in").await?;
        tokio::time::sleep(Duration::from_millis(300)).await;
        cut_off(page).await?;
        page.open_alive(&path).await?;
        page.wait_for_heading(&days[1].title).await
    })
    .await
}

async fn nothing_is_kept(page: &Page) -> Result<()> {
    until("nothing is kept", async || {
        let left = page
            .eval(
                "Promise.all([caches.keys(), navigator.serviceWorker.getRegistrations()])
                    .then(([names, workers]) => names.length + workers.length)",
            )
            .await?;
        Ok((left == 0).then_some(()))
    })
    .await
}

#[tokio::test]
async fn the_reader_can_do_without() -> Outcome {
    browse(host().await?, async |page| {
        ready(page).await?;
        page.open_alive("saved/").await?;
        let name = "Keep pages for reading offline";
        page.wait_for(Role::Checkbox, name).await?.click().await?;
        nothing_is_kept(page).await?;
        page.open_alive("").await?;
        page.eval("dispatchEvent(new Event('df-offline'))").await?;
        tokio::time::sleep(Duration::from_millis(500)).await;
        nothing_is_kept(page).await?;
        page.open_alive("saved/").await?;
        page.wait_for(Role::Checkbox, name).await?.click().await?;
        keeps(page, "offline.html").await
    })
    .await
}

#[tokio::test]
async fn the_publisher_can_do_without() -> Outcome {
    let site = &sites()?.root;
    let folder = tempfile::tempdir().context("no folder")?;
    let off = sample_and(folder.path(), "[show]\noffline = false")?;
    let host = Host::start(&site.dir, site.base, Style::Redirecting).await?;
    browse(host, async |page| {
        page.open_alive("").await?;
        keeps(page, "").await?;
        page.eval("caches.open('another')").await?;
        page.host.deploy(&off);
        page.open_alive("").await?;
        // What the browser does by itself once a day.
        page.eval("navigator.serviceWorker.getRegistration().then((known) => known?.update())")
            .await?;
        until("its own are gone", async || {
            let left = page.eval(
                "Promise.all([caches.keys(), navigator.serviceWorker.getRegistrations()])
                    .then(([names, workers]) => [...names, ...workers].join())",
            );
            Ok((left.await? == "another").then_some(()))
        })
        .await?;
        page.open_alive("").await?;
        let before = page.host.requests("sw.js");
        page.eval("dispatchEvent(new Event('df-offline'))").await?;
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert_eq!(page.host.requests("sw.js"), before, "it is asked for again");
        page.open_alive("saved/").await?;
        page.wait_for(Role::Button, "Export").await?;
        ensure!(!page.has(Role::Button, "Take the archive along").await?);
        Ok(())
    })
    .await
}

/// A page gets the program of its own build or none, with and without a network.
#[tokio::test]
async fn an_update_comes_whole_and_waits() -> Outcome {
    let site = &sites()?.news;
    let folder = tempfile::tempdir().context("no folder")?;
    let anew = deployed_anew(site, folder.path())?;
    browse(host().await?, async |page| {
        let days = ready(page).await?;
        let build = "document.documentElement.dataset.build ?? 'old'";
        page.host.deploy(&anew);
        // The worker of before is still there while its page is open.
        page.eval("navigator.serviceWorker.ready.then((known) => known.update())")
            .await?;
        until("the new one waits", async || {
            let waits = page.eval("navigator.serviceWorker.ready.then((known) => !!known.waiting)");
            Ok((waits.await? == true).then_some(()))
        })
        .await?;
        // Without a network everything is of before, and alive.
        page.expect_console(&[""]);
        page.host.stop().await?;
        page.open_alive(&format!("{}/", days[1].day())).await?;
        assert_eq!(page.eval(build).await?, "old");
        // The first new page brings the new worker, which keeps nothing of before.
        page.host.resume().await?;
        page.open_alive("").await?;
        assert_eq!(page.eval(build).await?, "new");
        until("all is of one version", async || {
            let names = page
                .eval(
                    "caches.keys().then((names) => names.filter((name) =>
                /:(shell|pages)-/.test(name)).join())",
                )
                .await?;
            let names = names.as_str().unwrap_or_default();
            ensure!(
                names.split(',').all(|name| name.contains("-new")),
                "there are {names}"
            );
            Ok(Some(()))
        })
        .await?;
        keeps(page, "").await?;
        page.host.stop().await?;
        // What was read before is made of its data by the new program.
        for day in [&days[0], &days[4]] {
            page.open_alive(&format!("{}/", day.day())).await?;
            page.wait_for_heading(&day.title).await?;
            assert_eq!(page.eval(build).await?, "new");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn where_nothing_can_be_kept_nothing_is_said() -> Outcome {
    for without in [
        "delete Navigator.prototype.serviceWorker",
        "ServiceWorkerContainer.prototype.register = async () => { throw new Error('no') }",
        "Object.defineProperty(window, 'caches', { get() { throw new Error('no') } })",
        "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })",
    ] {
        browse(host().await?, async |page| {
            page.before_scripts(without).await?;
            page.open_alive("").await?;
            page.eval("dispatchEvent(new Event('df-offline'))").await?;
            page.open_alive("saved/").await?;
            page.wait_for(Role::Button, "Export").await?;
            Ok(())
        })
        .await?;
    }
    Ok(())
}

/// Each language has its own page for what is not there, and one worker serves all.
#[tokio::test]
async fn every_language_has_it() -> Outcome {
    let site = &sites()?.languages;
    let host = Host::start(&site.dir, site.base, Style::Redirecting).await?;
    browse(host, async |page| {
        page.open_alive("de/").await?;
        let title = page.heading().await?;
        keeps(page, "de/").await?;
        keeps(page, "de/data/2025-11-21.json").await?;
        cut_off(page).await?;
        page.open_alive("de/").await?;
        page.wait_for_heading(&title).await?;
        page.open("de/tags/").await?;
        page.wait_for_heading("Kein Netz").await?;
        let links = page.find_all(Role::Main).await?[0]
            .find_all(Role::Link)
            .await?;
        let mut addresses = Vec::new();
        for link in links {
            addresses.push(link.get("href").await?);
        }
        let day = |address: &String| address.ends_with("/de/2025-11-21/");
        ensure!(addresses.iter().any(day), "they lead to {addresses:?}");
        page.open("archive/").await?;
        page.wait_for_heading("There is no network").await
    })
    .await
}
