//! The reader inside this binary.

use anyhow::{Context, Result, ensure};
use dayfold_publish::Bundle;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "$DAYFOLD_EMBED"]
struct Files;

/// The reader's files.
pub(crate) fn bundle() -> Result<Bundle> {
    ensure!(
        Files::iter().next().is_some(),
        "this binary was built without the reader: `cargo xtask dist` builds one that has it"
    );
    let files = Files::iter()
        .filter_map(|name| Files::get(&name).map(|file| (name.into_owned(), file.data)));
    Bundle::new(files).context("this binary was not built right: `cargo xtask dist` does")
}
