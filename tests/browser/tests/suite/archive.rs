//! The archive: calendars, the field that leads to a day, and what is offered in the place of
//! a day that is not there.

use anyhow::{Context, Result, ensure};
use dayfold_browser_tests::{Host, Outcome, Page, Role, Site, Style, browse, sites};
use dayfold_model::Word;
use thirtyfour::Key;

async fn host(site: &Site) -> Result<Host> {
    Host::start(&site.dir, site.base, Style::Redirecting).await
}

#[tokio::test]
async fn a_calendar_leads_to_its_days_without_scripts() -> Outcome {
    let site = &sites()?.news;
    browse(host(site).await?, async |page| {
        page.scripts_off().await?;
        let month = site.data()?.months[0].clone();
        let days = site.digests()?;
        for day in days.iter().take(3) {
            page.open("archive/").await?;
            let table = page.find(Role::Table, &month.text).await?;
            let name = site.in_calendar(day)?;
            table.find(Role::Link, &name).await?.click().await?;
            page.wait_for_heading(&day.title).await?;
        }
        // Only a page that is alive shows the field.
        page.open("archive/").await?;
        let words = site.data()?.settings.words;
        ensure!(!page.has(Role::Field, words.get(Word::GoToDay)).await?);
        // The titles stand on the month's own page, below its calendar.
        page.find(Role::Link, &month.text).await?.click().await?;
        page.wait_for_heading(&month.text).await?;
        page.find(Role::Table, &month.text).await?;
        page.find(Role::Link, &days[0].title).await.map(drop)
    })
    .await
}

/// Writes into the field that leads to a day, and sends it off.
async fn go_to(page: &Page, site: &Site, text: &str) -> Result<()> {
    let words = site.data()?.settings.words;
    let field = page.wait_for(Role::Field, words.get(Word::GoToDay)).await?;
    field.focus().await?;
    page.write(text).await?;
    page.press(Key::Enter).await
}

#[tokio::test]
async fn the_field_leads_to_a_day() -> Outcome {
    let site = &sites()?.news;
    browse(host(site).await?, async |page| {
        let middle = site.middle()?;
        let date = middle.date.context("the day in the middle has no date")?;
        let forms = [
            date.to_string(),
            date.to_string().replace('-', ""),
            format!("{}.{}.{}", date.day(), date.month_number(), date.year()),
        ];
        for form in forms {
            page.open_alive("archive/").await?;
            page.mark().await?;
            go_to(page, site, &form).await?;
            page.wait_for_heading(&middle.title)
                .await
                .with_context(|| form.clone())?;
            assert_eq!(page.path().await?, format!("{date}/"));
            page.check_same_document().await?;
        }
        page.open_alive("archive/").await?;
        go_to(page, site, "some day").await?;
        let words = site.data()?.settings.words;
        let newest = site.days()?[0].to_string();
        let said = words.fill(Word::GoUnclear, &[("day", &newest)]);
        ensure!(
            page.visible_text().await?.contains(&said),
            "nothing says {said:?}"
        );
        assert_eq!(page.path().await?, "archive/");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_day_in_another_form_leads_to_its_address() -> Outcome {
    let site = &sites()?.news;
    browse(host(site).await?, async |page| {
        let middle = site.middle()?;
        let date = middle.date.context("the day in the middle has no date")?;
        let (year, month, day) = (date.year(), date.month_number(), date.day());
        for form in [
            format!("{year}/{month:02}/{day:02}/"),
            format!("{year}-{month}-{day}"),
            format!("{year}{month:02}{day:02}"),
        ] {
            // The last is the same as the address where no figure has a zero before it.
            page.expect_console(&["(network)", &page.host.url(&form), "404"]);
            page.open_alive(&form).await?;
            page.wait_for_heading(&middle.title)
                .await
                .with_context(|| form.clone())?;
            assert_eq!(page.path().await?, format!("{date}/"), "{form}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_day_that_is_not_there_offers_those_around_it() -> Outcome {
    let site = &sites()?.news;
    browse(host(site).await?, async |page| {
        let words = site.data()?.settings.words;
        let days = site.digests()?;
        let (newest, oldest) = (&days[0], &days[days.len() - 1]);
        for (path, word, day) in [
            ("2099-01-01/", Word::PreviousDay, newest),
            ("1999/1/1", Word::NextDay, oldest),
        ] {
            page.expect_console(&["(network)", &page.host.url(path), "404"]);
            // The day is asked for before its neighbours are.
            page.expect_console(&["(network)", "/data/", "404"]);
            page.open_alive(path).await?;
            page.wait_for_heading(words.get(Word::NotFoundTitle))
                .await?;
            // In another month the day is told in figures alone.
            let date = day.date.context("a day has no date")?;
            let month = site.month(date.month())?;
            let known = month.days.iter().find(|known| known.date == date);
            let text = known.map_or_else(|| date.to_string(), |day| day.date_text.clone());
            let name = format!("{} {text}", words.get(word));
            page.wait_for(Role::Link, &name).await?.click().await?;
            page.wait_for_heading(&day.title).await?;
        }
        Ok(())
    })
    .await
}
