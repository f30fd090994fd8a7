//! What the sample's newest day weighs for a reader, and what it may weigh: `budgets.toml`.
//!
//! In bytes, never in seconds: bytes are the same on every machine.

use crate::run::run;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// What hosts use for files that are compressed once.
const QUALITY: i32 = 11;

/// Builds the sample site with `binary`, prints what its home page weighs after brotli, and
/// fails where that is over budget.
pub(crate) fn check(workspace: &Workspace, binary: &Path) -> Result<()> {
    let site = workspace.target.join("budget-site");
    run(Command::new(binary)
        .arg("build")
        .arg(workspace.root.join("content"))
        .arg("--out")
        .arg(&site))?;
    let budgets = fs::read_to_string(workspace.root.join("budgets.toml"))?;
    let budgets: BTreeMap<String, usize> = toml::from_str(&budgets)?;

    let mut weights = BTreeMap::from([
        ("page", weight(&site.join("index.html"))?),
        ("site-json", weight(&site.join("data/site.json"))?),
    ]);
    let page = fs::read_to_string(site.join("index.html"))?;
    for (kind, attribute) in [
        ("styles", "rel=\"stylesheet\" href=\""),
        ("glue", "data-js=\""),
        ("wasm", "data-wasm=\""),
        ("loader", "<script type=\"module\" src=\""),
    ] {
        let rest = page.split_once(attribute).map(|(_, rest)| rest);
        let address = rest.and_then(|rest| Some(rest.split_once('"')?.0));
        let address = address.with_context(|| format!("the page loads no {kind}"))?;
        // The sample lives under a path.
        let (_, file) = address.split_once("assets/").unwrap_or(("", address));
        weights.insert(kind, weight(&site.join("assets").join(file))?);
    }
    // What a widget costs the page around it, and what stands in its frame.
    weights.insert("embed", weight(&site.join("embed.js"))?);
    let mut widget = weight(&site.join("embed/latest/index.html"))?;
    let frame = fs::read_to_string(site.join("embed/latest/index.html"))?;
    for attribute in ["rel=\"stylesheet\" href=\"", "<script src=\""] {
        let rest = frame.split_once(attribute).map(|(_, rest)| rest);
        let address = rest.and_then(|rest| Some(rest.split_once('"')?.0));
        let address = address.context("a widget lacks its script or its styles")?;
        let (_, file) = address.split_once("assets/").unwrap_or(("", address));
        widget += weight(&site.join("assets").join(file))?;
    }
    weights.insert("widget", widget);
    weights.insert("worker", weight(&site.join("sw.js"))?);
    let script = ["wasm", "glue", "loader", "worker"]
        .iter()
        .filter_map(|kind| weights.get(kind))
        .sum();
    weights.insert("script", script);

    let mut over = Vec::new();
    for (kind, bytes) in &weights {
        let budget = budgets.get(*kind);
        let allowed = budget.map_or(String::new(), |budget| format!("of {budget:>7}"));
        eprintln!("  {kind:<10} {bytes:>7} bytes {allowed}");
        if budget.is_some_and(|budget| bytes > budget) {
            over.push(*kind);
        }
    }
    let unknown: Vec<_> = budgets
        .keys()
        .filter(|kind| !weights.contains_key(kind.as_str()))
        .collect();
    if !unknown.is_empty() {
        bail!("budgets.toml has budgets for what is not weighed: {unknown:?}");
    }
    if !over.is_empty() {
        bail!("over budget: {}", over.join(", "));
    }
    Ok(())
}

/// The bytes of a file after brotli.
pub(crate) fn weight(path: &Path) -> Result<usize> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: QUALITY,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut bytes.as_slice(), &mut packed, &parameters)?;
    Ok(packed.len())
}
