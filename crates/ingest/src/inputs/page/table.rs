//! Tables: those that hold values, and those that only put things in their places.

use super::content::Converter;
use scraper::ElementRef;

impl Converter<'_> {
    pub(super) fn table(&mut self, table: ElementRef<'_>, out: &mut Vec<String>) {
        let rows: Vec<Vec<ElementRef<'_>>> = table
            .descendent_elements()
            .filter(|row| row.value().name() == "tr")
            .map(|row| row.child_elements().filter(is_cell).collect())
            .filter(|cells: &Vec<_>| !cells.is_empty())
            .collect();
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        if columns < 2 || is_layout(table) {
            out.extend(self.blocks(table));
            return;
        }
        for child in table.child_elements() {
            if child.value().name() == "caption" {
                out.extend(self.blocks(child));
            }
        }
        let line = |cells: &[String]| {
            let mut line = String::from("|");
            for at in 0..columns {
                line.push(' ');
                line.push_str(cells.get(at).map_or("", String::as_str));
                line.push_str(" |");
            }
            line
        };
        let mut lines = Vec::with_capacity(rows.len() + 1);
        for (at, row) in rows.iter().enumerate() {
            let cells: Vec<String> = row.iter().map(|cell| self.cell(*cell)).collect();
            let headed = row.iter().any(|cell| cell.value().name() == "th");
            if at == 0 && !headed {
                lines.push(line(&[]));
            }
            if at == 1 || at == 0 && !headed {
                lines.push(format!("|{}", " --- |".repeat(columns)));
            }
            lines.push(line(&cells));
        }
        // One rule only, below the head.
        let rule = format!("|{}", " --- |".repeat(columns));
        let mut seen = false;
        lines.retain(|line| *line != rule || !std::mem::replace(&mut seen, true));
        if !seen {
            lines.push(rule);
        }
        out.push(lines.join("\n"));
    }

    fn cell(&self, cell: ElementRef<'_>) -> String {
        let mut text = String::new();
        self.inline_children(cell, &mut text, false);
        let lines: Vec<&str> = text
            .split('\n')
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        lines.join("<br>").replace('|', "\\|")
    }
}

fn is_cell(element: &ElementRef<'_>) -> bool {
    matches!(element.value().name(), "td" | "th")
}

/// Whether a table holds no values: e-mails put everything into tables.
fn is_layout(table: ElementRef<'_>) -> bool {
    if matches!(table.attr("role"), Some("presentation" | "none")) {
        return true;
    }
    let mut heads = false;
    for element in table.descendent_elements().skip(1) {
        match element.value().name() {
            "table" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "blockquote"
            | "pre" | "article" | "section" => return true,
            "th" => heads = true,
            _ => {}
        }
    }
    let paragraphs = |cell: &ElementRef<'_>| {
        let inner = cell.descendent_elements();
        inner.filter(|inner| inner.value().name() == "p").count()
    };
    !heads
        && table
            .descendent_elements()
            .filter(is_cell)
            .any(|cell| paragraphs(&cell) > 1)
}
