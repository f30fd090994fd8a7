//! The facets of a year's stories, a file a year: what each value is called, then of each
//! story which it has. It serves to count what was found by them.

use crate::{codes::Codes, query::Facet};

/// A value and how many of the stories that were found have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// What kind of value.
    pub facet: Facet,
    /// Its id.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// How many stories have it.
    pub count: u32,
}

/// Counts the values of a year's stories, of which `is_found` tells by their number within
/// the year. Adds to what was counted of other years. `None`, and nothing counted, where the
/// file is of another state of the archive: not of that many `stories`.
pub fn count(
    file: &str,
    stories: u32,
    is_found: impl Fn(u32) -> bool,
    counts: &mut Vec<Count>,
) -> Option<()> {
    let (values, lines) = match file.strip_prefix('\n') {
        Some(lines) => ("", lines),
        None => file.split_once("\n\n")?,
    };
    if lines.split_terminator('\n').count() as u32 != stories {
        return None;
    }
    let values: Vec<(&str, &str)> = values
        .split('\n')
        .filter_map(|line| line.split_once('\t'))
        .collect();
    let mut found = vec![0_u32; values.len()];
    for (story, line) in (0..).zip(lines.split_terminator('\n')) {
        if !is_found(story) {
            continue;
        }
        for value in Codes::new(line) {
            if let Some(count) = found.get_mut(value as usize) {
                *count += 1;
            }
        }
    }
    for ((term, label), found) in values.into_iter().zip(found) {
        let facet = Facet::ALL
            .into_iter()
            .find(|facet| term.starts_with(facet.sign()));
        let (Some(facet), true) = (facet, found > 0) else {
            continue;
        };
        let id = &term[1..];
        let known = counts
            .iter_mut()
            .find(|known| known.facet == facet && known.id == id);
        match known {
            Some(known) => known.count += found,
            None => counts.push(Count {
                facet,
                id: id.to_owned(),
                label: label.to_owned(),
                count: found,
            }),
        }
    }
    Some(())
}
