//! Bundles the reader's styles into target/style/dayfold.css, and those of what other pages
//! show in a frame into embed.css beside it. Trunk runs this before each build (see
//! Trunk.toml); it is a crate apart, since nobody else should wait for its parser.
//!
//! The sources are a file a component, tied together by `@import … layer(…)`; readers get
//! one small file, since each further one would hold up the first text by a round trip.

use anyhow::{Context, Result, anyhow};
use lightningcss::{
    bundler::{Bundler, FileProvider},
    printer::PrinterOptions,
    stylesheet::{MinifyOptions, ParserOptions},
};
use std::{fs, path::Path};

fn main() -> Result<()> {
    bundle("main.css", "dayfold.css")?;
    bundle("embed.css", "embed.css")
}

/// Makes one small file of a table of contents in `style/`.
fn bundle(contents: &str, name: &str) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let mut sheet = bundler
        .bundle(&root.join("style").join(contents))
        .map_err(|error| anyhow!("the styles do not parse: {error}"))?;
    sheet
        .minify(MinifyOptions::default())
        .map_err(|error| anyhow!("the styles do not minify: {error}"))?;
    let css = sheet
        .to_css(PrinterOptions {
            minify: true,
            ..PrinterOptions::default()
        })
        .context("the styles do not print")?;
    let folder = root.join("target/style");
    fs::create_dir_all(&folder)?;
    // Only where it changed: Trunk watches the file.
    let path = folder.join(name);
    if fs::read_to_string(&path).is_ok_and(|old| old == css.code) {
        return Ok(());
    }
    fs::write(&path, css.code).with_context(|| format!("cannot write {}", path.display()))
}
