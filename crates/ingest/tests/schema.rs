//! The committed JSON Schema of the JSON that is read is what the types say.

/// Run with `DAYFOLD_BLESS=1` to write the file anew after a change to the types.
#[test]
fn committed_schema_is_current() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../docs/schema/digest-input.v1.json"
    );
    let current = dayfold_ingest::input_schema();
    if std::env::var_os("DAYFOLD_BLESS").is_some() {
        std::fs::write(path, &current).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        committed == current,
        "{path} is behind the types: DAYFOLD_BLESS=1 cargo test -p dayfold-ingest"
    );
}
