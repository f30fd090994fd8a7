//! The table that a person looks a folder over in: a line a digest.

use super::Found;
use crate::terminal::{FAINT, HEADING, counted, plain, style, styled};
use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, Row, Table, presets};
use dayfold_ingest::Severity;
use dayfold_publish::{DigestRecord, FileRecord, FileReport};
use unicode_truncate::UnicodeTruncateStr;

/// The columns, and what they are called where there is little room.
const COLUMNS: &[(&str, &str)] = &[
    ("date", "date"),
    ("title", "title"),
    ("lang", "lang"),
    ("takeaways", "take"),
    ("sections", "sect"),
    ("stories", "story"),
    ("sources", "src"),
    ("warnings", "warn"),
    ("file", "file"),
];

const TITLE: usize = 1;
const WARNINGS: usize = 7;
const FILE: usize = 8;

/// The columns that a narrow terminal does without.
const SPARED: &[usize] = &[3, 4, 6];

/// From how many columns of the terminal on there is room for the long names, and below how
/// many there is too little for every number.
const ROOMY: usize = 110;
const NARROW: usize = 76;

/// What the columns other than title and file take with their gaps, at most, and the least
/// that is left to a title.
const OTHERS: usize = 52;
const LEAST_TITLE: usize = 14;

/// What stands for something that is not there.
const NONE: &str = "—";

/// The lines of the table, cut to a width if one is given.
pub(super) fn table(found: &Found<'_>, width: Option<usize>) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_truncation_indicator("…");
    let roomy = width.is_none_or(|width| width >= ROOMY);
    let names = COLUMNS.iter();
    let names = names.map(|(long, short)| if roomy { *long } else { *short });
    table.set_header(Row::from(names.collect::<Vec<_>>()));

    let mut styles = vec![HEADING];
    for (file, report) in &found.files {
        let errors = count(*report, Severity::Error);
        let warnings = count(*report, Severity::Warning);
        let said = match (errors, warnings) {
            (0, 0) => String::new(),
            (0, warnings) => warnings.to_string(),
            (errors, _) if !roomy => format!("{errors} err"),
            (errors, 0) => counted(errors, "error"),
            (errors, warnings) => format!("{}, {warnings}", counted(errors, "error")),
        };
        let name = plain(&file.name);
        let rows = rows(file, &said, &shortened(&name, width));
        let style = match (errors, warnings) {
            (0, 0) if file.draft => FAINT,
            (0, 0) => anstyle::Style::new(),
            (0, _) => style(Severity::Warning),
            _ => style(Severity::Error),
        };
        for mut row in rows {
            row.max_height(1);
            table.add_row(row);
            styles.push(style);
        }
    }
    arrange(&mut table, width);
    // Every row has one line, so the two go together.
    let lines = table.lines().zip(styles);
    lines.fold(String::new(), |mut text, (line, style)| {
        text.push_str(&styled(line.trim_end(), style));
        text.push('\n');
        text
    })
}

/// How much of what is said of a file is that bad.
fn count(report: Option<&FileReport>, severity: Severity) -> usize {
    let said = report.iter().flat_map(|report| &report.diagnostics);
    said.filter(|said| said.severity == severity).count()
}

/// A file's rows: one a digest. What was said is said in the first.
fn rows(file: &FileRecord, said: &str, name: &str) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for digest in &file.digests {
        let said = if rows.is_empty() { said } else { "" };
        rows.push(row(digest, file.draft, said, name));
    }
    if rows.is_empty() {
        let empty = ["", "", "", "", ""];
        let cells = [NONE, NONE].into_iter().chain(empty);
        rows.push(Row::from(cells.chain([said, name]).collect::<Vec<_>>()));
    }
    rows
}

fn row(digest: &DigestRecord, draft: bool, said: &str, name: &str) -> Row {
    let date = digest.date.map_or(NONE.to_owned(), |date| date.to_string());
    let mut title = plain(&digest.title);
    if draft {
        title.insert_str(0, "(draft) ");
    }
    let numbers = [
        digest.takeaways,
        digest.sections,
        digest.stories,
        digest.sources,
    ];
    let mut cells = vec![
        Cell::new(date),
        Cell::new(title),
        Cell::new(plain(&digest.lang)),
    ];
    cells.extend(numbers.map(Cell::new));
    cells.extend([Cell::new(said), Cell::new(name)]);
    Row::from(cells)
}

/// A file's name in the room that there is for it, cut in front: its end tells more.
fn shortened(name: &str, width: Option<usize>) -> String {
    let Some(width) = width else {
        return name.to_owned();
    };
    let least = "2025-11-22.md".len() + 1;
    let room = width.saturating_sub(OTHERS + LEAST_TITLE).max(least);
    if name.unicode_truncate_start(room).0.len() == name.len() {
        return name.to_owned();
    }
    format!("…{}", name.unicode_truncate_start(room - 1).0)
}

/// Aligns the columns, and gives the title what the others leave.
fn arrange(table: &mut Table, width: Option<usize>) {
    if let Some(width) = width {
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
    }
    let narrow = width.is_some_and(|width| width < NARROW);
    for (at, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, if at == FILE { 0 } else { 2 }));
        if (TITLE + 2..=WARNINGS).contains(&at) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        if narrow && SPARED.contains(&at) {
            column.set_constraint(ColumnConstraint::Hidden);
        } else if at != TITLE {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dayfold_publish::Folder;
    use std::fs;
    use tempfile::TempDir;

    fn folder() -> (TempDir, Folder) {
        let folder = TempDir::new().unwrap();
        let story = "## Topic\n\n### A story\n\nIt happened.\n\nSource: Paper | Radio\n";
        let files = [
            (
                "dayfold.toml",
                "title = \"T\"\nurl = \"https://example.org/\"\nlang = \"en\"\n".to_owned(),
            ),
            ("2025-11-20.md", format!("# A quiet day\n\n{story}")),
            (
                "2025-11-21.md",
                format!(
                    "# A title that has very many words and is longer than a terminal could ever be wide, by far\n\n## Takeaways\n\n- One\n- Two\n\n{story}"
                ),
            ),
            (
                "2025-11-22.md",
                format!(
                    "---\nlang: ja\n---\n\n# 本日のハイライトとその背景を詳しく解説する朝のダイジェスト、毎朝六時に配信\n\n{story}"
                ),
            ),
            (
                "2025-11-23.md",
                format!("---\ntitle: Not yet\ndraft: true\nupdated: at noon\n---\n\n{story}"),
            ),
            ("2025/11/24/the-evening-edition.md", String::new()),
        ];
        for (name, text) in files {
            let file = folder.path().join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        let read = Folder::read(folder.path(), dayfold_publish::ReadOptions::default()).unwrap();
        (folder, read)
    }

    fn shown(width: Option<usize>) -> String {
        let (_folder, read) = folder();
        anstream::adapter::strip_str(&table(&Found::of(&read), width)).to_string()
    }

    #[test]
    fn is_whole_where_it_is_not_seen() {
        insta::assert_snapshot!(shown(None));
    }

    #[test]
    fn fits_a_terminal() {
        insta::assert_snapshot!(shown(Some(80)));
    }

    #[test]
    fn fits_half_a_terminal() {
        insta::assert_snapshot!(shown(Some(60)));
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for width in [60, 75, 76, 80, 109, 110, 200] {
            for line in shown(Some(width)).lines() {
                assert_eq!(crate::terminal::cut(line, width), line);
            }
        }
    }
}
