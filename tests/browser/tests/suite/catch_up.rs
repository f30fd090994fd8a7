//! Catching up: the days of a range on one page, what they told, and what is left to read.

use anyhow::{Context, Result, ensure};
use dayfold_browser_tests::{
    Dated, Fault, Host, Node, Outcome, Page, Role, Style, browse, sites, squeeze, until,
};
use dayfold_model::{Digest, plain_text};
use serde_json::json;

async fn host() -> Result<Host> {
    let site = &sites()?.root;
    Host::start(&site.dir, site.base, Style::Redirecting).await
}

/// The days that the page's headings of the second level name.
async fn days_shown(page: &Page, days: &[Digest]) -> Result<Vec<String>> {
    let mut shown = Vec::new();
    for heading in page.find_all(Role::Heading).await? {
        let is_second = heading.get("localName").await? == "h2";
        let day = days.iter().find(|day| day.date_text == heading.name());
        shown.extend(day.filter(|_| is_second).map(Dated::day));
    }
    Ok(shown)
}

async fn shows(page: &Page, days: &[Digest], wanted: &[Digest]) -> Result<()> {
    let wanted: Vec<_> = wanted.iter().map(Dated::day).collect();
    until(&format!("the page shows {wanted:?}"), async || {
        let shown = days_shown(page, days).await?;
        ensure!(shown == wanted, "it shows {shown:?}");
        Ok(Some(()))
    })
    .await
}

/// Waits until all days have come, and gives the status line.
async fn settled(page: &Page) -> Result<Node> {
    until("all days have come", async || {
        let lines = page.find_all(Role::Status).await?;
        for line in lines {
            if line.text().await?.ends_with("unread.") {
                return Ok(Some(line));
            }
        }
        Ok(None)
    })
    .await
}

/// Visited last long ago, when the site's newest day was the fourth of these.
async fn visited(page: &Page, days: &[Digest]) -> Result<()> {
    let root = "(document.querySelector('script[data-root]')?.dataset.root ?? '/')";
    let set = format!(
        "localStorage.setItem('df:' + {root} + 'visit', {})",
        json!(format!("{} 29000000", days[3].day()))
    );
    page.eval(&set).await.map(drop)
}

#[tokio::test]
async fn shows_what_came_since_the_last_visit() -> Outcome {
    let days = sites()?.root.digests()?;
    browse(host().await?, async |page| {
        // A page that is no visit.
        page.open_alive("archive/").await?;
        visited(page, &days).await?;
        // The visit begins with a day, and goes on with this page.
        page.open_alive("").await?;
        page.open_alive("catch-up/").await?;
        shows(page, &days, &days[..3]).await?;
        settled(page).await?;
        let text = squeeze(&page.visible_text().await?);
        let covers = format!("3 days since your last visit on {}.", days[3].date_text);
        ensure!(
            text.contains(&squeeze(&covers)),
            "{covers} is not in {text}"
        );
        for takeaway in days[..3].iter().flat_map(|day| &day.takeaways) {
            let point = squeeze(&plain_text(&takeaway.html));
            ensure!(text.contains(&point), "{point} is not in {text}");
        }
        page.picture("caught-up").await?;
        page.check_accessibility("the days since the last visit")
            .await?;
        // Loaded again it is the same visit.
        page.open_alive("catch-up/").await?;
        shows(page, &days, &days[..3]).await
    })
    .await
}

#[tokio::test]
async fn other_days_can_be_chosen() -> Outcome {
    let days = sites()?.root.digests()?;
    browse(host().await?, async |page| {
        page.open_alive("catch-up/").await?;
        shows(page, &days, &days).await?;
        page.mark().await?;
        page.wait_for(Role::Link, "3 days").await?.click().await?;
        shows(page, &days, &days[..3]).await?;
        let query = format!("catch-up/?from={}&to={}", days[2].day(), days[0].day());
        assert_eq!(page.path().await?, query);
        page.back().await?;
        shows(page, &days, &days).await?;

        let (from, to) = (days[5].day(), days[4].day());
        let fill = format!(
            "{{
                const [from, to] = document.querySelectorAll('input[type=date]');
                from.value = {from:?};
                to.value = {to:?};
            }}"
        );
        page.eval(&fill).await?;
        page.find(Role::Button, "Show").await?.click().await?;
        shows(page, &days, &days[4..6]).await?;
        page.check_same_document().await?;
        page.open_alive("catch-up/?from=2020-01-01&to=2020-01-02")
            .await?;
        until("it says that there is nothing", async || {
            let text = page.visible_text().await?;
            let nothing = "Nothing was told from 2020-01-01 to 2020-01-02.";
            Ok(text.contains(nothing).then_some(()))
        })
        .await
    })
    .await
}

#[tokio::test]
async fn all_can_be_marked_as_read_and_that_taken_back() -> Outcome {
    let days = sites()?.root.digests()?;
    let all: usize = days.iter().map(|day| day.stories().count()).sum();
    browse(host().await?, async |page| {
        page.open_alive("catch-up/").await?;
        let status = settled(page).await?;
        let unread = format!("{all} of {all} stories unread.");
        assert_eq!(status.text().await?, unread);
        page.wait_for(Role::Button, "Mark all as read")
            .await?
            .click()
            .await?;
        until("the way back has the focus", async || {
            Ok((page.focused().await?.1 == "Undo").then_some(()))
        })
        .await?;
        assert_eq!(status.text().await?, format!("0 of {all} stories unread."));
        page.check_accessibility("all read").await?;
        page.find(Role::Button, "Undo").await?.click().await?;
        until("all is unread again", async || {
            Ok((status.text().await? == unread).then_some(()))
        })
        .await?;
        page.wait_for(Role::Button, "Mark all as read")
            .await?
            .click()
            .await?;
        page.wait_for(Role::Button, "Undo").await?;
        page.open_alive("catch-up/").await?;
        settled(page).await?;
        let text = page.visible_text().await?;
        ensure!(text.contains("You have read all of it."), "{text}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_day_that_does_not_come_can_be_asked_for_again() -> Outcome {
    let days = sites()?.root.digests()?;
    let host = host().await?;
    let path = format!("/data/{}.json", days[1].day());
    host.fail(&path, Fault::Status(500));
    browse(host, async |page| {
        page.expect_console(&["500"]);
        page.open_alive("catch-up/").await?;
        settled(page).await?;
        shows(page, &days, &days).await?;
        let name = format!("Try again: {}", days[1].date_text);
        let button = page.wait_for(Role::Button, &name).await?;
        page.host.recover();
        button.click().await?;
        let point = days[1].takeaways.first().context("no takeaway")?;
        let point = squeeze(&plain_text(&point.html));
        until("the day has come", async || {
            Ok(squeeze(&page.visible_text().await?)
                .contains(&point)
                .then_some(()))
        })
        .await?;
        assert_eq!(page.focused().await?.1, days[1].date_text);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn without_scripts_it_leads_to_the_archive() -> Outcome {
    browse(host().await?, async |page| {
        page.scripts_off().await?;
        page.open("catch-up/").await?;
        let main = &page.find_all(Role::Main).await?[0];
        main.find(Role::Link, "Archive").await?.click().await?;
        page.wait_for_heading("Archive").await
    })
    .await
}
