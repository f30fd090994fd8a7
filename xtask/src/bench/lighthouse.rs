//! What Lighthouse says of the pages, on a phone: `cargo xtask bench lighthouse`.
//!
//! Here the site is made; what runs Lighthouse is `tests/browser/benches/lighthouse.rs`.

use super::archive::{Archive, Case};
use super::{Bench, measure};
use crate::run::run;
use crate::tools;
use anyhow::Result;

/// How many days the site has.
const DAYS: u32 = 365;

/// Builds the site, tries its pages, prints a table, and leaves target/bench/lighthouse.json.
pub(super) fn bench(bench: &Bench<'_>) -> Result<()> {
    let binary = bench.binary()?;
    let lighthouse = tools::lighthouse(bench.workspace)?;
    let place = bench.place("lighthouse")?;
    let archive = Archive::new(place.join("content"), DAYS);
    archive.bring_about(Case::Nothing)?;
    let site = place.join("site");
    measure::build(&binary, &archive.folder, &site)?;
    let result = place.join("result.json");
    run(bench
        .in_browser("lighthouse", &place, &result)?
        .env("DAYFOLD_BENCH_SITE", &site)
        .env("DAYFOLD_LIGHTHOUSE", lighthouse))?;
    let on = bench.machine(true)?;
    let on = format!("{on}; Lighthouse {}", tools::LIGHTHOUSE);
    bench.leave_of("lighthouse", &result, on)
}
