//! `dayfold import`

use crate::report;
use anyhow::{Context as _, Result};
use clap::ValueEnum;
use dayfold_ingest::{Context, read, source_text, to_markdown};
use std::{fs, io::Write, path::Path};

/// As what a digest is printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Format {
    /// Dayfold Markdown.
    Markdown,
    /// The post JSON.
    Json,
}

/// Reads one file and prints the digest. True when nothing was wrong with it.
pub(crate) fn import(file: &Path, format: Format) -> Result<bool> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let reading = read(&bytes, &file.to_string_lossy(), &Context::default());
    report::file(file, &source_text(&bytes), &reading.diagnostics);
    let Some(digest) = reading.digests.into_iter().next() else {
        return Ok(false);
    };
    let text = match format {
        Format::Markdown => to_markdown(&digest),
        Format::Json => serde_json::to_string_pretty(&digest)? + "\n",
    };
    match std::io::stdout().write_all(text.as_bytes()) {
        // Whoever reads along had enough.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => {}
        result => result.context("cannot print")?,
    }
    Ok(!report::has_error(&reading.diagnostics))
}
