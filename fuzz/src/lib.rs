//! What the fuzz targets have in common: reading a file, and asking of the result what holds
//! for every file.

#[path = "../../crates/ingest/tests/checks/mod.rs"]
pub mod checks;

use dayfold_ingest::{Context, Reading, read};

/// Reads a file; panics where the result is not as it must be.
pub fn check(bytes: &[u8], name: &str) -> Reading {
    let reading = read(bytes, name, &Context::default());
    if let Some(fault) = checks::fault(bytes, &reading) {
        panic!("{fault}");
    }
    reading
}

/// Reads a text behind such a head.
pub fn check_behind(head: &str, bytes: &[u8]) {
    let mut file = head.as_bytes().to_vec();
    file.extend(bytes);
    check(&file, "2026-03-14.md");
}
