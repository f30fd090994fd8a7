//! Measures the search over a folder of digests: what making the files takes, and what a
//! query fetches.
//!
//!     cargo run --release -p dayfold-search --example measure -- FOLDER [QUERY…]
//!
//! Text is counted after brotli at 11, as hosts send what they compressed once.

use dayfold_ingest::{Context, Images, read};
use dayfold_model::{Digest, Month};
use dayfold_search::{
    Index, Narrowing, Part, Place, Query, Sealed, facets, files, find, front, seal,
};
use std::{collections::BTreeMap, error::Error, fs, path::Path, time::Instant};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("a folder is missing")?;
    let asked: Vec<String> = arguments.collect();
    let mut months: BTreeMap<Month, Vec<Digest>> = BTreeMap::new();
    for digest in digests(Path::new(&folder))? {
        if let Some(date) = digest.date {
            months.entry(date.month()).or_default().push(digest);
        }
    }
    for days in months.values_mut() {
        days.sort_by_key(|digest| digest.date);
    }
    let days: usize = months.values().map(Vec::len).sum();
    println!("{days} days in {} months; {}", months.len(), memory());

    let start = Instant::now();
    let parts: BTreeMap<Month, Part> = months
        .iter()
        .map(|(month, days)| (*month, part(days)))
        .collect();
    println!("parts: {:?} for all", start.elapsed());
    let start = Instant::now();
    if let Some((_, days)) = months.last_key_value() {
        part(days);
    }
    println!("the newest part: {:?}", start.elapsed());
    let texts: Vec<String> = parts.values().map(Part::to_text).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    println!("kept between builds: {bytes} bytes; {}", memory());
    let start = Instant::now();
    let read_back: Option<Vec<Part>> = texts.iter().map(|text| Part::parse(text)).collect();
    println!("read back: {:?}", start.elapsed());
    assert!(read_back.is_some_and(|read_back| parts.values().eq(&read_back)));

    let start = Instant::now();
    let older = parts.len().saturating_sub(1);
    let sealed = seal(parts.values().take(older));
    println!("sealed: {:?}; {}", start.elapsed(), memory());
    let start = Instant::now();
    let (_, newest) = parts.last_key_value().ok_or("no days")?;
    let first = front(&sealed.summary, newest);
    println!("front: {:?}", start.elapsed());
    let lists: usize = sealed.files.iter().map(|(_, text)| text.len()).sum();
    let packed: usize = sealed
        .files
        .iter()
        .step_by(10)
        .map(|(_, text)| weight(text))
        .sum();
    let longest = sealed.files.iter().map(|(_, text)| text.len()).max();
    println!(
        "{} sealed files of {lists} bytes, about {} packed, the longest {longest:?}",
        sealed.files.len(),
        packed * 10
    );
    println!("front: {} bytes, {} packed", first.len(), weight(&first));
    let mut years: BTreeMap<u16, Vec<&Part>> = BTreeMap::new();
    for (month, part) in &parts {
        years.entry(month.year()).or_default().push(part);
    }
    let all: Vec<_> = years
        .into_iter()
        .map(|(year, parts)| facets(year, parts).1)
        .collect();
    let bytes: usize = all.iter().map(String::len).sum();
    let last = all.last().map(weight);
    println!(
        "{} files of facets of {bytes} bytes, the last {last:?} packed",
        all.len()
    );

    let index = Index::parse(&first).ok_or("the front file is not read")?;
    let queries = if asked.is_empty() {
        own_queries(&months)
    } else {
        asked.into_iter().map(|query| (query, None)).collect()
    };
    let mut sums = [0; 4];
    for (typed, meant) in &queries {
        let counts = ask(&index, &first, &sealed, &months, typed, meant.as_deref())?;
        for (sum, count) in sums.iter_mut().zip(counts) {
            *sum += count;
        }
    }
    println!(
        "{} queries: {} right; first results {:.1} requests, {} bytes; ten {} bytes",
        queries.len(),
        sums[0],
        sums[1] as f64 / queries.len() as f64,
        sums[2] / queries.len(),
        sums[3] / queries.len()
    );
    Ok(())
}

/// Asks, and says what that fetched: whether the right story is first, requests and bytes until
/// the first results, bytes until ten.
fn ask(
    index: &Index,
    first: &str,
    sealed: &Sealed,
    months: &BTreeMap<Month, Vec<Digest>>,
    typed: &str,
    meant: Option<&str>,
) -> Result<[usize; 4], Box<dyn Error>> {
    let start = Instant::now();
    let query = Query::new(typed);
    let narrowing = Narrowing::default();
    let wanted = files(index, &query, &narrowing);
    let text = |number: usize| sealed.files.get(number).map(|(_, text)| text.as_str());
    let found = find(index, &query, &narrowing, text);
    let took = start.elapsed();
    let mut requests = 1 + wanted.len();
    let mut bytes = weight(first);
    bytes += wanted
        .iter()
        .filter_map(|number| text(*number))
        .map(weight)
        .sum::<usize>();
    let mut batch = 6_usize.saturating_sub(requests).max(1);
    let mut seen = Vec::new();
    let mut until_first = 0;
    let mut best: Option<(f32, String)> = None;
    for story in found.hits.iter().take(10) {
        let Some((Place::Day(date), at)) = index.place(story.story) else {
            continue;
        };
        let digest = months
            .get(&date.month())
            .and_then(|days| days.iter().find(|digest| digest.date == Some(*date)))
            .ok_or("no such day")?;
        if !seen.contains(date) {
            if batch == 0 && until_first == 0 {
                until_first = bytes;
            }
            if batch > 0 {
                batch -= 1;
                requests += 1;
            }
            bytes += weight(&serde_json::to_string(digest)?);
            seen.push(*date);
        }
        if until_first == 0 {
            let title = digest
                .stories()
                .nth(at)
                .map_or(&digest.title, |story| &story.title);
            let near = story.score * (1.0 + query.closeness(title));
            if best.as_ref().is_none_or(|(known, _)| near > *known) {
                best = Some((near, format!("{date} {title}")));
            }
        }
    }
    if until_first == 0 {
        until_first = bytes;
    }
    let shown = best.map(|(_, title)| title).unwrap_or_default();
    let right = meant.is_none_or(|meant| shown.contains(meant));
    println!(
        "{} {typed:?}: {} found{}, {requests} requests, {until_first} bytes ({bytes} for ten), {took:?}: {shown}",
        if right { " " } else { "✗" },
        found.hits.len(),
        if found.is_part { " in part" } else { "" },
    );
    Ok([usize::from(right), requests, until_first, bytes])
}

/// Twenty stories from all times, by two or three words of their headlines.
fn own_queries(months: &BTreeMap<Month, Vec<Digest>>) -> Vec<(String, Option<String>)> {
    let stories: Vec<_> = months
        .values()
        .flatten()
        .flat_map(Digest::stories)
        .collect();
    let step = (stories.len() / 20).max(1);
    stories
        .iter()
        .step_by(step)
        .take(20)
        .map(|story| (story.title.clone(), Some(story.title.clone())))
        .collect()
}

fn part(days: &[Digest]) -> Part {
    Part::build(days.iter().map(dayfold_search::Digest::new))
}

fn weight(text: impl AsRef<str>) -> usize {
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        ..Default::default()
    };
    match brotli::BrotliCompress(&mut text.as_ref().as_bytes(), &mut packed, &parameters) {
        Ok(_) => packed.len(),
        Err(_) => 0,
    }
}

fn digests(folder: &Path) -> Result<Vec<Digest>, Box<dyn Error>> {
    let context = Context {
        lang: "en".into(),
        time_zone: None,
        images: Images::default(),
    };
    let mut all = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            all.extend(digests(&path)?);
        } else if path.extension().is_some_and(|ending| ending == "md") {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            all.extend(read(&fs::read(&path)?, &name, &context).digests);
        }
    }
    Ok(all)
}

/// The most memory that was in use by now, and what is now, where the system tells.
fn memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let lines = status
        .lines()
        .filter(|line| line.starts_with("VmHWM") || line.starts_with("VmRSS"));
    lines.collect::<Vec<_>>().join(" ")
}
