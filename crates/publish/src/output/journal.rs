//! The journal: what is about to be put in place. It is there whole or not at all, and
//! finishing it twice does no harm; so a build that was killed in the middle is finished by
//! the next.

use super::{FILES, OLD_LIST, OWN, OutputError, STAGING, STAMP, write};
use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

/// The journal's file.
const JOURNAL: &str = "journal";

/// How many staged files share a folder.
pub(super) const PER_FOLDER: usize = 2000;

/// Where a staged file is, in the staging folder.
pub(super) fn staged(number: usize) -> PathBuf {
    let folder = (number / PER_FOLDER).to_string();
    PathBuf::from(folder).join(number.to_string())
}

/// All that is to be done, in its order.
pub(super) struct Journal<'a, Renamed, Removed> {
    /// Staged files, by their numbers, and where they go.
    pub(super) renamed: Renamed,
    /// Files that go away.
    pub(super) removed: Removed,
    /// All files that the site then has, one a line.
    pub(super) files: String,
    /// The name of that state.
    pub(super) stamp: &'a str,
}

impl<Renamed, Removed> Journal<'_, Renamed, Removed>
where
    Renamed: Iterator<Item = (usize, String)>,
    Removed: Iterator<Item = String>,
{
    /// Writes it down. From here on the new state is what the folder will be in.
    pub(super) fn write(self, folder: &Path) -> Result<(), OutputError> {
        let own = folder.join(OWN);
        let mut text = String::new();
        for (number, path) in self.renamed {
            text.push_str(&format!("put {number} {path}\n"));
        }
        for path in self.removed {
            text.push_str(&format!("remove {path}\n"));
        }
        let list = own.join(STAGING).join(FILES);
        let stamp = own.join(STAGING).join(STAMP);
        let part = own.join(STAGING).join(JOURNAL);
        let put = write(&list, self.files.as_bytes())
            .and_then(|()| write(&stamp, self.stamp.as_bytes()))
            .and_then(|()| write(&part, text.as_bytes()))
            .and_then(|()| fs::File::open(&part)?.sync_all())
            .and_then(|()| fs::rename(&part, own.join(JOURNAL)));
        put.map_err(|source| OutputError::Unwritable {
            path: own.join(JOURNAL),
            source,
        })
    }
}

/// The list of a site's files, one a line and in their order, by the one before.
pub(super) fn list(before: &str, come: &BTreeSet<String>, gone: &BTreeSet<String>) -> String {
    let mut files = String::with_capacity(before.len() + 64 * come.len());
    let mut add = |path: &str| {
        files.push_str(path);
        files.push('\n');
    };
    let mut come = come.iter().map(String::as_str).peekable();
    for path in before.lines().filter(|path| !gone.contains(*path)) {
        while let Some(new) = come.next_if(|new| *new <= path) {
            if new != path {
                add(new);
            }
        }
        add(path);
    }
    come.for_each(add);
    files
}

/// Does what the journal says, if there is one.
pub(super) fn finish(folder: &Path) -> Result<(), OutputError> {
    let own = folder.join(OWN);
    let journal = own.join(JOURNAL);
    let text = match fs::read_to_string(&journal) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(source) => {
            return Err(OutputError::Unreadable {
                path: journal,
                source,
            });
        }
    };
    let fail = |path: &Path| {
        let path = path.to_owned();
        move |source| OutputError::Unwritable { path, source }
    };
    for line in text.lines() {
        if let Some((number, path)) = line
            .strip_prefix("put ")
            .and_then(|rest| rest.split_once(' '))
        {
            let Ok(number) = number.parse() else {
                continue;
            };
            let target = folder.join(path);
            if is_inside(path) {
                put(&own.join(STAGING).join(staged(number)), &target).map_err(fail(&target))?;
            }
        } else if let Some(path) = line.strip_prefix("remove ")
            && is_inside(path)
        {
            remove(folder, path);
        }
    }
    for name in [FILES, STAMP] {
        let target = own.join(name);
        put(&own.join(STAGING).join(name), &target).map_err(fail(&target))?;
    }
    _ = fs::remove_file(folder.join(OLD_LIST));
    fs::remove_file(&journal).map_err(fail(&journal))
}

/// Puts a staged file in its place, unless it is there already.
fn put(staged: &Path, target: &Path) -> io::Result<()> {
    let renamed = || match fs::rename(staged, target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound && !staged.exists() => Ok(()),
        result => result,
    };
    match fs::rename(staged, target) {
        Ok(()) => Ok(()),
        Err(_) => {
            if let Some(folder) = target.parent() {
                fs::create_dir_all(folder)?;
            }
            renamed()
        }
    }
}

/// Removes a file, and the folders that are empty then.
fn remove(folder: &Path, path: &str) {
    let file = folder.join(path);
    _ = fs::remove_file(&file);
    let above = file.ancestors().skip(1);
    for above in above.take_while(|above| *above != folder) {
        // Fails where something is left in it, as it should.
        if fs::remove_dir(above).is_err() {
            break;
        }
    }
}

/// Whether a path leads nowhere outside: somebody may have edited the list.
fn is_inside(path: &str) -> bool {
    !path
        .split(['/', '\\'])
        .any(|part| matches!(part, "" | "." | ".."))
}
