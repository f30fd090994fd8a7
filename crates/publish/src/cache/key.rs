//! Content addresses: what is made of the same things has the same key.

use serde::{Deserialize, Serialize};
use std::fmt;

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// The first half of a BLAKE3 hash: enough that no two things of an archive, and no two that
/// somebody made up to be alike, have the same.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Key([u8; 16]);

impl Key {
    /// The key of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self::from(blake3::hash(bytes))
    }

    /// As it is looked up.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl From<blake3::Hash> for Key {
    fn from(hash: blake3::Hash) -> Self {
        let mut key = [0; 16];
        key.copy_from_slice(&hash.as_bytes()[..16]);
        Self(key)
    }
}

/// In hexadecimal digits, as it is published.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // At once: there are a hundred thousand in the history of a long archive.
        let mut text = [0; 32];
        for (byte, digits) in self.0.iter().zip(text.chunks_exact_mut(2)) {
            digits[0] = DIGITS[usize::from(byte >> 4)];
            digits[1] = DIGITS[usize::from(byte & 15)];
        }
        f.write_str(str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }
}

/// Keys in what is published: as their digits. What is none counts as another.
pub(crate) mod digits {
    use super::Key;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(key: &Key, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(key)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Key, D::Error> {
        let text = String::deserialize(from)?;
        let mut key = Key::default();
        if text.len() == 2 * key.0.len() && text.is_ascii() {
            for (at, byte) in key.0.iter_mut().enumerate() {
                let digits = text.get(2 * at..2 * at + 2).unwrap_or_default();
                *byte = u8::from_str_radix(digits, 16).unwrap_or_default();
            }
        }
        Ok(key)
    }
}

/// Gathers what something is made of. Each part is told apart from the next, so that no two
/// lists of parts run together to the same.
#[derive(Clone)]
pub(crate) struct Ingredients(blake3::Hasher);

impl Ingredients {
    /// Of a thing of that kind.
    pub(crate) fn of(kind: &str) -> Self {
        let mut all = Self(blake3::Hasher::new());
        all.text(kind);
        all
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.number(bytes.len() as u64);
        self.0.update(bytes);
        self
    }

    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        self.bytes(text.as_bytes())
    }

    pub(crate) fn number(&mut self, number: u64) -> &mut Self {
        self.0.update(&number.to_le_bytes());
        self
    }

    pub(crate) fn key(&mut self, key: Key) -> &mut Self {
        self.0.update(&key.0);
        self
    }

    /// Whatever can be shown as a value of its own: options, lists, enumerations.
    pub(crate) fn value(&mut self, value: &impl fmt::Debug) -> &mut Self {
        self.text(&format!("{value:?}"))
    }

    /// The key of all that.
    pub(crate) fn done(&self) -> Key {
        self.0.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_together() {
        let key = |one: &str, other: &str| Ingredients::of("x").text(one).text(other).done();
        assert_ne!(key("a", "bc"), key("ab", "c"));
        assert_eq!(key("a", "b"), key("a", "b"));
        assert_eq!(key("a", "b").to_string().len(), 32);
    }

    #[test]
    fn is_written_in_digits() {
        let key = Key(*b"\x00\x01\x0f\x10\xab\xff..........");
        assert_eq!(key.to_string(), format!("00010f10abff{}", "2e".repeat(10)));
    }
}
