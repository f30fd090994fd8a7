//! What one run of a program costs, and what it left.

use crate::run::shown;
use anyhow::{Context, Result, bail};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Instant, SystemTime};
use wait4::Wait4;

/// What a run cost.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Cost {
    /// From its start to its end, in seconds.
    pub(super) seconds: f64,
    /// What all its threads computed, in seconds.
    pub(super) cpu_seconds: f64,
    /// The most memory that it held at once (the peak resident set), in bytes.
    pub(super) peak_bytes: u64,
}

impl Cost {
    /// The run that took neither longer nor shorter than most.
    pub(super) fn median(mut runs: Vec<Self>) -> Option<Self> {
        runs.sort_by(|one, other| one.seconds.total_cmp(&other.seconds));
        runs.get(runs.len() / 2).copied()
    }
}

/// Runs a program to its end. What it prints is shown only where it fails.
pub(super) fn run(command: &mut Command) -> Result<Cost> {
    let line = shown(command);
    // Into a file: a pipe that nobody empties would stop it.
    let log = std::env::temp_dir().join(format!("dayfold-bench-{}.log", std::process::id()));
    let output = fs::File::create(&log)?;
    let start = Instant::now();
    let child = command
        .stdin(Stdio::null())
        .stdout(output.try_clone()?)
        .stderr(output)
        .spawn()
        .with_context(|| format!("cannot run {}", command.get_program().display()))?;
    let used = child.wait4()?;
    let seconds = start.elapsed().as_secs_f64();
    let said = fs::read_to_string(&log).unwrap_or_default();
    let _ = fs::remove_file(&log);
    if !used.status.success() {
        bail!("`{line}` failed ({}):\n{said}", used.status);
    }
    Ok(Cost {
        seconds,
        cpu_seconds: (used.rusage.utime + used.rusage.stime).as_secs_f64(),
        peak_bytes: used.rusage.maxrss,
    })
}

/// Builds a site from nothing.
pub(super) fn build(binary: &Path, content: &Path, site: &Path) -> Result<Cost> {
    let mut build = Command::new(binary);
    build.arg("build").arg(content).arg("--out").arg(site);
    run(build.arg("--no-cache"))
}

/// The files of a site: when each was written, and its length. What begins with a dot is the
/// builder's own, and no part of the site.
#[derive(Default)]
pub(super) struct Files(BTreeMap<PathBuf, (SystemTime, u64)>);

impl Files {
    /// All that stand there now; none where there is no such folder.
    pub(super) fn of(folder: &Path) -> Result<Self> {
        let mut files = Self::default();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            if !folder.is_dir() {
                continue;
            }
            for entry in fs::read_dir(folder)? {
                let entry = entry?;
                if entry.file_name().as_encoded_bytes().starts_with(b".") {
                    continue;
                }
                let about = entry.metadata()?;
                if about.is_dir() {
                    folders.push(entry.path());
                } else {
                    let written = about.modified()?;
                    files.0.insert(entry.path(), (written, about.len()));
                }
            }
        }
        Ok(files)
    }

    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    pub(super) fn bytes(&self) -> u64 {
        self.0.values().map(|(_, bytes)| bytes).sum()
    }

    /// How many were written since, which is what a host has to be sent where it goes by time.
    pub(super) fn written_since(&self, before: &Self) -> usize {
        let is_new = |(path, file): &(&PathBuf, _)| before.0.get(*path) != Some(*file);
        self.0.iter().filter(is_new).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_measured_and_a_failure_told() {
        let cost = run(Command::new("sh").args(["-c", "sleep 0.05; echo much"])).unwrap();
        assert!(
            cost.seconds >= 0.05 && cost.peak_bytes > 100_000,
            "{cost:?}"
        );
        let error = run(Command::new("sh").args(["-c", "echo why >&2; exit 3"])).unwrap_err();
        assert!(error.to_string().contains("why"), "{error}");
    }

    #[test]
    fn files_are_counted_and_compared() {
        let folder = std::env::temp_dir().join(format!("dayfold-files-{}", std::process::id()));
        fs::create_dir_all(folder.join("sub")).unwrap();
        fs::write(folder.join("sub/a"), "12345").unwrap();
        fs::write(folder.join("b"), "1").unwrap();
        fs::write(folder.join(".own"), "123").unwrap();
        let before = Files::of(&folder).unwrap();
        assert_eq!((before.count(), before.bytes()), (2, 6));
        assert_eq!(before.written_since(&Files::default()), 2);
        fs::write(folder.join("b"), "22").unwrap();
        fs::write(folder.join("c"), "").unwrap();
        assert_eq!(Files::of(&folder).unwrap().written_since(&before), 2);
        assert_eq!(Files::of(&folder.join("none")).unwrap().count(), 0);
        fs::remove_dir_all(folder).unwrap();
    }
}
