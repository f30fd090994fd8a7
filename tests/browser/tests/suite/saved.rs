//! What was saved: listed by day, taken out and put back, and taken to another browser.

use anyhow::{Context, Result, ensure};
use dayfold_browser_tests::{Dated, Host, Outcome, Page, Role, Style, browse, sites, until};
use dayfold_model::Digest;
use serde_json::{Value, json};

/// Two stories of the newest day and one of the day before, the last saved first.
fn stories(days: &[Digest]) -> Vec<Value> {
    let story = |day: &Digest, at: usize| {
        let story = day.stories().nth(at).map(|story| (&story.id, &story.title));
        json!({
            "page": day.day(), "id": story.map(|story| story.0), "title": story.map(|story| story.1),
            "date_text": day.date_text, "lead": "How it begins.",
        })
    };
    vec![story(&days[0], 1), story(&days[1], 0), story(&days[0], 0)]
}

fn record(days: &[Digest]) -> Value {
    let read: Vec<_> = days[1].stories().map(|story| story.id.clone()).collect();
    json!({
        "dayfold": 1, "saved": stories(days), "preferences": { "version": 1, "theme": "dark" },
        "muted": [{ "kind": "word", "value": "tulips" }], "read": { days[1].day(): read },
    })
}

/// Puts a value where the reader keeps it.
async fn remember(page: &Page, key: &str, value: &str) -> Result<()> {
    let root = "(document.querySelector('script[data-root]')?.dataset.root ?? '/')";
    let set = format!(
        "localStorage.setItem('df:' + {root} + {key:?}, {})",
        json!(value)
    );
    page.eval(&set).await.map(drop)
}

/// The headlines that are listed, in their order.
async fn listed(page: &Page) -> Result<Vec<String>> {
    let mut titles = Vec::new();
    for article in page.find_all(Role::Article).await? {
        let links = article.find_all(Role::Link).await?;
        titles.push(
            links
                .first()
                .context("a story has no link")?
                .name()
                .to_owned(),
        );
    }
    Ok(titles)
}

async fn says(page: &Page, text: &str) -> Result<()> {
    until(&format!("the status line says {text:?}"), async || {
        let mut said = Vec::new();
        for line in page.find_all(Role::Status).await? {
            said.push(line.text().await?);
        }
        ensure!(said.iter().any(|line| line == text), "it says {said:?}");
        Ok(Some(()))
    })
    .await
}

/// Chooses a file of that text, as a reader does in the browser's own window.
async fn import(page: &Page, text: &str) -> Result<()> {
    let choose = format!(
        "{{
            const input = document.querySelector('input[type=file]');
            const files = new DataTransfer();
            files.items.add(new File([{}], 'a.json'));
            input.files = files.files;
            input.dispatchEvent(new Event('change', {{ bubbles: true }}));
        }}",
        json!(text)
    );
    page.eval(&choose).await.map(drop)
}

/// The text of the next file that a button makes.
async fn export(page: &Page, button: &str) -> Result<String> {
    page.eval(
        "{
            window.make ??= URL.createObjectURL.bind(URL);
            window.made = [];
            URL.createObjectURL = (file) => (window.made.push(file), window.make(file));
            HTMLAnchorElement.prototype.click = function () { window.made.push(this.download) };
        }",
    )
    .await?;
    page.wait_for(Role::Button, button).await?.click().await?;
    let file = page.eval("window.made[0].text()").await?;
    let name = page.eval("window.made[1]").await?;
    ensure!(
        name.as_str()
            .is_some_and(|name| name.starts_with("dayfold-2")),
        "it is named {name}"
    );
    Ok(file.as_str().unwrap_or_default().to_owned())
}

async fn host() -> Result<Host> {
    let site = &sites()?.root;
    Host::start(&site.dir, site.base, Style::Redirecting).await
}

fn title(story: &Value) -> String {
    story["title"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn stories_are_listed_removed_and_put_back() -> Outcome {
    let days = sites()?.root.digests()?;
    let stories = stories(&days);
    let titles: Vec<_> = stories.iter().map(title).collect();
    // Those of a day stand together.
    let by_day = [titles[0].clone(), titles[2].clone(), titles[1].clone()];
    browse(host().await?, async |page| {
        page.open("saved/").await?;
        remember(page, "saved", &Value::from(stories).to_string()).await?;
        page.open_alive("saved/").await?;
        until("the stories are listed", async || {
            Ok((listed(page).await? == by_day).then_some(()))
        })
        .await?;
        page.picture("saved-stories").await?;
        page.check_accessibility("saved stories").await?;

        let name = format!("Remove {}", by_day[1]);
        page.wait_for(Role::Button, &name).await?.click().await?;
        until("the way back has the focus", async || {
            Ok((page.focused().await?.1 == "Undo").then_some(()))
        })
        .await?;
        assert_eq!(listed(page).await?, [titles[0].clone(), titles[1].clone()]);
        page.check_accessibility("a story that was removed").await?;
        page.find(Role::Button, "Undo").await?.click().await?;
        until("the story has the focus", async || {
            Ok((page.focused().await?.1 == by_day[1]).then_some(()))
        })
        .await?;
        assert_eq!(listed(page).await?, by_day);

        page.find(Role::Link, &by_day[2]).await?.click().await?;
        page.wait_for_heading(&days[1].title).await?;
        let path = format!(
            "{}/#{}",
            days[1].day(),
            days[1].stories().next().context("no story")?.id
        );
        assert_eq!(page.path().await?, path);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nothing_saved_leads_to_the_latest_day() -> Outcome {
    let days = sites()?.root.digests()?;
    browse(host().await?, async |page| {
        page.open_alive("saved/").await?;
        page.wait_for(Role::Link, "Read the latest day")
            .await?
            .click()
            .await?;
        page.wait_for_heading(&days[0].title).await
    })
    .await
}

#[tokio::test]
async fn what_is_exported_comes_in_again() -> Outcome {
    let days = sites()?.root.digests()?;
    let record = record(&days).to_string();
    browse(host().await?, async |page| {
        page.open_alive("saved/").await?;
        page.wait_for(Role::Button, "Export").await?;
        import(page, &record).await?;
        let read = days[1].stories().count();
        let new = format!("New from the file: 3 saved stories, 1 muted, {read} read.");
        says(page, &new).await?;
        let all = export(page, "Export").await?;
        let before = listed(page).await?;
        assert_eq!(before.len(), 3);

        page.eval("localStorage.clear()").await?;
        page.open_alive("saved/").await?;
        page.wait_for(Role::Link, "Read the latest day").await?;
        import(page, &all).await?;
        says(page, &new).await?;
        assert_eq!(listed(page).await?, before);
        assert_eq!(export(page, "Export").await?, all);
        import(page, &all).await?;
        says(page, "All that is in the file was here already.").await?;

        // Stored, and not only on the page.
        page.open_alive("saved/").await?;
        page.wait_for(Role::Button, "Export as Markdown").await?;
        assert_eq!(listed(page).await?, before);
        let text = export(page, "Export as Markdown").await?;
        let link = format!("]({}", page.host.url(&format!("{}/#", days[1].day())));
        ensure!(text.contains(&link), "{link} is not in {text}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_file_of_another_kind_says_so() -> Outcome {
    browse(host().await?, async |page| {
        page.open_alive("saved/").await?;
        page.wait_for(Role::Button, "Export").await?;
        import(page, "GIF89a").await?;
        says(page, "That file is no export of this reader. Nothing was changed.").await?;
        import(page, r#"{"dayfold":2}"#).await?;
        says(
            page,
            "That file is from a later version of this reader. Nothing was changed; load this page anew and try again.",
        )
        .await?;
        page.eval("Storage.prototype.setItem = () => { throw new Error('full') }").await?;
        import(page, r#"{"dayfold":1,"muted":[{"kind":"word","value":"tulips"}]}"#).await?;
        says(
            page,
            "New from the file: 1 muted. This browser would not store all of it. What came in is here until you leave the page.",
        )
        .await
    })
    .await
}

#[tokio::test]
async fn without_scripts_it_says_so() -> Outcome {
    browse(host().await?, async |page| {
        page.scripts_off().await?;
        page.open("saved/").await?;
        let text = page.visible_text().await?;
        ensure!(text.contains("only scripts can show it here"), "{text}");
        Ok(())
    })
    .await
}
