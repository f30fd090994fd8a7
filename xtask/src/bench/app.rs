//! What using the app takes in a browser: `cargo xtask bench app`.
//!
//! Here the site is made; what uses it is `tests/browser/benches/app.rs`.

use super::archive::heavy;
use super::{Bench, measure};
use crate::run::run;
use anyhow::Result;

/// How many days the site has; the newest is a heavy one.
const DAYS: u32 = 365;

/// How many stories that has.
const STORIES: usize = 200;

/// Builds the site, uses it, prints a table, and leaves target/bench/app.json.
pub(super) fn bench(bench: &Bench<'_>) -> Result<()> {
    let binary = bench.binary()?;
    let place = bench.place("app")?;
    let archive = heavy(place.join("content"), DAYS, STORIES)?;
    let site = place.join("site");
    measure::build(&binary, &archive.folder, &site)?;
    let result = place.join("result.json");
    run(bench
        .in_browser("app", &place, &result)?
        .env("DAYFOLD_BENCH_SITE", &site))?;
    bench.leave_of_browser("app", &result, None)
}
