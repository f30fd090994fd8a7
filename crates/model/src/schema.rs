//! The JSON Schema of the post JSON, generated from the types so that it is never behind.

use crate::Digest;

/// The schema of `data/YYYY-MM-DD.json`, as pretty JSON with a final line end.
///
/// The committed copy is `docs/schema/digest.v1.json`.
pub fn digest_schema() -> String {
    let schema = schemars::schema_for!(Digest);
    // A schema is a JSON value already: printing it cannot fail.
    format!("{:#}\n", schema.as_value())
}
