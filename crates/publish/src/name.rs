//! Texts that stand on thousands of days: tags, entities, the titles that later days lead back
//! to. Each is held once, however often it was read; of an archive of thirty years that is a
//! third of what is held at all.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Visitor};
use std::{
    collections::HashSet,
    fmt,
    hash::{BuildHasher, RandomState},
    ops::Deref,
    sync::{Arc, LazyLock, Mutex},
};

/// How many parts the pool has, so that threads seldom wait for each other.
const PARTS: usize = 32;

/// A text that is held once.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Name(Arc<str>);

/// What is held, for as long as the program runs.
struct Pool {
    hasher: RandomState,
    parts: [Mutex<HashSet<Arc<str>>>; PARTS],
}

static POOL: LazyLock<Pool> = LazyLock::new(|| Pool {
    hasher: RandomState::new(),
    parts: std::array::from_fn(|_| Mutex::default()),
});

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        let pool = &*POOL;
        let part = pool.hasher.hash_one(text) as usize % PARTS;
        let Ok(mut held) = pool.parts[part].lock() else {
            return Self(text.into());
        };
        if let Some(known) = held.get(text) {
            return Self(known.clone());
        }
        let new: Arc<str> = text.into();
        held.insert(new.clone());
        Self(new)
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
