//! Entities: people, companies and places that a text marks as `Nvidia [finance:NVIDIA
//! Corporation]`, where the bracket gives the kind and the full name of what stands before it.

use crate::{
    html::Known,
    ids::{ENTITY, Ids, id_of, key_of},
};
use dayfold_model::Entity;
use std::{collections::HashMap, ops::Range};

/// The longest name in a bracket, in bytes: what is longer is no name.
const LONGEST: usize = 120;

/// What makes two mentions one entity: the kind and the name, as ids compare them. So the
/// same name of another kind is another entity, but not the same name in capitals.
pub(crate) fn key(kind: &str, name: &str) -> (String, String) {
    (key_of(kind), key_of(name))
}

/// The digest's entities, each once, in the order in which they were first met.
#[derive(Debug, Default)]
pub(crate) struct Entities {
    list: Vec<Entity>,
    by_key: HashMap<(String, String), usize>,
    by_id: HashMap<String, usize>,
    /// The first entity of a name, whatever its kind.
    by_name: HashMap<String, usize>,
    ids: Ids,
}

impl Entities {
    /// The id of the entity of that kind and name, which is added where it is new.
    pub(crate) fn meet(&mut self, kind: &str, name: &str) -> String {
        if let Some(at) = self.by_key.get(&key(kind, name)) {
            return self.list[*at].id.clone();
        }
        let id = self.ids.make_entity(&id_of(name, ENTITY), kind);
        self.push(id.clone(), kind, name);
        id
    }

    /// Adds an entity with an id of its own; false where that id is taken.
    pub(crate) fn declare(&mut self, id: &str, kind: &str, name: &str) -> bool {
        let new = self.ids.take(id);
        if new {
            self.push(id.to_owned(), kind, name);
        }
        new
    }

    fn push(&mut self, id: String, kind: &str, name: &str) {
        let at = self.list.len();
        self.by_key.entry(key(kind, name)).or_insert(at);
        self.by_id.insert(id.clone(), at);
        self.by_name.entry(name.to_owned()).or_insert(at);
        self.list.push(Entity {
            id,
            name: name.to_owned(),
            kind: kind.to_owned(),
            url: None,
            ticker: None,
        });
    }

    /// The id of what a list of entities names, by id or by name.
    pub(crate) fn find(&self, text: &str) -> Option<String> {
        let named = || {
            let at = self.by_name.get(text)?;
            Some(self.list[*at].id.clone())
        };
        let exact = self.by_id.contains_key(text).then(|| text.to_owned());
        exact.or_else(named).or_else(|| self.id(text))
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.list.len()
    }

    /// The entity of that id.
    pub(crate) fn get(&self, id: &str) -> Option<&Entity> {
        self.by_id.get(id).map(|at| &self.list[*at])
    }

    /// Forgets all but the first so many.
    pub(crate) fn truncate(&mut self, count: usize) {
        for entity in self.list.drain(count.min(self.list.len())..) {
            self.by_id.remove(&entity.id);
            self.ids.release(&entity.id);
            let key = key(&entity.kind, &entity.name);
            if self.by_key.get(&key).is_some_and(|at| *at >= count) {
                self.by_key.remove(&key);
            }
            if self
                .by_name
                .get(&entity.name)
                .is_some_and(|at| *at >= count)
            {
                self.by_name.remove(&entity.name);
            }
        }
    }

    pub(crate) fn into_list(self) -> Vec<Entity> {
        self.list
    }
}

impl Known for Entities {
    fn id(&self, written: &str) -> Option<String> {
        if self.by_id.contains_key(written) {
            return Some(written.to_owned());
        }
        Some(id_of(written, ENTITY)).filter(|id| self.by_id.contains_key(id))
    }
}

/// A bracket that names an entity.
#[derive(Debug, PartialEq)]
pub(crate) struct Mention {
    /// The words that it covers; empty where they stand before the text searched.
    pub(crate) words: Range<usize>,
    /// From the end of those words to behind the bracket.
    pub(crate) bracket: Range<usize>,
    /// The kind, as written.
    pub(crate) kind: String,
    /// The full name.
    pub(crate) name: String,
}

/// The first mention in `text` from `from` on. `after_inline`: directly before the text
/// stands something that can be covered as a whole, such as a link. `plain` says of an
/// offset whether the character there stands for itself (it is not escaped).
pub(crate) fn find_mention(
    text: &str,
    from: usize,
    after_inline: bool,
    plain: impl Fn(usize) -> bool,
) -> Option<Mention> {
    let mut start = from;
    while let Some(open) = text[start..].find('[').map(|at| start + at) {
        start = open + 1;
        if !plain(open) {
            continue;
        }
        let Some((kind, name, end)) = inside(text, open) else {
            continue;
        };
        let before = text[from..open].trim_end_matches([' ', '\n']);
        let gap = from + before.len();
        if text[gap..open].len() > 1 {
            continue;
        }
        let words = covered(before, name);
        let words = from + words.start..from + words.end;
        let whole = before.is_empty() && after_inline && from == 0;
        if (words.is_empty() && !whole) || words.end != gap {
            continue;
        }
        return Some(Mention {
            words,
            bracket: gap..end,
            kind: kind.to_owned(),
            name: name.to_owned(),
        });
    }
    None
}

/// The kind, the name and the end of the bracket that opens at `open`.
fn inside(text: &str, open: usize) -> Option<(&str, &str, usize)> {
    let mut limit = text.len().min(open + 1 + LONGEST);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let rest = &text[open + 1..limit];
    let close = rest.find(']')?;
    let (kind, name) = rest[..close].split_once(':')?;
    let good = !kind.is_empty()
        && kind.chars().all(char::is_alphabetic)
        && name.starts_with(|c: char| c.is_alphanumeric())
        && !name.ends_with(char::is_whitespace)
        && !name.contains(['[', '\n', '@'])
        && !name.contains("  ");
    good.then_some((kind, name, open + 1 + close + 1))
}

/// Which of the words that end a text a bracket with this name covers: the longest run that
/// the name begins with, else the last word alone. Empty where the text ends in no word.
fn covered(text: &str, name: &str) -> Range<usize> {
    let ends_word = |c: char| c.is_alphanumeric() || matches!(c, '.' | '+' | '!' | '#' | '&');
    if !text.ends_with(ends_word) {
        return 0..0;
    }
    let starts: Vec<usize> = word_starts(text).take(name.split(' ').count()).collect();
    let Some(last) = starts.first().copied() else {
        return 0..0;
    };
    let begins = |start: &usize| {
        let words = &text[*start..];
        name.get(..words.len())
            .is_some_and(|beginning| beginning.to_lowercase() == words.to_lowercase())
            && !name[words.len()..].starts_with(char::is_alphanumeric)
    };
    let start = starts.iter().copied().rev().find(begins).unwrap_or(last);
    start..text.len()
}

/// Where the words of a text start, from the last one on.
fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    let inner = |c: char| {
        c.is_alphanumeric() || matches!(c, '.' | '&' | '\'' | '’' | '-' | '+' | '!' | '#')
    };
    let mut end = text.len();
    std::iter::from_fn(move || {
        let trimmed = text[..end].trim_end_matches(' ');
        let word = trimmed.trim_end_matches(inner).len();
        // Punctuation that may stand in a word does not begin it.
        let run = &trimmed[word..];
        let lead = run.len() - run.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        end = word;
        (lead < run.len()).then_some(word + lead)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("from Nvidia [finance:NVIDIA Corporation] and", Some(("Nvidia", "finance", "NVIDIA Corporation")))]
    #[case("(Nvidia [finance:NVIDIA Corporation]’s arm)", Some(("Nvidia", "finance", "NVIDIA Corporation")))]
    #[case("at Alphabet Inc. [finance:Alphabet Inc.] now", Some(("Alphabet Inc.", "finance", "Alphabet Inc.")))]
    #[case("the Tencent Holdings [finance:Tencent Holdings Limited]", Some(("Tencent Holdings", "finance", "Tencent Holdings Limited")))]
    #[case("by Jane Doe[person:Jane Doe]", Some(("Jane Doe", "person", "Jane Doe")))]
    #[case("globally—Nvidia [finance:N Corp]", Some(("Nvidia", "finance", "N Corp")))]
    #[case("AT&T [finance:AT&T Inc.]", Some(("AT&T", "finance", "AT&T Inc.")))]
    #[case("今天英伟达 [finance:英伟达]", Some(("今天英伟达", "finance", "英伟达")))]
    #[case("[finance:Nvidia] at the start", None)]
    #[case("a list: [finance:Nvidia]", None)]
    #[case("see [note: this is no entity]", None)]
    #[case("see [http://example.org]", None)]
    #[case("see [1:2]", None)]
    #[case("see [finance:Nvidia", None)]
    fn mentions(#[case] text: &str, #[case] expected: Option<(&str, &str, &str)>) {
        let found = find_mention(text, 0, false, |_| true);
        let found = found
            .as_ref()
            .map(|m| (&text[m.words.clone()], m.kind.as_str(), m.name.as_str()));
        assert_eq!(found, expected);
    }

    #[test]
    fn one_entity_however_often_met() {
        let mut entities = Entities::default();
        assert_eq!(entities.meet("finance", "A Corp"), "a-corp");
        assert_eq!(entities.meet("finance", "A Corp"), "a-corp");
        assert_eq!(entities.meet("Finance", "A CORP"), "a-corp");
        assert_eq!(entities.meet("company", "A Corp"), "a-corp-company");
        assert_eq!(entities.meet("company", "A Corp"), "a-corp-company");
        assert_eq!(entities.meet("", "A Corp"), "a-corp-2");
        assert_eq!(entities.meet("org", "A Corp Company"), "a-corp-company-org");
        assert!(!entities.declare("a-corp", "x", "y"));
        assert!(entities.declare("b", "finance", "B Corp"));
        assert_eq!(entities.meet("finance", "B Corp"), "b");
        assert_eq!(entities.find("B Corp").as_deref(), Some("b"));
        assert_eq!(entities.find("A_Corp").as_deref(), Some("a-corp"));
        assert_eq!(entities.into_list().len(), 5);
    }
}
