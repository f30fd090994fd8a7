//! How fast digests are read: `cargo xtask bench ingest`.
//!
//! Here larger digests are made; what reads them is `crates/ingest/benches/shapes.rs`. Each step of
//! reading by itself, and whether time grows no faster than the text, is for `digests.rs` and
//! `growth.rs` beside it.

use super::Bench;
use super::archive::{Archive, Case, write};
use crate::generate;
use crate::run::{cargo, run};
use anyhow::{Context, Result};
use dayfold_model::Date;

/// How many made-up days are read, and how many stories another has.
const DAYS: u32 = 100;
const STORIES: usize = 200;

/// Makes the digests, reads them, prints a table, and leaves target/bench/ingest.json.
pub(super) fn bench(bench: &Bench<'_>) -> Result<()> {
    let place = bench.place("ingest")?;
    let days = Archive::new(place.join("days"), DAYS);
    days.bring_about(Case::Nothing)?;
    let date: Date = generate::FIRST_DAY
        .parse()
        .context("the first day is none")?;
    let heavy = generate::heavy_digest(date, date, STORIES);
    write(&place.join("heavy").join(format!("{date}.md")), &heavy)?;
    let folders = [("made-up days", "days"), ("200 stories", "heavy")]
        .map(|(name, folder)| format!("{name}={}", place.join(folder).display()));
    let result = place.join("result.json");
    run(cargo(&bench.workspace.root)
        .args(["bench", "--package", "dayfold-ingest", "--bench", "shapes"])
        // As what publishers get is compiled.
        .args(["--profile", "dist"])
        .env("DAYFOLD_BENCH_FOLDERS", folders.join(":"))
        .env("DAYFOLD_BENCH_RESULT", &result))?;
    bench.leave_of("ingest", &result, bench.machine(false)?)
}
