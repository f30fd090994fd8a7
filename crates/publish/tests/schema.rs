//! The committed JSON Schema is what is read.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

/// Run with `DAYFOLD_BLESS=1` to write the file anew after a change to the format.
#[test]
fn committed_schema_is_current() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../docs/schema/tags.v1.json"
    );
    let current = dayfold_publish::tags_schema();
    if std::env::var_os("DAYFOLD_BLESS").is_some() {
        std::fs::write(path, &current).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        committed == current,
        "{path} is behind the format: DAYFOLD_BLESS=1 cargo test -p dayfold-publish --test schema"
    );
}
