//! What the load of a page takes in a browser: `cargo xtask bench load`.
//!
//! Here the sites are made; what loads them is `tests/browser/benches/load.rs`.

use super::archive::{Archive, Case};
use super::{Bench, measure};
use crate::run::run;
use anyhow::Result;

/// How many days the site has whose newest is loaded.
const DAYS: u32 = 30;

/// Builds the sites, loads them, prints a table, and leaves target/bench/load.json.
pub(super) fn bench(bench: &Bench<'_>) -> Result<()> {
    let binary = bench.binary()?;
    let place = bench.place("load")?;
    let archive = Archive::new(place.join("content"), DAYS);
    archive.bring_about(Case::Nothing)?;
    let site = place.join("site");
    measure::build(&binary, &archive.folder, &site)?;
    let result = place.join("result.json");
    let mut load = bench.in_browser("load", &place, &result)?;
    load.env("DAYFOLD_BENCH_SITE", &site);
    let hugo = bench.hugo();
    if let Some(hugo) = &hugo {
        let project = place.join("hugo");
        hugo.prepare(&archive, &project)?;
        hugo.build(&project)?;
        load.env("DAYFOLD_BENCH_HUGO", project.join("public"));
    }
    run(&mut load)?;
    bench.leave_of_browser("load", &result, hugo.as_ref())
}
