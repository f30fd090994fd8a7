//! Putting a widget together: by choosing, by the link in a share menu, and what there is
//! where scripts are off.

use anyhow::{Context, Result, ensure};
use dayfold_browser_tests::{
    Dated, Host, Node, Outcome, Page, Role, Scheme, Style, browse, sites, until,
};

const FIELD: &str = "Snippet";

async fn host() -> Result<Host> {
    let site = &sites()?.news;
    Host::start(&site.dir, site.base, Style::Redirecting).await
}

/// The page, alive and with its choices.
async fn open(page: &Page, path: &str) -> Result<()> {
    page.open_alive(path).await?;
    page.wait_for(Role::Choice, "Show").await?;
    Ok(())
}

async fn says(page: &Page, part: &str) -> Result<String> {
    until(&format!("the snippet says {part:?}"), async || {
        let snippet = page.find(Role::Field, FIELD).await?.get("value").await?;
        ensure!(snippet.contains(part), "it is {snippet:?}");
        Ok(Some(snippet))
    })
    .await
}

/// Chooses what has that value, as a hand does.
async fn choose(page: &Page, label: &str, value: &str) -> Result<()> {
    let choice = page.wait_for(Role::Choice, label).await?;
    until(&format!("{label} offers {value:?}"), async || {
        let script = format!(
            "function() {{
                const there = [...this.options].some((option) => option.value === {value:?});
                if (there) this.value = {value:?};
                if (there) this.dispatchEvent(new Event('change', {{ bubbles: true }}));
                return there;
            }}"
        );
        Ok((choice.call(&script).await? == true).then_some(()))
    })
    .await
}

/// The address of the frame, below the site's.
async fn frame(page: &Page) -> Result<String> {
    let source = page
        .eval("document.querySelector('iframe')?.src ?? ''")
        .await?;
    let source = source.as_str().unwrap_or_default().to_owned();
    let (_, path) = source.split_once("/news/").context("there is no frame")?;
    Ok(path.to_owned())
}

async fn frame_is(page: &Page, expected: &str) -> Result<()> {
    until(&format!("the frame shows {expected:?}"), async || {
        let source = frame(page).await?;
        ensure!(source == expected, "it shows {source:?}");
        Ok(Some(()))
    })
    .await
}

#[tokio::test]
async fn what_is_chosen_is_in_the_snippet_the_address_and_the_preview() -> Outcome {
    let site = &sites()?.news;
    let (day, tags) = (site.middle()?, site.tags()?);
    // Of others there is nothing new.
    let mut often = tags.subjects.iter().take(tags.often as usize);
    let tag = often.rfind(|tag| tag.count > 1);
    let story = day.stories().nth(1).context("no second story")?.clone();
    browse(host().await?, async |page| {
        open(page, "widgets/").await?;
        let plain = says(page, "show=\"takeaways\"").await?;
        ensure!(
            plain.contains("<dayfold-digest src=\"https://example.org/news/\""),
            "{plain}"
        );
        ensure!(
            plain.contains("src=\"https://example.org/news/embed.js\""),
            "{plain}"
        );
        frame_is(page, "embed/latest/#theme=light&limit=5").await?;
        // What it says by itself is of the day that is the latest now.
        let newest = site.digest(site.days()?[0])?;
        let link = format!("<a href=\"https://example.org/news/{}/\">", newest.day());
        let said = says(page, &link).await?;
        ensure!(said.contains(&newest.title), "{said}");
        says(page, "<li>").await?;
        page.picture("widgets").await?;

        choose(page, "Day", &day.day()).await?;
        says(page, &format!("date=\"{}\"", day.day())).await?;
        choose(page, "Show", "story").await?;
        choose(page, "One story", &story.id).await?;
        let snippet = says(page, &format!("story=\"{}\"", story.id)).await?;
        ensure!(
            snippet.contains(&format!("/{}/{}/\">", day.day(), story.id)),
            "{snippet}"
        );
        page.find(Role::Button, "Dark").await?.click().await?;
        let widget = format!("embed/{}/{}/", day.day(), story.id);
        frame_is(page, &format!("{widget}#theme=dark")).await?;
        choose(page, "Theme", "light").await?;
        choose(page, "Spacing", "compact").await?;
        frame_is(page, &format!("{widget}#theme=light&density=compact")).await?;
        let path = page.path().await?;
        assert_eq!(
            path,
            format!(
                "widgets/?show=story&date={}&story={}&theme=light&density=compact",
                day.day(),
                story.id
            )
        );
        // Whoever is sent that address sees the same.
        let snippet = says(page, "density").await?;
        page.reload().await?;
        assert_eq!(
            says(page, &format!("story=\"{}\"", story.id)).await?,
            snippet
        );

        let tag = tag.context("no tag")?;
        choose(page, "Show", "tag").await?;
        choose(page, "A tag", &tag.id).await?;
        says(page, &format!("tag=\"{}\"", tag.id)).await?;
        frame_is(
            page,
            &format!("embed/tags/{}/#theme=light&density=compact&limit=5", tag.id),
        )
        .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn each_kind_of_snippet_can_be_copied() -> Outcome {
    let day = sites()?.news.middle()?;
    browse(host().await?, async |page| {
        page.before_scripts(
            "navigator.clipboard.writeText = (text) => {
                 window.dayfoldCopied = text;
                 return Promise.resolve();
             };",
        )
        .await?;
        open(page, &format!("widgets/?date={}", day.day())).await?;
        says(page, &format!("date=\"{}\"", day.day())).await?;
        for (kind, begins) in [
            ("Element with a script", "<dayfold-digest "),
            ("Frame", "<iframe src=\"https://example.org/news/embed/"),
            ("Picture", "<a href=\"https://example.org/news/"),
            ("Markdown", "[!["),
        ] {
            page.find(Role::Button, kind).await?.click().await?;
            let snippet = says(page, begins).await?;
            ensure!(snippet.starts_with(begins), "{snippet}");
            let is_picture = snippet.contains("/news/assets/cards/");
            assert_eq!(
                is_picture,
                matches!(kind, "Picture" | "Markdown"),
                "{snippet}"
            );
            let copy = page.find(Role::Button, "Copy the snippet").await?;
            copy.click().await?;
            until("it is copied, and said so", async || {
                let copied = page.eval("window.dayfoldCopied").await?;
                let said = page
                    .eval("document.getElementById('df-announcer').textContent")
                    .await?;
                ensure!(said == "Copied", "{said}");
                // A frame's height may be known by now.
                Ok((copied == says(page, begins).await?).then_some(()))
            })
            .await?;
            ensure!(page.visible_text().await?.contains("Copied"));
        }
        Ok(())
    })
    .await
}

/// The link of a story, or with an empty id that of the day, in its share menu.
async fn embed(page: &Page, story: &str) -> Result<Node> {
    for button in page.find_all(Role::Button).await? {
        let script =
            format!("function() {{ return (this.closest('article')?.id ?? '') === {story:?}; }}");
        if button.name() == "Share" && button.call(&script).await? == true {
            button.click().await?;
            break;
        }
    }
    page.wait_for(Role::Link, "Embed").await
}

#[tokio::test]
async fn a_story_and_a_day_lead_to_their_snippets() -> Outcome {
    let day = sites()?.news.middle()?;
    let story = day.stories().next().context("no story")?.clone();
    browse(host().await?, async |page| {
        page.open_alive(&format!("{}/#{}", day.day(), story.id))
            .await?;
        embed(page, &story.id).await?.click().await?;
        page.wait_for_heading("Widgets").await?;
        page.wait_for(Role::Choice, "One story").await?;
        let snippet = says(page, &format!("story=\"{}\"", story.id)).await?;
        ensure!(
            snippet.contains(&format!("date=\"{}\"", day.day())),
            "{snippet}"
        );

        page.open_alive(&format!("{}/", day.day())).await?;
        embed(page, "").await?.click().await?;
        page.wait_for_heading("Widgets").await?;
        page.wait_for(Role::Choice, "Day").await?;
        let snippet = says(page, &format!("date=\"{}\"", day.day())).await?;
        ensure!(snippet.contains("show=\"takeaways\""), "{snippet}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn all_of_it_can_be_reached_and_is_labelled() -> Outcome {
    browse(host().await?, async |page| {
        for (is_phone, scheme) in [
            (false, Scheme::Light),
            (false, Scheme::Dark),
            (true, Scheme::Light),
            (true, Scheme::Dark),
        ] {
            page.prefers(scheme, true).await?;
            if is_phone {
                page.phone().await?;
            }
            for show in ["takeaways", "story", "tag", "entity"] {
                open(page, &format!("widgets/?show={show}&accent=%23205080")).await?;
                says(page, "accent").await?;
                page.picture(&format!("widgets-{show}-{is_phone}")).await?;
                page.check_accessibility(show).await?;
                let wide = page
                    .eval("document.documentElement.scrollWidth > innerWidth")
                    .await?;
                ensure!(wide == false, "{show} is wider than the window");
            }
        }
        page.desk().await?;
        open(page, "widgets/").await?;
        // By the keyboard alone.
        let choice = page.find(Role::Choice, "Show").await?;
        choice.focus().await?;
        page.type_text("The latest").await?;
        says(page, "show=\"headlines\"").await?;
        let focus = page
            .eval("document.activeElement.labels[0].textContent")
            .await?;
        assert_eq!(focus, "Show");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn with_scripts_off_there_is_one_snippet() -> Outcome {
    browse(host().await?, async |page| {
        page.scripts_off().await?;
        page.open("widgets/").await?;
        page.wait_for_heading("Widgets").await?;
        let text = page.visible_text().await?;
        ensure!(text.contains("takes scripts"), "{text}");
        ensure!(text.contains("<dayfold-digest src="), "{text}");
        ensure!(!page.has(Role::Choice, "Show").await?);
        page.picture("widgets-static").await
    })
    .await
}
