//! The tables in docs/performance.md, each between two comments that name its group.

use crate::run::say;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::fs;

const PAGE: &str = "docs/performance.md";

/// Puts a group's table where the last one stands.
pub(super) fn put(workspace: &Workspace, group: &str, table: &str) -> Result<()> {
    let path = workspace.root.join(PAGE);
    let page = fs::read_to_string(&path).with_context(|| format!("cannot read {PAGE}"))?;
    let page = replaced(&page, group, table)
        .with_context(|| format!("{PAGE} has no place for a table of {group}"))?;
    fs::write(&path, page).with_context(|| format!("cannot write {PAGE}"))?;
    say(format!("{PAGE} has it, too"));
    Ok(())
}

/// A page with another table of that group.
fn replaced(page: &str, group: &str, table: &str) -> Option<String> {
    let (start, end) = (
        format!("<!-- {group} -->\n"),
        format!("<!-- end of {group} -->"),
    );
    let (before, rest) = page.split_once(&start)?;
    let (_, after) = rest.split_once(&end)?;
    let lines: Vec<_> = table.lines().map(str::trim_end).collect();
    let table = lines.join("\n");
    Some(format!(
        "{before}{start}\n```text\n{table}\n```\n\n{end}{after}"
    ))
}

#[cfg(test)]
mod tests {
    use super::replaced;
    use crate::bench::Group;

    #[test]
    fn every_group_has_its_place_on_the_page() {
        let page = include_str!("../../../docs/performance.md");
        for group in Group::all() {
            let name = group.name();
            assert!(replaced(page, name, "figures").is_some(), "{name}");
            assert!(
                page.contains(&format!("cargo xtask bench {name}")),
                "{name}"
            );
        }
    }

    #[test]
    fn a_table_replaces_that_of_its_group_alone() {
        let page = "# T\n\n<!-- a -->\nold\n<!-- end of a -->\n\n<!-- b -->\n<!-- end of b -->\n";
        let page = replaced(page, "a", "x  \ny\n").unwrap();
        assert_eq!(
            page,
            "# T\n\n<!-- a -->\n\n```text\nx\ny\n```\n\n<!-- end of a -->\n\n<!-- b -->\n<!-- end of b -->\n"
        );
        assert_eq!(replaced(&page, "c", "x"), None);
        assert_eq!(
            replaced(&page, "a", "x\ny"),
            Some(page),
            "the same again changes nothing"
        );
    }
}
