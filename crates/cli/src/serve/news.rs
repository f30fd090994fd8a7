//! What pages hear of a build: that they changed, and what is wrong with the folder.

use crate::said::{Said, path, said};
use dayfold_ingest::Severity;
use dayfold_publish::Folder;
use serde::Serialize;

/// How many errors a page shows.
const SHOWN: usize = 20;

/// The state after a build, as JSON.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct News {
    /// Goes up with each build that changed something.
    build: u32,
    /// Why the last build came to nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    failed: Option<String>,
    errors: Vec<serde_json::Value>,
    /// How many warnings there are, which the terminal tells.
    warnings: usize,
}

#[derive(Serialize)]
struct Of<'a> {
    path: String,
    #[serde(flatten)]
    said: Said<'a>,
}

impl News {
    /// What there is to say of a folder.
    pub(super) fn of(read: &Folder) -> Self {
        let errors = read.reports.iter().flat_map(|report| {
            let said = said(report).into_iter();
            said.map(|said| Of {
                path: path(&report.path),
                said,
            })
        });
        let errors = errors.filter(|of| of.said.is_error());
        let errors = errors.filter_map(|of| serde_json::to_value(of).ok());
        Self {
            build: 0,
            failed: None,
            errors: errors.take(SHOWN).collect(),
            warnings: read.count(Severity::Warning),
        }
    }

    /// A build that came to nothing.
    pub(super) fn failed(error: &anyhow::Error) -> Self {
        let chain = error.chain().map(ToString::to_string);
        Self {
            failed: Some(chain.collect::<Vec<_>>().join(": ")),
            ..Self::default()
        }
    }

    /// Goes on to the next state.
    pub(super) fn follow(&mut self, next: Self, is_changed: bool) {
        let build = self.build + u32::from(is_changed);
        *self = Self { build, ..next };
    }

    /// As it is sent.
    pub(super) fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
