//! `dayfold import --explain`: what each line of a file became.
//!
//! One line is printed a line of the file: its number, what it became, and how it begins.
//! What has a running number bears it, so that two headlines that were read as one story
//! show. What there is to say of a line stands below it.

use crate::{
    lines::Lines,
    terminal::{FAINT, HEADING, counted, cut, name, plain, style, styled},
};
use dayfold_ingest::{Diagnostic, Part, Piece, Reading};
use dayfold_model::{Digest, Section};
use std::{collections::HashMap, fmt::Write, ops::Range, path::Path};

/// What stands for a line that has something on it and became nothing.
const NONE: &str = "—";

/// The room for what a line became, at most.
const WIDEST: usize = 30;

/// How the file was read. Where it is no text of lines, what became of it as a whole.
pub(crate) fn explain(
    file: &Path,
    source: &str,
    reading: &Reading,
    width: Option<usize>,
) -> String {
    if reading.pieces.is_empty() {
        outline(file, reading)
    } else {
        let mut text = by_line(source, &reading.pieces, &reading.diagnostics, width);
        for digest in &reading.digests {
            _ = writeln!(text, "\n{}", headed(digest, reading.draft));
        }
        text
    }
}

/// The file line by line, and in the end how much became what.
fn by_line(
    source: &str,
    pieces: &[Piece],
    diagnostics: &[Diagnostic],
    width: Option<usize>,
) -> String {
    let lines = Lines::new(source);
    let numbered = numbered(pieces);
    let became: Vec<(Range<usize>, Vec<usize>)> = on_lines(source, &lines, pieces);
    let label = |on: &[usize]| {
        let mut labels: Vec<String> = Vec::new();
        for piece in on {
            let (part, number) = numbered[*piece];
            let label = number.map_or(part.to_string(), |number| format!("{part} {number}"));
            if labels.last() != Some(&label) {
                labels.push(label);
            }
        }
        labels.join(" + ")
    };
    let labels: Vec<String> = became
        .iter()
        .map(|(line, on)| match label(on) {
            label if !label.is_empty() => label,
            _ if source[line.clone()].trim().is_empty() => String::new(),
            _ => NONE.to_owned(),
        })
        .collect();
    let digits = became.len().max(1).ilog10() as usize + 1;
    let room = labels.iter().map(|label| label.chars().count()).max();
    let room = room.unwrap_or(0).clamp("warning".len(), WIDEST);
    let left = width.map(|width| width.saturating_sub(digits + room + 4));

    // What is said of the end of a text stands below its last line.
    let last = became.len().saturating_sub(1);
    let mut said: HashMap<usize, Vec<&Diagnostic>> = HashMap::new();
    for diagnostic in diagnostics {
        if let Some(span) = &diagnostic.span {
            let line = lines.index(span.start).min(last);
            said.entry(line).or_default().push(diagnostic);
        }
    }

    let mut out = String::new();
    for (at, ((line, _), label)) in became.iter().zip(&labels).enumerate() {
        let text = plain(&source[line.clone()]);
        let text = left.map_or(text.as_str().into(), |left| cut(&text, left));
        let label = format!("{:room$}", cut(label, room));
        let number = styled(&format!("{:>digits$}", at + 1), FAINT);
        let row = format!("{number}  {}  {text}", styled(&label, part_style(&label)));
        _ = writeln!(out, "{}", row.trim_end());
        for said in said.get(&at).into_iter().flatten() {
            tell(said, digits, room, &mut out);
        }
    }
    for said in diagnostics.iter().filter(|said| said.span.is_none()) {
        tell(said, digits, room, &mut out);
    }
    _ = writeln!(out, "\n{}", legend(&numbered, &became, &labels));
    out
}

/// Each piece's part, and its number among those of that part where it is one that people
/// count.
fn numbered(pieces: &[Piece]) -> Vec<(Part, Option<usize>)> {
    let (mut takeaways, mut sections, mut stories) = (0, 0, 0);
    let number = |piece: &Piece| {
        let counter = match piece.part {
            Part::Takeaway => &mut takeaways,
            Part::Section => &mut sections,
            Part::Story => &mut stories,
            part => return (part, None),
        };
        *counter += 1;
        (piece.part, Some(*counter))
    };
    pieces.iter().map(number).collect()
}

/// Where each line stands, and the pieces that something on it belongs to.
fn on_lines(source: &str, lines: &Lines<'_>, pieces: &[Piece]) -> Vec<(Range<usize>, Vec<usize>)> {
    let mut first = 0;
    let on_line = |line: Range<usize>| {
        while pieces
            .get(first)
            .is_some_and(|piece| piece.span.end <= line.start)
        {
            first += 1;
        }
        let on = pieces.iter().enumerate().skip(first);
        let on = on.take_while(|(_, piece)| piece.span.start < line.end);
        let says_something = |piece: &Piece| {
            let shared = piece.span.start.max(line.start)..piece.span.end.min(line.end);
            // Where a piece ends within a letter, that letter is something.
            source
                .get(shared)
                .is_none_or(|text| !text.trim().is_empty())
        };
        let on = on.filter(|(_, piece)| says_something(piece));
        let on = on.map(|(at, _)| at).collect();
        (line, on)
    };
    lines.spans().map(on_line).collect()
}

fn part_style(label: &str) -> anstyle::Style {
    let counted = ["section", "story", "takeaway", "title"];
    if counted.iter().any(|part| label.starts_with(part)) {
        HEADING
    } else {
        anstyle::Style::new()
    }
}

/// Something said, below the line that it is said of.
fn tell(said: &Diagnostic, digits: usize, room: usize, out: &mut String) {
    let mut line = |what: &str, text: &str| {
        let row = format!("{:>digits$}  {what:room$}  {}", "^", plain(text));
        _ = writeln!(out, "{}", styled(&row, style(said.severity)));
    };
    line(name(said.severity), &said.message);
    if let Some(help) = &said.help {
        line("help", help);
    }
}

/// How much became what, in the order of the text: pieces where people count these, lines
/// elsewhere.
fn legend(
    numbered: &[(Part, Option<usize>)],
    became: &[(Range<usize>, Vec<usize>)],
    labels: &[String],
) -> String {
    let mut order: Vec<Part> = Vec::new();
    for (part, _) in numbered {
        if !order.contains(part) {
            order.push(*part);
        }
    }
    let lines_of = |part: Part| {
        let has = |on: &[usize]| on.iter().any(|piece| numbered[*piece].0 == part);
        became.iter().filter(|(_, on)| has(on)).count()
    };
    let mut counts: Vec<String> = order
        .into_iter()
        .map(|part| {
            // The last one's number is how many there are.
            match numbered.iter().rfind(|(other, _)| *other == part) {
                Some((_, Some(count))) => counted(*count, &part.to_string()),
                _ => format!("{part}: {}", counted(lines_of(part), "line")),
            }
        })
        .collect();
    let unread = labels.iter().filter(|label| *label == NONE).count();
    if unread > 0 {
        counts.push(format!(
            "became nothing ({NONE}): {}",
            counted(unread, "line")
        ));
    }
    counts.join(", ")
}

/// What became of a file that was not read by lines.
fn outline(file: &Path, reading: &Reading) -> String {
    let name = file.display();
    if reading.digests.is_empty() {
        return format!("Nothing could be made of {name}.\n");
    }
    let mut out =
        format!("{name} is not explained line by line; this is what became of it as a whole.\n");
    for digest in &reading.digests {
        _ = writeln!(out, "\n{}", headed(digest, reading.draft));
        if !digest.takeaways.is_empty() {
            _ = writeln!(out, "  {}", counted(digest.takeaways.len(), "takeaway"));
        }
        for section in &digest.sections {
            section_outline(section, &mut out);
        }
    }
    out
}

fn section_outline(section: &Section, out: &mut String) {
    let title = section.title.as_deref().map(plain);
    let title = title.as_deref().unwrap_or("(without a section)");
    _ = writeln!(out, "  {title}");
    for story in &section.stories {
        let sources = counted(story.sources.len(), "source");
        _ = writeln!(
            out,
            "    {}  {}",
            plain(&story.title),
            styled(&sources, FAINT)
        );
    }
}

/// A digest in a line.
fn headed(digest: &Digest, draft: bool) -> String {
    let date = digest
        .date
        .map_or("no date".to_owned(), |date| date.to_string());
    let title = styled(&plain(&digest.title), HEADING);
    let draft = if draft { ", a draft" } else { "" };
    format!("{date}  {title}  ({}{draft})", digest.lang)
}

#[cfg(test)]
mod tests {
    use super::*;
    use dayfold_ingest::{Context, read};

    /// Pieces of a text, each found behind the one before it.
    fn pieces(source: &str, wanted: &[(&str, Part)]) -> Vec<Piece> {
        let mut from = 0;
        let piece = |(text, part): &(&str, Part)| {
            let start = from + source[from..].find(text).unwrap();
            from = start + text.len();
            Piece {
                span: start..from,
                part: *part,
            }
        };
        wanted.iter().map(piece).collect()
    }

    const SOURCE: &str = "\
---
title: Today
---

# Today\r

## Takeaways

- One
- Two,
  on two lines

## 東京のニュースと世界の動き

### 1. A story
\tIt happened\u{1b}[31m, and it went on for longer than a line of a terminal holds.
Source: Paper

Nobody knows what this is.

### Another story
";

    fn said() -> Vec<Diagnostic> {
        let at = SOURCE.find("Nobody").unwrap();
        vec![
            Diagnostic::warning("unclear", "this belongs nowhere")
                .help("put it under a heading")
                .at(at..at + 6),
            Diagnostic::error("odd", "the file is odd as a whole"),
        ]
    }

    fn shown(width: Option<usize>) -> String {
        let pieces = pieces(
            SOURCE,
            &[
                ("---\ntitle: Today\n---\n", Part::FrontMatter),
                ("# Today\r\n\n", Part::Title),
                ("## Takeaways", Part::TakeawaysHeading),
                ("- One", Part::Takeaway),
                ("- Two,\n  on two lines", Part::Takeaway),
                ("## 東京のニュースと世界の動き\n\n", Part::Section),
                ("### 1. ", Part::Kicker),
                ("A story\n", Part::Story),
                ("\tIt happened\u{1b}[31m, and", Part::Text),
                (
                    "it went on for longer than a line of a terminal holds.",
                    Part::Text,
                ),
                ("Source: Paper", Part::Sources),
                ("### Another story", Part::Story),
            ],
        );
        let text = by_line(SOURCE, &pieces, &said(), width);
        anstream::adapter::strip_str(&text).to_string()
    }

    #[test]
    fn every_line_says_what_it_became() {
        insta::assert_snapshot!(shown(None));
    }

    #[test]
    fn lines_are_cut_to_the_terminal() {
        insta::assert_snapshot!(shown(Some(50)));
    }

    #[test]
    fn without_pieces_there_is_an_outline() {
        let text = "# Today\n\n## Takeaways\n\n- One\n\n## Topic\n\n### A story\n\nText.\n\nSource: A | B\n\n### Another\n\nText.\n";
        let mut reading = read(text.as_bytes(), "2025-11-22.json", &Context::default());
        reading.pieces.clear();
        let text = explain(Path::new("2025-11-22.json"), text, &reading, None);
        insta::assert_snapshot!(anstream::adapter::strip_str(&text).to_string());
    }

    #[test]
    fn a_file_of_one_line_without_an_end_is_explained() {
        let piece = Piece {
            span: 0..5,
            part: Part::Text,
        };
        let said = Diagnostic::warning("end", "something is missing").at(5..5);
        let text = by_line("words", &[piece], &[said], Some(80));
        assert!(text.contains("something is missing"), "{text}");
    }
}
