//! Steps that are announced, timed, and summed up in a table at the end.

use anyhow::{Result, bail};
use std::fmt::Write;
use std::time::{Duration, Instant};

/// What became of each step so far.
#[derive(Default)]
pub(crate) struct Steps {
    done: Vec<Done>,
}

struct Done {
    name: &'static str,
    time: Duration,
    ok: bool,
}

impl Steps {
    /// Takes one step. A failure is told at once and counted, but does not stop the others:
    /// one run shows everything that is wrong.
    pub(crate) fn step<T>(
        &mut self,
        name: &'static str,
        what: &str,
        work: impl FnOnce() -> Result<T>,
    ) -> Option<T> {
        eprintln!("\n━━ {name}: {what}");
        let start = Instant::now();
        let result = work();
        if let Err(error) = &result {
            eprintln!("━━ {name} failed: {error:#}");
        }
        self.done.push(Done {
            name,
            time: start.elapsed(),
            ok: result.is_ok(),
        });
        result.ok()
    }

    /// Prints the table; an error when a step failed.
    pub(crate) fn finish(self) -> Result<()> {
        eprint!("\n{}", self.table());
        let failed: Vec<_> = self.done.iter().filter(|step| !step.ok).collect();
        if !failed.is_empty() {
            let names: Vec<_> = failed.iter().map(|step| step.name).collect();
            bail!("failed: {}", names.join(", "));
        }
        Ok(())
    }

    fn table(&self) -> String {
        let mut table = String::new();
        let mut line = |name: &str, time: Duration, end: &str| {
            let _ = writeln!(table, "{name:<10} {:>7.1} s  {end}", time.as_secs_f64());
        };
        for step in &self.done {
            line(step.name, step.time, if step.ok { "ok" } else { "FAILED" });
        }
        line("all", self.done.iter().map(|step| step.time).sum(), "");
        table
    }
}

#[cfg(test)]
mod tests {
    use super::Steps;
    use anyhow::bail;

    #[test]
    fn goes_on_after_a_failure_and_reports_it() {
        let mut steps = Steps::default();
        assert_eq!(steps.step("one", "", || Ok(1)), Some(1));
        assert_eq!(steps.step::<()>("two", "", || bail!("no")), None);
        assert_eq!(steps.step("three", "", || Ok(3)), Some(3));
        let table = steps.table();
        assert!(table.contains("two") && table.contains("FAILED") && table.contains("three"));
        assert_eq!(steps.finish().unwrap_err().to_string(), "failed: two");
    }
}
