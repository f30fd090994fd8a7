//! The list of the stories that hold a term, and how much it says in each.
//!
//! Three forms, whichever is shortest: the gaps from story to story, with the weight in the
//! two lowest bits of each; for what stands in many stories a bit for each story, then the
//! gaps of those that have it in their headline or among their subjects; and for what stands in most of them, where its
//! absence says as little as its presence, only those that have it in their headline.

use crate::codes::Codes;
#[cfg(any(feature = "write", test))]
use crate::codes::push;

/// What parts the forms: no digit.
const MARK: char = ' ';

/// Six stories to a character, from this one on.
const BITS_FROM: u8 = b'!';
const BITS: u32 = 6;

/// How much a term says in a story. In the files, two bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    /// It stands in the text.
    #[default]
    Text,
    /// Several times, or where the story begins, or it names the story's topic.
    Lead,
    /// It names a tag or an entity of the story.
    Subject,
    /// It stands in the headline.
    Title,
}

impl Weight {
    fn of(bits: u32) -> Self {
        match bits & 3 {
            0 => Self::Text,
            1 => Self::Lead,
            2 => Self::Subject,
            _ => Self::Title,
        }
    }
}

/// A story that holds a term: its number and the weight.
#[cfg(any(feature = "write", test))]
pub(crate) type Posting = (u32, Weight);

/// From how many stories on a term may stand in too many, and in which part of them.
#[cfg(any(feature = "write", test))]
const MANY: u32 = 400;
#[cfg(any(feature = "write", test))]
const MOST: u32 = 2;

/// Writes the list of a term of an index of `stories`, in the order of the stories.
#[cfg(any(feature = "write", test))]
pub(crate) fn write(postings: &[Posting], stories: u32, to: &mut String) {
    let found = postings.len() as u32;
    if stories >= MANY && found > stories / MOST {
        to.extend([MARK, MARK]);
        let titles = postings
            .iter()
            .filter(|(_, weight)| *weight == Weight::Title);
        return gaps(titles, to);
    }
    let start = to.len();
    gaps(postings.iter(), to);
    // A bit for each can only be shorter where gaps are.
    if found < stories / (2 * BITS) {
        return;
    }
    let mut bits = vec![0_u8; stories.div_ceil(BITS) as usize];
    for (story, _) in postings {
        if let Some(bits) = bits.get_mut((story / BITS) as usize) {
            *bits |= 1 << (story % BITS);
        }
    }
    let mut dense = String::from(MARK);
    dense.extend(bits.iter().map(|bits| char::from(BITS_FROM + bits)));
    dense.push(MARK);
    // How much so common a word weighs in a text makes no difference.
    let named = |(_, weight): &&Posting| *weight > Weight::Lead;
    gaps(postings.iter().filter(named), &mut dense);
    if dense.len() < to.len() - start {
        to.truncate(start);
        to.push_str(&dense);
    }
}

#[cfg(any(feature = "write", test))]
fn gaps<'a>(postings: impl Iterator<Item = &'a Posting>, to: &mut String) {
    let mut next = 0;
    for (story, weight) in postings {
        push((story - next) * 4 + *weight as u32, to);
        next = story + 1;
    }
}

/// Reads a list of an index of `stories`.
pub(crate) fn read(list: &str, stories: u32, mut each: impl FnMut(u32, Weight)) {
    let Some(dense) = list.strip_prefix(MARK) else {
        return read_gaps(list, stories, each);
    };
    if let Some(titles) = dense.strip_prefix(MARK) {
        (0..stories).for_each(|story| each(story, Weight::Text));
        return read_gaps(titles, stories, each);
    }
    let (bits, weights) = dense.split_once(MARK).unwrap_or((dense, ""));
    for (at, bits) in (0..).zip(bits.bytes()) {
        let bits = bits.wrapping_sub(BITS_FROM);
        for bit in (0..BITS).filter(|bit| bits >> bit & 1 == 1) {
            if at * BITS + bit < stories {
                each(at * BITS + bit, Weight::Text);
            }
        }
    }
    read_gaps(weights, stories, each);
}

fn read_gaps(list: &str, stories: u32, mut each: impl FnMut(u32, Weight)) {
    let mut next = 0_u32;
    for code in Codes::new(list) {
        let story = next.saturating_add(code / 4);
        if story >= stories {
            return;
        }
        each(story, Weight::of(code));
        next = story + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn read_back(list: &str, stories: u32) -> BTreeMap<u32, Weight> {
        let mut found = BTreeMap::new();
        read(list, stories, |story, weight| {
            let known = found.entry(story).or_insert(weight);
            *known = weight.max(*known);
        });
        found
    }

    proptest! {
        #[test]
        fn lists_are_read_back(found in proptest::collection::btree_map(0u32..380, 0u32..4, 0..300)) {
            let postings: Vec<_> = found.iter().map(|(story, bits)| (*story, Weight::of(*bits))).collect();
            let mut list = String::new();
            write(&postings, 380, &mut list);
            let is_dense = list.starts_with(MARK);
            let kept = postings.into_iter().map(|(story, weight)| match weight {
                Weight::Lead if is_dense => (story, Weight::Text),
                weight => (story, weight),
            });
            prop_assert_eq!(read_back(&list, 380), kept.collect());
        }

        #[test]
        fn reading_never_panics(list in "\\PC{0,40}", stories in 0u32..100) {
            read(&list, stories, |story, _| assert!(story < stories));
        }
    }

    #[test]
    fn what_stands_in_most_stories_is_short() {
        let postings: Vec<_> = (0..6_000)
            .map(|story| {
                (
                    story,
                    if story == 7 {
                        Weight::Title
                    } else {
                        Weight::Lead
                    },
                )
            })
            .collect();
        let mut list = String::new();
        write(&postings, 8_000, &mut list);
        assert_eq!(list.len(), 3);
        let found = read_back(&list, 8_000);
        assert_eq!(found.len(), 8_000);
        assert_eq!(found[&7], Weight::Title);
    }

    #[test]
    fn no_list_is_much_longer_than_a_bit_for_each_story() {
        let postings: Vec<_> = (0..3_900).map(|story| (story * 2, Weight::Text)).collect();
        let mut list = String::new();
        write(&postings, 8_000, &mut list);
        assert!(list.len() < 8_000 / 6 + 4);
        assert_eq!(read_back(&list, 8_000).len(), 3_900);
    }
}
