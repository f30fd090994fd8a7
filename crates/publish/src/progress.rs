//! How far a build is, for whoever waits for it.

/// What a build is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Reading files, which are counted.
    Reading,
    /// Making days and their pages, which are counted by day.
    Days,
    /// Making what is of several days: months, tags, feeds. Counted by what it is of.
    Lists,
    /// Putting files in place, which are counted.
    Writing,
}

/// Whoever is told.
pub trait Progress: Sync {
    /// A work begins, which is done after `total` steps.
    fn begin(&self, work: Work, total: usize);

    /// So many more steps of it are done.
    fn advance(&self, steps: usize);
}

/// Nobody.
impl Progress for () {
    fn begin(&self, _: Work, _: usize) {}

    fn advance(&self, _: usize) {}
}
