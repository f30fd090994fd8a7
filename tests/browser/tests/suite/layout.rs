//! Nothing sticks out, and nothing moves by itself.

use anyhow::{Result, ensure};
use dayfold_browser_tests::{Host, Outcome, Page, Role, Scheme, Site, Style, browse, sites};

/// An error that names what is wider than the window.
async fn check_width(page: &Page, what: &str) -> Result<()> {
    let wide = page
        .eval(
            "{
                const width = document.documentElement.clientWidth;
                const scrolls = document.documentElement.scrollWidth > 360 || innerWidth > 360;
                const out = [...document.querySelectorAll('body *')].filter((each) => {
                    const { left, right } = each.getBoundingClientRect();
                    return each.checkVisibility() && (right > width + 1 || left < -1)
                        && !each.closest('.visually-hidden, pre, table');
                });
                scrolls ? out.slice(0, 5).map((each) => each.outerHTML.slice(0, 120))
                    .concat(`scrollWidth ${document.documentElement.scrollWidth}`) : [];
            }",
        )
        .await?;
    let wide = wide.as_array().cloned().unwrap_or_default();
    ensure!(
        wide.is_empty(),
        "{what} is wider than the window: {wide:#?}"
    );
    Ok(())
}

async fn fits_a_phone(site: &Site) -> Outcome {
    let host = Host::start(&site.dir, site.base, Style::Redirecting).await?;
    browse(host, async |page| {
        page.phone().await?;
        for kind in site.kinds()? {
            if kind.name == "missing" {
                page.expect_console(&["404"]);
            }
            page.open_alive(&kind.path).await?;
            check_width(page, kind.name).await?;
            // In English and in Hebrew.
            for expand in ["Expand all", "פתיחת הכול"] {
                if page.has(Role::Button, expand).await? {
                    page.find(Role::Button, expand).await?.click().await?;
                    page.frames().await?;
                    check_width(page, &format!("{}, unfolded,", kind.name)).await?;
                }
            }
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn every_page_fits_a_phone() -> Outcome {
    fits_a_phone(&sites()?.root).await
}

#[tokio::test]
async fn from_right_to_left_too() -> Outcome {
    fits_a_phone(&sites()?.rtl).await
}

#[tokio::test]
async fn the_direction_is_the_languages() -> Outcome {
    let site = &sites()?.rtl;
    let host = Host::start(&site.dir, site.base, Style::Redirecting).await?;
    browse(host, async |page| {
        page.phone().await?;
        page.open_alive("").await?;
        assert_eq!(page.eval("document.documentElement.dir").await?, "rtl");
        assert_eq!(page.eval("document.documentElement.lang").await?, "he");
        let direction = page
            .eval("getComputedStyle(document.querySelector('h1')).direction")
            .await?;
        assert_eq!(direction, "rtl");
        page.picture("rtl-phone").await
    })
    .await
}

#[tokio::test]
async fn nothing_shifts_while_loading() -> Outcome {
    const SHIFTS: &str = "new Promise((done) => {
        const shifts = [];
        new PerformanceObserver((list) => {
            for (const shift of list.getEntries()) {
                const from = shift.sources.map(({ node }) => node?.outerHTML?.slice(0, 80));
                shifts.push({ value: shift.value, from });
            }
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => done(shifts), 400);
    })";
    let site = &sites()?.root;
    let host = Host::start(&site.dir, site.base, Style::Redirecting).await?;
    browse(host, async |page| {
        for is_phone in [true, false] {
            if is_phone {
                page.phone().await?
            } else {
                page.desk().await?
            }
            for kind in site.kinds()? {
                if kind.name == "missing" {
                    page.expect_console(&["404"]);
                }
                page.go("about:blank").await?;
                page.open_alive(&kind.path).await?;
                let shifts = page.eval(SHIFTS).await?;
                let values = shifts.as_array().into_iter().flatten();
                let sum: f64 = values.filter_map(|shift| shift["value"].as_f64()).sum();
                ensure!(sum < 0.01, "{} shifts by {sum}: {shifts:#}", kind.name);
            }
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nothing_moves_for_those_who_asked_for_less() -> Outcome {
    let site = &sites()?.root;
    let host = Host::start(&site.dir, site.base, Style::Redirecting).await?;
    browse(host, async |page| {
        page.prefers(Scheme::Light, true).await?;
        page.open_alive("").await?;
        let card = &page.find_all(Role::Main).await?[0]
            .find_all(Role::Summary)
            .await?[0];
        card.click().await?;
        page.frames().await?;
        let moving = page
            .eval(
                "document.getAnimations().filter((each) => each.playState === 'running')
                    .filter((each) => each.effect.getTiming().duration > 1).length",
            )
            .await?;
        assert_eq!(moving, 0);
        Ok(())
    })
    .await
}
