//! Running the fuzz targets, each for the same time.

use crate::run::say;
use crate::tools;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::thread;

/// Longer inputs find nothing that shorter ones do not, and find it later.
const LONGEST: u32 = 8_192;
/// What takes longer is a hang, in seconds.
const HANGS: u32 = 10;

/// For how long, and which.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// For how many minutes each.
    #[arg(long, default_value_t = 15.0)]
    minutes: f64,
    /// How many at the same time.
    #[arg(long, default_value_t = 1)]
    jobs: usize,
    /// The targets; all when none is named.
    targets: Vec<String>,
}

/// How a run of a target ended.
struct Outcome {
    /// How many inputs it tried.
    inputs: String,
    /// And how many a second.
    rate: String,
    /// Whether none of them made trouble.
    is_fine: bool,
}

/// Runs them, and prints how many inputs each has tried.
pub(super) fn run_all(workspace: &Workspace, options: &Options) -> Result<()> {
    let fuzzer = tools::cargo_fuzz(workspace)?.join("cargo-fuzz");
    let mut targets = options.targets.clone();
    if targets.is_empty() {
        targets = all(workspace)?;
    }
    say("Building all targets, which takes some minutes the first time");
    let built = fuzz(workspace, &fuzzer, "build").status()?;
    ensure!(built.success(), "the targets cannot be built");

    let waiting = Mutex::new(targets.iter());
    let next = || waiting.lock().ok().and_then(|mut waiting| waiting.next());
    let outcomes = Mutex::new(vec![]);
    thread::scope(|scope| {
        let jobs = (0..options.jobs.max(1)).map(|_| {
            scope.spawn(|| -> Result<()> {
                while let Some(target) = next() {
                    say(format!("{target}, for {} minutes", options.minutes));
                    let outcome = run(workspace, &fuzzer, target, options.minutes)?;
                    if let Ok(mut outcomes) = outcomes.lock() {
                        outcomes.push((target, outcome));
                    }
                }
                Ok(())
            })
        });
        let jobs: Vec<_> = jobs.collect();
        jobs.into_iter().try_for_each(|job| match job.join() {
            Ok(result) => result,
            Err(_) => bail!("a run has panicked"),
        })
    })?;

    let mut outcomes = outcomes.into_inner().unwrap_or_default();
    outcomes.sort_by_key(|(target, _)| *target);
    println!("\n{:<16}{:>12}{:>10}", "target", "inputs", "a second");
    for (target, Outcome { inputs, rate, .. }) in &outcomes {
        println!("{target:<16}{inputs:>12}{rate:>10}");
    }
    let failed: Vec<_> = outcomes
        .iter()
        .filter(|(_, ended)| !ended.is_fine)
        .collect();
    let logs = failed.iter().map(|(target, _)| log_of(workspace, target));
    let logs: Vec<_> = logs.map(|path| path.display().to_string()).collect();
    ensure!(logs.is_empty(), "trouble was found: {}", logs.join(", "));
    Ok(())
}

fn log_of(workspace: &Workspace, target: &str) -> PathBuf {
    workspace.target.join(format!("soak/{target}.log"))
}

/// A command of cargo-fuzz.
fn fuzz(workspace: &Workspace, fuzzer: &Path, command: &str) -> Command {
    let mut fuzz = Command::new(fuzzer);
    fuzz.current_dir(&workspace.root)
        .args(["fuzz", command, "--sanitizer", "none"])
        // There is no unsafe code to watch, so the pinned toolchain does: it only has to be
        // told where inputs lead.
        .env("RUSTC_BOOTSTRAP", "1")
        // It has flags of its own, which stand in the place of those in .cargo/config.toml.
        .env("RUSTFLAGS", "--cfg erase_components")
        .stdin(Stdio::null());
    fuzz
}

fn run(workspace: &Workspace, fuzzer: &Path, target: &str, minutes: f64) -> Result<Outcome> {
    let corpus = workspace.target.join("soak/corpus").join(target);
    fs::create_dir_all(&corpus)?;
    let answer = fuzz(workspace, fuzzer, "run")
        .arg(target)
        .arg(&corpus)
        .arg("crates/ingest/tests/fixtures")
        .arg("--")
        .arg(format!("-max_len={LONGEST}"))
        .arg(format!("-timeout={HANGS}"))
        .arg(format!("-max_total_time={:.0}", minutes * 60.0))
        .arg("-print_final_stats=1")
        .stdout(Stdio::null())
        .output()
        .with_context(|| format!("cannot run {target}"))?;
    let log = String::from_utf8_lossy(&answer.stderr);
    fs::write(log_of(workspace, target), &*log)?;
    let stat = |name: &str| {
        let line = log.lines().rev().find(|line| line.contains(name));
        let value = line.and_then(|line| line.split_whitespace().last());
        value.unwrap_or("?").to_owned()
    };
    Ok(Outcome {
        inputs: stat("number_of_executed_units"),
        rate: stat("average_exec_per_sec"),
        is_fine: answer.status.success(),
    })
}

fn all(workspace: &Workspace) -> Result<Vec<String>> {
    let mut names = vec![];
    for entry in fs::read_dir(workspace.root.join("fuzz/fuzz_targets"))? {
        let path = entry?.path();
        if let Some(name) = path.file_stem() {
            names.push(name.to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}
