//! The figures: medians of runs, and a table of them.

use dayfold_browser_tests::Line;
use serde::Serialize;
use std::collections::BTreeMap;

/// A figure: what it is of, the line it was taken on, and the median.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    group: &'static str,
    name: &'static str,
    unit: &'static str,
    line: &'static str,
    runs: usize,
    median: f64,
}

/// What is measured over and over, by its name.
#[derive(Default)]
pub(crate) struct Figures {
    rows: Vec<Row>,
    runs: BTreeMap<usize, Vec<f64>>,
}

impl Figures {
    /// Adds what one run gave.
    pub(crate) fn add(
        &mut self,
        line: &'static str,
        group: &'static str,
        name: &'static str,
        unit: &'static str,
        value: f64,
    ) {
        let is_it = |row: &Row| (row.line, row.group, row.name) == (line, group, name);
        let at = self.rows.iter().position(is_it).unwrap_or_else(|| {
            self.rows.push(Row {
                group,
                name,
                unit,
                line,
                runs: 0,
                median: 0.0,
            });
            self.rows.len() - 1
        });
        self.runs.entry(at).or_default().push(value);
    }

    /// The medians, in the order in which they were first added.
    pub(crate) fn rows(mut self) -> Vec<Row> {
        for (at, mut runs) in self.runs {
            runs.sort_by(f64::total_cmp);
            self.rows[at].runs = runs.len();
            self.rows[at].median = runs[runs.len() / 2];
        }
        self.rows
    }
}

/// A line a figure, a column a line.
pub(crate) fn table(rows: &[Row]) -> String {
    let lines = [Line::SLOW.name, Line::FAST.name];
    let mut table = format!("{:<34}{:>18}{:>18}\n", "", lines[0], lines[1]);
    let mut group = "";
    let mut told = vec![];
    for row in rows {
        if told.contains(&(row.group, row.name)) {
            continue;
        }
        told.push((row.group, row.name));
        if row.group != group {
            table += &format!("\n{}\n", row.group);
        }
        group = row.group;
        table += &format!("  {:<32}", row.name);
        for line in lines {
            let is_it = |one: &&Row| (one.group, one.name, one.line) == (row.group, row.name, line);
            let cell = rows.iter().find(is_it).map(|row| match row.unit {
                // Shorter ones are told to nobody (W3C Long Tasks).
                "ms" if row.median == 0.0 => "under 50 ms".to_owned(),
                "ms" if row.median < 100.0 => format!("{:.1} ms", row.median),
                unit => format!("{:.0} {unit}", row.median),
            });
            table += &format!("{:>18}", cell.unwrap_or_default().trim_end());
        }
        table.push('\n');
    }
    table
}
