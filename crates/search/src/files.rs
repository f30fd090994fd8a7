//! The published files, from parts that were made once.
//!
//! A part is of a month (or of all digests without a day). The newest part's lists stand in
//! the front file; those of all others are merged, term by term, and cut into files of about
//! the same size. Parts are read side by side while they are merged and nothing else is held,
//! so that this takes little more memory than the files themselves.

use crate::{
    Part, Place, codes,
    index::HEAD,
    lists::{self, Posting},
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap},
};

/// How long a sealed file gets, in bytes, before the next begins. Hosts compress them by a
/// quarter to a half.
const FILE_BYTES: usize = 18_000;

/// A file: its path under the folder of the search, and what is in it.
pub type File = (String, String);

/// All parts but the newest, merged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sealed {
    /// The files of the lists. Their folder is named by what is in them, so that they can be
    /// kept for ever.
    pub files: Vec<File>,
    /// What the front file says of them: it is all that is needed to write that, as long as
    /// the parts do not change.
    pub summary: String,
}

/// Merges parts, the oldest first.
pub fn seal<'a>(parts: impl IntoIterator<Item = &'a Part>) -> Sealed {
    let parts: Vec<&Part> = parts.into_iter().collect();
    let stories = parts.iter().map(|part| part.stories()).sum();
    let mut cut = Cut::default();
    merge(&parts, |term, postings| {
        let mut line = format!("{term}\t");
        lists::write(postings, stories, &mut line);
        line.push('\n');
        cut.add(term, &line);
    });
    let folder = checksum(&cut.files);
    let mut digests = Vec::new();
    let mut undated = Vec::new();
    for (place, count) in parts.iter().flat_map(|part| &part.digests) {
        match place {
            Place::Undated(slug) => undated.push((slug.as_str(), *count)),
            Place::Day(date) => digests.push((date.serial(), *count)),
        }
    }
    let mut places = String::new();
    for (_, count) in &undated {
        codes::push(count * 2, &mut places);
    }
    let last = write_days(&digests, 0, &mut places);
    let slugs: Vec<&str> = undated.iter().map(|(slug, _)| *slug).collect();
    let summary = [
        &*folder,
        &stories.to_string(),
        &cut.bounds.join("\t"),
        &slugs.join("\t"),
        &last.to_string(),
        &places,
    ];
    let files = cut.files.into_iter().enumerate();
    Sealed {
        files: files
            .map(|(number, text)| (format!("{folder}/{number}.txt"), text))
            .collect(),
        summary: summary.join("\n"),
    }
}

/// Writes the front file: of the sealed parts' summary, and the newest part.
pub fn front(summary: &str, newest: &Part) -> String {
    // What `seal` wrote has six lines; of anything else nothing is found.
    let mut lines = summary.split('\n');
    let mut line = || lines.next().unwrap_or_default();
    let (folder, stories, bounds, slugs) = (line(), line(), line(), line());
    let (last, places) = (line(), line());
    let mut places = places.to_owned();
    let digests = newest
        .digests
        .iter()
        .filter_map(|(place, count)| match place {
            Place::Day(date) => Some((date.serial(), *count)),
            Place::Undated(_) => None,
        });
    let digests: Vec<_> = digests.collect();
    write_days(&digests, last.parse().unwrap_or_default(), &mut places);
    let mut slugs = slugs.to_owned();
    // A site without a single day: its undated digests are all there is.
    for (place, count) in &newest.digests {
        if let Place::Undated(slug) = place {
            if !slugs.is_empty() {
                slugs.push('\t');
            }
            slugs.push_str(slug);
            codes::push(count * 2, &mut places);
        }
    }
    let lines = [
        HEAD,
        folder,
        stories,
        bounds,
        &slugs,
        &places,
        &newest.lists,
    ];
    lines.join("\n")
}

/// The facets of a year's parts, as a file.
pub fn facets<'a>(year: u16, parts: impl IntoIterator<Item = &'a Part>) -> File {
    let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
    let mut values: Vec<(&str, &str)> = Vec::new();
    let mut stories = String::new();
    for part in parts {
        let own: Vec<u32> = part
            .values
            .iter()
            .map(|(term, label)| {
                let next = values.len() as u32;
                let number = *numbers.entry(term).or_insert(next);
                match values.get_mut(number as usize) {
                    Some(known) => known.1 = label,
                    None => values.push((term, label)),
                }
                number
            })
            .collect();
        for facets in &part.facets {
            for value in facets.iter().filter_map(|value| own.get(*value as usize)) {
                codes::push(*value, &mut stories);
            }
            stories.push('\n');
        }
    }
    let mut text = String::new();
    for (term, label) in values {
        text.extend([term, "\t", label, "\n"]);
    }
    text.push('\n');
    text.push_str(&stories);
    (crate::facets_file(year), text)
}

/// Adds the days; `last` is the one before them. Returns the last of all.
fn write_days(days: &[(u32, u32)], mut last: u32, to: &mut String) -> u32 {
    for (day, count) in days {
        let between = day.saturating_sub(last + 1);
        codes::push(count * 2 + u32::from(between > 0), to);
        if between > 0 {
            codes::push(between, to);
        }
        last = *day;
    }
    last
}

/// Calls `each` for every term of the parts, in order, with the stories that hold it, counted
/// over all parts.
fn merge(parts: &[&Part], mut each: impl FnMut(&str, &[Posting])) {
    let mut first = 0;
    let mut sources: Vec<_> = parts
        .iter()
        .map(|part| {
            let lines = part.lists.split_terminator('\n');
            let lines = lines.filter_map(|line| line.split_once('\t'));
            let own = first;
            first += part.stories();
            (lines, own, part.stories())
        })
        .collect();
    let mut heads = BinaryHeap::new();
    for (at, (lines, ..)) in sources.iter_mut().enumerate() {
        heads.extend(lines.next().map(|(term, list)| Reverse((term, at, list))));
    }
    let mut postings: Vec<Posting> = Vec::new();
    let mut current = "";
    while let Some(Reverse((term, at, list))) = heads.pop() {
        if term != current {
            if !postings.is_empty() {
                each(current, &postings);
                postings.clear();
            }
            current = term;
        }
        let Some((lines, first, stories)) = sources.get_mut(at) else {
            continue;
        };
        read_once(list, *stories, *first, &mut postings);
        heads.extend(lines.next().map(|(term, list)| Reverse((term, at, list))));
    }
    if !postings.is_empty() {
        each(current, &postings);
    }
}

/// Reads a list, each story once, and in order.
fn read_once(list: &str, stories: u32, first: u32, postings: &mut Vec<Posting>) {
    let start = postings.len();
    lists::read(list, stories, |story, weight| {
        postings.push((first + story, weight));
    });
    let own = &mut postings[start..];
    // A list with a bit for each story gives those with a weight twice.
    if !own.is_sorted_by(|(a, _), (b, _)| a < b) {
        own.sort_unstable_by_key(|(story, weight)| (*story, Reverse(*weight)));
        let mut kept = start;
        for at in start..postings.len() {
            let (Some(posting), last) = (postings.get(at).copied(), postings[..kept].last()) else {
                continue;
            };
            if kept == start || last.is_none_or(|last| last.0 != posting.0) {
                postings[kept] = posting;
                kept += 1;
            }
        }
        postings.truncate(kept);
    }
}

/// Lines cut into files.
#[derive(Default)]
struct Cut {
    files: Vec<String>,
    bounds: Vec<String>,
    last: String,
}

impl Cut {
    fn add(&mut self, term: &str, line: &str) {
        let is_full = self
            .files
            .last()
            .is_none_or(|file| file.len() + line.len() > FILE_BYTES && !file.is_empty());
        if is_full {
            self.bounds.push(bound(&self.last, term).to_owned());
            self.files.push(String::new());
        }
        if let Some(file) = self.files.last_mut() {
            file.push_str(line);
        }
        term.clone_into(&mut self.last);
    }
}

/// The shortest begin of a term that comes behind the term before it.
fn bound<'a>(before: &str, term: &'a str) -> &'a str {
    let mut ends = term.char_indices().map(|(at, c)| at + c.len_utf8());
    let end = ends.find(|end| &term[..*end] > before);
    &term[..end.unwrap_or(term.len())]
}

/// FNV-1a over the files, in hexadecimal: tells one state of the sealed parts from another.
fn checksum(files: &[String]) -> String {
    let bytes = files.iter().flat_map(|file| file.bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}
