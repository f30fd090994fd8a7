//! What the generated digests are written with: a file a language.
//!
//! Nouns and adjectives are plural and stand without an article, so that whatever is put
//! together is grammatical, if not wise.

mod de;
mod en;
mod ja;
mod zh;

pub(super) use de::GERMAN;
pub(super) use en::ENGLISH;
pub(super) use ja::JAPANESE;
pub(super) use zh::CHINESE;

/// How many topics there are in each language.
pub(super) const TOPICS: usize = 6;

/// The words of a language. In all that is a sentence or a headline, `{org}`, `{thing}`,
/// `{person}`, `{place}` stand for names, `{noun}`, `{other}`, `{adj}` for words, `{n}` for a
/// number.
pub(super) struct Words {
    /// The BCP 47 tag.
    pub(super) lang: &'static str,
    /// What stands between two words.
    pub(super) space: &'static str,
    /// The site's title.
    pub(super) site: &'static str,
    /// Headlines of a day, with `{org}` and so on of its first story.
    pub(super) days: &'static [&'static str],
    /// What a day begins with.
    pub(super) leads: &'static [&'static str],
    /// The headings of the takeaways and of the footer, and what the footer says.
    pub(super) takeaways: &'static str,
    pub(super) footer: &'static str,
    pub(super) closing: &'static str,
    /// The words before sources and tags.
    pub(super) source: &'static str,
    pub(super) tags: &'static str,
    /// A label with its colon.
    pub(super) colon: &'static str,
    /// The labels of what happened, of why that matters, and of what follows.
    pub(super) happened: &'static [&'static str],
    pub(super) matters: &'static [&'static str],
    pub(super) next: &'static [&'static str],
    /// The sections.
    pub(super) topics: [Topic; TOPICS],
    /// Headlines of a story that is new, goes on, or ends.
    pub(super) first: &'static [&'static str],
    pub(super) then: &'static [&'static str],
    pub(super) last: &'static [&'static str],
    /// Sentences that tell what happened, why it matters, and what follows.
    pub(super) tells: &'static [&'static str],
    pub(super) explains: &'static [&'static str],
    pub(super) expects: &'static [&'static str],
    /// Short points of a list.
    pub(super) points: &'static [&'static str],
    pub(super) adjectives: &'static [&'static str],
    /// What tags are made of: each of the one with each of the other.
    pub(super) tag_starts: &'static [&'static str],
    pub(super) tag_ends: &'static [&'static str],
    /// What names of people and places are made of.
    pub(super) syllables: &'static [&'static str],
    /// What stands between a person's names.
    pub(super) between_names: &'static str,
    /// The kind of thing that a company is, as entities name it.
    pub(super) kind: &'static str,
}

/// A section and its words.
pub(super) struct Topic {
    pub(super) icon: &'static str,
    pub(super) title: &'static str,
    pub(super) nouns: &'static [&'static str],
}
