//! How fast digests of every shape are read, beside `pulldown-cmark`, which makes nothing but HTML
//! of the same text.
//!
//! Run by `cargo xtask bench ingest`; by itself it prints the table, too. Folders of larger digests
//! can be named in `DAYFOLD_BENCH_FOLDERS`, by `NAME=FOLDER` and parted by `:`. The fixtures are a
//! few hundred bytes each, of which what is done once for every text takes the larger part: the
//! folders tell what a digest of common size takes.

#![expect(
    clippy::unwrap_used,
    reason = "a measurement that cannot go on has failed"
)]

use dayfold_ingest::{Context, read, source_text};
use pulldown_cmark::{Options, Parser, html::push_html};
use serde_json::{Value, json};
use std::{
    env, fs,
    hint::black_box,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

/// How often each is measured, in turn with Markdown alone.
const ROUNDS: usize = 11;

/// For how long at least: a short text is read as often as that takes.
const SPAN: Duration = Duration::from_millis(8);

/// Some texts, each with its name.
struct Shape {
    group: String,
    name: String,
    texts: Vec<(String, Vec<u8>)>,
}

impl Shape {
    fn bytes(&self) -> usize {
        self.texts.iter().map(|(_, text)| text.len()).sum()
    }

    /// Markdown, of which `pulldown-cmark` alone makes something comparable.
    fn is_markdown(&self) -> bool {
        self.texts.iter().all(|(name, _)| name.ends_with(".md"))
    }
}

/// The digests of a folder, in order of their names.
fn texts(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut texts = vec![];
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let ending = path.extension().unwrap_or_default();
        if path.is_file() && ending != "toml" {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            texts.push((name, fs::read(&path).unwrap()));
        }
    }
    texts.sort();
    texts
}

fn shapes() -> Vec<Shape> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut shapes = vec![];
    let mut folder = |name: &str, folder: PathBuf| {
        let texts = texts(&folder);
        shapes.push(Shape {
            group: "folders".to_owned(),
            name: format!("{name}: {} files", texts.len()),
            texts,
        });
    };
    folder("the sample", here.join("../../content"));
    let named = env::var("DAYFOLD_BENCH_FOLDERS").unwrap_or_default();
    for one in named.split(':').filter(|one| !one.is_empty()) {
        let (name, place) = one.split_once('=').unwrap();
        folder(name, place.into());
    }
    for (group, place) in [("shapes of Markdown", "shapes"), ("other inputs", "inputs")] {
        for text in texts(&here.join("tests/fixtures").join(place)) {
            shapes.push(Shape {
                group: group.to_owned(),
                name: text.0.trim_end_matches(".md").to_owned(),
                texts: vec![text],
            });
        }
    }
    shapes
}

fn read_all(shape: &Shape) {
    let context = Context::default();
    for (name, bytes) in &shape.texts {
        black_box(read(bytes, name, &context));
    }
}

fn markdown_alone(shape: &Shape) {
    for (_, bytes) in &shape.texts {
        let text = source_text(bytes);
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        let mut html = String::with_capacity(text.len() * 3 / 2);
        push_html(&mut html, Parser::new_ext(&text, options));
        black_box(html);
    }
}

/// How often something is done in [`SPAN`].
fn times(run: &dyn Fn()) -> u32 {
    let (start, mut times) = (Instant::now(), 0);
    while start.elapsed() < SPAN {
        run();
        times += 1;
    }
    times
}

/// Seconds for one.
fn time(run: &dyn Fn(), times: u32) -> f64 {
    let start = Instant::now();
    for _ in 0..times {
        run();
    }
    start.elapsed().as_secs_f64() / f64::from(times)
}

fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

/// The medians of a shape: of reading it, and of Markdown alone.
fn measure(shape: &Shape) -> (f64, f64) {
    let (ours, alone) = (|| read_all(shape), || markdown_alone(shape));
    let (our_times, alone_times) = (times(&ours), times(&alone));
    let mut took = (vec![], vec![]);
    for _ in 0..ROUNDS {
        took.0.push(time(&ours, our_times));
        took.1.push(time(&alone, alone_times));
    }
    (median(took.0), median(took.1))
}

fn main() {
    // Cargo runs benchmarks with tests, too, where nobody wants to wait for them.
    if !env::args().any(|argument| argument == "--bench") {
        return;
    }
    let mut table = format!(
        "{:<42}{:>9}{:>10}{:>12}{:>16}{:>9}\n",
        "", "bytes", "µs", "MB a second", "Markdown alone", "times"
    );
    let mut rows: Vec<Value> = vec![];
    let mut group = String::new();
    for shape in shapes() {
        if shape.group != group {
            group.clone_from(&shape.group);
            table += &format!("\n{group}\n");
        }
        let (ours, alone) = measure(&shape);
        let bytes = shape.bytes();
        let speed = |seconds: f64| bytes as f64 / seconds / 1e6;
        table += &format!(
            "  {:<40}{bytes:>9}{:>10.0}{:>12.2}",
            shape.name,
            ours * 1e6,
            speed(ours)
        );
        if shape.is_markdown() {
            table += &format!("{:>16.1}{:>9.1}", speed(alone), ours / alone);
        }
        table.push('\n');
        rows.push(json!({
            "group": shape.group,
            "name": shape.name,
            "bytes": bytes,
            "seconds": ours,
            "bytes_a_second": bytes as f64 / ours,
            "markdown_alone_bytes_a_second": shape.is_markdown().then(|| bytes as f64 / alone),
            "runs": ROUNDS,
        }));
    }
    match env::var_os("DAYFOLD_BENCH_RESULT") {
        Some(path) => fs::write(path, json!({ "rows": rows, "table": table }).to_string()).unwrap(),
        None => print!("{table}"),
    }
}
