//! What a search can be narrowed to: years and months, topics, tags, names, each with how
//! many of the stories that were found it has.
//!
//! Years and months are counted at once, from where the stories are. For the rest a file a
//! year is fetched, when this is unfolded, from the newest year on.

use super::{
    Answer,
    asked::{Asked, KINDS, Kind, name},
};
use crate::{api, markup::Markup, reader::Reader};
use dayfold_model::{Site, Word};
use dayfold_search::{Count, Facet, Place, count, facets_file};
use futures_util::future::join_all;

/// How many years are counted at once.
pub(super) const YEARS: usize = 3;

/// How many values of a kind are offered.
const OFFERED: usize = 10;

/// Whether a story was found.
type Marks = Vec<bool>;

/// The years in which stories were found, the newest first.
pub(super) fn years(answer: &Answer) -> Vec<u16> {
    let mut years: Vec<u16> = times(answer, 4)
        .into_iter()
        .filter_map(|(year, _)| year.parse().ok())
        .collect();
    years.reverse();
    years
}

/// Counts the values of those years.
pub(super) async fn counted(reader: Reader, answer: &Answer, years: &[u16]) -> Vec<Count> {
    let paths = reader.paths();
    let names: Vec<String> = years.iter().map(|year| facets_file(*year)).collect();
    let files = join_all(names.iter().map(|name| api::search(&paths, name))).await;
    let mut found: Marks = Vec::new();
    for hit in answer.hits() {
        let at = hit.story as usize;
        if found.len() <= at {
            found.resize(at + 1, false);
        }
        found[at] = true;
    }
    let mut counts = Vec::new();
    for (year, file) in years.iter().zip(files) {
        let span = answer.index.span(|date| date.year() == *year);
        if let Ok(file) = file {
            let is_found = |story: u32| {
                let at = (span.start + story) as usize;
                found.get(at).copied().unwrap_or_default()
            };
            // Where it is not of this state of the archive, its year is not counted.
            _ = count(&file, span.end - span.start, is_found, &mut counts);
        }
    }
    counts.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
    counts
}

/// How many stories were found in each year or month, by the first `digits` of their days,
/// the oldest first.
fn times(answer: &Answer, digits: usize) -> Vec<(String, u32)> {
    let mut times: Vec<(String, u32)> = Vec::new();
    let mut stories: Vec<u32> = answer.hits().iter().map(|hit| hit.story).collect();
    stories.sort_unstable();
    let mut last = None;
    for story in stories {
        let Some((Place::Day(date), _)) = answer.index.place(story) else {
            continue;
        };
        if last == Some(*date)
            && let Some((_, count)) = times.last_mut()
        {
            *count += 1;
            continue;
        }
        last = Some(*date);
        let mut time = date.to_string();
        time.truncate(digits);
        match times.last_mut() {
            Some((known, count)) if *known == time => *count += 1,
            _ => times.push((time, 1)),
        }
    }
    times
}

/// The groups of buttons. What a button stands for is its `data-kind` and `data-value`.
pub(super) fn groups(
    reader: Reader,
    site: &Site,
    asked: &Asked,
    answer: &Answer,
    counts: &[Count],
) -> String {
    let mut html = Markup::default();
    for kind in KINDS {
        let values = match kind {
            None => of_time(site, answer),
            Some(facet) => of_facet(site, asked, facet, counts),
        };
        if values.is_empty() {
            continue;
        }
        let word = match kind {
            None => Word::SearchTimes,
            Some(Facet::Topic) => Word::Topics,
            Some(Facet::Tag) => Word::Tags,
            Some(Facet::Entity) => Word::Names,
        };
        html.raw("<div role=\"group\" aria-labelledby=\"df-by-")
            .raw(name(kind))
            .raw("\"><h2 id=\"df-by-")
            .raw(name(kind))
            .raw("\">")
            .say(reader.word(word))
            .raw("</h2>");
        for value in values {
            button(reader, asked, kind, &value, &mut html);
        }
        html.raw("</div>");
    }
    html.0
}

/// A value: what it is in the address, what it is called, and how many stories have it.
struct Value {
    id: String,
    label: String,
    count: u32,
}

/// The years; of a single one its months.
fn of_time(site: &Site, answer: &Answer) -> Vec<Value> {
    let years = times(answer, 4);
    let mut values: Vec<Value> = years
        .iter()
        .rev()
        .map(|(year, count)| plain(year, *count))
        .collect();
    if years.len() == 1 {
        values.extend(times(answer, 7).iter().rev().map(|(month, count)| {
            let known = site
                .months
                .iter()
                .find(|known| known.month.to_string() == *month);
            Value {
                label: known.map_or_else(|| month.clone(), |known| known.text.clone()),
                ..plain(month, *count)
            }
        }));
    }
    values
}

fn plain(id: &str, count: u32) -> Value {
    Value {
        id: id.to_owned(),
        label: id.to_owned(),
        count,
    }
}

/// The values that most stories have, and those that are chosen.
fn of_facet(site: &Site, asked: &Asked, facet: Facet, counts: &[Count]) -> Vec<Value> {
    let own = counts.iter().filter(|count| count.facet == facet);
    let own = own
        .enumerate()
        .filter(|(at, count)| *at < OFFERED || asked.has(Some(facet), &count.id));
    let mut values: Vec<Value> = own
        .map(|(_, count)| Value {
            id: count.id.clone(),
            label: count.label.clone(),
            count: count.count,
        })
        .collect();
    // What is chosen can always be taken back.
    for id in asked.values(Some(facet)) {
        if !values.iter().any(|value| value.id == id) {
            let known = site
                .tags
                .iter()
                .find(|tag| facet == Facet::Tag && tag.id == id);
            values.push(Value {
                label: known.map_or_else(|| id.to_owned(), |tag| tag.label.clone()),
                ..plain(id, 0)
            });
        }
    }
    values
}

/// The id of a button, for the focus that goes back to it.
pub(super) fn button_id(kind: &str, value: &str) -> String {
    ["df-by-", kind, "-", value].concat()
}

fn button(reader: Reader, asked: &Asked, kind: Kind, value: &Value, html: &mut Markup) {
    let name = name(kind);
    let stories = reader.stories(value.count as usize);
    let pressed = if asked.has(kind, &value.id) {
        "true"
    } else {
        "false"
    };
    html.raw("<button type=\"button\" id=\"")
        .say(button_id(name, &value.id))
        .raw("\" data-kind=\"")
        .raw(name)
        .raw("\" data-value=\"")
        .text(&value.id)
        .raw("\" aria-pressed=\"")
        .raw(pressed)
        .raw("\" aria-label=\"")
        .text(&value.label)
        .raw(", ")
        .say(stories)
        .raw("\">")
        .text(&value.label);
    if value.count > 0 {
        html.count(value.count.to_string());
    }
    html.raw("</button> ");
}
