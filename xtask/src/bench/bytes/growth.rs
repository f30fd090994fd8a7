//! What a visit weighs by how many days an archive has: `cargo xtask bench scale`.

use super::page::Use;
use super::{Row, Scale, kinds, row, visit};
use crate::bench::archive::{Archive, Case};
use crate::bench::{Bench, measure};
use crate::run::say;
use anyhow::{Context, Result};
use serde_json::{Value, json};

/// How many days the archives have.
const SIZES: [u32; 3] = [100, 1_000, 10_000];

/// The kinds of pages that are visited: those that tell of more than a day, and a day.
const VISITED: [&str; 7] = [
    "home: the newest day",
    "day",
    "archive",
    "month",
    "tags",
    "tag",
    "search",
];

/// Weighs the largest page of each kind on archives of several sizes.
pub(in crate::bench) fn bench(bench: &Bench<'_>) -> Result<()> {
    let binary = bench.binary()?;
    let place = bench.place("scale")?;
    let mut sizes = vec![];
    for days in SIZES {
        say(format!("A site of {days} days"));
        let archive = Archive::new(place.join(format!("content-{days}")), days);
        archive.bring_about(Case::Nothing)?;
        let site = place.join(format!("site-{days}"));
        measure::build(&binary, &archive.folder, &site)?;
        let mut scale = Scale::default();
        let mut rows = vec![];
        for (kind, path) in kinds(&site)? {
            if VISITED.contains(&kind) {
                rows.push(row(kind.to_owned(), &site, path, &mut scale)?);
            }
        }
        visit(bench, &place, &mut rows, &mut scale)?;
        sizes.push((days, rows));
    }
    let text = table(&sizes)?;
    let rows = sizes.iter().map(|(days, rows)| {
        let pages: Vec<Value> = rows
            .iter()
            .map(|row| json!({ "name": row.name, "brotli": weight(row), "requests": row.requests }))
            .collect();
        json!({ "days": days, "pages": pages })
    });
    let rows: Vec<_> = rows.collect();
    bench.leave("scale", &text, &json!({ "version": 1, "rows": rows }))
}

/// All that a page loads until it is at rest, after brotli.
fn weight(row: &Row) -> usize {
    let counts = |file: &&super::File| !matches!(file.r#use, Use::Other);
    let files = row.files.iter().filter(counts);
    files.map(|file| file.weight.brotli).sum()
}

/// Of that, what is no program and no style: what could grow.
fn text(row: &Row) -> usize {
    let counts = |file: &&super::File| matches!(file.r#use, Use::Page | Use::Data);
    let files = row.files.iter().filter(counts);
    files.map(|file| file.weight.brotli).sum()
}

fn table(sizes: &[(u32, Vec<Row>)]) -> Result<String> {
    let mut table = format!("{:<24}", "kB after brotli, requests");
    for (days, _) in sizes {
        table += &format!("{:>18}", format!("{days} days"));
    }
    table += &format!("{:>12}\n{:<24}", "last / one", "");
    for _ in sizes {
        table += &format!("{:>7}{:>7}{:>4}", "page", "all", "n");
    }
    table += &format!("{:>12}\n", "before");
    for name in VISITED {
        table += &format!("{name:<24}");
        let mut weights = vec![];
        for (_, rows) in sizes {
            let row = rows.iter().find(|row| row.name == name);
            let row = row.with_context(|| format!("there is no page of the kind {name:?}"))?;
            let (own, all) = (text(row) as f64 / 1e3, weight(row) as f64 / 1e3);
            table += &format!(
                "{own:>7.1}{all:>7.1}{:>4}",
                row.requests.unwrap_or_default()
            );
            weights.push(all);
        }
        let [.., before, last] = weights[..] else {
            continue;
        };
        table += &format!("{:>12.3}\n", last / before);
    }
    Ok(table)
}
