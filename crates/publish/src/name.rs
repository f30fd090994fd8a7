//! Texts that stand on thousands of days: tags, entities, the titles that later days lead back
//! to. Each is held once, however often it was read; of an archive of thirty years that is a
//! third of what is held at all.

use hashbrown::{DefaultHashBuilder, HashTable};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Visitor};
use std::{
    fmt,
    hash::BuildHasher,
    ops::Deref,
    sync::{Arc, LazyLock, Mutex},
};

/// How many parts the pool has, so that threads seldom wait for each other.
const PARTS: usize = 32;

/// A text that is held once.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Name(Arc<str>);

/// What is held, for as long as the program runs. Each text is hashed once, for its part and
/// its place in that: a build of ten thousand days looks up a million.
struct Pool {
    hasher: DefaultHashBuilder,
    parts: [Mutex<HashTable<Arc<str>>>; PARTS],
}

static POOL: LazyLock<Pool> = LazyLock::new(|| Pool {
    hasher: DefaultHashBuilder::default(),
    parts: std::array::from_fn(|_| Mutex::new(HashTable::new())),
});

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        let pool = &*POOL;
        let hash = pool.hasher.hash_one(text);
        // The table goes by the lower and the uppermost bits.
        let part = (hash >> 32) as usize % PARTS;
        let Ok(mut held) = pool.parts[part].lock() else {
            return Self(text.into());
        };
        let entry = held.entry(
            hash,
            |known| **known == *text,
            |known| pool.hasher.hash_one(&**known),
        );
        Self(entry.or_insert_with(|| text.into()).get().clone())
    }
}

impl From<&String> for Name {
    fn from(text: &String) -> Self {
        Self::from(&**text)
    }
}

impl Deref for Name {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Text;

        impl Visitor<'_> for Text {
            type Value = Name;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_str<E>(self, text: &str) -> Result<Name, E> {
                Ok(Name::from(text))
            }
        }

        from.deserialize_str(Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_text_is_held_once() {
        let one = Name::from("a text that stands on thousands of days");
        let json = serde_json::to_string(&one).unwrap();
        let other: Name = serde_json::from_str(&json).unwrap();
        assert!(Arc::ptr_eq(&one.0, &other.0));
        assert_ne!(one, Name::from("another"));
    }
}
