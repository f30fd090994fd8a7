//! How a test ends: with an error that says where in the test it came about.

use std::fmt;

/// What a test returns.
pub type Outcome = Result<(), Failure>;

/// The end of a test that failed; its message is the chain of causes and the test's lines.
pub struct Failure(String);

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        let mut text = format!("{error:#}");
        // Of the backtrace, a long one through async runtimes, only what is the test's own.
        for line in error.backtrace().to_string().lines() {
            if let Some((_, place)) = line.split_once("tests/suite/") {
                text.push_str("\n  at tests/suite/");
                text.push_str(place);
            }
        }
        Self(text)
    }
}

/// The test harness shows a failed test's error with `Debug`.
impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
