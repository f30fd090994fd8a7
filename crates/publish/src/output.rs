//! Writing into the output folder: file by file, each whole or not at all.

use crate::Summary;
use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

/// The list of the files that a build wrote, in the output folder.
const LIST: &str = ".dayfold-files";

/// Whether a folder is a site that a build wrote.
pub(crate) fn is_site(folder: &Path) -> bool {
    folder.join(LIST).is_file()
}

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
    /// Something that belongs into the site could not be read any more.
    #[error("cannot read {path}")]
    Unreadable {
        /// Which file.
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
    finished: bool,
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
            finished: false,
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
        self.earlier.clear();
        self.write_list()?;
        self.finished = true;
        Ok(std::mem::take(&mut self.summary))
    }

    /// Writes the list of what is ours: of this build, and of the one before as far as that is
    /// not known to be gone.
    fn write_list(&self) -> Result<(), OutputError> {
        let list: String = self
            .earlier
            .union(&self.written)
            .flat_map(|path| [path, "\n"])
            .collect();
        self.replace(LIST, list.as_bytes())
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
        let put = fs::write(&part, bytes).and_then(|()| fs::rename(&part, &target));
        put.map_err(|error| {
            _ = fs::remove_file(&part);
            fail(error)
        })
    }
}

impl Drop for Output {
    /// A build that fails on its way leaves files; the next one has to know them.
    fn drop(&mut self) {
        if !self.finished {
            // There is an error already, and it tells more.
            _ = self.write_list();
        }
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
    fn a_build_that_failed_is_cleared_up_by_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let mut failing = Output::open(folder.path()).unwrap();
        failing.put("half.txt", b"1").unwrap();
        fs::create_dir(folder.path().join("wall")).unwrap();
        assert!(failing.put("wall", b"2").is_err());
        drop(failing);
        Output::open(folder.path()).unwrap().finish().unwrap();
        assert!(!folder.path().join("half.txt").exists());
        assert!(!folder.path().join("wall.part").exists());
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
