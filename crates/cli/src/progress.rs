//! Tells on a terminal how far a build is; in a log, what takes long.

use dayfold_publish::{Progress, Work};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::{
    io::IsTerminal,
    sync::Mutex,
    time::{Duration, Instant},
};

/// What is done sooner is not worth a line in a log.
const LONG: Duration = Duration::from_secs(2);

/// How far it is, on standard error.
pub(crate) struct Shown {
    state: Mutex<State>,
    is_quiet: bool,
}

struct State {
    bar: ProgressBar,
    work: Option<(Work, usize, Instant)>,
}

impl Shown {
    pub(crate) fn new(is_quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        Self {
            state: Mutex::new(State { bar, work: None }),
            is_quiet,
        }
    }

    /// Takes the bar away, and says what took long.
    pub(crate) fn done(&self) {
        if let Ok(mut state) = self.state.lock() {
            state.end(self.is_quiet);
        }
    }
}

impl State {
    fn end(&mut self, is_quiet: bool) {
        self.bar.finish_and_clear();
        let Some((work, total, began)) = self.work.take() else {
            return;
        };
        let took = began.elapsed();
        if took > LONG && !is_quiet {
            eprintln!(
                "{} {total} {}: {:.1} s",
                doing(work),
                of(work),
                took.as_secs_f64()
            );
        }
    }
}

impl Progress for Shown {
    fn begin(&self, work: Work, total: usize) {
        let Ok(mut state) = self.state.lock() else {
            return;
        };
        state.end(self.is_quiet);
        state.work = Some((work, total, Instant::now()));
        if self.is_quiet || !std::io::stderr().is_terminal() {
            return;
        }
        let bar = ProgressBar::new(total as u64).with_message(doing(work));
        if let Ok(style) =
            ProgressStyle::with_template("{msg:8} {wide_bar:.dim} {pos} of {len}, {eta} left")
        {
            bar.set_style(style);
        }
        state.bar = bar;
    }

    fn advance(&self, steps: usize) {
        if let Ok(state) = self.state.lock() {
            state.bar.inc(steps as u64);
        }
    }
}

fn doing(work: Work) -> &'static str {
    match work {
        Work::Reading => "Reading",
        Work::Days | Work::Lists => "Making",
        Work::Writing => "Writing",
    }
}

fn of(work: Work) -> &'static str {
    match work {
        Work::Reading | Work::Writing => "files",
        Work::Days => "days",
        Work::Lists => "lists",
    }
}
