//! Waiting for what a page does in its own time.

use anyhow::{Context, Result, bail};
use std::time::{Duration, Instant};

/// How long a page may take for anything that is expected of it. Long, since a test machine
/// may be busy with other tests; what must be fast is measured, not waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// Tries until there is a result; `what` names it when there is none.
///
/// Errors count as "not yet": in the middle of a navigation any question to the page fails.
pub async fn until<T>(
    what: &str,
    mut attempt: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<T> {
    let start = Instant::now();
    loop {
        let tried = attempt().await;
        if let Ok(Some(found)) = tried {
            return Ok(found);
        }
        if start.elapsed() > PATIENCE {
            tried.with_context(|| format!("waited in vain until {what}"))?;
            bail!("waited in vain until {what}");
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
}
