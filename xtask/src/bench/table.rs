//! The figures as a table, for people.

use super::build::{LIKE_FOR_LIKE, Row};

/// The names of the columns.
pub(super) fn head() -> String {
    format!(
        "{:<22}{:>7}  {:<18}{:>9}{:>9}{:>10}{:>9}{:>10}{:>9}",
        "", "days", "", "wall s", "CPU s", "peak MB", "files", "MB", "written"
    )
}

/// A row of it.
pub(super) fn line(row: &Row) -> String {
    let megabytes = |bytes: u64| bytes as f64 / 1e6;
    format!(
        "{:<22}{:>7}  {:<18}{:>9.2}{:>9.2}{:>10.0}{:>9}{:>10.1}{:>9}",
        row.builder,
        row.days,
        row.case.name(),
        row.cost.seconds,
        row.cost.cpu_seconds,
        megabytes(row.cost.peak_bytes),
        row.files,
        megabytes(row.bytes),
        row.written,
    )
}

/// The table: a paragraph for each builder and number of days; then what each further output
/// adds.
pub(super) fn table(rows: &[Row]) -> String {
    let mut table = format!("\n{}\n", head());
    let mut last = None;
    let (further, whole): (Vec<&Row>, Vec<&Row>) =
        rows.iter().partition(|row| row.builder.starts_with('+'));
    for row in whole {
        let group = (row.builder, row.days);
        if last.is_some_and(|last| last != group) {
            table.push('\n');
        }
        last = Some(group);
        table += &line(row);
        table.push('\n');
    }
    let mut last = None;
    for row in further {
        let less = rows.iter().find(|less| {
            (less.builder, less.days, less.case) == (LIKE_FOR_LIKE, row.days, row.case)
        });
        let Some(less) = less else { continue };
        if last != Some(row.days) {
            table += &format!("\nWhat each further output adds to {LIKE_FOR_LIKE}:\n");
        }
        last = Some(row.days);
        table += &line(&row.beside(less));
        table.push('\n');
    }
    table
}
