//! What the browser's console said.

use anyhow::{Result, bail};
use std::cell::RefCell;
use thirtyfour::{BrowserLogEntry, WebDriver};

/// Gathers the console's lines: messages, exceptions, refused and failed requests.
pub(crate) struct Console {
    expected: RefCell<Vec<Vec<String>>>,
    seen: RefCell<Vec<BrowserLogEntry>>,
}

impl Console {
    pub(crate) fn new() -> Self {
        Self {
            expected: RefCell::default(),
            seen: RefCell::default(),
        }
    }

    /// Lets lines pass that hold all these texts.
    pub(crate) fn expect(&self, parts: &[&str]) {
        let parts = parts.iter().map(|part| (*part).to_owned()).collect();
        self.expected.borrow_mut().push(parts);
    }

    /// Takes over what the driver has gathered since the last time.
    pub(crate) async fn drain(&self, driver: &WebDriver) -> Result<()> {
        let entries = driver.browser_log().await?;
        self.seen.borrow_mut().extend(entries);
        Ok(())
    }

    /// Every line so far.
    pub(crate) fn lines(&self) -> Vec<String> {
        let seen = self.seen.borrow();
        seen.iter()
            .map(|entry| {
                let source = entry.source.as_deref().unwrap_or("?");
                format!("{} ({source}): {}", entry.level, entry.message)
            })
            .collect()
    }

    /// An error if there is a line that nobody expects.
    pub(crate) fn check(&self) -> Result<()> {
        let expected = self.expected.borrow();
        let is_expected = |line: &String| {
            expected
                .iter()
                .any(|parts| parts.iter().all(|part| line.contains(part)))
        };
        let rest: Vec<_> = self
            .lines()
            .into_iter()
            .filter(|line| !is_expected(line))
            .collect();
        if rest.is_empty() {
            return Ok(());
        }
        bail!("the console is not empty:\n  {}", rest.join("\n  "))
    }
}
