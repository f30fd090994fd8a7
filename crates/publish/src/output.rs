//! Writing into the output folder: file by file, each whole or not at all.

use crate::Summary;
use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

/// The list of the files that a build wrote, in the output folder.
const LIST: &str = ".dayfold-files";

/// The output folder could not be written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// A file or folder could not be written.
    #[error("cannot write {path}")]
    Unwritable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The folder holds something else.
    #[error(
        "{0} is not empty, and no site that Dayfold wrote: name an empty folder, or one that is not there yet"
    )]
    Foreign(PathBuf),
    /// Something could not be written as JSON.
    #[error("cannot write {path} as JSON")]
    Json {
        /// Which file.
        path: String,
        /// Why.
        source: serde_json::Error,
    },
}

/// An output folder that is being brought up to date.
pub(crate) struct Output {
    folder: PathBuf,
    earlier: BTreeSet<String>,
    written: BTreeSet<String>,
    summary: Summary,
}

impl Output {
    /// Opens the folder, making it where it is not there.
    pub(crate) fn open(folder: &Path) -> Result<Self, OutputError> {
        let fail = |source| OutputError::Unwritable {
            path: folder.to_owned(),
            source,
        };
        fs::create_dir_all(folder).map_err(fail)?;
        let list = fs::read_to_string(folder.join(LIST));
        if list.is_err() && fs::read_dir(folder).map_err(fail)?.next().is_some() {
            return Err(OutputError::Foreign(folder.to_owned()));
        }
        let earlier = list
            .unwrap_or_default()
            .lines()
            .map(str::to_owned)
            .collect();
        let output = Self {
            folder: folder.to_owned(),
            earlier,
            written: BTreeSet::new(),
            summary: Summary::default(),
        };
        // From here on the folder is ours, whatever happens to this build.
        if output.earlier.is_empty() {
            output.replace(LIST, b"")?;
        }
        Ok(output)
    }

    /// Writes a file, unless it is there already just so.
    pub(crate) fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        self.summary.files += 1;
        self.summary.bytes += bytes.len() as u64;
        self.written.insert(path.to_owned());
        let is_current = fs::read(self.folder.join(path)).is_ok_and(|old| old == bytes);
        if !is_current {
            self.replace(path, bytes)?;
            self.summary.changed += 1;
        }
        Ok(())
    }

    /// Writes a value as JSON.
    pub(crate) fn put_json(
        &mut self,
        path: &str,
        value: &impl serde::Serialize,
    ) -> Result<(), OutputError> {
        let json = serde_json::to_vec(value).map_err(|source| OutputError::Json {
            path: path.to_owned(),
            source,
        })?;
        self.put(path, &json)
    }

    /// Removes what an earlier build wrote and this one did not.
    pub(crate) fn finish(mut self) -> Result<Summary, OutputError> {
        for path in self.earlier.difference(&self.written) {
            // A list that somebody edited leads nowhere outside.
            if path.split('/').any(|part| matches!(part, "" | "." | "..")) {
                continue;
            }
            let file = self.folder.join(path);
            if fs::remove_file(&file).is_ok() {
                self.summary.removed += 1;
                for folder in file
                    .ancestors()
                    .skip(1)
                    .take_while(|folder| *folder != self.folder)
                {
                    // Fails where something is left in it, as it should.
                    if fs::remove_dir(folder).is_err() {
                        break;
                    }
                }
            }
        }
        let mut list = self
            .written
            .iter()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join("\n");
        list.push('\n');
        self.replace(LIST, list.as_bytes())?;
        Ok(self.summary)
    }

    /// Puts a file in place in one step: whoever reads it meets the old one or the new one.
    fn replace(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        let target = self.folder.join(path);
        let fail = |source| OutputError::Unwritable {
            path: target.clone(),
            source,
        };
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(fail)?;
        }
        let mut name = target.file_name().unwrap_or_default().to_owned();
        name.push(".part");
        let part = target.with_file_name(name);
        fs::write(&part, bytes).map_err(fail)?;
        fs::rename(&part, &target).map_err(fail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_what_changed_and_removes_what_went() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);

        let mut output = Output::open(folder.path()).unwrap();
        output.put("a/b.txt", b"1").unwrap();
        output.put("c.txt", b"2").unwrap();
        assert_eq!(output.finish().unwrap().changed, 2);

        fs::write(at("own.txt"), "the publisher's").unwrap();
        let mut output = Output::open(folder.path()).unwrap();
        output.put("c.txt", b"2").unwrap();
        let summary = output.finish().unwrap();
        assert_eq!(
            (
                summary.files,
                summary.changed,
                summary.removed,
                summary.bytes
            ),
            (1, 0, 1, 1)
        );
        assert!(!at("a").exists() && at("own.txt").exists());
    }

    #[test]
    fn leaves_a_strangers_folder_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("thesis.txt"), "years of work").unwrap();
        assert!(matches!(
            Output::open(folder.path()),
            Err(OutputError::Foreign(_))
        ));
    }

    #[test]
    fn a_forged_list_reaches_nothing_outside() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        fs::create_dir(&out).unwrap();
        fs::write(folder.path().join("x"), "").unwrap();
        fs::write(out.join(LIST), "../x\n").unwrap();
        Output::open(&out).unwrap().finish().unwrap();
        assert!(folder.path().join("x").exists());
    }
}
