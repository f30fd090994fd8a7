//! What `cargo xtask test browser` hands to the tests.

use anyhow::{Context, Result};
use std::env;
use std::path::PathBuf;

/// The path in an environment variable.
pub fn required(name: &str) -> Result<PathBuf> {
    env::var_os(name)
        .map(PathBuf::from)
        .with_context(|| format!("{name} is not set: run through `cargo xtask test browser`"))
}

/// The name of the test that runs, as a file name.
pub(crate) fn test_name() -> String {
    // The test harness names a test's thread after it, unless there is but one thread.
    let thread = std::thread::current();
    thread.name().unwrap_or("test").replace("::", "-")
}
