//! Running the fuzz targets, each for the same time.

use crate::run::say;
use crate::tools;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::fs;
use std::process::{Command, Stdio};

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
    /// The targets; all when none is named.
    targets: Vec<String>,
}

/// Runs them one after another, and prints how many inputs each has tried.
pub(super) fn run_all(workspace: &Workspace, options: &Options) -> Result<()> {
    let fuzzer = tools::cargo_fuzz(workspace)?.join("cargo-fuzz");
    let mut targets = options.targets.clone();
    if targets.is_empty() {
        targets = all(workspace)?;
    }
    let mut table = format!("{:<16}{:>12}{:>10}\n", "target", "inputs", "a second");
    let mut failed = vec![];
    for target in &targets {
        say(format!("{target}, for {} minutes", options.minutes));
        let corpus = workspace.target.join("soak/corpus").join(target);
        fs::create_dir_all(&corpus)?;
        let mut fuzz = Command::new(&fuzzer);
        fuzz.current_dir(&workspace.root)
            .args(["fuzz", "run", "--sanitizer", "none", target])
            .arg(&corpus)
            .arg("crates/ingest/tests/fixtures")
            .arg("--")
            .arg(format!("-max_len={LONGEST}"))
            .arg(format!("-timeout={HANGS}"))
            .arg(format!("-max_total_time={:.0}", options.minutes * 60.0))
            .arg("-print_final_stats=1")
            // There is no unsafe code to watch, so the pinned toolchain does: it only has to be
            // told where inputs lead.
            .env("RUSTC_BOOTSTRAP", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        let answer = fuzz
            .output()
            .with_context(|| format!("cannot run {target}"))?;
        let log = String::from_utf8_lossy(&answer.stderr);
        let path = workspace.target.join(format!("soak/{target}.log"));
        fs::write(&path, &*log)?;
        let stat = |name: &str| {
            let line = log.lines().rev().find(|line| line.contains(name));
            line.and_then(|line| line.split_whitespace().last())
                .unwrap_or("?")
                .to_owned()
        };
        let inputs = stat("number_of_executed_units");
        table += &format!(
            "{target:<16}{inputs:>12}{:>10}\n",
            stat("average_exec_per_sec")
        );
        if !answer.status.success() {
            eprintln!("{target} failed: {}", path.display());
            failed.push(target.as_str());
        }
    }
    println!("\n{table}");
    if !failed.is_empty() {
        bail!("trouble was found by {}", failed.join(", "));
    }
    Ok(())
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
