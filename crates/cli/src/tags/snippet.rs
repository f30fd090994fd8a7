//! Proposals as lines of `tags.toml`.

use super::{
    proposals::{LIKELY, Proposal},
    sprawl::Member,
};
use crate::terminal::counted;
use std::fmt::Write;

/// The proposals of a list as they could stand in `tags.toml`: those that are likely right as
/// they are, the others behind `#`; each with what speaks for it.
pub(super) fn snippet(list: &str, proposals: &[Proposal], members: &[Member]) -> String {
    let mut text = String::new();
    for proposal in proposals {
        let (from, into) = proposal.stories;
        let comment = format!(
            "# {}: {}, {} ({} %)",
            proposal.why.as_str(),
            counted(from, "story"),
            into,
            proposal.confidence
        );
        let entry = format!(
            "[{list}.{}]\ninto = {}\n",
            key(&proposal.from),
            toml_text(&proposal.into)
        );
        let entry = match proposal.confidence >= LIKELY {
            true => entry,
            false => commented(&entry),
        };
        // Writing into a string cannot fail.
        _ = write!(text, "{comment}\n{entry}\n");
    }
    let field = if list == "tags" { "label" } else { "name" };
    for member in members {
        if let Some(usual) = &member.usual_label {
            _ = write!(
                text,
                "# mostly written so, and first otherwise\n[{list}.{}]\n{field} = {}\n\n",
                key(&member.id),
                toml_text(usual)
            );
        }
    }
    text
}

/// What of a snippet a file does not hold yet, with `#` before every line: nothing counts
/// before somebody took that away.
pub(super) fn new_lines(snippet: &str, file: &str) -> String {
    let entries = snippet.split("\n\n").filter(|entry| {
        let mut lines = entry.lines().map(bare);
        let header = lines.find(|line| line.starts_with('['));
        header.is_some_and(|header| !file.lines().any(|line| bare(line) == header))
    });
    entries.fold(String::new(), |mut text, entry| {
        text.push('\n');
        text.push_str(&commented(entry));
        text
    })
}

fn bare(line: &str) -> &str {
    line.trim_start_matches(['#', ' ']).trim_end()
}

fn commented(text: &str) -> String {
    text.lines().fold(String::new(), |mut out, line| {
        let mark = if line.starts_with('#') { "" } else { "# " };
        _ = writeln!(out, "{mark}{line}");
        out
    })
}

/// An id as a key of TOML: bare where it may be.
fn key(id: &str) -> String {
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    match !id.is_empty() && id.bytes().all(is_bare) {
        true => id.to_owned(),
        false => toml_text(id),
    }
}

/// A text in quotes. JSON's are TOML's, but for what neither an id nor a label holds.
fn toml_text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_new_is_added_and_counts_for_nothing_yet() {
        let snippet = "# why: 1 story, 2 (90 %)\n[tags.a]\ninto = \"b\"\n\n# why\n# [tags.c]\n# into = \"d\"\n\n";
        let file = "[tags.x]\nlabel = \"X\"\n";
        let lines = new_lines(snippet, file);
        assert_eq!(
            lines,
            "\n# why: 1 story, 2 (90 %)\n# [tags.a]\n# into = \"b\"\n\n# why\n# [tags.c]\n# into = \"d\"\n"
        );
        let twice = new_lines(snippet, &format!("{file}{lines}"));
        assert_eq!(twice, "");
        assert_eq!(
            new_lines(snippet, "[tags.c] # mine\n[tags.a]")
                .matches("[tags.c]")
                .count(),
            1
        );
    }
}
