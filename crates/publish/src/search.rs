//! The search over the archive: which parts there are, and what the site's files depend on.
//!
//! What is said here is only how the archive is cut; the files themselves and what they hold
//! are for the crate `dayfold-search`. A part is of a month, and all digests without a day are
//! one before the first. Of a day that is added, this is made anew:
//!
//! - the part of its month, from that month's digests alone;
//! - `index.txt`, from the sealed parts' summary and that part, where it is the newest;
//! - its year's file of facets, from that year's parts;
//! - with the first day of a month, or one of an earlier month, the sealed files, from all
//!   parts but the newest.
//!
//! Parts and the summary are kept in the cache, so a build reads the stories of one month.

use crate::{
    cache::{Cache, Key, Kind},
    facts::Known,
};
use dayfold_model::{Digest, Month};
use dayfold_search::{Part, Sealed, seal};
use std::sync::Arc;

/// A part, before it is made.
pub(crate) struct Plan<'a> {
    /// Its month; none of what has no day.
    pub(crate) month: Option<Month>,
    /// What it is of, the oldest first.
    known: &'a [Known],
    /// The key of all that.
    pub(crate) key: Key,
}

/// The parts of a site, the oldest first; of digests without a day first, then the oldest.
pub(crate) fn plans<'a>(known: &'a [Known], cache: &Cache) -> Vec<Plan<'a>> {
    let month = |known: &Known| known.date.map(|date| date.month());
    let parts = known.chunk_by(|one, other| month(one) == month(other));
    parts
        .map(|known| {
            let mut key = cache.ingredients("search");
            for known in known {
                key.value(&(known.date, &known.slug)).key(known.facts.key);
            }
            Plan {
                month: known.first().and_then(month),
                known,
                key: key.done(),
            }
        })
        .collect()
}

impl Plan<'_> {
    /// Makes the part, or finds it. `text` gives the text of a digest.
    pub(crate) fn part<Error>(
        &self,
        cache: &Cache,
        text: impl Fn(&Known) -> Result<Arc<Digest>, Error>,
    ) -> Result<Part, Error> {
        let key = self.key.as_bytes();
        let kept = cache.get(Kind::Search, key);
        let kept = kept.and_then(|text| Part::parse(std::str::from_utf8(&text).ok()?));
        if let Some(part) = kept {
            return Ok(part);
        }
        let digests = self.known.iter().map(text);
        let digests = digests.collect::<Result<Vec<_>, _>>()?;
        let digests = digests
            .iter()
            .map(|digest| dayfold_search::Digest::new(digest));
        let part = Part::build(digests);
        cache.put(Kind::Search, key, part.to_text().into_bytes());
        Ok(part)
    }
}

/// Merges parts of that key, and keeps what the front file says of them.
pub(crate) fn sealed(parts: &[Part], key: Key, cache: &Cache) -> Sealed {
    let sealed = seal(parts);
    let summary = sealed.summary.clone().into_bytes();
    cache.put(Kind::Search, key.as_bytes(), summary);
    sealed
}

/// What the front file says of the parts that were merged under that key.
pub(crate) fn summary(key: Key, cache: &Cache) -> Option<String> {
    String::from_utf8(cache.get(Kind::Search, key.as_bytes())?).ok()
}
