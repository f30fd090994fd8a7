//! The harness itself, on a page of a few lines: a test that cannot fail tests nothing.

use anyhow::{Result, ensure};
use dayfold_browser_tests::{Fault, Host, Outcome, Page, Role, Style, browse};
use std::path::Path;

async fn host() -> Result<Host> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/harness");
    Host::start(&dir, "/base/", Style::Redirecting).await
}

#[tokio::test]
async fn finds_by_role_and_name() -> Outcome {
    browse(host().await?, async |page| {
        page.open_alive("").await?;
        assert_eq!(page.heading().await?, "Heading");
        assert_eq!(page.path().await?, "");
        let main = &page.find_all(Role::Main).await?[0];
        let button = main.find(Role::Button, "Rust, 2 stories").await?;
        assert_eq!(button.state("pressed").as_deref(), Some("false"));
        button.click().await?;
        let button = main.find(Role::Button, "Rust, 2 stories").await?;
        assert_eq!(button.state("pressed").as_deref(), Some("true"));
        assert!(!page.has(Role::Button, "Hidden").await?);
        let status = &page.find_all(Role::Status).await?[0];
        assert_eq!(status.text().await?, "Quiet");
        assert!(
            page.find(Role::Link, "words").await.is_err(),
            "it is folded"
        );
        let missing = page.find(Role::Button, "No such").await.err();
        assert!(format!("{missing:?}").contains("Rust, 2 stories"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn folds_and_follows_links_with_scripts_off() -> Outcome {
    browse(host().await?, async |page| {
        page.scripts_off().await?;
        page.open("").await?;
        let button = page.find(Role::Button, "Rust, 2 stories").await?;
        button.click().await?;
        assert_eq!(button.get("ariaPressed").await?, "false", "scripts are off");
        assert!(page.all_text().await?.contains("Folded words"));
        assert!(!page.visible_text().await?.contains("Folded"));
        page.find(Role::Summary, "Card").await?.click().await?;
        assert!(page.visible_text().await?.contains("Folded words"));
        page.find(Role::Link, "words").await?.click().await?;
        assert_eq!(page.path().await?, "other.html");
        // The page, and the icon that the browser looks for as that names none.
        page.expect_console(&["404"]);
        Ok(())
    })
    .await
}

/// Whether the console notices what goes wrong on a page.
async fn notices(page: &Page, what: &str) -> Result<()> {
    page.go("about:blank").await?;
    let before = page.console().await?.len();
    page.open_alive(&format!("#{what}")).await?;
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    let lines = page.console().await?;
    ensure!(lines.len() > before, "{what} is not noticed");
    ensure!(page.check_console().await.is_err(), "{what} passes");
    let part = match what {
        "log" => "a line",
        "throw" => "thrown",
        "reject" => "rejected",
        "fetch" => "404",
        _ => "Content Security Policy",
    };
    page.expect_console(&[part]);
    page.check_console().await
}

#[tokio::test]
async fn the_console_notices_everything() -> Outcome {
    browse(host().await?, async |page| {
        page.open_alive("").await?;
        page.check_console().await?;
        for what in ["log", "throw", "reject", "fetch", "policy"] {
            notices(page, what).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn axe_notices_an_image_without_a_text() -> Outcome {
    browse(host().await?, async |page| {
        page.open_alive("").await?;
        page.check_accessibility("as it is").await?;
        page.open_alive("?#poor").await?;
        let error = page.check_accessibility("made poor").await.err();
        assert!(format!("{error:?}").contains("image-alt"), "{error:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_host_fails_as_told() -> Outcome {
    browse(host().await?, async |page| {
        page.host.fail("page.js", Fault::Status(500));
        page.open("").await?;
        assert!(
            page.console()
                .await?
                .iter()
                .any(|line| line.contains("500"))
        );
        page.expect_console(&["page.js", "500"]);
        page.host.recover();
        page.open_alive("").await?;
        assert_eq!(page.host.requests("page.js"), 2);
        page.phone().await?;
        assert_eq!(page.eval("innerWidth").await?, 360);
        assert_eq!(
            page.eval("matchMedia('(hover: none)').matches").await?,
            true
        );
        Ok(())
    })
    .await
}
