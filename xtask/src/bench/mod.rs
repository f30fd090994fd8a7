//! What things cost, by measuring: `cargo xtask bench`.
//!
//! A group of figures a file. Each group prints a table and leaves it in target/bench beside the
//! same as JSON, by its name; [`Bench`] is what they have in common.

mod app;
mod archive;
mod build;
mod bytes;
mod docs;
mod hugo;
mod ingest;
mod lighthouse;
mod load;
mod measure;
mod table;

use crate::browsers::{self, Browser};
use crate::run::{cargo, output, say};
use crate::serve;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use clap::Subcommand;
use hugo::Hugo;
use serde_json::{Map, Value, json};
use std::cell::OnceCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What to measure, and how.
#[derive(clap::Args)]
pub(crate) struct Options {
    #[command(subcommand)]
    group: Option<Group>,
    /// The dayfold to measure; without it, it is built as `cargo xtask dist` does.
    #[arg(long, global = true, value_name = "FILE")]
    binary: Option<PathBuf>,
    /// Without Hugo.
    #[arg(long, global = true)]
    no_hugo: bool,
    /// Put the tables into docs/performance.md, in place of those that are there.
    #[arg(long, global = true)]
    write_docs: bool,
}

/// A group of figures.
#[derive(Subcommand)]
pub(crate) enum Group {
    /// What pages weigh, and what the wasm is made of: four minutes.
    Bytes(bytes::Options),
    /// What a visit weighs on archives of 100, 1,000 and 10,000 days: six minutes.
    Scale,
    /// How fast digests of all shapes are read, beside Markdown alone: one minute.
    Ingest,
    /// What the load of a page takes in a browser, beside the same without scripts and Hugo's:
    /// seven minutes.
    Load,
    /// What using the app takes in a browser, and what it holds in memory: ten
    /// minutes.
    App,
    /// What Lighthouse says of the pages, on a phone: eight minutes.
    Lighthouse,
    /// What building a site of many days takes, beside Hugo with the same days: four minutes, and
    /// 25 with `--large`.
    Build(build::Options),
}

impl Group {
    /// All, as they are run where none is named.
    fn all() -> [Self; 7] {
        [
            Self::Bytes(bytes::Options::default()),
            Self::Scale,
            Self::Ingest,
            Self::Load,
            Self::App,
            Self::Lighthouse,
            Self::Build(build::Options::default()),
        ]
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Bytes(_) => "bytes",
            Self::Scale => "scale",
            Self::Ingest => "ingest",
            Self::Load => "load",
            Self::App => "app",
            Self::Lighthouse => "lighthouse",
            Self::Build(_) => "build",
        }
    }

    fn run(&self, bench: &Bench<'_>) -> Result<()> {
        match self {
            Self::Bytes(options) => bytes::bench(bench, options),
            Self::Scale => bytes::growth::bench(bench),
            Self::Ingest => ingest::bench(bench),
            Self::Load => load::bench(bench),
            Self::App => app::bench(bench),
            Self::Lighthouse => lighthouse::bench(bench),
            Self::Build(options) => build::bench(bench, options),
        }
    }
}

/// Measures a group, or all one after another.
pub(crate) fn bench(workspace: &Workspace, options: &Options) -> Result<()> {
    let bench = Bench {
        workspace,
        options,
        built: OnceCell::new(),
    };
    match &options.group {
        Some(group) => group.run(&bench),
        None => all(&bench),
    }
}

/// Runs all groups, and puts their JSON together as target/bench/all.json.
fn all(bench: &Bench<'_>) -> Result<()> {
    let mut whole = Map::new();
    let mut failed = vec![];
    for group in Group::all() {
        let name = group.name();
        say(format!("Measuring {name}"));
        if let Err(error) = group.run(bench) {
            eprintln!("\nerror: {error:#}");
            failed.push(name);
            continue;
        }
        let text = fs::read_to_string(bench.result(name, "json"))?;
        whole.insert(name.to_owned(), serde_json::from_str(&text)?);
    }
    let path = bench.result("all", "json");
    archive::write(&path, &(serde_json::to_string_pretty(&whole)? + "\n"))?;
    say(format!("All figures are in {}", path.display()));
    if !failed.is_empty() {
        bail!("not measured: {}", failed.join(", "));
    }
    Ok(())
}

/// What all groups have in common.
pub(crate) struct Bench<'a> {
    workspace: &'a Workspace,
    options: &'a Options,
    built: OnceCell<PathBuf>,
}

impl Bench<'_> {
    /// The dayfold to measure.
    fn binary(&self) -> Result<PathBuf> {
        if let Some(binary) = &self.options.binary {
            return Ok(binary.clone());
        }
        if let Some(binary) = self.built.get() {
            return Ok(binary.clone());
        }
        let binary = serve::dist(self.workspace, &serve::DistOptions::default())?;
        Ok(self.built.get_or_init(|| binary).clone())
    }

    /// Hugo, unless it is not wanted or cannot be had.
    fn hugo(&self) -> Option<Hugo> {
        Hugo::wanted(self.workspace, self.options.no_hugo)
    }

    /// Where something of a group is left.
    fn result(&self, group: &str, ending: &str) -> PathBuf {
        self.workspace
            .target
            .join("bench")
            .join(format!("{group}.{ending}"))
    }

    /// An empty folder for the sites of a group.
    fn place(&self, group: &str) -> Result<PathBuf> {
        let place = self.workspace.target.join("bench").join(group);
        if place.exists() {
            fs::remove_dir_all(&place)
                .with_context(|| format!("cannot remove {}", place.display()))?;
        }
        fs::create_dir_all(&place)?;
        Ok(place)
    }

    /// What measures in a browser: a file of tests/browser/benches, which leaves its result there.
    fn in_browser(&self, name: &str, place: &Path, result: &Path) -> Result<Command> {
        let Browser { chrome, driver } = browsers::browser(self.workspace)?;
        let mut bench = cargo(&self.workspace.root);
        bench
            .args(["bench", "--package", "dayfold-browser-tests"])
            .args(["--bench", name])
            // Nothing in it is heavy, and the tests' own build has all it needs.
            .args(["--profile", "dev"])
            .env("DAYFOLD_BENCH_RESULT", result)
            .env("DAYFOLD_SCRATCH", place)
            .env(
                "DAYFOLD_SCREENSHOTS",
                self.workspace.target.join("screenshots"),
            )
            .env("CHROME", chrome)
            .env("CHROMEDRIVER", driver);
        Ok(bench)
    }

    /// Prints a group's table and leaves it, the same as JSON beside it, and both where they are
    /// told of.
    fn leave(&self, group: &str, text: &str, json: &Value) -> Result<()> {
        println!("\n{text}\n");
        let path = self.result(group, "json");
        archive::write(&path, &(serde_json::to_string_pretty(json)? + "\n"))?;
        archive::write(&self.result(group, "txt"), &format!("{text}\n"))?;
        say(format!("The figures are in {}", path.display()));
        if self.options.write_docs {
            docs::put(self.workspace, group, text)?;
        }
        Ok(())
    }

    /// The same with what a measurement in a browser has left.
    fn leave_of_browser(&self, group: &str, result: &Path, hugo: Option<&Hugo>) -> Result<()> {
        let mut on = self.machine(true)?;
        if let Some(hugo) = hugo {
            on += &format!("; {}", hugo.version());
        }
        self.leave_of(group, result, on)
    }

    /// The same with what another program has left: its table, and its rows. `on` says what it
    /// was measured on.
    fn leave_of(&self, group: &str, result: &Path, on: String) -> Result<()> {
        let text = fs::read_to_string(result)
            .with_context(|| format!("{group} has left no {}", result.display()))?;
        let mut result: Value = serde_json::from_str(&text)?;
        let table = result["table"].take();
        let table = table
            .as_str()
            .context("there is no table")?
            .trim_matches('\n');
        let json = json!({ "version": 1, "on": on, "rows": result["rows"].take() });
        self.leave(group, &format!("{on}\n\n{table}"), &json)
    }

    /// The machine, for tables of what takes time; with a browser, its version, too.
    fn machine(&self, has_browser: bool) -> Result<String> {
        let cpus = std::thread::available_parallelism().map_or(1, usize::from);
        let about = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let model = about
            .lines()
            .find_map(|line| line.strip_prefix("model name"));
        let model = model.map(|model| model.trim_start_matches([' ', '\t', ':']).to_owned());
        let mut text = format!("{cpus} × {}", model.as_deref().unwrap_or("CPU"));
        if has_browser {
            let Browser { chrome, .. } = browsers::browser(self.workspace)?;
            if let Some(version) = output(Command::new(chrome).arg("--version")) {
                text += &format!("; {}", version.split(" built").next().unwrap_or(&version));
            }
        }
        Ok(text)
    }
}
