//! What `cargo xtask test browser` and `bench` hand to the tests, and what they get back.

use anyhow::{Context, Result};
use serde::Serialize;
use serde_json::json;
use std::env;
use std::fs;
use std::path::PathBuf;

/// The path in an environment variable.
pub fn required(name: &str) -> Result<PathBuf> {
    env::var_os(name)
        .map(PathBuf::from)
        .with_context(|| format!("{name} is not set: run through `cargo xtask test browser`"))
}

/// Runs a benchmark, where one was asked for: cargo runs them with tests, too, when nobody wants to
/// wait for them.
pub fn measured(run: impl AsyncFnOnce() -> Result<()>) -> Result<()> {
    if !env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(run())
}

/// Leaves what was measured for `cargo xtask bench`: its rows, and a table for people.
pub fn leave(rows: &[impl Serialize], table: &str) -> Result<()> {
    let path = required("DAYFOLD_BENCH_RESULT")?;
    let result = json!({ "rows": rows, "table": table });
    fs::write(&path, result.to_string()).with_context(|| format!("cannot write {}", path.display()))
}

/// The name of the test that runs, as a file name.
pub(crate) fn test_name() -> String {
    // The test harness names a test's thread after it, unless there is but one thread.
    let thread = std::thread::current();
    thread.name().unwrap_or("test").replace("::", "-")
}
