//! How long a folder of digests takes, step by step, beside Markdown alone.
//!
//! `cargo bench -p dayfold-ingest --bench digests`; `DAYFOLD_DIGESTS` names the folder, else
//! it is the sample. The ratios at the end are what to watch: reading is to take no more than
//! 15 times as long as `pulldown-cmark` does for nothing but HTML.

#![expect(
    clippy::unwrap_used,
    reason = "a measurement that cannot go on has failed"
)]

use dayfold_ingest::{Context, bench, read, source_text};
use divan::{Bencher, black_box, counter::BytesCount};
use pulldown_cmark::{Options, Parser, html::push_html};
use std::{
    path::{Path, PathBuf},
    sync::LazyLock,
    time::{Duration, Instant},
};

/// The names of the digests, below the folder, and their contents.
static DIGESTS: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let sample = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let folder = std::env::var_os("DAYFOLD_DIGESTS").map_or_else(sample, PathBuf::from);
    let mut digests = Vec::new();
    let mut folders = vec![folder.clone()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            let ending = path.extension().and_then(|ending| ending.to_str());
            if path.is_dir() {
                folders.push(path);
            } else if matches!(ending, Some("md" | "markdown" | "txt")) {
                let name = path.strip_prefix(&folder).unwrap().to_string_lossy();
                digests.push((name.into_owned(), std::fs::read(&path).unwrap()));
            }
        }
    }
    digests.sort();
    digests
});

/// Those that are Markdown, clean.
static CLEAN: LazyLock<Vec<(&str, bench::Clean)>> = LazyLock::new(|| {
    let clean = |(name, bytes): &'static (String, Vec<u8>)| Some((&**name, bench::clean(bytes)?));
    DIGESTS.iter().filter_map(clean).collect()
});

/// A step, over the whole folder.
type Step = (&'static str, fn());

/// The steps; each holds those before it.
const STEPS: &[Step] = &[
    ("pulldown-cmark alone", markdown_alone),
    ("clean", clean),
    ("parse", parse),
    ("parse and allow-list", allow_list),
    ("recognise", recognise),
    ("recognise and assemble", assemble),
    ("read", all),
];

fn markdown_alone() {
    for (_, bytes) in DIGESTS.iter() {
        let text = source_text(bytes);
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        let mut html = String::with_capacity(text.len() * 3 / 2);
        push_html(&mut html, Parser::new_ext(&text, options));
        black_box(html);
    }
}

fn clean() {
    for (_, bytes) in DIGESTS.iter() {
        black_box(bench::clean(bytes));
    }
}

fn parse() {
    for (_, text) in CLEAN.iter() {
        black_box(bench::parse(text));
    }
}

fn allow_list() {
    for (_, text) in CLEAN.iter() {
        black_box(bench::vet(text));
    }
}

fn recognise() {
    let context = Context::default();
    for (name, text) in CLEAN.iter() {
        black_box(bench::recognise(text, name, &context));
    }
}

fn assemble() {
    let context = Context::default();
    for (name, text) in CLEAN.iter() {
        let recognised = bench::recognise(text, name, &context);
        black_box(bench::assemble(recognised, name, &context));
    }
}

fn all() {
    let context = Context::default();
    for (name, bytes) in DIGESTS.iter() {
        black_box(read(bytes, name, &context));
    }
}

#[divan::bench(args = 0..STEPS.len(), sample_count = 10)]
fn steps(bencher: Bencher, step: usize) {
    let bytes: usize = DIGESTS.iter().map(|(_, bytes)| bytes.len()).sum();
    let (_, run) = STEPS[step];
    bencher.counter(BytesCount::new(bytes)).bench(run);
}

#[divan::bench(sample_count = 10)]
fn language(bencher: Bencher) {
    let bytes: usize = CLEAN.iter().map(|(_, text)| text.text().len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        for (_, text) in CLEAN.iter() {
            black_box(bench::language(text.text()));
        }
    });
}

/// The best of some runs: what else the machine does makes none faster.
fn best(run: fn()) -> Duration {
    let times = (0..7).map(|_| {
        let start = Instant::now();
        run();
        start.elapsed()
    });
    times.min().unwrap()
}

fn main() {
    divan::main();
    if std::env::args().any(|argument| argument == "--list") {
        return;
    }
    let alone = best(markdown_alone).as_secs_f64();
    println!("{} digests, as times of Markdown alone:", DIGESTS.len());
    for (name, run) in STEPS {
        println!("{:6.2}  {name}", best(*run).as_secs_f64() / alone);
    }
}
