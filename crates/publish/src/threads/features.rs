//! What a story is compared by: its terms, and the links of its sources.

use super::{links, terms};
use dayfold_model::{Story, plain_text};

/// How much of a story's text is compared, in characters: what it is about is said first.
const TEXT_CHARS: usize = 1200;

/// How much more a term weighs in the headline, as an entity and as a tag than in the text.
const TITLE: u32 = 4;
const ENTITY: u32 = 3;
const TAG: u32 = 1;

/// What a story is compared by. It follows from the story alone.
#[derive(Default)]
pub(super) struct Features {
    /// Its terms, each once, in the order of their names.
    pub(super) terms: Vec<Counted>,
    /// The links of its sources, the headline's first.
    pub(super) links: Vec<Name>,
}

/// A term of a story.
pub(super) struct Counted {
    pub(super) name: Name,
    /// How often it occurs, by where it does.
    pub(super) weight: u32,
    pub(super) in_title: bool,
}

/// Stands for a term or a link: a hash of its text, which is the same always and everywhere, so
/// that whatever is summed up in the order of names comes out the same, too.
pub(super) type Name = u64;

/// FNV-1a, 64 bits.
fn name(kind: &str, text: &str) -> Name {
    let bytes = kind.bytes().chain(text.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

impl Features {
    pub(super) fn of(story: &Story) -> Self {
        let mut features = Self::default();
        terms::each_term(&story.title, |term| {
            features.note(name("", term), TITLE, true);
        });
        let mut left = TEXT_CHARS;
        for block in &story.body {
            let text = plain_text(&block.html);
            let end = text.char_indices().nth(left);
            let text = &text[..end.map_or(text.len(), |(at, _)| at)];
            terms::each_term(text, |term| features.note(name("", term), 1, false));
            left -= text.chars().count();
        }
        // With a space, which no term of the text has.
        for entity in &story.entities {
            features.note(name("entity ", entity), ENTITY, false);
        }
        for tag in &story.tags {
            features.note(name("tag ", tag), TAG, false);
        }
        let sources = story
            .sources
            .iter()
            .filter_map(|source| source.url.as_ref());
        for url in story.url.iter().chain(sources) {
            if let Some(link) = links::canonical(url) {
                let link = name("", &link);
                if !features.links.contains(&link) {
                    features.links.push(link);
                }
            }
        }
        features.gather();
        features
    }

    fn note(&mut self, name: Name, weight: u32, in_title: bool) {
        self.terms.push(Counted {
            name,
            weight,
            in_title,
        });
    }

    /// Makes one of what was noted of the same term.
    fn gather(&mut self) {
        self.terms.sort_unstable_by_key(|term| term.name);
        self.terms.dedup_by(|again, known| {
            let same = again.name == known.name;
            if same {
                known.weight += again.weight;
                known.in_title |= again.in_title;
            }
            same
        });
    }
}
