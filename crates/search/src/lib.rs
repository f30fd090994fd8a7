//! Full-text search over an archive of digests, from static files.
//!
//! # What is fetched
//!
//! Everything lies under `data/search/`. A search asks three times, whatever the archive's size:
//!
//! 1. for the front file `index.txt`, while the first letter is still being typed;
//! 2. for the files that hold the lists of its words, one a word, at most four of them;
//! 3. for the days of the best stories, `data/YYYY-MM-DD.json`, which hold what is shown.
//!
//! So the first stories take six requests at most. There are no records beside the index: what
//! a result shows is in the day that it leads to.
//!
//! # How the archive is cut
//!
//! The unit is a part: the lists of one month's stories ([`Part`]), made from that month's
//! digests alone and kept by the publisher. The newest month's lists stand in the front file,
//! so that a day more changes that, the year's file of facets and nothing else. All older
//! months are merged into one set of lists, sorted by term and cut into files of some 18 kB,
//! which is written when a month begins and then stands unchanged (its folder is named by what
//! is in it).
//!
//! An index for each year, asked one after the other, was the other way. It would have to be
//! told which of 28 years hold a word, and two words that are common apart and rare together
//! are told by the stories alone: either every year is asked, or the right one is missed. One
//! set of lists answers for all years with a request a word. Merging it anew twelve times a
//! year costs half a second and no story is read for it, and it is less to write in a year
//! than the lists of a growing year are, written anew each day.
//!
//! # What is found
//!
//! Words without case and accents, plurals in `s`, pairs of letters for scripts that put
//! nothing between words, the last word also as the begin of one. A story has to hold all of
//! them; if none does, those that hold most of what is rare are found, and it is said so. A
//! word counts by how rare it is and by where it stands (headline, tags and entities, begin,
//! text); newer stories count a little more. Of more than four words the four are looked up
//! that the newest stories hold least. Topics, tags and entities are terms, too (`*`, `#`, `@`
//! before their ids), so that narrowing a search is one list more.
//!
//! # The format, version 1
//!
//! Text, UTF-8, lines ended by `\n`, numbers as in `codes`. Of `index.txt`:
//!
//! | line | what |
//! | --- | --- |
//! | 1 | `dayfold-search 1` |
//! | 2 | the folder of the sealed lists, whose files are `0.txt`, `1.txt` and so on |
//! | 3 | how many stories these are of, in digits |
//! | 4 | parted by tabs, a begin of the first term of each file, behind all terms before it |
//! | 5 | parted by tabs, what stands for the day in the addresses of digests without one |
//! | 6 | of each digest twice the number of its stories, plus 1 where days are missing before it, which follow; those without a day first |
//! | from 7 | the lists of the newest month |
//!
//! Each digest has one story more than it tells, the last: what it says beside its stories.
//! A list is a line, the term, a tab, and its stories as in `lists`, numbered from the oldest,
//! in the newest month from its own first one. Lines are sorted by their bytes.
//!
//! `facets-YYYY.txt` has a line for each value (its term, a tab, what it is called), an empty
//! line, and a line for each of the year's stories with the numbers of its values.

#![forbid(unsafe_code)]

mod codes;
#[cfg(feature = "write")]
mod digests;
mod excerpt;
mod facets;
#[cfg(feature = "write")]
mod files;
mod find;
mod folding;
mod index;
mod lists;
#[cfg(feature = "write")]
mod part;
mod query;
mod terms;

pub use excerpt::excerpt;
pub use facets::{Count, count};
#[cfg(feature = "write")]
pub use files::{File, Sealed, facets, front, seal};
pub use find::{Found, Hit, Narrowing, files, find};
pub use index::{Index, Place};
#[cfg(feature = "write")]
pub use part::{Digest, Part, Story};
pub use query::{Facet, Query, Term, topic_id};

/// The name of the front file.
pub const FRONT: &str = "index.txt";

/// The name of a year's file of facets.
pub fn facets_file(year: u16) -> String {
    format!("facets-{year:04}.txt")
}
