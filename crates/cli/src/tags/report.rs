//! The sprawl and the proposals as a person reads them.

use super::{
    proposals::Proposal,
    sprawl::{Joined, Sprawl},
};
use crate::terminal::{HEADING, counted, cut, plain, styled};
use comfy_table::{CellAlignment, Row, Table, presets};

/// How much of each list is shown where not all is asked for.
const SHOWN: usize = 20;

/// A label's room in a table, in columns.
const LABEL: usize = 40;

/// What stands for a day that is not there.
const NONE: &str = "—";

/// How many there are, in a line.
pub(super) fn summary(sprawl: &Sprawl) -> String {
    let one = match sprawl.list {
        "tags" => "tag",
        _ => "entity",
    };
    let share = |part: usize, all: usize| (100 * part + all / 2) / all.max(1);
    let mut text = format!(
        "{} in {}, written in {}; {} ({} %) on one day only",
        counted(sprawl.shown, one),
        counted(sprawl.digests, "digest"),
        counted(sprawl.spellings, "way"),
        sprawl.once,
        share(sprawl.once, sprawl.shown),
    );
    if sprawl.digests > 0 {
        let a_digest = sprawl.shown as f64 / sprawl.digests as f64;
        text += &format!("; {a_digest:.1} new ones a digest");
    }
    if sprawl.on_no_story > 0 {
        text += &format!("; {} more on no story", sprawl.on_no_story);
    }
    if sprawl.stories_without > 0 {
        text += &format!("; {} without any", counted(sprawl.stories_without, "story"));
    }
    text + ".\n"
}

/// What is used most.
pub(super) fn members(sprawl: &Sprawl, all: bool) -> String {
    let mut table = table(&["used most", "stories", "days", "first", "last", "id"]);
    right(&mut table, &[1, 2]);
    let date = |date: Option<dayfold_model::Date>| date.map_or(NONE.to_owned(), |d| d.to_string());
    for member in sprawl.members.iter().take(most(all)) {
        table.add_row(Row::from([
            short(&member.label),
            member.stories.to_string(),
            member.digests.to_string(),
            date(member.first),
            date(member.last),
            plain(&member.id),
        ]));
    }
    lines(&table, sprawl.members.len(), all)
}

/// What is one in several spellings.
pub(super) fn joined(sprawl: &Sprawl, all: bool) -> String {
    let mut text = String::new();
    let folded: fn(&Joined) -> &[(String, usize)] = |joined| &joined.folded;
    let merged: fn(&Joined) -> &[(String, usize)] = |joined| &joined.merged;
    for (heading, of) in [
        ("folded, since only the spelling differs", folded),
        ("merged by tags.toml", merged),
    ] {
        let rows: Vec<_> = sprawl.joined.iter().filter(|j| !of(j).is_empty()).collect();
        if rows.is_empty() {
            continue;
        }
        let mut table = table(&["is one", heading]);
        for joined in rows.iter().take(most(all)) {
            let spellings = of(joined)
                .iter()
                .map(|(label, digests)| format!("{} {digests}", plain(label)));
            let spellings = spellings.collect::<Vec<_>>().join(", ");
            table.add_row(Row::from([short(&joined.label), spellings]));
        }
        text.push('\n');
        text += &lines(&table, rows.len(), all);
    }
    if !sprawl.ignored.is_empty() {
        let names = sprawl.ignored.iter().map(|name| plain(name));
        let names = names.collect::<Vec<_>>().join(", ");
        text += &format!("\n{} {names}.\n", styled("not shown:", HEADING));
    }
    text
}

/// What could be one.
pub(super) fn proposed(proposals: &[Proposal], all: bool) -> String {
    if proposals.is_empty() {
        return String::new();
    }
    let mut table = table(&[
        "could be", "stories", "one with", "stories", "sure", "since",
    ]);
    right(&mut table, &[1, 3, 4]);
    for proposal in proposals.iter().take(most(all)) {
        table.add_row(Row::from([
            short(&proposal.from),
            proposal.stories.0.to_string(),
            short(&proposal.into),
            proposal.stories.1.to_string(),
            format!("{} %", proposal.confidence),
            proposal.why.as_str().to_owned(),
        ]));
    }
    format!("\n{}", lines(&table, proposals.len(), all))
}

fn most(all: bool) -> usize {
    if all { usize::MAX } else { SHOWN }
}

fn short(label: &str) -> String {
    cut(&plain(label), LABEL).into_owned()
}

fn table(names: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(Row::from(names.to_vec()));
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    table
}

fn right(table: &mut Table, columns: &[usize]) {
    for column in columns {
        if let Some(column) = table.column_mut(*column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
}

/// The table's lines, its header set apart, and how much more there is.
fn lines(table: &Table, length: usize, all: bool) -> String {
    let mut text = String::new();
    for (at, line) in table.lines().enumerate() {
        let line = line.trim_end();
        text += &match at {
            0 => styled(line, HEADING),
            _ => line.to_owned(),
        };
        text.push('\n');
    }
    if length > most(all) {
        text += &format!("and {} more; --verbose shows all.\n", length - SHOWN);
    }
    text
}
