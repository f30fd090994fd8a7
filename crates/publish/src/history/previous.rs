//! Reading what the site that is published remembers: from its folder, or from where it is
//! served.

use super::{DayHistory, Year};
use dayfold_model::{Date, Subjects};
use rayon::prelude::*;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{
    collections::BTreeMap,
    fmt, fs, io,
    path::{Path, PathBuf},
    str::FromStr,
    thread,
    time::Duration,
};

/// How long to wait before asking again.
const WAITS: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(4)];

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// The largest file that is taken, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// The site that is published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Previous {
    /// There is none, or it is not to be gone on from.
    #[default]
    Nothing,
    /// In a folder.
    Folder(PathBuf),
    /// Served, at this address with a final slash.
    Served(String),
}

impl FromStr for Previous {
    type Err = std::convert::Infallible;

    /// An address, a folder, or `none`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text {
            "none" => Self::Nothing,
            _ if text.starts_with("https://") || text.starts_with("http://") => {
                Self::Served(format!("{}/", text.trim_end_matches('/')))
            }
            _ => Self::Folder(text.into()),
        })
    }
}

/// The published site could not be gone on from.
#[derive(Debug, thiserror::Error)]
pub enum PreviousError {
    /// A file could not be read.
    #[error(
        "cannot read {path} of the site before; `--previous none` would begin anew, and forget what was corrected"
    )]
    Unreadable {
        /// Its path or address.
        path: String,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A file is none of the kind that was looked for.
    #[error(
        "{path} of the site before is no history that this version reads; `--previous none` would begin anew, and forget what was corrected"
    )]
    Unknown {
        /// Its path or address.
        path: String,
    },
}

impl fmt::Display for Previous {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("none"),
            Self::Folder(folder) => write!(f, "{}", folder.display()),
            Self::Served(url) => f.write_str(url),
        }
    }
}

/// Which years a site remembers.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Index {
    /// The version of this format.
    pub(crate) version: u32,
    pub(crate) years: Vec<u16>,
    /// The first day of the site when it was first published, `YYYY-MM-DD`: the ids of feeds
    /// have it, whatever older days come in later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) since: Option<String>,
    /// Every tag that ever had a page, by id, in the order of their publication.
    #[serde(default)]
    pub(crate) tags: Vec<String>,
    /// The same of entities.
    #[serde(default)]
    pub(crate) entities: Vec<String>,
    /// The first day that there are widgets of, `YYYY-MM-DD`; none where there never were any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) widgets: Option<String>,
}

impl Index {
    /// What ever had a page, by id.
    pub(crate) fn of(&self, list: Subjects) -> &[String] {
        match list {
            Subjects::Tags => &self.tags,
            Subjects::Entities => &self.entities,
        }
    }
}

/// All that a site remembers, in one language.
#[derive(Debug, Default)]
pub(crate) struct Remembered {
    pub(crate) days: BTreeMap<Date, DayHistory>,
    pub(crate) index: Index,
}

impl Previous {
    /// A file of the site; `None` where it has no such file.
    pub(crate) fn read(&self, path: &str) -> Result<Option<Vec<u8>>, PreviousError> {
        match self {
            Self::Nothing => Ok(None),
            Self::Folder(folder) => read_file(&folder.join(path)),
            Self::Served(url) => read_served(&format!("{url}{path}")),
        }
    }

    /// A file of the site as JSON; `None` where it has no such file.
    pub(crate) fn read_json<T: DeserializeOwned>(
        &self,
        path: &str,
    ) -> Result<Option<T>, PreviousError> {
        let Some(bytes) = self.read(path)? else {
            return Ok(None);
        };
        // Some hosts answer with a page, whatever is asked for.
        if bytes.trim_ascii_start().starts_with(b"<") {
            return Ok(None);
        }
        match serde_json::from_slice(&bytes) {
            Ok(value) => Ok(Some(value)),
            Err(_) => Err(PreviousError::Unknown {
                path: format!("{self}: {path}"),
            }),
        }
    }

    /// What is remembered of an edition as a whole. `file` gives a path in the edition's data.
    pub(crate) fn index(
        &self,
        file: impl Fn(&str) -> String,
    ) -> Result<Option<Index>, PreviousError> {
        self.read_json(&file("history/index.json"))
    }

    /// All that is remembered of an edition. `file` gives a path in the edition's data.
    pub(crate) fn remembered(
        &self,
        file: impl Fn(&str) -> String,
    ) -> Result<Remembered, PreviousError> {
        let Some(index) = self.index(&file)? else {
            return Ok(Remembered::default());
        };
        let paths: Vec<String> = index
            .years
            .iter()
            .map(|year| file(&format!("history/{year:04}.json")))
            .collect();
        let years = paths
            .par_iter()
            .map(|path| self.read_json::<Year<DayHistory>>(path));
        let years = years.collect::<Result<Vec<_>, _>>()?;
        let days = years.into_iter().flatten().flat_map(|year| year.days);
        let days = days.filter_map(|(date, day)| Some((date.parse().ok()?, day)));
        Ok(Remembered {
            days: days.collect(),
            index,
        })
    }
}

fn read_file(path: &Path) -> Result<Option<Vec<u8>>, PreviousError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(PreviousError::Unreadable {
            path: path.display().to_string(),
            source: source.into(),
        }),
    }
}

fn read_served(url: &str) -> Result<Option<Vec<u8>>, PreviousError> {
    let mut waits = WAITS.iter();
    loop {
        let error = match get(url) {
            Ok(found) => return Ok(found),
            Err(error) => error,
        };
        match waits.next() {
            Some(wait) => thread::sleep(*wait),
            None => {
                return Err(PreviousError::Unreadable {
                    path: url.to_owned(),
                    source: error.into(),
                });
            }
        }
    }
}

fn get(url: &str) -> Result<Option<Vec<u8>>, ureq::Error> {
    let request = ureq::get(url)
        .config()
        .timeout_global(Some(PATIENCE))
        .build();
    match request.call() {
        Ok(mut answer) => {
            let body = answer.body_mut().with_config().limit(LARGEST);
            Ok(Some(body.read_to_vec()?))
        }
        Err(ureq::Error::StatusCode(404 | 410)) => Ok(None),
        Err(error) => Err(error),
    }
}
